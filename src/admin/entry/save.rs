//! Saving an entry, and the buttons of its form.
//!
//! Invariant: a revision is made of all that a form says or of nothing; whatever stands in the way, the form comes back
//! with what was typed, and what was typed is kept.

use std::collections::BTreeSet;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::{Connection, PgConnection};

use super::{
    address,
    agreeing::{self, Made},
    conflict::ConflictView,
    desk::Desk,
    form::{self, Shown},
    hours, next,
    sent::{Sent, WORK_OFF, new_form_id},
    unsaved,
};
use crate::{
    accounts::{audit, editor::Role},
    admin::{
        Admin,
        entry_form::{self, FieldError, Fields, Operation, Problem},
        parity::{agreements, answer_field},
        staff::Staff,
    },
    content::{
        agreement::{self, Agreement, pairs},
        entry::{Body, Kind},
        error::Error as ContentError,
        merge::{self, Conflict},
        revision::{self, Revision},
        working_copy,
    },
    ids::{EntryId, SectionId},
    lang::Lang,
    web::{Form, Path, error::Result},
};

/// What a form asks for.
enum Button {
    Save,
    SaveAndPublish,
    /// The same as saving; besides, its author says that no meaning is changed.
    SaveSameMeaning,
    Arrange(Operation),
    /// The form again, with what was typed.
    Keep,
    /// The same, with the hours that are typed as readers would see them.
    ShowHours,
}

/// What stands in the way of a revision.
enum Obstacle {
    /// Fields have to be mended.
    Errors(Vec<FieldError>),
    /// Text would be cleaned; the fields hold it as it will be kept.
    Cleaned(Fields, Vec<(String, Lang)>),
    /// Someone else changed the same; the body holds what this person says.
    Conflicts(Box<Body>, Vec<Conflict>),
}

/// Takes a form: saves it, or does what the button says. Where that cannot be done, the form is handed back.
pub(super) async fn submit(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    match take(&admin, &staff, &id, form.clone()).await {
        Ok(answer) => Ok(answer),
        Err(error) => unsaved::page(&admin, &staff, &id, &form, error),
    }
}

async fn take(admin: &Admin, staff: &Staff, id: &EntryId, form: Form) -> Result<Response> {
    let mut sent = Sent::read(form)?;
    let mut conn = admin.pool.acquire().await?;
    let desk = Desk::open(&mut conn, id).await?;
    let base = sent.find_base(&mut conn, id).await?;
    let button = Button::parse(&sent.button);
    let place = match &button {
        Button::Arrange(operation) => {
            let form_id = sent.form_id.clone().map_or_else(new_form_id, Ok)?;
            operation.apply(&mut sent.fields, &form_id)
        }
        Button::ShowHours => hours::PLACE.to_owned(),
        _ => "entry-form".to_owned(),
    };
    let (form_id, seq) = sent.keep(&mut conn, staff, id, &base, admin.app.clock().now()).await?;
    if matches!(button, Button::Arrange(_) | Button::Keep | Button::ShowHours) {
        let show = match button {
            Button::ShowHours => format!("&show={}", hours::SHOW),
            _ => String::new(),
        };
        let from = if sent.is_work_off { format!("&from={WORK_OFF}") } else { String::new() };
        return Ok(
            Redirect::to(&format!("{}?form={form_id}{from}{show}#{place}", address(id))).into_response()
        );
    }
    let mut saving = Saving { admin, staff, desk, base, sent, form_id, seq };
    match saving.save(&mut conn, &button).await? {
        Ok(done) => Ok(Redirect::to(&saving.leads_to(&mut conn, &button, done).await?).into_response()),
        Err(obstacle) => saving.again(&mut conn, obstacle).await,
    }
}

impl Button {
    fn parse(button: &str) -> Button {
        match button {
            "save" => Button::Save,
            "save-and-publish" => Button::SaveAndPublish,
            "save-same-meaning" => Button::SaveSameMeaning,
            "show-hours" => Button::ShowHours,
            _ => Operation::parse(button).map_or(Button::Keep, Button::Arrange),
        }
    }
}

/// What a save has done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    /// Nothing: the form says what was saved before, and declares nothing new.
    Nothing,
    /// Something was declared about the languages.
    Agreed,
    /// There is a new revision.
    Saved {
        /// Whether it leaves open what it changed.
        asks: bool,
    },
}

/// What a form says: by itself, and together with what others have saved since it was made.
struct Said {
    mine: Body,
    merged: Body,
}

