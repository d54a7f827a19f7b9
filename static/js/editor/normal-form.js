// Writes a document as the server keeps it: the normal form of src/content/rich_text/normal_form.rs.
//
// Invariant: what is in normal form and read into the editor is written again as it was.

/** Marks that begin and end together are nested in this order. */
const ORDER = ["link", "language", "bold", "italic"];
const INLINE = new Set(["a", "strong", "em", "span", "data", "br"]);
const KEPT = { a: ["href", "hreflang"], span: ["lang"], data: ["value"] };

/** The blocks of a document, each on its line; those that say nothing are left out. */
export function blocks(doc) {
  const written = [];
  doc.forEach((node) => {
    const writer = new Writer();
    writeBlock(writer, node);
    if (saysSomething(node)) written.push(writer.html);
  });
  return written;
}

/** The words and inline markup of an element of the page. */
export function inlineHtml(element) {
  if (!element) return "";
  const writer = new Writer();
  writeElement(writer, element);
  return writer.html.trim();
}

/** Text in HTML. */
export function escaped(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("\u00a0", "&nbsp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Folds white space as the server does: not within inline markup, but at the edges of blocks. */
class Writer {
  html = "";
  isAtStart = false;

  open(name, attributes = {}) {
    this.tag(name, `<${name}${attributesHtml(attributes)}>`);
  }

  close(name) {
    this.tag(name, `</${name}>`);
  }

  tag(name, raw) {
    const isInline = INLINE.has(name);
    if (!isInline) this.html = this.html.replace(/[^\S\u00a0]+$/, "");
    this.html += raw;
    this.isAtStart = !isInline;
  }

  text(text) {
    let folded = escaped(text).replace(/[^\S\u00a0]+/g, " ");
    if (this.isAtStart || this.html.endsWith(" ")) folded = folded.replace(/^ /, "");
    if (folded !== "") this.isAtStart = false;
    this.html += folded;
  }
}

function writeBlock(writer, node) {
  const { name } = node.type;
  if (name === "paragraph") writeIn(writer, "p", {}, () => writeInline(writer, children(node)));
  if (name === "heading") writeIn(writer, `h${node.attrs.level}`, {}, () => writeInline(writer, children(node)));
  if (name === "bulletList") writeIn(writer, "ul", {}, () => writeItems(writer, node));
  if (name === "orderedList") writeIn(writer, "ol", {}, () => writeItems(writer, node));
  if (name === "table") writeTable(writer, node);
}

function writeIn(writer, name, attributes, write) {
  writer.open(name, attributes);
  write();
  writer.close(name);
}

function writeItems(writer, list) {
  for (const item of children(list)) writeIn(writer, "li", {}, () => writeContent(writer, item));
}

/** A single paragraph at the start of a list item or a cell has no tags of its own. */
function writeContent(writer, node) {
  const parts = children(node);
  const paragraphs = parts.filter((part) => part.type.name === "paragraph");
  parts.forEach((part, index) => {
    if (index === 0 && paragraphs.length === 1 && part === paragraphs[0]) writeInline(writer, children(part));
    else writeBlock(writer, part);
  });
}

function writeTable(writer, table) {
  writer.open("table");
  if (table.attrs.caption) writer.html += `<caption>${table.attrs.caption}</caption>`;
  const rows = children(table);
  const body = rows.findIndex((row) => !row.attrs.isHead);
  const heads = body < 0 ? rows.length : body;
  writeRows(writer, "thead", rows.slice(0, heads), 0);
  writeRows(writer, "tbody", rows.slice(heads), heads);
  writer.close("table");
}

function writeRows(writer, part, rows, first) {
  if (rows.length === 0) return;
  writeIn(writer, part, {}, () =>
    rows.forEach((row, index) =>
      writeIn(writer, "tr", {}, () => children(row).forEach((cell) => writeCell(writer, cell, first + index))),
    ),
  );
}

function writeCell(writer, cell, row) {
  const { colspan, rowspan, scope } = cell.attrs;
  const isHead = cell.type.name === "tableHeader";
  const attributes = {
    scope: isHead ? (scope ?? (row === 0 ? "col" : "row")) : null,
    colspan: colspan > 1 ? colspan : null,
    rowspan: rowspan > 1 ? rowspan : null,
  };
  writeIn(writer, isHead ? "th" : "td", attributes, () => writeContent(writer, cell));
}

/** Of the marks that begin at a place, the one that reaches furthest is the outermost. */
function writeInline(writer, nodes, done = []) {
  for (let index = 0; index < nodes.length; ) {
    const marks = nodes[index].marks.filter((mark) => !done.some((other) => other.eq(mark)));
    if (marks.length === 0) {
      writeLeaf(writer, nodes[index]);
      index += 1;
      continue;
    }
    const reach = (mark) => nodes.slice(index).findIndex((node) => !mark.isInSet(node.marks));
    const reaches = marks.map((mark) => ({ mark, end: reach(mark) < 0 ? nodes.length : index + reach(mark) }));
    const rank = ({ mark }) => ORDER.indexOf(mark.type.name);
    const [{ mark, end }] = reaches.sort((a, b) => b.end - a.end || rank(a) - rank(b));
    const [name, attributes] = tagOf(mark);
    writeIn(writer, name, attributes, () => writeInline(writer, nodes.slice(index, end), [...done, mark]));
    index = end;
  }
}

function writeLeaf(writer, node) {
  if (node.isText) writer.text(node.text);
  if (node.type.name === "hardBreak") writer.open("br");
  if (node.type.name === "quote") {
    writeIn(writer, "data", { value: node.attrs.value }, () => writer.text(node.attrs.words));
  }
}

function tagOf({ type, attrs }) {
  if (type.name === "link") return ["a", { href: attrs.href, hreflang: attrs.hreflang }];
  if (type.name === "language") return ["span", { lang: attrs.lang }];
  return [type.name === "bold" ? "strong" : "em", {}];
}

function writeElement(writer, element) {
  for (const node of element.childNodes) {
    if (node.nodeType === 3) writer.text(node.data);
    if (node.nodeType !== 1) continue;
    const name = node.localName;
    if (!INLINE.has(name)) {
      writeElement(writer, node);
      continue;
    }
    const attributes = (KEPT[name] ?? []).map((attribute) => [attribute, node.getAttribute(attribute)]);
    writer.open(name, Object.fromEntries(attributes));
    if (name === "br") continue;
    writeElement(writer, node);
    writer.close(name);
  }
}

function attributesHtml(attributes) {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined);
  return set.map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', "&quot;")}"`).join("");
}

function saysSomething(node) {
  let says = node.type.name === "table" && node.attrs.caption !== "";
  node.descendants((part) => {
    says ||= part.type.name === "quote" || (part.isText && part.text.trim() !== "");
    return !says;
  });
  return says;
}

function children(node) {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}
