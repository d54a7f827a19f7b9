//! Values that the kinds of entries share: a line of text, ways to reach someone, a date, an amount.
//!
//! Invariant: each is checked where it enters (a form, an import), and serialises as it was checked.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};

/// Why a value was refused; the text is for the person who typed or imported it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvalidValue {
    /// Not one line of readable text.
    #[error("{0:?} is not a line of text: 1 to 300 characters, no line breaks")]
    Line(String),
    /// Not an absolute web address.
    #[error("{0:?} is not a web address: it starts with https:// or http://")]
    WebAddress(String),
    /// Not an e-mail address.
    #[error("{0:?} is not an e-mail address such as name@example.nl")]
    Email(String),
    /// Not a phone number.
    #[error("{0:?} is not a phone number such as +31 71 123 4567 or 14 071")]
    Phone(String),
    /// Not a year, month or day.
    #[error("{0:?} is not a date: write 2026, 2026-11 or 2026-11-22")]
    Date(String),
    /// Not a day.
    #[error("{0:?} is not a day: write 2026-11-22")]
    Day(String),
    /// Not a day with a time.
    #[error("{0:?} is not a minute: write 2026-11-22T13:00")]
    Minute(String),
    /// Not a language that is known here.
    #[error("{0:?} is not the tag of a language that is known here, such as nl or ar")]
    Language(String),
    /// Not a decimal number.
    #[error("{0:?} is not a number such as 1234 or 13.1")]
    Amount(String),
}

/// One line of plain text, 1 to 300 characters, trimmed, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

/// An absolute `https` or `http` address of another website.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

/// An e-mail address of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// A phone number as people write it: digits and spaces, `+` first when it has a country code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// A year, a month or a day, as exactly as it is known (ISO 8601 with reduced precision).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// A year such as 2020.
    Year(i16),
    /// A year and a month; the day of the value is the first.
    Month(Date),
    /// A day.
    Day(Date),
}

/// A language that people speak, by its BCP 47 tag: one of [`SpokenLanguage::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpokenLanguage(String);

/// A decimal number as it was published, with its digits kept: `12`, `13.1`, `16643`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(String);

impl PartialDate {
    /// The first day it can mean, by which values are put in order.
    pub fn first_day(self) -> Date {
        match self {
            PartialDate::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MIN),
            PartialDate::Month(day) | PartialDate::Day(day) => day,
        }
    }
}

impl SpokenLanguage {
    /// The tags of the languages that can be chosen: those of the country and the portal, then by the alphabet.
    pub const ALL: &'static [&'static str] = &[
        "nl", "en", "am", "ar", "bg", "bn", "cs", "da", "de", "dse", "el", "es", "et", "fa", "fi", "fr",
        "fy", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "ku", "lt", "lv", "nb", "pap", "pl", "ps",
        "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "ta", "th", "ti", "tr", "uk", "ur", "vi", "zh",
    ];

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// The number for a `tel:` link: no spaces.
    pub fn dial(&self) -> String {
        self.0.replace(' ', "")
    }
}

impl Amount {
    /// The size of the number, for drawing; text keeps the digits.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or_default()
    }
}

/// Reads a day; what is none is named in the complaint.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| de::Error::custom(InvalidValue::Day(text)))
}

/// Reads a day or nothing.
pub(super) fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    struct Day(#[serde(deserialize_with = "day")] Date);
    Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
}

/// A minute on the clocks of Leiden: `2026-11-22T13:00`.
pub mod minute {
    use jiff::civil::{Date, DateTime, Time};
    use serde::{Deserialize, Deserializer, Serializer, de};

    use super::InvalidValue;

    /// The minute as it is stored.
    pub fn text(minute: DateTime) -> String {
        minute.strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// Reads what [`text`] writes, and the same with a space for the `T`.
    pub fn parse(text: &str) -> Result<DateTime, InvalidValue> {
        let read = || {
            let (day, time) = text.split_once(['T', ' '])?;
            let (hour, minute) = time.split_once(':')?;
            let two_digits = |part: &str| {
                (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
                    .then(|| part.parse().ok())?
            };
            let day: Date = (day.len() == 10).then(|| day.parse().ok())??;
            Some(day.to_datetime(Time::new(two_digits(hour)?, two_digits(minute)?, 0, 0).ok()?))
        };
        read().ok_or_else(|| InvalidValue::Minute(text.to_owned()))
    }

    pub(in crate::content) fn serialize<S: Serializer>(
        minute: &DateTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text(*minute))
    }

    pub(in crate::content) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<DateTime, D::Error> {
        parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

impl TryFrom<String> for Line {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let line = text.trim();
        let fits = !line.is_empty() && line.chars().count() <= 300 && !line.chars().any(char::is_control);
        if fits { Ok(Line(line.to_owned())) } else { Err(InvalidValue::Line(text)) }
    }
}

impl TryFrom<String> for WebAddress {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let is_web = url::Url::parse(&text)
            .is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.host().is_some());
        if is_web && text.len() <= 2_000 { Ok(WebAddress(text)) } else { Err(InvalidValue::WebAddress(text)) }
    }
}

