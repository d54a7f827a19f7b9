//! A broken file refuses the whole import, and says where and why.

use leiden_international::content::exchange::{self, Error, SourceFile};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use crate::content::support::{Draft, rows};

/// Two good files, which point to each other in every way there is.
fn good() -> [Value; 2] {
    let contact = json!({
        "organisation": "other",
        "email": { "value": "desk@example.nl", "checked_on": "2026-11-22" },
        "former_names": [{ "name": "Desk", "until": { "value": "2023" } }],
    });
    let a = Draft::contact("word-a", contact).says("s", "words").shows("s", "b");
    let b = Draft::page("word-b").says("s", r#"<a href="entry:a">a</a>"#);
    [
        json!({ "id": "a", "parent": "b", "position": 10, "live": a.0, "draft": null }),
        json!({ "id": "b", "parent": null, "position": 10, "live": b.0 }),
    ]
}

fn files(values: &[Value]) -> Vec<SourceFile> {
    let file = |value: &Value| SourceFile {
        name: format!("{}.json", value["id"].as_str().unwrap_or("broken")),
        text: format!("{value:#}\n"),
    };
    values.iter().map(file).collect()
}

async fn import(conn: &mut PgConnection, files: &[SourceFile]) -> Result<(), Error> {
    exchange::import(conn, files, "2026-11-22T11:00:00Z".parse().unwrap()).await.map(|_| ())
}

/// The first line of the file that holds `text`.
#[track_caller]
fn line_of(file: &SourceFile, text: &str) -> usize {
    let at = file.text.lines().position(|line| line.contains(text));
    at.unwrap_or_else(|| panic!("{text} is not in {}", file.text)) + 1
}

/// Imports files of which the first is broken on the line that holds `text`, and looks at what is said.
async fn assert_refused(conn: &mut PgConnection, files: &[SourceFile], text: &str, reason: &str) {
    let before = rows(conn).await;
    let refusal = import(conn, files).await.unwrap_err().to_string();
    let place = format!("{}, line {}: ", files[0].name, line_of(&files[0], text));
    assert!(refusal.starts_with(&place), "{refusal:?} does not start with {place:?}");
    assert!(refusal.contains(reason), "{refusal:?} does not say {reason:?}");
    assert_eq!(rows(conn).await, before, "{refusal}");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_files_are_good_as_long_as_nothing_is_broken(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, &files(&good())).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_value_that_cannot_be(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let cases = [
        // What stands in the file, what is put in its place, and what is said about it.
        (r#""id": "a""#, r#""id": "A b""#, r#""A b" is not a name"#),
        (r#""slug": "word-a""#, r#""slug": "Word a""#, r#""Word a" cannot be part of an address"#),
        (r#""slug": "word-a""#, r#""slug": "nl""#, r#""nl" cannot be part of an address"#),
        (r#""value": "desk@example.nl""#, r#""value": "desk""#, r#""desk" is not an e-mail address"#),
        (r#""value": "2023""#, r#""value": "lately""#, r#""lately" is not a date"#),
        (r#""checked_on": "2026-11-22""#, r#""checked_on": "2026-11-32""#, r#""2026-11-32" is not a day"#),
        (r#""title": "word-a (en)""#, r#""title": """#, "is not a line of text"),
        (r#""position": 10"#, r#""position": "ten""#, "invalid type: string \"ten\""),
        (r#""organisation": "other""#, r#""organisation": "club""#, "unknown variant `club`"),
        (r#""kind": "contact""#, r#""kind": "news""#, "unknown variant `news`"),
        (r#""name": "Desk""#, r#""nam": "Desk""#, "unknown field `nam`"),
        (r#""position": 10"#, r#""posture": 10"#, "unknown field `posture`"),
        (r#""outline": ["#, r#""outlines": ["#, "unknown field `outlines`"),
        (r#""title": "word-a (nl)""#, r#""titel": "x""#, "unknown field `titel`"),
        (r#""nl": {"#, r#""de": {"#, r#""de" is not a language of this site"#),
        (r#""position": 10"#, r#""position": 10,,"#, "key must be a string"),
        (r#""position": 10"#, r#""position" 10"#, "expected `:`"),
        (r#""parent": "b""#, r#""parent": "none""#, r#""none" does not exist"#),
        (r#""refers_to": "b""#, r#""refers_to": "none""#, r#""none" does not exist"#),
        (r#"<p>words</p>"#, r#"<p>w\u0000rds</p>"#, r"\u0000"),
    ];
    for (text, broken, reason) in cases {
        let mut files = files(&good());
        assert!(files[0].text.contains(text), "{text} is not in {}", files[0].text);
        files[0].text = files[0].text.replacen(text, broken, 1);
        // A file that says who it is by another name than before.
        assert_refused(&mut conn, &files, broken, reason).await;
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_file_that_is_not_json(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut cut = files(&good());
    let half = cut[0].text.len() / 2;
    cut[0].text.truncate(half);
    let lines = cut[0].text.lines().count();
    let refusal = import(&mut conn, &cut).await.unwrap_err().to_string();
    assert!(refusal.starts_with(&format!("a.json, line {lines}: EOF")), "{refusal}");
    assert_eq!(rows(&mut conn).await, Vec::<String>::new());
    let list = [SourceFile { name: "list.json".to_owned(), text: "[]\n".to_owned() }];
    assert_refused(&mut conn, &list, "[]", "").await;
}

#[sqlx::test(migrations = "./migrations")]
async fn files_that_contradict_themselves(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let change = |change: fn(&mut Value)| {
        let mut values = good();
        change(&mut values[0]);
        files(&values)
    };
    let cases = [
        (
            change(|file| file["live"]["shared"]["outline"] = json!([{ "id": "s" }, { "id": "s" }])),
            "\"s\"",
            "the section \"s\" stands twice in the outline",
        ),
        (
            change(|file| file["live"]["texts"]["en"]["sections"]["lost"] = json!({ "heading": "Lost" })),
            "\"lost\"",
            "the section \"lost\" is not in the outline",
        ),
        (change(|file| file["live"] = Value::Null), "\"id\"", "it has neither \"live\" nor \"draft\""),
        (
            change(|file| file["live"]["texts"] = json!({})),
            "\"live\"",
            "what is live says nothing in any language",
        ),
        (
            change(|file| file["withdrawn"] = json!([{ "lang": "nl" }])),
            "\"withdrawn\"",
            "nl is live and withdrawn",
        ),
        (
            change(|file| file["withdrawn"] = json!([{ "lang": "nl", "redirects": true }])),
            "\"redirects\"",
            "redirects, but to no successor",
        ),
        (change(|file| file["draft"] = json!(Draft::page("a").0)), "\"kind\"", "of another kind"),
        (
            change(|file| file["former_addresses"] = json!([{ "lang": "en", "path": "Not/an address" }])),
            "\"Not/an address\"",
            "\"Not/an address\" is not an address",
        ),
        (
            change(|file| {
                let differs = json!({ "passage": "No name", "en": "-", "nl": "-", "verdict": "differs" });
                file["agreements"] = json!([differs]);
            }),
            "\"No name\"",
            "\"No name\" is not a passage",
        ),
        (
            change(|file| {
                let differs = json!({ "en": "1:abc", "nl": "-", "passage": "@title", "verdict": "differs" });
                file["agreements"] = json!([differs]);
            }),
            "1:abc",
            "\"1:abc\" is not the hash of a text",
        ),
        (change(|file| file["parent"] = json!("a")), "\"parent\"", "a cannot be placed below itself"),
        (
            change(|file| drop(file["live"]["texts"]["en"].as_object_mut().unwrap().remove("slug"))),
            "\"id\"",
            "no word for its address",
        ),
    ];
    for (files, text, reason) in cases {
        assert_refused(&mut conn, &files, text, reason).await;
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn files_that_contradict_each_other(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let [a, b] = good();
    let mut twice = files(&[a.clone(), b.clone(), a.clone()]);
    twice.swap(0, 2);
    twice[0].name = "z.json".to_owned();
    twice.rotate_left(1);
    let refusal = import(&mut conn, &twice).await.unwrap_err().to_string();
    assert!(refusal.contains("\"a\" is also in "), "{refusal}");

    let mut cycle = [a.clone(), b.clone()];
    cycle[1]["parent"] = json!("a");
    assert_refused(&mut conn, &files(&cycle), "\"parent\"", "cannot be placed below itself").await;

    let mut taken = [a.clone(), b.clone()];
    taken[0]["parent"] = Value::Null;
    taken[0]["live"]["texts"]["en"]["slug"] = json!("word-b");
    let refusal = import(&mut conn, &files(&taken)).await.unwrap_err().to_string();
    assert!(
        refusal.contains(".json, line ") && refusal.contains("another page is at /en/word-b"),
        "{refusal}"
    );

    let mut draft = [a, b];
    draft[1]["draft"] = draft[1]["live"].take();
    assert_refused(&mut conn, &files(&draft), "\"b\"", "refers to b, which is not published").await;
    assert_eq!(rows(&mut conn).await, Vec::<String>::new());
}

#[sqlx::test(migrations = "./migrations")]
async fn files_that_contradict_the_database(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let [a, b] = good();
    import(&mut conn, &files(&[a.clone(), b.clone()])).await.unwrap();

    let mut other_kind = a.clone();
    other_kind["live"] = json!(Draft::goal(1, "word-a").0);
    assert_refused(&mut conn, &files(&[other_kind]), "\"kind\"", "\"a\" is of another kind already").await;

    let mut cycle = b.clone();
    cycle["parent"] = json!("a");
    assert_refused(&mut conn, &files(&[cycle]), "\"parent\"", "b cannot be placed below itself").await;

    let mut used = a;
    used["draft"] = used["live"].take();
    used["withdrawn"] = json!([{ "lang": "en" }, { "lang": "nl" }]);
    assert_refused(&mut conn, &files(&[used]), "\"withdrawn\"", "a is used by b").await;
}
