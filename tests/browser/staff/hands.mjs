// How a person works with a page: by keyboard alone, or with a mouse where there is no script.

import assert from "node:assert/strict";

/**
 * Only keys: what cannot be reached with Tab is not there. Someone who knows the form, `skipping` so, begins a few fields
 * before the one that is meant.
 */
export class Keyboard {
  constructor(page, { skipping = false } = {}) {
    this.page = page;
    this.skipping = skipping;
  }

  async press(target) {
    await this.#goTo(target);
    await this.page.keyboard.press("Enter");
  }

  async tick(box) {
    await this.#goTo(box);
    await this.page.keyboard.press("Space");
  }

  async fill(field, words) {
    await this.#goTo(field);
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(words);
  }

  /** Adds a paragraph at the end of a formatted text. */
  async write(text, words) {
    await this.#goTo(text);
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.press("Enter");
    await this.page.keyboard.type(words);
  }

  /** Forwards or back, whichever way the target is. */
  async #goTo(target) {
    await target.waitFor();
    if (this.skipping) await target.evaluate(focusShortlyBefore);
    for (let tries = 0; tries < 100; tries += 1) {
      const { key, stops } = await target.evaluate(wayFromFocus);
      if (stops === 0) return;
      for (let stop = 0; stop < stops; stop += 1) await this.page.keyboard.press(key);
    }
    assert.fail(`Tab does not reach ${target}`);
  }
}

/** Runs in the page: goes to the fifth stop before an element, unless the focus is nearer already. */
function focusShortlyBefore(element) {
  const able = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  const stops = [...able].filter((stop) => stop === element || (stop.checkVisibility() && stop.tabIndex >= 0));
  const start = stops.indexOf(element) - 5;
  if (start > 0 && Math.abs(stops.indexOf(document.activeElement) - start) > 5) stops[start].focus();
}

/** Runs in the page: the key that leads from the focus to an element, and how often it may be pressed without looking. */
function wayFromFocus(element) {
  const focused = document.activeElement;
  if (element === focused) return { stops: 0 };
  const isBack = focused !== document.body && element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
  const [from, to] = isBack ? [element, focused] : [focused, element];
  const isBetween = (stop) =>
    (from === document.body || from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) &&
    to.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING;
  const able = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  const between = [...able].filter((stop) => isBetween(stop) && stop.checkVisibility() && stop.tabIndex >= 0);
  return { key: isBack ? "Shift+Tab" : "Tab", stops: Math.max(1, between.length - 3) };
}

/** A mouse, and no script: `page` is of a context without JavaScript. */
export class Mouse {
  constructor(page) {
    this.page = page;
  }

  press(target) {
    return target.click();
  }

  tick(box) {
    return box.check();
  }

  fill(field, words) {
    return field.fill(words);
  }

  async write(text, words) {
    await text.fill(`${await text.inputValue()}\n\n${words}`);
  }
}
