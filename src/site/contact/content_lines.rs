//! The lines that vCards (RFC 6350, 3.2 to 3.4) and calendars (RFC 5545, 3.1 and 3.3.11) are made of.
//!
//! Invariant: whatever a value holds, it is one value of one line, and no line is longer than 75 bytes.

use std::fmt::Write;

/// The longest line, in bytes, without its end.
const LONGEST: usize = 75;

/// The text of a card or a calendar.
#[derive(Default)]
pub(super) struct ContentLines(String);

impl ContentLines {
    /// A line whose value is written as it is: an address, a date, a word of the format. The name may be followed by
    /// parameters.
    pub(super) fn push(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LONGEST;
        while rest.len() > room {
            let (start, end) = rest.split_at(rest.floor_char_boundary(room));
            // Writing to a text cannot fail.
            let _ = write!(self.0, "{start}\r\n ");
            // The blank that continues a line is part of it.
            (rest, room) = (end, LONGEST - 1);
        }
        let _ = write!(self.0, "{rest}\r\n");
    }

    /// A line whose value is a text.
    pub(super) fn push_text(&mut self, name: &str, text: &str) {
        self.push(name, &escaped(text));
    }

    /// A line whose value has parts.
    pub(super) fn push_parts(&mut self, name: &str, parts: &[String]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.push(name, &parts.join(";"));
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(name: &str, text: &str) -> String {
        let mut lines = ContentLines::default();
        lines.push_text(name, text);
        lines.into_string()
    }

    /// The value of the only line, as a reader takes it.
    fn read(lines: &str) -> String {
        let whole = lines.strip_suffix("\r\n").unwrap().replace("\r\n ", "");
        assert!(!whole.contains(['\r', '\n']), "{whole:?}");
        let mut value = whole.split_once(':').unwrap().1.chars();
        let mut text = String::new();
        while let Some(c) = value.next() {
            match c {
                '\\' => text.push(value.next().map(|c| if c == 'n' { '\n' } else { c }).unwrap()),
                ';' | ',' => panic!("two values in {whole:?}"),
                c => text.push(c),
            }
        }
        text
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(lines("NOTE", "a;b,c\\d\ne"), "NOTE:a\\;b\\,c\\\\d\\ne\r\n");
        let mut lines = ContentLines::default();
        lines.push_parts("ADR", &["".into(), "Street 1, back".into(), "Leiden".into()]);
        assert_eq!(lines.into_string(), "ADR:;Street 1\\, back;Leiden\r\n");
    }

    proptest! {
        #[test]
        fn a_text_comes_back(text in "(\\PC|[\n;,\\\\]){0,200}") {
            let lines = lines("SUMMARY", &text);
            prop_assert!(lines.split("\r\n").all(|line| line.len() <= LONGEST), "{}", lines);
            prop_assert_eq!(read(&lines), text);
        }
    }
}
