//! Each notation beside its counterpart.

use leiden_international::content::facts::{Facts, Kind};
use leiden_international::lang::Lang::{self, En, Nl};

use super::{between_lines, between_texts, shown};

fn values(text: &str, lang: Lang) -> Vec<(Kind, String)> {
    Facts::of_line(text, lang).unwrap().iter().map(|fact| (fact.kind, fact.value.clone())).collect()
}

/// Every spelling in every language is that one fact, also within a sentence.
#[track_caller]
fn same(kind: Kind, value: &str, en: &[&str], nl: &[&str]) {
    for (lang, spellings) in [(En, en), (Nl, nl)] {
        for spelling in spellings {
            let expected = [(kind, value.to_owned())];
            assert_eq!(values(spelling, lang), expected, "{lang}: {spelling}");
            for around in [("(", ")."), ("“", "”, "), ("x ", "\u{a0}x"), ("x:\u{2009}", "!"), ("x, ", "; x")]
            {
                let text = format!("{}{spelling}{}", around.0, around.1);
                assert_eq!(values(&text, lang), expected, "{lang}: {text}");
            }
        }
    }
    for en in en {
        for nl in nl {
            assert_eq!(shown(&between_lines(en, nl)), [], "{en} = {nl}");
        }
    }
}

#[track_caller]
fn meets(en: &str, nl: &str) {
    assert_eq!(shown(&between_lines(en, nl)), [], "{en} = {nl}");
}

#[track_caller]
fn differs(kind: Kind, en: &str, nl: &str, only: (&str, &str)) {
    let expected = [(kind, only.0.to_owned(), only.1.to_owned())];
    assert_eq!(shown(&between_lines(en, nl)), expected, "{en} / {nl}");
}

#[test]
fn numbers() {
    same(Kind::Number, "1234", &["1,234", "1234", "1 234"], &["1.234", "1234", "1\u{202f}234"]);
    same(Kind::Number, "1234567.89", &["1,234,567.89"], &["1.234.567,89"]);
    same(Kind::Number, "2.1", &["2.1"], &["2,1", "2,10"]);
    same(Kind::Number, "1500000", &["1.5 million", "1.5 mln"], &["1,5 miljoen", "1,5 mln"]);
    same(Kind::Number, "2020", &["2020"], &["2020"]);
    same(Kind::Number, "5", &["five", "5"], &["vijf", "5"]);
    same(Kind::Number, "22", &["twenty-two", "twenty two"], &["tweeëntwintig", "tweee\u{308}ntwintig"]);
    same(
        Kind::Number,
        "150",
        &["one hundred and fifty", "a hundred and fifty"],
        &["honderdvijftig", "honderd vijftig"],
    );
    same(
        Kind::Number,
        "2500",
        &["two thousand five hundred"],
        &["tweeduizend vijfhonderd", "vijfentwintighonderd"],
    );
    same(Kind::Number, "3000000", &["three million", "3 million"], &["drie miljoen", "3 miljoen"]);
    same(
        Kind::Number,
        "2.5",
        &["2½", "2.5", "two and a half"],
        &["2½", "2,5", "tweeënhalf", "twee en een half"],
    );
    same(Kind::Number, "1.1.1", &["1.1.1"], &["1.1.1"]);
    same(Kind::Number, "b1", &["B1"], &["B1"]);
    assert_eq!(values("EN 301 549", En), values("EN 301 549", Nl));
    same(Kind::Number, "2.", &["2nd"], &["2e", "2de"]);
    meets("the twenty-first time, in the 17th century", "de 21e keer, in de zeventiende eeuw");
    meets("the 1990s", "de jaren negentig");
    meets("between one hundred and two hundred", "tussen honderd en tweehonderd");
    meets("an area of 80 m2", "een oppervlakte van 80 vierkante meter");
}

