//! What two people changed at the same time, as it is shown.
//!
//! Invariant: the field holds what its author typed; what the other saved, and what was there before, stand beside it.

use crate::{
    content::{
        merge::Conflict,
        rich_text::{Link, RichText, SafeHtml, Target},
        unit::{Attribute, Unit},
    },
    lang::Lang,
};

/// A contradiction, beside its field.
pub(super) struct ConflictView {
    /// The field or group beside which it stands.
    pub place: String,
    /// The id of its element.
    pub anchor: String,
    /// The language of the texts, if they are in one.
    pub lang: Option<Lang>,
    /// What the other has saved.
    pub theirs: Version,
    /// What both started from.
    pub base: Version,
}

/// One side of a contradiction.
pub(super) enum Version {
    /// Formatted text.
    Html(SafeHtml),
    /// Lines of plain text.
    Lines(Vec<String>),
    /// Nothing is there.
    Nothing,
}

impl ConflictView {
    pub(super) fn of(number: usize, conflict: &Conflict) -> ConflictView {
        let version = |text: &Option<String>| Version::of(&conflict.place, text.as_deref());
        ConflictView {
            place: place(&conflict.place),
            anchor: format!("conflict-{}", number + 1),
            lang: conflict.place.lang(),
            theirs: version(&conflict.theirs),
            base: version(&conflict.base),
        }
    }
}

impl Version {
    fn of(unit: &Unit, text: Option<&str>) -> Version {
        match (unit, text) {
            (_, None | Some("")) => Version::Nothing,
            (Unit::Words(..) | Unit::Section(_) | Unit::Text(_), Some(html)) => Version::Html(shown(html)),
            (_, Some(text)) => Version::Lines(text.lines().map(str::to_owned).collect()),
        }
    }
}

/// Text as it reads; links say where they lead and lead nowhere.
fn shown(html: &str) -> SafeHtml {
    let link = |target: Target<'_>, _| {
        let note = match target {
            Target::Entry(id, None) => format!("({id})"),
            Target::Entry(id, Some(section)) => format!("({id}#{section})"),
            Target::Elsewhere(address) => format!("({address})"),
        };
        Link { href: None, hreflang: None, note: Some(note) }
    };
    RichText::sanitised(html).render(link, |figure| format!("[{figure}]"))
}

/// The field or group of the form that holds a piece.
pub(super) fn place(unit: &Unit) -> String {
    match unit {
        Unit::Field(key) => match key.rsplit_once('.') {
            Some((field, tag)) if Lang::from_tag(tag).is_some() => format!("{tag}.{field}"),
            _ => key.clone(),
        },
        Unit::Order => "sections".to_owned(),
        Unit::Text(lang) | Unit::Title(lang) => format!("{lang}.title"),
        Unit::ShortTitle(lang) => format!("{lang}.short_title"),
        Unit::Slug(lang) => format!("{lang}.slug"),
        Unit::Summary(lang) => format!("{lang}.summary"),
        Unit::Section(id) => format!("section.{id}"),
        Unit::Attribute(id, attribute) => format!("section.{id}.{}", field(*attribute)),
        Unit::Heading(id, lang) => format!("section.{id}.{lang}.heading"),
        Unit::Words(id, lang) => format!("section.{id}.{lang}.text"),
    }
}

fn field(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::RefersTo => "refers_to",
        Attribute::Source => "source",
        Attribute::Unconfirmed => "unconfirmed",
        Attribute::Note => "note",
    }
}
