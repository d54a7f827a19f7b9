// Every page and every error page that a visitor can meet, loaded once, with everything that is looked at.
//
//   what                                 pages in full (of each kind and language)      their siblings
//   axe, all rules                       390 px light, 1280 px dark; what Dutch has     one of 390, 1280 px × light, dark
//                                        in common with English, as the siblings
//   axe, the rules about colours         390 px dark, 1280 px light; so too             in that one
//   fits, targets can be hit             320 px, 320 px spaced, 640 px, 1280 px,        320 px spaced,
//                                        1280 px spaced, 1280 px with text of 200 %     1280 px with text of 200 %
//   the Tab key reaches and shows        1280 px, in English                            -
//   edges in forced colours              1280 px                                        -
//   on paper                             680 px                                         680 px
//   requests, storage, console           1280 and 390 px                                1280 and 390 px
//
// Siblings have the elements and the styles of a page in full, and words of their own. Words are in the page whatever
// the size, so one run of axe reads them; they can be too long, which shows first where they have the least room; they
// can hold links, which paper has to say. Their runs of axe take turns, so that each combination has some of every page.
// Dutch fits where English fits only when it was looked at as English was: its words are longer. Colours, the Tab key and
// edges see no words.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FULL as AXE, ONE_OF_FOUR, violationsOf } from "./axe.mjs";
import { FULL as SIZES, problemsOf, TIGHTEST } from "./fit.mjs";
import { edgesOf, MARKED } from "./forced-colours.mjs";
import { withKinds } from "./kinds.mjs";
import { complaintsOnPaper } from "./paper.mjs";
import { Ears } from "./privacy.mjs";
import { allPages, assertNone, closePages, LANGUAGES, nameOf, open, openBrowser } from "./support.mjs";
import { unreachedIn } from "./tab-order.mjs";

let browser, pages, ears;
const found = { axe: [], size: [], tab: [], edge: [], paper: [], kept: [] };
const marked = new Set();

before(async () => {
  browser = await openBrowser();
  pages = await withKinds(await allPages());
  const context = await browser.newContext({ reducedMotion: "reduce" });
  ears = new Ears(context);
  const page = await context.newPage();
  let siblings = 0;
  for (const address of pages) {
    await open(page, address);
    await look(page, address, address.isFirst ? AXE : ONE_OF_FOUR[siblings++ % ONE_OF_FOUR.length]);
  }
  found.kept.push(...(await context.cookies()).map(({ name }) => `the cookie ${name}`));
  await context.close();
});
after(closePages);

/** Looks at a page that was just loaded. What axe does to it comes last. */
async function look(page, address, variants) {
  const name = nameOf(address);
  const { inFull, lang } = address;
  if (inFull && lang === LANGUAGES[0]) found.tab.push(...(await unreachedIn(page, name)));
  if (inFull) {
    const { missing, seen } = await edgesOf(page, name);
    found.edge.push(...missing);
    seen.forEach((selector) => marked.add(selector));
  }
  found.paper.push(...(await complaintsOnPaper(page, name)));
  found.size.push(...(await problemsOf(page, name, inFull ? SIZES : TIGHTEST)));
  found.axe.push(...(await violationsOf(page, name, variants)));
  found.kept.push(...(await ears.keptBy(page, name)));
  await page.emulateMedia({ colorScheme: null });
}

test("each kind is looked at in full, in each language that it has", (t) => {
  const full = pages.filter(({ inFull }) => inFull);
  t.diagnostic(`${pages.length} pages, ${full.length} of them in full, ${pages.filter(({ isFirst }) => isFirst).length} for axe`);
  const kinds = (pages) => [...new Set(pages.map(({ kind, lang }) => `${kind}, ${lang}`))].sort();
  assert.deepEqual(kinds(full), kinds(pages));
  const others = pages.filter(({ isFirst }) => !isFirst);
  assert.ok(others.length >= 2 * ONE_OF_FOUR.length, "others for every combination");
});

test("axe has nothing to say about any page", () => assertNone(found.axe));

test("every page fits, and its targets can be hit", () => assertNone(found.size));

test("Tab reaches everything, in the order of the page, and shows where it is", () => assertNone(found.tab));

test("with forced colours, edges say what backgrounds say otherwise", () => {
  assertNone(found.edge);
  assert.deepEqual([...marked].sort(), [...MARKED].sort(), "each is on some page");
});

test("paper has the text and the addresses of its links, and no menus", () => assertNone(found.paper));

test("nothing is kept in the browser", () => assertNone(found.kept));

test("nothing leaves the site, and only what is expected is asked for", () => {
  assert.ok(ears.requests.length > pages.length);
  assertNone(ears.unexpected());
});

test("the browser has nothing to complain about", () => {
  // It says of each error page that it is one.
  const complaints = ears.said.filter((text) => !text.startsWith("Failed to load resource: the server responded"));
  assertNone(complaints);
  assert.equal(ears.said.length, pages.filter(({ status }) => status !== 200).length);
});
