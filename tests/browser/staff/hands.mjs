// How a person works with a page: by keyboard alone, or with a mouse where there is no script.

import assert from "node:assert/strict";

/** Only keys: what cannot be reached with Tab is not there. */
export class Keyboard {
  constructor(page) {
    this.page = page;
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

  /** Forwards or back, whichever way the target is, with a look at every stop. */
  async #goTo(target) {
    await target.waitFor();
    for (let stops = 0; stops < 600; stops += 1) {
      const key = await target.evaluate(keyTo);
      if (!key) return;
      await this.page.keyboard.press(key);
    }
    assert.fail(`Tab does not reach ${target}`);
  }
}

/** Runs in the page: the key that leads from the focus to an element, if it is not there. */
function keyTo(element) {
  const focused = document.activeElement;
  if (element === focused) return null;
  const isBack = focused !== document.body && element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isBack ? "Shift+Tab" : "Tab";
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
