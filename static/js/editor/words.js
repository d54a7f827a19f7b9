// What the page tells the editor: its words, the languages of the site, what can be linked to and quoted.

/** { say(name), languages: [{ tag, page, words }], entries: [{ value, label }], figures: [{ value, label }] } */
export function readWords(document) {
  const template = document.getElementById("editor-words");
  const languages = [...(template?.content.querySelectorAll("data[value]") ?? [])];
  return {
    /** The word with this name; a name that the page lacks is shown itself, so that it is noticed. */
    say: (name) => template?.dataset[name] ?? name,
    languages: languages.map((data) => ({ tag: data.value, page: data.dataset.page, words: data.dataset.words })),
    entries: options(document, "entry-links"),
    figures: options(document, "figure-quotes"),
  };
}

function options(document, id) {
  const found = document.getElementById(id)?.options ?? [];
  return [...found].map(({ value, label }) => ({ value, label }));
}
