//! Secrets that are sent to one person: of a session, an invitation, a shared preview, a form.
//!
//! Invariant: a token is random and long enough that it cannot be guessed, and what is stored of it is its hash.

use std::fmt;

use sha2::{Digest, Sha256};

/// A secret of 256 random bits in lower-case hexadecimal.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one. Fails only where the system has no randomness.
    pub fn random() -> Result<Token, getrandom::Error> {
        Ok(Token(random_hex::<32>()?))
    }

    /// The token with that text; none if it cannot be one.
    pub fn parse(text: &str) -> Option<Token> {
        is_hex(text, 64).then(|| Token(text.to_owned()))
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored: SHA-256 of the text. A slow hash would add nothing to 256 random bits.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }
}

impl fmt::Debug for Token {
    /// Says nothing, so that no log line ever does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// That many random bytes in lower-case hexadecimal, for names that nobody should meet twice.
pub fn random_hex<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().fold(String::with_capacity(2 * BYTES), |text, byte| format!("{text}{byte:02x}")))
}

/// Whether a text is that many lower-case hexadecimal digits.
pub fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_random_and_only_its_hash_is_kept() {
        let (one, other) = (Token::random().expect("random"), Token::random().expect("random"));
        assert_ne!(one.as_str(), other.as_str());
        assert_eq!(Token::parse(one.as_str()).expect("valid").hash(), one.hash());
        assert_eq!(one.hash().len(), 32);
        assert_eq!(format!("{one:?}"), "Token(…)");
        for bad in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"a".repeat(65)] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
    }
}
