// Prints the four Lighthouse scores of pages of a running server, as a phone sees them.
//
//   node tests/lighthouse/run.mjs URL…
//
// The browser is CHROME_PATH, or the one of the tests.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { FLAGS } from "../browser/flags.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const urls = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium-headless-shell",
  chromeFlags: FLAGS,
});
try {
  console.log([...CATEGORIES, "page"].join("\t"));
  for (const url of urls) await report(url);
} finally {
  chrome.kill();
}

/** One line with the scores, and one for each audit that is not perfect. */
async function report(url) {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = CATEGORIES.map((id) => Math.round(lhr.categories[id].score * 100));
  console.log([...scores, url].join("\t"));
  for (const id of CATEGORIES) {
    for (const { id: audit, weight } of lhr.categories[id].auditRefs) {
      const { score, title, displayValue } = lhr.audits[audit];
      if (weight > 0 && score !== null && score < 0.9) console.log(`\t${id}: ${title} ${displayValue ?? ""}`);
    }
  }
}
