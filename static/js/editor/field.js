// One editor on one textarea.
//
// Invariant: the textarea always holds what the editor shows, and says so with an `input` event. It takes part in the
// form as before; only the person meets the editor instead, under the same label, help and id.

import { Editor } from "@tiptap/core";
import { DOMParser as Reader } from "@tiptap/pm/model";

import { addressOf } from "./address.js";
import { commandGroups } from "./commands.js";
import { harmlessText } from "./harmless.js";
import { Memory } from "./memory.js";
import { cleaned } from "./paste.js";
import { extensions, INPUT_RULES } from "./schema.js";
import { makeToolbar } from "./toolbar.js";

/** Puts the editor in the place of the textarea. */
export function openField(textarea, words) {
  const lang = textarea.lang || document.documentElement.lang;
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  const place = document.createElement("div");
  place.className = "lp-editor";
  textarea.after(place);
  const editor = new Editor({
    element: place,
    content: harmlessText(textarea.value),
    extensions: extensions((id) => nameOf(words.figures, id)),
    injectCSS: false,
    enableInputRules: INPUT_RULES,
    enablePasteRules: false,
    editorProps: {
      attributes: attributesOf(textarea, label, lang, words.say("help")),
      transformPastedHTML: cleaned,
      handlePaste: (view, event) => linkSelection(editor, event),
    },
  });
  const memory = new Memory(textarea.value, (html) => read(editor.schema, html));
  const name = label?.textContent.trim() ?? "";
  const groups = commandGroups(editor, words, lang);
  const title = words.say("toolbar").replace("{field}", name);
  const toolbar = makeToolbar(document, title, groups, () => editor.view.focus());
  place.prepend(toolbar.element);
  takePlaceOf(textarea, label, editor);
  editor.on("update", () => {
    textarea.value = memory.write(editor.state.doc);
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  editor.on("transaction", toolbar.refresh);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    toolbar.focus();
  });
}

function read(schema, html) {
  const { body } = new DOMParser().parseFromString(harmlessText(html), "text/html");
  return Reader.fromSchema(schema).parse(body);
}

function attributesOf(textarea, label, lang, help) {
  const attributes = {
    id: textarea.id,
    lang,
    class: "lp-editor__text lp-rich-text",
    role: "textbox",
    "aria-multiline": "true",
    "aria-description": help,
  };
  if (label) attributes["aria-labelledby"] = label.id ||= `${textarea.id}-label`;
  for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

/** The textarea gives its id away, so that links to the field (of an error summary) lead to the editor. */
function takePlaceOf(textarea, label, editor) {
  textarea.id = `${textarea.id}-source`;
  textarea.hidden = true;
  label?.addEventListener("click", () => editor.view.focus());
  // A form that is reset shows what it came with.
  const showAgain = () => editor.commands.setContent(harmlessText(textarea.value));
  textarea.form?.addEventListener("reset", () => setTimeout(showAgain));
}

function nameOf(figures, id) {
  return figures.find(({ value }) => value === id)?.label ?? id;
}

/** An address that is pasted onto words makes a link of them. */
function linkSelection(editor, event) {
  const text = event.clipboardData?.getData("text/plain").trim() ?? "";
  if (editor.state.selection.empty || !/^(https?:\/\/|mailto:)\S+$/i.test(text)) return false;
  const href = addressOf(text);
  return href !== null && editor.chain().setMark("link", { href, hreflang: null }).run();
}
