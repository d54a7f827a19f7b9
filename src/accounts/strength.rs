//! Which passwords are strong enough.
//!
//! Any 12 to 128 characters that are hard to guess, white space and all. There are no rules about what a password is
//! composed of, and it never has to be changed (ASVS 6.2).
//!
//! Invariant: nothing is cut off or changed before it is looked at.

use std::cmp::Reverse;

use zxcvbn::{Score, zxcvbn};

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;

/// The most characters of a password.
pub const LONGEST: usize = 128;

/// What anyone would try first at a portal of Leiden for internationals.
const WORDS_OF_THE_SITE: &[&str] = &[
    "leiden",
    "international",
    "internationaal",
    "internationals",
    "leidenaar",
    "expat",
    "expats",
    "centre",
    "center",
    "centrum",
    "gemeente",
    "municipality",
    "portal",
    "portaal",
    "admin",
    "administrator",
    "redactie",
    "editor",
    "wachtwoord",
    "welkom",
];

/// Why a text cannot be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// Among the first that someone who knows the person and the site would try.
    Guessable,
}

/// What someone who knows this person would try: their address and name, whole and in parts.
pub fn words_of(email: &str, name: &str) -> Vec<String> {
    let parts = [email, name].into_iter().flat_map(|text| {
        let whole: String = text.split_whitespace().collect();
        let parts: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
        parts.into_iter().chain([whole])
    });
    parts.filter(|word| word.chars().count() > 2).map(|word| word.to_lowercase()).collect()
}

/// Why a text cannot be the password of a person to whom these words belong.
pub(super) fn weakness(text: &str, words: &[String]) -> Option<Weakness> {
    let length = text.chars().count();
    if length < SHORTEST {
        return Some(Weakness::TooShort);
    }
    if length > LONGEST {
        return Some(Weakness::TooLong);
    }
    let mut known: Vec<&str> =
        WORDS_OF_THE_SITE.iter().copied().chain(words.iter().map(String::as_str)).collect();
    known.sort_by_key(|word| Reverse(word.len()));
    let is_weak = |text: &str| zxcvbn(text, &known).score() < Score::Three;
    (is_weak(text) || is_weak(&without(text, &known))).then_some(Weakness::Guessable)
}

/// What is left of a text without those words: joining some of them adds little.
fn without(text: &str, words: &[&str]) -> String {
    words.iter().fold(text.to_lowercase(), |text, word| text.replace(word, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(text: &str) -> Option<Weakness> {
        weakness(text, &words_of("anna.vanderberg@leiden.nl", "Anna van der Berg"))
    }

    #[test]
    fn twelve_to_128_characters_count() {
        let strong = "pz7 kq!Vt4Rw";
        assert_eq!(strong.chars().count(), SHORTEST);
        assert_eq!(weak(strong), None);
        assert_eq!(weak("pz7 kq!Vt4R"), Some(Weakness::TooShort));
        let long: String = strong.chars().cycle().take(LONGEST).collect();
        assert_eq!(weak(&long), None);
        assert_eq!(weak(&format!("{long}x")), Some(Weakness::TooLong));
        assert_eq!(weak("🦀🎺🌷🐘🧀🚲🔑🌂🎈🍕🐙"), Some(Weakness::TooShort), "11 characters");
        assert_eq!(weak("🦀🎺🌷🐘🧀🚲🔑🌂🎈🍕🐙🪁"), None, "12 characters");
    }

    #[test]
    fn nothing_about_its_composition_is_asked() {
        for strong in
            ["correct horse battery staple", "vlieger molen kaasbroodje", "  onzin over paarse olifanten"]
        {
            assert_eq!(weak(strong), None, "{strong}");
        }
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for guessable in [
            "leidenleiden",
            "Leiden12345678",
            "leiden-international",
            "LeidenInternational2026",
            "leidenexpatcentre",
            "expatcentreleiden1!",
            "gemeenteleiden2026",
            "WelkomLeiden123",
            "annavanderberg",
            "Anna.vanderberg1",
            "vanderberg2026!",
            "anna.vanderberg@leiden.nl",
            "123456789012",
            "passwordpassword",
            "qwertyuiop123",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(weak(guessable), Some(Weakness::Guessable), "{guessable}");
        }
    }
}
