// What a visit asks for, says in the console, and keeps.

import { SITES } from "./support.mjs";

const EXPECTED = new Set(["document", "stylesheet", "font", "image"]);

/** Hears what all pages of a context ask for and say. */
export class Ears {
  requests = [];
  said = [];

  constructor(context) {
    context.on("request", (request) => this.requests.push(request));
    context.on("console", (message) => this.said.push(message.text()));
    context.on("weberror", (error) => this.said.push(error.error().message));
  }

  /** What was asked for that is not the site's own or of no kind that it needs. */
  unexpected() {
    return this.requests.filter((request) => !isExpected(request)).map((request) => `${request.resourceType()} ${request.url()}`);
  }

  /** What a page keeps in the browser. */
  async keptBy(page, name) {
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    return kept.filter(Boolean).map((one) => `${name} keeps ${one}`);
  }
}

function isExpected(request) {
  if (!Object.values(SITES).includes(new URL(request.url()).origin)) return false;
  const type = request.url().includes("/static/favicon-") ? "image" : request.resourceType();
  return EXPECTED.has(type) || (type === "script" && /\/static\/search-[^/]+\.js$/.test(request.url()));
}
