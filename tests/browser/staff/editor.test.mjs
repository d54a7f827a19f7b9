// The editor of formatted text, in the form of an entry, by keyboard.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { FULL, ONE_OF_FOUR, violationsOf } from "../axe.mjs";
import { assertNone, closePages, openBrowser } from "../support.mjs";
import { editorOf, textIn, windowOf } from "./desk.mjs";

// Those with every kind of element. All texts of the content are in rich-text.test.mjs.
const ENTRIES = [
  ...["home", "policy", "contact", "example-new-in-leiden", "example-housing"],
  "leiden-international-centre",
];

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

/** A form in which nothing was typed yet, with its first text. */
async function openForm(entry, options) {
  const desk = await windowOf(browser, "Tess Typist", options);
  await desk.page.goto(editorOf(entry));
  const text = textIn(desk.page, "English");
  await text.waitFor();
  const toolbar = desk.page.getByRole("toolbar").first();
  const button = (name) => toolbar.getByRole("button", { name, exact: true });
  const source = desk.page.locator("textarea[data-rich-text]").first();
  return { ...desk, text, toolbar, button, value: () => source.inputValue() };
}

/** Begins a text of its own: what was there is gone. */
async function begin({ page, text }, words) {
  await text.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type(words);
}

test("a change that is taken back leaves every text as it was, byte for byte", async (t) => {
  const { page, context } = await windowOf(browser, "Tess Typist");
  let texts = 0;
  for (const entry of ENTRIES) {
    await page.goto(editorOf(entry));
    const sources = page.locator("textarea[data-rich-text]");
    const before = await sources.evaluateAll((all) => all.map((one) => one.defaultValue));
    for (let index = 0; index < before.length; index += 1) {
      const editor = page.locator(".lp-editor__text").nth(index);
      await editor.focus();
      await page.keyboard.type("x");
      assert.notEqual(await sources.nth(index).inputValue(), before[index], entry);
      await page.keyboard.press("Backspace");
      texts += 1;
    }
    const after = await sources.evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(after, before, entry);
    await save(page);
    await page.getByText("Nothing was changed").waitFor();
  }
  t.diagnostic(`${texts} texts`);
  assert.ok(texts >= 40);
  await context.close();
});

test("the toolbar is one stop of the Tab key, with arrows in it", async () => {
  const { page, text, value, context } = await openForm("example-housing");
  await text.focus();
  await page.keyboard.press("Alt+F10");
  assert.equal(await focused(page), "Heading 2");
  for (const name of ["Heading 3", "Heading 4", "Bold"]) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(page), name);
  }
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(page), "Heading 2");
  await page.keyboard.press("Tab");
  assert.ok(await text.evaluate((element) => element === document.activeElement), "the text comes next");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), "Heading 2");
  await page.keyboard.press("Escape");
  assert.ok(await text.evaluate((element) => element === document.activeElement));
  const before = await value();
  await page.keyboard.press("Tab");
  assert.ok(await text.evaluate((element) => element !== document.activeElement), "Tab is no trap");
  assert.equal(await value(), before);
  await context.close();
});

test("headings, emphasis and lists", async () => {
  const form = await openForm("example-housing");
  const { page, button, value, context } = form;
  await begin(form, "Title");
  await press(page, button("Heading 3"));
  assert.equal(await button("Heading 3").getAttribute("aria-pressed"), "true");
  assert.equal(await value(), "<h3>Title</h3>");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("bold");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" plain");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- one");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+]");
  await page.keyboard.type("inner");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("line");
  assert.equal(
    await value(),
    "<h3>Title</h3>\n<p><strong>bold</strong> plain</p>\n<ul><li>one<ul><li>inner<br>line</li></ul></li></ul>",
  );
  await press(page, button("Numbered list"));
  assert.match(await value(), /<ol><li>inner<br>line<\/li><\/ol>/);
  await context.close();
});

test("a table, with its heads and its title", async () => {
  const form = await openForm("example-housing");
  const { page, button, text, value, context } = form;
  await begin(form, "Before");
  await press(page, button("Table"));
  await page.keyboard.type("Head");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Second");
  await press(page, button("Remove column"));
  await press(page, button("Add row below"));
  await press(page, button("First column is a heading"));
  await press(page, button("Title of the table"));
  await page.keyboard.type("Where & when");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  const row = `<tr><th scope="row"></th><td></td></tr>`;
  const head = `<thead><tr><th scope="col">Head</th><th scope="col"></th></tr></thead>`;
  const table = `<table><caption>Where &amp; when</caption>${head}<tbody>${row}${row}</tbody></table>`;
  assert.equal(await value(), `<p>Before</p>\n${table}`);
  for (let cells = 0; cells < 8; cells += 1) await page.keyboard.press("Tab");
  assert.ok(await text.evaluate((element) => element !== document.activeElement), "the last cell is no trap");
  assert.equal((await value()).split("<tr>").length, 4, "and Tab adds no rows");
  await context.close();
});

