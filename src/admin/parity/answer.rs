//! What someone answers about a passage, as forms send it.
//!
//! Invariant: an answer is about one pair of texts, which the caller names; what cannot be true is refused.

use crate::{
    admin::entry_form::Problem,
    content::{
        agreement::{Agreement, Pair, Verdict},
        passage::Passage,
    },
};

/// How long a reason may be.
const REASON: usize = 300;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::admin) enum Answer {
    /// The text that was behind has been brought up to date.
    Updated,
    /// The texts say the same as they are.
    Correct,
    /// They differ on purpose, for this reason.
    Differs(String),
}

impl Answer {
    /// As forms send [`Answer::Updated`].
    pub(in crate::admin) const UPDATED: &'static str = "updated";
    /// As forms send [`Answer::Correct`].
    pub(in crate::admin) const CORRECT: &'static str = "correct";
    /// As forms send [`Answer::Differs`].
    pub(in crate::admin) const DIFFERS: &'static str = "differs";

    /// The answer in two fields of a form; none where nothing was said. A reason is for an answer: alone it is refused.
    pub(in crate::admin) fn read(answer: &str, reason: &str) -> Option<Result<Answer, Problem>> {
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        match answer {
            Self::UPDATED => Some(Ok(Answer::Updated)),
            Self::CORRECT => Some(Ok(Answer::Correct)),
            Self::DIFFERS if reason.is_empty() => Some(Err(Problem::ReasonMissing)),
            Self::DIFFERS if reason.chars().count() > REASON => Some(Err(Problem::ReasonTooLong)),
            Self::DIFFERS => Some(Ok(Answer::Differs(reason))),
            _ if reason.is_empty() => None,
            _ => Some(Err(Problem::AnswerMissing)),
        }
    }

    /// What it declares about a pair; `facts_compared` where facts that differ were shown beside it.
    pub(in crate::admin) fn about(self, passage: Passage, pair: Pair, facts_compared: bool) -> Agreement {
        match self {
            Answer::Updated | Answer::Correct => {
                Agreement { facts_compared, ..Agreement::of(passage, pair, Verdict::Same) }
            }
            Answer::Differs(reason) => {
                let differs = Agreement::of(passage, pair, Verdict::Differs);
                Agreement { reason: Some(reason), facts_compared, ..differs }
            }
        }
    }
}

/// Whether what is wrong with an answer is wrong with its reason.
pub(in crate::admin) fn is_about_reason(problem: Problem) -> bool {
    matches!(problem, Problem::ReasonMissing | Problem::ReasonTooLong)
}

/// The name of the field with the answer about a passage.
pub(in crate::admin) fn answer_field(passage: &Passage) -> String {
    format!("answer.{passage}")
}

/// The name of the field with the reason for which its languages differ.
pub(in crate::admin) fn reason_field(passage: &Passage) -> String {
    format!("reason.{passage}")
}
