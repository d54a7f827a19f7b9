//! Passwords: how they are kept, and compared.
//!
//! A password is kept as argon2id with 19 MiB and two passes, which
//! takes tens of milliseconds. So that a crowd cannot take all memory and time with it, few are computed at the same
//! time, and known browsers do not stand in line behind strangers.
//!
//! Invariant: whether an account exists cannot be told from the work: one hash is computed for each attempt. A text
//! becomes a [hash](struct@Hash) only if it is strong enough, and neither is ever printed.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use sqlx::{PgConnection, PgExecutor};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::{
    error::Error,
    strength::{self, LONGEST, Weakness},
};
use crate::ids::EditorId;

/// How many hashes are computed at the same time for each lane.
const AT_ONCE: usize = 2;

/// How long an attempt waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

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
    known: Arc<Semaphore>,
    others: Arc<Semaphore>,
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
            known: Arc::new(Semaphore::new(AT_ONCE)),
            others: Arc::new(Semaphore::new(AT_ONCE)),
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
            if let Some(weakness) = strength::weakness(&text, &words) {
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
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(line).acquire_owned()).await;
        let turn = turn.map_err(|_| Error::Busy)?.map_err(fault)?;
        let inner = Arc::clone(&self.0);
        // The work has the turn: whoever hangs up meanwhile does not let the next one in before it is done.
        let done = spawn_blocking(move || {
            let done = work(&inner);
            drop(turn);
            done
        });
        done.await.map_err(fault)?
    }
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

/// The same, which stays as it is until the transaction ends, with whatever else is known of the editor.
pub(super) async fn lock(conn: &mut PgConnection, editor: EditorId) -> Result<Option<Hash>, Error> {
    let stored = sqlx::query_scalar!(
        "select password_hash from editor where id = $1 and disabled_at is null for update",
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