/// A form on its way to a revision.
struct Saving<'a> {
    admin: &'a Admin,
    staff: &'a Staff,
    desk: Desk,
    base: Revision,
    sent: Sent,
    /// The form in whose working copy it is kept.
    form_id: String,
    /// Its rank there.
    seq: i64,
}

impl Saving<'_> {
    /// Makes a revision of the form and ends it, or says what stands in the way.
    async fn save(&mut self, conn: &mut PgConnection, button: &Button) -> Result<Result<Done, Obstacle>> {
        let id = self.desk.entry.id.clone();
        let now = self.admin.app.clock().now();
        let mut transaction = conn.begin().await?;
        revision::lock(&mut transaction, &id).await?;
        // Someone may have saved since the desk was laid.
        self.desk = Desk::open(&mut transaction, &id).await?;
        let said = match self.said() {
            Ok(said) => said,
            Err(obstacle) => return Ok(Err(obstacle)),
        };
        let answers = match self.answers(&mut transaction, &said.mine).await? {
            Ok(answers) => answers,
            Err(errors) => return Ok(Err(Obstacle::Errors(errors))),
        };
        let old = self.desk.newest.clone();
        let is_changed = said.merged != old.body.clone().normalised();
        let new = match is_changed {
            true => revision::save(&mut transaction, &id, said.merged, &self.staff.act(None, now)).await,
            false => Ok(old.clone()),
        };
        let new = match new {
            Ok(new) => new,
            Err(ContentError::NotFound(target)) => return Ok(Err(self.missing(&target))),
            Err(error) => return Err(error.into()),
        };
        let made = Made { base: &self.base.body, mine: &said.mine, old: &old.body, new: &new };
        let is_same_meaning = matches!(button, Button::SaveSameMeaning);
        let agreed =
            agreeing::record(&mut transaction, self.staff, &id, &made, is_same_meaning, answers, now).await?;
        working_copy::end(&mut transaction, &self.form_id, self.staff.editor.id, self.seq).await?;
        let event = self.staff.event("entry.save", "entry", &id);
        let event = if is_changed { event } else { event.detail("unchanged") };
        audit::record(&mut transaction, &event, now).await?;
        transaction.commit().await?;
        Ok(Ok(match (is_changed, agreed.count) {
            (true, _) => Done::Saved { asks: agreed.asks },
            (false, 0) => Done::Nothing,
            (false, _) => Done::Agreed,
        }))
    }

    /// Where the person goes from a save.
    async fn leads_to(&self, conn: &mut PgConnection, button: &Button, done: Done) -> Result<String> {
        let address = address(&self.desk.entry.id);
        if matches!(button, Button::SaveAndPublish) && self.staff.is(Role::Publisher) {
            return Ok(format!("{address}/publish"));
        }
        if self.sent.is_work_off && done != (Done::Saved { asks: true }) {
            return next::address_after(conn, &self.desk.entry.id).await;
        }
        let from = if self.sent.is_work_off { format!("&from={WORK_OFF}") } else { String::new() };
        Ok(match done {
            Done::Nothing => format!("{address}?done=unchanged{from}"),
            Done::Agreed => format!("{address}?done=agreed{from}"),
            Done::Saved { .. } => format!("{address}?done=saved{from}"),
        })
    }

    /// What is answered about the texts that the form says.
    async fn answers(
        &self,
        conn: &mut PgConnection,
        mine: &Body,
    ) -> Result<Result<Vec<Agreement>, Vec<FieldError>>> {
        let known = agreements(&agreement::list(conn, &self.desk.entry.id).await?);
        Ok(agreeing::answers(&self.sent.fields, &self.base.body, mine, &known))
    }

    /// What is to be saved: what the form says, together with what others have saved since it was made.
    fn said(&mut self) -> Result<Said, Obstacle> {
        let kind = self.desk.entry.kind;
        let fields = &mut self.sent.fields;
        entry_form::propose_slugs(fields, kind, self.desk.entry.id.is_home());
        entry_form::read(fields, kind).map_err(Obstacle::Errors)?;
        let mut cleaned = fields.clone();
        let lost = entry_form::sections_that_lose(&mut cleaned);
        if !lost.is_empty() {
            return Err(Obstacle::Cleaned(cleaned, lost));
        }
        entry_form::name_sections(fields, &taken(&[&self.base, &self.desk.newest]));
        let mine = entry_form::read(fields, kind).map_err(Obstacle::Errors)?;
        if self.base.number == self.desk.newest.number {
            return Ok(Said { merged: mine.clone(), mine });
        }
        let merged = merge::merge(&self.base.body, &mine, &self.desk.newest.body);
        match merged.conflicts.is_empty() {
            true => Ok(Said { merged: merged.body, mine }),
            false => Err(Obstacle::Conflicts(Box::new(merged.body), merged.conflicts)),
        }
    }

    /// The fields that point to an entry that does not exist.
    fn missing(&self, target: &EntryId) -> Obstacle {
        let Ok(body) = entry_form::read(&self.sent.fields, self.desk.entry.kind) else {
            return Obstacle::Errors(Vec::new());
        };
        let mut errors = Vec::new();
        for (section, found) in body.references().into_iter().filter(|(_, found)| found == target) {
            let Some(section) = section else {
                let field = match self.desk.entry.kind {
                    Kind::Contact => "end.successor",
                    Kind::Notice => "about",
                    _ => "goals",
                };
                errors.push(FieldError { field: field.to_owned(), problem: Problem::NoSuchEntry });
                continue;
            };
            let shown = format!("section.{section}.refers_to");
            if self.sent.fields.get(&shown) == found.as_str() {
                errors.push(FieldError { field: shown, problem: Problem::NoSuchEntry });
            }
            for (lang, text) in body.texts.iter() {
                let words = text.as_ref().and_then(|text| text.sections.get(&section));
                if words.is_some_and(|words| words.text.references().any(|other| other == found)) {
                    let field = format!("section.{section}.{lang}.text");
                    errors.push(FieldError { field, problem: Problem::NoSuchTarget });
                }
            }
        }
        Obstacle::Errors(errors)
    }

    /// The fields of a merged body with what was answered. An answer about texts that are others now is not given yet.
    fn with_answers(&self, merged: &Body) -> Fields {
        let mut fields = entry_form::write(merged);
        let mine = entry_form::read(&self.sent.fields, self.desk.entry.kind);
        let mine = mine.map(|mine| pairs(&mine)).unwrap_or_default();
        let same: Vec<String> = pairs(merged)
            .iter()
            .filter(|pair| mine.contains(pair))
            .map(|(passage, _)| answer_field(passage))
            .collect();
        let is_kept = |name: &str| name.starts_with("reason.") || same.iter().any(|same| same == name);
        for (name, value) in self.sent.fields.pairs().iter().filter(|(name, _)| is_kept(name)) {
            fields.push(name.as_str(), value.as_str());
        }
        fields
    }

    /// The form again, with what stands in the way.
    async fn again(self, conn: &mut PgConnection, obstacle: Obstacle) -> Result<Response> {
        let event = self.staff.event("entry.save", "entry", &self.desk.entry.id).refused();
        audit::record(&mut *conn, &event, self.admin.app.clock().now()).await?;
        let kept = working_copy::find(&mut *conn, &self.form_id, self.staff.editor.id).await?;
        let shown = |fields, status| Shown {
            form_id: self.form_id.clone(),
            seq: kept.map_or(1, |kept| kept.seq) + 1,
            base: self.base.number,
            fields,
            errors: Vec::new(),
            conflicts: Vec::new(),
            cleaned: Vec::new(),
            done: String::new(),
            is_work_off: self.sent.is_work_off,
            shows_hours: false,
            status,
        };
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        match obstacle {
            Obstacle::Errors(errors) => {
                let shown = Shown { errors, ..shown(&self.sent.fields, unprocessable) };
                form::page(conn, self.admin, self.staff, &self.desk, shown).await
            }
            Obstacle::Cleaned(fields, cleaned) => {
                let shown = Shown { cleaned, ..shown(&fields, unprocessable) };
                form::page(conn, self.admin, self.staff, &self.desk, shown).await
            }
            Obstacle::Conflicts(body, conflicts) => {
                let fields = self.with_answers(&body);
                let conflicts =
                    conflicts.iter().enumerate().map(|(number, one)| ConflictView::of(number, one)).collect();
                let base = self.desk.newest.number;
                let shown = Shown { conflicts, base, ..shown(&fields, StatusCode::CONFLICT) };
                form::page(conn, self.admin, self.staff, &self.desk, shown).await
            }
        }
    }
}

/// The names that sections of these revisions have.
fn taken(revisions: &[&Revision]) -> BTreeSet<SectionId> {
    let outlines = revisions.iter().flat_map(|revision| &revision.body.shared.outline);
    outlines.map(|section| section.id.clone()).collect()
}
