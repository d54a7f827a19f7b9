//! A new entry: what it is, what it is called, where it stands.
//!
//! Invariant: an entry comes into being with its first revision, in one transaction, and readers see nothing of it.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp, civil::Date};
use sqlx::{Connection, PgConnection};

use super::{
    Admin,
    errors::Errors,
    kinds,
    layout::{AdminLayout, Place},
    place::{self, ParentOption},
    staff::Staff,
};
use crate::{
    accounts::audit,
    content::{
        action::{Action, Status},
        agreement,
        contact::{Contact, Organisation},
        document::Document,
        entry::{Body, Fields, Kind, Shared, Text},
        figure::{Figure, Unit},
        goal::Goal,
        notice::Notice,
        ordering,
        overview::{self, Glance},
        page::Page,
        revision, tree,
        values::{InvalidValue, Line, WebAddress},
    },
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
    slug::{self, Slug},
    web::{Form, Locale, Query, error::Result},
};

/// Within this time the same form is taken to be sent twice by mistake.
const TWICE: SignedDuration = SignedDuration::from_mins(1);

#[derive(Template)]
#[template(path = "admin/new.html")]
struct NewPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    kinds: Vec<KindOption>,
    titles: Vec<TitleField>,
    parents: Vec<ParentOption>,
    url: String,
}

/// A kind to choose.
struct KindOption {
    kind: &'static str,
    name: String,
    help: String,
    is_chosen: bool,
}

/// The title in one language.
struct TitleField {
    lang: Lang,
    label: String,
    value: String,
}

/// What was filled in, once it makes sense.
struct NewEntry {
    id: EntryId,
    parent: Option<EntryId>,
    body: Body,
}

/// The empty form.
pub(super) async fn ask(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let form = Form(vec![
        ("kind".to_owned(), asked.get("kind").to_owned()),
        ("parent".to_owned(), asked.get("below").to_owned()),
    ]);
    page(&admin, &staff, &form, Errors::default()).await
}

/// Makes the entry and leads to its form. The same form sent twice makes one entry.
pub(super) async fn create(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    // One at a time, so that two cannot choose the same name.
    ordering::lock(&mut transaction).await?;
    let entries = overview::list(&mut *transaction).await?;
    let new = match read(&entries, admin.app.locale(staff.lang()), &form, admin.app.clock().today())? {
        Ok(new) => new,
        Err(errors) => {
            drop(transaction);
            let event = staff.event("entry.create", "entry", "").refused();
            audit::record(&mut conn, &event, now).await?;
            drop(conn);
            return page(&admin, &staff, &form, errors).await;
        }
    };
    let event = staff.event("entry.create", "entry", &new.id);
    let id = match find_twin(&entries, &staff, &new, now) {
        Some(twin) => {
            audit::record(&mut transaction, &event.detail("sent twice"), now).await?;
            twin
        }
        None => {
            let id = new.id.clone();
            save(&mut transaction, &staff, new, now).await?;
            audit::record(&mut transaction, &event, now).await?;
            id
        }
    };
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/pages/{id}?done=created")).into_response())
}

async fn save(conn: &mut PgConnection, staff: &Staff, new: NewEntry, now: Timestamp) -> Result<()> {
    let position = ordering::next_position(&mut *conn, new.parent.as_ref()).await?;
    let place = tree::Place { parent: new.parent, position };
    tree::create(conn, &new.id, new.body.shared.fields.kind(), &place, now).await?;
    let act = staff.act(None, now);
    let saved = revision::save(&mut *conn, &new.id, new.body, &act).await?;
    // Who gives a title in both languages at once says the same in both.
    for agreement in agreement::agree_all(&saved.body) {
        agreement::record(&mut *conn, &new.id, saved.id, &agreement, &act).await?;
    }
    Ok(())
}

/// The entry that the same person has just made with the same form.
fn find_twin(entries: &[Glance], staff: &Staff, new: &NewEntry, now: Timestamp) -> Option<EntryId> {
    let says = |lang: Lang| new.body.texts.get(lang).as_ref().map(|text| text.title.to_string());
    let twin = entries.iter().find(|entry| {
        entry.revision == 1
            && entry.saved_by == Some(staff.editor.id)
            && now.duration_since(entry.saved_at) <= TWICE
            && entry.kind == new.body.shared.fields.kind()
            && entry.parent == new.parent
            && entry.archived_at.is_none()
            && Lang::ALL.iter().all(|lang| entry.languages.get(*lang).title == says(*lang))
    });
    twin.map(|entry| entry.id.clone())
}

