//! Choosing a password: the fields, and what is wrong with them.
//!
//! Invariant: what is typed goes to [`accounts::password`](crate::accounts::password) as it is, and never back to the page.

use super::{Admin, entrance::fault, field::Field};
use crate::{
    accounts::{
        password::Hash,
        strength::{self, Weakness},
    },
    web::{Form, Locale, error::Result},
};

/// What is wrong with a form: the field and a sentence.
pub(super) type Errors = Vec<(&'static str, String)>;

/// The fields.
pub(super) fn fields(t: &Locale, errors: &Errors) -> [Field; 2] {
    let numbers = [("shortest", strength::SHORTEST.into()), ("longest", strength::LONGEST.into())];
    [
        Field::password("password", t.msg("password-new"), "new-password")
            .help(t.msg_with("password-help", &numbers))
            .errors(errors),
        Field::password("password-again", t.msg("password-again"), "new-password").errors(errors),
    ]
}

/// The hash of the password that a form chooses for someone with that address and name, or what is wrong with it.
pub(super) async fn read(
    admin: &Admin,
    t: &Locale,
    form: &Form,
    email: &str,
    name: &str,
) -> Result<std::result::Result<Hash, Errors>> {
    let chosen = form.get("password");
    let words = strength::words_of(email, name);
    let accepted = admin.sign_in.passwords.accept(chosen, words).await.map_err(fault)?;
    Ok(match accepted {
        Ok(_) if chosen != form.get("password-again") => {
            Err(vec![("password-again", t.msg("password-error-again"))])
        }
        Ok(hash) => Ok(hash),
        Err(weakness) => Err(vec![("password", words_for(t, weakness))]),
    })
}

fn words_for(t: &Locale, weakness: Weakness) -> String {
    match weakness {
        Weakness::TooShort => t.msg_with("password-error-short", &[("shortest", strength::SHORTEST.into())]),
        Weakness::TooLong => t.msg_with("password-error-long", &[("longest", strength::LONGEST.into())]),
        Weakness::Guessable => t.msg("password-error-guessable"),
    }
}
