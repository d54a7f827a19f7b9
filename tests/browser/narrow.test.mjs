// Nothing is cut off on a small screen, with wide text or with large text, and every target can be hit.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { problems, problemsOf } from "./fit.mjs";
import { allPages, assertNone, nameOf, NARROW, openBrowser, visit } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("every page fits, and its targets can be hit", async () => {
  // The styles that the test adds are inline, which the policy of the site refuses.
  const look = (page, address) => problemsOf(page, nameOf(address));
  assertNone(await visit(browser, { bypassCSP: true }, await allPages(), look));
});

test("the test sees what does not fit", async () => {
  const page = await browser.newPage({ viewport: NARROW });
  await page.setContent(`<body><p style="width: 30rem">wide</p><p style="height: 1em; overflow: hidden">cut<br>off</p><a href="/"><svg width="9" height="9" style="display: block"/></a>`);
  assert.deepEqual((await page.evaluate(problems)).map((problem) => problem.split(":")[0]), [
    "scrolls sideways",
    "cut off",
    "small target",
  ]);
});
