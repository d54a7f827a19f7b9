//! The settings: what is right gets through, and what is wrong stops the start with one line.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output};

use leiden_international::config::{
    self, Cli, Config, ContentCommand, DatabaseCommand, EditorCommand, Refusal, StarterContent,
};

fn read(arguments: &[&str]) -> Result<(config::Command, Config), Refusal> {
    let arguments = ["leiden-international"].iter().chain(arguments).map(OsString::from);
    Cli::read_from(arguments).map(Cli::into_parts)
}

fn config(arguments: &[&str]) -> Config {
    read(arguments).unwrap().1
}

fn refusal(arguments: &[&str]) -> String {
    match read(arguments) {
        Err(Refusal::Wrong(line)) => line,
        other => panic!("{arguments:?} was not refused: {other:?}"),
    }
}

#[test]
fn every_task_is_understood() {
    let task = |arguments: &[&str]| read(arguments).unwrap().0;
    assert_eq!(task(&[]), config::Command::Serve);
    assert_eq!(task(&["serve"]), config::Command::Serve);
    assert_eq!(task(&["migrate"]), config::Command::Migrate);
    assert_eq!(
        task(&["content", "export", "out"]),
        config::Command::Content(ContentCommand::Export { dir: "out".into() })
    );
    assert_eq!(
        task(&["content", "import", "out"]),
        config::Command::Content(ContentCommand::Import { dir: "out".into() })
    );
    let invite = |name: Option<&str>| EditorCommand::Invite {
        email: "a@b.nl".to_owned(),
        role: "author".to_owned(),
        name: name.map(str::to_owned),
    };
    assert_eq!(
        task(&["editor", "invite", "a@b.nl", "--role", "author"]),
        config::Command::Editor(invite(None))
    );
    assert_eq!(
        task(&["editor", "invite", "a@b.nl", "--role=author", "--name", "Anna Bos"]),
        config::Command::Editor(invite(Some("Anna Bos")))
    );
    assert_eq!(task(&["editor", "list"]), config::Command::Editor(EditorCommand::List));
    assert_eq!(
        task(&["editor", "disable", "a@b.nl"]),
        config::Command::Editor(EditorCommand::Disable { email: "a@b.nl".to_owned() })
    );
    assert_eq!(
        task(&["database", "run", "--", "cargo", "test", "--listen"]),
        config::Command::Database(DatabaseCommand::Run {
            command: vec!["cargo".into(), "test".into(), "--listen".into()]
        })
    );
}

#[test]
fn the_settings_are_read() {
    let config = config(&[
        "--database-url=postgresql:///portal?host=/run/postgres",
        "--database-read-url=postgresql:///portal?host=/run/replica",
        "--listen=[::]:80",
        "--base-url=https://Internationals.example.nl/",
        "--data-dir=/srv/data",
        "--starter-content=none",
        "--security-contact=mailto:security@example.nl",
        "--hsts-subdomains=off",
        "--admin-host=Redactie.Example.NL:8443",
        "--staff-mfa=optional",
        "--cache-memory=1GiB",
        "--trusted-proxies=127.0.0.1, 10.0.0.0/8,fd00::/8",
        "--rust-log=warn,leiden_international=debug",
    ]);
    assert_eq!(config.database_url.as_ref().unwrap().secret(), "postgresql:///portal?host=/run/postgres");
    let replica = config.database_read_url.as_ref().unwrap();
    assert_eq!(replica.secret(), "postgresql:///portal?host=/run/replica");
    assert_eq!(config.listen.to_string(), "[::]:80");
    assert_eq!(config.base_url.as_str(), "https://internationals.example.nl");
    assert_eq!(config.base_url.join("/en"), "https://internationals.example.nl/en");
    assert_eq!(config.data_dir, Path::new("/srv/data"));
    assert_eq!(config.starter_content, StarterContent::None);
    assert_eq!(config.security_contact.as_ref().unwrap().as_str(), "mailto:security@example.nl");
    assert!(!config.hsts_subdomains.is_on());
    assert_eq!(config.admin_url("/admin"), "https://redactie.example.nl:8443/admin");
    assert!(!config.is_staff_mfa_required());
    assert_eq!(config.cache_memory.bytes(), 1 << 30);
    let proxies: Vec<_> = config.trusted_proxies.unwrap().ranges().iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"]);
    assert_eq!(config.rust_log.as_str(), "warn,leiden_international=debug");
}

