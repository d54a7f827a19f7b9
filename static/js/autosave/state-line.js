// The line that says whether what is typed is kept.
//
// Invariant: trouble, and its end, are read out; that all is well is only shown, or it would be said all the time.

const FINE = new Set(["changed", "keeping", "kept"]);
const WORDS = { changed: "sayChanged", keeping: "sayKeeping", kept: "sayKept", late: "sayLate" };
const TROUBLE = { offline: "sayOffline", failed: "sayFailed", ended: "sayEnded" };

export class StateLine {
  #form;
  #line;
  #wasFine = true;

  constructor(form) {
    this.#form = form;
    this.#line = form.querySelector("[data-save-state]");
  }

  show(state) {
    const isFine = FINE.has(state.name);
    if (this.#line) {
      const isAnnounced = !isFine || (!this.#wasFine && state.name === "kept");
      this.#line.setAttribute("aria-live", isAnnounced ? "polite" : "off");
      this.#line.dataset.saveState = state.name;
      this.#line.textContent = this.#words(state);
    }
    if (isFine ? state.name === "kept" : true) this.#wasFine = isFine;
    for (const button of this.#form.querySelectorAll("[data-sign-in]")) button.hidden = state.name !== "ended";
  }

  #words({ name, message, saved_at: time }) {
    const { dataset } = this.#form;
    // A refusal has no words but the server's.
    const words = (name !== "kept" && message) || dataset[WORDS[name] ?? TROUBLE[name]] || dataset.sayFailed || "";
    return words.replace("{time}", time ?? "");
  }
}
