// Draws exported SVGs as PNG with resvg-js: node resvg.mjs SVG-FOLDER OUT-FOLDER
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { isMainThread, parentPort } from 'node:worker_threads'
import { pieces, share, target } from './pieces.mjs'

const [from, to] = process.argv.slice(2)
if (isMainThread) {
  await share(new URL(import.meta.url), [from, to], pieces(from))
} else {
  const { Resvg } = createRequire(path.join(process.env.PEERS, 'x.js'))('@resvg/resvg-js')
  parentPort.on('message', piece => {
    const svg = fs.readFileSync(path.join(from, piece.name))
    fs.writeFileSync(target(to, piece), new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng())
    parentPort.postMessage('done')
  })
  parentPort.postMessage('ready')
}
