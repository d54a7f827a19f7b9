//! One-time codes from a shared secret and the time (TOTP, RFC 6238), with the parameters that every app knows.
//!
//! Invariant: a secret is random, and printed only where its owner puts it into an app.

use std::fmt;

use jiff::Timestamp;
use qrcode::{Color, QrCode};
use totp_rs::{Algorithm, Builder, Totp};

use super::error::Error;

/// By what name apps show the account.
const ISSUER: &str = "Leiden International";

/// Digits of a code.
pub(super) const DIGITS: u8 = 6;

/// Seconds of a step: for so long a code is shown.
const STEP: u64 = 30;

/// Steps before and after the present one whose codes are accepted too, for clocks that are not quite right.
const SKEW: u16 = 1;

/// What the codes are computed from: 160 random bits, as RFC 4226 advises.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub(super) Vec<u8>);

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
    pub(super) fn step_of(&self, code: &str, at: Timestamp) -> Result<Option<i64>, Error> {
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
