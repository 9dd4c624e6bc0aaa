// Holds every picture of a pack, as Go decodes it, against what headless Chromium, libpng (pngtopnm) and ImageMagick show of
// it. A PNG must have the same pixels everywhere. A JPEG may be 2 levels off in luma and chroma, which is what it stores and
// what readers round, each in its own way: one level of both is already three of blue.
//
//	node pictures.mjs <node_modules folder> <folder of pixels.go> <what pixels.go said> <folder of the pack>
//
// The first folder holds playwright-core. CHROMIUM names the browser, if it isn't /usr/bin/chromium. Pixels are compared by
// their hashes, so that few of them leave the programs that decode them.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

const [modules, decoded, list, pack] = process.argv.slice(2);
if (!pack) {
  console.error("usage: node pictures.mjs <node_modules folder> <folder of pixels.go> <what pixels.go said> <folder of the pack>");
  process.exit(2);
}
const { chromium } = createRequire(join(resolve(modules), "package.json"))("playwright-core");
const jpegLevels = 2;

const pictures = readFileSync(list, "utf8").trim().split("\n").map((line) => {
  const [, i, w, h, opaque, rgb, rgba, file] = line.match(/^(\d+) (\d+) (\d+) (true|false) (\w+) (\w+) (.*)$/);
  return { i, w: +w, h: +h, opaque: opaque === "true", rgb, rgba, file, jpeg: file.endsWith(".jpg") };
});
const byNumber = new Map(pictures.map((p) => [p.i, p]));
const pixelsOf = (p) => readFileSync(join(decoded, `${p.i}.rgba`));

const wrong = new Map(); // by picture
function fail(p, reader, what) {
  wrong.set(p.file, [...(wrong.get(p.file) ?? []), `${reader} ${what}`]);
}

// run is what a program prints, in parts; stopping with an error, or saying something, is a failure.
async function run(command, args, take) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, OMP_NUM_THREADS: "1" } });
  const ended = new Promise((done) => child.on("close", done).on("error", done));
  let said = "";
  child.stderr.on("data", (part) => { said += part; });
  for await (const part of child.stdout) take(part);
  const code = await ended;
  if (code !== 0 || said) throw new Error(`stops with ${code}: ${said.trim().slice(0, 200)}`);
}

async function libpng(p) {
  const sum = createHash("sha256");
  let head = Buffer.alloc(0), grey = null;
  const take = (part) => sum.update(grey ? Buffer.from(part).reduce((to, v, i) => (to.fill(v, 3 * i, 3 * i + 3), to), Buffer.alloc(3 * part.length)) : part);
  await run(p.opaque ? "pngtopnm" : "pngtopam", p.opaque ? [p.file] : ["-alphapam", p.file], (part) => {
    if (head === null) return take(part);
    head = Buffer.concat([head, part]);
    const text = head.subarray(0, 200).toString("latin1");
    const end = text.match(p.opaque ? /^P[56]\s+\d+\s+\d+\s+255\s/ : /^P7\n[^]*?TUPLTYPE RGB_ALPHA\nENDHDR\n/);
    if (!end) return;
    grey = text.startsWith("P5");
    take(head.subarray(end[0].length));
    head = null;
  });
  if (sum.digest("hex") !== (p.opaque ? p.rgb : p.rgba)) fail(p, "libpng", "shows other pixels");
}

async function imagemagick(p) {
  const args = [p.file, "-depth", "8", p.opaque && !p.jpeg ? "rgb:-" : "rgba:-"];
  if (!p.jpeg) {
    const sum = createHash("sha256");
    await run("convert", args, (part) => sum.update(part));
    if (sum.digest("hex") !== (p.opaque ? p.rgb : p.rgba)) fail(p, "ImageMagick", "shows other pixels");
    return;
  }
  const parts = [];
  await run("convert", args, (part) => parts.push(part));
  const off = levels(Buffer.concat(parts), pixelsOf(p));
  if (off > jpegLevels) fail(p, "ImageMagick", `is ${off.toFixed(1)} levels off`);
}

