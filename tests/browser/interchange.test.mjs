// What other programs read: the card and the calendar by an independent parser, linked data by schema.org's own types.

import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import ts from "typescript";
import { LANGUAGES, sitemap, SITES } from "./support.mjs";

const POINT = "contact/leiden-international-centre";

for (const lang of LANGUAGES) {
  test(`an independent parser reads the card: ${lang}`, async () => {
    const card = new ICAL.Component(ICAL.parse(await textOf(`${SITES.example}/${lang}/${POINT}.vcf`)));
    const value = (name) => card.getFirstPropertyValue(name);
    assert.equal(card.name, "vcard");
    assert.equal(value("version"), "4.0");
    assert.equal(value("fn"), "Leiden International Centre");
    assert.equal(value("email"), "centre@example.org");
    assert.deepEqual(
      card.getAllProperties("tel").map((tel) => tel.getFirstValue()),
      ["tel:+31710000000", "tel:+31710000000", "tel:+31710000001"],
    );
    assert.deepEqual(value("adr").slice(1, 6), ["Example building", "Voorbeeldstraat 1", "Leiden", "", "2300 XX"]);
    assert.match(await textOf(`${SITES.example}/${lang}/${POINT}.vcf`), /^BEGIN:VCARD\r\nVERSION:4\.0\r\n/);
  });

  test(`an independent parser reads the calendar: ${lang}`, async () => {
    const calendar = new ICAL.Component(ICAL.parse(await textOf(`${SITES.example}/${lang}/${POINT}.ics`)));
    assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
    assert.ok(calendar.getFirstPropertyValue("prodid"));
    const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    assert.ok(events.length > 0);
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    for (const event of events) {
      assert.ok(event.startDate.isDate && event.endDate.isDate);
      assert.equal(event.endDate.subtractDate(event.startDate).toSeconds(), 24 * 60 * 60);
      assert.ok(event.component.getFirstPropertyValue("dtstamp"));
      assert.ok(event.summary.startsWith("Leiden International Centre"));
    }
  });
}

test("linked data keeps to the types of schema.org", async () => {
  const pages = (await sitemap("example")).map(({ url }) => url);
  const texts = await Promise.all(pages.map(textOf));
  const data = texts.map((html) => html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)[1]);
  assert.ok(data.some((json) => json.includes("openingHoursSpecification")));
  const constants = data.map((json, index) => `export const page${index}: Linked = ${json};`);
  const source = [
    'import type { Graph, Thing, WithContext } from "schema-dts";',
    "type Linked = Graph | WithContext<Thing>;",
    ...constants,
  ].join("\n");
  const wrong = complaints(source);
  assert.deepEqual(wrong, []);
  // The check can fail.
  assert.notDeepEqual(complaints(source.replaceAll('"opens":"', '"opening":"')), []);
});

/** What the compiler has to say of a text in TypeScript. */
function complaints(source) {
  const name = new URL("../../linked-data.ts", import.meta.url).pathname;
  const options = { noEmit: true, strict: true, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ESNext) : read(file, ...rest);
  const program = ts.createProgram([name], options, host);
  const found = ts.getPreEmitDiagnostics(program);
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0]);
}

async function textOf(url) {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return response.text();
}
