// What the tests of the admin area share: people who are signed in, and what a page has to complain about.

import { createHmac } from "node:crypto";
import { DESK as SCREEN } from "../support.mjs";

export const DESK = process.env.DESK;
const SESSIONS = JSON.parse(process.env.SESSIONS);
const INVITATIONS = JSON.parse(process.env.INVITATIONS);

/** The link with which an invited person comes in. */
export function invitationOf(name) {
  return INVITATIONS[name];
}

/** A browser window of someone who is signed in; `window.said` has what its pages complained about. */
export async function windowOf(browser, name, options = {}) {
  const context = await browser.newContext({ viewport: SCREEN, baseURL: DESK, ...options });
  await context.addCookies([{ name: "session", value: SESSIONS[name], url: DESK, httpOnly: true, sameSite: "Lax" }]);
  return watch(context);
}

/** A browser window of someone who is not signed in. */
export async function strangersWindow(browser, options = {}) {
  return watch(await browser.newContext({ viewport: SCREEN, baseURL: DESK, ...options }));
}

async function watch(context) {
  const page = await context.newPage();
  const said = [];
  context.on("console", (message) => said.push(message.text()));
  context.on("weberror", (error) => said.push(error.error().message));
  return { context, page, said };
}

/** The code of a second factor at a time (RFC 6238); the secret is in base 32. */
export function codeOf(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "").toUpperCase()].map((letter) =>
    letters.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", Buffer.from(bytes)).update(step).digest();
  const offset = hash.at(-1) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Where the editor of an entry is. */
export function editorOf(entry) {
  return `/admin/pages/${entry}`;
}

/** The first formatted text in a language, as a person finds it. */
export function textIn(page, language) {
  return page.getByRole("textbox", { name: new RegExp(`Text in ${language}`) }).first();
}
