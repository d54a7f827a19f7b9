//! Formatted text: a small, strict subset of HTML, kept in one normal form with one block to a line.
//!
//! Invariant: markup that is not in the subset cannot be in a [`RichText`] that came through [`RichText::sanitised`],
//! and [`SafeHtml`] is made only here, so nothing else can be printed unescaped.
//!
//! Links to pages of this site are written `entry:contact` and numbers are quoted as
//! `<data value="figure-id"></data>`, so neither an address nor a number is ever typed twice.

mod blocks;
mod frame;
mod mention;
mod normal_form;
mod readable;
mod tokens;

use std::{fmt, sync::LazyLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::{
    blocks::{Block, BlockKind, Run},
    frame::{Inline, Piece, Tag},
    mention::{Mention, Remark, in_line},
};
use self::{
    normal_form::{cleaner, lay_out},
    tokens::{INLINE, Token, attribute, tokens, unescape},
};
use crate::{ids::EntryId, lang::Lang};

/// Formatted text in its normal form; its serde form is a list of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText(String);

/// HTML that needs no escaping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page of this site, and the section of it if one is named.
    Entry(EntryId, Option<&'a str>),
    /// Anything else: another website, a mailbox, a phone.
    Elsewhere(&'a str),
}

/// How a link is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The address; none leaves the words without a link.
    pub href: Option<String>,
    /// The language of the page it leads to, where that differs from the text's own.
    pub hreflang: Option<Lang>,
    /// What is said behind the words, such as "(in Dutch)".
    pub note: Option<String>,
}

impl RichText {
    /// Keeps of `html` what belongs to the subset, in normal form: one block to a line, white space folded, words
    /// outside any block put into a paragraph, empty blocks dropped.
    pub fn sanitised(html: &str) -> RichText {
        static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);
        let mut text = html.to_owned();
        // Text that was badly nested may settle only when it is read again.
        for _ in 0..4 {
            let cleaned = lay_out(&CLEANER.clean(&text).to_string());
            if cleaned == text {
                break;
            }
            text = cleaned;
        }
        RichText(text)
    }

    /// The text in its stored form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries it links to or quotes.
    pub fn references(&self) -> impl Iterator<Item = EntryId> + '_ {
        tokens(&self.0).filter_map(|token| match token {
            Token::Open { name: "a", raw } => match attribute(raw, "href").map(target) {
                Some(Target::Entry(id, _)) => Some(id),
                _ => None,
            },
            Token::Open { name: "data", raw } => quoted(raw),
            _ => None,
        })
    }

    /// The figures it quotes.
    pub fn quotes(&self) -> impl Iterator<Item = EntryId> + '_ {
        tokens(&self.0).filter_map(|token| match token {
            Token::Open { name: "data", raw } => quoted(raw),
            _ => None,
        })
    }

    /// The words alone, blocks apart by line breaks, with link targets and quoted figures as they are stored. Two
    /// texts with the same plain form say the same.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for token in tokens(&self.0) {
            match token {
                Token::Text(text) => plain.push_str(&unescape(text)),
                Token::Open { name: "a", raw } => {
                    plain.extend(["[", attribute(raw, "href").unwrap_or(""), "] "]);
                }
                Token::Open { name: "data", raw } => {
                    plain.extend(["{", attribute(raw, "value").unwrap_or(""), "}"]);
                }
                Token::Open { name: "br", .. } => plain.push('\n'),
                Token::Close { name, .. } if !INLINE.contains(&name) => plain.push('\n'),
                _ => {}
            }
        }
        plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The HTML for readers: `link` says how each link is written, `quote` gives the words for each quoted figure.
    pub fn render(
        &self,
        link: impl Fn(Target<'_>, Option<Lang>) -> Link,
        quote: impl Fn(&EntryId) -> String,
    ) -> SafeHtml {
        let mut html = String::with_capacity(self.0.len() + 64);
        let mut open_links = Vec::new();
        let mut captions = captions(&self.0).into_iter();
        for token in tokens(&self.0) {
            match token {
                Token::Open { name: "a", raw } => {
                    let hreflang = attribute(raw, "hreflang").and_then(Lang::from_tag);
                    let written = link(target(attribute(raw, "href").unwrap_or("")), hreflang);
                    open_link(&mut html, &written);
                    open_links.push(written);
                }
                Token::Close { name: "a", .. } => {
                    if let Some(written) = open_links.pop() {
                        close_link(&mut html, &written);
                    }
                }
                Token::Open { name: "data", raw } => {
                    html.push_str(&escape(&quoted(raw).map(|id| quote(&id)).unwrap_or_default()));
                }
                Token::Close { name: "data", .. } => {}
                Token::Open { name: "table", raw } => {
                    open_scroll_area(&mut html, captions.next().flatten());
                    html.push_str(raw);
                }
                Token::Close { name: "table", raw } => html.extend([raw, "</div>"]),
                Token::Open { raw, .. } | Token::Close { raw, .. } | Token::Text(raw) => html.push_str(raw),
            }
        }
        SafeHtml(html)
    }
}

impl SafeHtml {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// JSON for a `<script type="application/ld+json">`: no value in it can end the element.
    pub fn json(value: &serde_json::Value) -> SafeHtml {
        SafeHtml(value.to_string().replace('<', "\\u003c"))
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.lines())
    }
}

impl<'de> Deserialize<'de> for RichText {
    /// Takes blocks as they are: what the database holds was sanitised when it was saved. What comes from elsewhere
    /// goes through [`super::entry::Body::normalised`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(RichText(Vec::<String>::deserialize(deserializer)?.join("\n")))
    }
}

