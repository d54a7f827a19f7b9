// axe-core in a page: what it has to complain about.
//
// Which rules a size and a scheme can change:
//
//   a colour scheme    the two rules about colours, and nothing else: the markup and the layout stay
//   a size             every rule, as each looks only at what is shown: the menu and the search of a phone are others
//
// So all rules run on a phone and on a desk, one of them dark, and the rules about colours in the two combinations that
// are left. What scripts and policies do, axe does not see: it comes in through the debugger, past the policy.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { DESK, PHONE } from "./support.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALL = { type: "tag", values: TAGS };
/** Of these rules the answer hangs on the colour scheme. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/** Every size in every scheme; all rules in one scheme of each. */
export const FULL = [
  { viewport: PHONE, colorScheme: "light", rules: ALL },
  { viewport: PHONE, colorScheme: "dark", rules: { type: "rule", values: COLOURS } },
  { viewport: DESK, colorScheme: "light", rules: { type: "rule", values: COLOURS } },
  { viewport: DESK, colorScheme: "dark", rules: ALL },
];
/** All rules in one size and scheme: the next of four each time. */
export const ONE_OF_FOUR = FULL.map((variant) => [{ ...variant, rules: ALL }]);

const source = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What it finds in these variants; `name` says which page it is. */
export async function violationsOf(page, name, variants = FULL) {
  const found = [];
  for (const { viewport, colorScheme, rules } of variants) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    for (const violation of await violations(page, rules)) {
      found.push(`${name}, ${viewport.width} px, ${colorScheme}: ${violation}`);
    }
  }
  return found;
}

/** What it finds in the page as it is. */
export async function violations(page, rules = ALL) {
  await load(page);
  const { passes, violations } = await page.evaluate(runAxe, rules);
  assert.ok(rules !== ALL || passes > 5, "axe looked at nothing");
  return violations;
}

/** The ids of the rules that run, with their tags. */
export async function rulesOf(page) {
  await load(page);
  return page.evaluate((tags) => axe.getRules(tags).map(({ ruleId, tags }) => ({ ruleId, tags })), TAGS);
}

/** Half a megabyte: once for each page that is loaded. */
async function load(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
}

/** Runs in the page. */
async function runAxe(runOnly) {
  const options = { runOnly, resultTypes: ["violations"], noHtml: true, preload: false, iframes: false };
  const { passes, violations } = await axe.run(options);
  const describe = ({ target, any }) => `${target} (${any[0]?.message ?? "see the rule"})`;
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.map(describe).join(", ")}`),
  };
}
