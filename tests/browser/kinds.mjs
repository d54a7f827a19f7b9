// The kinds of page that visitors meet, and which pages of them are looked at in full.

import assert from "node:assert/strict";
import { LANGUAGES } from "./support.mjs";

/** A kind is a template, or one of the lists of `page.html`: what its addresses look like, without the language. */
const KINDS = {
  home: /^$/,
  policy: /^\/(policy|beleid)$/,
  goals: /^\/(policy\/goals|beleid\/doelen)$/,
  goal: /^\/(policy\/goals|beleid\/doelen)\/[^/]+$/,
  plan: /^\/(plan|uitvoeringsplan)$/,
  monitor: /^\/monitor$/,
  documents: /^\/(documents|documenten)$/,
  contacts: /^\/contact$/,
  "opening hours": /^\/contact\/(opening-hours|openingstijden)$/,
  contact: /^\/contact\/(?!opening-hours$|openingstijden$)[^/]+$/,
  "pages below pages": /^\/(new-in-leiden|nieuw-in-leiden)$/,
  guide: /^\/(new-in-leiden|nieuw-in-leiden)\/.+$/,
  text: /^\/(about|over|accessibility|toegankelijkheid|privacy)$/,
  search: /^\/(search|zoeken)$/,
};

/** The kind of one of `allPages`; an error is a kind of its own. */
export function kindOf({ url, status }) {
  if (status !== 200) return `error ${status}`;
  const path = langAndPath(url)[1];
  const kinds = Object.keys(KINDS).filter((kind) => KINDS[kind].test(path));
  assert.equal(kinds.length, 1, `${url} is of one kind, not of ${kinds.length}: see kinds.mjs`);
  return kinds[0];
}

/** The language of a page. */
export function langOf({ url }) {
  return langAndPath(url)[0];
}

/**
 * Adds to each page its `kind`, its `lang` and whether it is looked at `inFull`: of each kind and language the page that
 * shows the most different elements, and every page that shows one which none of those does. `isFirst` has those that
 * would be needed if there were one language, the first: the others differ from one of these in nothing but words.
 */
export async function withKinds(pages) {
  const all = await Promise.all(pages.map(async (page) => {
    return { ...page, kind: kindOf(page), lang: langOf(page), shown: elementsOf(await bodyOf(page)) };
  }));
  const [first, ...others] = LANGUAGES.map((lang) => fullOf(all.filter((page) => page.lang === lang)));
  const full = [first, ...others].flat();
  const kinds = new Set(first.map(({ kind }) => kind));
  const seen = new Set(first.flatMap(({ shown }) => [...shown]));
  const isNew = ({ kind, shown }) => !kinds.has(kind) || [...shown].some((element) => !seen.has(element));
  const firsts = [...first, ...others.flat().filter(isNew)];
  return all.map((page) => {
    const { shown, ...rest } = page;
    return { ...rest, inFull: full.includes(page), isFirst: firsts.includes(page) };
  });
}

function fullOf(pages) {
  const richest = pages.toSorted((a, b) => b.shown.size - a.shown.size);
  const kinds = [...new Set(pages.map(({ kind }) => kind))];
  const full = kinds.map((kind) => richest.find((page) => page.kind === kind));
  const seen = new Set(full.flatMap(({ shown }) => [...shown]));
  for (const page of richest) {
    if ([...page.shown].every((element) => seen.has(element))) continue;
    full.push(page);
    page.shown.forEach((element) => seen.add(element));
  }
  return full;
}

/** The different elements of a page, by name, class and the names of their attributes. */
function elementsOf(html) {
  const tags = html.slice(html.indexOf("<body")).matchAll(/<([a-z]\w*)((?:\s+[\w-]+(?:="[^"]*")?)*)/g);
  return new Set([...tags].map(([, name, attributes]) => {
    const named = [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([all, name]) => (name === "class" ? all : name));
    return [name, ...named.toSorted()].join(" ");
  }));
}

async function bodyOf({ url, method = "GET" }) {
  const response = await fetch(url, { method });
  return response.text();
}

function langAndPath(url) {
  const [, lang, path] = new URL(url).pathname.match(/^\/([a-z]+)(.*)$/);
  return [lang, path];
}
