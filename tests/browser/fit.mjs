// What does not fit on a screen, is cut off, or is too small to hit.

import { DESK, NARROW } from "./support.mjs";

// WCAG 2.2, 1.4.12.
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
const LARGE_TEXT = "html { font-size: 200%; }";

/** Each size at which something can be too wide, and the text that readers may ask for there. */
export const FULL = [
  { name: "320 px", viewport: NARROW },
  { name: "320 px with text spacing", viewport: NARROW, css: TEXT_SPACING },
  { name: "1280 px at 200 %", viewport: { width: 640, height: 400 } },
  { name: "1280 px", viewport: DESK },
  { name: "1280 px with text spacing", viewport: DESK, css: TEXT_SPACING },
  { name: "1280 px with text of 200 %", viewport: DESK, css: LARGE_TEXT },
];
/** Where a word is the first to be too long: the widest text on the narrowest screen, and between columns. */
export const TIGHTEST = FULL.filter(({ css, viewport }) => css === (viewport === NARROW ? TEXT_SPACING : LARGE_TEXT));

/** What is wrong at these sizes; `name` says which page it is. */
export async function problemsOf(page, title, variants = FULL) {
  const found = [];
  for (const { name, viewport, css } of variants) {
    await page.setViewportSize(viewport);
    await page.evaluate(addStyles, css);
    for (const problem of await page.evaluate(problems)) found.push(`${title}, ${name}: ${problem}`);
    await page.evaluate(() => document.adoptedStyleSheets.pop());
  }
  return found;
}

/** Runs in the page: adds styles in a way that the policy of the site leaves alone. */
function addStyles(css = "") {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
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
