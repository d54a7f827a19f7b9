//! The write face: where staff edit everything.
//!
//! Invariant: every route is in the [table](list_routes), behind the guard, and changes something only by POST.
//!
//! A request goes from the guard to a handler in the file named after the page, which asks `content` or `accounts` and
//! fills a template of the same name in `templates/admin/`.

use axum::{Router, middleware::from_fn_with_state};
use sqlx::PgPool;

use crate::{
    accounts::sign_in::SignIn,
    content::published::Published,
    ids::EntryId,
    lang::Lang,
    web::{App, error, mail::Mailer},
};
use table::{Access, Table};

pub use table::Listed;

mod contacts;
mod cookies;
mod guard;
mod layout;
mod staff;
pub mod table;

mod my_work;
mod tree;

mod cell;
mod changes;
mod errors;
mod facts;
mod findings;
mod impact;
mod parity;
mod when;

mod agree;
mod check;
mod compare;
mod history;
mod publish;
mod schedule;
mod unconfirmed;
mod withdraw;

mod audit;
mod search;
mod translations;

mod new;
mod place;
mod share;

mod entry;
pub mod entry_form;

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
    /// What sends mail; none where links are given by hand.
    pub mailer: Option<Mailer>,
}

/// Renders the public page of an entry in a language from a snapshot.
pub type Preview = fn(&App, &Published, Lang, &EntryId) -> error::Result<String>;

/// The state of every handler here.
#[derive(Clone)]
pub struct Admin {
    pub(crate) app: App,
    pub(crate) pool: PgPool,
    pub(crate) sign_in: SignIn,
    pub(crate) mailer: Option<Mailer>,
    pub(crate) preview: Preview,
}

impl Admin {
    /// The admin area of an application, which shows previews with that function.
    pub fn new(app: App, office: Office, preview: Preview) -> Admin {
        Admin { app, pool: office.pool, sign_in: office.sign_in, mailer: office.mailer, preview }
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
        .layer(guard::csrf())
        .layer(from_fn_with_state(admin.clone(), guard::watch))
        .with_state(admin.clone())
}

/// Every route, with who may use it.
pub fn list_routes() -> Vec<Listed> {
    table().list()
}

fn table() -> Table {
    let table = Table::default()
        .get("/admin", Access::AUTHOR, my_work::show)
        .get("/admin/pages", Access::AUTHOR, tree::show)
        .get("/admin/contacts", Access::AUTHOR, contacts::show)
        .get("/admin/new", Access::AUTHOR, new::ask)
        .post("/admin/new", Access::AUTHOR, new::create);
    let parts = [
        place::add,
        entry::add,
        agree::add,
        check::add,
        share::add,
        publish::add,
        withdraw::add,
        schedule::add,
        history::add,
        compare::add,
        unconfirmed::add,
        translations::add,
        search::add,
        audit::add,
        sign_in::add,
        invite::add,
        second_factor::add,
        account::add,
        editors::add,
    ];
    parts.into_iter().fold(table, |table, add| add(table))
}
