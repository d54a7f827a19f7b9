//! The second factor: a code that an app on the person's phone computes from a shared secret (TOTP, RFC 6238), or a
//! [recovery code](super::recovery_code) by someone who has lost it.
//!
//! Invariant: no code works twice (ASVS 6.5.1): the last step that was used is kept, and only a later one is accepted,
//! even when two requests bring the same code at the same moment.

use std::fmt;

use jiff::Timestamp;
use qrcode::{Color, QrCode};
use sqlx::PgConnection;
use totp_rs::{Algorithm, Builder, Totp};

use super::{error::Error, recovery_code, session};
use crate::{ids::EditorId, token::Token};

/// By what name apps show the account.
const ISSUER: &str = "Leiden International";

/// Digits of a code.
const DIGITS: u8 = 6;

/// Seconds of a step: for so long a code is shown.
const STEP: u64 = 30;

/// Steps before and after the present one whose codes are accepted too, for clocks that are not quite right.
const SKEW: u16 = 1;

/// What the codes are computed from: 160 random bits, as RFC 4226 advises.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A new one.
    pub(super) fn random() -> Result<Secret, Error> {
        let mut bytes = vec![0; 20];
        getrandom::fill(&mut bytes)?;
        Ok(Secret(bytes))
    }

    /// What is stored.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// In groups of four letters and digits, to be typed into an app.
    pub fn text(&self) -> String {
        in_groups(&totp_rs::Secret::from(self.0.as_slice()).to_base32())
    }

    /// The address that an app takes it from, for the account with that e-mail address.
    pub fn url(&self, email: &str) -> Result<String, Error> {
        self.totp(email)?.to_url().map_err(fault)
    }

    /// The same as a picture to be scanned.
    pub fn picture(&self, email: &str) -> Result<Picture, Error> {
        Picture::of(&self.url(email)?)
    }

    /// The step whose code this is, if it is one of now.
    fn step_of(&self, code: &str, at: Timestamp) -> Result<Option<i64>, Error> {
        let seconds = u64::try_from(at.as_second()).map_err(fault)?;
        let step = self.totp("")?.check(code, seconds);
        step.map(i64::try_from).transpose().map_err(fault)
    }

    fn totp(&self, email: &str) -> Result<Totp, Error> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_secret(self.0.as_slice())
            .with_issuer(Some(ISSUER))
            .with_account_name(email)
            .build()
            .map_err(fault)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A QR code as a path of SVG, in a square whose unit is one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width and height, with the quiet zone around it.
    pub size: usize,
    /// The dark modules, row by row.
    pub path: String,
}

impl Picture {
    /// Modules that stay light on each side, as the standard asks.
    const QUIET: usize = 4;

    fn of(text: &str) -> Result<Picture, Error> {
        let code = QrCode::new(text).map_err(fault)?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        let path = dark.fold(String::new(), |path, (at, _)| {
            format!("{path}M{} {}h1v1h-1z", at % width + Picture::QUIET, at / width + Picture::QUIET)
        });
        Ok(Picture { size: width + 2 * Picture::QUIET, path })
    }
}

/// How the second factor was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a code of the app.
    App,
    /// By a recovery code, of which so many are left.
    RecoveryCode {
        /// How many have not been used.
        left: i64,
    },
}

/// Takes a code of the app or a recovery code, and uses it up. None when it is neither.
pub async fn verify(
    conn: &mut PgConnection,
    editor: EditorId,
    answer: &str,
    at: Timestamp,
) -> Result<Option<Proof>, Error> {
    let code: String = answer.chars().filter(char::is_ascii_alphanumeric).collect();
    if code.len() == usize::from(DIGITS) {
        let is_right = use_code(conn, editor, &code, at).await?;
        return Ok(is_right.then_some(Proof::App));
    }
    if !recovery_code::consume(conn, editor, &code, at).await? {
        return Ok(None);
    }
    Ok(Some(Proof::RecoveryCode { left: recovery_code::left(conn, editor).await? }))
}

