//! Phone numbers: of the Netherlands in each way they are written, of other countries with a plus.
//!
//! Invariant: a number is recognised by how many digits it has, so a wrong digit is another number and a missing one
//! is none.

use super::{Kind, reading::Found, tokens::Text};

/// What numbers begin with that are free, or cost more, wherever they are called.
const SERVICES: &[&str] = &["0800", "0900", "0906", "0909"];

/// What stands between the digits of a phone number.
const BETWEEN: &[char] = &['-', '/', '(', ')'];

/// No number is made of more tokens than this.
const LONGEST: usize = 32;

/// The phone number that starts there.
pub(super) fn phone(text: &Text, at: usize) -> Option<Found> {
    let (digits, to) = municipal(text, at).or_else(|| dialled(text, at))?;
    Some(Found::new(text, Kind::Phone, value(&digits), at, to))
}

/// A phone number in its international form; numbers that can be called within the country only stay as they are.
pub(super) fn value(written: &str) -> String {
    let written = written.replace("(0)", "");
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if written.trim_start().starts_with('+') {
        format!("+{digits}")
    } else if let Some(rest) = digits.strip_prefix("00") {
        format!("+{rest}")
    } else if digits.len() == 10 && digits.starts_with('0') {
        format!("+31{}", &digits[1..])
    } else {
        digits
    }
}

/// The numbers of municipalities: 14 and the area code.
fn municipal(text: &Text, at: usize) -> Option<(String, usize)> {
    let area = text.digits(at + 1)?;
    let is_one = text.digits(at)? == "14" && area.starts_with('0') && (3..=4).contains(&area.len());
    is_one.then(|| (format!("14{area}"), at + 2))
}

fn dialled(text: &Text, at: usize) -> Option<(String, usize)> {
    let mut digits = String::new();
    let mut to = at;
    match text.mark(at) {
        Some('+') => {
            digits.push('+');
            to += 1;
        }
        Some('(') if text.digits(at + 1)?.starts_with('0') && text.mark(at + 2) == Some(')') => to += 1,
        None if is_beginning(text.digits(at)?) => {}
        _ => return None,
    }
    let mut found = None;
    while digits.len() < 16 && to < at + LONGEST {
        if let Some(after) = text.phrase(to, "(").filter(|_| text.digits(to + 1) == Some("0")) {
            // The zero of +31 (0)71 is not dialled.
            to = text.phrase(after + 1, ")")?;
        } else if let Some(more) = text.digits(to) {
            digits.push_str(more);
            to += 1;
            if is_complete(&digits) {
                found = Some((digits.clone(), to));
            }
        } else if text.mark(to).is_some_and(|mark| BETWEEN.contains(&mark)) && !digits.is_empty() {
            to += 1;
        } else {
            break;
        }
    }
    found
}

/// Whether a number can begin with these digits: an area code, or all of it.
fn is_beginning(digits: &str) -> bool {
    let is_area = (3..=4).contains(&digits.len()) || digits == "06" || digits == "00";
    digits.starts_with('0') && (is_area || (8..=14).contains(&digits.len()))
}

fn is_complete(digits: &str) -> bool {
    let abroad = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    match abroad {
        Some(number) if number.starts_with("31") => number.len() == 11,
        Some(number) => (8..=15).contains(&number.len()),
        None if SERVICES.iter().any(|service| digits.starts_with(service)) => [8, 11].contains(&digits.len()),
        None => digits.len() == 10 && digits.starts_with('0'),
    }
}
