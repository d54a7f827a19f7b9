// Text from Word, Outlook, LibreOffice or another website, without what the site has no use for.
//
// Invariant: the words stay, in their order; what goes is markup. What comes from the editor itself is not touched.

import { harmlessPaste } from "./harmless.js";
import { makeLists } from "./paste-lists.js";

const KEPT = new Set([
  ...["p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "br"],
  ...["table", "caption", "thead", "tbody", "tr", "th", "td"],
]);
const RENAMED = {
  ...{ b: "strong", i: "em", h1: "h2", h5: "h4", h6: "h4", tfoot: "tbody" },
  ...Object.fromEntries(["div", "section", "article", "header", "footer", "main", "aside"].map((name) => [name, "p"])),
  ...Object.fromEntries(["blockquote", "pre", "figure", "figcaption", "dt", "dd", "dl"].map((name) => [name, "p"])),
};
const ATTRIBUTES = { a: ["href", "hreflang"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"] };
const BLOCKS = "p, h2, h3, h4, ul, ol, table, div";
/** What may hold blocks, and then is nothing itself. */
const SHELLS = new Set(Object.keys(RENAMED).filter((name) => RENAMED[name] === "p"));

/** The HTML of the clipboard as the editor may read it. */
export function cleaned(html) {
  const harmless = harmlessPaste(html);
  if (harmless.includes("data-pm-slice=")) return harmless;
  const { body } = new DOMParser().parseFromString(harmless, "text/html");
  for (const element of body.querySelectorAll("[data-style*='mso-hide:all']")) element.remove();
  makeLists(body);
  markHeadings(body);
  markEmphasis(body);
  keepWhatIsKept(body);
  tidyTables(body);
  tidyText(body);
  return body.innerHTML.trim();
}

function markHeadings(body) {
  for (const title of body.querySelectorAll("p.MsoTitle, p.Title")) rename(title, "h2");
  for (const title of body.querySelectorAll("p.MsoSubtitle, p.Subtitle")) rename(title, "h3");
}

/** Bold and italic are often said in a style. */
function markEmphasis(body) {
  for (const element of body.querySelectorAll("b, strong, i, em, span, font")) {
    const style = element.dataset.style ?? "";
    const isPlain = /(^|;)\s*font-weight:\s*(normal|400)/i.test(style) && element.matches("b, strong");
    if (isPlain) unwrap(element);
    else if (element.matches("span, font")) {
      if (/(^|;)\s*font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapContent(element, "strong");
      if (/(^|;)\s*font-style:\s*italic/i.test(style)) wrapContent(element, "em");
    }
  }
}

/** From the inside out, so that a `div` is known to hold blocks or not. */
function keepWhatIsKept(body) {
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    const name = RENAMED[element.localName] ?? element.localName;
    const isShell = SHELLS.has(element.localName) && element.querySelector(BLOCKS) !== null;
    if (!KEPT.has(name) || isShell || (name === "a" && !leads(element))) unwrap(element);
    else keepAttributes(rename(element, name), ATTRIBUTES[name] ?? []);
  }
}

function keepAttributes(element, kept) {
  for (const { name, value } of [...element.attributes]) {
    const says = kept.includes(name) && !(name.endsWith("span") && value === "1");
    if (!says) element.removeAttribute(name);
  }
}

/** Whether a link leads to somewhere that others can reach; a wrapper of Outlook is taken off. */
function leads(link) {
  let href = (link.getAttribute("href") ?? "").trim();
  const wrapped = /^https:\/\/[^/]*\.safelinks\.protection\.outlook\.com\//i.test(href);
  if (wrapped) href = new URL(href).searchParams.get("url") ?? href;
  link.setAttribute("href", href);
  return /^(https?|mailto|tel|entry):/i.test(href);
}

/** Tables do not nest, and a first row in bold heads its columns. */
function tidyTables(body) {
  for (const inner of body.querySelectorAll("table table")) {
    for (const cell of inner.querySelectorAll("td, th")) cell.append(" ");
    inner.replaceWith(inner.textContent.trim());
  }
  for (const table of body.querySelectorAll("table")) {
    if (!table.querySelector("th")) headFirstRow(table);
  }
}

function headFirstRow(table) {
  const [first, ...others] = table.rows;
  if (!first || others.length === 0 || ![...first.cells].every(isBold)) return;
  for (const cell of [...first.cells]) {
    for (const strong of cell.querySelectorAll("strong")) unwrap(strong);
    rename(cell, "th").setAttribute("scope", "col");
  }
  table.createTHead().append(first);
}

function isBold(cell) {
  const words = [...cell.querySelectorAll("strong")].map((strong) => strong.textContent).join("");
  return words.trim() !== "" && words.trim() === cell.textContent.trim();
}

function tidyText(body) {
  for (const strong of body.querySelectorAll(":is(h2, h3, h4) strong")) unwrap(strong);
  body.normalize();
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    // A single no-break space may be meant ("14 071"); several are an indentation.
    text.data = text.data.replace(/[\u200b\ufeff\u00ad]/g, "").replace(/\s{2,}/g, " ");
  }
  const empty = (element) => element.textContent.trim() === "" && !element.closest("table");
  for (const element of [...body.querySelectorAll("p, h2, h3, h4, li, ul, ol, strong, em, a")].reverse()) {
    if (element.textContent === "" || (element.matches("p, h2, h3, h4, li, ul, ol") && empty(element))) {
      if (element.querySelector("br") && !element.matches("p, h2, h3, h4, li")) unwrap(element);
      else element.remove();
    }
  }
}

export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** The same element under another name. */
export function rename(element, name) {
  if (element.localName === name) return element;
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    // Names that only a parser accepts are of no use.
    if (/^[a-z][a-z-]*$/.test(attribute)) renamed.setAttribute(attribute, value);
  }
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function wrapContent(element, name) {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}
