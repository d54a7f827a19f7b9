//! Files that are broken, foreign or out to do harm: refused with the line and the reason.

use leiden_international::content::xliff::{LONGEST, MOST_FILES, read};
use proptest::prelude::*;

use super::{INTO_DUTCH, exported, renting, with};

fn file() -> String {
    exported(&renting().0, INTO_DUTCH)
}

fn refused(file: &str) -> String {
    read(file.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_broken_file_is_refused_with_the_line_and_the_reason() {
    let broken = with(&file(), "<source>Who helps</source>", "<source>Who helps</sauce>");
    let refusal = refused(&broken);
    assert!(refused(&broken).starts_with("line 13: not XML: "), "{refusal}");
    let file = file();
    let (half, _) = file.split_once("<source>Here").unwrap();
    assert_eq!(refused(half), "line 29: the end of the file is missing");
    assert_eq!(refused(""), "this is not an XLIFF file");
    assert_eq!(refused("Renting"), "this is not an XLIFF file");
    assert_eq!(refused("<html><body/></html>"), "line 1: this is not an XLIFF file");
    assert!(refused(&format!("{file}<x/>")).contains("a second element"));
}

#[test]
fn a_file_of_another_version_is_named() {
    let later = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\"/>";
    assert_eq!(refused(later), "line 1: this is XLIFF 2.1, not 1.2");
    let empty = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"/>";
    assert_eq!(refused(empty), "this is not an XLIFF file");
}

#[test]
fn a_file_for_others_is_refused() {
    let cases = [
        (
            "target-language=\"nl\"",
            "target-language=\"fr-FR\"",
            "line 3: \"fr-FR\" is not a language of this site",
        ),
        ("target-language=\"nl\" ", "", "line 3: \"\" is not a language of this site"),
        ("target-language=\"nl\"", "target-language=\"en-US\"", "line 3: the languages do not fit together"),
        (
            "original=\"renting?revision=3\"",
            "original=\"renting.html\"",
            "line 3: \"renting.html\" does not name an entry and its revision",
        ),
        (
            "original=\"renting?revision=3\"",
            "original=\"Renting?revision=3\"",
            "line 3: \"Renting?revision=3\" does not name an entry and its revision",
        ),
        (
            "</xliff>",
            "<file original=\"renting?revision=4\" source-language=\"en\" target-language=\"nl\"/></xliff>",
            "line 42: renting is there in two revisions",
        ),
        (
            "</xliff>",
            "<file original=\"other?revision=4\" source-language=\"nl\" target-language=\"en\"/></xliff>",
            "line 42: the languages do not fit together",
        ),
    ];
    for (before, after, why) in cases {
        assert_eq!(refused(&with(&file(), before, after)), why);
    }
}

#[test]
fn nothing_is_expanded_or_fetched() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<xliff>";
    assert_eq!(refused(&with(&file(), "<xliff", laughs)), "line 2: a document type is not allowed");
    let fetch = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n<xliff";
    assert_eq!(refused(&with(&file(), "<xliff", fetch)), "line 2: a document type is not allowed");
    let entity = with(&file(), "<source>Who helps</source>", "<source>Who &helps;</source>");
    assert_eq!(refused(&entity), "line 13: the entity helps is not known");
}

#[test]
fn a_file_has_bounds() {
    assert_eq!(refused(&" ".repeat(LONGEST + 1)), "the file is too long");
    let deep =
        with(&file(), "<source>Who helps</source>", &format!("<source>{}", "<g id=\"1\">".repeat(5_000)));
    assert_eq!(refused(&deep), "line 13: the file has too many elements");
    let many = with(&file(), "<source>Who helps</source>", &format!("<source/>{}", "<b/>".repeat(120_000)));
    assert_eq!(refused(&many), "line 13: the file has too many elements");
    let entry = |number| {
        format!("<file original=\"a{number}?revision=1\" source-language=\"en\" target-language=\"nl\"/>")
    };
    let crowd = |more: usize| {
        let entries: String = (0..more).map(entry).collect();
        with(&file(), "</xliff>", &format!("{entries}</xliff>"))
    };
    assert_eq!(read(crowd(MOST_FILES - 1).as_bytes()).unwrap().entries.len(), MOST_FILES);
    assert_eq!(refused(&crowd(MOST_FILES)), "line 42: the file is about too many entries");
}

#[test]
fn only_utf_8_is_read() {
    let wide: Vec<u8> = file().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read(&[&[0xff, 0xfe], &wide[..]].concat()).unwrap_err().to_string(),
        "the file is not in UTF-8"
    );
    assert_eq!(read(b"<xliff>caf\xe9</xliff>").unwrap_err().to_string(), "the file is not in UTF-8");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_file_with_any_hole_is_read_or_refused(start in 0..3_000_usize, length in 1..40_usize) {
        let file = file();
        let end = (start + length).min(file.len());
        let start = start.min(end);
        let torn = [&file.as_bytes()[..start], &file.as_bytes()[end..]].concat();
        let _ = read(&torn);
    }
}
