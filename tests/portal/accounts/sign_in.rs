//! Signing in: the same work for everyone, and nobody is kept out by others.

use std::net::IpAddr;

use leiden_international::accounts::editor::{self, Role};
use leiden_international::accounts::known_browser;
use leiden_international::accounts::password::{self, Passwords};
use leiden_international::accounts::session::Stage;
use leiden_international::accounts::sign_in::{Answer, Attempt, SignIn};
use leiden_international::accounts::throttle::{
    ANSWERS_OF_SESSION, CODES_OF_ACCOUNT, PASSWORDS_OF_ADDRESS, PASSWORDS_OF_BROWSER, Wait,
};
use leiden_international::clock::Clock;
use leiden_international::ids::EditorId;
use leiden_international::token::Token;
use sqlx::PgPool;

use crate::accounts::support::{
    PASSWORD, active, get, hash, invited, later, noon, passwords, session_id, signed_in,
};

const WRONG: &str = "not the password at all";

struct Door {
    pool: PgPool,
    clock: Clock,
    sign_in: SignIn,
}

impl Door {
    fn new(pool: PgPool) -> Door {
        let clock = Clock::frozen(noon());
        let sign_in = SignIn::new(passwords(), &clock).unwrap();
        Door { pool, clock, sign_in }
    }

    async fn knock(&self, email: &str, password: &str, origin: IpAddr, browser: Option<&Token>) -> Answer {
        let attempt = Attempt { email, password, origin, browser };
        self.sign_in.try_password(&self.pool, &attempt, self.clock.now()).await.unwrap()
    }
}

fn address(number: u32) -> IpAddr {
    IpAddr::from(number.to_be_bytes())
}

fn is_right(answer: &Answer, id: EditorId) -> bool {
    matches!(answer, Answer::Right(proven) if proven.editor == id)
}

