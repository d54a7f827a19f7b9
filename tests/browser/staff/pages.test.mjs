// Every page for staff: axe has nothing to say, everything fits, and the browser has nothing to complain about.
//
// The pages are found by following links, one of each kind of address; `ENTRIES` adds the form of each kind of entry.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations, violationsOf } from "../axe.mjs";
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
  "example-notice-phones",
];
const SHOTS = process.env.SHOTS;

let browser, addresses, dead;
before(async () => {
  browser = await openBrowser();
  ({ addresses, dead } = await allAddresses());
});
after(() => browser.close());

test("every link leads to a page", () => assertNone(dead));

test("every page in English, on a phone and on a desk, light and dark", async (t) => {
  t.diagnostic(`${addresses.length} pages: ${addresses.join(" ")}`);
  assertNone(await look("Ada Administrator", "en", violationsOf));
});

test("every page in Dutch", async () => {
  assertNone(await look("Bea Beheerder", "nl", violations));
});

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
  assertNone(said.filter((text) => !isAdvice(text)));
});

/** What axe finds, what does not fit, and what the browser says, on every page; in two tabs at a time. */
async function look(person, lang, violationsOn) {
  const found = [];
  const queue = addresses.values();
  const tab = async () => {
    const { page, said, context } = await windowOf(browser, person, { bypassCSP: true });
    for (const address of queue) {
      await open(page, address, lang);
      if (SHOTS) await shoot(page, address, lang);
      found.push(...(await violationsOn(page, `${lang} ${address}`)).map((one) => `${address} ${one}`));
      found.push(...(await problemsOf(page, `${lang} ${address}`)));
    }
    await context.close();
    found.push(...said.filter((text) => !isAdvice(text)));
  };
  await Promise.all([tab(), tab()]);
  return found;
}

/** What a browser says without anything being wrong. */
function isAdvice(text) {
  return text.includes("sandboxed") || text.startsWith("[DOM]");
}

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
  const queue = [await compared(page), "/admin", ...found.values()];
  const seen = new Set();
  const dead = [];
  while (queue.length > 0) {
    const address = queue.shift();
    const shape = address.replace(/[?#].*/, "").replace(/(pages|editors|share)\/[^/]+/, "$1/*").replace(/\d+/g, "*");
    if (seen.has(shape)) continue;
    seen.add(shape);
    const response = await page.request.get(address);
    if (response.status() !== 200) {
      dead.push(`${response.status()} ${address}`);
      continue;
    }
    if (!response.headers()["content-type"].startsWith("text/html")) continue;
    await page.goto(address);
    assert.ok(!page.url().includes("/sign-in"), "signed in");
    // A form's own number is nobody else's.
    if (shape !== "/admin/pages/*") found.set(shape, address.replace(/\?form=.*/, ""));
    const links = page.locator("a[href^='/admin']:not([download])");
    queue.push(...(await links.evaluateAll((links) => links.map((link) => link.getAttribute("href")))));
  }
  await context.close();
  return { addresses: [...found.values()], dead };
}

/** Where two revisions are compared, after the second was saved. */
async function compared(page) {
  await page.goto(editorOf("plan"));
  await page.getByLabel("Summary in English", { exact: true }).fill("The plan, in other words.");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await page.waitForURL(/done=/);
  return `${editorOf("plan")}/compare`;
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
