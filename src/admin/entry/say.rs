//! What the script says, in the person's language.
//!
//! Invariant: the script has no words of its own; what is in braces it fills in.

use crate::{lang::Lang, web::Locale};

/// An attribute of an element: its name after `data-`, and what it says.
pub(super) type Saying = (&'static str, String);

/// What is said about keeping what was typed.
pub(super) fn on_form(t: &Locale) -> Vec<Saying> {
    let names = || [("names", "{names}".into())];
    vec![
        ("say-changed", t.msg("editor-say-changed")),
        ("say-keeping", t.msg("editor-say-keeping")),
        ("say-kept", t.msg_with("editor-say-kept", &[("time", "{time}".into())])),
        ("say-offline", t.msg("editor-say-offline")),
        ("say-failed", t.msg("editor-say-failed")),
        ("say-ended", t.msg("editor-say-ended")),
        ("say-late", t.msg("editor-say-late")),
        ("say-is-editing", t.msg_with("editor-is-editing", &names())),
        ("say-are-editing", t.msg_with("editor-are-editing", &names())),
        (
            "say-moved",
            t.msg_with("editor-say-moved", &[("position", "{position}".into()), ("count", "{count}".into())]),
        ),
    ]
}

/// The words of the text editor.
pub(super) fn in_editor(t: &Locale) -> Vec<Saying> {
    let mut words = vec![
        ("toolbar", t.msg_with("editor-toolbar", &[("field", "{field}".into())])),
        ("help", t.msg("editor-toolbar-help")),
        ("heading", t.msg("editor-tool-heading")),
        ("bold", t.msg("editor-bold")),
        ("italic", t.msg("editor-italic")),
        ("bullets", t.msg("editor-bullets")),
        ("numbers", t.msg("editor-numbers")),
        ("indent", t.msg("editor-indent")),
        ("outdent", t.msg("editor-outdent")),
        ("link", t.msg("editor-link")),
        ("quote", t.msg("editor-quote")),
        ("table", t.msg("editor-table")),
        ("undo", t.msg("editor-undo")),
        ("redo", t.msg("editor-redo")),
    ];
    words.extend(about_tables(t));
    words.extend(in_dialogs(t));
    words
}

fn about_tables(t: &Locale) -> Vec<Saying> {
    vec![
        ("row-after", t.msg("editor-row-after")),
        ("row-remove", t.msg("editor-row-remove")),
        ("column-after", t.msg("editor-column-after")),
        ("column-remove", t.msg("editor-column-remove")),
        ("head-row", t.msg("editor-head-row")),
        ("head-column", t.msg("editor-head-column")),
        ("caption", t.msg("editor-table-caption")),
        ("table-remove", t.msg("editor-table-remove")),
        ("caption-title", t.msg("editor-table-caption")),
        ("caption-help", t.msg("editor-table-caption-help")),
    ]
}

fn in_dialogs(t: &Locale) -> Vec<Saying> {
    vec![
        ("link-title", t.msg("editor-link")),
        ("link-entry", t.msg("editor-link-entry")),
        ("link-none", t.msg("editor-link-none")),
        ("link-address", t.msg("editor-link-address")),
        ("link-address-help", t.msg("editor-link-address-help")),
        ("link-bad", t.msg("editor-link-bad")),
        ("link-words", t.msg("editor-link-words")),
        ("link-remove", t.msg("editor-link-remove")),
        ("quote-title", t.msg("editor-quote-title")),
        ("quote-choose", t.msg("editor-quote-choose")),
        ("save", t.msg("editor-apply")),
        ("cancel", t.msg("admin-cancel")),
    ]
}

/// What is said about a language in the dialogs: its tag, its name, and marks for pages and words in it.
pub(super) struct LanguageWords {
    pub lang: Lang,
    pub name: String,
    pub page: String,
    pub words: String,
}

/// The same for every language.
pub(super) fn languages(t: &Locale) -> Vec<LanguageWords> {
    let of = |lang: Lang| {
        let name = t.language(lang);
        LanguageWords {
            lang,
            page: t.msg_with("editor-link-page-in", &[("lang", name.clone().into())]),
            words: t.msg_with("editor-words-in", &[("lang", name.clone().into())]),
            name,
        }
    };
    Lang::ALL.iter().copied().map(of).collect()
}

/// "Sanne is also editing this page."
pub(super) fn others(t: &Locale, names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [name] => Some(t.msg_with("editor-is-editing", &[("names", name.clone().into())])),
        names => Some(t.msg_with("editor-are-editing", &[("names", t.list(names).into())])),
    }
}
