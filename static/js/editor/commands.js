// What the toolbar offers: for each button its name, how it looks and what it does.

import { askForCaption, askForLink, askForQuote } from "./dialogs.js";
import { captionWords, hasHead, insertTable, setCaption, tableAround, toggleHead } from "./table.js";

/**
 * The groups of buttons of an editor: [{ shown(), buttons: [{ name, label, letters, isText, pressed, able, run }] }].
 * `pressed` and `able` are asked after every change; what is left out is no toggle, or always possible.
 */
export function commandGroups(editor, words, lang) {
  const on = (name, attributes) => () => editor.isActive(name, attributes);
  const toggles = (name, run, pressed, letters) => ({ name, label: words.say(name), letters, run, pressed });
  const chain = () => editor.chain();
  return [
    { buttons: [2, 3, 4].map((level) => heading(editor, words, level)) },
    {
      buttons: [
        toggles("bold", () => chain().toggleBold().run(), on("bold"), "B"),
        toggles("italic", () => chain().toggleItalic().run(), on("italic"), "I"),
        toggles("bullets", () => chain().toggleBulletList().run(), on("bulletList")),
        toggles("numbers", () => chain().toggleOrderedList().run(), on("orderedList")),
      ],
    },
    {
      buttons: [
        { ...toggles("link", () => editLink(editor, words, lang), on("link")), opens: true },
        ...words.languages.filter(({ tag }) => tag !== lang).map((language) => inLanguage(editor, language)),
        ...(words.figures.length > 0 ? [{ ...toggles("quote", () => quote(editor, words)), opens: true }] : []),
        { ...toggles("table", () => insertTable(editor)), able: () => !on("table")(), moves: true },
      ],
    },
    {
      buttons: [
        { ...toggles("undo", () => chain().undo().run()), able: () => editor.can().undo() },
        { ...toggles("redo", () => chain().redo().run()), able: () => editor.can().redo() },
      ],
    },
    { shown: on("listItem"), buttons: listButtons(editor, words) },
    { shown: on("table"), buttons: tableButtons(editor, words) },
  ];
}

function heading(editor, words, level) {
  return {
    name: `heading-${level}`,
    label: `${words.say("heading")} ${level}`,
    letters: `H${level}`,
    pressed: () => editor.isActive("heading", { level }),
    run: () => editor.chain().toggleHeading({ level }).run(),
  };
}

/** Marks words of another language, so that they are pronounced as such. */
function inLanguage(editor, { tag, words }) {
  return {
    name: "language",
    label: words,
    letters: tag.toUpperCase(),
    pressed: () => editor.isActive("language", { lang: tag }),
    run: () => editor.chain().extendMarkRange("language").toggleMark("language", { lang: tag }).run(),
  };
}

function listButtons(editor, words) {
  const button = (name, command) => ({
    name,
    label: words.say(name),
    isText: true,
    able: () => editor.can()[command]("listItem"),
    run: () => editor.chain()[command]("listItem").run(),
  });
  return [button("indent", "sinkListItem"), button("outdent", "liftListItem")];
}

function tableButtons(editor, words) {
  const button = (name, run, more) => ({ name, label: words.say(name), isText: true, run, ...more });
  const plain = (name, command) => button(name, () => editor.chain()[command]().run());
  return [
    plain("rowAfter", "addRowAfter"),
    plain("rowRemove", "deleteRow"),
    plain("columnAfter", "addColumnAfter"),
    plain("columnRemove", "deleteColumn"),
    button("headRow", () => toggleHead(editor, "row"), { pressed: () => hasHead(editor, "row") }),
    button("headColumn", () => toggleHead(editor, "column"), { pressed: () => hasHead(editor, "column") }),
    button("caption", () => editCaption(editor, words), { opens: true }),
    { ...plain("tableRemove", "deleteTable"), moves: true },
  ];
}

async function editLink(editor, words, lang) {
  const current = editor.getAttributes("link");
  const { empty } = editor.state.selection;
  const answer = await askForLink(words, lang, { ...current, needsWords: empty && !current.href });
  editor.view.focus();
  if (!answer) return;
  const chain = editor.chain();
  if (current.href) chain.extendMarkRange("link");
  if (answer.remove) chain.unsetMark("link").run();
  else if (answer.words) insert(editor, editor.schema.text(answer.words, [linkMark(editor, answer)]));
  else chain.setMark("link", attributesOf(answer)).run();
}

function linkMark(editor, answer) {
  return editor.schema.marks.link.create(attributesOf(answer));
}

/** Puts a node in the place of the selection, and the cursor behind it. */
function insert(editor, node) {
  editor.view.dispatch(editor.state.tr.replaceSelectionWith(node, !node.isText).scrollIntoView());
}

function attributesOf({ href, hreflang }) {
  return { href, hreflang: hreflang || null };
}

async function quote(editor, words) {
  const value = await askForQuote(words);
  editor.view.focus();
  if (value) insert(editor, editor.schema.nodes.quote.create({ value }));
}

async function editCaption(editor, words) {
  const table = tableAround(editor.state.selection.$from);
  if (!table) return;
  const caption = await askForCaption(words, captionWords(table.node.attrs.caption));
  editor.view.focus();
  if (caption !== null) setCaption(editor, caption);
}
