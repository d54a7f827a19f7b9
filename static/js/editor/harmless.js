// HTML from anywhere, before a browser reads it: only elements and attributes that say something about a text.
//
// Invariant: every tag in the result is written here, from a list. Reading it makes no request, runs nothing, and gives
// the policy of the site nothing to refuse: even while it only reads, a browser complains of handlers and styles.

const ELEMENTS = new Set([
  ...["p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "pre"],
  ...["figure", "figcaption"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "br", "data"],
  ...["a", "b", "strong", "i", "em", "span", "font", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"],
]);
const ATTRIBUTES = new Set([
  ...["href", "hreflang", "lang", "value", "colspan", "rowspan", "scope", "class", "data-aria-level", "data-pm-slice"],
]);
/** Elements whose content is no text. */
const CODE = ["script", "style"];
const CONTROLS = ["title", "xml", "svg", "math", "object", "iframe", "button", "select", "textarea", "template"];

const COMMENT = /<!--[\s\S]*?(?:--!?>|$)|<[!?][^>]*>?/y;
const TAG = /<(\/?)([a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/iy;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Text that someone wrote: only code goes. */
export function harmlessText(html) {
  return harmless(html, CODE);
}

/** A piece of another page: its pictures and buttons go as well. A `style` is kept as `data-style`. */
export function harmlessPaste(html) {
  return harmless(html, [...CODE, ...CONTROLS]);
}

function harmless(html, dropped) {
  let written = "";
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf("<", at);
    written += html.slice(at, next < 0 ? html.length : next);
    if (next < 0) break;
    const { length, tag } = readTag(html, next, dropped);
    written += tag;
    at = next + length;
  }
  return written;
}

/** How long the tag at a place is, and how it is written; a `<` that begins none is a character. */
function readTag(html, at, dropped) {
  const comment = matchAt(COMMENT, html, at);
  if (comment) return { length: comment[0].length, tag: "" };
  const match = matchAt(TAG, html, at);
  if (!match) return { length: 1, tag: "&lt;" };
  const [whole, slash, anyCase, attributes] = match;
  const name = anyCase.toLowerCase();
  if (slash === "" && dropped.includes(name)) return { length: lengthOf(html, at, whole, name), tag: "" };
  if (!ELEMENTS.has(name)) return { length: whole.length, tag: "" };
  return { length: whole.length, tag: slash ? `</${name}>` : `<${name}${attributesOf(attributes)}>` };
}

/** Of an element with its content; of the tag alone where it is not closed. */
function lengthOf(html, at, whole, name) {
  const rest = html.slice(at + whole.length);
  const end = rest.search(new RegExp(`</${name}\\b`, "i"));
  return whole.endsWith("/>") || end < 0 ? whole.length : whole.length + end;
}

function attributesOf(text) {
  const kept = [];
  for (const [, anyCase, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const name = anyCase.toLowerCase();
    const value = (double ?? single ?? bare ?? "").replaceAll('"', "&quot;");
    if (ATTRIBUTES.has(name)) kept.push(` ${name}="${value}"`);
    if (name === "style") kept.push(` data-style="${value}"`);
  }
  return kept.join("");
}

function matchAt(pattern, html, at) {
  pattern.lastIndex = at;
  return pattern.exec(html);
}
