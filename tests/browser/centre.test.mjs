// The page that people come for: light, of use without styles, and on one sheet of paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePages, LANGUAGES, openBrowser, SITES } from "./support.mjs";

const POINT = "contact/leiden-international-centre";
const BYTES = 15_000;

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

for (const lang of LANGUAGES) {
  const url = `${SITES.example}/${lang}/${POINT}`;

  test(`all that it needs but the font: ${lang}`, async (t) => {
    const page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    const files = new Map();
    network.on("Network.responseReceived", ({ requestId, type, response }) => files.set(requestId, { type, url: response.url }));
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => (files.get(requestId).bytes = encodedDataLength));
    await network.send("Network.enable");
    await page.goto(url, { waitUntil: "networkidle" });
    await page.close();
    const needed = [...files.values()].filter(({ type }) => type !== "Font");
    for (const { bytes, url } of needed) t.diagnostic(`${bytes} ${new URL(url).pathname}`);
    const sum = needed.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(sum <= BYTES, `${sum} bytes`);
  });

  test(`on one sheet of paper: ${lang}`, async () => {
    const page = await browser.newPage();
    await page.goto(url);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    assert.equal(sheets, 1);
    await page.close();
  });

  test(`of use and complete as plain text: ${lang}`, async () => {
    const text = plain(await (await fetch(url)).text());
    const wanted = ["071 000 0000", "+31 71 000 0000", "centre@example.org", "Voorbeeldstraat 1", "2300 XX Leiden"];
    for (const words of wanted) assert.ok(text.includes(words), `${words} is not in: ${text}`);
    const label = { en: /Open now until|Now by appointment|You can call now|reach us online|Closed/, nl: /Nu open tot|Nu alleen op afspraak|U kunt nu bellen|Nu online|gesloten/ };
    assert.match(text, label[lang]);
    assert.ok(text.indexOf("Leiden International Centre") < text.indexOf("071 000 0000"));
  });
}

/** What a browser for text shows: the words of the body, without marks. */
function plain(html) {
  const body = html.match(/<body>(.*)<\/body>/s)[1];
  return body
    .replaceAll("<wbr>", "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#?\w+;/g, " ")
    .replace(/[\s\u00a0]+/g, " ");
}
