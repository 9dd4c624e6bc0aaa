// Holds pages to the rules of axe-core in headless Chromium: in light and dark colours, on a desk and at the width of a
// small phone, and as they are without any script, when all words must still be there to read. A gallery shows one message
// at a time: every view of it stays short, with few stops for the Tab key.
//
//   node axe.mjs <node_modules folder> <html files…>
//
// The folder holds axe-core and playwright-core. CHROMIUM names the browser, if it isn't /usr/bin/chromium. Pages are looked
// at side by side, and each is opened once for all that only colours and width change.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node axe.mjs <node_modules folder> <html files…>");
  process.exit(2);
}
const require = createRequire(join(resolve(modules), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const desk = { width: 1300, height: 900 }, phone = { width: 320, height: 700 };
const modes = [
  { name: "light", colorScheme: "light", viewport: desk },
  { name: "dark", colorScheme: "dark", viewport: desk },
  { name: "phone", colorScheme: "light", viewport: phone },
];
const bare = { name: "without script", colorScheme: "light", viewport: desk, bare: true };
// What a view of a gallery may come to, with its largest group of pieces open.
const sizes = [
  { name: "1280 px", width: 1280, height: 6000, stops: 105 },
  { name: "390 px", width: 390, height: 11000, stops: 105 },
];

let failures = 0;
function fail(file, mode, what) {
  failures++;
  console.error(`${file} (${mode}): ${what}`);
}

// tab is a page of the browser in which one file after the other is opened: a page of its own for each costs more than its test.
async function tab(context) {
  const page = await context.newPage();
  const tab = { page, file: "", mode: {} };
  page.on("request", (r) => /^(file|data|about):/.test(r.url()) || fail(tab.file, tab.mode.name, `asks for ${r.url()}`));
  page.on("pageerror", (e) => fail(tab.file, tab.mode.name, `script: ${e.message}`));
  page.on("console", (m) => !tab.mode.bare && /Content Security Policy/.test(m.text()) && fail(tab.file, tab.mode.name, m.text()));
  await page.addInitScript(axe);
  await page.addInitScript(unfolding);
  return tab;
}

// open shows a file. Without script means a policy that blocks the page's own, so that axe can still run.
async function open(tab, file, mode) {
  const { page } = tab;
  await page.unrouteAll();
  if (tab.file === file) await page.goto("about:blank"); // else only the part after # would change
  Object.assign(tab, { file, mode });
  await page.emulateMedia({ colorScheme: mode.colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize(mode.viewport);
  if (mode.bare) {
    await page.route("**/*.html", (route) => route.fulfill({
      body: readFileSync(new URL(route.request().url())), contentType: "text/html; charset=utf-8",
      headers: { "Content-Security-Policy": "script-src 'none'" },
    }));
  }
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "domcontentloaded" });
}

// look lets axe go over what is open.
async function look(page, file, mode) {
  // Parts that wait to be drawn would be measured where they aren't, and a sticky bar hides some of what it is scrolled over.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".member { content-visibility: visible !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await page.evaluate(() => scrollTo(0, 0));
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ["violations"], rules: { "target-size": { enabled: true } },
  }));
  for (const v of violations) {
    for (const node of v.nodes.slice(0, 3)) {
      fail(file, mode, `${v.id}: ${v.help}: ${node.html.slice(0, 200)}${node.failureSummary ? "\n  " + node.failureSummary : ""}`);
    }
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) fail(file, mode, `is ${over} px wider than the screen`);
  if (passes.length < 5) fail(file, mode, `axe passed only ${passes.length} rules: did the page open?`);
}

// words are what there is to read once everything is unfolded.
async function readable(page, file) {
  const faults = await page.evaluate(() => {
    const faults = [];
    unfold();
    const visible = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    // Of a gallery's messages only the one that the address names is shown, and the overview where it names none.
    const open = document.querySelector(".message:target, .message.one");
    const other = open ? ".message:not(:target, .one), .overview" : ".message";
    for (const e of document.querySelectorAll("main p, main h2, main h3, main li, main img")) {
      if (e.closest(other) || open && !open.classList.contains("one") && e.closest(".whole") || e.closest(".none, .more, .filters, [aria-hidden]")) continue;
      if (e.closest("[hidden]") && !e.closest(".message:target")) continue;
      if (!visible(e)) faults.push(`can't be read: ${e.outerHTML.slice(0, 120)}`);
    }
    for (const e of document.querySelectorAll("button, select, input[type=search]")) {
      if (visible(e)) faults.push(`does nothing: ${e.outerHTML.slice(0, 120)}`);
    }
    return faults.slice(0, 5);
  });
  for (const f of faults) fail(file, "without script", f);
}