#[sqlx::test(migrations = "./migrations")]
async fn the_right_password_opens(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let door = Door::new(pool.clone());
    assert!(is_right(&door.knock("anna@leiden.nl", PASSWORD, address(1), None).await, id));
    assert!(is_right(&door.knock(" Anna@Leiden.NL ", PASSWORD, address(1), None).await, id));
    for wrong in [WRONG, "", &PASSWORD.to_uppercase(), &format!(" {PASSWORD}"), &format!("{PASSWORD} ")] {
        let answer = door.knock("anna@leiden.nl", wrong, address(1), None).await;
        assert!(matches!(answer, Answer::Wrong(Some(_))), "{wrong:?}: {answer:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_changed_while_a_password_was_compared_counts(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let door = Door::new(pool.clone());
    let Answer::Right(proven) = door.knock("anna@leiden.nl", PASSWORD, address(1), None).await else {
        panic!("{PASSWORD} is wrong");
    };
    sqlx::query("update editor set totp_secret = 'secret'").execute(&pool).await.unwrap();
    let mut transaction = pool.begin().await.unwrap();
    let editor = proven.confirm(&mut transaction).await.unwrap().unwrap();
    assert!(editor.has_second_factor, "the editor is read again");
    sqlx::query("set lock_timeout = '50ms'").execute(&mut *conn).await.unwrap();
    assert!(editor::disable(&mut conn, id, noon()).await.is_err(), "and stays so meanwhile");
    transaction.rollback().await.unwrap();
    editor::disable(&mut conn, id, noon()).await.unwrap();
    assert!(proven.confirm(&mut conn).await.unwrap().is_none(), "disabled");
    editor::enable(&mut conn, id).await.unwrap();
    assert!(proven.confirm(&mut conn).await.unwrap().is_some());
    password::set(&mut conn, id, &hash("another molen kaasbroodje").await).await.unwrap();
    assert!(proven.confirm(&mut conn).await.unwrap().is_none(), "another password");
}

#[sqlx::test(migrations = "./migrations")]
async fn white_space_and_length_are_part_of_a_password(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let door = Door::new(pool.clone());
    let long: String = "pz7 kq!Vt4Rw".chars().cycle().take(128).collect();
    for text in [format!("  {PASSWORD}"), long, "🦀🎺🌷🐘🧀🚲🔑🌂🎈🍕🐙🪁".to_owned()]
    {
        let hash = door.sign_in.passwords.accept(&text, Vec::new()).await.unwrap().unwrap();
        leiden_international::accounts::password::set(&mut conn, id, &hash).await.unwrap();
        assert!(is_right(&door.knock("anna@leiden.nl", &text, address(1), None).await, id), "{text}");
        let shorter: String = text.chars().skip(1).collect();
        let answer = door.knock("anna@leiden.nl", &shorter, address(1), None).await;
        assert!(matches!(answer, Answer::Wrong(_)), "nothing is cut off: {text}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn every_attempt_costs_one_hash(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    active(&mut conn, "anna", Role::Author).await;
    invited(&mut conn, "invited", Role::Author).await;
    let gone = active(&mut conn, "gone", Role::Author).await;
    editor::disable(&mut conn, gone, noon()).await.unwrap();
    let door = Door::new(pool.clone());
    for (email, password) in [
        ("anna@leiden.nl", PASSWORD),
        ("anna@leiden.nl", WRONG),
        ("nobody@leiden.nl", WRONG),
        ("invited@leiden.nl", WRONG),
        ("gone@leiden.nl", PASSWORD),
        ("no address", WRONG),
        ("", ""),
        ("anna@leiden.nl", &"x".repeat(5_000)),
    ] {
        let before = door.sign_in.passwords.computed();
        let answer = door.knock(email, password, address(1), None).await;
        assert_eq!(door.sign_in.passwords.computed(), before + 1, "{email}");
        assert_eq!(matches!(answer, Answer::Right(_)), (email, password) == ("anna@leiden.nl", PASSWORD));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn strangers_cannot_keep_the_owner_out(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let known = known_browser::remember(&mut conn, id, None, noon()).await.unwrap();
    let door = Door::new(pool.clone());
    let (mut wrong, mut too_many) = (0, 0);
    for number in 0..1_000 {
        match door.knock("anna@leiden.nl", WRONG, address(number % 20), None).await {
            Answer::Wrong(_) => wrong += 1,
            Answer::TooMany(_) => too_many += 1,
            Answer::Right(_) => panic!("{WRONG} is right"),
        }
    }
    assert_eq!((wrong, too_many), (20 * PASSWORDS_OF_ADDRESS.burst, 1_000 - 20 * PASSWORDS_OF_ADDRESS.burst));
    assert_eq!(door.sign_in.passwords.computed(), u64::from(wrong), "what is not tried costs nothing");
    let same_address = address(1);
    assert!(is_right(&door.knock("anna@leiden.nl", PASSWORD, same_address, Some(&known)).await, id));
    assert!(is_right(&door.knock("anna@leiden.nl", PASSWORD, address(99), None).await, id));
    let new_browser = door.knock("anna@leiden.nl", PASSWORD, same_address, None).await;
    assert!(matches!(new_browser, Answer::TooMany(wait) if wait.seconds() == 10), "{new_browser:?}");
    door.clock.set(later(10));
    assert!(is_right(&door.knock("anna@leiden.nl", PASSWORD, same_address, None).await, id));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_known_browser_is_known_for_its_own_account(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let anna = active(&mut conn, "anna", Role::Author).await;
    active(&mut conn, "bert", Role::Author).await;
    let known = known_browser::remember(&mut conn, anna, None, noon()).await.unwrap();
    let door = Door::new(pool.clone());
    for _ in 0..PASSWORDS_OF_ADDRESS.burst {
        door.knock("bert@leiden.nl", WRONG, address(1), Some(&known)).await;
    }
    let answer = door.knock("bert@leiden.nl", WRONG, address(1), Some(&known)).await;
    assert!(matches!(answer, Answer::TooMany(_)), "counted as a stranger at bert's");
    for _ in 0..PASSWORDS_OF_BROWSER.burst {
        let answer = door.knock("anna@leiden.nl", WRONG, address(1), Some(&known)).await;
        assert!(matches!(answer, Answer::Wrong(_)), "a counter of its own at anna's");
    }
    let answer = door.knock("anna@leiden.nl", WRONG, address(1), Some(&known)).await;
    assert!(matches!(answer, Answer::TooMany(wait) if wait.seconds() == 30), "{answer:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_browser_is_remembered_for_180_days(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let anna = active(&mut conn, "anna", Role::Author).await;
    let known = known_browser::remember(&mut conn, anna, None, noon()).await.unwrap();
    let is_known =
        async |token: &Token, at| known_browser::is_known(&pool, token, Some(anna), at).await.unwrap();
    let days = 180 * 86_400;
    assert!(is_known(&known, later(days)).await && !is_known(&known, later(days + 1)).await);
    assert!(!known_browser::is_known(&pool, &known, None, noon()).await.unwrap());
    let renewed = known_browser::remember(&mut conn, anna, Some(&known), later(60)).await.unwrap();
    assert!(!is_known(&known, later(60)).await && is_known(&renewed, later(60)).await);
}

#[sqlx::test(migrations = "./migrations")]
async fn codes_are_counted_by_session_address_and_account(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let anna = active(&mut conn, "anna", Role::Author).await;
    let known = known_browser::remember(&mut conn, anna, None, noon()).await.unwrap();
    let door = Door::new(pool.clone());
    let may_try = async |session, origin, browser: Option<&Token>| {
        let from = (address(origin), browser);
        door.sign_in.may_try_code(&pool, anna, session, from, noon()).await.unwrap().is_ok()
    };
    for _ in 0..ANSWERS_OF_SESSION.burst {
        assert!(may_try(1, 1, None).await);
    }
    assert!(!may_try(1, 2, None).await, "the session has used up its attempts");
    // Someone who knows the password, with a session and an address for each attempt.
    for number in 5..CODES_OF_ACCOUNT.burst {
        assert!(may_try(i64::from(number), number, None).await);
    }
    assert!(!may_try(98, 98, None).await, "so has the account, in strange browsers");
    assert!(may_try(99, 99, Some(&known)).await, "the owner's browser is not touched by that");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_that_is_asked_again_is_counted_too(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    let (session, anna) = (session_id(&mut conn, &token).await, get(&mut conn, id).await);
    let door = Door::new(pool.clone());
    let again =
        async |password| door.sign_in.try_password_again(&pool, &anna, session, password).await.unwrap();
    assert_eq!(again(PASSWORD).await, Ok(true));
    for _ in 1..ANSWERS_OF_SESSION.burst {
        assert_eq!(again(WRONG).await, Ok(false));
    }
    assert_eq!(again(PASSWORD).await.map_err(Wait::seconds), Err(60));
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the time that it takes is of interest")]
async fn a_password_is_kept_as_argon2id_with_the_advised_cost() {
    let passwords = Passwords::new().unwrap();
    let hash = passwords.accept(PASSWORD, Vec::new()).await.unwrap().unwrap();
    assert_eq!(format!("{hash:?}"), "Hash(…)");
    let started = std::time::Instant::now();
    let lane = leiden_international::accounts::password::Lane::Others;
    assert!(passwords.verify(lane, PASSWORD, Some(hash)).await.unwrap());
    println!("a password of the advised cost takes {:?}", started.elapsed());
    assert_eq!(passwords.computed(), 2);
}
