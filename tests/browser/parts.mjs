// Parts of the editor, alone in an empty page: for tests of what they do with a text.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const EXPORTS = `
  import { getSchema } from "@tiptap/core";
  import { DOMParser as Reader } from "@tiptap/pm/model";
  import { Memory } from "./editor/memory.js";
  import { harmlessText } from "./editor/harmless.js";
  import { blocks } from "./editor/normal-form.js";
  import { cleaned } from "./editor/paste.js";
  import { extensions } from "./editor/schema.js";
  export { addressOf } from "./editor/address.js";
  const schema = getSchema(extensions((id) => id));
  const page = (html) => new DOMParser().parseFromString(harmlessText(html), "text/html");
  const read = (html) => Reader.fromSchema(schema).parse(page(html).body);
  /** How the editor writes a text. */
  export const written = (html) => blocks(read(html)).join("\\n");
  /** How a text is sent when a paragraph was added to it. */
  export const withMore = (html) => new Memory(html, read).write(read(html + "<p>More</p>"));
  /** What is left of the HTML on the clipboard. */
  export const pasted = (html) => written(cleaned(html));
`;

/** The policy of the pages that have the editor. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'";

/** A page in which `parts` has the functions above, and `parts.refused` what the policy of the site refused. */
export async function pageWithParts(browser) {
  const resolveDir = fileURLToPath(new URL("../../static/js", import.meta.url));
  const result = await build({
    stdin: { contents: EXPORTS, resolveDir },
    bundle: true,
    format: "iife",
    globalName: "parts",
    write: false,
  });
  const page = await browser.newPage();
  const headers = { "content-type": "text/html", "content-security-policy": POLICY };
  await page.route("**/*", (route) => route.fulfill({ headers, body: "<!doctype html><title>Parts</title>" }));
  await page.goto("http://parts.test/");
  await page.evaluate(`${result.outputFiles[0].text}; globalThis.parts = { ...parts, refused: [] }`);
  await page.evaluate(() => {
    addEventListener("securitypolicyviolation", (event) => parts.refused.push(event.violatedDirective));
  });
  return page;
}
