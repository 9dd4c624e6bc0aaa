// Draws exported SVGs as PNG with headless Chromium: node chromium.mjs SVG-FOLDER OUT-FOLDER
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { lanes, pieces, target } from './pieces.mjs'

const [from, to] = process.argv.slice(2)
const { chromium } = createRequire(path.join(process.env.PEERS, 'x.js'))('playwright-core')
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] })
const list = pieces(from)
await Promise.all(Array.from({ length: lanes }, async () => {
  const page = await browser.newPage()
  for (let piece; (piece = list.shift());) {
    await page.setViewportSize({ width: piece.width, height: piece.height })
    const svg = fs.readFileSync(path.join(from, piece.name), 'utf8')
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
    await page.screenshot({ path: target(to, piece) })
  }
}))
await browser.close()
