//! What time it is, and which day it is in Leiden.
//!
//! Invariant: nothing below the start of the program reads the system's time but through a [`Clock`], so that
//! a test can say what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

/// The time zone of Leiden.
pub const ZONE: &str = "Europe/Amsterdam";

/// A source of the time. Clones of a clock go alike.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    System,
    /// In microseconds since 1970, the precision of the database.
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    /// The time of the system.
    pub fn system() -> Clock {
        Clock { zone: zone(), source: Source::System }
    }

    /// A clock that stands still until it is [set](Clock::set): for tests.
    pub fn frozen(at: Timestamp) -> Clock {
        Clock { zone: zone(), source: Source::Frozen(Arc::new(AtomicI64::new(at.as_microsecond()))) }
    }

    /// Puts a frozen clock, and all its clones, at another time. The system's clock does not listen.
    pub fn set(&self, at: Timestamp) {
        if let Source::Frozen(time) = &self.source {
            time.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// The moment it is.
    pub fn now(&self) -> Timestamp {
        match &self.source {
            Source::System => Timestamp::now(),
            Source::Frozen(time) => {
                Timestamp::from_microsecond(time.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// The day it is in Leiden.
    pub fn today(&self) -> Date {
        self.date_of(self.now())
    }

    /// The time zone of Leiden.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// When that day ends in Leiden.
    pub fn midnight_after(&self, day: Date) -> Timestamp {
        let next = day.tomorrow().unwrap_or(Date::MAX);
        next.to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |midnight| midnight.timestamp())
    }

    /// The day that it is in Leiden at that moment.
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }
}

/// The moment at which clocks in Leiden show that. Of an hour that comes twice it is the first; a time that the clock
/// skips comes after the change.
pub fn moment(local: DateTime) -> Timestamp {
    // Beyond the years that a timestamp has, the last one.
    zone().to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
}

/// From the database that is built into the program: a server needs no tzdata.
#[expect(clippy::expect_used, reason = "at the start; the built-in database has this zone, as a test shows")]
pub fn zone() -> TimeZone {
    static LEIDEN: LazyLock<TimeZone> = LazyLock::new(|| {
        jiff::tz::TimeZoneDatabase::bundled()
            .get(ZONE)
            .expect("the built-in time zone database knows Leiden's zone")
    });
    LEIDEN.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day(at: &str) -> String {
        Clock::frozen(at.parse().unwrap()).today().to_string()
    }

    #[test]
    fn the_day_begins_at_midnight_in_leiden() {
        assert_eq!(day("2026-11-22T22:59:59Z"), "2026-11-22");
        assert_eq!(day("2026-11-22T23:00:00Z"), "2026-11-23");
        assert_eq!(day("2026-07-01T21:59:59Z"), "2026-07-01");
        assert_eq!(day("2026-07-01T22:00:00Z"), "2026-07-02");
    }

    #[test]
    fn clones_of_a_frozen_clock_go_alike() {
        let clock = Clock::frozen("2026-11-22T12:00:00Z".parse().unwrap());
        let clone = clock.clone();
        let later: Timestamp = "2031-01-01T00:00:00.000001Z".parse().unwrap();
        clock.set(later);
        assert_eq!(clone.now(), later);
    }

    #[test]
    fn the_system_clock_goes_and_does_not_listen() {
        let clock = Clock::system();
        clock.set(Timestamp::UNIX_EPOCH);
        assert!(clock.now() > "2026-01-01T00:00:00Z".parse().unwrap());
    }
}
