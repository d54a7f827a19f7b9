//! The private cluster as an operator meets it: the program is run, killed and run again on a real Postgres.
//!
//! Invariant: every test has a data folder of its own and leaves no process behind; none needs
//! `DATABASE_URL`. Run as root the tests cover more; what is left out says so.

mod accidents;
mod accounts;
mod command;
mod life;
mod refusals;
pub(crate) mod support;
