//! What is the case at a contact point at a moment, and until when.
//!
//! Invariant: until [`Status::until`] the same is the case. Times are those of the clocks in Leiden: what begins in the
//! hour that does not exist begins at its end, and of the hour that comes twice the first counts.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use super::{
    Calendar, Holiday, Mode, Reason, ServiceId,
    calendar::Day,
    span::{Minute, Span},
};

/// How many days ahead is looked for what comes next.
const AHEAD: usize = 120;

/// What is the case at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status<'a> {
    /// What is given now; walk-in first.
    pub now: Vec<Active>,
    /// Why it is closed today, if it is for a reason.
    pub closed_for: Option<Reason<'a>>,
    /// Today's holiday of which it is not known what happens.
    pub unknown: Option<Holiday>,
    /// What is given next.
    pub next: Option<Next>,
    /// When the next service begins or ends; none: not for a long time.
    pub until: Option<Timestamp>,
}

/// A service that is given now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Active {
    /// Which.
    pub service: ServiceId,
    /// How one gets it.
    pub mode: Mode,
    /// Until when today.
    pub until: Minute,
}

/// A service that is given later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Which.
    pub service: ServiceId,
    /// How one gets it.
    pub mode: Mode,
    /// On which day.
    pub date: Date,
    /// From when until when.
    pub span: Span,
}

impl<'a> Calendar<'a> {
    /// What is the case at a moment.
    pub fn status(self, now: Timestamp, zone: &TimeZone) -> Status<'a> {
        let local = zone.to_datetime(now);
        let today = self.day(local.date());
        let at = minute_of(local.time());
        let mut active: Vec<Active> = self
            .spans(&today)
            .filter(|(_, _, span)| span.contains(at))
            .map(|(service, mode, span)| Active { service, mode, until: span.until })
            .collect();
        active.sort_by_key(|active| (active.mode, active.service));
        let mut later = self.later(&today, at);
        Status {
            now: active,
            closed_for: today
                .closed_for()
                .filter(|_| !today.regular.is_empty() || !today.holidays.is_empty()),
            unknown: today.unknown,
            next: later.next(),
            until: self.next_edge(now, zone),
        }
    }

    /// The next moment at which a service begins or ends.
    fn next_edge(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let today = zone.to_datetime(now).date();
        // The clock can go back: yesterday's and today's edges are both looked at.
        let start = today.saturating_sub(1.day());
        for day in self.days(start, AHEAD) {
            let spans = day.times.iter().flat_map(|(_, spans)| spans);
            let edges = spans.flat_map(|span| [span.from, span.until]);
            let moments = edges.filter_map(|edge| moment(day.date, edge, zone));
            if let Some(edge) = moments.filter(|edge| *edge > now).min() {
                return Some(edge);
            }
        }
        None
    }

    /// What begins after a minute of a day, in order; of what begins together walk-in first.
    fn later(self, today: &Day<'_>, at: Minute) -> impl Iterator<Item = Next> + use<'a> {
        let mut rest: Vec<Next> = self.begins(today);
        rest.retain(|next| next.span.from > at);
        let tomorrow = today.date.saturating_add(1.day());
        rest.into_iter().chain(self.days(tomorrow, AHEAD).flat_map(move |day| self.begins(&day)))
    }

    fn begins(self, day: &Day<'_>) -> Vec<Next> {
        let spans = self.spans(day);
        let mut begins: Vec<Next> =
            spans.map(|(service, mode, span)| Next { service, mode, date: day.date, span }).collect();
        begins.sort_by_key(|next| (next.span.from, next.mode, next.service));
        begins
    }

    fn spans(self, day: &Day<'_>) -> impl Iterator<Item = (ServiceId, Mode, Span)> {
        day.times
            .iter()
            .filter_map(move |(id, spans)| Some((*id, self.service(*id)?.mode, spans)))
            .flat_map(|(id, mode, spans)| spans.iter().map(move |span| (id, mode, *span)))
    }
}

fn minute_of(time: Time) -> Minute {
    let part = |part: i8| u16::try_from(part).unwrap_or_default();
    Minute::new(part(time.hour()), part(time.minute())).unwrap_or(Minute::END)
}

/// When the clocks in Leiden show that time of that day.
fn moment(day: Date, at: Minute, zone: &TimeZone) -> Option<Timestamp> {
    let local = day.to_datetime(Time::midnight()).saturating_add(i64::from(at.minutes()).minutes());
    zone.to_ambiguous_timestamp(local).compatible().ok()
}
