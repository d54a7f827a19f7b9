//! The content kernel on a real database. All files are one program, to link once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod addresses;
mod agreements;
mod broken_files;
mod checks;
mod checks_contacts;
mod comparisons;
mod confirmations;
mod consequences;
mod copies;
mod ended;
mod facts;
mod hours;
mod leaks;
mod merges;
mod notices;
mod older_forms;
mod page_views;
mod parity;
mod publications;
mod readings;
mod references;
mod revisions;
mod round_trips;
mod schedules;
mod sequences;
mod sharing;
mod starter;
#[path = "../support/content.rs"]
mod support;
mod tree;
mod unconfirmed;
mod working_copies;
mod xliff;
