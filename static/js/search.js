// Suggests titles while someone types on the search page: a combobox with a list of its own, by the ARIA pattern (APG
// 1.2, "list autocomplete with manual selection"). Without this script the form searches all the same.

const WAIT = 150;

const input = document.querySelector("input[data-suggestions]");
if (input) offer(input);

function offer(input) {
  const list = document.createElement("ul");
  list.id = "_suggestions";
  list.className = "lp-search__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.found);
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) {
    input.setAttribute(name, value);
  }
  let at = -1;
  let timer;
  let asked = 0;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close, Enter: take };
    if (keys[event.key]?.() === true) event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(event.target.closest("li")));

  async function ask() {
    const mine = ++asked;
    const typed = input.value.trim();
    const titles = typed ? await fetchTitles(input.dataset.suggestions, typed) : [];
    if (mine === asked && document.activeElement === input) show(titles);
  }

  function show(titles) {
    at = -1;
    list.replaceChildren(...titles.map(option));
    open(titles.length > 0);
    mark();
  }

  function option(title, index) {
    const item = document.createElement("li");
    item.id = `_suggestion-${index}`;
    item.className = "lp-search__option";
    item.setAttribute("role", "option");
    item.textContent = title;
    return item;
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  /** Goes to the next option, from the last one back to the text. */
  function move(step) {
    const count = list.children.length;
    if (count === 0) return false;
    open(true);
    at = ((at + 1 + step + count + 1) % (count + 1)) - 1;
    mark();
    return true;
  }

  function mark() {
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(index === at));
    }
    const active = list.children[at];
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  }

  /** Closes the list; a second Escape is the browser's. */
  function close() {
    asked += 1;
    clearTimeout(timer);
    const wasOpen = !list.hidden;
    at = -1;
    mark();
    open(false);
    return wasOpen;
  }

  function take() {
    if (list.hidden || at < 0) return false;
    choose(list.children[at]);
    return true;
  }

  function choose(item) {
    if (!item) return;
    input.value = item.textContent;
    close();
    input.form.requestSubmit();
  }
}

/** The titles for what was typed; none where they cannot be had. */
async function fetchTitles(address, typed) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`);
    const [, titles] = await answer.json();
    return titles;
  } catch {
    return [];
  }
}
