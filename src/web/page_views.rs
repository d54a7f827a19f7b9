//! Counts the pages that are read, in memory, until a job takes the counts away.
//!
//! Invariant: a visit waits for nothing and leaves nothing behind but a number. What could not be stored is given back
//! and kept; only what is older than anyone would miss is dropped.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::{
    content::page_view::Views,
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// How many days are kept while the database does not answer: with the number of pages, the bound of the memory.
const MOST_DAYS: usize = 31;

/// The pages that were read and are not stored yet. To count one takes a lock that is held for one look into a table
/// in memory, far less time than making the page.
#[derive(Debug, Default)]
pub struct PageViews(Mutex<ByDay>);

type ByDay = BTreeMap<Date, HashMap<EntryId, PerLang<i64>>>;

impl PageViews {
    /// The page of an entry was read.
    pub fn count(&self, entry: &EntryId, lang: Lang, day: Date) {
        self.add(entry, lang, day, 1);
    }

    /// Everything that was counted, which is the caller's to store or to give back.
    pub fn take(&self) -> Vec<Views> {
        let taken = std::mem::take(&mut *self.lock());
        let mut views = Vec::new();
        for (day, entries) in taken {
            for (entry, counts) in entries {
                let read = counts.iter().filter(|(_, count)| **count > 0);
                views.extend(read.map(|(lang, count)| Views {
                    entry: entry.clone(),
                    lang,
                    day,
                    count: *count,
                }));
            }
        }
        views
    }

    /// Keeps what could not be stored.
    pub fn give_back(&self, views: Vec<Views>) {
        for Views { entry, lang, day, count } in views {
            self.add(&entry, lang, day, count);
        }
    }

    fn add(&self, entry: &EntryId, lang: Lang, day: Date, count: i64) {
        let mut days = self.lock();
        let entries = days.entry(day).or_default();
        // The name is copied the first time only.
        match entries.get_mut(entry) {
            Some(counts) => *counts.get_mut(lang) += count,
            None => *entries.entry(entry.clone()).or_default().get_mut(lang) += count,
        }
        while days.len() > MOST_DAYS {
            days.pop_first();
        }
    }

    fn lock(&self) -> MutexGuard<'_, ByDay> {
        // A number is whole, whoever panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    fn id(name: &str) -> EntryId {
        EntryId::try_from(name.to_owned()).unwrap()
    }

    fn day(number: i64) -> Date {
        jiff::civil::date(2026, 11, 22).saturating_add(number.days())
    }

    #[test]
    fn what_is_taken_is_counted_by_page_language_and_day() {
        let [first, second] = [0, 1].map(|index| Lang::ALL[index]);
        let views = PageViews::default();
        for (name, lang, on) in
            [("a", first, 0), ("a", first, 0), ("a", second, 0), ("b", first, 0), ("a", first, 1)]
        {
            views.count(&id(name), lang, day(on));
        }
        let mut taken = views.take();
        taken.sort();
        let of = |name, lang, on, count| Views { entry: id(name), lang, day: day(on), count };
        assert_eq!(
            taken,
            [of("a", first, 0, 2), of("a", first, 1, 1), of("a", second, 0, 1), of("b", first, 0, 1)]
        );
        assert_eq!(views.take(), []);
        views.count(&id("b"), first, day(0));
        views.give_back(vec![of("b", first, 0, 4)]);
        assert_eq!(views.take(), [of("b", first, 0, 5)]);
    }

    #[test]
    fn what_nobody_stores_is_kept_for_a_month() {
        let views = PageViews::default();
        for number in 0..100 {
            views.count(&id("a"), Lang::DEFAULT, day(number));
        }
        let kept: Vec<Date> = views.take().into_iter().map(|views| views.day).collect();
        assert_eq!((kept.len(), kept.first().copied()), (MOST_DAYS, Some(day(69))));
    }
}
