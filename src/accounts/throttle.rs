//! How many attempts are let through, and from where.
//!
//! Each instance counts for itself and forgets at a restart: the counters slow down guessing, and nothing else depends on
//! them.
//!
//! Invariant: what is counted belongs to who tries, never to whose account it is, except where the password was right
//! before. So nobody can use up the attempts of someone else; see [`sign_in`](super::sign_in).

use std::fmt;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::error::Error;
use crate::{clock, ids::EditorId, token::Token};

/// So many at once, and one more after each pause.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// How many at once.
    pub burst: u32,
    /// How long until one more.
    pause: Duration,
}

/// Passwords from one network address: an office behind one address signs in in the morning.
pub const PASSWORDS_OF_ADDRESS: Limit = Limit { burst: 20, pause: Duration::from_secs(10) };

/// Passwords from a browser in which the account was signed in before.
pub const PASSWORDS_OF_BROWSER: Limit = Limit { burst: 10, pause: Duration::from_secs(30) };

/// Codes from one network address.
pub const CODES_OF_ADDRESS: Limit = Limit { burst: 20, pause: Duration::from_secs(10) };

/// Codes, and passwords that are asked again, in one session.
pub const ANSWERS_OF_SESSION: Limit = Limit { burst: 5, pause: Duration::from_secs(60) };

/// Codes for one account, after its password was right in a browser that is not known.
pub const CODES_OF_ACCOUNT: Limit = Limit { burst: 10, pause: Duration::from_secs(300) };

/// After so many questions those counters are dropped that are full again.
const CARE: u32 = 1_024;

/// How long to wait, when there were too many attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(Duration);

impl Wait {
    /// In whole seconds, at least one: for `Retry-After`.
    pub fn seconds(self) -> u64 {
        self.0.as_secs() + u64::from(self.0.subsec_nanos() > 0)
    }
}

/// The counters. Clones are the same ones.
#[derive(Clone)]
pub struct Throttle(Arc<Counters>);

struct Counters {
    passwords_of_address: Counter<u128>,
    passwords_of_browser: Counter<Vec<u8>>,
    codes_of_address: Counter<u128>,
    codes_of_account: Counter<EditorId>,
    answers_of_session: Counter<i64>,
}

impl fmt::Debug for Throttle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Throttle(…)")
    }
}

impl Throttle {
    /// Counters that are all full.
    pub fn new(clock: &clock::Clock) -> Result<Throttle, Error> {
        Ok(Throttle(Arc::new(Counters {
            passwords_of_address: Counter::new(PASSWORDS_OF_ADDRESS, clock)?,
            passwords_of_browser: Counter::new(PASSWORDS_OF_BROWSER, clock)?,
            codes_of_address: Counter::new(CODES_OF_ADDRESS, clock)?,
            codes_of_account: Counter::new(CODES_OF_ACCOUNT, clock)?,
            answers_of_session: Counter::new(ANSWERS_OF_SESSION, clock)?,
        })))
    }

    /// A password, from a known browser of the account or else from an address.
    pub fn password(&self, known: Option<&Token>, origin: IpAddr) -> Result<(), Wait> {
        match known {
            Some(browser) => self.0.passwords_of_browser.take(&browser.hash()),
            None => self.0.passwords_of_address.take(&network(origin)),
        }
    }

    /// A code of the second factor.
    pub fn code(&self, session: i64, editor: EditorId, is_known: bool, origin: IpAddr) -> Result<(), Wait> {
        self.0.answers_of_session.take(&session)?;
        if is_known {
            return Ok(());
        }
        self.0.codes_of_address.take(&network(origin))?;
        self.0.codes_of_account.take(&editor)
    }

    /// A password or code that is asked again in a session.
    pub fn again(&self, session: i64) -> Result<(), Wait> {
        self.0.answers_of_session.take(&session)
    }
}

/// One counter for each key.
struct Counter<K: Hash + Eq + Clone> {
    clock: Ticks,
    limiter: RateLimiter<K, HashMapStateStore<K>, Ticks, NoOpMiddleware<Duration>>,
    asked: AtomicU32,
}

impl<K: Hash + Eq + Clone> Counter<K> {
    fn new(limit: Limit, clock: &clock::Clock) -> Result<Self, Error> {
        let quota = Quota::with_period(limit.pause).zip(limit.burst.try_into().ok());
        let (quota, burst) = quota.ok_or_else(|| Error::Fault(format!("{limit:?} is no limit")))?;
        let clock = Ticks(clock.clone());
        let limiter = RateLimiter::hashmap_with_clock(quota.allow_burst(burst), clock.clone());
        Ok(Counter { clock, limiter, asked: AtomicU32::new(0) })
    }

    fn take(&self, key: &K) -> Result<(), Wait> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % CARE == CARE - 1 {
            self.limiter.retain_recent();
        }
        let now = governor::clock::Clock::now(&self.clock);
        self.limiter.check_key(key).map_err(|not_until| Wait(not_until.wait_time_from(now)))
    }
}

/// The time of the program, for the counters.
#[derive(Clone, Debug)]
struct Ticks(clock::Clock);

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.now().as_microsecond()).unwrap_or_default())
    }
}

/// Who an address belongs to: of IPv6 the first 64 bits, within which a customer chooses freely.
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits() >> 64 << 64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::4"), network("2001:db8:1:3::4"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
        assert_eq!(network("192.0.2.1"), network("::ffff:192.0.2.1"));
    }

    #[test]
    fn a_counter_fills_again() {
        let clock = clock::Clock::frozen("2026-11-22T12:00:00Z".parse().unwrap());
        let counter: Counter<i64> = Counter::new(ANSWERS_OF_SESSION, &clock).unwrap();
        for _ in 0..ANSWERS_OF_SESSION.burst {
            assert_eq!(counter.take(&1), Ok(()));
        }
        assert_eq!(counter.take(&1).map_err(Wait::seconds), Err(60));
        assert_eq!(counter.take(&2), Ok(()), "another key has a counter of its own");
        clock.set("2026-11-22T12:00:59Z".parse().unwrap());
        assert_eq!(counter.take(&1).map_err(Wait::seconds), Err(1));
        clock.set("2026-11-22T12:01:00Z".parse().unwrap());
        assert_eq!(counter.take(&1), Ok(()));
        assert!(counter.take(&1).is_err());
    }

    #[test]
    fn full_counters_are_dropped() {
        let clock = clock::Clock::frozen("2026-11-22T12:00:00Z".parse().unwrap());
        let counter: Counter<i64> = Counter::new(ANSWERS_OF_SESSION, &clock).unwrap();
        for key in 0..i64::from(CARE) - 1 {
            assert_eq!(counter.take(&key), Ok(()));
        }
        clock.set("2026-11-22T14:00:00Z".parse().unwrap());
        assert_eq!(counter.take(&-1), Ok(()));
        assert_eq!(counter.limiter.len(), 1);
    }
}