#[test]
fn words_that_may_be_numbers_are_never_missed() {
    for (en, nl) in [
        ("one of the desks", "een van de balies"),
        ("Read this first", "Lees eerst dit"),
        ("It first came out in May 2020", "Het verscheen voor het eerst in mei 2020"),
        ("in 1 month", "in een maand"),
        ("within a month", "binnen 1 maand"),
        ("both languages", "beide talen"),
        ("the two languages", "beide talen"),
        ("the first goal", "het 1e doel"),
        ("the 1st goal", "het eerste doel"),
        ("twice a year", "twee keer per jaar"),
        ("once a year", "1 keer per jaar"),
        ("a two-year contract", "een tweejarig contract"),
        ("You may take this into account", "U mag dit in acht nemen"),
        ("in eight weeks", "in acht weken"),
        ("the House of Representatives", "de Tweede Kamer"),
        ("We march on", "We lopen door"),
        ("Celebrate with us!", "Vier mee!"),
        ("ask for Ms De Zeven", "vraag naar mevrouw De Zeven"),
        ("no older than 6 months", "maximaal een half jaar oud"),
        ("after an hour and a half", "na anderhalf uur"),
    ] {
        meets(en, nl);
    }
    differs(Kind::Number, "the second of a row", "de eerste van een rij", ("second", "eerste"));
    differs(Kind::Number, "the second Thursday", "de derde donderdag", ("second", "derde"));
}

#[test]
fn percentages_and_amounts() {
    same(
        Kind::Percentage,
        "13.1",
        &["13.1%", "13.1 %", "13.1 percent", "13.1 per cent"],
        &["13,1%", "13,1\u{a0}%", "13,1 procent"],
    );
    same(
        Kind::Amount,
        "EUR 18.9",
        &["€18.90", "€ 18.90", "EUR 18.90", "18.90 euros", "18.90 euro"],
        &["€ 18,90", "€18,90", "18,90 euro", "EUR 18,90"],
    );
    same(
        Kind::Amount,
        "EUR 1000",
        &["€1,000", "1,000 euros", "a thousand euros"],
        &["€ 1.000,-", "€ 1.000,–", "1000 euro", "€ 1000,--"],
    );
    same(Kind::Amount, "EUR 1500000", &["€1.5 million", "€1.5m"], &["€ 1,5 miljoen", "1,5 miljoen euro"]);
    same(Kind::Amount, "EUR 0.5", &["50 cents", "€0.50"], &["50 cent", "€ 0,50", "50 eurocent"]);
    meets("5 to 10 euros", "€ 5 tot € 10");
    meets("10% to 15%", "10 tot 15 procent");
    meets("€5–10", "5 tot 10 euro");
    differs(Kind::Amount, "It costs €12.", "Het kost € 13.", ("€12", "€ 13"));
    differs(Kind::Percentage, "It is 12 %.", "Het is 13 procent.", ("12 %", "13 procent"));
    let swapped = ("€10 for adults and €5 for children", "€ 5 voor volwassenen en € 10 voor kinderen");
    differs(Kind::Amount, swapped.0, swapped.1, ("€10 + €5", "€ 5 + € 10"));
}

#[test]
fn dates() {
    same(
        Kind::Date,
        "2020-09-17",
        &[
            "17 September 2020",
            "September 17, 2020",
            "17th of September 2020",
            "17 Sept. 2020",
            "2020-09-17",
            "17/09/2020",
            "September 17th, 2020",
        ],
        &["17 september 2020", "17-09-2020", "17-9-2020", "2020-09-17", "17 sept. 2020", "17 sep 2020"],
    );
    same(Kind::Date, "2022-03", &["March 2022", "Mar 2022"], &["maart 2022", "mrt 2022", "mrt. 2022"]);
    same(Kind::Date, "--05-03", &["3 May", "May 3", "the 3rd of May"], &["3 mei", "de 3e mei"]);
    same(Kind::Date, "--08", &["August"], &["augustus"]);
    meets("from 1 to 5 May", "van 1 tot en met 5 mei");
    meets("from 1 May to 5 May", "1–5 mei");
    meets("on May 6, 13 and 20", "op 6, 13 en 20 mei");
    meets("In May we are closed.", "In mei zijn we gesloten.");
    differs(Kind::Date, "17 September", "17 september 2020", ("17 September", "17 september 2020"));
    differs(Kind::Date, "17 September 2020", "17 oktober 2020", ("17 September 2020", "17 oktober 2020"));
    same(Kind::Weekday, "1", &["Monday", "on Mondays"], &["maandag", "maandagochtend", "’s maandags"]);
    meets("Mon–Fri 9:00", "maandag t/m vrijdag 9.00 uur");
    meets("So we do this.", "Zo doen we dat: wo en vwo.");
    differs(Kind::Weekday, "on Tuesday", "op woensdag", ("Tuesday", "woensdag"));
}

