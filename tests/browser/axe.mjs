// axe-core in a page: what it has to complain about.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { DESK, PHONE } from "./support.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCHEMES = ["light", "dark"];
const VARIANTS = [PHONE, DESK].flatMap((viewport) => SCHEMES.map((colorScheme) => ({ viewport, colorScheme })));

const source = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What it finds on a phone and on a desk, light and dark; `name` says which page it is. */
export async function violationsOf(page, name) {
  const found = [];
  for (const { viewport, colorScheme } of VARIANTS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    for (const violation of await violations(page)) {
      found.push(`${name}, ${viewport.width} px, ${colorScheme}: ${violation}`);
    }
  }
  return found;
}

/** What it finds in the page as it is. */
export async function violations(page) {
  await page.evaluate(source);
  const { passes, violations } = await page.evaluate(runAxe, RULES);
  assert.ok(passes > 5, "axe looked at nothing");
  return violations;
}

/** Runs in the page. */
async function runAxe(values) {
  const runOnly = { type: "tag", values };
  const options = { runOnly, resultTypes: ["violations"], preload: false, iframes: false };
  const { passes, violations } = await axe.run(options);
  const describe = ({ target, any }) => `${target} (${any[0]?.message ?? "see the rule"})`;
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.map(describe).join(", ")}`),
  };
}