test("links: an address, a page of the site, another language, and back", async () => {
  const form = await openForm("example-housing");
  const { page, button, value, context } = form;
  const dialog = page.locator("dialog");
  await begin(form, "word");
  await page.keyboard.press("Control+a");
  await press(page, button("Link"));
  await dialog.getByLabel("Address").fill("not an address");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("not an address").waitFor();
  await dialog.getByLabel("Address").fill("www.leiden.nl/wonen?a=1&b=2");
  await dialog.getByLabel("That page is in Dutch").press("Space");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await value(), `<p><a href="https://www.leiden.nl/wonen?a=1&amp;b=2" hreflang="nl">word</a></p>`);
  await press(page, button("Link"));
  await dialog.getByLabel("Page of this website").selectOption("entry:contact");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Apply" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await value(), `<p><a href="entry:contact">word</a></p>`);
  await press(page, button("Link"));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press(page, button("Link"));
  await dialog.getByRole("button", { name: "Remove link" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await value(), "<p>word</p>");
  await context.close();
});

test("words in the other language, and a figure that is quoted", async () => {
  const form = await openForm("example-housing");
  const { page, button, value, context } = form;
  await begin(form, "");
  await press(page, button("Words in Dutch"));
  assert.equal(await button("Words in Dutch").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  await page.keyboard.type("gracht");
  await press(page, button("Figure"));
  await page.locator("dialog").getByLabel("Figure").selectOption("residents-2024");
  await page.locator("dialog").getByRole("button", { name: "Apply" }).press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await value(), `<p><span lang="nl">gracht<data value="residents-2024"></data></span></p>`);
  await context.close();
});

test("text from Word is pasted clean, and against no policy", async () => {
  const form = await openForm("example-housing");
  const { page, value, said, context } = form;
  const sample = (name) => readFile(new URL(`../fixtures/pasted/${name}`, import.meta.url), "utf8");
  await begin(form, "");
  await page.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }, await sample("word.html"));
  assert.equal(await value(), (await sample("word.txt")).trimEnd());
  assertNone(said);
  await context.close();
});

test("label, help and error of the field belong to the editor", async () => {
  const { page, text, context } = await openForm("example-housing");
  const label = page.locator("label", { hasText: "Text in English" }).first();
  await label.click();
  assert.ok(await text.evaluate((element) => element === document.activeElement));
  const help = await text.getAttribute("aria-describedby");
  assert.ok(help && (await page.locator(`[id="${help.split(" ")[0]}"]`).count()) === 1);
  assert.equal(await text.getAttribute("lang"), "en");
  assert.equal(await textIn(page, "Dutch").getAttribute("lang"), "nl");
  await context.close();
});

test("axe has nothing to say about toolbars and dialogs", async () => {
  const form = await openForm("example-housing", { bypassCSP: true });
  const { page, button, context } = form;
  // The dialogs are one with other fields: its colours are looked at in full once, as those of the toolbar are.
  await begin(form, "- item");
  const found = await violationsOf(page, "list");
  await begin(form, "");
  await press(page, button("Table"));
  for (const cell of ["one", "two", "three"]) {
    await page.keyboard.type(cell);
    await page.keyboard.press("Tab");
  }
  found.push(...(await violationsOf(page, "table", ONE_OF_FOUR[0])));
  for (const [name, variants] of [["Link", FULL], ["Figure", ONE_OF_FOUR[1]], ["Title of the table", ONE_OF_FOUR[2]]]) {
    await press(page, button(name));
    found.push(...(await violationsOf(page, name, variants)));
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
  await context.close();
  assertNone(found);
});

/** Presses a button of the toolbar by keyboard. */
async function press(page, button) {
  await button.focus();
  await page.keyboard.press("Enter");
}

async function save(page) {
  await page.getByRole("button", { name: "Save", exact: true }).last().press("Enter");
  await page.waitForURL(/done=/);
}

function focused(page) {
  return page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
}
