// Builds everything under /static/ into one folder, from where it is compiled into the binary.
//
//   node static/build.mjs OUT
//
// OUT/static gets every file under its hashed name, with .gz and .br beside it where that is smaller;
// OUT/assets.rs lists them. Invariant: a name changes when its content does, so a browser may keep a file
// for ever. `build.rs` is the only caller.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2];

const CONTENT_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const COMPRESSIBLE = new Set([".css", ".js", ".svg"]);

// Browsers that know `light-dark()`, cascade layers and `:has()`; all of them since May 2024.
const BROWSERS = ["chrome123", "edge123", "firefox121", "safari17.5"];

// The letters the font carries: Latin-1 and the punctuation of English and Dutch. For any other letter the
// browser takes the visitor's own font.
const FONT_TEXT = [range(0x20, 0x7e), range(0xa0, 0xff), "Œœ", "‐‑–—‘’‚“”„•…‹›€™−"].join("");

/** The files made so far: { name, path, … } as `assets.rs` lists them. */
const assets = [];

await rm(join(out, "static"), { recursive: true, force: true });
await mkdir(join(out, "static"), { recursive: true });

await add("open-sans.woff2", await font());
for (const name of await list("img", [".svg"])) {
  await add(name, await readFile(join(here, "img", name)));
}
for (const name of await list("css", [".css"])) {
  await add(name, withHashedUrls(await bundle(join(here, "css", name))));
}
for (const name of await list("js", [".js"])) {
  await add(name, await bundle(join(here, "js", name)));
}
await writeFile(join(out, "assets.rs"), rust());

/** Open Sans with the letters above and the weights the site uses, as one variable font. */
async function font() {
  const source = "files/open-sans-latin-wght-normal.woff2";
  const url = import.meta.resolve(`@fontsource-variable/open-sans/${source}`);
  return subsetFont(await readFile(new URL(url)), FONT_TEXT, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
  });
}

/** Bundles and minifies one style sheet or script. Addresses under /static/ stay as they are. */
async function bundle(file) {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: "esm",
    target: BROWSERS,
    external: ["/static/*"],
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return result.outputFiles[0].text;
}

/** Replaces `/static/NAME` by the hashed address of that file; an unknown name stops the build. */
function withHashedUrls(css) {
  return css.replace(/\/static\/([\w.-]+)/g, (_, name) => {
    const asset = assets.find((asset) => asset.name === name);
    if (!asset) throw new Error(`a style sheet asks for /static/${name}, which does not exist`);
    return asset.path;
  });
}

/** Writes one file under its hashed name, compressed as well where that pays. */
async function add(name, content) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const file = `${basename(name, extension)}-${hash}${extension}`;
  const asset = { name, path: `/static/${file}`, file, contentType: CONTENT_TYPES[extension] };
  await writeFile(join(out, "static", file), bytes);
  if (COMPRESSIBLE.has(extension)) {
    asset.gzip = await addCompressed(`${file}.gz`, gzipSync(bytes, { level: 9 }), bytes);
    asset.brotli = await addCompressed(`${file}.br`, brotli(bytes), bytes);
  }
  assets.push(asset);
}

/** Writes the compressed form if it is smaller, and says whether it did. */
async function addCompressed(file, compressed, original) {
  if (compressed.length >= original.length) return false;
  await writeFile(join(out, "static", file), compressed);
  return true;
}

function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/** The table for `src/web/assets.rs`. */
function rust() {
  const include = (file) => `include_bytes!(concat!(env!("OUT_DIR"), "/static/${file}"))`;
  const optional = (present, file) => (present ? `Some(${include(file)})` : "None");
  const rows = assets.map(
    (asset) => `    Asset {
        name: "${asset.name}",
        path: "${asset.path}",
        content_type: "${asset.contentType}",
        identity: ${include(asset.file)},
        gzip: ${optional(asset.gzip, `${asset.file}.gz`)},
        brotli: ${optional(asset.brotli, `${asset.file}.br`)},
    },`,
  );
  return `static ASSETS: &[Asset] = &[\n${rows.join("\n")}\n];\n`;
}

/** The names of the files of these types directly in a folder of `static/`, sorted; none if it is not there. */
async function list(folder, extensions) {
  const names = await readdir(join(here, folder)).catch(() => []);
  return names.filter((name) => extensions.includes(extname(name))).sort();
}

function range(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
