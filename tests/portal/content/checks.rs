//! Each rule of the checks with a bad sample, which it names, and a good one, which it leaves alone.

use leiden_international::content::checks::{Finding, Known, Rule, Severity, check, sentences};
use leiden_international::content::entry::SectionText;
use leiden_international::content::exchange;
use leiden_international::content::rich_text::RichText;
use leiden_international::content::unit::Unit;
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};

use crate::content::support::{BOTH, Draft, id, line};

fn section() -> SectionId {
    "s".to_owned().try_into().unwrap()
}

/// A page with that text in one section.
fn page(lang: Lang, heading: Option<&str>, html: &str) -> Draft {
    let mut draft = Draft::page("a").summary(En, "About it").summary(Nl, "Erover").says("s", "x");
    let words = SectionText { heading: heading.map(line), text: RichText::sanitised(html) };
    draft.0.texts.get_mut(lang).as_mut().unwrap().sections.insert(section(), words);
    draft
}

fn rules(draft: &Draft, lang: Lang) -> Vec<Rule> {
    check(&id("a"), &draft.0, lang, &Known::default()).into_iter().map(|finding| finding.rule).collect()
}

#[track_caller]
fn assert_found(lang: Lang, html: &str, rule: &Rule, severity: Severity) {
    let found = check(&id("a"), &page(lang, Some("Heading"), html).0, lang, &Known::default());
    let unit = Unit::Words(section(), lang);
    assert_eq!(found, [Finding { unit, rule: rule.clone() }], "{html}");
    assert_eq!(found[0].severity(), severity, "{rule:?}");
}

#[track_caller]
fn assert_fine(lang: Lang, html: &str) {
    assert_eq!(rules(&page(lang, Some("Heading"), html), lang), [], "{html}");
}

#[test]
fn what_publication_needs() {
    let good = page(En, None, "<p>Fine.</p>");
    assert_eq!(rules(&good, En), []);
    assert_eq!(rules(&good.clone().only(Nl), En), [Rule::MissingText]);
    let mut without_slug = good.clone();
    without_slug.0.texts.get_mut(En).as_mut().unwrap().slug = None;
    assert_eq!(rules(&without_slug, En), [Rule::MissingSlug]);
    assert_eq!(
        check(&id("home"), &without_slug.0, En, &Known::default()),
        [],
        "the home page has no word of its own"
    );
    let mut without_summary = good;
    without_summary.0.texts.get_mut(En).as_mut().unwrap().summary = None;
    assert_eq!(rules(&without_summary, En), [Rule::MissingSummary]);
    assert_eq!(Rule::MissingSlug.severity(), Severity::Error);
    assert_eq!(Rule::MissingSummary.severity(), Severity::Warning);
    assert_eq!(rules(&Draft::figure(), En), [], "a figure needs neither");
}

#[test]
fn headings_say_something_and_leave_out_no_level() {
    let warning = Severity::Warning;
    assert_found(En, "<h3>…</h3><p>a</p>", &Rule::EmptyHeading, Severity::Error);
    assert_found(En, "<h4>Deep</h4><p>a</p>", &Rule::SkippedLevel("Deep".into()), warning);
    assert_found(En, "<h2>A</h2><p>a</p><h4>B</h4><p>b</p>", &Rule::SkippedLevel("B".into()), warning);
    assert_found(En, "<p>a</p><h3>Last</h3>", &Rule::HeadingWithoutText("Last".into()), warning);
    assert_found(En, "<h3>A</h3><h3>B</h3><p>b</p>", &Rule::HeadingWithoutText("A".into()), warning);
    assert_fine(En, "<h3>A</h3><h4>B</h4><p>b</p><h2>C</h2><p>c</p>");
    assert_eq!(rules(&page(En, None, "<h3>A</h3><p>a</p>"), En), [Rule::SkippedLevel("A".into())]);
    assert_eq!(rules(&page(En, None, "<h2>A</h2><p>a</p>"), En), []);
    assert_eq!(rules(&page(En, Some("?"), "<p>a</p>"), En), [Rule::EmptyHeading]);
    assert_eq!(rules(&page(En, Some("A"), ""), En), [Rule::HeadingWithoutText("A".into())]);
    assert_eq!(rules(&page(En, Some("A"), "").shows("s", "b"), En), []);
}

#[test]
fn what_looks_like_a_heading_or_a_list_is_one() {
    let warning = Severity::Warning;
    assert_found(
        En,
        "<p><strong>Opening hours</strong></p>",
        &Rule::LooksLikeHeading("Opening hours".into()),
        warning,
    );
    assert_fine(En, "<p><strong>Note:</strong> closed on Monday.</p>");
    assert_fine(En, "<p><strong>We are closed on Monday.</strong></p>");
    for (html, text) in [
        ("<p>- passport<br>- visa</p>", "- passport\n- visa"),
        ("<p>• passport</p>", "• passport"),
        ("<p>Bring:<br>1. your passport<br>2. your visa</p>", "Bring:\n1. your passport\n2. your visa"),
        ("<p>a) one</p>", "a) one"),
    ] {
        assert_found(En, html, &Rule::LooksLikeList(text.into()), warning);
    }
    assert_fine(En, "<ul><li>passport</li><li>visa</li></ul>");
    assert_fine(En, "<p>2026 was – as planned – a good year.</p>");
    assert_fine(En, "<p>14 071 is the number.</p>");
}

