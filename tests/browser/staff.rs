//! A portal with staff, for tests that work in it: every person and every link is made before the browser starts.
//!
//! Each test has people of its own, and works on entries that no other test touches.

use leiden_international::accounts::command_line::{self, Invited};
use leiden_international::accounts::editor::{self, NewEditor, Role};
use leiden_international::accounts::password::Passwords;
use leiden_international::accounts::session::{self, Browser, Stage};
use leiden_international::accounts::sign_in::SignIn;
use leiden_international::accounts::words::{Email, Name};
use leiden_international::admin::Office;
use leiden_international::clock::Clock;
use leiden_international::config::StarterContent;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, Verdict};
use leiden_international::content::{exchange, published, revision, worklist};
use leiden_international::jobs::renewal;
use leiden_international::lang::Lang;
use leiden_international::web::{App, Locales, Settings, server};
use sqlx::{PgConnection, PgPool};

use crate::listen;

/// Who takes part: the name, the role, and the language of the admin area for them.
const PEOPLE: &[(&str, Role, Lang)] = &[
    ("Ada Administrator", Role::Administrator, Lang::En),
    ("Bea Beheerder", Role::Administrator, Lang::Nl),
    ("Tess Typist", Role::Publisher, Lang::En),
    ("Tom Typist", Role::Publisher, Lang::En),
    ("Xander Cross", Role::Administrator, Lang::En),
];

/// Who is invited and has not answered yet.
const INVITED: &[&str] = &["kim", "pim", "wim"];

/// A portal that is served, and the ways in.
pub(crate) struct Desk {
    /// Its address.
    pub(crate) address: String,
    /// As JSON: per person the token of a session.
    pub(crate) sessions: String,
    /// As JSON: per invited person the link.
    pub(crate) invitations: String,
}

/// Serves the example content with its admin area until the test ends.
pub(crate) async fn open(pool: &PgPool) -> Desk {
    let mut conn = pool.acquire().await.unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Example, Clock::system().now()).await.unwrap();
    let (listener, settings) = listen().await;
    let settings = Settings { staff_mfa_required: true, ..settings };
    let address = settings.base_url.to_string();
    let sessions = sessions(&mut conn).await;
    let invitations = invitations(&mut conn, &address).await;
    let published = published::load(&mut *conn).await.unwrap();
    let app = App::new(published, Locales::load().unwrap(), Clock::system(), settings);
    tokio::spawn(renewal::run(app.clone(), pool.clone()));
    // Hashing that takes its time would test patience.
    let sign_in = SignIn::new(Passwords::with_cost(8, 1).unwrap(), app.clock()).unwrap();
    let office = Office { pool: pool.clone(), sign_in, mailer: None };
    let router = leiden_international::router(app, Some(office));
    tokio::spawn(server::serve(listener, router, server::Limits::default(), std::future::pending()));
    Desk { address, sessions, invitations }
}

/// Declares of every passage that its languages say the same, so that nothing waits.
pub(crate) async fn settle(pool: &PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let act = Act::of_system(Clock::system().now());
    for entry in worklist::list(&mut conn).await.unwrap() {
        let newest = revision::find_newest(&mut *conn, &entry.id).await.unwrap().unwrap();
        for standing in &entry.standings {
            let same = Agreement::of(standing.passage.clone(), standing.pair.clone(), Verdict::Same);
            let same = Agreement { facts_compared: true, ..same };
            agreement::record(&mut conn, &entry.id, newest.id, &same, &act).await.unwrap();
        }
    }
}

/// Signs everyone in, as after password and second factor.
async fn sessions(conn: &mut PgConnection) -> String {
    let now = Clock::system().now();
    let mut tokens = serde_json::Map::new();
    for (name, role, lang) in PEOPLE {
        let email = format!("{}@leiden.example", name.to_lowercase().replace(' ', "."));
        let new = NewEditor {
            email: Email::parse(&email).unwrap(),
            name: Name::parse(name).unwrap(),
            role: *role,
            lang: *lang,
        };
        let id = editor::invite(conn, &new, now).await.unwrap();
        let factors =
            "update editor set password_hash = '$argon2id$none', totp_secret = '\\x00' where id = $1";
        sqlx::query(factors).bind(id).execute(&mut *conn).await.unwrap();
        let browser = Browser { origin: "127.0.0.1".to_owned(), user_agent: "a test".to_owned() };
        let token = session::start(conn, id, Stage::Full, &browser, now).await.unwrap();
        tokens.insert((*name).to_owned(), token.as_str().into());
    }
    serde_json::Value::from(tokens).to_string()
}

async fn invitations(conn: &mut PgConnection, address: &str) -> String {
    let now = Clock::system().now();
    let mut links = serde_json::Map::new();
    for name in INVITED {
        let email = Email::parse(&format!("{name}@leiden.example")).unwrap();
        let invited = command_line::invite(conn, &email, None, Role::Publisher, now).await.unwrap();
        let Invited::Link(token) = invited else { panic!("{name} is invited twice") };
        links.insert((*name).to_owned(), format!("{address}/admin/invite/{}", token.as_str()).into());
    }
    serde_json::Value::from(links).to_string()
}
