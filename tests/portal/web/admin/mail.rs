//! The mail with which an organisation gets its link, taken by a real mail server.

use std::process::Stdio;

use leiden_international::accounts::editor::Role;
use leiden_international::config::{MailFrom, SmtpUrl};
use leiden_international::web::mail::Mailer;
use serde_json::Value;
use sqlx::PgPool;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::check::{desk, details};
use super::kit::{Desk, Person};
use crate::web::page::Page;

/// A mail server that ends with the test.
struct Server {
    _process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    port: u16,
}

impl Server {
    async fn start(refuse: bool) -> Server {
        let mut command = Command::new("node");
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/portal/web/admin/mail/server.mjs"));
        if refuse {
            command.env("REFUSE", "1");
        }
        let mut process =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next_line().await.unwrap().unwrap().parse().unwrap();
        Server { _process: process, lines, port }
    }

    /// The next mail that it takes.
    async fn mail(&mut self) -> Value {
        serde_json::from_str(&self.lines.next_line().await.unwrap().unwrap()).unwrap()
    }
}

/// A desk that sends mail to that port.
async fn mailing(pool: &PgPool, port: u16) -> Desk {
    let mut desk = desk(pool, &details()).await;
    let server = SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap();
    let from = MailFrom::parse("Leiden International <no-reply@example.org>").unwrap();
    desk.office.mailer = Some(Mailer::new(&server, &from).unwrap());
    desk
}

async fn ask(author: &Person, mailbox: &str) -> Page {
    let form = [("mailbox", mailbox), ("lang", "nl")];
    let answer = author.post("/admin/pages/helpdesk/check/link", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    Page::new("link", &answer)
}

#[sqlx::test(migrations = "./migrations")]
async fn an_organisation_gets_its_link_by_mail(pool: PgPool) {
    let mut server = Server::start(false).await;
    let desk = mailing(&pool, server.port).await;
    let author = desk.person("anna", Role::Author).await;
    let page = ask(&author, "desk@example.org").await;
    assert!(page.main().contains("The link was sent to desk@example.org."), "{}", page.main());
    assert!(!page.has("#link"), "what was sent is not shown");
    let mail = server.mail().await;
    assert_eq!(mail["from"], "\"Leiden International\" <no-reply@example.org>");
    assert_eq!(mail["to"], "desk@example.org");
    assert_eq!(mail["envelope"], serde_json::json!(["desk@example.org"]));
    assert_eq!(mail["subject"], "Kloppen de gegevens van Hulpbalie nog?");
    assert_eq!(mail["date"], "2026-11-22T11:00:00.000Z");
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("tot 22 december 2026"), "{text}");
    let link = text.lines().find(|line| line.starts_with("https://portal.example/check/")).unwrap();
    let guest = desk.visitor().page(link.strip_prefix("https://portal.example").unwrap()).await;
    assert_eq!(guest.only("h1"), "Kloppen deze gegevens?: Hulpbalie");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_that_could_not_be_sent_is_given_by_hand(pool: PgPool) {
    let refusing = Server::start(true).await;
    // Nothing listens on the first port, which nobody but root may take.
    for port in [refusing.port, 1] {
        let desk = mailing(&pool, port).await;
        let author = desk.person(&format!("anna-{port}"), Role::Author).await;
        let page = ask(&author, "desk@example.org").await;
        assert!(page.main().contains("could not be sent"), "{}", page.main());
        let link = page.attribute("#link", "value");
        assert!(link.starts_with("https://portal.example/check/"), "{link}");
    }
    let failed: i64 = sqlx::query_scalar(
        "select count(*) from audit_event where action = 'check.mail' and result = 'failed'",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(failed, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_that_is_typed_adds_a_header(pool: PgPool) {
    let mut server = Server::start(false).await;
    let desk = mailing(&pool, server.port).await;
    let author = desk.person("anna", Role::Author).await;
    for mailbox in [
        "desk@example.org\r\nBcc: all@example.org",
        "desk@example.org\nSubject: other",
        "desk@example.org, all@example.org",
        "Desk <desk@example.org>",
    ] {
        let form = [("mailbox", mailbox), ("lang", "nl")];
        let answer = author.post("/admin/pages/helpdesk/check/link", &form).await;
        assert_eq!(answer.status, 422, "{mailbox}");
    }
    ask(&author, "desk@example.org").await;
    let mail = server.mail().await;
    let mut headers: Vec<&str> =
        mail["headers"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    headers.sort_unstable();
    let expected = [
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
    ];
    let own: Vec<&str> = headers.into_iter().filter(|name| *name != "received").collect();
    assert_eq!(own, expected);
}
