//! The write face: where staff edit everything.
//!
//! Invariant: every route is in the [table](list_routes), behind the [guard], and changes something only by POST.
//!
//! A request goes from the guard to a handler in the file named after the page, which asks `content` or `accounts` and
//! fills a template of the same name in `templates/admin/`.

use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn_with_state};
use sqlx::PgPool;

use crate::{
    accounts::sign_in::SignIn,
    content::published::Published,
    ids::EntryId,
    lang::Lang,
    web::{App, error, limits},
};
use table::{Access, Table};

pub use table::Listed;

mod cookies;
mod guard;
mod layout;
mod staff;
pub mod table;

mod new;
mod place;
mod tree;

mod kinds;
mod refusal;

mod account;
mod editors;
mod invite;
mod second_factor;
mod sign_in;

mod entrance;
mod errand;
mod field;
mod new_password;
mod visit;

/// What the admin area works with besides the [`App`].
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub pool: PgPool,
    /// Where passwords and codes are tried.
    pub sign_in: SignIn,
}

/// Renders the public page of an entry in a language from a snapshot.
pub type Preview = fn(&App, &Published, Lang, &EntryId) -> error::Result<String>;

/// The state of every handler here.
#[derive(Clone)]
pub struct Admin {
    pub(crate) app: App,
    pub(crate) pool: PgPool,
    pub(crate) sign_in: SignIn,
    pub(crate) preview: Preview,
}

impl Admin {
    /// The admin area of an application, which shows previews with that function.
    pub fn new(app: App, office: Office, preview: Preview) -> Admin {
        Admin { app, pool: office.pool, sign_in: office.sign_in, preview }
    }

    /// The absolute address of a page of the admin area.
    fn url(&self, path: &str) -> String {
        let origin = self.origins().pop().unwrap_or_default();
        format!("{origin}{path}")
    }

    /// The origins from which its forms are sent.
    fn origins(&self) -> Vec<String> {
        let settings = self.app.settings();
        let own = settings.admin_host.as_ref().map(|host| format!("{}://{host}", settings.base_url.scheme()));
        std::iter::once(settings.base_url.to_string()).chain(own).collect()
    }
}

/// The admin area. Its state is given; the rules that hold for every answer are the caller's.
pub fn routes<S: Clone + Send + Sync + 'static>(admin: &Admin) -> Router<S> {
    table()
        .router(admin)
        .layer(DefaultBodyLimit::max(limits::STAFF_BODY))
        .layer(guard::csrf())
        .layer(from_fn_with_state(admin.clone(), guard::watch))
        .with_state(admin.clone())
}

/// Every route, with who may use it.
pub fn list_routes() -> Vec<Listed> {
    table().list()
}

fn table() -> Table {
    let accounts = Table::default()
        .get("/admin/sign-in", Access::Open, sign_in::ask)
        .post("/admin/sign-in", Access::Open, sign_in::answer)
        .post("/admin/sign-out", Access::Open, sign_in::leave)
        .get("/admin/invite/{token}", Access::Open, invite::ask)
        .post("/admin/invite/{token}", Access::Open, invite::answer)
        .get("/admin/second-factor", Access::HalfWay, second_factor::ask)
        .post("/admin/second-factor", Access::HalfWay, second_factor::answer)
        .get("/admin/second-factor/set-up", Access::HalfWay, second_factor::ask_set_up)
        .post("/admin/second-factor/set-up", Access::HalfWay, second_factor::set_up)
        .get("/admin/account", Access::AUTHOR, account::show)
        .post("/admin/account", Access::AUTHOR, account::save)
        .get("/admin/account/proof", Access::AUTHOR, account::proof::ask)
        .post("/admin/account/proof", Access::AUTHOR, account::proof::answer)
        .get("/admin/account/password", Access::AUTHOR, account::password::ask)
        .post("/admin/account/password", Access::AUTHOR, account::password::change)
        .get("/admin/account/second-factor", Access::AUTHOR, account::factor::ask)
        .post("/admin/account/second-factor", Access::AUTHOR, account::factor::change)
        .post("/admin/account/recovery-codes", Access::AUTHOR, account::factor::renew_codes)
        .post("/admin/account/sessions/end-others", Access::AUTHOR, account::sessions::end_others)
        .post("/admin/account/sessions/{id}/end", Access::AUTHOR, account::sessions::end)
        .get("/admin/editors", Access::ADMINISTRATOR, editors::show)
        .post("/admin/editors", Access::ADMINISTRATOR, editors::invite)
        .get("/admin/editors.csv", Access::ADMINISTRATOR, editors::review::download)
        .get("/admin/editors/{id}", Access::ADMINISTRATOR, editors::person::show)
        .post("/admin/editors/{id}/role", Access::ADMINISTRATOR, editors::person::set_role)
        .post("/admin/editors/{id}/link", Access::ADMINISTRATOR, editors::person::renew_link)
        .post(
            "/admin/editors/{id}/second-factor",
            Access::ADMINISTRATOR,
            editors::person::remove_second_factor,
        )
        .post("/admin/editors/{id}/disable", Access::ADMINISTRATOR, editors::person::disable)
        .post("/admin/editors/{id}/enable", Access::ADMINISTRATOR, editors::person::enable);
    accounts
        .get("/admin/pages", Access::AUTHOR, tree::show)
        .get("/admin/contacts", Access::AUTHOR, tree::show_contacts)
        .get("/admin/new", Access::AUTHOR, new::ask)
        .post("/admin/new", Access::AUTHOR, new::create)
        .get("/admin/pages/{id}/place", Access::PUBLISHER, place::ask)
        .post("/admin/pages/{id}/place", Access::PUBLISHER, place::change)
}
