//! Counts the pages that are read, in memory, until a job takes the counts away.
//!
//! Invariant: a visit waits for nothing and leaves nothing behind but a number. What could not be stored is given back
//! and kept; only what is older than anyone would miss is dropped.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::{Date, date};

use crate::{
    content::page_view::Views,
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// How many days are kept while the database does not answer: with the number of pages, the bound of the memory.
const MOST_DAYS: usize = 31;

/// The pages that were read and are not stored yet. A page that is kept in memory has its [`Tally`] at hand; to count in
/// it takes no lock.
#[derive(Debug, Default)]
pub struct PageViews(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// Of days that are over, and what was given back.
    days: BTreeMap<Date, HashMap<EntryId, PerLang<i64>>>,
    /// Of the day that it is.
    tallies: HashMap<EntryId, PerLang<Arc<Tally>>>,
}

/// How often a page was read on one day: the number of the day and the count, in one word.
#[derive(Debug, Default)]
pub struct Tally {
    now: AtomicU64,
    /// How often it was read before, of which half is forgotten each time that counts are taken away.
    before: AtomicU64,
}

/// The bits of a tally that hold the count.
const COUNT: u64 = (1 << 40) - 1;

impl Tally {
    /// Counts one more on that day. Returns what was counted on another day, which the tally then holds no longer.
    fn add(&self, day: Date) -> Option<(Date, i64)> {
        let day = u64::try_from(days_since_1970(day)).unwrap_or_default();
        let mut seen = self.now.load(Ordering::Relaxed);
        loop {
            let is_same_day = seen >> 40 == day;
            let next = if is_same_day { seen + 1 } else { (day << 40) + 1 };
            match self.now.compare_exchange_weak(seen, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return (!is_same_day).then(|| read_tally(seen)).flatten(),
                Err(other) => seen = other,
            }
        }
    }

    /// Takes away what was counted.
    fn take(&self) -> Option<(Date, i64)> {
        let taken = read_tally(self.now.swap(0, Ordering::Relaxed));
        let count = taken.map_or(0, |(_, count)| count.unsigned_abs());
        let before = self.before.load(Ordering::Relaxed);
        self.before.store(before / 2 + count, Ordering::Relaxed);
        taken
    }

    /// How much the page is read, to compare it with others.
    pub fn reads(&self) -> u64 {
        self.before.load(Ordering::Relaxed) + (self.now.load(Ordering::Relaxed) & COUNT)
    }
}

fn days_since_1970(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_hours() / 24
}

/// The day and the count in a word; none where nothing was counted.
fn read_tally(word: u64) -> Option<(Date, i64)> {
    let (days, count) = (i64::try_from(word >> 40).ok()?, i64::try_from(word & COUNT).ok()?);
    let day = date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    (count > 0).then_some((day, count))
}

impl PageViews {
    /// Where a page is counted.
    pub fn tally(&self, entry: &EntryId, lang: Lang) -> Arc<Tally> {
        let mut counts = self.lock();
        // The name is copied the first time only.
        let tallies = match counts.tallies.get(entry) {
            Some(tallies) => tallies,
            None => counts.tallies.entry(entry.clone()).or_default(),
        };
        Arc::clone(tallies.get(lang))
    }

    /// The page of an entry, whose tally this is, was read.
    pub fn count(&self, entry: &EntryId, lang: Lang, tally: &Tally, day: Date) {
        if let Some((other_day, count)) = tally.add(day) {
            self.lock().add(entry, lang, other_day, count);
        }
    }

    /// Everything that was counted, which is the caller's to store or to give back.
    pub fn take(&self) -> Vec<Views> {
        let mut counts = self.lock();
        counts.close();
        let mut views = Vec::new();
        for (day, entries) in std::mem::take(&mut counts.days) {
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
        let mut counts = self.lock();
        for Views { entry, lang, day, count } in views {
            counts.add(&entry, lang, day, count);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        // A number is whole, whoever panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Takes over what the tallies hold.
    fn close(&mut self) {
        let mut closed = Vec::new();
        for (entry, tallies) in &self.tallies {
            for (lang, tally) in tallies.iter() {
                closed.extend(tally.take().map(|(day, count)| (entry.clone(), lang, day, count)));
            }
        }
        for (entry, lang, day, count) in closed {
            self.add(&entry, lang, day, count);
        }
    }

    fn add(&mut self, entry: &EntryId, lang: Lang, day: Date, count: i64) {
        let entries = self.days.entry(day).or_default();
        match entries.get_mut(entry) {
            Some(counts) => *counts.get_mut(lang) += count,
            None => *entries.entry(entry.clone()).or_default().get_mut(lang) += count,
        }
        while self.days.len() > MOST_DAYS {
            self.days.pop_first();
        }
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

    fn count(views: &PageViews, name: &str, lang: Lang, on: i64) {
        let id = id(name);
        views.count(&id, lang, &views.tally(&id, lang), day(on));
    }

    #[test]
    fn what_is_taken_is_counted_by_page_language_and_day() {
        let [first, second] = [0, 1].map(|index| Lang::ALL[index]);
        let views = PageViews::default();
        for (name, lang, on) in
            [("a", first, 0), ("a", first, 0), ("a", second, 0), ("b", first, 0), ("a", first, 1)]
        {
            count(&views, name, lang, on);
        }
        let mut taken = views.take();
        taken.sort();
        let of = |name, lang, on, count| Views { entry: id(name), lang, day: day(on), count };
        assert_eq!(
            taken,
            [of("a", first, 0, 2), of("a", first, 1, 1), of("a", second, 0, 1), of("b", first, 0, 1)]
        );
        assert_eq!(views.take(), []);
        count(&views, "b", first, 0);
        views.give_back(vec![of("b", first, 0, 4)]);
        assert_eq!(views.take(), [of("b", first, 0, 5)]);
    }

    #[test]
    fn what_is_read_most_is_known_for_a_while() {
        let views = PageViews::default();
        for _ in 0..8 {
            count(&views, "a", Lang::DEFAULT, 0);
        }
        let tally = views.tally(&id("a"), Lang::DEFAULT);
        let mut reads = vec![tally.reads()];
        for _ in 0..4 {
            views.take();
            reads.push(tally.reads());
        }
        assert_eq!(reads, [8, 8, 4, 2, 1]);
    }

    #[test]
    fn what_nobody_stores_is_kept_for_a_month() {
        let views = PageViews::default();
        for number in 0..100 {
            count(&views, "a", Lang::DEFAULT, number);
        }
        let kept: Vec<Date> = views.take().into_iter().map(|views| views.day).collect();
        assert_eq!((kept.len(), kept.first().copied()), (MOST_DAYS, Some(day(69))));
    }
}
