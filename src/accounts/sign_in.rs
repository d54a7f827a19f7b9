//! Signing in: a password and then, in the session it starts, a second factor.
//!
//! Guessing has to be slow, and nobody may be able to keep the owner of an account out by guessing at it. So attempts
//! are not counted per account, which any stranger could use up, but per who tries:
//!
//! - A browser in which this account was signed in before has a counter of its own. Its token is random, only it has it,
//!   and whoever has not signed in here before cannot have one.
//! - Every other attempt is counted by network address (of IPv6 by its first 64 bits). A crowd of addresses has many
//!   attempts; against them stands the strength of passwords and the time a hash takes, of which few are computed at the
//!   same time. The owner's browser does not stand in that line (see [`Lane`]).
//! - Codes of the second factor have only six digits. They are counted per session and per address, and, in browsers that
//!   are not known, also per account: only someone who knows the password gets that far, and the owner's own browser is
//!   not touched by it.
//!
//! A right and a wrong attempt count alike, and one that is refused by a counter computes nothing.
//!
//! Invariant: an address without an account, an account without a password, and a disabled one cost the same questions
//! to the database and the same hash as a real one, and get the same answer.

use std::net::IpAddr;

use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};

use super::{
    editor::{self, Editor},
    error::Error,
    known_browser,
    password::{self, Hash, Lane, Passwords},
    throttle::{Throttle, Wait},
    words::Email,
};
use crate::{clock::Clock, ids::EditorId, token::Token};

/// Where people sign in. Clones are the same place.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Where passwords are hashed.
    pub passwords: Passwords,
    throttle: Throttle,
}

/// Someone who tries to sign in.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// The address as it was typed.
    pub email: &'a str,
    /// The password as it was typed.
    pub password: &'a str,
    /// Where it comes from.
    pub origin: IpAddr,
    /// The token of the browser, if someone signed in there before.
    pub browser: Option<&'a Token>,
}

/// What became of an attempt.
#[derive(Debug)]
pub enum Answer {
    /// This was the password of an editor when it was looked at.
    Right(Proven),
    /// It is not; if the address is somebody's, this is whose.
    Wrong(Option<EditorId>),
    /// There were too many attempts.
    TooMany(Wait),
}

/// Someone who has given the right password.
#[derive(Debug)]
pub struct Proven {
    /// Who.
    pub editor: EditorId,
    hash: Hash,
}

impl Proven {
    /// The editor as they are now, who stays so until the transaction ends. None if they have been disabled or have got
    /// another password since: comparing takes a while.
    pub async fn confirm(&self, conn: &mut PgConnection) -> Result<Option<Editor>, Error> {
        let hash = password::lock(conn, self.editor).await?;
        if hash.as_ref() != Some(&self.hash) {
            return Ok(None);
        }
        editor::find(conn, self.editor).await
    }
}

impl SignIn {
    /// A place to sign in, with full counters.
    pub fn new(passwords: Passwords, clock: &Clock) -> Result<SignIn, Error> {
        Ok(SignIn { passwords, throttle: Throttle::new(clock)? })
    }

    /// Takes an address and a password. No connection is held while a hash is computed.
    pub async fn try_password(
        &self,
        pool: &PgPool,
        attempt: &Attempt<'_>,
        at: Timestamp,
    ) -> Result<Answer, Error> {
        let found = find(pool, attempt.email).await?;
        let known =
            self.known_browser(pool, attempt.browser, found.as_ref().map(|(editor, _)| editor.id), at);
        let known = known.await?;
        if let Err(wait) = self.throttle.password(known, attempt.origin) {
            return Ok(Answer::TooMany(wait));
        }
        let lane = if known.is_some() { Lane::Known } else { Lane::Others };
        let (editor, hash) = found.unzip();
        let hash = hash.flatten();
        let is_right = self.passwords.verify(lane, attempt.password, hash.clone()).await?;
        Ok(match (editor, hash) {
            (Some(editor), Some(hash)) if is_right => Answer::Right(Proven { editor: editor.id, hash }),
            (editor, _) => Answer::Wrong(editor.map(|editor| editor.id)),
        })
    }

    /// Whether an editor may try a code of the second factor in this session now.
    pub async fn may_try_code(
        &self,
        pool: &PgPool,
        editor: EditorId,
        session: i64,
        (origin, browser): (IpAddr, Option<&Token>),
        at: Timestamp,
    ) -> Result<Result<(), Wait>, Error> {
        let known = self.known_browser(pool, browser, Some(editor), at).await?;
        Ok(self.throttle.code(session, editor, known.is_some(), origin))
    }

    /// Takes the password of someone who is signed in once more.
    pub async fn try_password_again(
        &self,
        pool: &PgPool,
        editor: &Editor,
        session: i64,
        password: &str,
    ) -> Result<Result<bool, Wait>, Error> {
        if let Err(wait) = self.throttle.again(session) {
            return Ok(Err(wait));
        }
        let hash = password::find(pool, editor.id).await?;
        self.passwords.verify(Lane::Known, password, hash).await.map(Ok)
    }

    /// Whether a code may be tried in a session of someone who is signed in.
    pub fn may_try_again(&self, session: i64) -> Result<(), Wait> {
        self.throttle.again(session)
    }

    /// The token, if it is of a browser in which that editor has signed in.
    async fn known_browser<'a>(
        &self,
        pool: &PgPool,
        browser: Option<&'a Token>,
        editor: Option<EditorId>,
        at: Timestamp,
    ) -> Result<Option<&'a Token>, Error> {
        let Some(token) = browser else { return Ok(None) };
        let is_known = known_browser::is_known(pool, token, editor, at).await?;
        Ok(is_known.then_some(token))
    }
}

/// The editor with an address and the password with which they may sign in. Asks as many questions when there is none.
async fn find(pool: &PgPool, email: &str) -> Result<Option<(Editor, Option<Hash>)>, Error> {
    let editor = match Email::parse(email) {
        Ok(email) => editor::find_by_email(pool, &email).await?,
        Err(_) => None,
    };
    let id = editor.as_ref().map_or(EditorId(0), |editor| editor.id);
    let hash = password::find(pool, id).await?;
    Ok(editor.map(|editor| (editor, hash)))
}
