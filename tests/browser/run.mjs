// Runs the files that it is given as suites of one process, one after the other: `node --test` would start a process and
// a browser for each, which takes longer than most of them.

import { basename, resolve } from "node:path";
import { after, describe } from "node:test";
import { pathToFileURL } from "node:url";
import { endBrowser } from "./support.mjs";

after(endBrowser);

for (const file of process.argv.slice(2)) {
  // Each is read before the next is: tests belong to the suite in which their file is evaluated.
  await new Promise((read, failed) => {
    describe(basename(file, ".test.mjs"), () => import(pathToFileURL(resolve(file))).then(read, failed));
  });
}