#[test]
fn times() {
    same(
        Kind::Time,
        "09:00",
        &["9:00", "9 am", "9 a.m.", "9am", "9.00 am", "09:00", "9 in the morning"],
        &["9.00 uur", "9:00", "9 uur", "9.00", "09.00 u", "9u"],
    );
    same(
        Kind::Time,
        "14:30",
        &["2:30 pm", "14:30", "2.30pm", "2:30 p.m."],
        &["14.30 uur", "14:30", "14u30", "14.30"],
    );
    same(
        Kind::Time,
        "20:00",
        &["8 pm", "8 in the evening", "20:00"],
        &["8 uur ’s avonds", "20.00 uur", "20 uur"],
    );
    same(Kind::Time, "09:30", &["half past nine", "9:30"], &["half tien", "9.30 uur", "half 10"]);
    same(Kind::Time, "08:45", &["a quarter to nine", "8:45"], &["kwart voor negen", "8.45 uur"]);
    for (en, nl) in [
        ("9:00-17:00", "9.00 tot 17.00 uur"),
        ("9 to 17:00", "9–17 uur"),
        ("from 9 am to 5 pm", "van 9 tot 17 uur"),
        ("from 1 to 5 pm", "van 13.00 tot 17.00 uur"),
        ("from 9 to 5 pm", "van 9.00 tot 17.00 uur"),
        ("at noon", "om 12.00 uur"),
        ("until midnight", "tot 24.00 uur"),
        ("24 hours a day", "24 uur per dag"),
        ("within 48 hours", "binnen 48 uur"),
        ("two hours", "twee uur"),
        ("version 1.12", "versie 1.12"),
        ("9.30", "9.30"),
        ("at two o’clock", "om twee uur"),
        ("at half past seven in the evening", "om half acht ’s avonds"),
        ("at 7:30 pm", "om half acht"),
    ] {
        meets(en, nl);
    }
    differs(Kind::Time, "open from 9:00", "open vanaf 10.00 uur", ("9:00", "10.00 uur"));
    differs(Kind::Time, "open from 9 am", "open vanaf 9 uur ’s avonds", ("9 am", "9 uur ’s avonds"));
    differs(Kind::Time, "10:00–17:00", "9 tot 17 uur", ("10:00", "9"));
    differs(Kind::Number, "three hours", "twee uur", ("three", "twee uur"));
}

#[test]
fn phones_and_mail() {
    let spellings = [
        "+31 71 516 5165",
        "071 516 5165",
        "(071) 516 51 65",
        "071-5165165",
        "+31 (0)71 516 5165",
        "0031 71 516 51 65",
        "0715165165",
    ];
    same(Kind::Phone, "+31715165165", &spellings, &spellings);
    same(Kind::Phone, "14071", &["14 071"], &["14 071"]);
    same(Kind::Phone, "+31612345678", &["+31 6 12345678"], &["06-12345678", "06 12 34 56 78"]);
    same(Kind::Phone, "08001234", &["0800 1234"], &["0800-1234"]);
    same(Kind::Email, "info@leiden.nl", &["info@leiden.nl", "Info@Leiden.nl"], &["info@leiden.nl"]);
    differs(Kind::Phone, "Call 071 516 5165.", "Bel 071 516 5156.", ("071 516 5165", "071 516 5156"));
    differs(Kind::Email, "info@leiden.nl", "info@leiden.com", ("info@leiden.nl", "info@leiden.com"));
    meets("(from 09/01/2026)", "(9 januari 2026)");
    meets("(09/01/2026)", "(9 januari 2026)");
    meets("(071 516 5165)", "(+31 71 516 5165)");
    meets("Street 2, 2333 CW Leiden", "Straat 2, 2333 CW Leiden");
    assert!(!shown(&between_lines("Street 2, 2333 CW Leiden", "Straat 2, 2334 CW Leiden")).is_empty());
}

