//! Passwords: which are strong enough, and how they are kept.
//!
//! A password is any 12 to 128 characters that are hard to guess, white space and all; there are no rules about what it
//! is composed of, and it never has to be changed (ASVS 6.2). It is kept as argon2id with 19 MiB and two passes, which
//! takes tens of milliseconds. So that a crowd cannot take all memory and time with it, few are computed at the same
//! time, and known browsers do not stand in line behind strangers.
//!
//! Invariant: whether an account exists cannot be told from the work: one hash is computed for each attempt. A text
//! becomes a [`Hash`] only if it is strong enough, and neither is ever printed.

use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use sqlx::{PgConnection, PgExecutor};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use zxcvbn::{Score, zxcvbn};

use super::error::Error;
use crate::ids::EditorId;

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

/// How many hashes are computed at the same time for each lane.
const AT_ONCE: usize = 2;

/// How long an attempt waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// A password as it is kept: in the PHC form of argon2id.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash(String);

impl Hash {
    /// The text to store.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hash(…)")
    }
}

/// Whose turn it is: each lane has its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Browsers in which the account signed in before.
    Known,
    /// Everyone else.
    Others,
}

/// Where passwords are hashed. Clones are the same place.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    /// The hash of a password that nobody knows, for accounts without one.
    decoy: String,
    known: Semaphore,
    others: Semaphore,
    computed: AtomicU64,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords(…)")
    }
}

impl Passwords {
    /// With the cost that OWASP advises: 19 MiB of memory, two passes, one lane.
    pub fn new() -> Result<Passwords, Error> {
        Passwords::with_cost(19_456, 2)
    }

    /// With that many KiB of memory and passes: tests have many passwords and nothing to protect.
    pub fn with_cost(memory: u32, passes: u32) -> Result<Passwords, Error> {
        let params = Params::new(memory, passes, 1, None).map_err(fault)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut nobody_knows = [0; 32];
        getrandom::fill(&mut nobody_knows)?;
        let decoy = argon2.hash_password(&nobody_knows).map_err(fault)?.to_string();
        Ok(Passwords(Arc::new(Inner {
            argon2,
            decoy,
            known: Semaphore::new(AT_ONCE),
            others: Semaphore::new(AT_ONCE),
            computed: AtomicU64::new(0),
        })))
    }

    /// Makes a text a password, if it is strong enough for a person to whom these words belong.
    pub async fn accept(
        &self,
        text: &str,
        words: Vec<String>,
    ) -> Result<std::result::Result<Hash, Weakness>, Error> {
        let text = text.to_owned();
        self.work(Lane::Others, move |inner| {
            if let Some(weakness) = weakness(&text, &words) {
                return Ok(Err(weakness));
            }
            inner.computed.fetch_add(1, Ordering::Relaxed);
            let hash = inner.argon2.hash_password(text.as_bytes()).map_err(fault)?;
            Ok(Ok(Hash(hash.to_string())))
        })
        .await
    }

    /// Whether a text is the password with that hash. Without a hash it is not, after the same work.
    pub async fn verify(&self, lane: Lane, text: &str, hash: Option<Hash>) -> Result<bool, Error> {
        let text = text.to_owned();
        self.work(lane, move |inner| {
            let (stored, may_match) = match &hash {
                Some(hash) => (hash.0.as_str(), text.chars().count() <= LONGEST),
                None => (inner.decoy.as_str(), false),
            };
            // A stored text that is no hash is nobody's password.
            let (parsed, may_match) = match PasswordHash::new(stored) {
                Ok(parsed) => (parsed, may_match),
                Err(_) => (PasswordHash::new(&inner.decoy).map_err(fault)?, false),
            };
            inner.computed.fetch_add(1, Ordering::Relaxed);
            let matches = inner.argon2.verify_password(text.as_bytes(), &parsed).is_ok();
            Ok(matches && may_match)
        })
        .await
    }

    /// How many hashes were computed since the start.
    pub fn computed(&self) -> u64 {
        self.0.computed.load(Ordering::Relaxed)
    }

    /// Does expensive work when its turn comes, away from the async threads.
    async fn work<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce(&Inner) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let line = match lane {
            Lane::Known => &self.0.known,
            Lane::Others => &self.0.others,
        };
        let turn = tokio::time::timeout(PATIENCE, line.acquire()).await;
        let _turn = turn.map_err(|_| Error::Busy)?.map_err(fault)?;
        let inner = Arc::clone(&self.0);
        spawn_blocking(move || work(&inner)).await.map_err(fault)?
    }
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
fn weakness(text: &str, words: &[String]) -> Option<Weakness> {
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

/// The stored password of an editor who may use it: none while invited or disabled.
pub async fn find(conn: impl PgExecutor<'_>, editor: EditorId) -> Result<Option<Hash>, Error> {
    let stored = sqlx::query_scalar!(
        "select password_hash from editor where id = $1 and disabled_at is null",
        editor as EditorId,
    )
    .fetch_optional(conn)
    .await?;
    Ok(stored.flatten().map(Hash))
}

/// Gives an editor another password. Ending sessions is the caller's business.
pub async fn set(conn: &mut PgConnection, editor: EditorId, password: &Hash) -> Result<(), Error> {
    let done = sqlx::query!(
        "update editor set password_hash = $2 where id = $1",
        editor as EditorId,
        password.secret()
    )
    .execute(conn)
    .await?;
    if done.rows_affected() == 0 { Err(Error::NotFound(editor)) } else { Ok(()) }
}

fn fault(error: impl fmt::Display) -> Error {
    Error::Fault(format!("a password could not be hashed: {error}"))
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
        assert_eq!(weak(&"🦀🎺🌷🐘🧀🚲🔑🌂🎈🍕🐙".to_owned()), Some(Weakness::TooShort), "11 characters");
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
