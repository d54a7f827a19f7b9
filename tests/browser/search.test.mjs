// Suggestions while typing: a combobox by the ARIA pattern, with the keyboard and for screen readers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { assertNone, closePages, DESK, openBrowser, SITES } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

/** The search page with what was typed, and the suggestions open. */
async function typed(text, options = {}) {
  const page = await browser.newPage({ viewport: DESK, ...options });
  await page.goto(`${SITES.example}/en/search`);
  const input = page.getByRole("combobox", { name: "What are you looking for?" });
  await input.pressSequentially(text);
  await page.getByRole("listbox", { name: "Suggestions" }).waitFor();
  return { page, input };
}

test("the list says what it is and which option is active", async () => {
  const { page, input } = await typed("leiden");
  const state = async () => ({
    expanded: await input.getAttribute("aria-expanded"),
    active: await input.getAttribute("aria-activedescendant"),
    selected: await page.locator("[role=option][aria-selected=true]").count(),
  });
  assert.deepEqual(await state(), { expanded: "true", active: null, selected: 0 });
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await state(), { expanded: "true", active: "_suggestion-0", selected: 1 });
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await state(), { expanded: "true", active: null, selected: 0 });
  await page.keyboard.press("ArrowUp");
  const last = (await page.locator("[role=option]").count()) - 1;
  assert.equal((await state()).active, `_suggestion-${last}`);
  assert.equal(await input.inputValue(), "leiden", "what was typed stays until something is chosen");
  assert.ok(await input.evaluate((element) => element === document.activeElement), "the focus stays in the text");
  await page.keyboard.press("Escape");
  assert.deepEqual(await state(), { expanded: "false", active: null, selected: 0 });
  assert.equal(await input.inputValue(), "leiden");
});

test("Enter chooses an option, and searches what was typed where none is chosen", async () => {
  const { page } = await typed("leiden int");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=Leiden\+International\+Centre/);
  assert.equal(await page.locator("#_contact").textContent(), "Leiden International Centre");
  const plain = await typed("leiden int");
  await plain.page.keyboard.press("Enter");
  await plain.page.waitForURL(/q=leiden\+int$/);
});

test("a tap chooses an option", async () => {
  const { page } = await typed("priv");
  await page.getByRole("option", { name: "Privacy and cookies" }).click();
  await page.waitForURL(/q=Privacy\+and\+cookies/);
});

test("axe has nothing to say while the list is open", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await typed("leiden", { bypassCSP: true, colorScheme });
    await page.keyboard.press("ArrowDown");
    assertNone(await violations(page));
  }
});

test("the policy refuses nothing, and without script the form searches", async () => {
  const { page } = await typed("leiden");
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assertNone(said);
  const still = await browser.newPage({ javaScriptEnabled: false });
  await still.goto(`${SITES.example}/en/policy`);
  await still.locator("header input[name=q]").fill("expat centre");
  await still.keyboard.press("Enter");
  await still.waitForURL(/\/en\/search\?q=expat\+centre/);
  assert.equal(await still.locator("#_contact").textContent(), "Leiden International Centre");
});
