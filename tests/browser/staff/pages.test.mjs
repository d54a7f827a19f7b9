// Every page for staff: axe has nothing to say, everything fits, and the browser has nothing to complain about.
//
// The pages are found by following links, one of each kind of address; `ENTRIES` adds the form of each kind of entry.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violationsOf } from "../axe.mjs";
import { problemsOf } from "../fit.mjs";
import { assertNone, DESK, openBrowser, PHONE } from "../support.mjs";
import { editorOf, windowOf } from "./desk.mjs";

const ENTRIES = [
  "example-housing",
  "goal-1",
  "example-action-employers",
  "leiden-international-centre",
  "example-document-policy",
  "residents-2024",
];
const SHOTS = process.env.SHOTS;

let browser, addresses, dead;
before(async () => {
  browser = await openBrowser();
  ({ addresses, dead } = await allAddresses());
});
after(() => browser.close());

test("every link leads to a page", () => assertNone(dead));

for (const [lang, person] of [["en", "Ada Administrator"], ["nl", "Bea Beheerder"]]) {
  test(`every page in its language: ${lang}`, async (t) => {
    const { page, said, context } = await windowOf(browser, person, { bypassCSP: true });
    const found = [];
    for (const address of addresses) {
      await open(page, address, lang);
      if (SHOTS) await shoot(page, address, lang);
      found.push(...(await violationsOf(page, `${lang} ${address}`)));
      found.push(...(await problemsOf(page, `${lang} ${address}`)));
    }
    await context.close();
    t.diagnostic(`${addresses.length} pages: ${addresses.join(" ")}`);
    assertNone([...found, ...said.filter((text) => !text.includes("sandboxed"))]);
  });
}

test("no page goes against the policy of the site, and nothing is kept in the browser", async () => {
  const { page, said, context } = await windowOf(browser, "Ada Administrator");
  for (const address of addresses) {
    await open(page, address, "en");
    const kept = await page.evaluate(async () => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ]);
    assert.deepEqual(kept, ["", 0, 0, 0], address);
  }
  await context.close();
  assertNone(said);
});

async function open(page, address, lang) {
  const response = await page.goto(address);
  assert.equal(response.status(), 200, address);
  assert.equal(await page.locator("html").getAttribute("lang"), lang, address);
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

/** The forms of all kinds of entry, and one of each kind of address that links lead to from there. */
async function allAddresses() {
  const { page, context } = await windowOf(browser, "Ada Administrator");
  const found = new Map(ENTRIES.map((entry) => [entry, editorOf(entry)]));
  const queue = ["/admin", ...found.values()];
  const seen = new Set();
  const dead = [];
  while (queue.length > 0) {
    const address = queue.shift();
    const shape = address.replace(/[?#].*/, "").replace(/(pages|editors|share)\/[^/]+/, "$1/*").replace(/\d+/g, "*");
    if (seen.has(shape)) continue;
    seen.add(shape);
    const response = await page.goto(address);
    const type = response?.headers()["content-type"] ?? "";
    if (!type.startsWith("text/html")) continue;
    if (response.status() !== 200) {
      dead.push(`${response.status()} ${address}`);
      continue;
    }
    // A form's own number is nobody else's.
    if (shape !== "/admin/pages/*") found.set(shape, address.replace(/\?form=.*/, ""));
    const links = page.locator("a[href^='/admin']:not([download])");
    queue.push(...(await links.evaluateAll((links) => links.map((link) => link.getAttribute("href")))));
  }
  await context.close();
  return { addresses: [...found.values()], dead };
}

async function shoot(page, address, lang) {
  await mkdir(SHOTS, { recursive: true });
  for (const [viewport, colorScheme] of [[PHONE, "light"], [DESK, "light"], [DESK, "dark"]]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const file = `staff ${lang} ${address} ${viewport.width} ${colorScheme}`.replace(/\W+/g, "-");
    await page.screenshot({ path: join(SHOTS, `${file}.png`), fullPage: true });
  }
}
