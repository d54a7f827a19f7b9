// The browser keeps to the policy of the site; what pages ask for and keep is in pages.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePages, openBrowser, SITES } from "./support.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(closePages);

test("the browser keeps to the policy, and says when something goes against it", async () => {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${SITES.starter}/en`);
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
  await page.evaluate(() => (document.body.append(Object.assign(new Image(), { src: "http://127.0.0.2/" }))));
  await page.waitForFunction(() => true);
  assert.match(said.join("\n"), /style-src/);
  assert.match(said.join("\n"), /img-src/);
});
