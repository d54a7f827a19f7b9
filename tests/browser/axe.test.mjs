// axe finds nothing to complain about: every page, on a phone and on a desk, light and dark.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations, violationsOf } from "./axe.mjs";
import { allPages, assertNone, nameOf, openBrowser, visit } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("axe has nothing to say about any page", async (t) => {
  const pages = await allPages();
  // axe itself is a script, which the policy of the site refuses.
  const look = (page, address) => violationsOf(page, nameOf(address));
  const found = await visit(browser, { bypassCSP: true }, pages, look);
  t.diagnostic(`${pages.length} pages`);
  assertNone(found);
});

test("axe sees what is wrong", async () => {
  const page = await browser.newPage();
  await page.setContent(`<html lang="en"><title>A page</title><main><h1>A page</h1><img src="x"></main>`);
  assert.match((await violations(page)).join(), /image-alt/);
});
