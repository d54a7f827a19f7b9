// Every kind of page for staff, loaded once in each language, with everything that is looked at.
//
//   what                              in English                       in Dutch
//   axe, all rules                    390 px light, 1280 px dark       one of 390, 1280 px × light, dark
//   axe, the rules about colours      390 px dark, 1280 px light       in that one
//   fits, targets can be hit          all six sizes of fit.mjs         all six
//   storage, console                  1280 px                          console: 1280 px
//
// The pages are found by following links, one of each kind of address; `ENTRIES` adds the form of each kind of entry. In
// Dutch they are the same templates with other words: they fit or not by themselves, and one run of axe reads them, which
// takes turns through the combinations. Colours see no words.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FULL as AXE, ONE_OF_FOUR, violationsOf } from "../axe.mjs";
import { problemsOf } from "../fit.mjs";
import { assertNone, closePages, DESK, openBrowser, PHONE } from "../support.mjs";
import { editorOf, windowOf } from "../staff/desk.mjs";

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
after(closePages);

test("every link leads to a page", () => assertNone(dead));

test("every page in English, on a phone and on a desk, light and dark", async (t) => {
  t.diagnostic(`${addresses.length} pages: ${addresses.join(" ")}`);
  const { found, kept } = await look("Ada Administrator", "en", () => AXE);
  assertNone(found);
  assertNone(kept);
});

test("every page in Dutch", async () => {
  const { found } = await look("Bea Beheerder", "nl", (index) => ONE_OF_FOUR[index % ONE_OF_FOUR.length]);
  assertNone(found);
});

/** What axe finds in the variants of each page, what does not fit, what the browser says, and what it keeps, on every page. */
async function look(person, lang, variantsOf) {
  const { page, said, context } = await windowOf(browser, person);
  const found = [];
  const kept = [];
  for (const [index, address] of addresses.entries()) {
    await open(page, address, lang);
    if (SHOTS) await shoot(page, address, lang);
    kept.push(...(await keptBy(page)).map((one) => `${address} keeps ${one}`));
    found.push(...(await problemsOf(page, `${lang} ${address}`)));
    found.push(...(await violationsOf(page, `${lang} ${address}`, variantsOf(index))));
    found.push(...said.splice(0).filter((text) => !isAdvice(text)).map((text) => `${lang} ${address}: ${text}`));
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: null });
  }
  await context.close();
  return { found, kept };
}

async function keptBy(page) {
  const kept = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
  ]);
  return kept.filter(Boolean);
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
    assert.ok(!response.url().includes("/sign-in"), "signed in");
    if (!response.headers()["content-type"].startsWith("text/html")) continue;
    // A form's own number is nobody else's.
    if (shape !== "/admin/pages/*") found.set(shape, address.replace(/\?form=.*/, ""));
    queue.push(...linksIn(await response.text()));
  }
  await context.close();
  return { addresses: [...found.values()], dead };
}

/** The addresses in the admin area to which a page links, but no downloads. */
function linksIn(html) {
  const links = [...html.matchAll(/<a\s[^>]*>/g)].map(([link]) => link).filter((link) => !/\sdownload\b/.test(link));
  const addresses = links.map((link) => link.match(/\shref="(.*?)"/)?.[1].replaceAll("&amp;", "&")).filter(Boolean);
  return addresses.filter((address) => address.startsWith("/admin"));
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