impl TryFrom<String> for Email {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let is_email = text.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty()
                && name.chars().all(allowed)
                && domain.contains('.')
                && domain.split('.').all(|label| {
                    !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                })
        });
        if is_email && text.len() <= 254 { Ok(Email(text)) } else { Err(InvalidValue::Email(text)) }
    }
}

impl TryFrom<String> for SpokenLanguage {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let is_known = SpokenLanguage::ALL.contains(&text.as_str());
        if is_known { Ok(SpokenLanguage(text)) } else { Err(InvalidValue::Language(text)) }
    }
}

impl From<SpokenLanguage> for String {
    fn from(language: SpokenLanguage) -> String {
        language.0
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let digits = text.strip_prefix('+').unwrap_or(&text);
        let is_phone = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == ' ')
            && (3..=15).contains(&digits.bytes().filter(u8::is_ascii_digit).count());
        if is_phone { Ok(Phone(text)) } else { Err(InvalidValue::Phone(text)) }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let parsed = match text.len() {
            4 => format!("{text}-01-01").parse().map(|day: Date| PartialDate::Year(day.year())),
            7 => format!("{text}-01").parse().map(PartialDate::Month),
            _ => text.parse().map(PartialDate::Day),
        };
        parsed.map_err(|_| InvalidValue::Date(text))
    }
}

impl TryFrom<String> for Amount {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if digits(whole, 15) && digits(decimals, 6) {
            Ok(Amount(text))
        } else {
            Err(InvalidValue::Amount(text))
        }
    }
}

impl From<Line> for String {
    fn from(value: Line) -> String {
        value.0
    }
}

impl From<WebAddress> for String {
    fn from(value: WebAddress) -> String {
        value.0
    }
}

impl From<Email> for String {
    fn from(value: Email) -> String {
        value.0
    }
}

impl From<Phone> for String {
    fn from(value: Phone) -> String {
        value.0
    }
}

impl From<PartialDate> for String {
    fn from(value: PartialDate) -> String {
        value.to_string()
    }
}

impl From<Amount> for String {
    fn from(value: Amount) -> String {
        value.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartialDate::Year(year) => write!(f, "{year:04}"),
            PartialDate::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            PartialDate::Day(day) => write!(f, "{day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts<T: TryFrom<String>>(good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(T::try_from((*text).to_owned()).is_ok(), "{text} is good");
        }
        for text in bad {
            assert!(T::try_from((*text).to_owned()).is_err(), "{text} is bad");
        }
    }

    #[test]
    fn each_value_takes_what_it_names_and_nothing_else() {
        accepts::<Line>(&["Leiden", " é "], &["", "  ", "a\nb", "a\0", &"x".repeat(301)]);
        accepts::<WebAddress>(
            &["https://www.leideninternationalcentre.nl/"],
            &["", "leiden.nl", "javascript:alert(1)", "data:text/html,x", "https://", "mailto:a@b.nl"],
        );
        accepts::<Email>(
            &["helpdesk@leideninternationalcentre.nl"],
            &["", "a@b", "a b@c.nl", "@c.nl", "a@c..nl", "a@b.nl\nBcc: x@y.nl"],
        );
        accepts::<Phone>(
            &["14 071", "+31 71 516 5165", "112"],
            &["", "+", "12", "call me", "14-071", "1234567890123456"],
        );
        accepts::<PartialDate>(
            &["2020", "2022-03", "2020-09-17"],
            &["", "20", "2020-13", "2020-02-30", "soon"],
        );
        accepts::<Amount>(&["12", "13.1", "-3", "16643"], &["", "12%", "1,5", ".5", "5.", "1.2.3", "1e9"]);
    }

    #[test]
    fn a_date_keeps_its_precision() {
        for text in ["2020", "2022-03", "2020-09-17"] {
            let date = PartialDate::try_from(text.to_owned()).expect("valid");
            assert_eq!(date.to_string(), text);
        }
    }
}
