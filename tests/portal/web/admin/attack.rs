//! Sign-in under attack: guessing is slow, tells nothing, and keeps nobody out.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use leiden_international::accounts::editor::Role;
use leiden_international::accounts::password::Passwords;
use leiden_international::accounts::sign_in::SignIn;
use sqlx::PgPool;

use super::browser::{Browser, Office};
use super::kit::PASSWORD;

/// One of a crowd of addresses.
fn stranger(office: &Office, number: u32) -> Browser {
    Browser::new(&office.desk).from(IpAddr::from((0xC633_6400 + number).to_be_bytes()))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_thousand_wrong_passwords_do_not_keep_the_owner_out(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut owner = Browser::at(&office.desk, 1);
    assert_eq!(owner.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
    owner.post("/admin/sign-out", &[]).await;
    let passwords = &office.desk.office.sign_in.passwords;

    let before = passwords.computed();
    let (mut wrong, mut too_many) = (0, 0);
    // From the owner's own address, and from ten others.
    for attempt in 0..1_000 {
        let mut attacker = match attempt % 11 {
            0 => Browser::at(&office.desk, 1),
            number => stranger(&office, number),
        };
        match attacker.sign_in("anna", "wrong password here").await.status {
            StatusCode::UNPROCESSABLE_ENTITY => wrong += 1,
            StatusCode::TOO_MANY_REQUESTS => too_many += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((wrong, too_many), (11 * 20 - 1, 1_000 - 11 * 20 + 1));
    assert_eq!(
        passwords.computed() - before,
        wrong,
        "one hash for each that was looked at, none for the others"
    );
    assert_eq!(
        owner.sign_in("anna", PASSWORD).await.status,
        StatusCode::SEE_OTHER,
        "in the browser of before"
    );
    let mut elsewhere = Browser::at(&office.desk, 99);
    assert_eq!(elsewhere.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER, "and in a new one");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_for_each_of_a_thousand_accounts_costs_as_much_as_for_one(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let passwords = &office.desk.office.sign_in.passwords;
    let before = passwords.computed();
    for number in 0..1_000 {
        let mut attacker = stranger(&office, number);
        let answer = attacker.sign_in(&format!("account-{number}"), "wrong password here").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(passwords.computed() - before, 1_000, "the same hash where there is no account");
    let mut owner = Browser::at(&office.desk, 1);
    assert_eq!(owner.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let events = office.events().await;
    assert_eq!(events.iter().filter(|event| *event == "sign-in.password refused").count(), 1_000);
}

/// The median, so that a busy machine does not decide.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[sqlx::test(migrations = "./migrations")]
#[expect(clippy::print_stdout, reason = "the times are of interest")]
async fn the_time_of_an_answer_does_not_tell_whether_there_is_an_account(pool: PgPool) {
    let mut office = Office::new(&pool).await;
    office.desk.office.sign_in = SignIn::new(Passwords::new().unwrap(), office.clock()).unwrap();
    office.hire("anna", Role::Author).await;
    let gone = office.hire("gone", Role::Author).await;
    sqlx::query("update editor set disabled_at = now() where id = $1")
        .bind(gone)
        .execute(&pool)
        .await
        .unwrap();
    let names = ["anna", "nobody", "gone"];
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..15 {
        for (which, name) in names.iter().enumerate() {
            let mut attacker = stranger(&office, round);
            let started = Instant::now();
            attacker.sign_in(name, "wrong password here").await;
            times[which].push(started.elapsed());
        }
    }
    let [account, nobody, disabled] = times.map(median);
    println!("wrong password: account {account:?}, no account {nobody:?}, disabled {disabled:?}");
    for other in [nobody, disabled] {
        let difference = account.abs_diff(other);
        assert!(difference < account / 2, "{account:?} and {other:?}");
    }
}
