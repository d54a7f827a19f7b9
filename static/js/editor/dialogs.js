// What the editor asks: where a link leads, which figure to quote, the title of a table.
//
// Invariant: an answer is a value or null, and null changes nothing.

import { addressOf } from "./address.js";

/** { href, hreflang, words } or { remove: true }. */
export async function askForLink(words, lang, { href = "", hreflang = null, needsWords }) {
  const dialog = new Dialog(words, words.say("linkTitle"));
  const text = needsWords ? dialog.input("words", words.say("linkWords"), "", { isNeeded: true }) : null;
  const isEntry = href.startsWith("entry:");
  const entry = dialog.select("entry", words.say("linkEntry"), entryOptions(words, href), isEntry ? href : "");
  const address = dialog.input("address", words.say("linkAddress"), isEntry ? "" : href, {
    help: words.say("linkAddressHelp"),
  });
  const others = words.languages.filter(({ tag }) => tag !== lang);
  const ticks = others.map(({ tag, page }) => ({ tag, box: dialog.tick(page, hreflang === tag) }));
  // Only one of them can be so, and a page of this site says itself in which language it is.
  const refresh = () => {
    address.field.hidden = entry.control.value !== "";
    for (const { box } of ticks) box.closest("label").hidden = entry.control.value !== "";
  };
  entry.control.addEventListener("change", refresh);
  for (const { box } of ticks) box.addEventListener("change", () => clearOthers(ticks, box));
  refresh();
  if (href) dialog.button("remove", words.say("linkRemove"));
  const answer = await dialog.ask((isRemoved) => {
    if (isRemoved || entry.control.value) return true;
    address.complain(addressOf(address.control.value) ? "" : words.say("linkBad"));
    return addressOf(address.control.value) !== null;
  });
  if (answer === null) return null;
  if (answer === "remove") return { remove: true };
  const chosen = entry.control.value;
  const ticked = ticks.find(({ box }) => box.checked)?.tag ?? null;
  return {
    href: chosen || addressOf(address.control.value),
    hreflang: chosen ? keptFor(chosen, href, hreflang) : (ticked ?? (hreflang === lang ? lang : null)),
    words: text?.control.value.trim(),
  };
}

/** The id of a figure. */
export async function askForQuote(words) {
  const dialog = new Dialog(words, words.say("quoteTitle"));
  const figure = dialog.select("figure", words.say("quoteChoose"), words.figures, words.figures[0].value);
  return (await dialog.ask(() => true)) === null ? null : figure.control.value;
}

/** The title, which may be "". */
export async function askForCaption(words, caption) {
  const dialog = new Dialog(words, words.say("captionTitle"));
  const field = dialog.input("caption", words.say("caption"), caption, { help: words.say("captionHelp") });
  return (await dialog.ask(() => true)) === null ? null : field.control.value.trim();
}

/** A link that keeps its target keeps what was said about its language. */
function keptFor(chosen, href, hreflang) {
  return chosen === href ? hreflang : null;
}

function clearOthers(ticks, box) {
  for (const other of ticks) if (other.box !== box) other.box.checked = false;
}

function entryOptions(words, href) {
  const none = { value: "", label: words.say("linkNone") };
  const isListed = words.entries.some(({ value }) => value === href);
  // A place within a page, or a page that is not offered any more.
  const own = href.startsWith("entry:") && !isListed ? [{ value: href, label: nameOf(words, href) }] : [];
  return [none, ...own, ...words.entries];
}

function nameOf(words, href) {
  const [page, place] = href.split("#");
  const label = words.entries.find(({ value }) => value === page)?.label;
  return label && place ? `${label} (#${place})` : (label ?? href);
}

let count = 0;

/** A dialog with a form: fields, Apply and Cancel. */
class Dialog {
  constructor(words, title) {
    count += 1;
    this.id = `lp-dialog-${count}`;
    this.words = words;
    this.element = make("dialog", { class: "lp-dialog", "aria-labelledby": `${this.id}-title` });
    this.form = make("form", { method: "dialog", class: "lp-form", novalidate: "" });
    this.form.append(make("h2", { id: `${this.id}-title`, class: "lp-dialog__title" }, title));
    this.buttons = make("div", { class: "lp-buttons" });
    this.button("apply", words.say("save"), "lp-button");
    this.element.append(this.form);
  }

  input(name, label, value, { help, isNeeded } = {}) {
    const control = make("input", { class: "lp-input lp-input--full", value, autocomplete: "off" });
    if (isNeeded) control.setAttribute("aria-required", "true");
    return this.field(name, label, control, help);
  }

  select(name, label, options, value) {
    const control = make("select", { class: "lp-input lp-input--full" });
    for (const option of options) control.append(make("option", { value: option.value }, option.label));
    control.value = value;
    return this.field(name, label, control);
  }

  field(name, label, control, help) {
    const id = `${this.id}-${name}`;
    control.id = id;
    const field = make("div", { class: "lp-field" });
    field.append(make("label", { class: "lp-field__label", for: id }, label));
    const error = make("p", { class: "lp-field__error", id: `${id}-error`, role: "alert" });
    error.hidden = true;
    if (help) field.append(make("p", { class: "lp-field__help", id: `${id}-help` }, help));
    field.append(error, control);
    if (help) control.setAttribute("aria-describedby", `${id}-help ${id}-error`);
    this.form.append(field);
    const complain = (message) => {
      error.textContent = message;
      error.hidden = message === "";
      control.toggleAttribute("aria-invalid", message !== "");
      if (message) control.setAttribute("aria-invalid", "true");
      if (message) control.focus();
    };
    return { control, field, complain };
  }

  tick(label, isTicked) {
    const box = make("input", { type: "checkbox" });
    box.checked = isTicked;
    const choice = make("label", { class: "lp-choice" });
    choice.append(box, make("span", { class: "lp-choice__words" }, label));
    this.form.append(choice);
    return box;
  }

  button(value, label, style = "lp-button lp-button--secondary") {
    this.buttons.append(make("button", { class: style, value }, label));
  }

  /** Shows the dialog until it is left or `isGood(isRemoved)`; the value of the button, or null. */
  ask(isGood) {
    const cancel = make("button", { class: "lp-button lp-button--quiet", type: "button" }, this.words.say("cancel"));
    cancel.addEventListener("click", () => this.element.close(""));
    this.buttons.append(cancel);
    this.form.append(this.buttons);
    document.body.append(this.element);
    this.form.addEventListener("submit", (event) => {
      const needed = this.form.querySelector("[aria-required]");
      if (event.submitter.value !== "remove" && needed?.value.trim() === "") {
        event.preventDefault();
        needed.setAttribute("aria-invalid", "true");
        needed.focus();
      } else if (!isGood(event.submitter.value === "remove")) event.preventDefault();
    });
    this.element.showModal();
    this.form.querySelector("input, select")?.focus();
    return new Promise((resolve) => {
      this.element.addEventListener("close", () => {
        this.element.remove();
        resolve(this.element.returnValue || null);
      });
    });
  }
}

function make(name, attributes, words = "") {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.textContent = words;
  return element;
}
