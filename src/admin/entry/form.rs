//! The form as a page.
//!
//! Invariant: looking at it changes nothing; a working copy is shown to its author alone.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use http::StatusCode;
use sqlx::PgConnection;

use super::{
    address,
    choices::{self, Choice, Group},
    conflict::ConflictView,
    desk::{self, Desk},
    hours::{self, HoursPreview},
    question::Question,
    say::{self, LanguageWords, Saying},
    sent::{WORK_OFF, new_form_id},
    standing,
    view::FormView,
};
use crate::{
    accounts::editor::{self, Role},
    admin::{
        Admin,
        changes::Names,
        entry_form::{self, FieldError, Fields},
        impact::{self, ImpactView},
        layout::{AdminLayout, Place},
        parity::Comparison,
        staff::Staff,
        tree::Row,
    },
    content::{agreement, entry::Kind, hours::Holiday, publication, working_copy},
    ids::EntryId,
    lang::Lang,
    web::{Path, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/entry/form.html")]
struct EntryPage<'a> {
    layout: AdminLayout<'a>,
    form: FormView<'a>,
    row: Row,
    action: String,
    form_id: String,
    seq: i64,
    base: i32,
    /// "Revision 7, saved by Sanne on 22 Nov 2026, 14:02".
    saved: String,
    done: Option<String>,
    errors: Vec<(String, String)>,
    /// The sections of which the text was cleaned.
    cleaned: Option<String>,
    unfinished: Vec<Unfinished>,
    others: Option<String>,
    is_outdated: bool,
    /// Whether it was opened from the worklist, to which saving leads on.
    is_work_off: bool,
    /// What is asked about the save that led here.
    question: Option<Question>,
    /// What the save that led here changes on other pages.
    impact: Option<ImpactView>,
    /// "3 passages are not in step", with links to them.
    standing: Vec<(String, Vec<(String, String)>)>,
    /// Whether any passage is shown: where none of them is asked about, these differ on purpose.
    differs: bool,
    may_publish: bool,
    is_home: bool,
    prefixes: Vec<(Lang, String)>,
    entries: Vec<Group>,
    successors: Vec<Group>,
    goals: Vec<Choice>,
    contacts: Vec<Choice>,
    languages: Vec<Choice>,
    /// The languages that people speak at a contact: those that are offered first, and the others.
    spoken: [Vec<Choice>; 2],
    /// The hours of a contact that are typed now.
    hours: Option<HoursPreview>,
    series: Vec<String>,
    links: Vec<Choice>,
    quotes: Vec<Choice>,
    sayings: Vec<Saying>,
    words: Vec<Saying>,
    language_words: Vec<LanguageWords>,
}

/// A form of this entry that was left without saving.
struct Unfinished {
    form_id: String,
    /// The rank of what it holds.
    seq: i64,
    /// When something was last typed into it.
    words: String,
}

/// A form to be shown.
pub(super) struct Shown<'a> {
    pub form_id: String,
    /// The rank of what it sends next.
    pub seq: i64,
    /// The number of the revision it starts from.
    pub base: i32,
    pub fields: &'a Fields,
    pub errors: Vec<FieldError>,
    pub conflicts: Vec<ConflictView>,
    /// The sections of which the text was cleaned, in each language.
    pub cleaned: Vec<(String, Lang)>,
    pub done: String,
    pub is_work_off: bool,
    /// Whether the hours that are typed are shown from the start.
    pub shows_hours: bool,
    pub status: StatusCode,
}

