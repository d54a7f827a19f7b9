// axe finds nothing to complain about: every page, on a phone and on a desk, light and dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { allPages, assertNone, DESK, nameOf, openBrowser, PHONE, visit } from "./support.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VARIANTS = [PHONE, DESK].flatMap((viewport) => ["light", "dark"].map((colorScheme) => ({ viewport, colorScheme })));

const source = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("axe has nothing to say about any page", async (t) => {
  const pages = await allPages();
  // axe itself is a script, which the policy of the site refuses.
  const found = await visit(browser, { bypassCSP: true }, pages, violationsOf);
  t.diagnostic(`${pages.length} pages, ${VARIANTS.length} variants of each`);
  assertNone(found);
});

test("axe sees what is wrong", async () => {
  const page = await browser.newPage();
  await page.setContent(`<html lang="en"><title>A page</title><main><h1>A page</h1><img src="x"></main>`);
  await page.evaluate(source);
  assert.match((await violations(page)).join(), /image-alt/);
});

async function violationsOf(page, address) {
  await page.evaluate(source);
  const found = [];
  for (const { viewport, colorScheme } of VARIANTS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    for (const violation of await violations(page)) {
      found.push(`${nameOf(address)}, ${viewport.width} px, ${colorScheme}: ${violation}`);
    }
  }
  return found;
}

async function violations(page) {
  const { passes, violations } = await page.evaluate(runAxe, RULES);
  assert.ok(passes > 5, "axe looked at nothing");
  return violations;
}

/** Runs in the page. */
async function runAxe(values) {
  const runOnly = { type: "tag", values };
  const { passes, violations } = await axe.run({ runOnly, resultTypes: ["violations"], preload: false });
  const describe = ({ target, any }) => `${target} (${any[0]?.message ?? "see the rule"})`;
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.map(describe).join(", ")}`),
  };
}
