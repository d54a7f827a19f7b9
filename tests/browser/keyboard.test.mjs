// The site with the keyboard alone; what Tab reaches on each page is in pages.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePages, DESK, openBrowser, SITES } from "./support.mjs";
import { tabThrough } from "./tab-order.mjs";

let browser, page;
before(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: DESK, reducedMotion: "reduce" });
});
after(closePages);

test("the first Tab shows the skip link, which leads to the content", async () => {
  await page.goto(`${SITES.starter}/en`);
  await page.keyboard.press("Tab");
  const link = page.locator(".lp-skip-link:focus");
  assert.equal(await link.textContent(), "Skip to content");
  const { x, y } = await link.boundingBox();
  assert.ok(x >= 0 && y >= 0, "it is on the screen");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
});

test("menu, language switch, mailbox and scrolling tables are among the stops", async () => {
  await page.goto(`${SITES.example}/en`);
  const stops = (await tabThrough(page)).map(({ html }) => html).join("\n");
  for (const stop of ["lp-nav__link", `hreflang="nl"`, `href="mailto:`]) assert.ok(stops.includes(stop), stop);
  await page.goto(`${SITES.example}/en/monitor`);
  assert.match((await tabThrough(page)).map(({ html }) => html).join("\n"), /class="lp-scroll" role="region"/);
});

test("a table that is wider than the screen scrolls with the arrow keys", async () => {
  const phone = await browser.newPage({ viewport: { width: 320, height: 800 } });
  await phone.goto(`${SITES.example}/en/new-in-leiden`);
  const region = phone.locator(".lp-scroll").first();
  await region.focus();
  await phone.keyboard.press("ArrowRight");
  await phone.waitForFunction(() => document.activeElement.scrollLeft > 0, null, { timeout: 5000 });
});

test("details open with Enter", async () => {
  await page.goto(`${SITES.example}/en/contact/leiden-international-centre`);
  await page.locator("details > summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("details[open] > dl").isVisible());
});