#[test]
fn tables_have_header_cells() {
    assert_found(
        En,
        "<table><tr><td>A</td><td>1</td></tr></table>",
        &Rule::TableWithoutHeader,
        Severity::Error,
    );
    assert_fine(En, r#"<table><tr><th scope="col">A</th></tr><tr><td></td></tr></table>"#);
}

#[test]
fn links_say_where_they_lead() {
    for text in ["Click here", "here", "klik hier", "Lees meer", "More information »"] {
        let html = format!(r#"<p>For hours <a href="https://a.nl">{text}</a>.</p>"#);
        for lang in BOTH {
            assert_found(*lang, &html, &Rule::GenericLink(text.into()), Severity::Warning);
        }
    }
    assert_fine(En, r#"<p><a href="https://a.nl">More information about housing</a></p>"#);
    let strong = r#"<p><a href="https://a.nl"><strong>Click</strong> here</a></p>"#;
    assert_found(En, strong, &Rule::GenericLink("Click here".into()), Severity::Warning);
}

#[test]
fn links_to_files_say_type_and_language() {
    let link =
        |href: &str, hreflang: &str, text: &str| format!(r#"<p><a href="{href}"{hreflang}>{text}</a></p>"#);
    let (file, nl) = ("https://a.nl/Plan.PDF?v=1", r#" hreflang="nl""#);
    let warning = Severity::Warning;
    assert_found(En, &link(file, nl, "The plan"), &Rule::DocumentWithoutType("The plan".into()), warning);
    assert_found(
        En,
        &link(file, "", "The plan (PDF, 1 MB)"),
        &Rule::DocumentWithoutLanguage("The plan (PDF, 1 MB)".into()),
        warning,
    );
    assert_fine(En, &link(file, nl, "The plan (PDF, 1 MB)"));
    assert_fine(En, &link(file, "", "The plan (PDF, English, 1 MB)"));
    assert_fine(En, &link("https://a.nl/a.docx", nl, "The plan (Word)"));
    assert_fine(En, &link("https://a.nl/pdf", "", "The plan"));
}

#[test]
fn other_languages_are_marked() {
    let dutch = "U kunt het formulier van de gemeente ook met uw telefoon invullen.";
    let english = "You can also fill in the form of the municipality with your phone.";
    for (lang, strange, own) in [(En, dutch, english), (Nl, english, dutch)] {
        let beginning = strange.split(' ').take(8).collect::<Vec<_>>().join(" ");
        let rule = Rule::OtherLanguage(format!("{beginning} …"));
        assert_found(lang, &format!("<p>{strange}</p>"), &rule, Severity::Warning);
        assert_fine(lang, &format!("<p>{own}</p>"));
        let other = if lang == En { "nl" } else { "en" };
        assert_fine(lang, &format!(r#"<p>{own} <span lang="{other}">{strange}</span></p>"#));
        assert_fine(lang, &format!(r#"<p><a href="https://a.nl" hreflang="{other}">{strange}</a></p>"#));
    }
    assert_fine(En, "<p>Gemeente Leiden, Huis van de Stad</p>");
}

#[test]
fn long_sentences_are_counted() {
    let sentence = |words: usize| format!("Word {}.", vec!["word"; words - 1].join(" "));
    let html = format!("<p>{} {}</p><ul><li>{}</li></ul>", sentence(21), sentence(20), sentence(25));
    assert_found(En, &html, &Rule::LongSentences { count: 2, longest: 25 }, Severity::Warning);
    let half = vec!["word"; 15].join(" ");
    assert_fine(En, &format!("<p>{half}<br>{half}</p><ul><li>{half}</li><li>{half}</li></ul>"));
    let counted = sentences(&page(En, Some("Heading"), &html).0, En);
    assert_eq!((counted.count, counted.average, counted.longest), (4, 17, 25));
}

#[test]
fn officials_words_are_named_in_dutch() {
    for word in [
        "Echter",
        "betreffende",
        "middels",
        "dient te",
        "conform",
        "inzake",
        "teneinde",
        "reeds",
        "gaarne",
        "indien",
    ] {
        let html = format!("<p>U {word} komen.</p>");
        assert_found(Nl, &html, &Rule::HardWord(word.to_lowercase()), Severity::Warning);
        assert_fine(En, &html);
    }
    assert_fine(Nl, "<p>Als u wilt, komt u langs. De indiener doet niets.</p>");
}

#[test]
fn what_readers_do_not_see_is_not_looked_at() {
    let draft = page(En, Some("Heading"), "<p>- a</p>").unconfirmed("s");
    assert_eq!(rules(&draft, En), []);
}

#[test]
fn the_content_that_comes_with_the_program_has_no_errors() {
    for file in exchange::files(leiden_international::config::StarterContent::Example) {
        let file: exchange::EntryFile = serde_json::from_str(&file.text).unwrap();
        let Some(body) = file.live else { continue };
        for lang in BOTH.iter().filter(|lang| body.texts.get(**lang).is_some()) {
            let found = check(&file.id, &body, *lang, &Known::default());
            let errors: Vec<_> =
                found.iter().filter(|finding| finding.severity() == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", file.id);
        }
    }
}