/// The form with what was saved last, or with what its author left unfinished.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut conn = admin.pool.acquire().await?;
    let desk = Desk::open(&mut conn, &id).await?;
    let own = working_copy::find(&mut *conn, asked.get("form"), staff.editor.id).await?;
    let own = own.filter(|copy| copy.entry == id).and_then(|copy| Some((copy.form.clone()?, copy)));
    let (mut fields, form_id, seq, base) = match own {
        Some((form, copy)) => (Fields::from(form), copy.form_id, copy.seq + 1, copy.base_number),
        None => (entry_form::write(&desk.newest.body), new_form_id()?, 1, desk.newest.number),
    };
    choose(&mut fields, asked.get("section"), asked.get("shows"));
    let shown = Shown {
        form_id,
        seq,
        base,
        fields: &fields,
        errors: Vec::new(),
        conflicts: Vec::new(),
        cleaned: Vec::new(),
        done: asked.get("done").to_owned(),
        is_work_off: asked.get("from") == WORK_OFF,
        shows_hours: asked.get("show") == hours::SHOW,
        status: StatusCode::OK,
    };
    page(&mut conn, &admin, &staff, &desk, shown).await
}

/// Lets a section that shows nothing show what the address names; nobody has saved that yet.
fn choose(fields: &mut Fields, section: &str, shows: &str) {
    let name = format!("section.{section}.refers_to");
    let is_there = fields.sections().contains(&section);
    if is_there && fields.get(&name).is_empty() && EntryId::try_from(shows.to_owned()).is_ok() {
        fields.set(&name, shows);
    }
}

/// The page around a form.
pub(super) async fn page(
    conn: &mut PgConnection,
    admin: &Admin,
    staff: &Staff,
    desk: &Desk,
    shown: Shown<'_>,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let title = t.msg_with("editor-page-title", &[("title", desk.entry.title(staff.lang()).into())]);
    let layout = AdminLayout::new(admin, staff, Place::Pages, &title);
    let published = admin.app.published();
    let Shown { form_id, seq, base, fields, .. } = shown;
    let mut form = FormView::new(t, desk.entry.kind, fields, &shown.errors, shown.conflicts);
    let names = Names { t, entries: &desk.entries };
    let comparison = Comparison::load(conn, &desk.entry.id, &desk.newest.body).await?;
    form.panels = standing::panels(&names, &form, &comparison, &desk.newest.body);
    let errors = form.summary(&shown.errors);
    let cleaned: Vec<String> = shown
        .cleaned
        .iter()
        .map(|(section, lang)| form.place(&format!("section.{section}.{lang}.text")))
        .collect();
    let now = admin.app.clock().now();
    let chosen = |name| fields.all(name).collect::<Vec<_>>();
    let page = EntryPage {
        row: Row::of(t, &desk.entry),
        action: address(&desk.entry.id),
        saved: saved(conn, admin, staff, desk).await?,
        done: done(admin, staff, &shown.done, desk),
        cleaned: (!cleaned.is_empty())
            .then(|| t.msg_with("editor-cleaned", &[("places", t.list(&cleaned).into())])),
        unfinished: unfinished(conn, admin, staff, desk, &form_id).await?,
        others: say::others(t, &desk::others(conn, staff, &desk.entry.id, now).await?),
        is_outdated: desk.newest.number > base,
        is_work_off: shown.is_work_off,
        question: match shown.done.as_str() {
            "saved" => Question::find(conn, &names, staff, desk, &comparison, shown.is_work_off).await?,
            _ => None,
        },
        impact: match shown.done.as_str() {
            "saved" => Some(impact(conn, admin, &names, desk).await?),
            _ => None,
        },
        standing: standing::lists(t, &form.panels),
        differs: !form.panels.is_empty(),
        may_publish: staff.is(Role::Publisher),
        is_home: desk.entry.id.is_home(),
        prefixes: Lang::ALL.iter().map(|lang| (*lang, prefix(desk, *lang))).collect(),
        entries: choices::entries(t, &desk.entries, staff, &desk.entry.id),
        successors: choices::successors(t, &desk.entries, staff, &desk.entry.id),
        goals: choices::goals(&desk.entries, staff, &chosen("goals")),
        contacts: choices::contacts(&desk.entries, staff),
        languages: choices::languages(t, &chosen("languages")),
        spoken: choices::spoken(t, &chosen("languages")),
        hours: HoursPreview::of(
            t,
            admin.app.clock(),
            fields,
            &desk.newest.body,
            &published.closures(&desk.entry.id),
            shown.shows_hours,
        ),
        series: choices::series(&published),
        links: choices::links(&desk.entries, staff),
        quotes: choices::quotes(t, &desk.entries, staff, &published),
        sayings: say::on_form(t),
        words: say::in_editor(t),
        language_words: say::languages(t),
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        errors,
        form_id,
        seq,
        base,
        form,
    };
    Ok((shown.status, Html(page.render()?)).into_response())
}

