//! Texts out to translators, and their files back in: first a look at what becomes of it, then one button.
//!
//! Invariant: looking saves nothing, and taking over saves what was looked at: where someone has saved meanwhile, the
//! page shows anew what becomes of it. What is in conflict or cannot be read stays on the page.

mod review;
mod sending;
mod taking;
mod words;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{StatusCode, header};

use self::{review::EntryView, sending::Sending, taking::Taking};
use crate::{
    admin::{
        Admin,
        errors::Errors,
        kinds,
        layout::{AdminLayout, Place},
        staff::Staff,
        table::{Access, Table},
    },
    content::{
        overview,
        xliff::{self, Broken, LONGEST, Languages, MOST_FILES},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Locale, Query, Upload, error::Result},
};

#[derive(Template)]
#[template(path = "admin/translations/import.html")]
struct ImportPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    /// Why there is no file.
    notice: Option<String>,
    /// The entries that can go out by themselves, with what they are called.
    entries: Vec<(EntryId, String)>,
    /// Each way to translate: its languages, and what it is called.
    ways: Vec<(Languages, String)>,
}

#[derive(Template)]
#[template(path = "admin/translations/review.html")]
struct ReviewPage<'a> {
    layout: AdminLayout<'a>,
    heading: String,
    /// What happened, if the page is not the first look.
    notice: Option<String>,
    entries: Vec<EntryView>,
    /// What goes along with the button; none where there is nothing to take over, or no more.
    carried: Vec<(String, String)>,
}

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/translations/export", Access::AUTHOR, export)
        .get("/admin/translations/import", Access::AUTHOR, ask)
        .post("/admin/translations/import", Access::AUTHOR, look)
        .post("/admin/translations/import/save", Access::AUTHOR, take_over)
}

/// The file for translators: the entries that are named, or all that waits in a language.
pub(super) async fn export(
    State(admin): State<Admin>,
    staff: Staff,
    Query(asked): Query,
) -> Result<Response> {
    let langs = languages(&asked).ok_or(Error::NotFound)?;
    let named = asked.all("entry").filter(|id| !id.is_empty()).map(|id| EntryId::try_from(id.to_owned()));
    let named = named.collect::<Result<Vec<_>, _>>().map_err(|_| Error::NotFound)?;
    let mut conn = admin.pool.acquire().await?;
    let sending = Sending::open(&mut conn, langs, &named).await?;
    let file = sending.file(admin.app.locale(staff.lang()));
    let refused = match &file {
        None => Some("nothing"),
        Some(file) if file.len() > LONGEST || sending.count() > MOST_FILES => Some("too-much"),
        Some(_) => None,
    };
    if let Some(why) = refused {
        return Ok(Redirect::to(&format!("/admin/translations/import?done={why}")).into_response());
    }
    let Languages { from, to } = langs;
    let name = format!("attachment; filename=\"{from}-{to}-{}.xlf\"", admin.app.clock().today());
    let headers = [
        (header::CONTENT_TYPE, "application/x-xliff+xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file.unwrap_or_default()).into_response())
}

/// The languages that are asked for: `from` and `to`, or both in `way`, as a button sends them.
fn languages(asked: &Form) -> Option<Languages> {
    let (from, to) = asked.get("way").split_once('-').unwrap_or((asked.get("from"), asked.get("to")));
    let langs = Languages { from: Lang::from_tag(from)?, to: Lang::from_tag(to)? };
    Some(langs).filter(|langs| langs.from != langs.to)
}

/// The forms for a file out and a file in.
pub(super) async fn ask(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let notice = match asked.get("done") {
        "nothing" => Some(t.msg("xliff-nothing")),
        "too-much" => Some(t.msg("xliff-too-much")),
        _ => None,
    };
    import_page(&admin, &staff, notice, Errors::default()).await
}

async fn import_page(
    admin: &Admin,
    staff: &Staff,
    notice: Option<String>,
    errors: Errors,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let is_refused = !errors.is_empty();
    let mut entries = overview::list(&admin.pool).await?;
    entries.retain(|entry| entry.archived_at.is_none());
    let layout = AdminLayout::new(admin, staff, Place::Translations, &t.msg("xliff-title"));
    let ways = Lang::ALL.iter().flat_map(|from| from.others().map(|to| Languages { from: *from, to }));
    let page = ImportPage {
        layout: if is_refused { layout.with_errors() } else { layout },
        errors,
        notice,
        entries: entries.iter().map(|entry| (entry.id.clone(), kinds::title(t, entry))).collect(),
        ways: ways.map(|langs| (langs, way(t, langs))).collect(),
    };
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// "From English into Dutch".
fn way(t: &Locale, langs: Languages) -> String {
    let [from, to] = [langs.from, langs.to].map(|lang| t.language(lang).into());
    t.msg_with("xliff-way", &[("from", from), ("to", to)])
}

/// Shows what becomes of a file, and changes nothing.
pub(super) async fn look(State(admin): State<Admin>, staff: Staff, upload: Upload) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let Some(bytes) = upload.0 else {
        return import_page(&admin, &staff, None, Errors::one("file", t.msg("xliff-no-file"))).await;
    };
    let returned = match xliff::read(&bytes) {
        Ok(returned) => returned,
        Err(broken) => return refuse(&admin, &staff, &broken).await,
    };
    let mut conn = admin.pool.acquire().await?;
    let taking = Taking::open(&mut conn, &returned).await?;
    review(&admin, &staff, &taking, &String::from_utf8_lossy(&bytes), StatusCode::OK)
}

/// The page again, with what is wrong with the file.
async fn refuse(admin: &Admin, staff: &Staff, broken: &Broken) -> Result<Response> {
    let words = words::of_broken(admin.app.locale(staff.lang()), broken);
    import_page(admin, staff, None, Errors::one("file", words)).await
}

fn review(admin: &Admin, staff: &Staff, taking: &Taking, file: &str, status: StatusCode) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let carried = if taking.changes_something() { taking.carried(file) } else { Vec::new() };
    let notice = match status {
        StatusCode::CONFLICT => Some(t.msg("xliff-changed")),
        _ if carried.is_empty() => Some(t.msg("xliff-nothing-new")),
        _ => None,
    };
    let heading = t.msg_with("xliff-review", &[("way", way(t, taking.langs).into())]);
    let page = ReviewPage {
        layout: AdminLayout::new(admin, staff, Place::Translations, &heading),
        heading,
        notice,
        entries: taking.views(t),
        carried,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Takes over what was shown.
pub(super) async fn take_over(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let file = form.get("file");
    let returned = match xliff::read(file.as_bytes()) {
        Ok(returned) => returned,
        Err(broken) => return refuse(&admin, &staff, &broken).await,
    };
    let t = admin.app.locale(staff.lang());
    let mut transaction = admin.pool.begin().await?;
    taking::lock(&mut transaction, &returned).await?;
    let taking = Taking::open(&mut transaction, &returned).await?;
    if !taking.is_as_seen(&form) {
        drop(transaction);
        return review(&admin, &staff, &taking, file, StatusCode::CONFLICT);
    }
    taking.save(&mut transaction, &admin, &staff).await?;
    transaction.commit().await?;
    let left = taking.left(t);
    if left.is_empty() {
        return Ok(Redirect::to("/admin/translations?done=taken-over").into_response());
    }
    let heading = t.msg("xliff-left");
    let page = ReviewPage {
        layout: AdminLayout::new(&admin, &staff, Place::Translations, &heading),
        heading,
        notice: Some(t.msg("xliff-left-help")),
        entries: left,
        carried: Vec::new(),
    };
    Ok(Html(page.render()?).into_response())
}
