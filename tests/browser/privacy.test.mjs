// Nothing leaves the site, nothing is kept in the browser, and the browser has nothing to complain about.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allPages, assertNone, DESK, nameOf, open, openBrowser, PHONE, SITES } from "./support.mjs";

const origins = Object.values(SITES);
const EXPECTED = new Set(["document", "stylesheet", "font", "image"]);

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

test("a visit to every page", async () => {
  const context = await browser.newContext({ viewport: DESK });
  const requests = [];
  const said = [];
  context.on("request", (request) => requests.push(request));
  context.on("console", (message) => said.push(message.text()));
  context.on("weberror", (error) => said.push(error.error().message));
  const page = await context.newPage();
  const pages = await allPages();
  for (const address of pages) {
    await page.setViewportSize(DESK);
    await open(page, address);
    await page.setViewportSize(PHONE);
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    assert.deepEqual(kept, ["", 0, 0], nameOf(address));
  }
  assert.deepEqual(await context.cookies(), []);
  assert.ok(requests.length > pages.length);
  for (const request of requests) {
    assert.ok(origins.includes(new URL(request.url()).origin), request.url());
    const type = request.url().includes("/static/favicon-") ? "image" : request.resourceType();
    const suggests = type === "script" && /\/static\/search-[^/]+\.js$/.test(request.url());
    assert.ok(EXPECTED.has(type) || suggests, `${type} ${request.url()}`);
  }
  // The browser says of each error page that it is one.
  const errors = pages.filter(({ status }) => status !== 200).length;
  const complaints = said.filter((text) => !text.startsWith("Failed to load resource: the server responded"));
  assertNone(complaints);
  assert.equal(said.length, errors);
});

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