impl EntryPage<'_> {
    /// What the address of the page begins with in a language.
    fn prefix(&self, lang: &Lang) -> &str {
        let found = self.prefixes.iter().find(|(other, _)| other == lang);
        found.map(|(_, prefix)| prefix.as_str()).unwrap_or_default()
    }
}

/// The address below which the page stands, with the slash behind it.
fn prefix(desk: &Desk, lang: Lang) -> String {
    let parent = desk.entry.parent.as_ref();
    let parent = parent.and_then(|parent| desk.entries.iter().find(|entry| entry.id == *parent));
    match parent.and_then(|parent| parent.languages.get(lang).path.as_deref()) {
        Some(path) if !path.is_empty() => format!("/{lang}/{path}/"),
        _ => format!("/{lang}/"),
    }
}

fn done(admin: &Admin, staff: &Staff, done: &str, desk: &Desk) -> Option<String> {
    let t = admin.app.locale(staff.lang());
    match done {
        "saved" => {
            Some(t.msg_with("editor-done-saved", &[("number", desk.newest.number.to_string().into())]))
        }
        "agreed" => Some(t.msg("agree-done")),
        "next" => Some(t.msg("agree-done-next")),
        "unchanged" => Some(t.msg("editor-done-unchanged")),
        "discarded" => Some(t.msg("editor-done-discarded")),
        "created" => Some(t.msg("admin-done-created")),
        _ => None,
    }
}

async fn saved(conn: &mut PgConnection, admin: &Admin, staff: &Staff, desk: &Desk) -> Result<String> {
    let t = admin.app.locale(staff.lang());
    let number = desk.newest.number.to_string();
    let time = t.moment(desk.newest.at);
    let by = match desk.newest.by {
        Some(id) => editor::find(conn, id).await?,
        None => None,
    };
    Ok(match by {
        Some(by) => t.msg_with(
            "editor-saved-by",
            &[("number", number.into()), ("name", by.name.into()), ("time", time.into())],
        ),
        None => t.msg_with("editor-saved", &[("number", number.into()), ("time", time.into())]),
    })
}

/// What the newest revision changes on the pages of others.
async fn impact(
    conn: &mut PgConnection,
    admin: &Admin,
    names: &Names<'_>,
    desk: &Desk,
) -> Result<ImpactView> {
    let declared = agreement::list(&mut *conn, &desk.entry.id).await?;
    let agreements: Vec<_> = declared.into_iter().map(|declared| declared.agreement).collect();
    let current = publication::find_current(conn, &desk.entry.id).await?;
    let version = impact::Version {
        entry: &desk.entry,
        newest: &desk.newest.body,
        current: current.as_ref(),
        agreements: &agreements,
    };
    impact::of(admin, names, &version)
}

/// The person's other forms of this entry.
async fn unfinished(
    conn: &mut PgConnection,
    admin: &Admin,
    staff: &Staff,
    desk: &Desk,
    form_id: &str,
) -> Result<Vec<Unfinished>> {
    let t = admin.app.locale(staff.lang());
    let copies = working_copy::list_of(conn, staff.editor.id).await?;
    let own = copies.into_iter().filter(|copy| copy.entry == desk.entry.id && copy.form_id != form_id);
    let words = |copy: &working_copy::WorkingCopy| {
        t.msg_with("editor-unfinished", &[("time", t.moment(copy.changed_at).into())])
    };
    Ok(own.map(|copy| Unfinished { words: words(&copy), form_id: copy.form_id, seq: copy.seq }).collect())
}
