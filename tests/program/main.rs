//! The program as an operator runs it: processes are started, told to stop, killed, and started again.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod config;
mod database;
mod faults;
mod first_day;
mod serving;
