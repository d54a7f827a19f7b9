//! What is not published is in no answer: a word is planted wherever something is kept back, and looked for in
//! everything that the portal sends.

use std::collections::BTreeMap;

use axum::http::Method;
use leiden_international::content::act::Act;
use leiden_international::content::exchange::SourceFile;
use leiden_international::content::{publication, revision};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::portal::{Answer, Portal, edited, file, noon};

/// Begins every planted word; no text of ours has it.
const SECRET: &str = "zqx";

fn secret(place: &str) -> String {
    format!("{SECRET}-{place}")
}

fn paragraph(place: &str) -> Value {
    json!([format!("<p>{}</p>", secret(place))])
}

fn text(place: &str) -> Value {
    json!({
        "title": secret(&format!("{place}-title")),
        "short_title": secret(&format!("{place}-short-title")),
        "summary": secret(&format!("{place}-summary")),
        "slug": secret(place),
        "sections": { "words": { "heading": secret(&format!("{place}-heading")), "text": paragraph(place) } },
    })
}

fn body(en: &Value, nl: &Value) -> Value {
    json!({
        "shared": { "fields": { "kind": "page", "menu": "main" }, "outline": [{ "id": "words" }] },
        "texts": { "en": en, "nl": nl },
    })
}

/// A live page with a newer draft, in other words and with another menu, section and address.
fn with_draft() -> SourceFile {
    edited("policy", |entry| {
        let mut draft = body(&text("draft"), &text("draft-nl"));
        draft["shared"]["outline"][0]["refers_to"] = "never".into();
        entry["draft"] = draft;
    })
}

/// A page of which nothing is live.
fn never_published() -> SourceFile {
    file(
        &json!({ "id": "never", "parent": null, "position": 1, "draft": body(&text("never"), &text("never-nl")) }),
    )
}

/// Pages that were live: whole, and in one language. Why they are gone is for readers.
fn withdrawn() -> [SourceFile; 2] {
    let withdrawal = |lang: &str| json!({ "lang": lang, "path": format!("{SECRET}-old-{lang}"), "reason": "why it is gone", "successor": "about" });
    let page = |id: &str, langs: &[&str], nl: Value| {
        file(&json!({
            "id": id, "parent": null, "position": 2, "live": body(&text(&format!("{id}-en")), &nl),
            "withdrawn": langs.iter().map(|lang| withdrawal(lang)).collect::<Vec<_>>(),
        }))
    };
    [
        page("withdrawn", &["en", "nl"], text("withdrawn-nl")),
        page("half-withdrawn", &["en"], json!({ "title": "Half", "slug": "half" })),
    ]
}

/// A contact point with a detail of each sort that is not confirmed, one with words that are not, and notes.
fn unconfirmed() -> [SourceFile; 2] {
    let detail = |value: Value| json!({ "value": value, "source": secret("source"), "unconfirmed": true });
    let centre = edited("leiden-international-centre", |entry| {
        let live = &mut entry["live"];
        let fields = &mut live["shared"]["fields"];
        fields["email"] = detail(json!(format!("{}@example.nl", secret("mailbox"))));
        fields["website"] = detail(json!(format!("https://{}.example/", secret("website"))));
        fields["phones"] = json!([{
            "value": { "number": "+31 71 999 8877", "label": { "en": secret("phone") } }, "unconfirmed": true,
        }]);
        fields["address"] = detail(json!({ "street": secret("street"), "city": secret("city") }));
        fields["former_names"][0]["from"] = detail(json!("1871"));
        let outline = live["shared"]["outline"].as_array_mut().unwrap();
        outline.push(json!({ "id": "rumour", "unconfirmed": true, "source": secret("section-source") }));
        outline.push(json!({ "id": "empty", "note": secret("note") }));
        for lang in ["en", "nl"] {
            live["texts"][lang]["sections"]["rumour"] =
                json!({ "heading": secret("rumour"), "text": paragraph("rumour") });
        }
    });
    let figure = edited("foreign-nationality-2020", |entry| {
        entry["live"]["shared"]["fields"]["value"] =
            json!({ "value": "87654.321", "source": secret("figure"), "unconfirmed": true });
    });
    [centre, figure]
}

/// What must not be found besides the planted words.
const NUMBERS: &[&str] = &["999 8877", "9998877", "1871", "87654", "87,654", "87.654"];

