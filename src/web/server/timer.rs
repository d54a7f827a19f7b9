//! Time as the connections of a thread see it: it passes in ticks, and each tick wakes them all to look at it.
//!
//! Invariant: a request registers no timer, takes no lock and wakes no one. A time limit is never over early, and at most two
//! ticks late.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::rt::{Sleep, Timer};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// Shared by the connections of a thread and by that thread, which has it tick. Clones are the same timer.
#[derive(Clone, Debug)]
pub(super) struct CoarseTimer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    start: Instant,
    tick: Duration,
    /// Nanoseconds from the start to the last tick; no two ticks have the same.
    now: AtomicU64,
    ticks: Notify,
    is_stopping: AtomicBool,
}

impl CoarseTimer {
    /// A timer that is to tick this often.
    pub(super) fn new(tick: Duration) -> CoarseTimer {
        CoarseTimer(Arc::new(Inner {
            start: Instant::now(),
            tick,
            now: AtomicU64::new(0),
            ticks: Notify::new(),
            is_stopping: AtomicBool::new(false),
        }))
    }

    /// Lets time pass, and wakes everyone.
    pub(super) fn tick(&self) {
        let elapsed = u64::try_from(self.0.start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.0.now.store(elapsed.max(self.last_tick() + 1), Ordering::Relaxed);
        self.0.ticks.notify_waiters();
    }

    /// Tells everyone that the server stops.
    pub(super) fn stop(&self) {
        self.0.is_stopping.store(true, Ordering::Relaxed);
        self.tick();
    }

    /// Whether the server stops.
    pub(super) fn is_stopping(&self) -> bool {
        self.0.is_stopping.load(Ordering::Relaxed)
    }

    /// Tells one tick from another.
    pub(super) fn last_tick(&self) -> u64 {
        self.0.now.load(Ordering::Relaxed)
    }

    /// Is ready at the next tick.
    pub(super) fn next_tick(&self) -> Notified<'_> {
        self.0.ticks.notified()
    }
}

impl Timer for CoarseTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        // Deadlines are counted from the last tick, which may be one ago.
        Box::pin(CoarseSleep { deadline: deadline + self.0.tick, timer: self.clone() })
    }

    fn now(&self) -> Instant {
        self.0.start + Duration::from_nanos(self.last_tick())
    }
}

/// Over at the first tick after its deadline. It wakes nobody: who waits for it wakes at each [tick](CoarseTimer::next_tick).
struct CoarseSleep {
    deadline: Instant,
    timer: CoarseTimer,
}

impl Future for CoarseSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.timer.now() < self.deadline { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl Sleep for CoarseSleep {}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_over(sleep: &mut Pin<Box<dyn Sleep>>) -> bool {
        sleep.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop())).is_ready()
    }

    #[test]
    fn time_passes_in_ticks_only() {
        let timer = CoarseTimer::new(Duration::ZERO);
        let (before, mut sleep) = (timer.now(), timer.sleep(Duration::from_nanos(1)));
        while timer.0.start.elapsed() < Duration::from_nanos(1) {}
        assert_eq!(timer.now(), before);
        assert!(!is_over(&mut sleep), "nobody has looked at the time");
        timer.tick();
        assert!(timer.now() > before && is_over(&mut sleep));
    }

    #[test]
    fn a_time_is_not_over_early_when_the_last_tick_is_long_ago() {
        let hour = Duration::from_secs(3_600);
        let timer = CoarseTimer::new(hour);
        // It may have been set an hour, less a moment, after the last tick.
        let mut sleep = timer.sleep(hour);
        timer.0.now.store(u64::try_from((2 * hour).as_nanos()).unwrap() - 1, Ordering::Relaxed);
        assert!(!is_over(&mut sleep));
        timer.0.now.store(u64::try_from((2 * hour).as_nanos()).unwrap(), Ordering::Relaxed);
        assert!(is_over(&mut sleep), "two ticks are the most");
    }

    #[test]
    fn no_two_ticks_are_alike() {
        let timer = CoarseTimer::new(Duration::from_secs(1));
        let ticks: std::collections::BTreeSet<u64> = std::iter::repeat_with(|| {
            timer.tick();
            timer.last_tick()
        })
        .take(100)
        .collect();
        assert_eq!(ticks.len(), 100);
        assert!(!timer.is_stopping());
        let last = timer.last_tick();
        timer.stop();
        assert!(timer.is_stopping() && timer.last_tick() > last);
    }
}
