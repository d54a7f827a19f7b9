// The toolbar of an editor, as the ARIA practices want it: one stop of the Tab key, arrow keys within it.
//
// Invariant: every button has a name in words and works by keyboard; what cannot be done now stays reachable and says
// so.

import { icon } from "./icons.js";

/** { element, refresh(), focus() } for these groups of buttons; `leave` is called by the Escape key. */
export function makeToolbar(document, label, groups, leave) {
  const element = document.createElement("div");
  element.className = "lp-toolbar";
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", label);
  const made = groups.map((group) => makeGroup(document, group, leave));
  element.append(...made.map(({ element }) => element));
  const buttons = made.flatMap(({ buttons }) => buttons);
  let current = buttons[0];
  const shown = () => buttons.filter(({ group }) => !group.hidden);
  const stopAt = (button) => {
    current = button;
    for (const other of buttons) other.element.tabIndex = other === button ? 0 : -1;
  };
  const refresh = () => {
    const hadFocus = current.element === document.activeElement;
    for (const group of made) group.refresh();
    if (!current.group.hidden) return;
    stopAt(buttons[0]);
    if (hadFocus) leave();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    const next = neighbour(shown(), current, event.key);
    if (!next && event.key !== "Escape") return;
    event.preventDefault();
    if (!next) return;
    stopAt(next);
    next.element.focus();
  });
  element.addEventListener("focusin", (event) => {
    stopAt(buttons.find((button) => button.element === event.target) ?? current);
  });
  // The text keeps the focus and the selection while the mouse works here.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  stopAt(current);
  refresh();
  return { element, refresh, focus: () => current.element.focus() };
}

function makeGroup(document, { shown, buttons }, leave) {
  const element = document.createElement("div");
  element.className = "lp-toolbar__group";
  const made = buttons.map((command) => ({ ...makeButton(document, command, leave), group: element }));
  element.append(...made.map(({ element }) => element));
  const refresh = () => {
    element.hidden = shown ? !shown() : false;
    if (!element.hidden) for (const button of made) button.refresh();
  };
  return { element, buttons: made, refresh };
}

/** By keyboard one stays in the toolbar, unless the button `moves` the cursor; the mouse goes on in the text. */
function makeButton(document, { name, label, letters, isText, opens, moves, pressed, able, run }, leave) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `lp-toolbar__button${isText ? " lp-toolbar__button--text" : ""}`;
  if (isText) element.textContent = label;
  else {
    element.setAttribute("aria-label", label);
    element.title = label;
    element.append(icon(document, name, letters));
  }
  if (opens) element.setAttribute("aria-haspopup", "dialog");
  element.addEventListener("click", (event) => {
    if (element.getAttribute("aria-disabled") === "true") return;
    run();
    if (!opens && (moves || event.detail > 0)) leave();
  });
  const refresh = () => {
    if (pressed && !opens) element.setAttribute("aria-pressed", String(pressed()));
    if (pressed && opens) element.classList.toggle("lp-toolbar__button--on", pressed());
    if (able) element.setAttribute("aria-disabled", String(!able()));
  };
  return { element, refresh };
}

function neighbour(buttons, current, key) {
  const index = buttons.indexOf(current);
  if (key === "ArrowRight") return buttons[(index + 1) % buttons.length];
  if (key === "ArrowLeft") return buttons[(index - 1 + buttons.length) % buttons.length];
  if (key === "Home") return buttons[0];
  if (key === "End") return buttons.at(-1);
  return null;
}
