//! Formatted text as lines of plain text from which its structure and its links can be read: to compare two versions.
//!
//! Invariant: two texts that readers would see differently have different readable forms.

use super::{
    RichText,
    tokens::{Token, attribute, tokens, unescape},
};

impl RichText {
    /// The text as lines: `## heading`, `• item`, `1. item`, `| cell | cell`, **strong**, *emphasis*, and behind the
    /// words of a link, in brackets, where it leads and in which language that is.
    pub fn readable(&self) -> String {
        let mut writer = Writer::default();
        for token in tokens(&self.0) {
            match token {
                Token::Text(text) => writer.line.push_str(&unescape(text)),
                Token::Open { name, raw } => writer.open(name, raw),
                Token::Close { name, .. } => writer.close(name),
            }
        }
        writer.end_line();
        writer.text
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    line: String,
    /// The lists that are open, the innermost last: bullets, or the number of the last item.
    lists: Vec<Option<u32>>,
    /// Where the links that are open lead.
    links: Vec<String>,
    /// The languages of the words that are marked so.
    langs: Vec<String>,
}

impl Writer {
    fn open(&mut self, name: &str, raw: &str) {
        let value = |name| attribute(raw, name).map(unescape).unwrap_or_default();
        match name {
            "strong" => self.line.push_str("**"),
            "em" => self.line.push('*'),
            "br" => self.end_line(),
            "a" => {
                let lang = value("hreflang");
                let lang = if lang.is_empty() { lang } else { format!(" ({lang})") };
                self.links.push(format!(" [{}{lang}]", value("href")));
            }
            "span" => {
                self.langs.push(value("lang"));
                self.line.push('‹');
            }
            "data" => self.line.extend(["{", &value("value"), "}"]),
            "ul" => self.open_list(None),
            "ol" => self.open_list(Some(0)),
            "li" => self.open_item(),
            "h2" | "h3" | "h4" => self.begin_line(match name {
                "h2" => "## ",
                "h3" => "### ",
                _ => "#### ",
            }),
            "th" | "td" => {
                self.open_cell(name == "th", &value("scope"), &value("colspan"), &value("rowspan"));
            }
            "tr" => self.begin_line("| "),
            "p" | "table" | "caption" => self.begin_line(""),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "strong" => self.line.push_str("**"),
            "em" => self.line.push('*'),
            "a" => self.line.extend(self.links.pop()),
            "span" => {
                let lang = self.langs.pop().unwrap_or_default();
                self.line.extend(["› (", &lang, ")"]);
            }
            "ul" | "ol" => {
                self.end_line();
                self.lists.pop();
            }
            "p" | "h2" | "h3" | "h4" | "li" | "tr" | "caption" | "table" => self.end_line(),
            _ => {}
        }
    }

    fn open_list(&mut self, start: Option<u32>) {
        self.end_line();
        self.lists.push(start);
    }

    fn open_item(&mut self) {
        self.end_line();
        let depth = self.lists.len().saturating_sub(1);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}. ")
            }
            _ => "• ".to_owned(),
        };
        self.line = format!("{}{mark}", "  ".repeat(depth));
    }

    fn open_cell(&mut self, is_header: bool, scope: &str, colspan: &str, rowspan: &str) {
        if self.line.trim_end() != "|" {
            self.line.push_str(" | ");
        }
        if is_header {
            self.line.push_str(match scope {
                "row" => "→ ",
                _ => "↓ ",
            });
        }
        for span in [colspan, rowspan].into_iter().filter(|span| !span.is_empty()) {
            self.line.extend(["×", span, " "]);
        }
    }

    fn begin_line(&mut self, mark: &str) {
        // A paragraph in a list item or a cell goes on in its line.
        if mark.is_empty() && self.line.ends_with(' ') {
            return;
        }
        self.end_line();
        self.line.push_str(mark);
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if line.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readable(html: &str) -> String {
        RichText::sanitised(html).readable()
    }

    #[test]
    fn the_structure_can_be_read() {
        let html = r#"<h3>Why</h3><p>One <strong>two</strong><br>three &amp; four.</p>
            <ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>
            <p><a href="entry:contact" hreflang="nl">Contact</a> <span lang="nl">stad</span> <data value="share"></data></p>
            <table><caption>T</caption><tr><th scope="col">A</th><td>1</td></tr></table>"#;
        assert_eq!(
            readable(html),
            "### Why\nOne **two**\nthree & four.\n• a\n  1. b\n  2. c\n• d\n\
             Contact [entry:contact (nl)] ‹stad› (nl) {share}\nT\n| ↓ A | 1"
        );
    }

    #[test]
    fn what_differs_for_readers_differs_here() {
        let variants = [
            "<p>a</p>",
            "<p><strong>a</strong></p>",
            "<p><em>a</em></p>",
            "<h2>a</h2>",
            "<h3>a</h3>",
            "<ul><li>a</li></ul>",
            "<ol><li>a</li></ol>",
            r#"<p><a href="https://a.nl">a</a></p>"#,
            r#"<p><a href="https://b.nl">a</a></p>"#,
            r#"<p><a href="https://b.nl" hreflang="nl">a</a></p>"#,
            r#"<p><span lang="nl">a</span></p>"#,
            "<table><tr><td>a</td></tr></table>",
            "<table><tr><th>a</th></tr></table>",
        ];
        let distinct: std::collections::BTreeSet<_> = variants.iter().map(|html| readable(html)).collect();
        assert_eq!(distinct.len(), variants.len(), "{distinct:?}");
    }
}