// unfolding gives a page a function that opens all that folds, whose parts else close one another.
const unfolding = () => {
  globalThis.unfold = () => {
    for (const d of document.querySelectorAll("details")) {
      d.removeAttribute("name");
      d.open = true;
    }
  };
};

// go opens a view of a gallery by its address, as a link to it would.
async function go(page, id) {
  await page.evaluate((id) => { location.hash = id; }, id);
  await page.waitForFunction((id) => document.getElementById(id).checkVisibility(), id);
}

// gallery tries what only a pack's index.html has: its switch, its filters and its copy buttons.
async function gallery(page, file, mode) {
  if (await page.locator("#g_zones").count() === 0) return;
  const first = await page.locator("section.message").first().getAttribute("id");
  await go(page, first);
  await page.evaluate(() => globalThis.unfold());
  const zones = page.locator(".over").first();
  const label = page.locator('label[for="g_zones"]');
  const shown = () => zones.evaluate((e) => getComputedStyle(e).display !== "none");
  if (await shown()) fail(file, mode.name, "covered parts are shown at first");
  await label.click();
  if (!await shown()) fail(file, mode.name, "covered parts can't be shown");
  await label.click();
  if (await page.locator(".pic").first().evaluate((e) => getComputedStyle(e).position) !== "relative") fail(file, mode.name, "the style doesn't apply");
  if (mode.bare) return;
  const button = page.locator(`#${first} .post-words button:visible`).first();
  await button.click();
  await page.waitForFunction((b) => /Copied|by hand/.test(b.textContent), await button.elementHandle());
  const channel = await page.locator(".group.social").first().getAttribute("data-channel");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.selectOption("#g_channel", channel);
  const faults = await page.evaluate((c) => {
    const faults = [];
    const others = [...document.querySelectorAll(".group")].filter((g) => g.dataset.channel !== c && g.checkVisibility()).length;
    if (others > 0) faults.push(`${others} groups of other channels stay when ${c} is chosen`);
    const card = [...document.querySelectorAll(".card")].find((e) => e.checkVisibility());
    const top = card.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight * 0.75) faults.push(`what was found comes ${Math.round(top)} px down the screen`);
    return faults;
  }, channel);
  for (const f of faults) fail(file, mode.name, f);
  await page.click("#g_clear");
  await page.waitForFunction(() => document.getElementById("g_clear").hidden);
}

// views measures every view of a gallery.
async function views(page, file, size) {
  const measure = async (view) => {
    const { height, stops } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      stops: [...document.querySelectorAll("a[href], button, input, select, summary")].filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })).length,
    }));
    if (height > size.height) fail(file, size.name, `${view} is ${height} px high, more than ${size.height}`);
    if (stops > size.stops) fail(file, size.name, `${view} has ${stops} tab stops, more than ${size.stops}`);
    return { view, height, stops };
  };
  const all = [await measure("overview")];
  for (const id of await page.evaluate(() => [...document.querySelectorAll("section.message")].map((m) => m.id))) {
    await go(page, id);
    const shown = await page.evaluate(() => [...document.querySelectorAll("section.message")].filter((m) => m.checkVisibility() && m.offsetHeight > 0).length);
    if (shown !== 1) fail(file, size.name, `${shown} messages are shown at once`);
    for (const group of await page.locator(`#${id} .group`).all()) {
      await group.evaluate((g) => { g.open = true; });
      all.push(await measure(id));
    }
  }
  await page.fill("#g_words", "o");
  all.push(await measure("what was found"));
  const most = (key) => all.reduce((a, b) => b[key] > a[key] ? b : a);
  console.log(`${file} (${size.name}): at most ${most("height").height} px (${most("height").view}), ${most("stops").stops} tab stops (${most("stops").view})`);
}

// search looks for words as a browser's own search does, and must find them in a message that isn't open.
async function search(context, file) {
  const page = await context.newPage();
  const url = pathToFileURL(resolve(file)).href;
  await page.goto(url);
  const title = await page.evaluate(() => document.querySelector(".message[hidden] h2")?.textContent);
  if (title) {
    await page.goto("about:blank");
    await page.goto(`${url}#:~:text=Words%20to%20paste`);
    await page.waitForTimeout(500);
    const open = await page.evaluate((t) => [...document.querySelectorAll(".message h2")].some((h) => h.textContent === t && h.checkVisibility()), title);
    if (!open) fail(file, "search", `doesn't open the message in which ${title} was found`);
  }
  await page.close();
}

