// Reads PDFs as a screen reader does, by their structure trees, and compares the words with those that pdftotext finds
// on the page: the same words, in the same order. Usage: node reading-order.mjs <folder of pdfjs-dist> <pdf>…
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pdfjs, ...files] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(`${pdfjs}/legacy/build/pdf.mjs`));

const words = (text) => text.normalize("NFC").split(/\s+/).filter(Boolean);

// The text of a page by the identity of its marked content.
async function marked(page) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps") open.push(item.id ?? null);
    else if (item.type === "endMarkedContent") open.pop();
    else if ("str" in item) {
      const id = open.findLast((id) => id !== null);
      if (id) texts.set(id, (texts.get(id) ?? "") + item.str + (item.hasEOL ? " " : ""));
    }
  }
  return texts;
}

// The words of a tree, in its order; every element that stands alone ends a word.
function read(node, texts, out) {
  if (node.type === "content") out.push(texts.get(node.id) ?? "");
  for (const child of node.children ?? []) read(child, texts, out);
  if (!["Span", "Link", undefined].includes(node.role)) out.push(" ");
}

function problems(node, found = []) {
  if (node.role === "Figure" && !node.alt) found.push("a figure without alternative text");
  for (const child of node.children ?? []) problems(child, found);
  return found;
}

let failed = 0;
for (const file of files) {
  const found = [];
  const doc = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0, useSystemFonts: false }).promise;
  const mark = await doc.getMarkInfo();
  const { info } = await doc.getMetadata();
  if (!mark?.Marked) found.push("not tagged");
  if (!info.Title) found.push("no title");
  if (!info.Language) found.push("no language");
  if (!(await doc.getViewerPreferences())?.DisplayDocTitle) found.push("its title is not shown");
  const out = [];
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n);
    const tree = await page.getStructTree();
    if (!tree) { found.push(`page ${n} has no structure`); continue; }
    found.push(...problems(tree));
    read(tree, await marked(page), out);
  }
  const heard = words(out.join(""));
  const seen = words(execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }));
  const at = heard.findIndex((word, i) => word !== seen[i]);
  if (at >= 0 || heard.length !== seen.length) {
    const i = at >= 0 ? at : Math.min(heard.length, seen.length);
    found.push(`word ${i + 1}: the tags say "${heard.slice(i, i + 6).join(" ")}", the page "${seen.slice(i, i + 6).join(" ")}"`);
  }
  if (found.length) { failed++; console.error(`${file}: ${found.join("; ")}`); }
}
console.log(`${files.length - failed} of ${files.length} PDFs read in the order of their pages`);
process.exit(failed ? 1 : 0);
