// Holds pages to the rules of axe-core in headless Chromium: in light and dark colours, on a desk and at the width of a
// small phone, and as they are without any script, when all words must still be there to read.
//
//   node axe.mjs <node_modules folder> <html files…>
//
// The folder holds axe-core and playwright-core. CHROMIUM names the browser, if it isn't /usr/bin/chromium.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
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
  { name: "without script", colorScheme: "light", viewport: desk, bare: true },
];
const galleryLimit = 80; // cards of a gallery that are looked at one by one: those of one message stand for the others

let failures = 0;
function fail(file, mode, what) {
  failures++;
  console.error(`${file} (${mode}): ${what}`);
}

// open shows a file. Without script means a policy that blocks the page's own, so that axe can still run.
async function open(context, file, mode) {
  const page = await context.newPage();
  page.on("request", (r) => /^(file|data):/.test(r.url()) || fail(file, mode.name, `asks for ${r.url()}`));
  page.on("pageerror", (e) => fail(file, mode.name, `script: ${e.message}`));
  if (mode.bare) {
    await page.route("**/*.html", (route) => route.fulfill({
      body: readFileSync(new URL(route.request().url())), contentType: "text/html; charset=utf-8",
      headers: { "Content-Security-Policy": "script-src 'none'" },
    }));
  }
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "domcontentloaded" });
  return page;
}

// same reports whether a page is in this mode what it is in light colours, with script.
function same(file, mode) {
  const text = readFileSync(file, "utf8");
  return mode.bare && !text.includes("<script") && !text.includes("<details") || mode.name === "dark" && !text.includes("prefers-color-scheme");
}

// look lets axe go over what is open.
async function look(page, file, mode) {
  // Parts that wait to be drawn would be measured where they aren't, and a sticky bar hides some of what it is scrolled over.
  await page.addStyleTag({ content: "* { content-visibility: visible !important }" });
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(axe);
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
    for (const d of document.querySelectorAll("details")) d.open = true;
    const visible = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    for (const e of document.querySelectorAll("main p, main h2, main h3, main li, main img")) {
      if (e.closest("[hidden], [aria-hidden]")) continue;
      if (!visible(e)) faults.push(`can't be read: ${e.outerHTML.slice(0, 120)}`);
    }
    for (const e of document.querySelectorAll("button, select, input[type=search]")) {
      if (visible(e)) faults.push(`does nothing: ${e.outerHTML.slice(0, 120)}`);
    }
    return faults.slice(0, 5);
  });
  for (const f of faults) fail(file, "without script", f);
}

// narrow leaves one message of a large gallery, by its own filters or, without script, by taking the others out.
async function narrow(page, bare) {
  await page.evaluate(([limit, bare]) => {
    const messages = [...document.querySelectorAll("section.message")];
    if (document.querySelectorAll(".card").length <= limit || messages.length < 2) return;
    if (bare) {
      for (const m of messages.slice(1)) m.remove();
      return;
    }
    const by = document.getElementById("g_message");
    by.value = messages[0].dataset.message;
    by.dispatchEvent(new Event("input", { bubbles: true }));
  }, [galleryLimit, bare]);
}

// gallery tries what only a pack's index.html has: its switch, its filters and its copy buttons.
async function gallery(page, file, mode) {
  if (await page.locator("#g_zones").count() === 0) return;
  const zones = page.locator(".over").first();
  const label = page.locator('label[for="g_zones"]');
  if (!await zones.evaluate((e) => getComputedStyle(e).display !== "none")) fail(file, mode.name, "covered parts aren't shown");
  await label.click();
  if (!await zones.evaluate((e) => getComputedStyle(e).display === "none")) fail(file, mode.name, "covered parts can't be hidden");
  await label.click();
  if (mode.bare) return;
  const channel = await page.locator(".group.social").first().getAttribute("data-channel");
  await page.selectOption("#g_channel", channel);
  const others = await page.evaluate((c) => [...document.querySelectorAll(".group")].filter((g) => g.dataset.channel !== c && g.checkVisibility()).length, channel);
  if (others > 0) fail(file, mode.name, `${others} groups of other channels stay when ${channel} is chosen`);
  const button = page.locator(".post-words button:visible").first();
  await button.click();
  await page.waitForFunction((b) => /Copied|by hand/.test(b.textContent), await button.elementHandle());
  await page.click("#g_filters button[type=reset]");
}

const profile = mkdtempSync(join(tmpdir(), "kic-axe-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
});
try {
  for (const mode of modes) {
    const context = await browser.newContext({ colorScheme: mode.colorScheme, viewport: mode.viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(120_000);
    for (const file of files) {
      if (same(file, mode)) continue;
      const page = await open(context, file, mode);
      const isGallery = basename(file) === "index.html";
      if (isGallery) await gallery(page, file, mode);
      if (mode.bare) await readable(page, file);
      else await page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = true; });
      if (isGallery) await narrow(page, mode.bare);
      await look(page, file, mode.name);
      await page.close();
    }
    await context.close();
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${files.length} pages, ${modes.length} ways each: ${failures} findings`);
process.exit(failures ? 1 : 0);
