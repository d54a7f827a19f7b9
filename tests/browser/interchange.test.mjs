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
  // The check can fail: one page is there once more, with a word that schema.org has not.
  const wrong = data.find((json) => json.includes('"opens":"')).replaceAll('"opens":"', '"opening":"');
  const constants = [...data, wrong].map((json, index) => `export const page${index}: Linked = ${json};`);
  const source = [
    'import type { Graph, Thing, WithContext } from "schema-dts";',
    "type Linked = Graph | WithContext<Thing>;",
    ...constants,
  ].join("\n");
  const found = complaints(source);
  assert.notDeepEqual(found.filter(({ line }) => line === constants.at(-1)), []);
  assert.deepEqual(found.filter(({ line }) => line !== constants.at(-1)), []);
});

/** What the compiler has to say of the lines of a text in TypeScript. */
function complaints(source) {
  const name = new URL("../../linked-data.ts", import.meta.url).pathname;
  const options = {
    ...{ noEmit: true, strict: true, types: [], lib: ["lib.es5.d.ts"], skipLibCheck: true },
    ...{ moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext },
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, source, ts.ScriptTarget.ESNext) : read(file, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => ({
    line: file === undefined ? undefined : source.split("\n")[file.getLineAndCharacterOfPosition(start).line],
    message: ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0],
  }));
}

async function textOf(url) {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return response.text();
}
