// Moves a section up or down on the page. The hidden `section` fields say the order, so nothing else has to be told;
// every other change of the outline is the server's, by a plain submit.

/** Takes over the buttons `section-up:…` and `section-down:…`. */
export function moveSections(form) {
  const announcement = document.createElement("p");
  announcement.className = "lp-visually-hidden";
  announcement.setAttribute("role", "status");
  form.append(announcement);
  // A button that is switched off would lose the focus when its section gets to the end.
  const moves = "button[value^='section-up:'], button[value^='section-down:']";
  for (const button of form.querySelectorAll(moves)) button.disabled = false;
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const direction = button?.value.match(/^section-(up|down):/)?.[1];
    const section = button?.closest("[data-section]");
    if (!direction || !section) return;
    event.preventDefault();
    if (!swap(section, direction)) return;
    const sections = [...form.querySelectorAll("[data-section]")];
    sections.forEach((other, index) => number(other, index + 1));
    section.scrollIntoView({ block: "nearest" });
    const { sayMoved = "" } = form.dataset;
    const position = String(sections.indexOf(section) + 1);
    announcement.textContent = sayMoved.replace("{position}", position).replace("{count}", String(sections.length));
    section.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** The neighbour is moved, not the section: so the button keeps the focus. */
function swap(section, direction) {
  const step = direction === "up" ? "previousElementSibling" : "nextElementSibling";
  let neighbour = section[step];
  while (neighbour && !neighbour.matches("[data-section]")) neighbour = neighbour[step];
  if (!neighbour) return false;
  if (direction === "up") section.after(neighbour);
  else section.before(neighbour);
  return true;
}

function number(section, position) {
  for (const place of section.querySelectorAll("[data-section-number]")) place.textContent = String(position);
}
