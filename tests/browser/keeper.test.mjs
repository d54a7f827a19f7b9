// When autosave sends, and how often: with a clock of its own, without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../static/js/autosave/keeper.js";

/** A clock that goes on when it is told to, and a server that answers when it is told to. */
function desk() {
  let now = 0;
  let timers = [];
  const states = [];
  const requests = [];
  const clock = {
    performance: { now: () => now },
    setTimeout: (run, after) => {
      const timer = { run, at: now + after };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => (timers = timers.filter((other) => other !== timer)),
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const send = (isLast) => new Promise((resolve, reject) => requests.push({ at: now, isLast, resolve, reject }));
  const keeper = new Keeper({ send, say: (state) => states.push(state.name), clock });
  return {
    keeper,
    states,
    requests,
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
        await settled();
      }
      now = end;
      await settled();
    },
    async answer(status, answer = { kept: true }) {
      requests.at(-1).resolve({ status, answer });
      await settled();
    },
    async loseConnection() {
      requests.at(-1).reject(new TypeError("Failed to fetch"));
      await settled();
    },
  };
}

test("one request after the last of several changes", async () => {
  const { keeper, requests, states, pass, answer } = desk();
  keeper.changed();
  await pass(1000);
  keeper.changed();
  await pass(1400);
  assert.equal(requests.length, 0);
  assert.equal(keeper.isUnkept, true);
  await pass(200);
  assert.equal(requests.length, 1);
  await answer(200);
  assert.equal(keeper.isUnkept, false);
  assert.deepEqual(states, ["changed", "kept"]);
});

test("someone who never stops typing is kept every 15 seconds", async () => {
  const { keeper, requests, pass, answer } = desk();
  for (let typed = 0; typed < 45_000; typed += 500) {
    keeper.changed();
    await pass(500);
    if (requests.length > 0) await answer(200);
  }
  assert.equal(requests.length, 2 + 1);
  assert.ok(requests[0].at <= 15_000);
});

test("one request at a time, and one more for what changed meanwhile", async () => {
  const { keeper, requests, states, pass, answer } = desk();
  keeper.changed();
  await pass(2_000);
  keeper.changed();
  await pass(10_000);
  assert.equal(requests.length, 1);
  assert.ok(states.includes("keeping"), "a slow one is said");
  await answer(200);
  assert.equal(keeper.isUnkept, true);
  await pass(2_000);
  assert.equal(requests.length, 2);
});

test("without a connection it is tried again, ever more seldom, and at once when there is one", async () => {
  const { keeper, requests, states, pass, answer, loseConnection } = desk();
  keeper.changed();
  await pass(1_500);
  for (let lost = 0; lost < 6; lost += 1) {
    await loseConnection();
    assert.equal(keeper.isOffline, true);
    keeper.changed();
    await pass(30_000);
  }
  const waits = requests.slice(1).map(({ at }, index) => at - requests[index].at);
  assert.ok(requests.length >= 5 && waits.every((wait) => wait <= 60_000), waits.join());
  await loseConnection();
  const before = requests.length;
  const tried = keeper.tryNow();
  await pass(0);
  assert.equal(requests.length, before + 1);
  await answer(200);
  await tried;
  assert.equal(states.at(-1), "kept");
  assert.equal(keeper.isUnkept, false);
});

test("an error of the server is tried again; what needs a person is not", async () => {
  for (const [status, name, again] of [
    [500, "failed", true],
    [503, "failed", true],
    [429, "failed", true],
    [401, "ended", false],
    [400, "refused", false],
    [403, "refused", false],
    [404, "refused", false],
    [413, "refused", false],
    [422, "refused", false],
  ]) {
    const { keeper, requests, states, pass, answer } = desk();
    keeper.changed();
    await pass(1_500);
    await answer(status, { message: "words" });
    assert.equal(states.at(-1), name, String(status));
    await pass(60_000);
    assert.equal(requests.length > 1, again, String(status));
    assert.equal(keeper.isUnkept, true, "the page asks before it is left");
  }
});

test("what arrived late is said not to be kept", async () => {
  const { keeper, states, pass, answer } = desk();
  keeper.changed();
  await pass(1_500);
  await answer(200, { kept: false });
  assert.equal(states.at(-1), "late");
  assert.equal(keeper.isUnkept, true);
});

test("a submit ends it, and the way back begins it again", async () => {
  const { keeper, requests, pass } = desk();
  keeper.changed();
  keeper.stop();
  await pass(60_000);
  assert.equal(requests.length, 0);
  assert.equal(keeper.isUnkept, false);
  keeper.resume();
  await pass(1_500);
  assert.equal(requests.length, 1);
});

test("a page that is left sends what it has", async () => {
  const { keeper, requests } = desk();
  keeper.leave();
  assert.equal(requests.length, 0, "nothing changed");
  keeper.changed();
  keeper.leave();
  assert.deepEqual(requests.map(({ isLast }) => isLast), [true]);
});