#[test]
fn staff_need_a_second_factor_where_visitors_come_by_https() {
    let is_required = |arguments: &[&str]| config(arguments).is_staff_mfa_required();
    assert!(!is_required(&[]));
    assert!(is_required(&["--base-url=https://a.nl"]));
    assert!(is_required(&["--staff-mfa=required"]));
    assert!(!is_required(&["--base-url=https://a.nl", "--staff-mfa=optional"]));
}

#[test]
fn the_admin_area_is_at_the_public_address_unless_it_has_a_host() {
    assert_eq!(config(&["--base-url=https://a.nl:8443"]).admin_url("/admin"), "https://a.nl:8443/admin");
    let apart = config(&["--base-url=https://a.nl:8443", "--admin-host=b.nl"]);
    assert_eq!(apart.admin_url("/admin"), "https://b.nl/admin");
}

#[test]
fn a_wrong_value_is_named_with_what_is_expected() {
    let cases: &[(&str, &[&str], &str)] = &[
        (
            "LISTEN",
            &["", "here", "localhost:3000", "127.0.0.1", "3000", "127.0.0.1:70000"],
            "an IP address and a port",
        ),
        (
            "BASE_URL",
            &[
                "",
                "example.nl",
                "ftp://example.nl",
                "https://",
                "https://a.nl/en",
                "https://a.nl/?x",
                "https://u@a.nl",
                "https://a.nl/#x",
            ],
            "http:// or https:// and a host, without a path",
        ),
        ("DATA_DIR", &["", " "], "a folder"),
        ("STARTER_CONTENT", &["", "all", "Starter"], "starter, example or none"),
        (
            "SECURITY_CONTACT",
            &["", "security@example.nl", "http://example.nl", "mailto:", "mailto:x", "tel:", "https:"],
            "a mailto:, https: or tel: address",
        ),
        ("HSTS_SUBDOMAINS", &["", "yes", "1", "ON"], "on or off"),
        (
            "CACHE_MEMORY",
            &["", "256", "MiB", "256MB", "-1MiB", "+1MiB", "0.5GiB", "1 MiB", "1023KiB", "99999999999999GiB"],
            "an amount of memory of at least 1MiB",
        ),
        (
            "ADMIN_HOST",
            &["", "https://a.nl", "a.nl/admin", "a b", "u@a.nl", "a.nl:99999", "a.nl:443", ":80"],
            "a host, with its port if that is unusual",
        ),
        ("STAFF_MFA", &["", "on", "Required"], "required or optional"),
        (
            "TRUSTED_PROXIES",
            &["", "proxy", "10.0.0.0/33", "127.0.0.1;10.0.0.1", "127.0.0.1,"],
            "addresses or ranges of them",
        ),
        ("RUST_LOG", &["", "x=loud", "a=b=c"], "off, error, warn, info, debug or trace"),
    ];
    for (name, values, expected) in cases {
        for value in *values {
            let flag = format!("--{}={value}", name.to_lowercase().replace('_', "-"));
            let line = refusal(&[&flag]);
            assert!(line.starts_with(&format!("{name} is {value:?}: expected {expected}")), "{line}");
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }
}

#[test]
fn a_password_is_never_shown() {
    let wrong = |url: &str| refusal(&["--database-url", url]);
    let expected = "expected the address of a Postgres, such as postgres://user@host/database";
    assert_eq!(wrong(""), format!("DATABASE_URL is \"\": {expected}"));
    assert_eq!(
        wrong("mysql://me:hush@host/db?password=hush"),
        format!("DATABASE_URL is \"mysql://me:…@host/db\": {expected}")
    );
    for url in ["mysql:hush", "host=h password=hush", "hush", "me:hush@host", "//me:hush@host/db"] {
        let line = wrong(url);
        assert!(
            !line.contains("hush") && line.starts_with("DATABASE_URL is ") && line.ends_with(expected),
            "{line}"
        );
    }
    for url in
        ["postgres://me:hush@host/db", "postgres://me@host/db?password=hush", "postgres:///db?password=hush"]
    {
        let config = config(&["--database-url", url]);
        assert!(!format!("{config:?} {}", config.database_url.as_ref().unwrap()).contains("hush"), "{url}");
    }
}

#[test]
fn mail_needs_a_server_and_a_sender() {
    let from = "--mail-from=Leiden International <no-reply@example.nl>";
    for url in
        ["smtps://me:hush@mail.example.nl", "smtp://mail.example.nl:587?tls=required", "smtp://127.0.0.1:25"]
    {
        let config = config(&[&format!("--smtp-url={url}"), from]);
        assert_eq!(config.smtp_url.as_ref().unwrap().secret(), url);
        assert!(!format!("{config:?}").contains("hush"), "{config:?}");
    }
    assert!(config(&[from]).smtp_url.is_none());
    let line = refusal(&["--smtp-url=smtp://mail.example.nl"]);
    assert!(line.starts_with("MAIL_FROM is not set, but SMTP_URL is: expected an e-mail address"), "{line}");
    for wrong in ["", "nobody", "a@b.nl, c@d.nl", "a@b.nl\nBcc: c@d.nl"] {
        let line = refusal(&[&format!("--mail-from={wrong}")]);
        assert!(line.starts_with(&format!("MAIL_FROM is {wrong:?}: expected an e-mail address")), "{line}");
    }
}

#[test]
fn the_password_of_a_mail_server_is_never_shown() {
    let wrong = |url: &str| refusal(&[&format!("--smtp-url={url}")]);
    let expected = "expected the address of a mail server, such as smtps://user@mail.example.nl or \
        smtp://mail.example.nl:587?tls=required";
    assert_eq!(wrong(""), format!("SMTP_URL is \"\": {expected}"));
    assert_eq!(wrong("http://me:hush@host/"), format!("SMTP_URL is \"http://me:…@host/\": {expected}"));
    for url in ["smtp://me:hush@host?tls=hush", "smtps://me:hush@host?tls=required", "smtp:hush", "hush"] {
        let line = wrong(url);
        assert!(
            !line.contains("hush") && line.starts_with("SMTP_URL is ") && line.ends_with(expected),
            "{line}"
        );
    }
}

#[test]
fn a_wrong_task_is_one_line_too() {
    assert_eq!(refusal(&["contents"]), "unrecognized subcommand 'contents'");
    assert_eq!(refusal(&["content"]), "A task is missing after this word; --help lists them.");
    assert_eq!(refusal(&["content", "export"]), "the following required arguments were not provided: <DIR>");
    assert_eq!(refusal(&["editor"]), "A task is missing after this word; --help lists them.");
    assert_eq!(
        refusal(&["editor", "invite", "a@b.nl", "--role", "boss"]),
        "invalid value 'boss' for '--role <ROLE>' [possible values: author, publisher, administrator]"
    );
    assert_eq!(refusal(&["--port=3000"]), "unexpected argument '--port' found");
}

/// Runs the program with nothing but these variables.
fn program(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leiden-international"));
    command.env_clear().envs(variables.iter().copied()).args(arguments).output().unwrap()
}

#[test]
fn the_program_stops_with_that_line_and_code_2() {
    let output = program(&[("LISTEN", "here")], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "LISTEN is \"here\": expected an IP address and a port, such as 127.0.0.1:3000 or [::]:3000\n"
    );
    assert!(output.stdout.is_empty());
}

#[test]
fn help_names_every_variable_and_no_value() {
    let output = program(&[("DATABASE_URL", "postgres://me:hush@host/db")], &["--help"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!text.contains("hush"));
    for name in [
        "DATABASE_URL",
        "LISTEN",
        "BASE_URL",
        "DATA_DIR",
        "STARTER_CONTENT",
        "SECURITY_CONTACT",
        "HSTS_SUBDOMAINS",
        "ADMIN_HOST",
        "STAFF_MFA",
        "TRUSTED_PROXIES",
        "SMTP_URL",
        "MAIL_FROM",
        "RUST_LOG",
    ] {
        assert!(text.contains(&format!("[env: {name}")), "{name} is missing:\n{text}");
    }
}
