//! The words of a text, with the places where they stand.
//!
//! Invariant: no text, however made, is more than its letters and digits here; nothing in it is an instruction.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Longer ones are no words, and are cut.
const LONGEST: usize = 40;

/// A word as it is compared: small letters without accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Every word of a text in order. An apostrophe and what is behind it belong to the word and say nothing (`city's`,
/// `foto's`); full stops and hyphens hold single letters together (`B.S.N.`, `e-mail`).
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter == '%' && words.last().is_some_and(|word| is_number(word) && word.end + 1 >= start) {
            words.push(Word { text: "%".to_owned(), start, end: start + 1 });
        }
        if !letter.is_alphanumeric() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = letters.next_if(|(_, next)| belongs(*next)) {
            end = at + next.len_utf8();
        }
        let word = folded(text.get(start..end).unwrap_or_default());
        if !word.is_empty() {
            add(&mut words, text, Word { text: word, start, end });
        }
    }
    words
}

/// The text as it is compared: small letters without accents, nothing but letters and digits, one space between words.
pub fn plain(text: &str) -> String {
    words(text).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// Adds a word, or makes the one before it longer where single letters stand together.
fn add(words: &mut Vec<Word>, text: &str, word: Word) {
    if let Some(before) = words.last_mut() {
        // The letter behind an apostrophe is what is left of a word: `'s-Gravenhage`.
        let is_left_over = text.get(..before.start).is_some_and(|text| text.ends_with(is_apostrophe));
        let is_initial = !is_left_over
            && text.get(before.start..before.end).is_some_and(|before| before.chars().count() == 1);
        let is_abbreviation =
            is_initial || text.get(before.start..before.end).is_some_and(|b| b.contains('.'));
        let is_single = word.text.chars().count() == 1;
        match text.get(before.end..word.start) {
            Some(".") if is_abbreviation && is_single => return lengthen(before, &word),
            Some("-") if is_initial => return lengthen(before, &word),
            _ => {}
        }
    }
    words.push(word);
}

fn lengthen(before: &mut Word, word: &Word) {
    before.text.push_str(&word.text);
    before.end = word.end;
}

fn is_number(word: &Word) -> bool {
    word.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the letter goes on with a word that has begun.
fn belongs(letter: char) -> bool {
    letter.is_alphanumeric() || is_apostrophe(letter) || is_accent(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Small letters without accents.
fn folded(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let end = word.len().min(LONGEST);
        return word.get(..end).unwrap_or_default().to_ascii_lowercase();
    }
    let stem = word.split(is_apostrophe).find(|part| !part.is_empty()).unwrap_or_default();
    // What stands behind the apostrophe is the word where what stands before it is a letter: `d'Ouwe`, `'s`.
    let stem = if stem.chars().count() == 1 { word } else { stem };
    let mut folded = String::with_capacity(stem.len());
    for letter in DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(stem.chars()) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' => folded.push('d'),
            'ł' | 'Ł' => folded.push('l'),
            'ı' | 'İ' => folded.push('i'),
            letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    folded.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_folded() {
        for (text, expected) in [
            ("Cafés & zo", "cafes zo"),
            ("the city's photos, foto’s", "the city photos foto"),
            ("a B.S.N. or e-mail", "a bsn or email"),
            ("niet-ingezetene", "niet ingezetene"),
            ("12%, 12 %", "12 % 12 %"),
            ("%%% -- 100", "100"),
            ("'s-Gravenhage, IJsselmeer", "s gravenhage ijsselmeer"),
            ("Straße Łódź", "strasse lodz"),
            ("title:\"x\" AND (y OR -z)~2*", "title x and y or z 2"),
            ("\u{202e}<script>\u{0}", "script"),
            ("   ", ""),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Één taalcafé: BSN";
        let found: Vec<_> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["Één", "taalcafé", "BSN"]);
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(end <= word.start && word.start < word.end && text.get(word.start..word.end).is_some());
                end = word.end;
            }
        }

        #[test]
        fn what_is_plain_stays_so(text in "[a-zé0-9'’ .-]{0,40}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once.clone());
        }
    }
}
