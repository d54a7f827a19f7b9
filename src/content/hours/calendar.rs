//! What a day is like at a contact point: its hours, after holidays, exceptions and notices.
//!
//! Invariant: the sentence, the table, the eight weeks, linked data and calendars are made from [`Day`] alone.
//!
//! Holidays are not part of the weekly hours, though OpenStreetMap's syntax has `PH` and `SH`: no list of Dutch holidays
//! says what an organisation does on them (that of the `opening-hours` crate has neither Good Friday nor 3 October), and
//! a holiday with shorter hours cannot be said in the syntax.

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use super::{
    Effect, Exception, Holiday, Service, ServiceId, Switch,
    span::{Minute, Span},
};
use crate::content::{
    contact::{Contact, Words},
    detail::Detail,
};

/// A time in which a contact point is closed, whatever its hours say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The first minute.
    pub from: DateTime,
    /// The minute after the last.
    pub until: DateTime,
    /// Why, in a few words.
    pub reason: Words,
}

/// The hours of a contact point.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    contact: &'a Contact,
    closures: &'a [Closure],
}

/// A day at a contact point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day<'a> {
    /// Which day.
    pub date: Date,
    /// The holidays on it.
    pub holidays: Vec<Holiday>,
    /// What makes it another day than the week says, if anything does.
    pub cut: Option<(Cut, Reason<'a>)>,
    /// A holiday of which it is not known what happens.
    pub unknown: Option<Holiday>,
    /// The times of each service that has any.
    pub times: Vec<(ServiceId, Vec<Span>)>,
    /// What they would be by the week alone.
    pub regular: Vec<(ServiceId, Vec<Span>)>,
}

/// What was done to the hours of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nothing is left.
    Closed,
    /// They are others.
    Changed,
}

/// Why a day is another than the week says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// It is a holiday.
    Holiday(Holiday),
    /// For a reason that was written down, or none.
    Words(Option<&'a Words>),
}

impl<'a> Calendar<'a> {
    /// The hours of a contact, which is closed at these times besides.
    pub fn new(contact: &'a Contact, closures: &'a [Closure]) -> Calendar<'a> {
        Calendar { contact, closures }
    }

    /// Whether nothing is known about hours.
    pub fn is_empty(self) -> bool {
        self.contact.services.is_empty()
    }

    /// The services, by number.
    pub fn services(self) -> impl Iterator<Item = (ServiceId, &'a Detail<Service>)> {
        self.contact.services.iter().map(|(id, service)| (*id, service))
    }

    /// The service of that number.
    pub fn service(self, id: ServiceId) -> Option<&'a Service> {
        self.contact.services.get(&id).map(|service| &service.value)
    }

    /// What a day is like.
    pub fn day(self, date: Date) -> Day<'a> {
        let regular: Vec<(ServiceId, Vec<Span>)> = self
            .services()
            .map(|(id, service)| (id, service.value.hours.on(date).to_vec()))
            .filter(|(_, spans)| !spans.is_empty())
            .collect();
        let holidays: Vec<Holiday> = Holiday::on(date).collect();
        let mut day = Day { date, holidays, cut: None, unknown: None, times: regular.clone(), regular };
        self.keep_holidays(&mut day);
        for exception in self.exceptions(date) {
            except(&mut day, exception);
        }
        for closure in self.closures {
            close(&mut day, closure);
        }
        day.settle();
        day
    }

    /// So many days from one on.
    pub fn days(self, from: Date, count: usize) -> impl Iterator<Item = Day<'a>> {
        from.series(1.day()).take(count).map(move |date| self.day(date))
    }

    fn exceptions(self, date: Date) -> impl Iterator<Item = &'a Exception> {
        let all = self.contact.exceptions.iter().map(|exception| &exception.value);
        all.filter(move |exception| exception.from <= date && date <= exception.until)
    }

    fn keep_holidays(self, day: &mut Day<'a>) {
        let known = self.contact.holidays.as_ref().map(|holidays| &holidays.value);
        for holiday in day.holidays.clone() {
            let switch = known.and_then(|known| known.days.get(&holiday));
            let reason = Reason::Holiday(holiday);
            match (switch, known.and_then(|known| known.short)) {
                (Some(Switch::Open), _) => {}
                (Some(Switch::Closed), _) => day.change(None, reason, |_| Vec::new()),
                (Some(Switch::Shorter), Some(short)) => {
                    day.change(None, reason, |spans| shorten(spans, short));
                }
                (Some(Switch::Shorter), None) | (None, _) => day.unknown = Some(holiday),
            }
        }
    }
}

