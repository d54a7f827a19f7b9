// What the tests share: the browser, the two sites, and the addresses of all their pages.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

import { FLAGS } from "./flags.mjs";

/** The addresses of the servers: without and with filled-in content. */
export const SITES = { starter: process.env.STARTER, example: process.env.EXAMPLE };

export const LANGUAGES = ["en", "nl"];

/** The search page: empty, with a contact point on top, with hits, with those of another language, and with none. */
const SEARCHES = [
  "/en/search",
  "/en/search?q=expat+centre",
  "/en/search?q=policy+of+the+municipality",
  "/en/search?q=taalcafe",
  "/nl/zoeken?q=huurcontrakt",
  "/nl/zoeken?q=blorf",
  `/nl/zoeken?q=${"lang".repeat(40)}`,
];

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 800 };

let launched;

/** The browser, which all files share; what a file opens in it, it closes with `closePages`. */
export function openBrowser() {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  return launched;
}

/** Closes every page, with its cookies and its cache. */
export async function closePages() {
  const browser = await launched;
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** After the last file. */
export async function endBrowser() {
  const browser = await launched;
  await browser?.close();
}

/**
 * Every page and every error page that a visitor can meet: { url, status, method }. What the two sites show alike is
 * there once; `lang` leaves out the other languages.
 */
export async function allPages(lang = "") {
  const starter = await sitemap("starter");
  const example = await sitemap("example");
  const alike = await Promise.all(starter.map(({ url }) => isAlike(url)));
  const pages = [
    ...[...example, ...starter.filter((_, index) => !alike[index])].map(({ url }) => ({ url, status: 200 })),
    ...example.flatMap(inMissingLanguage),
    ...LANGUAGES.flatMap((lang) => errors(`${SITES.example}/${lang}`)),
    { url: `${SITES.example}/nl/nieuw-in-leiden/wonen/huren`, status: 410 },
    ...SEARCHES.map((path) => ({ url: `${SITES.example}${path}`, status: 200 })),
  ];
  return pages.filter(({ url }) => new URL(url).pathname.startsWith(`/${lang}`));
}

/** Every page of a site, as the sitemap has them: { url, alternates: { en, nl } }. */
export async function sitemap(site) {
  const xml = await textOf(`${SITES[site]}/sitemap.xml`);
  return [...xml.matchAll(/<url>.*?<\/url>/gs)].map(([entry]) => ({
    url: entry.match(/<loc>(.*?)<\/loc>/)[1],
    alternates: Object.fromEntries(
      [...entry.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map(([, lang, href]) => [lang, href]),
    ),
  }));
}

/** Whether the example says the same on a page of the starter content. */
async function isAlike(url) {
  const main = (html) => html.match(/<main.*<\/main>/s)[0];
  const [one, other] = await Promise.all([url, url.replace(SITES.starter, SITES.example)].map(textOf));
  return main(one) === main(other);
}

/** Where a page would be in the languages that it lacks. */
function inMissingLanguage({ url, alternates }) {
  const [, own] = new URL(url).pathname.split("/");
  const missing = LANGUAGES.filter((lang) => !(lang in alternates));
  return missing.map((lang) => ({ url: url.replace(`/${own}/`, `/${lang}/`), status: 404 }));
}

function errors(home) {
  return [
    { url: `${home}/no-such-page`, status: 404 },
    { url: `${home}?sent`, status: 405, method: "POST" },
    { url: `${home}/${"long".repeat(3000)}`, status: 414 },
  ];
}

export async function textOf(url) {
  const response = await fetch(url);
  return response.text();
}

/** Opens one of `allPages`, with its fonts; fails when it does not answer as it should. */
export async function open(page, { url, status, method = "GET" }) {
  if (method !== "GET") {
    await page.route(url, (route) => route.continue({ method }), { times: 1 });
  }
  const response = await page.goto(url);
  assert.equal(response.status(), status, url);
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

/** Opens each address, in two tabs at a time, and returns all that `work(page, address)` finds. */
export async function visit(browser, options, addresses, work) {
  const queue = addresses.values();
  const tab = async () => {
    const page = await browser.newPage(options);
    const found = [];
    for (const address of queue) {
      await open(page, address);
      found.push(...(await work(page, address)));
    }
    await page.context().close();
    return found;
  };
  return (await Promise.all([tab(), tab()])).flat();
}

/** Fails with what was found, one a line. */
export function assertNone(found) {
  if (found.length > 0) assert.fail(`${found.length} found:\n${found.join("\n")}`);
}

/** Which page it is, short enough for a message. */
export function nameOf({ url, method }) {
  const site = Object.keys(SITES).find((site) => url.startsWith(SITES[site]));
  const path = url.slice(SITES[site].length);
  return [method, site, path.length > 60 ? `${path.slice(0, 60)}…` : path].filter(Boolean).join(" ");
}
