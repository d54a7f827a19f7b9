//! What a saved version changes on the pages of other entries: the lines that readers see there, before and after.
//!
//! Invariant: both are the public page itself, over what is live and over the same with one entry exchanged. What is
//! not shown, because there is too much of it, is counted.

mod lines;

use super::{
    Admin,
    changes::{Names, SpanView},
};
use crate::{
    content::{
        agreement::Agreement,
        comparison,
        entry::Body,
        impact,
        overview::Glance,
        publication::Current,
        published::{Draft, Published},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Locale, error::Result, urls},
};

/// How many pages are shown.
const SHOWN: usize = 50;

/// How many pages are compared at most.
const COMPARED: usize = 200;

/// From how many pages on they are folded up.
const MANY: usize = 4;

/// A version that may go live.
pub(super) struct Version<'a> {
    /// The entry.
    pub entry: &'a Glance,
    /// What was saved last.
    pub newest: &'a Body,
    /// What readers see.
    pub current: Option<&'a Current>,
    /// What was declared about its texts, the oldest first.
    pub agreements: &'a [Agreement],
}

/// What it would change elsewhere.
pub(super) struct ImpactView {
    /// The pages, and what stands around all of them.
    pub places: Vec<PlaceView>,
    /// "This changes 3 other pages."
    pub summary: String,
    /// That there are more pages than are shown.
    pub rest: Option<String>,
    /// Whether each page is folded up.
    pub is_folded: bool,
}

/// A page that would look different.
pub(super) struct PlaceView {
    /// What staff call it.
    pub title: String,
    /// What changes on it in each language.
    pub sides: Vec<SideView>,
}

/// A page in a language.
pub(super) struct SideView {
    pub lang: Lang,
    /// What the language is called.
    pub name: String,
    /// The page as it is now; none for what stands around all pages.
    pub href: Option<String>,
    /// The words before and after, phrase by phrase.
    pub changes: Vec<(Vec<SpanView>, Vec<SpanView>)>,
}

/// Compares what readers see with what they would see.
pub(super) fn of(admin: &Admin, names: &Names<'_>, version: &Version<'_>) -> Result<ImpactView> {
    let before = admin.app.published();
    let body = version.body();
    let after = before.with_draft(Draft {
        id: &version.entry.id,
        parent: version.entry.parent.as_ref(),
        position: version.entry.position,
        body: &body,
        at: admin.app.clock().now(),
        agreements: version.agreements,
    });
    let eyes = Eyes { admin, t: names.t, before: &before, after: &after };
    let mut places: Vec<PlaceView> = eyes.around_all()?.into_iter().collect();
    let pages = impact::pages(&before, &after, &version.entry.id);
    let (mut compared, mut changed) = (0, 0);
    for page in pages.iter().take(COMPARED) {
        if changed == SHOWN {
            break;
        }
        compared += 1;
        let sides = eyes.sides(page)?;
        if !sides.is_empty() {
            changed += 1;
            places.push(PlaceView { title: names.title(page.as_str()), sides });
        }
    }
    let rest = pages.len() - compared;
    Ok(ImpactView {
        is_folded: places.len() >= MANY,
        places,
        summary: names.t.msg_with("impact-pages", &[("count", changed.into())]),
        rest: (rest > 0).then(|| names.t.msg_with("impact-rest", &[("count", rest.into())])),
    })
}

impl Version<'_> {
    /// What would be live: a language that the version does not say stays as readers have it.
    fn body(&self) -> Body {
        let mut body = self.newest.clone();
        for lang in Lang::ALL.iter().filter(|lang| self.newest.texts.get(**lang).is_none()) {
            *body.texts.get_mut(*lang) =
                self.current.and_then(|current| current.body.texts.get(*lang).clone());
        }
        body
    }
}

/// Who looks at both.
struct Eyes<'a> {
    admin: &'a Admin,
    t: &'a Locale,
    before: &'a Published,
    after: &'a Published,
}

impl Eyes<'_> {
    /// What changes on a page, in the languages in which something does.
    fn sides(&self, page: &EntryId) -> Result<Vec<SideView>> {
        let mut sides = Vec::new();
        for lang in Lang::ALL.iter().copied() {
            let changes = self.changes(lang, page, &["main"])?;
            let path = self.before.text(page, lang).and_then(|(_, text)| text.path.as_deref());
            sides.extend(self.side(lang, path.map(|path| urls::page(lang, path)), changes));
        }
        Ok(sides)
    }

    /// What changes around every page: its head, its notices and its foot. They are read on the home page.
    fn around_all(&self) -> Result<Option<PlaceView>> {
        let Some(home) = self.before.home() else { return Ok(None) };
        let mut sides = Vec::new();
        for lang in Lang::ALL.iter().copied() {
            let changes = self.changes(lang, &home.id, &["header", "aside", "footer"])?;
            sides.extend(self.side(lang, None, changes));
        }
        Ok((!sides.is_empty()).then(|| PlaceView { title: self.t.msg("impact-every-page"), sides }))
    }

    fn side(
        &self,
        lang: Lang,
        href: Option<String>,
        changes: Vec<(Vec<SpanView>, Vec<SpanView>)>,
    ) -> Option<SideView> {
        (!changes.is_empty()).then(|| SideView { lang, name: self.t.language(lang), href, changes })
    }

    fn changes(
        &self,
        lang: Lang,
        page: &EntryId,
        parts: &[&'static str],
    ) -> Result<Vec<(Vec<SpanView>, Vec<SpanView>)>> {
        let before = self.lines(self.before, lang, page, parts)?;
        let after = self.lines(self.after, lang, page, parts)?;
        let changes = comparison::lines(&before, &after).into_iter().map(|spans| {
            let [old, new] =
                comparison::columns(&spans).map(|column| column.into_iter().map(SpanView::of).collect());
            (old, new)
        });
        Ok(changes.collect())
    }

    /// What those parts of a page say; nothing where there is no such page.
    fn lines(
        &self,
        published: &Published,
        lang: Lang,
        page: &EntryId,
        parts: &[&'static str],
    ) -> Result<Vec<String>> {
        match (self.admin.preview)(&self.admin.app, published, lang, page) {
            Ok(html) => Ok(parts.iter().flat_map(|part| lines::of(&html, part)).collect()),
            Err(Error::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}
