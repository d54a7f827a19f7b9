//! What needs the library and a database, and nothing else: one program, to link once. Each test has a database of its
//! own, and none knows of another; a folder is what it tests.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod accounts;
mod content;
mod filled;
mod jobs;
mod log;
mod prepared_queries;
mod search;
mod settings;
mod web;
