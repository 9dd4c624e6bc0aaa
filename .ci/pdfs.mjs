// Holds every page of PDFs, as poppler shows it at 144 dots an inch, against what MuPDF and PDFium show of it. Pages agree when
// they differ at edges only, which every reader smooths in its own way: a pixel that is off must still look like one of those
// around it, and few pixels may be off at all.
//
//	node pdfs.mjs <node_modules folder> <pdf>…
//
// The folder holds mupdf and @hyzyla/pdfium.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(resolve(modules), path)));
const mupdf = await load("mupdf/dist/mupdf.js");
const { PDFiumLibrary } = await load("@hyzyla/pdfium/dist/index.esm.js");
const pdfium = await PDFiumLibrary.init();

// Of the pages of the sample pack, insert-a5 has most edges: 2.1 % of its pixels are off. What is off in other ways is thin
// lines, which poppler moves to whole pixels: they fill 5.5 % of a square in the worst place. A line of small
// words that one reader leaves out fills 7 % and more.
const near = 64; // levels: what differs by no more is the same
const mostEdges = 0.03; // of all pixels
const dpi = 144;
const square = 48; // pixels a side
const mostStrange = 0.065; // of a square

// poppler is page n of a file, in w × h pixels.
function poppler(file, n, w, h) {
  const { stdout, stderr, status } = spawnSync("pdftoppm", ["-f", n, "-l", n, "-scale-to-x", w, "-scale-to-y", h, file], { maxBuffer: 1 << 28 });
  if (status !== 0 || stderr.length > 0) throw new Error(`poppler stops with ${status}: ${stderr}`);
  const head = stdout.subarray(0, 40).toString("latin1").match(/^P6\s+(\d+)\s+(\d+)\s+255\s/);
  return { w: +head[1], h: +head[2], step: 3, pixels: stdout.subarray(head[0].length) };
}

function mupdfs(page, w, h) {
  const [x0, y0, x1, y1] = page.getBounds();
  const map = page.toPixmap(mupdf.Matrix.scale(w / (x1 - x0), h / (y1 - y0)), mupdf.ColorSpace.DeviceRGB, false, true);
  const got = { w: map.getWidth(), h: map.getHeight(), step: 3, pixels: map.getPixels().slice() };
  map.destroy();
  return got;
}

async function pdfiums(page, w, h) {
  const { width, height, data } = await page.render({ width: w, height: h, render: "bitmap" });
  return { w: width, h: height, step: 4, pixels: data };
}

// compare says in which way b differs from a; nothing where it doesn't.
function compare(a, b) {
  const { w, h } = a;
  if (b.w !== w || b.h !== h) return `is ${b.w}x${b.h}, not ${w}x${h}`;
  let off = 0;
  const strange = new Map(); // by the square
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      if (![0, 1, 2].some((c) => Math.abs(level(a, x, y, c) - level(b, x, y, c)) > near)) continue;
      off++;
      if (![0, 1, 2].some((c) => outside(a, b, x, y, c) || outside(b, a, x, y, c))) continue;
      const at = `${square * Math.floor(x / square)}, ${square * Math.floor(y / square)}`;
      strange.set(at, (strange.get(at) ?? 0) + 1);
    }
  }
  for (const [at, n] of strange) {
    if (n > mostStrange * square ** 2) return `shows something else: ${n} of ${square ** 2} pixels from ${at} on`;
  }
  if (off > mostEdges * w * h) return `has ${(100 * off / w / h).toFixed(2)} % of its pixels off`;
}

// level is a colour of a pixel: red, green or blue.
const level = (p, x, y, c) => p.pixels[p.step * (y * p.w + x) + c];

// outside reports whether a pixel of p is unlike all of q around the same place.
function outside(p, q, x, y, c) {
  let low = 255, high = 0;
  for (let j = Math.max(0, y - 1); j <= Math.min(q.h - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(q.w - 1, x + 1); i++) {
      low = Math.min(low, level(q, i, j, c));
      high = Math.max(high, level(q, i, j, c));
    }
  }
  const v = level(p, x, y, c);
  return v < low - near || v > high + near;
}

// faults are the ways in which readers differ over a file.
async function faults(file) {
  const data = readFileSync(file);
  const doc = mupdf.Document.openDocument(data, "application/pdf");
  const other = await pdfium.loadDocument(data);
  if (other.getPageCount() !== doc.countPages()) return [`PDFium finds ${other.getPageCount()} pages, MuPDF ${doc.countPages()}`];
  const found = [];
  for (let n = 0; n < doc.countPages(); n++) {
    const page = doc.loadPage(n);
    const [x0, y0, x1, y1] = page.getBounds();
    const w = Math.round((x1 - x0) * dpi / 72), h = Math.round((y1 - y0) * dpi / 72);
    const want = poppler(file, n + 1, w, h);
    for (const [reader, got] of [["MuPDF", mupdfs(page, w, h)], ["PDFium", await pdfiums(other.getPage(n), w, h)]]) {
      const what = compare(want, got);
      if (what) found.push(`page ${n + 1} in ${reader} ${what}`);
    }
  }
  doc.destroy();
  other.destroy();
  return found;
}

let failed = 0;
for (const file of files) {
  const found = await faults(file).catch((e) => [`can't be shown: ${String(e.message ?? e)}`]);
  if (found.length) { failed++; console.error(`${file}: ${found.join("; ")}`); }
}
console.log(`${files.length - failed} of ${files.length} PDFs look the same in poppler, MuPDF and PDFium`);
process.exit(failed || files.length === 0 ? 1 : 0);
