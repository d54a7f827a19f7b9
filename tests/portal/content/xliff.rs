//! Texts go to translators as XLIFF and come back: what is taken over, what is shown, and what is refused.

mod files;
mod hostile;
mod merging;
mod round_trips;

use leiden_international::content::entry::{Body, SectionText};
use leiden_international::content::rich_text::RichText;
use leiden_international::content::xliff::{
    Export, Languages, Part, Plan, Returned, ReturnedEntry, export, plan, read,
};
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};

use crate::content::support::{Draft, id, line};

/// From English into Dutch.
const INTO_DUTCH: Languages = Languages { from: En, to: Nl };

fn section(name: &str) -> SectionId {
    name.to_owned().try_into().unwrap()
}

/// Says a heading and formatted text in a section.
fn says_html(draft: Draft, lang: Lang, name: &str, heading: Option<&str>, html: &str) -> Draft {
    let mut draft = draft.says_in(lang, name, "-");
    let words = SectionText { heading: heading.map(line), text: RichText::sanitised(html) };
    draft.0.texts.get_mut(lang).as_mut().unwrap().sections.insert(section(name), words);
    draft
}

/// A page about renting: its section `who` has the same blocks in both languages, `where` has others in Dutch, and
/// `when` is there in English only.
fn renting() -> Draft {
    let draft = Draft::page("renting").title(En, "Renting").title(Nl, "Huren").summary(En, "A home & more");
    let draft = says_html(
        draft,
        En,
        "who",
        Some("Who helps"),
        r#"<p>Call <strong>us</strong> or <a href="https://example.org/en">write</a>.</p>
           <ul><li><data value="share"></data> of all</li><li>2026</li></ul>"#,
    );
    let draft = says_html(
        draft,
        Nl,
        "who",
        Some("Wie helpt"),
        r#"<p>Bel <strong>ons</strong> of <a href="https://example.org/nl">schrijf</a>.</p>
           <ul><li><data value="share"></data> van allen</li><li>2026</li></ul>"#,
    );
    let draft = says_html(draft, En, "where", None, "<p>Here.</p><p>There.</p>");
    let draft = says_html(draft, Nl, "where", None, "<p>Hier en daar.</p>");
    says_html(draft, En, "when", Some("When"), r#"<p>Now, <a href="entry:contact">soon</a><br>or later</p>"#)
}

/// Revision 3 of an entry, as it is sent to be translated.
fn exported(body: &Body, langs: Languages) -> String {
    let export_of = Export { entry: &id("renting"), revision: 3, body, passages: None };
    export(&[export_of], langs, |_| Vec::new()).unwrap_or_default()
}

fn returned(file: &str) -> Returned {
    read(file.as_bytes()).unwrap()
}

fn only_entry(file: &str) -> ReturnedEntry {
    let [entry] = &returned(file).entries[..] else { panic!("not one entry: {file}") };
    entry.clone()
}

/// What becomes of a file, where nobody changed anything here.
fn planned(file: &str, body: &Body) -> Plan {
    plan(&only_entry(file), returned(file).langs, body, body)
}

/// What a part says in a language, as it is stored; nothing if nothing.
fn said(body: &Body, part: &Part, lang: Lang) -> String {
    let text = body.texts.get(lang).as_ref();
    let words = |id| text.and_then(|text| text.sections.get(id));
    match part {
        Part::Heading(id) => words(id).and_then(|words| words.heading.as_ref()).map(ToString::to_string),
        Part::Words(id) => words(id).map(|words| words.text.as_str().to_owned()),
        Part::Line(passage) => leiden_international::content::passage::said(body, lang)
            .get(passage)
            .map(|words| words.readable()),
    }
    .unwrap_or_default()
}

/// The names of the units of which something was taken, and what they say now.
fn taken(plan: &Plan) -> Vec<(String, &str)> {
    let name = |part: &Part| match part {
        Part::Heading(id) => format!("{id}/heading"),
        other => String::from(other.passage()),
    };
    plan.taken.iter().map(|taken| (name(&taken.part), &*taken.after)).collect()
}

/// The units that cannot be taken over, why, and what stands in them.
fn unread(plan: &Plan) -> Vec<(&str, String, &str)> {
    plan.unread.iter().map(|unread| (&*unread.unit, unread.reason.to_string(), &*unread.text)).collect()
}

/// The passages that the translator vouches for.
fn agreed(plan: &Plan) -> Vec<&str> {
    plan.agreed.iter().map(|agreement| agreement.passage.as_str()).collect()
}

/// The file with something else in one place, which has to be there once.
fn with(file: &str, before: &str, after: &str) -> String {
    assert_eq!(file.matches(before).count(), 1, "{before:?} in {file}");
    file.replace(before, after)
}

/// The file with that translation of a unit, instead of the one it has.
fn translated(file: &str, unit: &str, target: &str) -> String {
    let start = file.find(&format!("<trans-unit id=\"{unit}\"")).unwrap();
    let end = start + file[start..].find("</trans-unit>").unwrap();
    let source_end = start + file[start..end].find("</source>").unwrap() + "</source>".len();
    let rest = file[source_end..end].split_once("</target>").map_or(&file[source_end..end], |(_, rest)| rest);
    format!("{}\n<target>{target}</target>{rest}{}", &file[..source_end], &file[end..])
}
