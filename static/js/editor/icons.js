// The drawings on the buttons, 20 by 20, in the colour of the text. The label of a button says what it does.

const SVG = "http://www.w3.org/2000/svg";

const STROKES = {
  bullets: "M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  numbers: "M9 5h8M9 10h8M9 15h8M3 3.5l1.2-.7v4.4M2.8 11.3c.2-1.6 2.6-1.6 2.6 0 0 1.2-2.6 2-2.6 3.5h2.8",
  link: "M8.5 11.5l3-3M7 9l-2.4 2.4a2.8 2.8 0 0 0 4 4L11 13M9 7l2.4-2.4a2.8 2.8 0 0 1 4 4L13 11",
  quote: "M3 17h14M5 14v-3M10 14V4M15 14V8",
  table: "M3 4h14v12H3zM3 8h14M8 8v8M12.5 8v8",
  undo: "M7 4L3.5 7.5 7 11M4 7.5h8a4.3 4.3 0 0 1 0 8.5H8",
  redo: "M13 4l3.5 3.5L13 11M16 7.5H8A4.3 4.3 0 0 0 8 16h4",
};

/** The drawing with that name, or the letters given instead of one. */
export function icon(document, name, letters) {
  if (letters) return letterIcon(document, name, letters);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "lp-toolbar__icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  svg.append(path);
  return svg;
}

/** Letters as a drawing: they are no words, and not part of the name. */
function letterIcon(document, name, letters) {
  const span = document.createElement("span");
  span.className = `lp-toolbar__letters lp-toolbar__letters--${name}`;
  span.setAttribute("aria-hidden", "true");
  span.dataset.letters = letters;
  return span;
}
