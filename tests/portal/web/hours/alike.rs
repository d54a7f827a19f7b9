//! For every minute of two years: the sentence, the week's table with its other days, the eight weeks, linked data and
//! the calendar of closing days tell the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use leiden_international::{
    clock,
    content::{entry::Fields, hours::Calendar},
    ids::EntryId,
    lang::Lang,
    web::{Locales, hours::label},
};
use serde_json::Value;
use sqlx::PgPool;

use super::{CENTRES, at, portal_of_2023};
use crate::web::{page::Page, portal::Portal};

/// Minutes of a day.
type Times = Vec<(u16, u16)>;

/// How the hours of a day are told: when people may walk in, and when they may come by appointment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    walk_in: Times,
    by_appointment: Times,
}

fn minute(text: &str) -> u16 {
    let (hour, minute) = text.split_once(':').unwrap();
    hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
}

/// "9:00 to 12:15 and 15:00 to 17:00".
fn times(words: &str) -> Times {
    let span = |words: &str| {
        let (from, until) = words.split_once(" to ").unwrap();
        (minute(from), minute(until))
    };
    words.split(" and ").map(span).collect()
}

fn take(told: &mut Told, words: &str) {
    if let Some((_, given)) = words.split_once("walk-in: ") {
        told.walk_in.extend(times(given));
    } else if let Some((_, given)) = words.split_once("by appointment: ") {
        told.by_appointment.extend(times(given));
    }
}

/// The days of a page's rows: every line of a cell is one statement.
fn rows(page: &Page) -> BTreeMap<Date, Told> {
    let mut days: BTreeMap<Date, Told> = BTreeMap::new();
    for row in page.elements("main table tr:has(time)") {
        let html = row.inner_html();
        let (head, cell) = html.split_once("<td>").unwrap();
        let mut ends = head.split("datetime=\"").skip(1).map(|rest| rest[..10].parse::<Date>().unwrap());
        let first = ends.next().unwrap();
        let last = ends.next().unwrap_or(first);
        for day in first.series(1.day()).take_while(|day| *day <= last) {
            let told = days.entry(day).or_default();
            let cell = cell.trim_end().trim_end_matches("</td>");
            cell.split("<br>").for_each(|line| take(told, line));
        }
    }
    days
}

/// The week's table: times per day of the week.
fn week(page: &Page) -> BTreeMap<String, Told> {
    let mut week: BTreeMap<String, Told> = BTreeMap::new();
    for table in page.elements("main table:not(:has(time))") {
        let html = table.inner_html();
        let caption = html.split("</caption>").next().unwrap();
        for row in html.split("<th scope=\"row\">").skip(1) {
            // A day, two, or more in a row.
            let days = row.split("</th>").next().unwrap();
            let cell = row.split("<td>").nth(1).unwrap().split("</td>").next().unwrap();
            for day in named(days) {
                let told = week.entry(day).or_default();
                if caption.contains("walk-in") {
                    told.walk_in.extend(times(cell));
                } else {
                    told.by_appointment.extend(times(cell));
                }
            }
        }
    }
    week
}

/// "Monday", "Monday and Tuesday", "Monday to Friday".
fn named(days: &str) -> Vec<String> {
    let week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let rank = |day: &str| week.iter().position(|other| *other == day).unwrap();
    match days.split_once(" to ") {
        Some((first, last)) => week[rank(first)..=rank(last)].iter().map(ToString::to_string).collect(),
        None => days.split(" and ").map(|day| week[rank(day)].to_owned()).collect(),
    }
}

/// When linked data says that it is open on a day.
fn linked(organisation: &Value, day: Date) -> Times {
    let none = Vec::new();
    let text = day.to_string();
    let list = |name: &str| organisation["location"][name].as_array().unwrap_or(&none).clone();
    let span =
        |one: &Value| (minute(one["opens"].as_str().unwrap()), minute(one["closes"].as_str().unwrap()));
    let special: Vec<Value> = list("specialOpeningHoursSpecification")
        .into_iter()
        .filter(|one| one["validFrom"] == *text)
        .collect();
    if !special.is_empty() {
        return special.iter().map(span).filter(|(from, until)| from != until).collect();
    }
    let weekday = format!("https://schema.org/{:?}", day.weekday());
    list("openingHoursSpecification").iter().filter(|one| one["dayOfWeek"] == *weekday).map(span).collect()
}

fn closing_days(calendar: &str) -> BTreeSet<Date> {
    let days = calendar.lines().filter_map(|line| line.trim().strip_prefix("DTSTART;VALUE=DATE:"));
    days.map(|day| Date::strptime("%Y%m%d", day).unwrap()).collect()
}

/// Every form of the hours for the eight weeks from a day on, each day told by all of them alike.
async fn told_from(portal: &Portal, day: Date) -> BTreeMap<Date, Told> {
    portal.app.clock().set(at(&format!("{day}T00:00")));
    let page = portal.page(CENTRES[0]).await;
    let (weekly, changes) = (week(&page), rows(&page));
    let organisation = page.json_ld_of("Organization");
    let calendar = portal.get(&format!("{}.ics", CENTRES[0])).await;
    let closed = closing_days(calendar.text());
    let weeks = rows(&portal.page("/en/contact/opening-hours").await);
    let mut days = BTreeMap::new();
    for date in day.series(1.day()).take(56) {
        let in_weeks = weeks.get(&date).cloned().unwrap_or_default();
        let name = date.strftime("%A").to_string();
        let regular = weekly.get(&name).cloned().unwrap_or_default();
        let in_table = changes.get(&date).cloned().unwrap_or_else(|| regular.clone());
        assert_eq!(in_table, in_weeks, "the table and the eight weeks on {date}");
        assert_eq!(linked(&organisation, date), in_weeks.walk_in, "linked data on {date}");
        let is_closed = in_weeks == Told::default() && regular != Told::default();
        assert_eq!(closed.contains(&date), is_closed, "the calendar on {date}");
        days.insert(date, in_weeks);
    }
    days
}

#[sqlx::test(migrations = "./migrations")]
async fn every_form_tells_the_same(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    let (first, last) = (Date::constant(2023, 1, 1), Date::constant(2025, 1, 1));
    let mut told = BTreeMap::new();
    for day in first.series(56.days()).take_while(|day| *day < last) {
        told.extend(told_from(&portal, day).await);
    }
    let published = portal.app.published();
    let centre = EntryId::try_from("leiden-international-centre".to_owned()).unwrap();
    let Fields::Contact(contact) = &published.entry(&centre).unwrap().fields else { panic!("a contact") };
    let calendar = Calendar::new(contact, &[]);
    let locales = Locales::load().unwrap();
    let (zone, clock) = (clock::zone(), portal.app.clock());
    let end = at("2025-01-01T00:00");
    let mut now: Timestamp = at("2023-01-01T00:00");
    let mut minutes = 0;
    while now < end {
        let (said, until) = label(locales.get(Lang::DEFAULT), calendar, now, clock);
        let until = until.unwrap().min(end);
        while now < until {
            let local = zone.to_datetime(now);
            let at = minute(&local.strftime("%H:%M").to_string());
            let day = &told[&local.date()];
            let within = |times: &Times| times.iter().any(|(from, until)| *from <= at && at < *until);
            let expected = match (within(&day.walk_in), within(&day.by_appointment)) {
                (true, _) => "open",
                (false, true) => "appointment",
                (false, false) => "closed",
            };
            assert_eq!(said.state, expected, "{local}: {}", said.text);
            minutes += 1;
            now += SignedDuration::from_mins(1);
        }
    }
    assert_eq!(minutes, (365 + 366) * 24 * 60);
}
