// What the first visit costs, over the wire.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePages, LANGUAGES, openBrowser, SITES } from "./support.mjs";

const HTML = 12_000;
const EVERYTHING = 50_000;

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

for (const [site, origin] of Object.entries(SITES)) {
  for (const lang of LANGUAGES) {
    test(`home page, cold: ${site}, ${lang}`, async (t) => {
      const files = await visit(`${origin}/${lang}`);
      const sum = files.reduce((sum, { bytes }) => sum + bytes, 0);
      for (const { type, encoding, bytes, path } of files) t.diagnostic(`${bytes} ${type} ${encoding ?? ""} ${path}`);
      t.diagnostic(`${sum} in all`);
      assert.ok(files[0].bytes <= HTML, `HTML: ${files[0].bytes}`);
      assert.equal(files[0].encoding, "br");
      assert.ok(sum <= EVERYTHING, `everything: ${sum}`);
      assert.deepEqual(files.filter(({ type }) => type === "Script"), []);
    });
  }
}

/** Every file of a visit with an empty cache, with its bytes on the wire, headers included. */
async function visit(url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  const files = new Map();
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    files.set(requestId, { type, path: new URL(response.url).pathname, encoding: encodingOf(response.headers) });
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    files.get(requestId).bytes = encodedDataLength;
  });
  await network.send("Network.enable");
  await page.goto(url, { waitUntil: "networkidle" });
  await context.close();
  return [...files.values()];
}

function encodingOf(headers) {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === "content-encoding")?.[1];
}
