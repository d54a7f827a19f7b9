//! A form as it was sent.
//!
//! Invariant: what was sent is kept in a working copy of its author before it is looked at. Where the form's own holds
//! something newer, it gets one of its own, so that neither is lost.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::{
    admin::{entry_form::Fields, staff::Staff},
    content::{
        error::Error as ContentError,
        revision::{self, Revision},
        working_copy::{self, Kept, OpenForm},
    },
    ids::EntryId,
    token,
    web::{Error, Form, error::Result},
};

/// Fields of a form. The largest that the program itself makes has half as many.
const FIELDS: usize = 5_000;

/// Digits of the name of a form.
const FORM_ID: usize = 32;

/// What the field `then` of a form says that was opened from the worklist; the address of its page has it as `from`.
pub(super) const WORK_OFF: &str = "translations";

/// What a form says about itself, and its fields.
pub(super) struct Sent {
    /// The form; none where it has no name that could be one.
    pub form_id: Option<String>,
    /// Its rank among what the form has sent.
    pub seq: i64,
    /// The number of the revision it started from.
    pub base: i32,
    /// The button that sent it.
    pub button: String,
    /// Whether it is one of the worklist, to which saving leads on.
    pub is_work_off: bool,
    /// What is filled in.
    pub fields: Fields,
}

impl Sent {
    /// Reads a form. One that does not say where it started from is none of ours.
    pub(super) fn read(form: Form) -> Result<Sent> {
        if form.0.len() > FIELDS {
            return Err(Error::PayloadTooLarge);
        }
        let form_id = Some(form.get("form_id")).filter(|id| is_form_id(id)).map(str::to_owned);
        let seq = form.get("seq").parse().ok().filter(|seq| *seq > 0).unwrap_or(1);
        let base = form.get("base").parse().map_err(|_| Error::BadRequest)?;
        let button = form.get("do").to_owned();
        let is_work_off = form.get("then") == WORK_OFF;
        let mut fields = Fields::from(form.0);
        fields.retain(|name, _| !matches!(name, "form_id" | "seq" | "base" | "do" | "then"));
        Ok(Sent { form_id, seq, base, button, is_work_off, fields })
    }

    /// The revision it started from.
    pub(super) async fn find_base(&self, conn: &mut PgConnection, entry: &EntryId) -> Result<Revision> {
        revision::find(conn, entry, self.base).await?.ok_or(Error::BadRequest)
    }

    /// Keeps what was sent. Returns the form in whose working copy it is now, and its rank there.
    pub(super) async fn keep(
        &self,
        conn: &mut PgConnection,
        staff: &Staff,
        entry: &EntryId,
        base: &Revision,
        at: Timestamp,
    ) -> Result<(String, i64)> {
        let fields = self.fields.pairs();
        let open = |form_id| OpenForm { form_id, editor: staff.editor.id, entry, base_revision_id: base.id };
        if let Some(form_id) = &self.form_id {
            match working_copy::keep(&mut *conn, open(form_id), self.seq, fields, at).await {
                Ok(Kept::Stored) => return Ok((form_id.clone(), self.seq)),
                Ok(Kept::Late) | Err(ContentError::NotYours) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let form_id = new_form_id()?;
        working_copy::keep(conn, open(&form_id), 1, fields, at).await?;
        Ok((form_id, 1))
    }
}

/// A name for a form that nobody can guess.
pub(super) fn new_form_id() -> Result<String> {
    Ok(token::random_hex::<16>()?)
}

/// Whether a text can be the name of a form.
pub(super) fn is_form_id(text: &str) -> bool {
    token::is_hex(text, FORM_ID)
}