async fn use_code(
    conn: &mut PgConnection,
    editor: EditorId,
    code: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let stored = sqlx::query_scalar!("select totp_secret from editor where id = $1", editor as EditorId)
        .fetch_optional(&mut *conn)
        .await?
        .flatten();
    let Some(secret) = stored.map(Secret) else { return Ok(false) };
    let Some(step) = secret.step_of(code, at)? else { return Ok(false) };
    let used = sqlx::query!(
        r#"
        update editor set totp_last_step = $2
        where id = $1 and totp_secret = $3 and (totp_last_step is null or totp_last_step < $2)
        "#,
        editor as EditorId,
        step,
        secret.0,
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// Begins to set up a second factor in a session, with a new secret.
pub async fn begin(conn: &mut PgConnection, session: i64) -> Result<(), Error> {
    let secret = Secret::random()?;
    sqlx::query!("update session set enrolment_secret = $2 where id = $1", session, secret.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets a second factor that was being set up.
pub async fn give_up(conn: &mut PgConnection, session: i64) -> Result<(), Error> {
    sqlx::query!("update session set enrolment_secret = null where id = $1", session).execute(conn).await?;
    Ok(())
}

/// The secret of the second factor that is being set up in a session.
pub async fn find_begun(conn: impl sqlx::PgExecutor<'_>, session: i64) -> Result<Option<Secret>, Error> {
    let stored = sqlx::query_scalar!("select enrolment_secret from session where id = $1", session)
        .fetch_optional(conn)
        .await?;
    Ok(stored.flatten().map(Secret))
}

/// A second factor that works now.
#[derive(Debug)]
pub struct Confirmed {
    /// The new token of the session, which has risen to its last stage.
    pub session: Token,
    /// To be shown once.
    pub recovery_codes: Vec<String>,
}

/// Makes the secret that is being set up in a session the editor's second factor, in the place of any other, if the code
/// shows that their app has it. Every other session of theirs ends.
pub async fn confirm(
    conn: &mut PgConnection,
    editor: EditorId,
    session: i64,
    code: &str,
    at: Timestamp,
) -> Result<Option<Confirmed>, Error> {
    let Some(secret) = find_begun(&mut *conn, session).await? else { return Ok(None) };
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let Some(step) = secret.step_of(&code, at)? else { return Ok(None) };
    sqlx::query!(
        "update editor set totp_secret = $2, totp_last_step = $3 where id = $1",
        editor as EditorId,
        secret.0,
        step,
    )
    .execute(&mut *conn)
    .await?;
    session::end_others(conn, editor, session).await?;
    let recovery_codes = recovery_code::renew(conn, editor).await?;
    Ok(Some(Confirmed { session: session::raise(conn, session).await?, recovery_codes }))
}

/// Takes the second factor from an editor, with its recovery codes.
pub async fn remove(conn: &mut PgConnection, editor: EditorId) -> Result<(), Error> {
    sqlx::query!(
        "update editor set totp_secret = null, totp_last_step = null where id = $1",
        editor as EditorId
    )
    .execute(&mut *conn)
    .await?;
    recovery_code::remove_all(conn, editor).await
}

/// Four characters, a space, four characters.
pub(super) fn in_groups(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn fault(error: impl fmt::Display) -> Error {
    Error::Fault(format!("the second factor failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    fn secret() -> Secret {
        Secret(b"12345678901234567890".to_vec())
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (seconds, code, step) in [(59, "287082", 1), (1_111_111_109, "081804", 37_037_036)] {
            let at = Timestamp::from_second(seconds).unwrap();
            assert_eq!(secret().step_of(code, at).unwrap(), Some(step));
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off() {
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        for (seconds, accepted) in [(29, true), (0, true), (89, true), (90, false)] {
            assert_eq!(secret().step_of("287082", at(seconds)).unwrap().is_some(), accepted, "{seconds}");
        }
        let late = Timestamp::from_second(1_111_111_109).unwrap();
        for (off, accepted) in [(-60, false), (-30, true), (30, true), (60, false)] {
            let at = Timestamp::from_second(late.as_second() + off).unwrap();
            assert_eq!(secret().step_of("081804", at).unwrap().is_some(), accepted, "{off}");
        }
    }

    #[test]
    fn an_app_can_take_the_secret() {
        let url = secret().url("anna@leiden.nl").unwrap();
        assert!(url.starts_with("otpauth://totp/Leiden%20International:anna%40leiden.nl?"), "{url}");
        assert!(url.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{url}");
        assert_eq!(secret().text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(format!("{:?}", secret()), "Secret(…)");
    }

    #[test]
    fn the_picture_is_a_path_of_modules() {
        let picture = secret().picture("anna@leiden.nl").unwrap();
        assert!(
            picture.size > 40 && picture.path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z"),
            "{}",
            picture.size
        );
    }
}
