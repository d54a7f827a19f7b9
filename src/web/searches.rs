//! Counts what is looked for in vain, in memory, until a job takes the counts away.
//!
//! Invariant: of a search nothing is kept but its words, and those only once several people used them on one day: what
//! is rare may be about a person. What looks like it is about one is not counted at all.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use crate::{content::search_count::Count, lang::Lang, search::plain};

/// How often the same has to be asked on a day to be more than one person's.
const COMMON: i64 = 3;

/// The longest query that is counted, in letters; longer ones tell stories.
const LONGEST: usize = 60;

/// The most digits that stand together in a query that is counted: years yes, phone numbers and addresses no.
const DIGITS: usize = 4;

/// The most different queries that are kept in memory.
const MOST: usize = 5_000;

/// How many days are kept while the database does not answer.
const MOST_DAYS: usize = 7;

/// What was looked for in vain and is not stored yet.
#[derive(Debug, Default)]
pub struct Searches(Mutex<ByDay>);

type ByDay = BTreeMap<Date, HashMap<(Lang, String, Option<String>), Tally>>;

/// How often something was asked.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// What is not stored yet.
    count: i64,
    /// Whether it was asked often enough on that day.
    is_common: bool,
}

impl Searches {
    /// A query had no answer.
    pub fn count_unanswered(&self, lang: Lang, query: &str, day: Date) {
        self.count(lang, query, None, day);
    }

    /// A query was followed by another one. The same words again are none.
    pub fn count_followed(&self, lang: Lang, query: &str, next: &str, day: Date) {
        if plain(query) != plain(next) {
            self.count(lang, query, Some(next), day);
        }
    }

    fn count(&self, lang: Lang, query: &str, next: Option<&str>, day: Date) {
        let Some(query) = kept(query) else { return };
        let next = match next.map(kept) {
            Some(None) => return,
            Some(next) => next,
            None => None,
        };
        self.add((lang, query, next), day, 1, false);
    }

    /// What was asked often enough and is not stored yet, which is the caller's to store or to give back. What was rare
    /// on a day before this one is forgotten.
    pub fn take(&self, today: Date) -> Vec<Count> {
        let mut taken = Vec::new();
        let mut days = self.lock();
        for (day, tallies) in days.iter_mut() {
            for ((lang, query, next), tally) in tallies.iter_mut() {
                tally.is_common |= tally.count >= COMMON;
                if tally.is_common && tally.count > 0 {
                    let count = std::mem::take(&mut tally.count);
                    taken.push(Count {
                        lang: *lang,
                        query: query.clone(),
                        next: next.clone(),
                        day: *day,
                        count,
                    });
                }
            }
        }
        days.retain(|day, _| *day >= today);
        taken
    }

    /// Keeps what could not be stored.
    pub fn give_back(&self, counts: Vec<Count>) {
        for Count { lang, query, next, day, count } in counts {
            self.add((lang, query, next), day, count, true);
        }
    }

    fn add(&self, key: (Lang, String, Option<String>), day: Date, count: i64, is_common: bool) {
        let mut days = self.lock();
        let tallies = days.entry(day).or_default();
        if tallies.len() < MOST || tallies.contains_key(&key) {
            let tally = tallies.entry(key).or_default();
            tally.count += count;
            tally.is_common |= is_common;
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

/// A query as it is counted, if it is.
fn kept(query: &str) -> Option<String> {
    let plain = plain(query);
    let digits = plain.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    let is_short = query.chars().count() <= LONGEST && !plain.is_empty();
    (is_short && digits <= DIGITS && !query.contains('@')).then_some(plain)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn taken(searches: &Searches, today: Date) -> Vec<(String, Option<String>, i64)> {
        let mut taken = searches.take(today);
        taken.sort();
        taken.into_iter().map(|count| (count.query, count.next, count.count)).collect()
    }

    #[test]
    fn what_is_rare_is_never_handed_out() {
        let searches = Searches::default();
        let today = date(2026, 11, 22);
        let ask = |query| searches.count_unanswered(Lang::DEFAULT, query, today);
        ["Zwemles", "zwemles!", "jan jansen"].into_iter().for_each(ask);
        assert_eq!(taken(&searches, today), []);
        ask("zwemles");
        assert_eq!(taken(&searches, today), [("zwemles".to_owned(), None, 3)]);
        assert_eq!(taken(&searches, today), [], "once");
        ask("zwemles");
        assert_eq!(taken(&searches, today), [("zwemles".to_owned(), None, 1)]);
        let tomorrow = date(2026, 11, 23);
        assert_eq!(taken(&searches, tomorrow), []);
        ["jan jansen", "jan jansen"].into_iter().for_each(ask);
        assert_eq!(taken(&searches, tomorrow), [], "a new day begins with nothing");
    }

    #[test]
    fn what_may_be_about_a_person_is_not_counted() {
        let searches = Searches::default();
        let today = date(2026, 11, 22);
        let long = "a".repeat(61);
        for query in ["a@example.org", "call 0710000000", "", " !? ", &long] {
            for _ in 0..9 {
                searches.count_unanswered(Lang::DEFAULT, query, today);
                searches.count_followed(Lang::DEFAULT, "swimming", query, today);
            }
        }
        for _ in 0..9 {
            searches.count_followed(Lang::DEFAULT, "swimming", "Swimming!", today);
        }
        assert_eq!(taken(&searches, today), []);
    }

    #[test]
    fn what_nobody_stores_is_kept() {
        let searches = Searches::default();
        let today = date(2026, 11, 22);
        for _ in 0..3 {
            searches.count_followed(Lang::DEFAULT, "pool", "swimming", today);
        }
        let counts = searches.take(today);
        searches.give_back(counts);
        assert_eq!(
            taken(&searches, date(2026, 11, 24)),
            [("pool".to_owned(), Some("swimming".to_owned()), 3)]
        );
        assert_eq!(taken(&searches, today), []);
    }

    #[test]
    fn memory_has_a_bound() {
        let searches = Searches::default();
        for day in 1..20 {
            for number in 0..MOST + 10 {
                searches.count_unanswered(
                    Lang::DEFAULT,
                    &format!("word {}", number % 9_999),
                    date(2026, 11, day),
                );
            }
        }
        let days = searches.lock();
        assert_eq!((days.len(), days.values().map(HashMap::len).max()), (MOST_DAYS, Some(MOST)));
    }
}
