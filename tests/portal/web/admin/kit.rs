//! Staff at work: a portal with accounts, and people who are signed in to it.

use axum::body::Body;
use axum::http::{Method, Request};
use leiden_international::accounts::editor::{self, NewEditor, Role};
use leiden_international::accounts::password::Passwords;
use leiden_international::accounts::session::{self, Browser, Stage};
use leiden_international::accounts::sign_in::SignIn;
use leiden_international::accounts::words::{Email, Name};
use leiden_international::admin::Office;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, Verdict};
use leiden_international::content::{revision, worklist};
use leiden_international::ids::EditorId;
use leiden_international::lang::Lang;
use leiden_international::token::Token;
use leiden_international::web::{Form, page_cache::Front};
use sqlx::PgPool;

use crate::web::page::Page;
use crate::web::portal::{Answer, Portal, noon, send};

/// The password of everyone in these tests.
pub(crate) const PASSWORD: &str = "seven herons on a quay";

/// A portal with its admin area.
pub(crate) struct Desk {
    pub(crate) portal: Portal,
    pub(crate) office: Office,
}

/// Someone who is signed in, or not.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) router: Front,
    /// Whose session it is.
    pub(crate) editor: Option<EditorId>,
    pub(crate) token: Option<Token>,
}

impl Desk {
    /// With the texts that a new portal has.
    pub(crate) async fn starter(pool: &PgPool) -> Desk {
        Desk::of(Portal::starter(pool).await)
    }

    /// With every feature filled.
    pub(crate) async fn example(pool: &PgPool) -> Desk {
        Desk::of(Portal::example(pool).await)
    }

    pub(crate) fn of(portal: Portal) -> Desk {
        let passwords = Passwords::with_cost(8, 1).unwrap();
        let sign_in = SignIn::new(passwords, portal.app.clock()).unwrap();
        let office = Office { pool: portal.pool.clone(), sign_in, mailer: None };
        Desk { portal, office }
    }

    pub(crate) fn router(&self) -> Front {
        leiden_international::router(self.portal.app.clone(), Some(self.office.clone()))
    }

    /// Someone with an account of that role, signed in; `name` is new.
    pub(crate) async fn person(&self, name: &str, role: Role) -> Person {
        let mut conn = self.portal.pool.acquire().await.unwrap();
        let new = NewEditor {
            email: Email::parse(&format!("{name}@leiden.example")).unwrap(),
            name: Name::parse(name).unwrap(),
            role,
            lang: Lang::DEFAULT,
        };
        let id = editor::invite(&mut conn, &new, noon()).await.unwrap();
        sqlx::query("update editor set password_hash = '$argon2id$none' where id = $1")
            .bind(id)
            .execute(&mut *conn)
            .await
            .unwrap();
        self.sign_in(id).await
    }

    /// A further session of that editor.
    pub(crate) async fn sign_in(&self, id: EditorId) -> Person {
        let mut conn = self.portal.pool.acquire().await.unwrap();
        let browser = Browser { origin: "192.0.2.1".to_owned(), user_agent: "a test".to_owned() };
        let now = self.portal.app.clock().now();
        let token = session::start(&mut conn, id, Stage::Full, &browser, now).await.unwrap();
        Person { router: self.router(), editor: Some(id), token: Some(token) }
    }

    /// Someone who is not signed in.
    pub(crate) fn visitor(&self) -> Person {
        Person { router: self.router(), editor: None, token: None }
    }
}

impl Person {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// The page at an address, which has to be there.
    pub(crate) async fn page(&self, path: &str) -> Page {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {:?} {}", answer.headers, answer.text());
        Page::new(path, &answer)
    }

    /// Sends a form, as a browser does from one of our own pages.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.post_form(path, &Form(pairs.collect())).await
    }

    pub(crate) async fn post_form(&self, path: &str, form: &Form) -> Answer {
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin")], form.encode()).await
    }

    /// Sends a form and goes where the answer leads; fails unless that is a page.
    #[track_caller]
    pub(crate) fn follow(&self, answer: &Answer) -> impl Future<Output = Page> + use<> {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let path = answer.header("location").unwrap().to_owned();
        let person = self.clone();
        async move { person.page(path.split('#').next().unwrap()).await }
    }

    /// Sends anything; a form's type of content is added where there is a body.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "portal.example");
        }
        if let Some(token) = &self.token {
            request = request.header("cookie", format!("__Host-session={}", token.as_str()));
        }
        if method == Method::POST && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(self.router.clone(), request.body(Body::from(body)).unwrap()).await
    }
}

/// Declares of every passage that is open that its languages say the same.
pub(crate) async fn settle(pool: &PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    for entry in worklist::list(&mut conn).await.unwrap() {
        let newest = revision::find_newest(&mut *conn, &entry.id).await.unwrap().unwrap();
        for open in entry.open() {
            let same = Agreement::of(open.passage.clone(), open.pair.clone(), Verdict::Same);
            agreement::record(&mut conn, &entry.id, newest.id, &same, &Act::of_system(noon())).await.unwrap();
        }
    }
}

/// The fields of the form with that id, as a browser would send them without a button.
pub(crate) fn fields(page: &Page, form: &str) -> Form {
    let mut fields = Vec::new();
    let named = format!("#{form} input, #{form} select, #{form} textarea");
    for element in page.elements(&named) {
        let Some(name) = element.attr("name") else { continue };
        match (element.value().name(), element.attr("type").unwrap_or("text")) {
            ("input", "checkbox" | "radio") if element.attr("checked").is_none() => {}
            ("input", "checkbox" | "radio") => {
                fields.push((name.to_owned(), element.attr("value").unwrap_or("on").to_owned()));
            }
            ("input", "submit" | "button") => {}
            ("input", _) => {
                fields.push((name.to_owned(), element.attr("value").unwrap_or_default().to_owned()));
            }
            ("textarea", _) => {
                let text: String = element.text().collect();
                fields.push((name.to_owned(), text.strip_prefix('\n').unwrap_or(&text).to_owned()));
            }
            _ => fields.extend(chosen(element).into_iter().map(|value| (name.to_owned(), value))),
        }
    }
    Form(fields)
}

/// The values of a select that a browser would send: those chosen, else the first of a list that opens.
fn chosen(select: scraper::ElementRef<'_>) -> Vec<String> {
    let selector = scraper::Selector::parse("option").unwrap();
    let options: Vec<_> = select.select(&selector).collect();
    let value = |option: &scraper::ElementRef<'_>| {
        let text = option.text().collect::<String>();
        option.attr("value").map_or(text, str::to_owned)
    };
    let marked: Vec<String> =
        options.iter().filter(|option| option.attr("selected").is_some()).map(value).collect();
    if marked.is_empty() && select.attr("multiple").is_none() {
        return options.first().map(value).into_iter().collect();
    }
    marked
}

/// A form with these fields in the place of those of the same name; a new name is added.
pub(crate) fn with(mut form: Form, changes: &[(&str, &str)]) -> Form {
    for (name, _) in changes {
        form.0.retain(|(other, _)| other != name);
    }
    form.0.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}
