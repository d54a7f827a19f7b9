//! The program as an operator starts it: with a database of its own, from nothing to the first page and back.

use std::fs;

use crate::serving::{Serving, folder, program};

#[test]
fn from_nothing_to_the_first_page_and_back() {
    let folder = folder();
    let data_dir = folder.path().join("data");
    for start in ["first", "second"] {
        let serving = Serving::start(program(&data_dir));
        let home = serving.get("/en");
        assert!(home.starts_with("HTTP/1.1 200"), "{start} start: {home}");
        assert!(home.contains("Leiden, an international society"));
        assert!(serving.get("/nl/contact").starts_with("HTTP/1.1 200"));
        assert!(serving.get("/readyz").contains(r#""database":"reachable""#));
        assert!(serving.stop().success(), "a clean stop");
    }
    let log = fs::read_to_string(data_dir.join("postgres/server.log")).unwrap();
    assert_eq!(log.matches("database system is shut down").count(), 2);
}

/// The path of the link that the program prints after these words.
fn link(serving: &Serving, words: &str) -> String {
    let line = serving.line(words);
    let link = line.rsplit(' ').next().unwrap();
    link.strip_prefix("http://localhost:3000").unwrap().to_owned()
}

#[test]
fn every_start_gives_a_link_to_the_first_administrator_until_there_is_one() {
    let folder = folder();
    let data_dir = folder.path().join("data");
    let mut links: Vec<String> = Vec::new();
    for _ in 0..2 {
        let serving = Serving::start(program(&data_dir));
        let link = link(&serving, "The first administrator chooses a password");
        assert!(serving.get(&link).starts_with("HTTP/1.1 200"), "{link}");
        for old in &links {
            assert!(serving.get(old).starts_with("HTTP/1.1 410"), "the newer link ends the older");
        }
        links.push(link);
        assert!(serving.stop().success());
    }
}

#[test]
fn staff_are_invited_listed_and_disabled_at_the_command_line() {
    let folder = folder();
    let data_dir = folder.path().join("data");
    let editor = |arguments: &[&str]| {
        let done = program(&data_dir).arg("editor").args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    };
    let (code, link, errors) =
        editor(&["invite", "Anna@leiden.nl", "--role", "author", "--name", "Anna Bos"]);
    assert_eq!(code, Some(0), "{errors}");
    assert!(link.starts_with("http://localhost:3000/admin/invite/") && link.trim().len() == 99, "{link}");
    assert!(!errors.contains(link.trim()), "not in the log");
    let (_, list, _) = editor(&["list"]);
    assert_eq!(list, "anna@leiden.nl\tAnna Bos\tauthor\tinvited\tno second factor\tnever\n");
    let (code, _, errors) = editor(&["invite", "anna@leiden.nl", "--role", "publisher"]);
    let last = |errors: &str| errors.lines().last().unwrap_or_default().to_owned();
    assert_eq!(
        (code, last(&errors).as_str()),
        (Some(1), "anna@leiden.nl is author; an administrator changes that")
    );
    let (code, _, errors) = editor(&["invite", "anna", "--role", "author"]);
    let wrong = "EMAIL is \"anna\": expected an e-mail address, such as name@example.nl";
    assert_eq!((code, last(&errors).as_str()), (Some(1), wrong));
    assert_eq!(editor(&["disable", "anna@leiden.nl"]).1, "anna@leiden.nl has no access any more\n");
    assert!(editor(&["list"]).1.contains("\tdisabled\t"));
    let (code, _, errors) = editor(&["disable", "bert@leiden.nl"]);
    assert_eq!((code, last(&errors).as_str()), (Some(1), "there is no editor bert@leiden.nl"));
}

#[test]
fn content_goes_out_and_comes_back_unchanged() {
    let folder = folder();
    let (data_dir, files) = (folder.path().join("data"), folder.path().join("files"));
    Serving::start(program(&data_dir)).stop();
    let content = |direction: &str| {
        let done = program(&data_dir).args(["content", direction]).arg(&files).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, said, errors) = content("export");
    assert_eq!(code, Some(0), "{errors}");
    assert!(said.starts_with("23 entries written"), "{said}");
    for file in fs::read_dir("content/starter").unwrap() {
        let file = file.unwrap();
        let exported = fs::read_to_string(files.join(file.file_name())).unwrap();
        assert_eq!(
            exported,
            fs::read_to_string(file.path()).unwrap(),
            "the starter content is such an export"
        );
    }
    let (code, said, _) = content("import");
    let nothing = "0 new entries, 0 moved, 0 new revisions, 0 published, 0 languages withdrawn, \
                   0 former addresses, 0 new agreements, \
                   0 details confirmed\n";
    assert_eq!((code, said.as_str()), (Some(0), nothing));

    fs::write(files.join("plan.json"), "{\n  \"id\": \"plan\",\n  \"colour\": 1\n}\n").unwrap();
    let (code, _, errors) = content("import");
    let last = errors.lines().last().unwrap_or_default();
    assert_eq!(code, Some(1));
    assert!(last.contains("plan.json, line 3: unknown field `colour`"), "{errors}");
}
