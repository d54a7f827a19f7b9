// Remembers how each block was written when it came.
//
// Invariant: a block whose content is what it was is written as it was. So an editor that writes some blocks in
// another way than the server (the order of nested marks, say) changes no block that nobody touched.

import { blocks } from "./normal-form.js";

/** `read(html)` makes a document of HTML. */
export class Memory {
  constructor(html, read) {
    this.html = html;
    this.doc = read(html);
    this.originals = new Map();
    for (const line of html.split(/\r?\n/)) {
      const written = blocks(read(line));
      if (written.length === 1) this.originals.set(written[0], line);
    }
  }

  /** The document in normal form. */
  write(doc) {
    if (doc.eq(this.doc)) return this.html;
    return blocks(doc)
      .map((block) => this.originals.get(block) ?? block)
      .join("\n");
  }
}
