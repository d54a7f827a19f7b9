// The editor writes a text as the server stores it: what nobody changed comes back byte for byte.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { pageWithParts } from "./parts.mjs";
import { closePages, openBrowser } from "./support.mjs";

const CONTENT = new URL("../../content/", import.meta.url);

// In normal form, but not as the editor itself would write it.
const UNUSUAL = [
  `<p><strong><a href="entry:contact">nested the other way</a></strong></p>`,
  `<p><strong>bold with <a href="entry:contact#phone">a link</a> in it</strong></p>`,
  `<ul><li><p>a paragraph in an item</p></li></ul>`,
  `<table><tbody><tr><th>no scope</th></tr><tr><td rowspan="2" colspan="2">spans</td></tr></tbody></table>`,
  `<table><caption>With <em>markup</em></caption><tbody><tr><td><p>one</p><p>two</p></td></tr></tbody></table>`,
  `<p>a <span lang="de">Wort <strong>fett</strong></span> and <span lang="fr">mot</span></p>`,
  `<p><data value="share">words</data> &amp; &lt;b&gt; 14&nbsp;071</p>`,
  `<p><a>no address</a></p>`,
];

let browser, page;
before(async () => {
  browser = await openBrowser();
  page = await pageWithParts(browser);
});
after(closePages);

test("every text of the starter and the example content", async (t) => {
  const texts = [...(await textsOf("starter")), ...(await textsOf("example"))];
  t.diagnostic(`${texts.length} texts`);
  assert.ok(texts.length > 50);
  for (const text of texts) {
    assert.equal(await page.evaluate((text) => parts.written(text), text), text);
    assert.equal(await page.evaluate((text) => parts.withMore(text), text), `${text}\n<p>More</p>`);
  }
});

test("blocks that nobody touched keep their way of writing", async () => {
  const text = UNUSUAL.join("\n");
  assert.equal(await page.evaluate((text) => parts.withMore(text), text), `${text}\n<p>More</p>`);
});

test("a block that was touched keeps its words and what the subset has for them", async () => {
  const pairs = [
    [`<ul><li>a<ol><li>b</li></ol></li></ul>`, `<ul><li>a<ol><li>b</li></ol></li></ul>`],
    [`<p><b>bold, <a href="entry:x">a link</a></b></p>`, `<p><strong>bold, <a href="entry:x">a link</a></strong></p>`],
    [
      `<table><tr><th>A</th></tr><tr><th>B</th></tr></table>`,
      `<table><tbody><tr><th scope="col">A</th></tr><tr><th scope="row">B</th></tr></tbody></table>`,
    ],
    [`<h1>no such heading</h1><p> spaces  folded </p><p></p>`, `<p>no such heading</p>\n<p>spaces folded</p>`],
    [`<p><a href="javascript:x">no link</a></p>`, `<p>no link</p>`],
  ];
  for (const [html, text] of pairs) assert.equal(await page.evaluate((html) => parts.written(html), html), text);
});

test("an address is understood as people type it", async () => {
  const understood = {
    "www.leiden.nl": "https://www.leiden.nl",
    " https://www.leiden.nl/a?b=c#d ": "https://www.leiden.nl/a?b=c#d",
    "info@example.nl": "mailto:info@example.nl",
    "071 516 5165": "tel:0715165165",
    "entry:contact#phone": "entry:contact#phone",
    "javascript:alert(1)": null,
    "data:text/html,x": null,
    "/en/contact": null,
    "two words": null,
    "": null,
  };
  for (const [typed, address] of Object.entries(understood)) {
    assert.equal(await page.evaluate((typed) => parts.addressOf(typed), typed), address, typed);
  }
});

/** Every formatted text in a folder of content: the lists of blocks, wherever they are. */
async function textsOf(folder) {
  const names = await readdir(new URL(`${folder}/`, CONTENT));
  const files = await Promise.all(names.map((name) => readFile(new URL(`${folder}/${name}`, CONTENT), "utf8")));
  return files.flatMap((file) => richTexts(JSON.parse(file)));
}

function richTexts(value) {
  if (typeof value !== "object" || value === null) return [];
  const isText = Array.isArray(value) && value.length > 0 && value.every((line) => /^<[a-z]/.test(line));
  return isText ? [value.join("\n")] : Object.values(value).flatMap(richTexts);
}