#[sqlx::test(migrations = "./migrations")]
async fn nothing_that_is_kept_back_is_in_any_answer(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .import(&[edited("privacy", |entry| entry["live"] = body(&text("earlier"), &text("earlier-nl")))])
        .await;
    let mut files = vec![with_draft(), never_published(), edited("privacy", |_| {})];
    files.extend(withdrawn());
    files.extend(unconfirmed());
    portal.import(&files).await;
    publish_with_a_note(&portal).await;
    portal.renew().await;
    assert_planted(&pool).await;

    let answers = everything(&portal).await;
    assert!(answers.len() > 60, "{}", answers.len());
    for (request, answer) in &answers {
        let headers = format!("{:?}", answer.headers).to_lowercase();
        let body = String::from_utf8_lossy(&answer.body).to_lowercase();
        for place in [headers, body] {
            // The address of a former page may be what was asked for; no answer repeats it.
            assert!(!place.contains(SECRET), "{request}: {}", around(&place, SECRET));
            if !request.starts_with("GET /static") {
                for number in NUMBERS {
                    assert!(!place.contains(number), "{request}: {}", around(&place, number));
                }
            }
        }
    }
}

/// Publishing has a note for editors.
async fn publish_with_a_note(portal: &Portal) {
    let mut conn = portal.pool.begin().await.unwrap();
    let about = EntryId::try_from("about".to_owned()).unwrap();
    let newest = revision::find_newest(&mut *conn, &about).await.unwrap().unwrap();
    let mut changed = newest.body.clone();
    changed.shared.outline.reverse();
    let (saving, publishing) = (secret("revision-note"), secret("publication-note"));
    let act = Act::of_system(noon());
    let saved = revision::save(&mut conn, &about, changed, &act.noted(&saving)).await.unwrap();
    let published =
        publication::publish(&mut conn, &about, saved.id, Lang::ALL, &act.noted(&publishing)).await;
    assert!(published.unwrap());
    conn.commit().await.unwrap();
}

/// The words are in the database, so that not finding them says something.
async fn assert_planted(pool: &PgPool) {
    let revisions = "select count(*) from revision where body::text like '%zqx-%' or note like 'zqx-%'";
    let publications = "select count(*) from publication where body::text like '%zqx-%'";
    let notes = "select count(*) from publication where note like 'zqx-%'";
    for (query, least) in [(revisions, 8), (publications, 5), (notes, 3)] {
        let found: i64 = sqlx::query_scalar(query).fetch_one(pool).await.unwrap();
        assert!(found >= least, "{query}: {found}");
    }
}

/// Every answer there is: what links and the site map lead to, the addresses of what is gone or was never there, what
/// machines read, errors of every sort, in both languages.
async fn everything(portal: &Portal) -> BTreeMap<String, Answer> {
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    let starts = ["/", "/en", "/nl", "/robots.txt", "/sitemap.xml", "/healthz", "/readyz"];
    for (path, answer) in crawl(portal, &starts).await.0 {
        answers.insert(format!("GET {path}"), answer);
    }
    let mut others = vec!["/.well-known/security.txt".to_owned(), "/toegankelijkheid".to_owned()];
    for place in [
        "draft",
        "never",
        "withdrawn-en",
        "half-withdrawn-en",
        "earlier",
        "old-en",
        "old-nl",
        "draft-nl",
        "never-nl",
        "withdrawn-nl",
        "earlier-nl",
    ] {
        others.extend(["en", "nl"].map(|lang| format!("/{lang}/{}", secret(place))));
    }
    for lang in ["en", "nl"] {
        let strange = ["nothing", "%00", "expat-centre", "half", "half-withdrawn", "never", "withdrawn"];
        others.extend(strange.map(|path| format!("/{lang}/{path}")));
        others.push(format!("/{lang}/{}", "a".repeat(5_000)));
    }
    for path in others {
        let answer = portal.get(&path).await;
        answers.insert(format!("GET {path}"), answer);
    }
    for method in [Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS] {
        for path in ["/en", "/nl/beleid", "/en/contact/leiden-international-centre"] {
            answers.insert(format!("{method} {path}"), portal.send(method.clone(), path, &[]).await);
        }
    }
    answers
}

fn around(text: &str, word: &str) -> String {
    let at = text.find(word).unwrap_or_default();
    let (start, end) =
        (text.floor_char_boundary(at.saturating_sub(80)), text.ceil_char_boundary((at + 80).min(text.len())));
    text[start..end].to_owned()
}

/// The search finds what is published.
#[sqlx::test(migrations = "./migrations")]
async fn what_is_published_is_found(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[edited("privacy", |entry| entry["live"] = body(&text("live"), &text("live-nl")))]).await;
    let answers = everything(&portal).await;
    for place in ["live-title", "live-short-title", "live-summary", "live-heading", "live-nl-title"] {
        let planted = secret(place);
        let found = answers
            .values()
            .filter(|answer| String::from_utf8_lossy(&answer.body).contains(&planted))
            .count();
        assert!(found > 0, "{planted}");
    }
    let map = portal.get("/sitemap.xml").await;
    assert!(map.text().contains(&secret("live")));
}
