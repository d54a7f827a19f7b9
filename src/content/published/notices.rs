//! The notices that stand somewhere now, and when that changes.
//!
//! Invariant: a notice stands in a language only in that language's own text.

use jiff::Timestamp;

use super::{Entry, Published, Text};
use crate::{
    content::{
        entry::{Fields, Kind},
        hours::Closure,
        notice::{Notice, Phase},
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

impl Published {
    /// What notices say in a language at that moment, the one that started first on top: those about a contact point,
    /// or (none) those of every page.
    pub fn notices(&self, about: Option<&EntryId>, lang: Lang, now: Timestamp) -> Vec<&Text> {
        let mut running: Vec<_> = self
            .all_notices()
            .filter(|(_, notice)| notice.about.as_ref() == about && notice.phase(now) == Phase::Running)
            .filter_map(|(entry, notice)| Some((notice.from, &entry.id, entry.text(lang)?)))
            .collect();
        running.sort_by_key(|(from, id, _)| (*from, *id));
        running.into_iter().map(|(.., text)| text).collect()
    }

    /// The times in which notices close a contact point, past and coming ones too, by their start. The reason is what
    /// the notice says, in the languages that it has.
    pub fn closures(&self, contact: &EntryId) -> Vec<Closure> {
        let is_its_own = |notice: &Notice| notice.closes && notice.about.as_ref() == Some(contact);
        let mut closures: Vec<_> = self
            .all_notices()
            .filter(|(_, notice)| is_its_own(notice))
            .map(|(entry, notice)| Closure {
                from: notice.from,
                until: notice.until,
                reason: PerLang::from_fn(|lang| entry.text(lang).map(|text| text.title.clone())),
            })
            .collect();
        closures.sort_by_key(|closure| (closure.from, closure.until));
        closures
    }

    /// The next moment after this one at which any notice starts or ends.
    pub fn next_notice_edge(&self, now: Timestamp) -> Option<Timestamp> {
        let edges = self.all_notices().flat_map(|(_, notice)| [notice.starts(), notice.ends()]);
        edges.filter(|edge| *edge > now).min()
    }

    fn all_notices(&self) -> impl Iterator<Item = (&Entry, &Notice)> {
        self.all_of_kind(Kind::Notice).filter_map(|entry| match &entry.fields {
            Fields::Notice(notice) => Some((entry, notice)),
            _ => None,
        })
    }
}
