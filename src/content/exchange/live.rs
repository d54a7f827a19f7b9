//! What is live of an entry, as editors wrote it: put together from the revisions of its parts for an export, and
//! taken apart again by an import.
//!
//! Invariant: publishing what was put together makes readers see the same.

use std::collections::BTreeMap;

use sqlx::{PgConnection, types::Json};

use crate::{
    content::{
        entry::{Body, Section, Shared, Text},
        error::Error,
        publication::{LiveShared, LiveText, take_live_words},
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// The live parts of an entry, each from the revision it was published from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Live {
    /// The parts.
    pub body: Body,
    /// The outline that a language went live with, where the shared part has another.
    pub outlines: BTreeMap<Lang, Vec<Section>>,
}

impl Live {
    /// Every rich text in normal form.
    pub(super) fn normalised(self) -> Live {
        let Live { body, outlines } = self;
        let texts = PerLang::from_fn(|lang| {
            let outline = outlines.get(&lang).unwrap_or(&body.shared.outline);
            Some(body.texts.get(lang).clone()?.normalised(outline))
        });
        Live { body: Body { texts, ..body }, outlines }
    }

    /// Whether readers of `other` see all that readers of this see.
    pub(super) fn is_seen_in(&self, other: &Live) -> bool {
        let same_text = |lang| self.text(lang).is_none_or(|text| other.text(lang) == Some(text));
        LiveShared::of(&self.body.shared) == LiveShared::of(&other.body.shared)
            && Lang::ALL.iter().copied().all(same_text)
    }

    /// The languages that go live with the shared part.
    pub(super) fn langs(&self) -> Vec<Lang> {
        let texts = self.body.texts.iter().filter(|(_, text)| text.is_some());
        texts.map(|(lang, _)| lang).filter(|lang| !self.outlines.contains_key(lang)).collect()
    }

    /// The languages that go live by themselves, each with a body that has its outline.
    pub(super) fn apart(&self) -> impl Iterator<Item = (Lang, Body)> + '_ {
        self.outlines.iter().map(|(lang, outline)| {
            let own = |other| self.body.texts.get(other).clone().filter(|_| other == *lang);
            let shared = Shared { outline: outline.clone(), ..self.body.shared.clone() };
            (*lang, Body { shared, texts: PerLang::from_fn(own) })
        })
    }

    fn text(&self, lang: Lang) -> Option<LiveText> {
        let outline = self.outlines.get(&lang).unwrap_or(&self.body.shared.outline);
        Some(LiveText::of(self.body.texts.get(lang).as_ref()?, outline))
    }
}

/// What is live of an entry, if anything is.
pub(super) async fn find_live(conn: &mut PgConnection, entry: &EntryId) -> Result<Option<Live>, Error> {
    let rows = sqlx::query!(
        r#"
        select part as "part!", revision.body as "body!: Json<serde_json::Value>",
            latest_publication.body as "live!: Json<serde_json::Value>"
        from latest_publication join revision on revision.id = revision_id
        where latest_publication.entry_id = $1
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let unreadable = |source| Error::Body { entry: entry.clone(), source };
    let mut shared: Option<Shared> = None;
    let mut texts: PerLang<Option<Text>> = PerLang::from_fn(|_| None);
    let mut outlines = BTreeMap::new();
    for row in rows {
        let mut body: Body = serde_json::from_value(row.body.0).map_err(unreadable)?;
        match Lang::from_tag(&row.part) {
            Some(lang) => {
                *texts.get_mut(lang) = body.texts.get(lang).clone();
                outlines.insert(lang, body.shared.outline);
            }
            None => {
                take_live_words(&mut body.shared, row.live.0).map_err(unreadable)?;
                shared = Some(body.shared);
            }
        }
    }
    Ok(shared.map(|shared| {
        outlines.retain(|_, outline| *outline != shared.outline);
        Live { body: Body { shared, texts }, outlines }
    }))
}
