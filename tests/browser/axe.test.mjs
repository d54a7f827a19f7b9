// axe sees what is wrong, and what depends on the colour scheme is known: see axe.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { COLOURS, rulesOf, violations } from "./axe.mjs";
import { closePages, openBrowser } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("axe sees what is wrong", async () => {
  const page = await browser.newPage();
  await page.setContent(`<html lang="en"><title>A page</title><main><h1>A page</h1><img src="x"></main>`);
  assert.match((await violations(page)).join(), /image-alt/);
});

test("a target that is too small is among what axe sees", async () => {
  const page = await browser.newPage();
  const small = `<button style="all: unset; width: 9px; height: 9px; display: inline-block">x</button>`;
  await page.setContent(`<html lang="en"><title>A page</title><main><h1>A page</h1>${small}${small}</main>`);
  assert.match((await violations(page)).join(), /target-size/);
});

test("the rules about colours are those that axe has", async () => {
  const page = await browser.newPage();
  const rules = await rulesOf(page);
  assert.ok(rules.length > 80);
  const about = rules.filter(({ tags }) => tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  assert.deepEqual(about.toSorted(), COLOURS.toSorted());
});