fn shorten(spans: &[Span], within: Span) -> Vec<Span> {
    spans.iter().filter_map(|span| span.within(within)).collect()
}

fn except<'a>(day: &mut Day<'a>, exception: &'a Exception) {
    let reason = Reason::Words(exception.reason.as_ref());
    match &exception.effect {
        Effect::Closed => day.change(exception.service, reason, |_| Vec::new()),
        Effect::Shorter(short) => day.change(exception.service, reason, |spans| shorten(spans, *short)),
        Effect::Instead(instead) => {
            // Without a service it is about those that are given on such a day.
            if let Some(id) = exception.service.filter(|id| day.times.iter().all(|(other, _)| other != id)) {
                day.times.push((id, Vec::new()));
            }
            day.change(exception.service, reason, |_| instead.as_slice().to_vec());
        }
    }
    // Whoever wrote down what happens on the day knows about it.
    if exception.service.is_none() {
        day.unknown = None;
    }
}

fn close<'a>(day: &mut Day<'a>, closure: &'a Closure) {
    let start = day.date.to_datetime(jiff::civil::Time::midnight());
    let end = start.saturating_add(1.day());
    if closure.until <= start || end <= closure.from {
        return;
    }
    let minute = |at: DateTime| {
        if at <= start {
            Minute::new(0, 0)
        } else if at >= end {
            Some(Minute::END)
        } else {
            Minute::new(u16::try_from(at.hour()).ok()?, u16::try_from(at.minute()).ok()?)
        }
    };
    let closed =
        minute(closure.from).zip(minute(closure.until)).and_then(|(from, until)| Span::new(from, until));
    if let Some(closed) = closed {
        day.change(None, Reason::Words(Some(&closure.reason)), |spans| {
            spans.iter().flat_map(|span| span.without(closed)).collect()
        });
    }
}

impl<'a> Day<'a> {
    /// The times of a service.
    pub fn of(&self, service: ServiceId) -> &[Span] {
        let found = self.times.iter().find(|(id, _)| *id == service);
        found.map(|(_, spans)| spans.as_slice()).unwrap_or_default()
    }

    /// Whether nothing happens on a day on which something would.
    pub fn is_closed(&self) -> bool {
        matches!(self.cut, Some((Cut::Closed, _)))
    }

    /// Why it is closed, if it is.
    pub fn closed_for(&self) -> Option<Reason<'a>> {
        self.cut.filter(|(cut, _)| *cut == Cut::Closed).map(|(_, reason)| reason)
    }

    /// Gives a service, or all, other times. The first reason stays, unless a later one takes all that is left.
    fn change(
        &mut self,
        service: Option<ServiceId>,
        reason: Reason<'a>,
        times: impl Fn(&[Span]) -> Vec<Span>,
    ) {
        let mut is_changed = false;
        for (_, spans) in self.times.iter_mut().filter(|(id, _)| service.is_none_or(|service| service == *id))
        {
            let new = times(spans);
            is_changed |= new != *spans;
            *spans = new;
        }
        let is_closed = self.times.iter().all(|(_, spans)| spans.is_empty());
        let has_reason = self.cut.is_some();
        // On a day without hours a holiday is still why nobody is there.
        let is_named = self.regular.is_empty() && service.is_none();
        if is_changed && (!has_reason || is_closed) {
            self.cut = Some((if is_closed { Cut::Closed } else { Cut::Changed }, reason));
        } else if is_named && !has_reason && is_closed {
            self.cut = Some((Cut::Closed, reason));
        }
    }

    /// Leaves out what has no times, and says nothing of a change that others undid.
    fn settle(&mut self) {
        self.times.retain(|(_, spans)| !spans.is_empty());
        self.times.sort_by_key(|(id, _)| *id);
        let is_closed = self.times.is_empty();
        if let Some((cut, _)) = &mut self.cut {
            *cut = if is_closed { Cut::Closed } else { Cut::Changed };
        }
        if !is_closed && self.times == self.regular {
            self.cut = None;
        }
        if is_closed {
            self.unknown = None;
        }
    }
}