// levels is the largest difference of two pictures, in luma or chroma (T.871, 7). The page has it, too.
function levels(a, b) {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i += 4) {
    const red = a[i] - b[i], green = a[i + 1] - b[i + 1], blue = a[i + 2] - b[i + 2];
    if (red === 0 && green === 0 && blue === 0 && a[i + 3] === b[i + 3]) continue;
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    most = Math.max(most, Math.abs(luma), Math.abs(blue - luma) / 1.772, Math.abs(red - luma) / 1.402, Math.abs(a[i + 3] - b[i + 3]));
  }
  return most;
}

// look runs in the page. What is opaque goes the way of all pictures of a page; of what isn't, a canvas would round the
// colours, which it keeps premultiplied.
async function look({ i, type, opaque, jpeg }) {
  const blob = await (await fetch(`/picture/${i}`)).blob();
  let pixels, w, h;
  if (opaque) {
    const map = await createImageBitmap(blob);
    ({ width: w, height: h } = map);
    const context = new OffscreenCanvas(w, h).getContext("2d", { willReadFrequently: true });
    context.drawImage(map, 0, 0);
    map.close();
    pixels = context.getImageData(0, 0, w, h).data;
  } else {
    const decoder = new ImageDecoder({ data: await blob.arrayBuffer(), type, premultiplyAlpha: "none" });
    const { image } = await decoder.decode();
    ({ codedWidth: w, codedHeight: h } = image);
    pixels = new Uint8Array(4 * w * h);
    await image.copyTo(pixels); // as it is: to give it in another order, it would be multiplied by its alpha and divided again
    if (image.format === "BGRA") {
      for (let k = 0; k < pixels.length; k += 4) [pixels[k], pixels[k + 2]] = [pixels[k + 2], pixels[k]];
    }
    image.close();
  }
  if (jpeg) {
    const want = new Uint8Array(await (await fetch(`/pixels/${i}`)).arrayBuffer());
    return { w, h, off: levels(pixels, want) };
  }
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", pixels));
  return { w, h, sum: Array.from(sum, (v) => v.toString(16).padStart(2, "0")).join("") };
}

async function browsed(p, page) {
  const got = await page.evaluate(look, { i: p.i, type: p.jpeg ? "image/jpeg" : "image/png", opaque: p.opaque, jpeg: p.jpeg });
  if (got.w !== p.w || got.h !== p.h) fail(p, "Chromium", `shows ${got.w}x${got.h}, not ${p.w}x${p.h}`);
  else if (p.jpeg ? !(got.off <= jpegLevels) : got.sum !== p.rgba) fail(p, "Chromium", p.jpeg ? `is ${got.off.toFixed(1)} levels off` : "shows other pixels");
}

// all does something for every picture, some at the same time.
async function all(reader, which, does, workers) {
  const waiting = which.values();
  await Promise.all(workers.map(async (worker) => {
    for (const p of waiting) {
      try {
        await does(p, worker);
      } catch (e) {
        fail(p, reader, `doesn't show it: ${String(e.message ?? e).split("\n")[0]}`);
      }
    }
  }));
}

const server = createServer((request, response) => {
  const [, kind, i] = request.url.split("/");
  const p = byNumber.get(i);
  if (kind === "picture" && p) return response.end(readFileSync(p.file));
  if (kind === "pixels" && p) return response.end(pixelsOf(p));
  response.setHeader("Content-Type", "text/html");
  response.end("<!doctype html><title>Pictures</title>");
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const profile = mkdtempSync(join(tmpdir(), "kic-pictures-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.addScriptTag({ content: levels.toString() });
  const workers = Array.from({ length: Math.ceil(availableParallelism() / 2) }, () => page);
  await Promise.all([ // all at once, as the page has one thread
    all("Chromium", pictures, browsed, workers),
    all("libpng", pictures.filter((p) => !p.jpeg), libpng, workers),
    all("ImageMagick", pictures, imagemagick, workers),
  ]);
} finally {
  await browser.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
for (const [file, faults] of wrong) console.error(`${relative(pack, file)}: ${faults.join("; ")}`);
console.log(`${pictures.length - wrong.size} of ${pictures.length} pictures are the same in Go, Chromium, libpng and ImageMagick`);
process.exit(wrong.size || pictures.length === 0 ? 1 : 0);
