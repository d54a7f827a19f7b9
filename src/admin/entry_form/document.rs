//! The fields of a document: where it is, its languages, its file, and the last look at the link.

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::document::{Document, FileFormat, LinkCheck};

pub(super) fn write(writer: &mut Writer, document: &Document) {
    writer.text("url", &document.url);
    for lang in &document.languages {
        writer.text("languages", lang);
    }
    writer.optional("file.format", document.file.as_ref().map(|file| &file.format));
    writer.optional("file.bytes", document.file.as_ref().map(|file| file.bytes));
    writer.optional("link_check.on", document.link_check.as_ref().map(|check| check.on));
    writer.optional("link_check.works", document.link_check.as_ref().map(|check| check.works));
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Document> {
    let url = reader.required("url", Problem::WebAddress);
    let tags: Vec<String> = reader.repeated("languages");
    let languages: Vec<_> = tags.iter().filter_map(|tag| crate::lang::Lang::from_tag(tag)).collect();
    if languages.len() < tags.len() {
        reader.wrong("languages", Problem::Choice);
    } else if languages.is_empty() {
        reader.wrong("languages", Problem::NoLanguage);
    }
    let file = read_file(reader);
    let link_check = read_link_check(reader);
    Some(Document { url: url?, languages, file, link_check })
}

fn read_file(reader: &mut Reader<'_>) -> Option<FileFormat> {
    if !reader.has("file.format") && !reader.has("file.bytes") {
        return None;
    }
    let format = reader.required("file.format", Problem::Line);
    let typed = reader.typed("file.bytes");
    let bytes = bytes(typed);
    if bytes.is_none() {
        reader.wrong("file.bytes", if typed.is_empty() { Problem::Missing } else { Problem::Size });
    }
    Some(FileFormat { format: format?, bytes: bytes? })
}

fn read_link_check(reader: &mut Reader<'_>) -> Option<LinkCheck> {
    let on = reader.day("link_check.on");
    let works = match reader.typed("link_check.works") {
        "" => None,
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            reader.wrong("link_check.works", Problem::Choice);
            None
        }
    };
    match (reader.has("link_check.on"), reader.has("link_check.works")) {
        (true, false) => reader.wrong("link_check.works", Problem::Missing),
        (false, true) => reader.wrong("link_check.on", Problem::Missing),
        _ => {}
    }
    Some(LinkCheck { on: on?, works: works? })
}

/// `1234567`, `1.2 MB`, `1,2 MB` or `850 kB` in bytes.
fn bytes(typed: &str) -> Option<u64> {
    let lower = typed.to_lowercase();
    let units = [("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("bytes", 1)];
    let Some((number, unit)) = units.iter().find_map(|(word, size)| Some((lower.strip_suffix(word)?, *size)))
    else {
        return typed.parse().ok();
    };
    let number = number.trim().replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    if decimals.len() > 6 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let millionths: u64 = format!("{decimals:0<6}").parse().ok()?;
    let whole: u64 = whole.parse().ok()?;
    whole.checked_mul(unit)?.checked_add(millionths * unit / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_written_as_computers_show_it() {
        let sizes =
            [("1234567", 1_234_567), ("1.2 MB", 1_200_000), ("1,25mb", 1_250_000), ("850 kB", 850_000)];
        for (typed, size) in sizes {
            assert_eq!(bytes(typed), Some(size), "{typed}");
        }
        for typed in ["", "much", "1.2.3 MB", "-1", "1.2", "MB", "99999999999999 GB", "1.x MB"] {
            assert_eq!(bytes(typed), None, "{typed}");
        }
    }
}