// served opens a gallery from a server: its pieces are saved under names that say what they are. As a file it can only
// open them, because there browsers ignore a name to save under.
async function served(context, file) {
  const dir = dirname(resolve(file));
  const server = createServer((request, response) => {
    const name = join(dir, decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      const types = { html: "text/html; charset=utf-8", png: "image/png", jpg: "image/jpeg", svg: "image/svg+xml", pdf: "application/pdf" };
      response.writeHead(200, { "Content-Type": types[name.split(".").pop()] || "application/octet-stream" });
      response.end(readFileSync(name));
    } catch {
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  for (const [url, verb] of [[pathToFileURL(resolve(file)).href, "Open"], [`http://127.0.0.1:${server.address().port}/index.html`, "Download"]]) {
    const page = await context.newPage();
    page.on("console", (m) => /Content Security Policy/.test(m.text()) && fail(file, url, m.text()));
    await page.goto(url);
    const first = await page.locator("section.message").first().getAttribute("id");
    await go(page, first);
    await page.evaluate((id) => { document.querySelector(`#${id} .group`).open = true; }, first);
    const act = page.locator(`#${first} .card > .do > .act`).first();
    if (!(await act.textContent()).startsWith(verb)) fail(file, url, `says ${await act.textContent()}, not ${verb}`);
    const drawn = await page.waitForFunction(() => [...document.images].some((i) => i.checkVisibility() && i.naturalWidth > 0), null, { timeout: 10_000 }).catch(() => null);
    if (!drawn) fail(file, url, "shows no picture");
    if (verb === "Download") {
      const [download] = await Promise.all([page.waitForEvent("download"), act.click()]);
      const parts = (await act.getAttribute("href")).split("/").slice(-2);
      const name = download.suggestedFilename();
      for (const part of [basename(dir), first, parts[0]]) if (!name.includes(part)) fail(file, url, `is saved as ${name}, without ${part}`);
      if (!/\d+x\d+/.test(name)) fail(file, url, `is saved as ${name}, without its size`);
    }
    await page.close();
  }
  server.close();
}

const profile = mkdtempSync(join(tmpdir(), "kic-axe-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
});
const context = await browser.newContext({ viewport: desk, reducedMotion: "reduce", acceptDownloads: true });
context.setDefaultTimeout(60_000);

// views of a gallery are its overview and, as one message stands for the others, the first message; of another page there is one.
async function each(page, do_) {
  const first = await page.evaluate(() => document.querySelector("section.message:not(.one)")?.id);
  for (const view of first ? ["g_messages", first] : [""]) {
    if (view) await go(page, view);
    await page.evaluate(() => globalThis.unfold());
    await do_(view);
  }
}

const isGallery = (file) => basename(file) === "index.html" && readFileSync(file, "utf8").includes('class="message');

async function inspect(tab, file) {
  const { page } = tab;
  const text = readFileSync(file, "utf8");
  await open(tab, file, modes[0]);
  for (const mode of modes) {
    if (mode.name === "dark" && !text.includes("prefers-color-scheme")) continue;
    tab.mode = mode;
    await page.emulateMedia({ colorScheme: mode.colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(mode.viewport);
    if (isGallery(file) && mode.name !== "dark") await gallery(page, file, mode);
    await each(page, () => look(page, file, mode.name));
  }
  if (isGallery(file)) {
    await open(tab, file, modes[0]);
    for (const size of sizes) {
      await page.setViewportSize({ width: size.width, height: 900 });
      await views(page, file, size);
    }
  }
  if (text.includes("<script") || text.includes("<details")) {
    await open(tab, file, bare);
    if (isGallery(file)) await gallery(page, file, bare);
    await each(page, () => look(page, file, bare.name));
    const messages = await page.evaluate(() => [...document.querySelectorAll("section.message:not(.one)")].map((m) => m.id));
    for (const id of messages.length > 0 ? ["g_messages", ...messages] : [""]) {
      if (id) await go(page, id);
      await readable(page, file);
    }
  }
}

try {
  const queue = [...files];
  await Promise.all(Array.from({ length: 2 }, async () => {
    const its = await tab(context);
    for (let file; (file = queue.shift());) await inspect(its, file);
  }));
  const one = files.find(isGallery); // the others have the same links and names
  if (one) {
    await search(context, one);
    await served(context, one);
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${files.length} pages: ${failures} findings`);
process.exit(failures ? 1 : 0);
