// Keeps what is typed into `form[data-autosave]`, on the server and nowhere else.
//
// Invariant: nothing is put into the browser's storage. As long as something is not kept, the page says so, tries
// again, and asks before it is left. Without script the form is saved by its buttons.

import { Keeper } from "./autosave/keeper.js";
import { showOthers, watchOthers } from "./autosave/others.js";
import { refreshPreviews } from "./autosave/previews.js";
import { moveSections } from "./autosave/sections.js";
import { StateLine } from "./autosave/state-line.js";

const form = document.querySelector("form[data-autosave]");
if (form) keep(form);

function keep(form) {
  const line = new StateLine(form);
  const keeper = new Keeper({
    send: (isLast) => send(form, isLast),
    say: (state) => {
      line.show(state);
      if (state.name === "kept") refreshPreviews(document);
      if (state.others) showOthers(form, state);
    },
  });
  form.addEventListener("input", () => keeper.changed());
  form.addEventListener("change", () => keeper.changed());
  form.addEventListener("submit", (event) => submit(form, keeper, event));
  addEventListener("online", () => keeper.tryNow());
  addEventListener("pageshow", () => keeper.resume());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keeper.leave();
    // The person may have signed in again in another tab.
    else keeper.tryNow();
  });
  addEventListener("beforeunload", (event) => {
    if (keeper.isUnkept) event.preventDefault();
  });
  moveSections(form);
  watchOthers(form, (state) => line.show(state));
}

/**
 * Without a connection a submit would replace the page, and the text on it, by an error of the browser. And what is on
 * its way has to arrive before the submit, which may end what it would keep.
 */
async function submit(form, keeper, event) {
  if (event.defaultPrevented) return;
  if (!keeper.isOffline && !keeper.isBusy) {
    keeper.stop();
    nextSeq(form);
    return;
  }
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const { submitter } = event;
  await keeper.tryNow();
  form.removeAttribute("aria-busy");
  if (!keeper.isOffline) form.requestSubmit(submitter);
}

/** Sends the whole form; `isLast` when the page may be gone before the answer comes. */
async function send(form, isLast) {
  nextSeq(form);
  const body = new URLSearchParams(new FormData(form)).toString();
  // Browsers refuse to carry more than this past the end of a page.
  const keepalive = isLast && body.length < 60_000;
  const response = await fetch(form.dataset.autosave, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body,
    keepalive,
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, answer: await response.json().catch(() => ({})) };
}

function nextSeq(form) {
  const field = form.elements.namedItem("seq");
  field.value = String(Number(field.value) + 1);
}
