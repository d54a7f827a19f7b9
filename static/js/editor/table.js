// Tables: a title, a head and cells that head a row or a column.
//
// Invariant: none of their markup has a style, which the policy of the site refuses.

import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { TextSelection } from "@tiptap/pm/state";

import { escaped, inlineHtml } from "./normal-form.js";

const SPANS = {
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  // Asked for by the commands on columns; never set.
  colwidth: { default: null, parseHTML: () => null, rendered: false },
};

function span(name) {
  return {
    default: 1,
    parseHTML: (cell) => Math.max(1, parseInt(cell.getAttribute(name), 10) || 1),
    renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
  };
}

const WholeTable = Table.extend({
  addAttributes: () => ({
    /** The title as it is stored: words and inline markup. */
    caption: { default: "", parseHTML: (table) => inlineHtml(table.caption), rendered: false },
  }),
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
  renderHTML: ({ node }) => ["table", ...caption(node.attrs.caption), ["tbody", 0]],
  addKeyboardShortcuts() {
    // Without a cell to go to the key keeps its meaning: it leaves the text.
    return {
      ...this.parent?.(),
      Tab: () => this.editor.commands.goToNextCell(),
      "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
    };
  },
}).configure({ resizable: false, renderWrapper: false, View: null });

const Row = TableRow.extend({
  addAttributes: () => ({
    isHead: { default: false, parseHTML: (row) => row.parentElement?.localName === "thead", rendered: false },
  }),
});

const Cell = TableCell.extend({ addAttributes: () => SPANS });

const HeadCell = TableHeader.extend({
  addAttributes: () => ({
    ...SPANS,
    scope: { default: null, parseHTML: (cell) => cell.getAttribute("scope") },
  }),
});

export const tableExtensions = [WholeTable, Row, Cell, HeadCell];

/** Heads the columns with the first row or the rows with the first column, or takes that back. */
export function toggleHead(editor, side) {
  const toggle = side === "row" ? "toggleHeaderRow" : "toggleHeaderColumn";
  return editor.chain()[toggle]().command(({ tr }) => sayWhatIsHeaded(tr)).run();
}

/** Cells of a first row that is all heads head their columns; any other head is that of its row. */
function sayWhatIsHeaded(tr) {
  const table = tableAround(tr.selection.$from);
  table.node.forEach((row, rowOffset, rowIndex) => {
    const rowPosition = table.start + rowOffset;
    const isFirst = rowIndex === 0 && isHead(row);
    tr.setNodeMarkup(rowPosition, null, { isHead: isFirst || (row.attrs.isHead && isHead(row)) });
    row.forEach((cell, cellOffset) => {
      if (cell.type.name !== "tableHeader") return;
      const scope = isHead(row) && (isFirst || row.attrs.isHead) ? "col" : "row";
      tr.setNodeMarkup(rowPosition + 1 + cellOffset, null, { ...cell.attrs, scope });
    });
  });
  return true;
}

/** A table of three columns and a row under the head. */
export function insertTable(editor) {
  const cells = (type, attrs) => Array.from({ length: 3 }, () => ({ type, attrs, content: [{ type: "paragraph" }] }));
  const head = { type: "tableRow", attrs: { isHead: true }, content: cells("tableHeader", { scope: "col" }) };
  const body = { type: "tableRow", content: cells("tableCell", {}) };
  const start = editor.state.selection.from;
  return editor
    .chain()
    .insertContent({ type: "table", content: [head, body] })
    .command(({ tr }) => selectFirstCell(tr, start))
    .run();
}

function selectFirstCell(tr, start) {
  let found = null;
  tr.doc.descendants((node, position) => {
    if (node.type.name === "table" && position >= start - 1) found ??= position;
    return found === null;
  });
  if (found !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(found + 3)));
  return true;
}

/** Gives the table around the selection another title, in words; words that were there keep their markup. */
export function setCaption(editor, words) {
  return editor.commands.command(({ tr }) => {
    const table = tableAround(tr.selection.$from);
    if (!table || captionWords(table.node.attrs.caption) === words) return false;
    tr.setNodeMarkup(table.position, null, { ...table.node.attrs, caption: escaped(words) });
    return true;
  });
}

/** The table around a position: { node, position, start }, start being that of its first row. */
export function tableAround($position) {
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    const node = $position.node(depth);
    if (node.type.name === "table") return { node, position: $position.before(depth), start: $position.start(depth) };
  }
  return null;
}

/** Whether the first row, or every row's first cell, heads the others. */
export function hasHead(editor, side) {
  const table = tableAround(editor.state.selection.$from)?.node;
  if (!table) return false;
  if (side === "row") return isHead(table.firstChild);
  const rows = [];
  table.forEach((row) => rows.push(row));
  const body = rows.filter((row) => !isHead(row));
  return body.length > 0 && body.every((row) => row.firstChild?.type.name === "tableHeader");
}

function isHead(row) {
  let heads = row.childCount > 0;
  row.forEach((cell) => (heads &&= cell.type.name === "tableHeader"));
  return heads;
}

/** The words of a title, for people. */
export function captionWords(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

function caption(html) {
  return html === "" ? [] : [["caption", { contenteditable: "false" }, captionWords(html)]];
}
