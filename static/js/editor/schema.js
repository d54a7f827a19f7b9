// What a text can hold: the subset of HTML that the server keeps, and nothing else.
//
// Invariant: every element and attribute of the subset has a node, a mark or an attribute here; what has none is lost
// when a block is edited.

import { Mark, Node } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Gapcursor, UndoRedo } from "@tiptap/extensions";

import { tableExtensions } from "./table.js";

const SCHEMES = /^(https?|mailto|tel|entry):/i;

/** A link; `hreflang` says that it leads to a page in another language. */
const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null }, hreflang: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (a) => SCHEMES.test(a.getAttribute("href")) && null }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

/** Words in another language than the text. */
const Language = Mark.create({
  name: "language",
  addAttributes: () => ({ lang: { default: null } }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

/** A number that is quoted from a figure. The server writes the number; here its name is shown. */
const Quote = Node.create({
  name: "quote",
  group: "inline",
  inline: true,
  atom: true,
  addOptions: () => ({ nameOf: (id) => id }),
  addAttributes: () => ({
    value: { default: null },
    words: { default: "", parseHTML: (data) => data.textContent, rendered: false },
  }),
  parseHTML: () => [{ tag: "data[value]" }],
  renderHTML({ HTMLAttributes, node }) {
    return ["data", HTMLAttributes, this.options.nameOf(node.attrs.value) + node.attrs.words];
  },
  renderText: ({ node }) => `{${node.attrs.value}}`,
});

/** Lists are indented with Ctrl+] and Ctrl+[: the Tab key leaves the text, as it leaves every field. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const Numbers = OrderedList.extend({ addAttributes: () => ({}), parseHTML: () => [{ tag: "ol" }] });

/** Only what the toolbar offers; lists may also be begun by typing "- " or "1. ". */
export const INPUT_RULES = ["bulletList", "orderedList"];

/** The extensions; `nameOf(id)` names a figure. */
export function extensions(nameOf) {
  return [
    Document,
    Paragraph,
    Text,
    Heading.configure({ levels: [2, 3, 4] }),
    BulletList,
    Numbers,
    Item,
    HardBreak,
    Link,
    Language,
    Bold,
    Italic,
    Quote.configure({ nameOf }),
    ...tableExtensions,
    Gapcursor,
    UndoRedo,
  ];
}
