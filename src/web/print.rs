//! What templates may print without escaping it: [`SafeHtml`] and nothing else.

use askama::filters::HtmlSafe;

use crate::content::rich_text::SafeHtml;

impl HtmlSafe for SafeHtml {}
