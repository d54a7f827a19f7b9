// The editor for formatted text: Tiptap on top of every `textarea[data-rich-text]`.
//
// The textarea stays the field of the form and holds, after every change, the text in the normal form of the server
// (src/content/rich_text/normal_form.rs). Invariant: a block that nobody touched is sent back as it came, byte for
// byte, whatever the editor makes of it. Without script the textarea itself is edited.
//
// Words come from `<template id="editor-words">`, so that they are translated on the server:
//   data-toolbar ("Formatting of {field}") data-help data-heading data-bold data-italic data-bullets data-numbers
//   data-indent data-outdent data-link data-quote data-table data-undo data-redo
//   data-row-after data-row-remove data-column-after data-column-remove data-head-row data-head-column data-caption
//   data-table-remove
//   data-link-title data-link-entry data-link-none data-link-address data-link-address-help data-link-bad
//   data-link-words data-link-remove data-quote-title data-quote-choose data-caption-title data-caption-help
//   data-save data-cancel
// and in it, per language of the site, `<data value="nl" data-page="That page is in Dutch" data-words="Words in
// Dutch">Dutch</data>`. What can be linked to and quoted is in `<datalist id="entry-links">` and
// `<datalist id="figure-quotes">`.

import { openField } from "./editor/field.js";
import { readWords } from "./editor/words.js";

const words = readWords(document);
for (const textarea of document.querySelectorAll("textarea[data-rich-text]")) openField(textarea, words);
