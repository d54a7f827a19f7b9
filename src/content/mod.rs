//! The domain: what the portal says, in which versions, and which of it readers see.
//!
//! From the middle out: an [`entry`] is what staff edit and readers see; [`revision`]s are its snapshots;
//! [`publication`]s say which parts of which revision are live; [`published`] is all of that in memory, from which
//! alone the public pages are made. The kinds of entries are in one file each.
//!
//! Invariant: nothing here knows of HTTP, templates or accounts; a caller owns the transaction of every change.

pub mod act;
pub mod entry;
pub mod publication;
pub mod published;
pub mod revision;

pub mod action;
pub mod contact;
pub mod document;
pub mod figure;
pub mod goal;
pub mod hours;
pub mod notice;
pub mod page;

pub mod check_link;
pub mod checks;
pub mod comparison;
pub mod confirmation;
pub mod consequence;
pub mod facts;
pub mod impact;
pub mod merge;
pub mod problem;
pub mod schedule;
pub mod share;
pub mod unconfirmed;
pub mod unit;
pub mod working_copy;
pub mod worklist;

pub mod address;
pub mod agreement;
pub mod guidance;
pub mod ordering;
pub mod overdue;
pub mod overview;
pub mod owner;
pub mod page_view;
pub mod parity;
pub mod passage;
pub mod proposal;
pub mod reference;
pub mod search_count;
pub mod tree;

pub mod detail;
pub mod rich_text;
pub mod values;

pub mod error;
pub mod exchange;
pub mod xliff;
