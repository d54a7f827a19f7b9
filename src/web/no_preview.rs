//! What stands in the frame of a preview where there is no page to show.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::lang::Lang;
use crate::web::error::Result;
use crate::web::security_headers::Variation;
use crate::web::{App, Locale, assets};

#[derive(Template)]
#[template(path = "web/no_preview.html")]
struct NoPreview<'a> {
    t: &'a Locale,
    words: String,
}

/// Says, in the language of the person, why there is nothing to see: the entry has no text in that language, or no page
/// shows it.
pub fn page(app: &App, person: Lang, shown: Lang, has_text: bool) -> Result<Response> {
    let t = app.locale(person);
    let words = if has_text {
        t.msg("preview-nowhere")
    } else {
        t.msg_with("preview-no-text", &[("lang", t.language(shown).into())])
    };
    let mut response = Html(NoPreview { t, words }.render()?).into_response();
    response.extensions_mut().insert(Variation::Preview);
    Ok(response)
}

impl NoPreview<'_> {
    fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}
