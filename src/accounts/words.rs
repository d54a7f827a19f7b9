//! The names and addresses of people, checked where they come in.
//!
//! Invariant: a value of these types is one line without control characters, short enough to show, and safe in a log.

use std::fmt;

/// An e-mail address in lower case: the name by which an editor signs in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Text that cannot be an e-mail address of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an e-mail address, such as name@example.nl")]
pub struct InvalidEmail;

impl Email {
    /// The most characters of an address (RFC 5321, section 4.5.3.1.3).
    pub const LONGEST: usize = 254;

    /// Takes an address with any letters, and white space around it.
    pub fn parse(text: &str) -> Result<Email, InvalidEmail> {
        let text = text.trim().to_lowercase();
        let is_plain =
            |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || is_hidden(c));
        let is_quoted = text.contains(['"', '<', '>', ',', ';', ':', '\\', '(', ')', '[', ']']);
        match text.split_once('@') {
            Some((name, host))
                if is_plain(name)
                    && is_plain(host)
                    && !host.contains('@')
                    && !host.starts_with('.')
                    && !host.ends_with('.')
                    && !is_quoted
                    && text.chars().count() <= Email::LONGEST =>
            {
                Ok(Email(text))
            }
            _ => Err(InvalidEmail),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// Text that cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a name of 1 to {} characters", Name::LONGEST)]
pub struct InvalidName;

impl Name {
    /// The most characters of a name.
    pub const LONGEST: usize = 100;

    /// Takes a name, with white space around it.
    pub fn parse(text: &str) -> Result<Name, InvalidName> {
        let text = text.trim();
        let is_name = !text.is_empty() && text.chars().count() <= Name::LONGEST && !text.contains(is_hidden);
        if is_name { Ok(Name(text.to_owned())) } else { Err(InvalidName) }
    }

    /// The name that an address suggests: what stands before the `@`.
    pub fn of_email(email: &Email) -> Name {
        let local = email.0.split('@').next().unwrap_or_default();
        Name(local.chars().take(Name::LONGEST).collect())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character is not to be seen, or changes how others are: controls, line and paragraph separators, and the
/// marks that turn the direction of text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The text on one line: what is not to be seen is written as its number, so that nobody can forge a line of a log
/// (ASVS 16.4.1).
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            line.extend(c.escape_unicode());
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_in_lower_case() {
        assert_eq!(
            Email::parse(" Anna.Bos@Leiden.NL ").map(|email| email.0),
            Ok("anna.bos@leiden.nl".into())
        );
        let long = format!("{}@leiden.nl", "a".repeat(245));
        for bad in [
            "",
            "a",
            "@b.nl",
            "a@",
            "a@b@c",
            "a b@c.nl",
            "a@b.nl\r\nBcc: x@y.nl",
            "<a@b.nl>",
            "a\0@b.nl",
            "a:b@c.nl",
            &long,
        ] {
            assert_eq!(Email::parse(bad), Err(InvalidEmail), "{bad}");
        }
    }

    #[test]
    fn a_name_is_a_line() {
        assert_eq!(Name::parse(" Anna Bos ").map(|name| name.0), Ok("Anna Bos".into()));
        assert!(Name::parse(&"é".repeat(100)).is_ok());
        for bad in ["", " ", "a\nb", "a\u{202e}b", &"é".repeat(101)] {
            assert_eq!(Name::parse(bad), Err(InvalidName), "{bad}");
        }
    }

    #[test]
    fn a_log_line_stays_one_line() {
        assert_eq!(one_line("a\r\nb\u{202e}c\0é"), "a\\u{d}\\u{a}b\\u{202e}c\\u{0}é");
    }
}
