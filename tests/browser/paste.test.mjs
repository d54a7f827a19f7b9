// What office programs put on the clipboard becomes clean text: tests/browser/fixtures/pasted has a sample of each as
// NAME.html, and as NAME.txt what is to be left of it.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { pageWithParts } from "./parts.mjs";
import { VECTORS } from "./attacks/vectors.mjs";
import { closePages, openBrowser } from "./support.mjs";

const SAMPLES = new URL("fixtures/pasted/", import.meta.url);

let browser, page;
before(async () => {
  browser = await openBrowser();
  page = await pageWithParts(browser);
});
after(closePages);

test("text from office programs", async (t) => {
  const names = (await readdir(SAMPLES)).filter((name) => name.endsWith(".html"));
  assert.ok(names.length >= 6);
  for (const name of names) {
    await t.test(name, async () => {
      const html = await readFile(new URL(name, SAMPLES), "utf8");
      const expected = await readFile(new URL(name.replace(".html", ".txt"), SAMPLES), "utf8");
      assert.equal(await pasted(html), expected.trimEnd());
    });
  }
  assert.deepEqual(await page.evaluate(() => parts.refused), [], "styles do not meet the policy of the site");
});

test("what was copied in the editor itself is pasted as it is", async () => {
  const html = `<p data-pm-slice="1 1 []">- typed</p><p>- so</p>`;
  assert.equal(await pasted(html), "<p>- typed</p>\n<p>- so</p>");
});

test("nothing that executes is left", async () => {
  const inner = `a<img src=x onerror="x()"><a href="javascript:x()">b</a><svg onload="x()"></svg>`;
  const html = `<p onclick="x()">${inner}</p><iframe src="x"></iframe>`;
  assert.equal(await pasted(html), "<p>ab</p>");
});

test("no attack on the way in is even noticed by the policy of the site", async () => {
  for (const vector of VECTORS) await pasted(vector);
  await page.evaluate((html) => parts.written(html), VECTORS.join("\n"));
  assert.deepEqual(await page.evaluate(() => parts.refused), []);
});

function pasted(html) {
  return page.evaluate((html) => parts.pasted(html), html);
}
