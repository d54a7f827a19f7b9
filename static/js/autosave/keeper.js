// When to send, and what the answers mean. Knows nothing of the page.
//
// Invariant: one request at a time. What changed while it was on its way is sent after it; what was not kept is sent
// again until it is, or until a person has to act.

const AFTER_A_CHANGE = 1_500;
const WHILE_TYPING = 15_000;
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

export class Keeper {
  #send;
  #say;
  #clock;
  #isChanged = false;
  #changedSince = 0;
  #inFlight = null;
  #timer = null;
  #retries = 0;
  #isStopped = false;
  #state = { name: "unchanged" };

  /**
   * `send(isLast)` resolves to { status, answer } or rejects without a connection; `say({ name, … })` is told of
   * every state: changed, keeping, kept, late, offline, failed, ended, refused.
   */
  constructor({ send, say, clock = globalThis }) {
    this.#send = send;
    this.#say = say;
    this.#clock = clock;
  }

  /** Whether something typed is not on the server. */
  get isUnkept() {
    return !this.#isStopped && (this.#isChanged || this.#inFlight !== null);
  }

  get isOffline() {
    return this.#state.name === "offline" && this.isUnkept;
  }

  /** Whether a request is on its way. */
  get isBusy() {
    return this.#inFlight !== null;
  }

  changed() {
    if (!this.#isChanged) this.#changedSince = this.#clock.performance.now();
    this.#isChanged = true;
    if (this.#state.name === "kept" || this.#state.name === "unchanged") this.#enter({ name: "changed" });
    if (this.#retries > 0) return;
    const waited = this.#clock.performance.now() - this.#changedSince;
    this.#sendIn(Math.max(0, Math.min(AFTER_A_CHANGE, WHILE_TYPING - waited)));
  }

  /** Sends what is not kept without waiting; resolves when the answer is there. */
  async tryNow() {
    await this.#inFlight;
    if (this.#isChanged && !this.#isStopped) await this.#keep(false);
  }

  /** The page may be gone any moment. */
  leave() {
    if (this.#isChanged && !this.#isStopped && this.#inFlight === null) this.#keep(true);
  }

  /** The form is being submitted: that request carries everything. */
  stop() {
    this.#isStopped = true;
    this.#clock.clearTimeout(this.#timer);
  }

  /** The page is back, from wherever the submit led to. */
  resume() {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.changed();
  }

  #sendIn(milliseconds) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#keep(false), milliseconds);
  }

  async #keep(isLast) {
    this.#clock.clearTimeout(this.#timer);
    if (this.#inFlight !== null || this.#isStopped) return;
    this.#isChanged = false;
    const slow = this.#clock.setTimeout(() => this.#enter({ name: "keeping" }), 1_000);
    this.#inFlight = this.#send(isLast).then(understand, () => ({ name: "offline", retry: true }));
    const state = await this.#inFlight;
    this.#inFlight = null;
    this.#clock.clearTimeout(slow);
    if (!this.#isStopped) this.#settle(state);
  }

  #settle(state) {
    const isKept = state.name === "kept";
    const hasMore = this.#isChanged;
    if (!isKept) {
      this.#isChanged = true;
      this.#changedSince = this.#clock.performance.now();
    }
    this.#retries = state.retry ? this.#retries + 1 : 0;
    this.#enter(state);
    if (isKept && hasMore) this.changed();
    if (state.retry) this.#sendIn(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.#retries - 1)));
  }

  #enter(state) {
    this.#state = state;
    this.#say(state);
  }
}

/** What an answer means; `retry` where trying again can help. */
export function understand({ status, answer }) {
  if (status === 200 && answer.kept === false) return { name: "late", ...answer };
  if (status === 200) return { name: "kept", ...answer };
  if (status === 401) return { name: "ended" };
  const canPass = status >= 500 || status === 408 || status === 429;
  if (!canPass) return { name: "refused", message: answer.message };
  return { name: "failed", message: answer.message, retry: true };
}
