//! Any number, amount, date and time in any notation of one language meets the same in any notation of the other,
//! and nothing else; and no text is too strange to be read.

use leiden_international::content::facts::{Facts, compare};
use leiden_international::lang::{Lang, PerLang};
use proptest::prelude::*;

use super::between_lines;

/// A number in hundredths, in the notation of each language.
fn number(hundredths: u64, grouped: bool) -> [String; 2] {
    let whole = (hundredths / 100).to_string();
    let decimals = hundredths % 100;
    let write = |group: &str, decimal: &str| {
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        if decimals == 0 { text } else { format!("{text}{decimal}{decimals:02}") }
    };
    [write(",", "."), write(".", ",")]
}

/// A date as (year, month, day).
type Date = (u16, usize, u8);

const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
];

fn date((year, month, day): Date, notation: usize) -> [String; 2] {
    let [en, nl] = MONTHS.map(|names| names[month]);
    let number = month + 1;
    let en = [
        format!("{day} {en} {year}"),
        format!("{en} {day}, {year}"),
        format!("{year}-{number:02}-{day:02}"),
        format!("{day:02}/{number:02}/{year}"),
    ];
    let nl = [
        format!("{day} {nl} {year}"),
        format!("{day}-{number}-{year}"),
        format!("{year}-{number:02}-{day:02}"),
        format!("{day:02}-{number:02}-{year}"),
    ];
    [en[notation % 4].clone(), nl[notation / 4].clone()]
}

fn time(minutes: u16, notation: usize) -> [String; 2] {
    let (hour, minute) = (minutes / 60, minutes % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let short = (hour + 11) % 12 + 1;
    let en = [
        format!("{hour}:{minute:02}"),
        format!("{short}:{minute:02} {half}"),
        if minute == 0 { format!("{short} {half}") } else { format!("{short}.{minute:02}{half}") },
    ];
    let nl = [
        format!("{hour}.{minute:02} uur"),
        format!("{hour:02}:{minute:02}"),
        if minute == 0 { format!("{hour} uur") } else { format!("{hour:02}.{minute:02} uur") },
    ];
    [en[notation % 3].clone(), nl[notation / 3].clone()]
}

/// What may stand around a fact without being part of it.
fn around() -> impl Strategy<Value = (&'static str, &'static str)> {
    let before = prop::sample::select(vec!["", "x ", "x\u{a0}", "(", "“", "x:  ", "x, ", "\n", "x \u{2009}"]);
    let behind =
        prop::sample::select(vec!["", ".", " x", "\u{a0}x", ")", "!", "; x", ", x", "”.", "?\n", "  "]);
    (before, behind)
}

fn meet([en, nl]: &[String; 2], around: (&str, &str), changed: &[String; 2]) -> Result<(), TestCaseError> {
    let [en_around, nl_around] = [en, nl].map(|text| format!("{}{text}{}", around.0, around.1));
    prop_assert_eq!(between_lines(&en_around, &nl_around), []);
    prop_assert_eq!(between_lines(&en_around, nl), []);
    prop_assert!(!between_lines(&en_around, &changed[1]).is_empty(), "{} = {}", en_around, changed[1]);
    prop_assert!(!between_lines(&changed[0], &nl_around).is_empty(), "{} = {}", changed[0], nl_around);
    prop_assert!(!between_lines(&en_around, "").is_empty(), "{} is a fact", en_around);
    Ok(())
}

proptest! {
    #[test]
    fn numbers(hundredths in 200u64..2_000_000_000, grouped: bool, around in around(), by in 1u64..5000) {
        meet(&number(hundredths, grouped), around, &number(hundredths + by, grouped))?;
    }

    #[test]
    fn amounts_and_percentages(hundredths in 1u64..200_000_000, around in around(), by in 1u64..5000) {
        for [en, nl] in [("€#", "€ #"), ("€ #", "# euro"), ("#%", "# %"), ("# per cent", "# procent")].map(<[&str; 2]>::from) {
            let write = |value| {
                let [in_en, in_nl] = number(value, true);
                [en.replace('#', &in_en), nl.replace('#', &in_nl)]
            };
            meet(&write(hundredths), around, &write(hundredths + by))?;
        }
    }

    #[test]
    fn dates(year in 1000u16..3000, month in 0usize..12, day in 1u8..=28, notation in 0usize..16, around in around(), part in 0..3) {
        let other = match part {
            0 => (year - 1, month, day),
            1 => (year, (month + 1) % 12, day),
            _ => (year, month, day % 28 + 1),
        };
        meet(&date((year, month, day), notation), around, &date(other, notation))?;
    }

    #[test]
    fn times(minutes in 0u16..24 * 60, notation in 0usize..9, around in around(), by in prop::sample::select(vec![5u16, 15, 60, 90])) {
        meet(&time(minutes, notation), around, &time((minutes + by) % (24 * 60), notation))?;
    }

    #[test]
    fn any_text_states_what_it_states(text in r#"(.|[0-9]{1,5}|[-.,:/()+€%'"@# ]|\n|een|half |hundred |en |and |mei |May |uur|am|€|ma |tot |twee|info@|www\.|\.nl|0|07|\u{301}){0,40}"#) {
        for lang in Lang::ALL {
            let facts = Facts::of_line(&text, *lang).unwrap();
            for fact in facts.iter() {
                prop_assert!(text.contains(&fact.written), "{fact:?}");
            }
            prop_assert_eq!(compare(&PerLang::from_fn(|_| Some(facts.clone()))), []);
            prop_assert_eq!(compare(&PerLang::from_fn(|other| (other == *lang).then(|| facts.clone()))), []);
        }
        between_lines(&text, &text);
    }
}
