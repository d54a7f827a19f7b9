// Pictures of every page, for people to look at: SHOTS=folder.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { allPages, closePages, DESK, nameOf, openBrowser, PHONE, visit } from "./support.mjs";

const folder = process.env.SHOTS;

const SCREEN = { media: "screen", colorScheme: "light", forcedColors: "none" };
const VARIANTS = [
  { name: "390-light", viewport: PHONE },
  { name: "390-dark", viewport: PHONE, colorScheme: "dark" },
  { name: "1280-light", viewport: DESK },
  { name: "1280-dark", viewport: DESK, colorScheme: "dark" },
  { name: "forced", viewport: DESK, forcedColors: "active" },
  { name: "print", viewport: { width: 680, height: 960 }, media: "print" },
];

test("pictures", { skip: folder ? false : "SHOTS names no folder" }, async () => {
  await mkdir(folder, { recursive: true });
  const browser = await openBrowser();
  await visit(browser, {}, await allPages(), async (page, address) => {
    for (const { name, viewport, ...media } of VARIANTS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ ...SCREEN, ...media });
      const file = nameOf(address).replace(/\W+/g, "-").slice(0, 60);
      await page.screenshot({ path: join(folder, `${file}-${name}.png`), fullPage: true });
    }
    return [];
  });
  await closePages();
});
