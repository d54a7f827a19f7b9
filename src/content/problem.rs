//! Why something on the schedule did not happen, or not as planned.
//!
//! Invariant: it is stored as a code with its details, not as a sentence, so that everyone reads it in their language.

use serde::{Deserialize, Serialize};

use super::error::Error;

/// Why something that was scheduled failed, or that it was late.
#[derive(Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// It happened, but later than planned: the program did not run.
    #[error("{minutes} minutes late: it was missed while the program did not run")]
    Late {
        /// By how much.
        minutes: i64,
    },
    /// The account of who planned it is disabled.
    #[error("the account of who planned it is disabled")]
    AccountDisabled,
    /// Who planned it may not publish any more.
    #[error("who planned it may not publish any more")]
    MayNotPublish,
    /// The content refused it.
    #[error("{0}")]
    Refused(Error),
    /// A fault of the program; its log says which.
    #[error("a fault of the program")]
    Fault,
    /// What was written down before there were codes.
    #[serde(skip)]
    #[error("{0}")]
    Words(String),
}

impl Problem {
    /// Why the content did not do it. A fault goes to the program's log: it is nothing that staff can mend.
    pub fn of(cause: Error) -> Problem {
        match cause {
            Error::Database(_) | Error::Body { .. } => {
                tracing::error!(%cause, "what was scheduled met a fault");
                Problem::Fault
            }
            refusal => Problem::Refused(refusal),
        }
    }

    /// As the database holds it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| self.to_string())
    }

    /// What the database holds; what is no code was written as words.
    pub fn read(text: &str) -> Problem {
        serde_json::from_str(text).unwrap_or_else(|_| Problem::Words(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn what_is_written_is_read_again() {
        let entry = crate::ids::EntryId::try_from("about".to_owned()).expect("a name");
        let by = vec![entry.clone()];
        for problem in [
            Problem::Late { minutes: 179 },
            Problem::AccountDisabled,
            Problem::MayNotPublish,
            Problem::Fault,
            Problem::Refused(Error::WithdrawnSince(entry.clone())),
            Problem::Refused(Error::NoText { entry: entry.clone(), lang: Lang::DEFAULT }),
            Problem::Refused(Error::NotYours),
            Problem::Refused(Error::InUse { entry, by }),
            Problem::Words("about is used by home".to_owned()),
        ] {
            let read = Problem::read(&problem.write());
            assert_eq!(format!("{read:?}"), format!("{problem:?}"));
        }
    }
}
