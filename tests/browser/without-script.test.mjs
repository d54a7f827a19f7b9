// Everything works without JavaScript, because there is none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { allPages, closePages, DESK, LANGUAGES, nameOf, openBrowser, PHONE, sitemap, SITES, textOf } from "./support.mjs";

let browser, page;
before(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ javaScriptEnabled: false, viewport: DESK });
});
after(closePages);

for (const lang of LANGUAGES) {
  test(`from home to the centre and its mailbox: ${lang}`, async () => {
    await page.goto(`${SITES.starter}/${lang}`);
    const mailbox = page.locator("main a[href^='mailto:']");
    assert.match(await mailbox.first().getAttribute("href"), /^mailto:[^@]+@[^@]+$/, "one click from home");
    await page.locator("main .lp-panel__title a").first().click();
    assert.match(page.url(), /leiden-international-centre$/);
    assert.match(await mailbox.first().getAttribute("href"), /^mailto:[^@]+@[^@]+$/);
  });

  test(`the menu, the breadcrumb and the brand lead where they say: ${lang}`, async () => {
    await page.goto(`${SITES.starter}/${lang}`);
    // On a desk, which this is, searching begins in the header.
    for (const link of await addressesOf(".lp-nav__item:not(.lp-nav__item--search) .lp-nav__link")) {
      await page.locator(`.lp-nav__link[href="${link}"]`).click();
      assert.equal(new URL(page.url()).pathname, link);
      assert.equal(await page.locator(".lp-nav__link[aria-current=page]").getAttribute("href"), link);
    }
    await page.goto(`${SITES.starter}/${lang}/contact/leiden-international-centre`);
    await page.locator(".lp-breadcrumb a").last().click();
    assert.equal(new URL(page.url()).pathname, `/${lang}/contact`);
    await page.locator(".lp-brand").click();
    assert.equal(new URL(page.url()).pathname, `/${lang}`);
  });
}

test("the language switch leads to the same page and back", async () => {
  const pages = (await sitemap("starter")).filter(({ url, alternates }) => url === alternates.en);
  for (const { alternates } of pages) {
    assert.equal(await switchOf(alternates.en, "nl"), alternates.nl);
    assert.equal(await switchOf(alternates.nl, "en"), alternates.en);
  }
  const { en, nl } = pages.at(-1).alternates;
  await page.goto(en);
  await page.locator(".lp-languages a[hreflang=nl]").click();
  assert.equal(page.url(), nl);
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  assert.equal(await page.locator(".lp-languages a[hreflang=en]").getAttribute("href"), new URL(en).pathname);
});

test("where a language is missing, the switch says so and leads to a page that exists", async () => {
  const lacking = (await sitemap("example")).filter(({ alternates }) => !alternates.nl || !alternates.en);
  assert.ok(lacking.length >= 2, "the example has a page in each language only");
  for (const { url } of lacking) {
    await page.goto(url);
    const link = page.locator(".lp-languages a");
    const other = await link.getAttribute("hreflang");
    assert.equal(await page.locator(".lp-languages__missing").getAttribute("lang"), other);
    assert.equal(await link.getAttribute("rel"), null);
    await link.click();
    assert.equal(await page.locator("html").getAttribute("lang"), other);
    assert.equal(await page.locator(".lp-breadcrumb").count(), 1, "a page, no error");
  }
});

for (const site of Object.keys(SITES)) {
  test(`every link within the site leads to a page, and to its place on it: ${site}`, async () => {
    const places = new Map();
    const links = new Map();
    for (const { url } of await sitemap(site)) {
      const html = await textOf(url);
      places.set(url, [...html.matchAll(/ id="(.*?)"/g)].map(([, id]) => id));
      for (const [, href] of html.matchAll(/<a [^>]*href="([/#].*?)"/g)) links.set(new URL(href, url).href, url);
    }
    for (const [link, from] of links) {
      const [page, place] = link.split("#");
      if (/\.(vcf|ics)$/.test(page)) {
        const answer = await fetch(page);
        assert.equal(answer.status, 200, `${from} links to ${page}`);
        assert.match(answer.headers.get("content-type"), /^text\/(vcard|calendar)/);
        continue;
      }
      if (/\/(en\/search|nl\/zoeken)$/.test(page)) continue;
      assert.ok(places.has(page), `${from} links to ${page}, which is not in the sitemap`);
      assert.ok(!place || places.get(page).includes(place), `${from} links to ${link}, which has no such place`);
    }
  });
}

test("no page carries a script that runs, but the search page's suggestions", async () => {
  for (const address of (await allPages()).filter(({ method }) => !method)) {
    const html = await textOf(address.url);
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    const suggests = /^\/(en\/search|nl\/zoeken)$/.test(new URL(address.url).pathname);
    if (suggests) {
      assert.equal(scripts.length, 1, nameOf(address));
      assert.match(scripts[0], /^<script type="module" src="\/static\/search-[^"]+\.js">$/, nameOf(address));
      continue;
    }
    const allowed = address.status === 200 ? [`<script type="application/ld+json">`] : [];
    assert.deepEqual(scripts, allowed, nameOf(address));
    assert.doesNotMatch(html, /\son[a-z]+=|javascript:/, nameOf(address));
  }
});

test("the mailbox of the centre is on the first screen of home", async () => {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    for (const home of [SITES.starter, SITES.example].flatMap((site) => LANGUAGES.map((lang) => `${site}/${lang}`))) {
      await page.goto(home);
      const box = await page.locator("main a[href^='mailto:']").first().boundingBox();
      assert.ok(box.y + box.height <= viewport.height, `${home} ${viewport.width}: ends at ${box.y + box.height}`);
    }
  }
});

function addressesOf(selector) {
  return page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

/** Where the language switch of a page leads. */
async function switchOf(url, lang) {
  const [languages] = (await textOf(url)).match(/class="lp-languages.*?<\/ul>/s);
  const [link] = languages.match(new RegExp(`<a [^>]*hreflang="${lang}"[^>]*>`));
  return new URL(link.match(/href="(.*?)"/)[1], url).href;
}
