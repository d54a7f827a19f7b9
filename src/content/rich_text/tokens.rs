//! Well-formed HTML in pieces: what html5ever writes.

/// What stands within a line of text.
pub(super) const INLINE: &[&str] = &["a", "strong", "em", "span", "data", "br"];

/// A tag, or the text up to the next one.
pub(super) enum Token<'a> {
    Open { name: &'a str, raw: &'a str },
    Close { name: &'a str, raw: &'a str },
    Text(&'a str),
}

/// Splits well-formed HTML, in which every `<` starts a tag.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.starts_with('<') { end_of_tag(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let (raw, remaining) = rest.split_at(end);
        rest = remaining;
        let Some(tag) = raw.strip_prefix('<') else { return Some(Token::Text(raw)) };
        let (is_closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find([' ', '>']).unwrap_or(tag.len())];
        Some(if is_closing { Token::Close { name, raw } } else { Token::Open { name, raw } })
    })
}

/// The length of the tag at the start of `html`; a `>` within quotes does not end it.
fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (index, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return index + 1,
            _ => {}
        }
    }
    html.len()
}

/// The value of an attribute as it is stored, that is escaped.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// Text as it is read.
pub(super) fn unescape(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
