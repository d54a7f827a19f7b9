// Who else has this page open.

const BEAT = 30_000;

/** Tells the server now and every half minute, while the page is looked at, that it is open. */
export function watchOthers(form, say) {
  if (!form.dataset.seen) return;
  const beat = async () => {
    if (document.visibilityState !== "visible") return;
    const fields = ["form_id", "base"].map((name) => [name, form.elements.namedItem(name)?.value ?? ""]);
    const response = await fetch(form.dataset.seen, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(fields),
    }).catch(() => null);
    if (response?.status === 401) say({ name: "ended" });
    if (response?.ok) showOthers(form, await response.json().catch(() => ({})));
  };
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  beat();
}

/** { others: [name], newer } in words. */
export function showOthers(form, { others = [], newer = false }) {
  const names = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(others);
  const words = others.length === 1 ? form.dataset.sayIsEditing : form.dataset.sayAreEditing;
  for (const line of form.querySelectorAll("[data-others]")) {
    const said = others.length === 0 ? "" : (words ?? "").replace("{names}", names);
    if (line.textContent !== said) line.textContent = said;
    line.hidden = said === "";
  }
  if (newer) for (const line of form.querySelectorAll("[data-newer]")) line.hidden = false;
}
