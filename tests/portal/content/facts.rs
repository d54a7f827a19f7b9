//! Facts in two languages: each notation meets its counterpart, each change is seen, and nothing else is.

mod clean;
mod mutations;
mod notations;
mod properties;

use leiden_international::content::entry::{Body, SectionText};
use leiden_international::content::facts::{Difference, Facts, Kind, compare};
use leiden_international::content::rich_text::RichText;
use leiden_international::lang::{Lang, PerLang};

/// What differs between two lines.
fn between_lines(en: &str, nl: &str) -> Vec<Difference> {
    let line = |lang| if lang == Lang::En { en } else { nl };
    compare(&PerLang::from_fn(|lang| Facts::of_line(line(lang), lang)))
}

/// A passage with that text in each language.
fn pair(name: &str, en: &str, nl: &str) -> Pair {
    let words = |html: &str| Some(SectionText { heading: None, text: RichText::sanitised(html) });
    let of = |lang| if lang == Lang::En { en } else { nl };
    Pair { name: name.to_owned(), words: PerLang::from_fn(|lang| words(of(lang))) }
}

/// What differs between two texts of a section.
fn between_texts(en: &str, nl: &str) -> Vec<Difference> {
    between_sections(&pair("", en, nl).words)
}

fn between_sections(words: &PerLang<Option<SectionText>>) -> Vec<Difference> {
    compare(&PerLang::from_fn(|lang| Facts::of_section(words.get(lang).as_ref()?, lang)))
}

/// What a difference shows, on one line: kind, English, Dutch.
fn shown(differences: &[Difference]) -> Vec<(Kind, String, String)> {
    let side = |difference: &Difference, lang| difference.only.get(lang).join(" + ");
    differences.iter().map(|found| (found.kind, side(found, Lang::En), side(found, Lang::Nl))).collect()
}

/// A passage that an entry has in both languages.
struct Pair {
    name: String,
    words: PerLang<Option<SectionText>>,
}

/// Every passage of an entry that is in both languages; a line is a section with a heading only.
fn pairs(entry: &str, body: &Body) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |name: &str, words: PerLang<Option<SectionText>>| {
        if words.iter().all(|(_, words)| words.is_some()) {
            pairs.push(Pair { name: format!("{entry} {name}"), words });
        }
    };
    let lines = |line: &dyn Fn(Lang) -> Option<SectionText>| PerLang::from_fn(line);
    let heading = |heading: &leiden_international::content::values::Line| SectionText {
        heading: Some(heading.clone()),
        text: RichText::default(),
    };
    add("@title", lines(&|lang| body.texts.get(lang).as_ref().map(|text| heading(&text.title))));
    add("@summary", lines(&|lang| body.texts.get(lang).as_ref()?.summary.as_ref().map(heading)));
    add("@short-title", lines(&|lang| body.texts.get(lang).as_ref()?.short_title.as_ref().map(heading)));
    for section in &body.shared.outline {
        let words = lines(&|lang| body.texts.get(lang).as_ref()?.sections.get(&section.id).cloned());
        add(section.id.as_str(), words);
    }
    pairs
}

/// The body of an entry in a file of an export.
fn body(file: &str) -> (String, Body) {
    let mut entry: serde_json::Value = serde_json::from_str(file).unwrap();
    let body =
        [entry["live"].take(), entry["draft"].take()].into_iter().find(|body| !body.is_null()).unwrap();
    (entry["id"].as_str().unwrap().to_owned(), serde_json::from_value(body).unwrap())
}

/// Every pair of passages of a folder of content.
fn folder(name: &str) -> Vec<Pair> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let bodies = files.iter().map(|file| body(&std::fs::read_to_string(file).unwrap()));
    bodies.flat_map(|(entry, body)| pairs(&entry, &body)).collect()
}

/// Every passage that these pages have in both languages; there is no difference that would have to be explained.
#[test]
fn the_pages_of_the_starter_and_the_example_state_the_same() {
    for name in ["content/starter", "content/example"] {
        let pairs = folder(name);
        assert!(pairs.len() > 60, "{name}: {} passages", pairs.len());
        for pair in pairs {
            assert_eq!(shown(&between_sections(&pair.words)), [], "{name} {}", pair.name);
        }
    }
}
