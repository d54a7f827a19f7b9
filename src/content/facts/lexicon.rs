//! What has to be known of a language to read facts in it. A further language is one more table.
//!
//! Phrases are given as words and marks with a space between each of them, in small letters without accents; where
//! one is the beginning of another, the longer stands first.

use super::{dutch::DUTCH, english::ENGLISH};
use crate::lang::Lang;

/// What is known of a language.
pub(super) struct Lexicon {
    pub(super) tag: &'static str,
    /// How addresses of web pages name it.
    pub(super) in_addresses: &'static [&'static str],
    /// What stands before tenths.
    pub(super) decimal: char,
    /// What stands between thousands.
    pub(super) group: char,
    /// Words for numbers; those from a hundred on multiply what stands before them.
    pub(super) numbers: &'static [(&'static str, u64)],
    /// Short forms of large numbers behind digits.
    pub(super) large: &'static [(&'static str, u64)],
    /// What links the parts of a number: a hundred *and* five.
    pub(super) link: &'static str,
    /// Whether the parts of a number are one word, with units before tens.
    pub(super) is_one_word: bool,
    /// What adds a half to the number before it.
    pub(super) halves: &'static [&'static str],
    /// The same as the end of a word.
    pub(super) half_endings: &'static [&'static str],
    /// Words for one and a half.
    pub(super) one_and_a_half: &'static [&'static str],
    /// What makes a word of a number that does not have to be a number in other languages: three*monthly*.
    pub(super) endings: &'static [&'static str],
    /// Words for ranks.
    pub(super) ordinals: &'static [(&'static str, u64)],
    /// What makes a rank of a number at its end, and what stood there before.
    pub(super) ordinal_stems: &'static [(&'static str, &'static str)],
    /// What stands behind the digits of a rank.
    pub(super) ordinal_endings: &'static [&'static str],
    /// What makes ten years of a year, which may be called by their last two digits elsewhere: "the 1990s".
    pub(super) decade: &'static [&'static str],
    /// Phrases that can stand for a number.
    pub(super) silent: &'static [(&'static str, u64)],
    /// Phrases in which the word at that rank may be none of its numbers: "in acht nemen".
    pub(super) other_words: &'static [(&'static str, usize)],
    /// What says that a number is a percentage.
    pub(super) percent: &'static [&'static str],
    /// Units of money, with the code of the currency and how many of them are one of it.
    pub(super) money: &'static [(&'static str, &'static str, u64)],
    /// Months from the first.
    pub(super) months: &'static [&'static [&'static str]],
    /// Months that are also other words.
    pub(super) unsure_months: &'static [&'static str],
    /// Whether a month may stand before its day.
    pub(super) is_month_first: bool,
    /// What stands between the day, the month and the year.
    pub(super) of: &'static [&'static str],
    /// Days of the week from Monday: the name, then short forms.
    pub(super) weekdays: &'static [&'static [&'static str]],
    /// What may stand behind a day of the week in one word.
    pub(super) weekday_endings: &'static [&'static str],
    /// What makes a number an hour of the day.
    pub(super) hours: &'static [&'static str],
    /// What may stand behind hours and minutes.
    pub(super) clock: &'static [&'static str],
    /// What makes an hour one before noon.
    pub(super) before_noon: &'static [&'static str],
    /// What makes an hour one after noon.
    pub(super) after_noon: &'static [&'static str],
    /// Whether hours and minutes with a point between them are a time and not a number.
    pub(super) has_point_in_times: bool,
    /// Words before an hour that add so many minutes to it.
    pub(super) before_hours: &'static [(&'static str, i32)],
    /// Words for times.
    pub(super) times: &'static [(&'static str, &'static str)],
    /// What stands between the beginning and the end of a range.
    pub(super) ranges: &'static [&'static str],
    /// What stands between two things of a kind.
    pub(super) pairs: &'static [&'static str],
}

/// Every language of which something is known.
pub(super) const LEXICONS: &[Lexicon] = &[ENGLISH, DUTCH];

impl Lexicon {
    /// What is known of a language.
    pub(super) fn of(lang: Lang) -> Option<&'static Lexicon> {
        LEXICONS.iter().find(|known| known.tag == lang.tag())
    }
}
