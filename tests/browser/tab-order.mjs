// The Tab key: what it reaches, in which order, and whether it is seen there.

import assert from "node:assert/strict";
import { DESK } from "./support.mjs";

/** What the Tab key does not reach or does not show on a page that was just loaded; `name` says which page it is. */
export async function unreachedIn(page, name) {
  await page.setViewportSize(DESK);
  const stops = await tabThrough(page);
  const places = await page.evaluate(() => {
    const able = document.querySelectorAll("a[href], summary, button, input:not([type='hidden']), [tabindex='0']");
    return [...able].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 200));
  });
  const first = places.findIndex((html, index) => stops[index]?.html !== html);
  const found = stops.filter(({ ring, inView }) => !ring || !inView).map(({ html }) => `${name}: no focus to be seen on ${html}`);
  if (first >= 0) found.push(`${name}: Tab comes to ${stops[first]?.html ?? "nothing"} instead of ${places[first]}`);
  if (stops.length > places.length) found.push(`${name}: Tab comes to ${stops[places.length].html} too`);
  return found;
}

/** Every stop of the Tab key, until it leaves the page or starts again. */
export async function tabThrough(page) {
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
