//! What readers see while something goes wrong: the program as an operator runs it, with a database of its own that is
//! killed, cut off, left behind or full, and more than one instance.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

#[path = "../support/serving.rs"]
mod serving;
#[path = "../database/support.rs"]
#[expect(dead_code, reason = "the tests of the private cluster use all of it")]
mod site;

mod copies;
mod database_away;
mod disk_full;
mod instances;
mod kit;
mod replica;
