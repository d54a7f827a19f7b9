// Whatever someone types, no browser runs it: on the pages for readers, in the preview, in the admin area.
//
// Every vector goes through every field that a person can fill. Whether one got through is seen in three ways: the
// function it calls, the policy of the site refusing something, and what stands in the page. The portal is this file's own:
// what is in every field here belongs in no other test, and what other tests add would not fit into one form with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNone, closePages, LANGUAGES, openBrowser } from "../support.mjs";
import { DESK, editorOf, strangersWindow, windowOf } from "../staff/desk.mjs";
import { packed, VECTORS } from "./vectors.mjs";

// One entry of each kind.
const ENTRIES = [
  "example-taalcafe",
  "goals",
  "example-action-museum-night",
  "municipality-of-leiden",
  "example-document-summary",
  "example-departed-2019",
];
const LINE = 290;
const TYPES = ["text", "email", "search", "password", "url"].map((type) => `input[type=${type}]`);
const TYPED = ["input:not([type])", "textarea", ...TYPES].join();
// A form is read without the NULs in it.
const TEXT = VECTORS.join("\n").replaceAll("\0", "");

let browser, window;
const executed = [];
before(async () => {
  browser = await openBrowser();
  window = await windowOf(browser, "Xander Cross");
  await listen(window);
});
after(closePages);

test("the listeners hear what gets through", async () => {
  const { page } = window;
  await page.goto("/admin");
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=xss()>"));
  await page.waitForFunction(() => document.querySelector("img[onerror]")?.complete);
  assert.ok((await complaints(page)).length > 0, "a handler in the page is seen");
  await page.evaluate(() => globalThis.xss());
  assert.deepEqual(executed.splice(0), ["xss()"]);
  window.said.splice(0);
});

test("in the form of every kind of entry, and in its preview", async (t) => {
  assert.ok(new Set(VECTORS).size >= 100);
  const { page } = window;
  let fields = 0;
  // All at once everywhere; and a few at a time in one form, so that none hides another.
  const all = ENTRIES.map((entry) => [entry, packed(Infinity)[0], TEXT]);
  const few = packed(LINE).map((line) => [ENTRIES[0], line, line]);
  for (const [entry, line, text] of [...all, ...few]) {
    await page.goto(editorOf(entry));
    fields += await fillEverything(page, line, text);
    await submit(page, "keep");
    await nothingRan(page, `the form of ${entry}`);
    assert.equal(await page.locator("#entry-form").count(), 1, `${entry}: ${await page.title()}`);
    const form = await page.locator("#entry-form [name=form_id]").inputValue();
    for (const lang of LANGUAGES) {
      await page.goto(`${editorOf(entry)}/preview/${lang}?form=${form}`);
      await nothingRan(page, `the preview of ${entry}`);
    }
  }
  t.diagnostic(`${VECTORS.length} vectors, ${fields} fields filled`);
});

test("a form with a NUL in it is read without it", async () => {
  const { page } = window;
  await page.goto(editorOf(ENTRIES[0]));
  await fillEverything(page, "x", `seen\0kept\n${VECTORS.join("\n")}`);
  await submit(page, "keep");
  const typed = await page.locator("#entry-form textarea").evaluateAll((fields) => fields.map((field) => field.value).join(""));
  assert.ok(typed.includes("seenkept"), typed.slice(0, 500));
  assert.ok(!typed.includes("\0"));
  await nothingRan(page, "the form");
});

test("saved and published: for readers, in the history, in lists", async () => {
  const { page } = window;
  const packs = packed(LINE);
  const saved = ENTRIES.slice(0, 3);
  let filled = 0;
  // As often as there are lines: each time a field has the next one; the texts have one too, and all when they are published.
  const rounds = Math.ceil(packs.length / saved.length);
  for (const [index, entry] of Array(rounds).fill(saved).flat().entries()) {
    await page.goto(editorOf(entry));
    const turn = [...packs.slice(filled % packs.length), ...packs.slice(0, filled % packs.length)];
    filled += await fillWords(page, turn, index < (rounds - 1) * saved.length ? turn[0] : `${turn[0]}\n${TEXT}`);
    await submit(page, "save");
    // What the site does not keep is shown first, and saved when it was seen.
    if (!/done=/.test(page.url())) await submit(page, "save");
    assert.match(page.url(), /done=/, `${entry} was saved: ${await page.locator("main").innerText().catch(() => "")}`);
    await nothingRan(page, `the saved form of ${entry}`);
  }
  assert.ok(filled >= rounds * packs.length, `${filled} fields for ${packs.length} lines`);
  for (const entry of saved) {
    await page.goto(`${editorOf(entry)}/publish`);
    const warnings = page.locator("#seen");
    if ((await warnings.count()) > 0) await warnings.check();
    await page.getByLabel("Note", { exact: false }).first().fill(packs[0]);
    await page.locator("#publish-form").getByRole("button").click();
    await nothingRan(page, `publishing ${entry}`);
  }
  const addresses = await everyAddress();
  let there = 0;
  for (const address of addresses) {
    const response = await page.goto(address);
    if (response.ok()) there += 1;
    await nothingRan(page, address);
  }
  assert.ok(there > addresses.length / 2, `only ${there} of ${addresses.length} are there`);
});

