// The site with the keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allPages, assertNone, DESK, nameOf, open, openBrowser, SITES } from "./support.mjs";

let browser, page;
before(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: DESK, reducedMotion: "reduce" });
});
after(() => browser.close());

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

test("Tab reaches everything, in the order of the page, and shows where it is", async () => {
  for (const address of await allPages("en")) {
    await open(page, address);
    const stops = await tabThrough();
    const places = await page.evaluate(() => {
      const able = document.querySelectorAll("a[href], summary, button, input:not([type='hidden']), [tabindex='0']");
      return [...able].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 200));
    });
    assert.deepEqual(stops.map(({ html }) => html), places, nameOf(address));
    const unseen = stops.filter(({ ring, inView }) => !ring || !inView);
    assertNone(unseen.map(({ html }) => `${nameOf(address)}: no focus to be seen on ${html}`));
  }
});

test("menu, language switch, mailbox and scrolling tables are among the stops", async () => {
  await page.goto(`${SITES.example}/en`);
  const stops = (await tabThrough()).map(({ html }) => html).join("\n");
  for (const stop of ["lp-nav__link", `hreflang="nl"`, `href="mailto:`]) assert.ok(stops.includes(stop), stop);
  await page.goto(`${SITES.example}/en/monitor`);
  assert.match((await tabThrough()).map(({ html }) => html).join("\n"), /class="lp-scroll" role="region"/);
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

/** Every stop of the Tab key, until it leaves the page or starts again. */
async function tabThrough() {
  const stops = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(stopHere);
    if (!stop || stop.html === stops[0]?.html) return stops;
    stops.push(stop);
    assert.ok(stops.length < 500, "a trap");
  }
}

/** Runs in the page. */
function stopHere() {
  const element = document.activeElement;
  if (element === document.body) return null;
  const hasRing = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = element.getBoundingClientRect();
  return {
    html: element.outerHTML.slice(0, 200),
    ring: hasRing(getComputedStyle(element)) || hasRing(getComputedStyle(element, "::after")),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}