async fn page(admin: &Admin, staff: &Staff, form: &Form, errors: Errors) -> Result<Response> {
    let layout =
        AdminLayout::new(admin, staff, Place::Pages, &admin.app.locale(staff.lang()).msg("new-title"));
    let t = layout.t;
    let entries = overview::list(&admin.pool).await?;
    let parent = EntryId::try_from(form.get("parent").to_owned()).ok();
    let title = |lang: Lang| TitleField {
        lang,
        label: t.msg_with("new-name", &[("lang", t.language(lang).into())]),
        value: form.get(&format!("{lang}.title")).to_owned(),
    };
    let chosen = kinds::named(form.get("kind")).unwrap_or(Kind::Page);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPage {
        kinds: kinds::ALL.iter().map(|kind| KindOption::of(t, *kind, chosen)).collect(),
        titles: Lang::ALL.iter().copied().map(title).collect(),
        parents: place::list_parents(&entries, staff, parent.as_ref(), None),
        url: form.get("url").to_owned(),
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        errors,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// What the form says, or what is wrong with it.
fn read(entries: &[Glance], t: &Locale, form: &Form, today: Date) -> Result<Result<NewEntry, Errors>> {
    let mut errors = Errors::default();
    let kind = kinds::named(form.get("kind"));
    if kind.is_none() {
        errors.add("kind", t.msg("new-error-kind"));
    }
    let titles = PerLang::from_fn(|lang| Line::try_from(form.get(&format!("{lang}.title")).to_owned()).ok());
    let sent = |lang: &Lang| !form.get(&format!("{lang}.title")).trim().is_empty();
    let is_too_long = |lang: &&Lang| sent(lang) && titles.get(**lang).is_none();
    if Lang::ALL.iter().any(|lang| is_too_long(&lang)) {
        errors.add("title", t.msg("new-error-title-long"));
    }
    let Some(title) = titles.iter().find_map(|(_, title)| title.as_ref()) else {
        errors.add("title", t.msg("new-error-title"));
        return Ok(Err(errors));
    };
    let address = WebAddress::try_from(form.get("url").trim().to_owned());
    if kind == Some(Kind::Document) && address.is_err() {
        errors.add("url", t.msg("new-error-url"));
    }
    let parent = find_parent(entries, form);
    if parent.is_none() && !form.get("parent").is_empty() {
        errors.add("parent", t.msg("new-error-parent"));
    }
    let (Some(kind), true) = (kind, errors.is_empty()) else { return Ok(Err(errors)) };
    let id = free_id(entries, title, kind)?;
    let number = next_goal_number(entries);
    let Some(fields) = fields(kind, &id, number, address, today) else { return Ok(Err(errors)) };
    let text = |title: Line| Text {
        slug: kind.has_page().then(|| Slug::proposed(&title.to_string())).flatten(),
        title,
        short_title: None,
        summary: None,
        sections: std::collections::BTreeMap::new(),
    };
    let body =
        Body { shared: Shared { fields, outline: Vec::new() }, texts: titles.map(|title| title.map(text)) };
    Ok(Ok(NewEntry { id, parent, body }))
}

/// The entry that was chosen, if others can stand below it.
fn find_parent(entries: &[Glance], form: &Form) -> Option<EntryId> {
    let asked = form.get("parent");
    let can_hold =
        |entry: &&Glance| entry.id.as_str() == asked && entry.archived_at.is_none() && entry.kind.has_page();
    entries.iter().find(can_hold).map(|entry| entry.id.clone())
}

/// A name for the entry that no other has, made from its title.
fn free_id(entries: &[Glance], title: &Line, kind: Kind) -> Result<EntryId> {
    let wished = slug::hyphenated(&title.to_string()).unwrap_or_else(|| kinds::word(kind).to_owned());
    let is_free = |name: &String| entries.iter().all(|entry| entry.id.as_str() != name);
    let mut counted = (2..).map(|count| format!("{wished}-{count}"));
    let name = Some(wished.clone()).filter(is_free).or_else(|| counted.find(is_free)).unwrap_or(wished);
    Ok(EntryId::try_from(name)?)
}

fn next_goal_number(entries: &[Glance]) -> u8 {
    let goals = entries.iter().filter(|entry| entry.kind == Kind::Goal).count();
    u8::try_from(goals + 1).unwrap_or(u8::MAX)
}

/// The fields a new entry of a kind begins with.
fn fields(
    kind: Kind,
    id: &EntryId,
    number: u8,
    address: Result<WebAddress, InvalidValue>,
    today: Date,
) -> Option<Fields> {
    Some(match kind {
        Kind::Page => Fields::Page(Page::default()),
        Kind::Goal => Fields::Goal(Goal { number }),
        Kind::Action => Fields::Action(Action {
            goals: Vec::new(),
            priority: None,
            status: Status::Planned,
            lead: None,
            from: None,
            until: None,
        }),
        Kind::Contact => Fields::Contact(Contact::new(Organisation::Other)),
        Kind::Document => Fields::Document(Document {
            url: address.ok()?,
            languages: Vec::new(),
            file: None,
            link_check: None,
        }),
        Kind::Figure => Fields::Figure(Figure {
            series: SectionId::try_from(id.to_string()).ok()?,
            date: None,
            occasion: None,
            value: None,
            unit: Unit::People,
        }),
        // For the rest of the day.
        Kind::Notice => {
            let from = today.at(0, 0, 0, 0);
            Fields::Notice(Notice::new(None, from, today.tomorrow().ok()?.at(0, 0, 0, 0), false).ok()?)
        }
    })
}

impl KindOption {
    fn of(t: &Locale, kind: Kind, chosen: Kind) -> KindOption {
        let help = match kind {
            Kind::Page => t.msg("new-help-page"),
            Kind::Goal => t.msg("new-help-goal"),
            Kind::Action => t.msg("new-help-action"),
            Kind::Contact => t.msg("new-help-contact"),
            Kind::Document => t.msg("new-help-document"),
            Kind::Figure => t.msg("new-help-figure"),
            Kind::Notice => t.msg("new-help-notice"),
        };
        KindOption { kind: kinds::word(kind), name: kinds::name(t, kind), help, is_chosen: kind == chosen }
    }
}
