// The test of what fits can fail: see fit.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { problems } from "./fit.mjs";
import { closePages, NARROW, openBrowser } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("the test sees what does not fit", async () => {
  const page = await browser.newPage({ viewport: NARROW });
  await page.setContent(`<body><p style="width: 30rem">wide</p><p style="height: 1em; overflow: hidden">cut<br>off</p><a href="/"><svg width="9" height="9" style="display: block"/></a>`);
  assert.deepEqual((await page.evaluate(problems)).map((problem) => problem.split(":")[0]), [
    "scrolls sideways",
    "cut off",
    "small target",
  ]);
});
