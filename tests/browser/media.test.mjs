// On paper, and in the colours a visitor forces.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allPages, assertNone, DESK, nameOf, open, openBrowser } from "./support.mjs";

const NOT_ON_PAPER = ".lp-skip-link, .lp-nav, .lp-languages, .lp-breadcrumb, .lp-pager, .lp-gables, .lp-footer";

const MARKED = [
  ".lp-badge",
  ".lp-banner",
  ".lp-button",
  ".lp-card",
  ".lp-figure",
  ".lp-goal-number",
  ".lp-languages [aria-current]",
  ".lp-nav__link[aria-current]",
  ".lp-notice",
  ".lp-panel",
];

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("paper has the text and the addresses of its links, and no menus", async () => {
  const page = await browser.newPage({ viewport: { width: 680, height: 960 } });
  await page.emulateMedia({ media: "print" });
  for (const address of await allPages()) {
    await open(page, address);
    assert.equal(await page.locator("h1:visible").count(), 1, nameOf(address));
    assert.equal(await page.locator(NOT_ON_PAPER).locator("visible=true").count(), 0, nameOf(address));
    const unsaid = await page.locator("main a[href^='http']:visible").evaluateAll((links) =>
      links
        .filter((link) => !link.matches(".lp-card__title a"))
        .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
        .filter((link) => !link.textContent.includes(new URL(link.href).hostname.replace("www.", "")))
        .map((link) => link.href),
    );
    assertNone(unsaid.map((href) => `${nameOf(address)} does not say ${href}`));
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    assert.ok(!(scrollWidth > clientWidth), `${nameOf(address)} is wider than the paper`);
  }
});

test("with forced colours, edges say what backgrounds say otherwise", async () => {
  const page = await browser.newPage({ viewport: DESK });
  await page.emulateMedia({ forcedColors: "active" });
  const seen = new Set();
  for (const address of await allPages("en")) {
    await open(page, address);
    for (const selector of MARKED) {
      for (const { html, edge } of await page.locator(selector).evaluateAll(edges)) {
        seen.add(selector);
        assert.ok(edge, `${nameOf(address)} shows no edge of ${html}`);
      }
    }
  }
  assert.deepEqual([...seen].sort(), [...MARKED].sort(), "each is on some page");
});

/** Runs in the page: whether each element has an edge in a colour other than the page's. */
function edges(elements) {
  const paper = getComputedStyle(document.body).backgroundColor;
  const isEdge = (style, side) =>
    style[`${side}Style`] !== "none" && parseFloat(style[`${side}Width`]) >= 1 && style[`${side}Color`] !== paper;
  return elements.map((element) => {
    const style = getComputedStyle(element);
    const sides = ["borderTop", "borderRight", "borderBottom", "borderLeft", "outline"];
    return { html: element.outerHTML.slice(0, 100), edge: sides.some((side) => isEdge(style, side)) };
  });
}
