// From an invitation to a page that has changed for its readers, as a person: by keyboard alone, and without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../axe.mjs";
import { assertNone, closePages, openBrowser } from "../support.mjs";
import { DESK, strangersWindow, textIn } from "./desk.mjs";
import { comeIn } from "./entrance.mjs";
import { Keyboard, Mouse } from "./hands.mjs";

const VISIBLE_WITHIN = 1_000;

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("by keyboard alone: invitation, password, second factor, edit, preview, publish", async (t) => {
  const { page, said, context } = await strangersWindow(browser, { reducedMotion: "reduce" });
  const looks = async () => assertNone(await violations(page));
  await walk(t, page, new Keyboard(page), "kim", ["Housing", "example-housing"], looks);
  assertNone(said.filter((text) => !text.includes("sandboxed")));
  await context.close();
});

test("without script: the same, with plain forms", async (t) => {
  const { page, context } = await strangersWindow(browser, { javaScriptEnabled: false });
  const noScript = async () => assert.equal(await page.locator(".lp-toolbar").count(), 0);
  await walk(t, page, new Mouse(page), "pim", ["Renting a room or a home", "example-renting"], noScript);
  await context.close();
});

/** The whole way; `looks` is asked on every page of it that pages.test.mjs does not come to. */
async function walk(t, page, hand, name, [title, id], looks) {
  const go = async (link, heading) => {
    await hand.press(page.getByRole("link", { name: link, exact: true }).first());
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  };
  await comeIn(page, hand, name, looks);
  await go("Pages", "Pages");
  await go(title, `Edit: ${title}`);
  const words = { English: `${name} wrote this in English.`, Dutch: `${name} schreef dit in het Nederlands.` };
  for (const language of ["English", "Dutch"]) await hand.write(textIn(page, language), words[language]);
  await hand.press(page.getByRole("button", { name: "Save", exact: true }).last());
  await page.getByText(/^Saved as revision/).waitFor();
  await looks();
  await go("Preview", /^Preview/);
  const addresses = await hasPreview(page, id, words);
  await go("Publish", /^Publish/);
  await publish(t, page, hand, addresses, words);
}

/** Looks at the preview in both languages; the addresses at which readers will see the page. */
async function hasPreview(page, id, words) {
  for (const [language, lang] of [["English", "en"], ["Dutch", "nl"]]) {
    const frame = page.frameLocator(`iframe[src*='/preview/${lang}']`).first();
    await frame.getByText(words[language]).waitFor();
  }
  const xml = await (await fetch(`${DESK}/sitemap.xml`)).text();
  const [entry] = [...xml.matchAll(/<url>.*?<\/url>/gs)].filter(([url]) => url.includes(id.replace("example-", "")));
  return Object.fromEntries(
    [...entry[0].matchAll(/hreflang="(en|nl)" href="(.*?)"/g)].map(([, lang, href]) => [lang, href]),
  );
}

/** Publishes both languages, and measures when a reader sees them. */
async function publish(t, page, hand, addresses, words) {
  const form = page.locator("#publish-form");
  const warnings = form.locator("#seen");
  if ((await warnings.count()) > 0) await hand.tick(warnings);
  const isLive = async () => {
    const texts = await Promise.all([addresses.en, addresses.nl].map(async (url) => (await fetch(url)).text()));
    return texts[0].includes(words.English) && texts[1].includes(words.Dutch);
  };
  assert.equal(await isLive(), false, "nobody outside sees it before");
  // The answer to the submit is the moment at which the publication is made.
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  const pressed = performance.now();
  await hand.press(form.getByRole("button"));
  await answered;
  const done = performance.now();
  while (!(await isLive())) assert.ok(performance.now() - done < 10 * VISIBLE_WITHIN, "readers do not see it");
  const seen = performance.now();
  const [after, inAll] = [seen - done, seen - pressed].map(Math.round);
  t.diagnostic(`readers see it ${after} ms after the answer, ${inAll} ms after going to the button`);
  assert.ok(seen - done <= VISIBLE_WITHIN);
  await page.getByRole("status").first().waitFor();
}
