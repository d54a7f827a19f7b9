// Ten changed sections over five pages, worked off by keyboard; with and without script.
//
// The portal is this file's own: what waits is what is changed here.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FULL as AXE, ONE_OF_FOUR, violationsOf } from "../axe.mjs";
import { FULL as SIZES, problemsOf, TIGHTEST } from "../fit.mjs";
import { editorOf, windowOf } from "../staff/desk.mjs";
import { assertNone, closePages, DESK, openBrowser, PHONE } from "../support.mjs";

/** The pages, with the two sections of each that are changed. */
const CHANGED = [
  ["documents", "policy", "kennisstad"],
  ["goals", "intro", "wording"],
  ["monitor", "what", "purpose"],
  ["about", "what", "languages"],
  ["example-renting", "contract", "help"],
];
const SHOTS = process.env.SHOTS;

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("by keyboard", async (t) => t.diagnostic(await workOff(true)));

test("by keyboard, without script", async (t) => t.diagnostic(await workOff(false)));

test("axe has nothing to say about passages that are not in step, and they fit", async () => {
  const found = [];
  // In English in full; in Dutch, where only the words are others, in one variant and at the tightest sizes.
  const variants = { "Ada Administrator": [AXE, SIZES], "Bea Beheerder": [ONE_OF_FOUR[1], TIGHTEST] };
  for (const person of Object.keys(variants)) {
    const look = (page, name, found) => lookAt(page, name, found, variants[person]);
    const { page, context } = await windowOf(browser, person, { bypassCSP: true });
    await change(page, "monitor", ["what", "purpose"], person);
    await look(page, `${person}-open`, found);
    await page.locator("[name='answer.what'][value=updated]").check();
    await page.locator("[name='answer.purpose'][value=differs]").check();
    await page.locator(".lp-save-bar [value=save]").click();
    await page.locator("#error-summary").waitFor();
    await look(page, `${person}-refused`, found);
    await page.locator("[name='answer.what'][value='']").check();
    await page.locator("[name='reason.purpose']").fill("Only for residents from abroad");
    await page.locator("input[name='en.title']").fill(`Monitor of ${person}`);
    await page.locator(".lp-save-bar [value=save]").click();
    await page.locator("#agree").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "agree");
    await look(page, `${person}-question`, found);
    const stale = await page.request.post(`${editorOf("monitor")}/agree`, {
      form: { "answer.@title": "correct", "pair.@title": "x y" },
      headers: { "sec-fetch-site": "same-origin" },
    });
    assert.equal(stale.status(), 409);
    await page.setContent((await stale.text()).replace("<head>", `<head><base href="${new URL(page.url()).origin}">`));
    await look(page, `${person}-stale`, found);
    await context.close();
  }
  assertNone(found);
});

/** What is wrong with how a page looks; with `SHOTS` set also a picture of it. */
async function lookAt(page, name, found, [axe, sizes]) {
  // At the end of the form its bar covers no field.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  found.push(...(await violationsOf(page, name, axe)));
  found.push(...(await problemsOf(page, name, sizes)));
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    await page.locator("#agree, .lp-error-summary, .lp-passage").first().scrollIntoViewIfNeeded();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(SHOTS, `${name}-${viewport.width}-${colorScheme}.png`) });
    }
  }
}

/** Changes the English text of sections and leaves them open. */
async function change(page, entry, sections, words) {
  await page.goto(editorOf(entry));
  const form = await page.evaluate(() => [...new FormData(document.getElementById("entry-form"))]);
  const fields = form.map(([name, value]) => {
    const isChanged = sections.some((section) => name === `section.${section}.en.text`);
    return [name, isChanged ? `${value}<p>Changed: ${words}.</p>` : value];
  });
  const sent = await page.request.post(editorOf(entry), {
    data: new URLSearchParams([...fields, ["do", "save"]]).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(sent.status(), 303, await sent.text());
  await page.goto(editorOf(entry));
}

/** Presses an access key, as the browser gets it from the system: Playwright sends no character with Alt. */
async function pressAlt(page, text) {
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchKeyEvent", { type: "char", modifiers: 1, text, unmodifiedText: text });
}

/** Works off ten sections, of which five are updated and five are still correct; returns what that took. */
async function workOff(javaScriptEnabled) {
  const setting = await windowOf(browser, "Ada Administrator");
  for (const [entry, ...sections] of CHANGED) await change(setting.page, entry, sections, `script ${javaScriptEnabled}`);
  await setting.context.close();
  const { page, context } = await windowOf(browser, "Tess Typist", { javaScriptEnabled });
  let [keys, letters, loads] = [0, 0, 0];
  page.on("load", () => (loads += 1));
  const press = async (...all) => {
    for (const key of all) await page.keyboard.press(key);
    keys += all.length;
  };
  const isFocused = (selector) => page.locator(`${selector}:focus`).count();
  const arrives = (selector) => page.locator(`${selector}:focus`).waitFor();

  await page.goto("/admin/translations#worklist");
  assert.equal(await page.locator("#worklist li.lp-row").count(), 10);
  while (!(await isFocused("#worklist .lp-row__title"))) await press("Tab");
  await press("Enter");
  for (let worked = 0; worked < CHANGED.length; worked += 1) {
    await page.waitForURL(/from=translations#parity-/);
    const entry = new URL(page.url()).pathname.split("/").at(-1);
    const [, one, two] = CHANGED.find(([id]) => id === entry);
    const order = await page.locator(".lp-passage").evaluateAll((all) => all.map(({ id }) => id));
    assert.deepEqual(order.toSorted(), [one, two].map((section) => `parity-${section}`).toSorted());
    const [first, second] = order;
    const start = new URL(page.url()).hash.slice(1);
    const [here, there] = start === first ? [first, second] : [second, first];
    // "Still correct", and on to the other passage.
    await press("Tab", "ArrowDown");
    assert.ok(await page.locator(`#${here} [value=correct]`).isChecked());
    if (here === first) await press("Tab", "Tab", "Enter");
    else while (!(await isFocused(`#${there} [type=radio]`))) await press("Shift+Tab");
    // "Updated": the key after that leads to the Dutch text.
    if (here === first) await press("Tab");
    await press("ArrowDown", "ArrowDown");
    assert.ok(await page.locator(`#${there} [value=updated]`).isChecked());
    await press("Tab", "Enter");
    await arrives(`#f-section-${there.slice("parity-".length)}-nl-text`);
    await press("Control+End");
    await page.keyboard.type(" En ook dit.");
    letters += " En ook dit.".length;
    const left = page.waitForEvent("load");
    await pressAlt(page, "s");
    keys += 1;
    await left;
  }
  await page.waitForURL(/admin\/translations\?done=all/);
  assert.equal(await page.locator("#worklist li.lp-row").count(), 0);
  await context.close();
  return `10 sections over 5 pages: ${keys} key presses, ${letters} letters of text, ${loads} page loads`;
}
