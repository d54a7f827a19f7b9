// In the colours that a visitor forces: edges say what backgrounds say otherwise.

import { DESK } from "./support.mjs";

/** What is told apart by its background. */
export const MARKED = [
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

/** What has no edge on a page, and which of `MARKED` are there; `name` says which page it is. */
export async function edgesOf(page, name) {
  await page.setViewportSize(DESK);
  await page.emulateMedia({ forcedColors: "active" });
  const all = await page.evaluate(edges, MARKED);
  await page.emulateMedia({ forcedColors: null });
  const missing = all.filter(({ edge }) => !edge).map(({ html }) => `${name} shows no edge of ${html}`);
  return { missing, seen: all.map(({ selector }) => selector) };
}

/** Runs in the page: whether each element has an edge in a colour other than the page's. */
function edges(selectors) {
  const paper = getComputedStyle(document.body).backgroundColor;
  const sides = ["borderTop", "borderRight", "borderBottom", "borderLeft", "outline"];
  const isEdge = (style, side) =>
    style[`${side}Style`] !== "none" && parseFloat(style[`${side}Width`]) >= 1 && style[`${side}Color`] !== paper;
  return selectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)].map((element) => {
      const style = getComputedStyle(element);
      return { selector, html: element.outerHTML.slice(0, 100), edge: sides.some((side) => isEdge(style, side)) };
    }),
  );
}
