// Lists that only look like lists: paragraphs of Word with a bullet typed in front, or numbered by hand.
//
// Invariant: an item keeps its words; only its mark goes.

const BULLET = /^[\s\u00a0]*[•·▪◦‣–—*§\uf0b7\uf0a7\u25cf\u25cb-][\s\u00a0]+/u;
const NUMBER = /^[\s\u00a0]*\(?(\d{1,3}|[a-z])[.)][\s\u00a0]+/i;

/** Makes lists of the paragraphs below `body` that are items, and one list of the pieces Word for the web makes. */
export function makeLists(body) {
  joinPieces(body);
  const paragraphs = [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")];
  gather(paragraphs.map((paragraph) => ({ element: paragraph, ...officeItem(paragraph) })), 1);
  const typed = [...body.querySelectorAll("p, div")].filter((element) => !element.querySelector("p, div, table, ul"));
  // A single line with a dash may be just that.
  gather(typed.map((element) => ({ element, ...typedItem(element) })), 2);
}

/** An item of Word or Outlook: { level, isNumbered }, with its mark taken out. */
function officeItem(paragraph) {
  const style = paragraph.dataset.style ?? "";
  const level = style.match(/mso-list:[^;]*\blevel(\d)/)?.[1];
  const isHeading = paragraph.localName !== "p";
  if (!level || isHeading) {
    for (const mark of marksOf(paragraph)) mark.remove();
    return {};
  }
  const marks = marksOf(paragraph);
  const mark = marks.map((element) => element.textContent).join("");
  for (const element of marks) element.remove();
  return { level: Number(level), isNumbered: /^[\s\u00a0]*\(?([0-9]+|[a-z]{1,4})[.)]/i.test(mark), isItem: true };
}

function marksOf(paragraph) {
  return [...paragraph.querySelectorAll("[data-style*='mso-list']")].filter((element) =>
    /mso-list:\s*Ignore/i.test(element.dataset.style),
  );
}

function typedItem(element) {
  const text = element.textContent;
  if (BULLET.test(text)) return { level: 1, isNumbered: false, isItem: true, mark: text.match(BULLET)[0] };
  const number = text.match(NUMBER);
  if (number) return { level: 1, isNumbered: true, isItem: true, mark: number[0], number: number[1].toLowerCase() };
  return {};
}

/** Items that follow each other become a list, if there are at least so many. */
function gather(items, least) {
  let run = [];
  const end = () => {
    if (run.length >= least) nest(run);
    run = [];
  };
  for (const item of items) {
    const last = run.at(-1);
    if (!item.isItem) end();
    else if (last && !(follows(last.element, item.element) && goesOn(last, item))) end();
    if (item.isItem) run.push(item);
  }
  end();
}

/** Typed numbers make a list only when they count. */
function goesOn(last, item) {
  if (item.mark === undefined) return true;
  if (item.isNumbered !== last.isNumbered) return false;
  if (!item.isNumbered) return true;
  const value = ({ number }) => (/\d/.test(number) ? Number(number) : number.codePointAt(0));
  return value(item) === value(last) + 1;
}

function follows(one, other) {
  let next = one.nextSibling;
  while (next && next.nodeType === 3 && next.data.trim() === "") next = next.nextSibling;
  return next === other;
}

/** Puts a nested list in the place of its items: { element, level, isNumbered, mark }. */
function nest(items) {
  const document = items[0].element.ownerDocument;
  const place = document.createTextNode("");
  items[0].element.before(place);
  const open = [];
  for (const { element, level, isNumbered, mark } of items) {
    const name = isNumbered ? "ol" : "ul";
    while (open.length > 0 && open.at(-1).level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1).list.localName !== name && open.length === 1) open.pop();
    if (open.length === 0 || open.at(-1).level < level) {
      const list = document.createElement(name);
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else place.before(list);
      open.push({ list, level });
    }
    if (mark) takeOff(element, mark.length);
    const item = document.createElement("li");
    item.append(...element.childNodes);
    open.at(-1).list.append(item);
    element.remove();
  }
  place.remove();
}

/** Takes so many characters off the start of an element. */
function takeOff(element, length) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (length > 0 && walker.nextNode()) {
    const text = walker.currentNode;
    const taken = Math.min(length, text.data.length);
    text.data = text.data.slice(taken);
    length -= taken;
  }
}

/** Word for the web puts every item into a list and a wrapper of its own. */
function joinPieces(body) {
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) wrapper.replaceWith(...wrapper.childNodes);
  const items = [];
  for (const list of body.querySelectorAll("ul, ol")) {
    const [item, ...others] = list.children;
    const level = item?.getAttribute("data-aria-level");
    if (!level || others.length > 0) continue;
    items.push({ list, item, level: Number(level), isNumbered: list.localName === "ol" });
  }
  const pieces = items.map(({ list, item, ...rest }) => {
    const element = list.ownerDocument.createElement("p");
    element.append(...item.childNodes);
    list.replaceWith(element);
    return { element, isItem: true, ...rest };
  });
  gather(pieces, 1);
}
