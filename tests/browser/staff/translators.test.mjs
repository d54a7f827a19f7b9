// A file to a translator and back, with and without script; the translator's tool is the browser's own reader of XML.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "../axe.mjs";
import { problemsOf } from "../fit.mjs";
import { assertNone, closePages, openBrowser } from "../support.mjs";
import { editorOf, windowOf } from "./desk.mjs";

const PLACE = "/admin/translations/import";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("with script: out, translated, looked at, taken over", async () => {
  const { page, said, context } = await windowOf(browser, "Tess Typist", { bypassCSP: true });
  await walk(page, "Monitor Internationalisation", "monitor", async () => {
    assertNone(await violations(page));
    assertNone(await problemsOf(page, page.url()));
  });
  assertNone(said.filter((text) => !text.includes("422")));
  await context.close();
});

test("without script: the same", async () => {
  const { page, context } = await windowOf(browser, "Tess Typist", { javaScriptEnabled: false });
  await walk(page, "Municipality of Leiden", "municipality-of-leiden", async () => {});
  await context.close();
});

/** The whole way; `looks` is asked on every page of it. */
async function walk(page, title, entry, looks) {
  await page.goto("/admin/translations");
  await page.getByRole("link", { name: "Files for translators", exact: true }).click();
  await looks();
  await page.getByLabel("What to send").selectOption({ label: title });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "From English into Dutch" }).click(),
  ]);
  const file = await translated(await readFile(await download.path(), "utf8"));
  await send(page, file.split("</body>")[0]);
  await page.getByText("The end of the file is missing").first().waitFor();
  await looks();
  await send(page, file);
  await page.getByRole("heading", { level: 1, name: "What came back" }).waitFor();
  await looks();
  assert.ok((await page.locator(".lp-change").count()) > 1);
  await page.getByRole("button", { name: "Take over" }).click();
  await page.getByText("The translations are taken over, as drafts.").waitFor();
  await page.goto(editorOf(entry));
  assert.match(await page.locator("[name='nl.title']").inputValue(), /^Vertaald: /);
}

/** Chooses a file and asks what becomes of it. */
async function send(page, text) {
  await page.goto(PLACE);
  const buffer = Buffer.from(text, "utf8");
  await page.getByLabel("The file of the translator").setInputFiles({ name: "back.xlf", mimeType: "text/xml", buffer });
  await page.getByRole("button", { name: "See what becomes of it" }).click();
}

/** The file with every unit translated and declared done, as another program reads and writes it. */
async function translated(text) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const done = await page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, "application/xml");
    if (file.querySelector("parsererror")) throw new Error(file.documentElement.textContent);
    for (const unit of file.querySelectorAll("trans-unit")) {
      const source = unit.querySelector("source");
      const target = file.createElementNS(source.namespaceURI, "target");
      target.setAttribute("state", "translated");
      target.append("Vertaald: ", ...[...source.childNodes].map((node) => node.cloneNode(true)));
      unit.querySelector("target")?.remove();
      source.after(target);
    }
    return new XMLSerializer().serializeToString(file);
  }, text);
  await context.close();
  return done;
}
