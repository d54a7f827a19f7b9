// Nothing typed is lost: without a connection, with answers out of order, when the session ends, with colleagues.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePages, openBrowser } from "../support.mjs";
import { DESK, editorOf, strangersWindow, textIn, windowOf } from "./desk.mjs";
import { comeIn, signIn } from "./entrance.mjs";
import { Mouse } from "./hands.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

/** An open form; each test has an entry of its own. */
async function openForm(entry, person = "Tess Typist") {
  const desk = await windowOf(browser, person);
  await desk.page.goto(editorOf(entry));
  await textIn(desk.page, "English").waitFor();
  const title = desk.page.getByLabel("Title in English", { exact: true });
  return { ...desk, state: desk.page.locator("[data-save-state]"), title };
}

test("what is typed is kept by itself, and there when the form is opened again", async () => {
  const { page, state, context } = await openForm("goal-1");
  await textIn(page, "English").focus();
  await page.keyboard.type("Typed and not saved. ");
  await state.getByText(/^Kept at \d\d?:\d\d/).waitFor();
  await page.goto(editorOf("goal-1"));
  await page.getByRole("link", { name: "Go on with it" }).first().click();
  await textIn(page, "English").getByText("Typed and not saved.").waitFor();
  await nothingIsStored(page);
  await context.close();
});

test("without a connection the text stays, and is kept as soon as there is one", async () => {
  const { page, state, title, context } = await openForm("goal-2");
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    return dialog.dismiss();
  });
  await context.route("**/autosave", (route) => route.abort("connectionfailed"));
  await title.fill("Typed on the train");
  await state.getByText(/no connection/).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  assert.ok(page.url().endsWith(editorOf("goal-2")), "a submit waits for the connection");
  await page.goto("/admin").catch(() => {});
  assert.equal(dialogs, 1, "the page asks before it is left");
  assert.equal(await title.inputValue(), "Typed on the train");
  await context.unroute("**/autosave");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await state.getByText(/^Kept at/).waitFor();
  await page.goto("/admin");
  assert.equal(dialogs, 1, "and does not ask when everything is kept");
  await nothingIsStored(page);
  await context.close();
});

test("slow and repeated requests, out of order: the last text stays", async () => {
  const { page, state, title, context } = await openForm("goal-3");
  const bodies = [];
  let inFlight = 0;
  let most = 0;
  await context.route("**/autosave", async (route) => {
    bodies.push(route.request().postData());
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setTimeout(resolve, bodies.length === 1 ? 3_000 : 0));
    await route.continue();
    inFlight -= 1;
  });
  await title.fill("First");
  await page.waitForRequest("**/autosave");
  const second = page.waitForResponse((response) => response.request().postData()?.includes("Second") ?? false);
  await title.fill("Second");
  await second;
  await state.getByText(/^Kept at/).waitFor();
  assert.equal(most, 1, "one request at a time");
  const again = await page.request.post(`${editorOf("goal-3")}/autosave`, {
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded", origin: DESK },
    data: bodies[0],
  });
  assert.equal((await again.json()).kept, false, "an old request changes nothing");
  await page.goto(editorOf("goal-3"));
  await page.getByRole("link", { name: "Go on with it" }).first().click();
  assert.equal(await title.inputValue(), "Second");
  await context.close();
});

test("an error of the server is said, and tried again", async () => {
  const { page, state, title, context } = await openForm("goal-4");
  await context.route("**/autosave", (route) => route.fulfill({ status: 503, json: {} }), { times: 1 });
  await title.fill("Typed in bad times");
  await state.getByText(/something went wrong/).waitFor();
  await state.getByText(/^Kept at/).waitFor();
  await context.close();
});

test("too much text is refused in words, and stays on the page", async () => {
  const { page, state, context } = await openForm("privacy");
  const text = textIn(page, "English");
  const source = page.locator("textarea[data-rich-text]").first();
  await source.evaluate((textarea) => {
    textarea.value = `<p>${"much ".repeat(1_000_000)}</p>`;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.locator("[data-save-state=refused]").waitFor();
  assert.ok((await state.innerText()).length > 20);
  assert.ok((await source.inputValue()).length > 5_000_000);
  await text.waitFor();
  await context.close();
});

test("the session ends while typing: the text goes through the sign-in", async () => {
  const { page, context } = await strangersWindow(browser);
  const hand = new Mouse(page);
  const secret = await comeIn(page, hand, "wim", () => {});
  await page.goto(editorOf("about"));
  await context.clearCookies({ name: "session" });
  const title = page.getByLabel("Title in English", { exact: true });
  await title.fill("Typed after the end");
  await page.locator("[data-save-state]").getByText(/session has ended/).waitFor();
  await page.getByRole("button", { name: "Sign in and go on" }).click();
  await signIn(page, hand, "wim", secret);
  await page.getByRole("button", { name: "Carry on" }).click();
  await page.waitForURL((url) => url.pathname === editorOf("about"));
  assert.equal(await title.inputValue(), "Typed after the end");
  await nothingIsStored(page);
  await context.close();
});

test("two people on one page see each other's name", async () => {
  const tess = await openForm("accessibility");
  const tom = await openForm("accessibility", "Tom Typist");
  await tom.page.locator("[data-others]").getByText("Tess Typist is also editing").waitFor();
  await tess.title.fill("Typed beside Tom");
  await tess.page.locator("[data-others]").getByText("Tom Typist is also editing").waitFor();
  await Promise.all([tess.context.close(), tom.context.close()]);
});

test("sections move at once, and keep the focus", async () => {
  const { page, state, context } = await openForm("privacy");
  const order = () => page.locator("[name=section]").evaluateAll((all) => all.map((one) => one.value));
  const before = await order();
  assert.ok(before.length >= 2);
  await page.locator(`button[value="section-down:${before[0]}"]`).press("Enter");
  assert.deepEqual((await order()).slice(0, 2), [before[1], before[0]]);
  assert.equal(await page.evaluate(() => document.activeElement.value), `section-down:${before[0]}`);
  await page.getByText(`section 2 of ${before.length}`).waitFor({ state: "attached" });
  await state.getByText(/^Kept at/).waitFor();
  await page.locator(`button[value="section-up:${before[0]}"]`).press("Enter");
  assert.deepEqual(await order(), before);
  await context.close();
});

async function nothingIsStored(page) {
  const kept = await page.evaluate(async () => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  assert.deepEqual(kept, ["", 0, 0, 0, 0]);
}
