//! A week is read, written and evaluated as the `opening-hours` crate does it.

use std::{fs, path::Path};

use jiff::{ToSpan, civil::Date};
use leiden_international::content::hours::{Span, Week};
use opening_hours::OpeningHours;
use proptest::{collection, prelude::*, sample::select};
use serde_json::Value;

use super::{
    fixture::day,
    reference,
    weeks::{any_day, any_text, any_week},
};

/// Pieces of the syntax, of what we store and of what we do not.
const PIECES: &str = "Mo~Tu~Fr-Mo~Sa~su~-~-~,~, ~ ~ ~;~; ~:~+~/~||~[1]~[1,-1]~0~1~9~09:00~9:00~24:00~26:00~\
    09:00-12:00~22:00-02:00~10:00+~sunrise~(dusk-01:00)~open~off~closed~unknown~\"by appointment\"~24/7~PH~SH~PH off~\
    easter~week 10~2026~Sep~Sep 01~2026 Sep 01~2026Sep1~2026 Feb 29~1900 Jan 01~9999 Dec 31~1899 Dec 31~-15~\
    -2026 Dec 31~+Mo~ +1 day~uur~\t~é";

fn any_piece() -> impl Strategy<Value = &'static str> {
    select(PIECES.split('~').collect::<Vec<_>>())
}

fn ours(text: &str) -> Option<Week> {
    Week::try_from(text.to_owned()).ok()
}

/// Ours, after a look at whether the crate reads the same week, and finds the same times for the text itself.
#[track_caller]
fn read(text: &str) -> Option<Week> {
    let week = ours(text);
    assert_eq!(week, reference::week(text), "{text:?}");
    if let Some(week) = &week {
        assert_same_times(week, text, day("2026-12-28"));
    }
    week
}

/// Compares the times of days around one day, and around the first and last day of the week.
#[track_caller]
fn assert_same_times(week: &Week, text: &str, around: Date) {
    let parsed: OpeningHours = text.parse().unwrap();
    for middle in [Some(around), week.valid_from, week.valid_until].into_iter().flatten() {
        for ahead in -4..=8 {
            let date = middle.saturating_add(ahead.days());
            let times = reference::open_times(&parsed, date);
            let times: Vec<Span> = times.into_iter().map(|(span, _)| span).collect();
            assert_eq!(week.on(date), times, "{text:?} on {date}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_we_write_is_the_same_week_to_the_crate(week in any_week(any_day()), around in any_day()) {
        let text = week.to_string();
        prop_assert_eq!(reference::week(&text), Some(week.clone()));
        prop_assert_eq!(ours(&text), Some(week.clone()));
        assert_same_times(&week, &text, around);
    }

    #[test]
    fn however_a_week_is_written_it_is_read((week, text) in any_text(), around in any_day()) {
        prop_assert_eq!(reference::week(&text), Some(week.clone()), "{}", text);
        prop_assert_eq!(ours(&text), Some(week.clone()), "{}", text);
        assert_same_times(&week, &text, around);
    }

    /// One in seven is still a week.
    #[test]
    fn a_text_with_mistakes_is_read_or_refused_as_by_the_crate(
        (_, text) in any_text(),
        edits in collection::vec((any::<prop::sample::Index>(), 0..3_usize, prop_oneof![Just(""), any_piece()]), 1..3),
    ) {
        let mut signs: Vec<char> = text.chars().collect();
        for (at, length, piece) in edits {
            let from = at.index(signs.len() + 1);
            let until = (from + length).min(signs.len());
            signs.splice(from..until, piece.chars());
        }
        read(&signs.into_iter().collect::<String>());
    }

    #[test]
    fn pieces_in_any_order_are_read_or_refused_as_by_the_crate(pieces in collection::vec(any_piece(), 0..8)) {
        read(&pieces.concat());
    }
}

#[test]
fn what_people_write_by_hand() {
    for (text, expected) in [
        ("Mo-Fr 09:00-17:00", Some("Mo-Fr 09:00-17:00")),
        ("mo,we 9:00 - 12:00, 13:00-17:00 open", Some("Mo,We 09:00-12:00,13:00-17:00")),
        ("Mo,We", Some("Mo,We 00:00-24:00")),
        ("Fr-Mo 10:00-16:00", Some("Mo,Fr-Su 10:00-16:00")),
        ("Su-Mo 13:00-17:00,09:00-12:00", Some("Mo,Su 09:00-12:00,13:00-17:00")),
        (" Mo 09:00-12:00 ; Tu 10:00-24:00 ", Some("Mo 09:00-12:00; Tu 10:00-24:00")),
        ("2026 Sep 1-15: Mo 09:00-12:00", Some("2026 Sep 01-2026 Sep 15 Mo 09:00-12:00")),
        ("2026 Dec 20-5 Mo 09:00-12:00", Some("2026 Dec 20-2027 Jan 05 Mo 09:00-12:00")),
        ("2026 Sep 15-15 Mo 09:00-12:00", Some("2026 Sep 15-2026 Sep 15 Mo 09:00-12:00")),
        ("2028 Feb 29 Tu 09:00-12:00", Some("2028 Feb 29-2028 Feb 29 Tu 09:00-12:00")),
        ("1900 Jan 01-9999 Dec 31 Mo 09:00-12:00; Tu 09:00-12:00", Some("Mo,Tu 09:00-12:00")),
        ("Mo-Fr 09:00-17:00; Sa off", None),
        ("Mo-Fr 09:00-17:00; PH off", None),
        ("PH off", None),
        ("24/7", None),
        ("Mo 22:00-26:00", None),
        ("Mo 22:00-02:00", None),
        ("Mo, We 09:00-12:00", None),
        ("Mo  09:00-12:00", None),
        ("Mo 09:00-12:00;", None),
        ("Mo 09.00-12.00", None),
        ("Mo–Fr 09:00-12:00", None),
        ("2027 Feb 29 Mo 09:00-12:00", None),
        ("2026 Dec 31+Mo 09:00-12:00", None),
        ("9999 Dec 20-05 Mo 09:00-12:00", None),
    ] {
        assert_eq!(read(text).map(|week| week.to_string()).as_deref(), expected, "{text:?}");
    }
}

/// The first and the last Monday of a month are not every Monday.
#[test]
fn days_of_the_month_are_refused() {
    for text in ["Mo[1] 09:00-12:00", "Mo[1,-1] 09:00-12:00", "Mo[1-5] 09:00-12:00"] {
        assert!(text.parse::<OpeningHours>().is_ok());
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_hours_in_the_content_files() {
    fn hours<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("hours").and_then(Value::as_str));
                fields.values().for_each(|field| hours(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| hours(item, found)),
            _ => {}
        }
    }
    let mut count = 0;
    for folder in ["starter", "example"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(folder);
        for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            let Ok(value) = serde_json::from_str(&fs::read_to_string(file).unwrap_or_default()) else {
                continue;
            };
            let mut found = Vec::new();
            hours(&value, &mut found);
            for text in &found {
                assert_eq!(read(text).unwrap().to_string(), *text);
            }
            count += found.len();
        }
    }
    assert!(count > 0);
}