fn quoted(tag: &str) -> Option<EntryId> {
    attribute(tag, "value").and_then(|id| EntryId::try_from(id.to_owned()).ok())
}

fn target(href: &str) -> Target<'_> {
    let Some(entry) = href.strip_prefix("entry:") else { return Target::Elsewhere(href) };
    let (id, section) = entry.split_once('#').map_or((entry, None), |(id, section)| (id, Some(section)));
    match EntryId::try_from(id.to_owned()) {
        Ok(id) => Target::Entry(id, section),
        Err(_) => Target::Elsewhere(""),
    }
}

/// The caption of each table, in order.
fn captions(html: &str) -> Vec<Option<&str>> {
    html.split("<table>").skip(1).map(caption).collect()
}

fn caption(table: &str) -> Option<&str> {
    let text = table.split("<caption>").nth(1)?;
    text.split("</caption>").next().filter(|caption| !caption.contains('<'))
}

/// A wide table scrolls by itself; by keyboard too, which takes a name.
fn open_scroll_area(html: &mut String, caption: Option<&str>) {
    html.push_str(r#"<div class="lp-scroll""#);
    if let Some(caption) = caption {
        html.extend([r#" role="region" tabindex="0" aria-label=""#, &escape(caption), "\""]);
    }
    html.push('>');
}

fn open_link(html: &mut String, link: &Link) {
    let Some(href) = &link.href else { return };
    html.extend([r#"<a href=""#, &escape(href), "\""]);
    if let Some(lang) = link.hreflang {
        html.extend([r#" hreflang=""#, lang.tag(), "\""]);
    }
    html.push('>');
}

fn close_link(html: &mut String, link: &Link) {
    if let Some(note) = &link.note {
        html.extend([" ", &escape(note)]);
    }
    if link.href.is_some() {
        html.push_str("</a>");
    }
}

fn escape(text: &str) -> String {
    unescape(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clean(html: &str) -> String {
        RichText::sanitised(html).0
    }

    fn render(html: &str) -> String {
        let link = |target: Target<'_>, hreflang: Option<Lang>| match target {
            Target::Entry(id, section) => Link {
                href: Some(format!("/en/{id}{}", section.map(|s| format!("#{s}")).unwrap_or_default())),
                ..Link::default()
            },
            Target::Elsewhere(url) => {
                Link { href: Some(url.into()), hreflang, note: hreflang.map(|_| "(in Dutch)".into()) }
            }
        };
        RichText::sanitised(html).render(link, |id| format!("<{id}>")).0
    }

    #[test]
    fn keeps_the_subset_and_drops_the_rest() {
        assert_eq!(
            clean("<p onclick=x>a <b>b</b> <strong>c</strong><script>x</script></p>"),
            "<p>a b <strong>c</strong></p>"
        );
        assert_eq!(
            clean(r#"<p><a href="javascript:x">a</a><a href="/en">b</a></p>"#),
            "<p><a>a</a><a>b</a></p>"
        );
        assert_eq!(clean(r#"<p><img src=x onerror=y>text</p><!-- c -->"#), "<p>text</p>");
    }

    #[test]
    fn has_one_block_to_a_line_and_no_empty_block() {
        let html =
            "<p> one </p>\n\n<p></p><ul>\n <li> a </li>\n<li>b</li></ul>two <em>three</em><h3>four</h3>";
        let expected = "<p>one</p>\n<ul><li>a</li><li>b</li></ul>\n<p>two <em>three</em></p>\n<h3>four</h3>";
        assert_eq!(clean(html), expected);
        assert_eq!(clean(expected), expected);
    }

    #[test]
    fn prints_links_quotes_and_their_notes() {
        assert_eq!(
            render(r#"<p><a href="entry:contact#phone">c</a></p>"#),
            r#"<p><a href="/en/contact#phone">c</a></p>"#
        );
        assert_eq!(
            render(r#"<p><a href="https://x.nl/?a=1&b=2" hreflang="nl">x</a></p>"#),
            r#"<p><a href="https://x.nl/?a=1&amp;b=2" hreflang="nl">x (in Dutch)</a></p>"#
        );
        assert_eq!(render(r#"<p><data value="share"></data> of all</p>"#), "<p>&lt;share&gt; of all</p>");
    }

    #[test]
    fn names_what_it_points_to() {
        let text = RichText::sanitised(
            r#"<p><a href="entry:a#b">x</a> <data value="c"></data> <a href="https://d.nl">d</a></p>"#,
        );
        assert_eq!(text.references().map(String::from).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(text.plain(), "[entry:a#b] x {c} [https://d.nl] d");
    }

    #[test]
    fn json_cannot_end_its_element() {
        let html = SafeHtml::json(&serde_json::json!({ "name": "</script><b>" }));
        assert!(!html.as_str().contains('<'));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(html in r#"(<p>|</p>|<ul>|<li>|</li>|</ul>|<table>|<tr>|<td>|<b>|<strong>|</strong>|<a href="entry:x">|</a>|<br>|[a-z <>&";]{0,6}|<data value="f">|<span lang="nl">){0,24}"#) {
            let once = clean(&html);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn nothing_executable_survives(html in r#"(<script>|<svg onload=x>|<a href="javascript:x">|<style>|<p style="x">|[a-z<>"'= ]{0,8}){0,16}"#) {
            let shown = render(&html);
            for bad in ["<script", "<svg", "javascript:", "<style", "style=", "onload="] {
                let survives = tokens(&shown).any(|token| matches!(token, Token::Open { raw, .. } if raw.contains(bad)));
                prop_assert!(!survives, "{bad} in {shown}");
            }
        }
    }
}