test("in every other form: new entries, accounts, search, filters, notes, reasons, the sign-in", async (t) => {
  const { page } = window;
  const entry = editorOf(ENTRIES[2]);
  const places = ["/admin/new", "/admin/account", "/admin/editors", "/admin/editors/1", "/admin/pages", "/admin/audit"];
  const views = ["publish", "withdraw", "schedule", "place", "share"].map((view) => `${entry}/${view}`);
  let sent = 0;
  for (const address of [...places, ...views]) {
    await page.goto(address);
    const forms = await typedForms(page).count();
    for (let index = 0; index < forms; index += 1) {
      for (const words of [packed(Infinity)[0], packed(LINE)[sent % packed(LINE).length]]) {
        await page.goto(address);
        await sendForm(page, index, words);
        await nothingRan(page, `form ${index} of ${address}`);
        sent += 1;
      }
    }
  }
  const stranger = await strangersWindow(browser);
  await listen(stranger);
  for (const line of packed(LINE)) {
    await stranger.page.goto("/admin/sign-in");
    await sendForm(stranger.page, 0, line);
    await nothingRan(stranger.page, "the sign-in");
  }
  t.diagnostic(`${sent} forms sent`);
  assert.ok(sent >= 10);
});

/** The forms of a page in which something is typed; those that are a button alone are many. */
function typedForms(page) {
  return page.locator("main form").filter({ has: page.locator(TYPED) });
}

/** Fills the fields of a form with words and sends it. */
async function sendForm(page, index, line) {
  const loaded = page.waitForEvent("load");
  await typedForms(page).nth(index).evaluate((form, [typed, line]) => {
    for (const field of form.querySelectorAll(typed)) if (!field.readOnly) field.value = line;
    form.noValidate = true;
    form.requestSubmit();
  }, [TYPED, line]);
  await loaded;
}

/** Counts what is run, and what the policy of the site refuses to run. */
async function listen({ context }) {
  await context.exposeFunction("xss", () => executed.push("xss()"));
  context.on("dialog", (dialog) => {
    executed.push(`a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
}

/** Fails if anything ran, was refused, or stands in the page and waits. */
async function nothingRan(page, place) {
  assert.deepEqual(executed, [], place);
  assertNone(window.said.splice(0).filter(isAboutScript).map((text) => `${place}: ${text}`));
  assertNone((await complaints(page)).map((complaint) => `${place}: ${complaint}`));
}

function isAboutScript(text) {
  return !/sandboxed|Failed to load resource/.test(text);
}

/** What stands in the page and would run, if not now then at a click. */
function complaints(page) {
  return page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      const isData = element.type === "application/ld+json";
      const isOurs = name === "script" && (isData || /^\/static\//.test(element.getAttribute("src")));
      if (["script", "object", "embed", "base", "xss", "plaintext"].includes(name) && !isOurs) found.push(name);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$/i.test(attribute)) found.push(`${name} ${attribute}`);
        const isAddress = /^(href|src|action|formaction|xlink:href|data|background)$/.test(attribute);
        const runs = /^[\s\u0000-\u0020]*(javascript|data|vbscript):/i.test(value);
        if (isAddress && runs) found.push(`${name} ${attribute}=${value}`);
      }
    }
    return found.filter((one) => !/^(div|br|img) style$|ProseMirror/.test(one));
  });
}

/** Fills every field of the form as typing would; how many there were. */
function fillEverything(page, line, text) {
  return page.evaluate(([line, text]) => {
    const form = document.querySelector("#entry-form");
    const own = ["form_id", "seq", "base", "section", "do"];
    const fields = [...form.elements].filter((field) => field.name && !own.includes(field.name));
    for (const field of fields) {
      if (field.localName === "select") field.add(new Option(line, line, true, true));
      else if (field.type === "checkbox" || field.type === "radio") field.value = line;
      else field.value = field.localName === "textarea" ? text : line;
    }
    return fields.length;
  }, [line, text]);
}

/** Fills the fields that take any words, so that the form can be saved, with a line each; how many there were. */
function fillWords(page, lines, text) {
  return page.evaluate(([lines, text]) => {
    const words = /\.(title|short_title|heading|source|note|label|lead|summary)$|^lead$/;
    const fields = [...document.querySelector("#entry-form").elements];
    for (const field of fields) if (field.matches?.("textarea[data-rich-text]")) field.value = text;
    const typed = fields.filter((field) => words.test(field.name) && field.type !== "hidden" && !field.matches("textarea[data-rich-text]"));
    for (const [index, field] of typed.entries()) field.value = lines[index % lines.length];
    return typed.length;
  }, [lines, text]);
}

async function submit(page, action) {
  const loaded = page.waitForEvent("load");
  await page.evaluate((action) => {
    const form = document.querySelector("#entry-form");
    const button = [...form.querySelectorAll("button[name=do]")].find((button) => button.value === action);
    button.hidden = false;
    form.requestSubmit(button);
  }, action);
  await loaded;
}

/** Every page for readers, and every kind of page for staff that shows these entries; not each entry has all of them. */
async function everyAddress() {
  const xml = await (await fetch(`${DESK}/sitemap.xml`)).text();
  const site = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  assert.ok(site.length > 20);
  const lists = ["/admin", "/admin/pages", "/admin/contacts", "/admin/unconfirmed", "/admin/audit"];
  const views = ["", "/history", "/compare", "/publish", "/withdraw", "/preview", "/share", "/place", "/schedule"];
  const own = ENTRIES.slice(0, 3).flatMap((entry) => views.map((view) => editorOf(entry) + view));
  return [...site, ...lists, ...own];
}
