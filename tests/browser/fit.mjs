// What does not fit on a screen, is cut off, or is too small to hit.

import { DESK, NARROW } from "./support.mjs";

// WCAG 2.2, 1.4.12.
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
const LARGE_TEXT = "html { font-size: 200%; }";

const VARIANTS = [
  { name: "320 px", viewport: NARROW },
  { name: "320 px with text spacing", viewport: NARROW, css: TEXT_SPACING },
  { name: "1280 px at 200 %", viewport: { width: 640, height: 400 } },
  { name: "1280 px", viewport: DESK },
  { name: "1280 px with text spacing", viewport: DESK, css: TEXT_SPACING },
  { name: "1280 px with text of 200 %", viewport: DESK, css: LARGE_TEXT },
];

/** What is wrong at all sizes; `name` says which page it is. The styles that are added need `bypassCSP`. */
export async function problemsOf(page, title) {
  const found = [];
  for (const { name, viewport, css } of VARIANTS) {
    await page.setViewportSize(viewport);
    const added = css && (await page.addStyleTag({ content: css }));
    for (const problem of await page.evaluate(problems)) found.push(`${title}, ${name}: ${problem}`);
    if (added) await added.evaluate((style) => style.remove());
  }
  return found;
}

/** Runs in the page: what is wrong as it is. */
export function problems() {
  const visible = [...document.querySelectorAll("body *")].filter(
    (element) => element.checkVisibility() && !element.closest("svg *, .lp-visually-hidden, .lp-skip-link"),
  );
  return [...overflow(), ...clipped(), ...smallTargets()];

  function overflow() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = visible.filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`scrolls sideways: ${scrollWidth} px, ${wide.slice(0, 3).map(describe).join(", ")}`];
  }

  /**
   * Text that its box hides. Only a table may scroll, in a region that can be reached; and what is typed into. A
   * preview is a window of its own.
   */
  function clipped() {
    const hides = (value) => ["hidden", "clip", "auto", "scroll"].includes(value);
    const windows = "input, select, textarea, [contenteditable=true], .lp-preview__screen, .lp-entry-preview";
    return visible
      .filter((element) => !element.matches(windows))
      .filter((element) => {
        const style = getComputedStyle(element);
        const x = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
        const y = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
        return (x || y) && !(x && !y && element.matches(".lp-scroll[tabindex='0']"));
      })
      .map((element) => `cut off: ${describe(element)}`);
  }

  /** WCAG 2.2, 2.5.8; a link within a sentence is as high as its line. */
  function smallTargets() {
    return visible
      .filter((element) => element.matches("a, button, summary, input, select, textarea") && !isInSentence(element))
      .filter((element) => {
        const { width, height } = (element.closest(".lp-card") ?? element).getBoundingClientRect();
        return width < 24 || height < 24;
      })
      .map((element) => `small target: ${describe(element)}`);
  }

  function isInSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, td, h2, h3")?.textContent.trim() ?? "";
    return around.length > element.textContent.trim().length;
  }

  function describe(element) {
    const { width, height } = element.getBoundingClientRect();
    const name = [element.localName, ...element.classList].join(".");
    return `${name} (${Math.round(width)} × ${Math.round(height)}) ${element.textContent.trim().slice(0, 30)}`;
  }
}