#[test]
fn links() {
    let link = |href: &str| format!(r#"<p><a href="{href}">here</a></p>"#);
    let differs = |en: &str, nl: &str| shown(&between_texts(&link(en), &link(nl)));
    for (en, nl) in [
        ("https://www.example.org/a", "http://Example.org/a/"),
        ("https://example.org/a#hours", "https://example.org/a#openingstijden"),
        ("https://example.org/en/a", "https://example.org/nl/a"),
        ("https://example.org/en/hours", "https://example.org/nl/openingstijden"),
        ("https://example.org/en/hours", "https://example.org/openingstijden"),
        ("https://example.org/a?lang=en", "https://example.org/a?lang=nl"),
        ("https://en.example.org/a", "https://nl.example.org/a"),
        ("mailto:info@example.org?subject=a", "mailto:info@example.org"),
        ("tel:+31715165165", "tel:0715165165"),
        ("entry:contact#phone", "entry:contact#phone"),
    ] {
        assert_eq!(differs(en, nl), [], "{en} = {nl}");
    }
    for (kind, en, nl) in [
        (Kind::Link, "https://example.org/a", "https://example.org/b"),
        (Kind::Link, "https://example.org/en/a", "https://example.org/en/b"),
        (Kind::Link, "https://example.org/en/a", "https://example.com/nl/a"),
        (Kind::Link, "https://example.org/a?id=1", "https://example.org/a?id=2"),
        (Kind::Reference, "entry:contact", "entry:policy"),
    ] {
        assert_eq!(differs(en, nl), [(kind, en.to_owned(), nl.to_owned())]);
    }
    let bare = between_texts("<p>www.example.org/a.</p>", &link("https://example.org/a"));
    assert_eq!(shown(&bare), []);
    let phone =
        between_texts(&link("tel:+31715165165"), r#"<p><a href="tel:+31715165165">071 516 5165</a></p>"#);
    assert_eq!(shown(&phone), [], "a number that is its own link is stated once");
    let other = between_texts("<p>071 516 5165</p>", r#"<p><a href="tel:+31715165166">071 516 5165</a></p>"#);
    assert_eq!(shown(&other), [(Kind::Phone, String::new(), "+31715165166".to_owned())]);
}

#[test]
fn lists_tables_and_quotes() {
    let list = |items: usize| format!("<ul>{}</ul>", "<li>a</li>".repeat(items));
    assert_eq!(shown(&between_texts(&list(3), &list(3))), []);
    assert_eq!(shown(&between_texts(&list(3), &list(2))), [(Kind::List, "3".to_owned(), "2".to_owned())]);
    let two = format!("{}<p>b</p>{}", list(3), list(3));
    assert_eq!(shown(&between_texts(&two, &list(3))), [(Kind::List, "3".to_owned(), String::new())]);
    let nested = |inner: usize| format!("<ol><li>a{}</li><li>b</li></ol>", list(inner));
    assert_eq!(shown(&between_texts(&nested(3), &nested(4))), [(Kind::List, "3".to_owned(), "4".to_owned())]);
    let table = |rows: usize| {
        format!("<table><tbody>{}</tbody></table>", "<tr><td>a</td><td>b</td></tr>".repeat(rows))
    };
    assert_eq!(shown(&between_texts(&table(2), &table(3))), [(Kind::Table, "2".to_owned(), "3".to_owned())]);
    let quote = |figure: &str| format!(r#"<p><data value="{figure}"></data> of all</p>"#);
    assert_eq!(shown(&between_texts(&quote("a"), &quote("a"))), []);
    assert_eq!(
        shown(&between_texts(&quote("a"), &quote("b"))),
        [(Kind::Reference, "a".to_owned(), "b".to_owned())]
    );
}
