//! E-mail addresses, web addresses and what links lead to.
//!
//! Two web addresses are the same page when they differ in nothing but `http` and `https`, `www.`, the case of the
//! host, a slash at the end, the place on the page, or the language that the address names (`/en/`, `?lang=nl`).
//! Official sites give each language pages of its own, with words of its own in the address. So an address that names
//! a language can also match any address of the same site that names another language, or none. Two addresses that
//! name no language, or the same one, have to be the same. Another site is always a difference.

use super::{Fact, Kind, Reading, lexicon::LEXICONS, phones, tokens::folded};

/// The ends of hosts that are recognised without `www.` or `https://`.
const ENDINGS: &[&str] = &["nl", "com", "org", "net", "eu", "info", "edu", "gov", "be", "de", "uk", "int"];

/// The parameters of addresses that choose a language.
const PARAMETERS: &[&str] = &["lang", "language", "locale", "taal", "hl", "lng"];

/// No address in a text has more bytes than this.
const LONGEST: usize = 1000;

/// The address at the start of a text, and its length.
pub(super) fn address(text: &str) -> Option<(Fact, usize)> {
    // Most words are known not to be one by their first letters.
    let word = text.find(|c: char| !c.is_ascii_alphanumeric() && !"._%+-".contains(c)).unwrap_or(text.len());
    if !text[..word].contains('.') && !text[word..].starts_with(['@', ':']) {
        return None;
    }
    let end = |(at, c): (usize, char)| (c.is_whitespace() || at > LONGEST).then_some(at);
    let chunk = &text[..text.char_indices().find_map(end).unwrap_or(text.len())];
    email(chunk).or_else(|| web_address(chunk))
}

/// What a link leads to.
pub(super) fn target(href: &str) -> Option<Fact> {
    if let Some(entry) = href.strip_prefix("entry:") {
        Some(Fact::new(Kind::Reference, entry, href))
    } else if let Some(address) = href.strip_prefix("mailto:") {
        let address = address.split('?').next().unwrap_or_default();
        Some(Fact::new(Kind::Email, address.to_lowercase(), address))
    } else if let Some(number) = href.strip_prefix("tel:") {
        Some(Fact::new(Kind::Phone, phones::value(number), number))
    } else {
        (!href.is_empty()).then(|| page(href))
    }
}

fn email(chunk: &str) -> Option<(Fact, usize)> {
    let start = if chunk.starts_with("mailto:") { "mailto:".len() } else { 0 };
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let local = start + chunk[start..].find(|c| !is_part(c))?;
    let host = chunk[local..].strip_prefix('@')?;
    let end = host.find(|c: char| !c.is_ascii_alphanumeric() && !"-.".contains(c)).unwrap_or(host.len());
    let host = host[..end].trim_end_matches(['.', '-']);
    if local == start || !host.contains('.') {
        return None;
    }
    let end = local + 1 + host.len();
    Some((Fact::new(Kind::Email, chunk[start..end].to_lowercase(), &chunk[start..end]), end))
}

fn web_address(chunk: &str) -> Option<(Fact, usize)> {
    let has_scheme = ["http://", "https://"].iter().any(|scheme| begins(chunk, scheme));
    let end = chunk.find(['<', '>', '"', '“', '”', '\u{fffc}']).unwrap_or(chunk.len());
    let trimmed = chunk[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']);
    let host = trimmed.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |host: &str| {
        let (name, ending) = host.rsplit_once('.').unwrap_or_default();
        let is_name =
            name.contains(|c: char| c.is_ascii_alphabetic()) && name.split('.').all(|part| !part.is_empty());
        is_name
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
            && (begins(host, "www.") || ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    (has_scheme && trimmed.len() > "https://".len() || is_host(host)).then(|| (page(trimmed), trimmed.len()))
}

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
}

/// A page of the web, by what its address says.
fn page(address: &str) -> Fact {
    let mut languages = Vec::new();
    let rest = ["http://", "https://"]
        .iter()
        .find(|scheme| begins(address, scheme))
        .map_or(address, |scheme| &address[scheme.len()..]);
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = match host.split_once('.') {
        Some((first, site)) if site.contains('.') && named(first).is_some() => {
            languages.extend(named(first));
            site
        }
        _ => host,
    };
    let mut value = host.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        match named(segment) {
            Some(tag) => languages.push(tag),
            None => value.extend(["/", segment]),
        }
    }
    let mut mark = "?";
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, content) = parameter.split_once('=').unwrap_or((parameter, ""));
        match named(content) {
            Some(tag) if PARAMETERS.contains(&name.to_lowercase().as_str()) => languages.push(tag),
            _ => value.extend([std::mem::replace(&mut mark, "&"), parameter]),
        }
    }
    let mut fact = Fact::new(Kind::Link, value, address);
    fact.others = versions(host, languages.first().copied());
    fact
}

/// The tag of the language that a part of an address names.
fn named(part: &str) -> Option<&'static str> {
    let part = folded(part);
    LEXICONS.iter().find(|known| known.in_addresses.contains(&part.as_str())).map(|known| known.tag)
}

/// That a page is the version of a site in that language, and may be that in another one.
fn versions(host: &str, language: Option<&str>) -> Vec<Reading> {
    let languages = LEXICONS.iter().map(|known| Some(known.tag)).chain([None]);
    let version = |other: Option<&str>| Reading {
        kind: Kind::Link,
        value: format!("{host} {}", other.unwrap_or("*")),
        is_weak: other != language,
    };
    languages.map(version).collect()
}
