//! Numbers in digits, as each language writes them, in one form: `1234567.89`.
//!
//! Invariant: two numbers have the same form exactly when they are equal; what is no number but is made of digits,
//! such as the number of a version, keeps its parts.

use super::tokens::Text;

/// The number that starts there, and where it ends.
pub(super) fn number(text: &Text, at: usize) -> Option<(String, usize)> {
    let mut parts = vec![(' ', text.digits(at)?)];
    let mut to = at + 1;
    loop {
        if let Some(part) = text.digits(to).filter(|part| is_group_apart(&parts, part, text.is_glued(to))) {
            parts.push((' ', part));
            to += 1;
        } else if let Some((mark, part)) =
            text.glued_mark(to).filter(|mark| ".,".contains(*mark)).zip(text.glued_digits(to + 1))
        {
            parts.push((mark, part));
            to += 2;
        } else {
            return Some((value(&parts, text), to));
        }
    }
}

/// Whether digits behind a space belong to the number before: `10 000`.
fn is_group_apart(parts: &[(char, &str)], part: &str, is_glued: bool) -> bool {
    let is_first = parts[0].1.len() <= 3 && !parts[0].1.starts_with('0');
    !is_glued && part.len() == 3 && is_first && parts.iter().all(|(mark, _)| *mark == ' ')
}

fn value(parts: &[(char, &str)], text: &Text) -> String {
    let digits = |parts: &[(char, &str)]| parts.iter().map(|(_, digits)| *digits).collect::<String>();
    let is_grouped = |parts: &[(char, &str)]| {
        let behind = &parts[1..];
        let is_group =
            |(mark, digits): &(char, &str)| [text.lexicon.group, ' '].contains(mark) && digits.len() == 3;
        behind.is_empty() || parts[0].1.len() <= 3 && behind.iter().all(is_group)
    };
    let (last, before) = (parts[parts.len() - 1], &parts[..parts.len() - 1]);
    if is_grouped(parts) {
        plain(&digits(parts), "")
    } else if last.0 == text.lexicon.decimal && is_grouped(before) || parts.len() == 2 {
        plain(&digits(before), last.1)
    } else {
        parts.iter().map(|(_, digits)| *digits).collect::<Vec<_>>().join(".")
    }
}

/// A number times a power of ten: `1.5` and 6 give `1500000`.
pub(super) fn shifted(number: &str, by: i32) -> String {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{decimals}");
    let places = usize::try_from(by.unsigned_abs()).unwrap_or_default();
    if by >= 0 {
        let digits = format!("{digits}{}", "0".repeat(places.saturating_sub(decimals.len())));
        let (whole, decimals) = digits.split_at(whole.len() + places);
        plain(whole, decimals)
    } else {
        let digits = format!("{}{digits}", "0".repeat(places));
        let (whole, decimals) = digits.split_at(whole.len());
        plain(whole, decimals)
    }
}

/// Without zeros that mean nothing.
fn plain(whole: &str, decimals: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        decimals => format!("{whole}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_moved_by_powers_of_ten() {
        let cases = [
            ("1.5", 6, "1500000"),
            ("50", -2, "0.5"),
            ("5", -2, "0.05"),
            ("1.25", 1, "12.5"),
            ("12", 0, "12"),
            ("250.5", -2, "2.505"),
        ];
        for (number, by, expected) in cases {
            assert_eq!(shifted(number, by), expected, "{number} {by}");
        }
    }
}
