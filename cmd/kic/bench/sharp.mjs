// Draws exported SVGs as PNG at level 1 with sharp: node sharp.mjs SVG-FOLDER OUT-FOLDER
import path from 'node:path'
import { createRequire } from 'node:module'
import { lanes, pieces, target } from './pieces.mjs'

const [from, to] = process.argv.slice(2)
process.env.UV_THREADPOOL_SIZE = String(2 * lanes)
const sharp = createRequire(path.join(process.env.PEERS, 'x.js'))('sharp')
sharp.concurrency(1)
sharp.cache(false)
const list = pieces(from)
await Promise.all(Array.from({ length: 2 * lanes }, async () => {
  for (let piece; (piece = list.shift());) {
    await sharp(path.join(from, piece.name), { unlimited: true, limitInputPixels: false })
      .png({ compressionLevel: 1 }).toFile(target(to, piece))
  }
}))
