// The hours of a contact, typed into its form: the fixture of 2023, by keyboard with script and by mouse without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ONE_OF_FOUR, violationsOf } from "../axe.mjs";
import { assertNone, closePages, openBrowser } from "../support.mjs";
import { editorOf, windowOf } from "./desk.mjs";
import { Keyboard, Mouse } from "./hands.mjs";

const ENTRY = "municipality-of-leiden";

/** Services of the fixture: the name in each language, how people get it, and the times of each day. */
const SERVICES = [
  ["BSN registration", "BSN-registratie", "by_appointment", { monday: "9:00-12:15", wednesday: "9:00-16:30" }],
  ["Helpdesk", "Helpdesk", "walk_in", { monday: "15:00-17:00" }],
];

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("by keyboard: the hours are typed, shown, saved and there again", async () => {
  const { page, said, context } = await windowOf(browser, "Tom Typist", { bypassCSP: true, reducedMotion: "reduce" });
  const choose = async (field, value) => {
    await field.focus();
    // As a person chooses with keys: by the beginning of the words.
    const words = await field.locator(`option[value="${value}"]`).textContent();
    await page.keyboard.type(words.slice(0, 9));
    assert.equal(await field.inputValue(), value);
  };
  await enter(page, new Keyboard(page), choose);
  // That of another contact is looked at in full in pages.test.mjs.
  assertNone(await violationsOf(page, "the form of a contact with hours", ONE_OF_FOUR[0]));
  assertNone(said.filter((text) => !text.includes("sandboxed")));
  await context.close();
});

test("without script: the same form, and the hours of before are there", async () => {
  const { page, context } = await windowOf(browser, "Tom Typist", { javaScriptEnabled: false });
  await page.goto(editorOf(ENTRY));
  const hand = new Mouse(page);
  await hand.fill(field(page, "services.2.monday"), "at three");
  await hand.press(page.getByRole("button", { name: "Save", exact: true }).last());
  await page.locator("#f-services-2-monday-error").waitFor();
  await hand.fill(field(page, "services.2.monday"), "15.00 – 17.00");
  await hand.fill(field(page, "services.2.friday"), "10-12");
  await hand.press(page.getByRole("button", { name: "Show the next eight weeks" }));
  await page.locator("details[data-hours][open]").getByText("Helpdesk, walk-in: 10:00 to 12:00").first().waitFor();
  await context.close();
});

async function enter(page, hand, choose) {
  await page.goto(editorOf(ENTRY));
  for (const [index, [en, nl, mode, days]] of SERVICES.entries()) {
    const prefix = `services.${index + 1}`;
    await hand.press(page.getByRole("button", { name: "Add a service" }));
    await hand.fill(field(page, `${prefix}.en.name`), en);
    await hand.fill(field(page, `${prefix}.nl.name`), nl);
    await choose(field(page, `${prefix}.mode`), mode);
    for (const [day, times] of Object.entries(days)) await hand.fill(field(page, `${prefix}.${day}`), times);
  }
  for (const holiday of ["easter_monday", "whit_monday", "christmas", "second_christmas"]) {
    await choose(field(page, `holidays.${holiday}`), "closed");
  }
  await hand.press(page.getByRole("button", { name: "Add days with other hours" }));
  await hand.fill(field(page, "exceptions.0.from"), "25-12-2023");
  await hand.fill(field(page, "exceptions.0.until"), "29-12-2023");
  await choose(field(page, "exceptions.0.effect"), "closed");
  await hand.fill(field(page, "exceptions.0.en.reason"), "winter closing");
  await hand.fill(field(page, "exceptions.0.nl.reason"), "wintersluiting");
  await hand.press(page.getByRole("button", { name: "Show the next eight weeks" }));
  const shown = page.locator("details[data-hours][open]");
  for (const words of ["BSN registration, by appointment: 9:00 to 12:15", "Helpdesk, walk-in: 15:00 to 17:00"]) {
    await shown.getByText(words).first().waitFor();
  }
  await hand.press(page.getByRole("button", { name: "Save", exact: true }).last());
  await page.waitForURL(/done=saved/);
  assert.equal(await field(page, "services.1.wednesday").inputValue(), "09:00-16:30");
  assert.equal(await field(page, "services.2.monday").inputValue(), "15:00-17:00");
  assert.equal(await field(page, "exceptions.0.until").inputValue(), "2023-12-29");
  assert.equal(await field(page, "holidays.whit_monday").inputValue(), "closed");
}

function field(page, name) {
  return page.locator(`[name="${name}"]`);
}
