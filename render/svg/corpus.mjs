// Writes logos as SVG with resvg's picture of each, for TestReadsLogosAsResvgDoes.
//
//   npm install @iconify-json/logos @resvg/resvg-js      (.ci/logos does it all)
//   node corpus.mjs <folder> [stride] [first] [set]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [folder, stride = '11', first = '0', set = '@iconify-json/logos'] = process.argv.slice(2)
const require = createRequire(join(process.cwd(), 'package.json'))
const { Resvg } = require('@resvg/resvg-js')
const icons = JSON.parse(readFileSync(require.resolve(`${set}/icons.json`), 'utf8'))

mkdirSync(folder, { recursive: true })
Object.keys(icons.icons).sort().forEach((name, i) => {
  if (i % Number(stride) !== Number(first)) return
  const icon = icons.icons[name]
  const w = icon.width ?? icons.width ?? 16, h = icon.height ?? icons.height ?? 16
  const box = `${icon.left ?? 0} ${icon.top ?? 0} ${w} ${h}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${w}" height="${h}" viewBox="${box}">${icon.body}</svg>`
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: 512 }, background: 'white' }).render().asPng()
  writeFileSync(join(folder, name + '.svg'), svg)
  writeFileSync(join(folder, name + '.png'), png)
})
