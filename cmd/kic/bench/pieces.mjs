// The pictures among the SVGs that kic exported, largest first, and a way to draw them with several workers.
import fs from 'node:fs'
import path from 'node:path'
import os from 'node:os'
import { Worker } from 'node:worker_threads'

export const lanes = os.availableParallelism()

export function pieces(folder) {
  return fs.readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.svg'))
    .map(name => {
      const head = fs.readFileSync(path.join(folder, name), 'utf8').slice(0, 500)
      const [, width, unit, height] = head.match(/width="([\d.]+)(\w*)"\s+height="([\d.]+)/)
      return { name, width: +width, height: +height, unit }
    })
    .filter(p => p.unit === '' || p.unit === 'px') // pages are for PDF
    .sort((a, b) => b.width * b.height - a.width * a.height || a.name.localeCompare(b.name))
}

export function target(folder, piece) {
  const file = path.join(folder, piece.name.replace(/svg$/, 'png'))
  fs.mkdirSync(path.dirname(file), { recursive: true })
  return file
}

// share hands out pieces to workers that run the script at url, one piece at a time.
export async function share(url, argv, list) {
  let next = 0
  await Promise.all(Array.from({ length: lanes }, () => new Promise((done, failed) => {
    const worker = new Worker(url, { argv })
    worker.on('error', failed)
    worker.on('message', () => {
      if (next < list.length) worker.postMessage(list[next++])
      else worker.terminate().then(done)
    })
  })))
}
