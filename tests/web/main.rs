//! The portal over HTTP. The files mirror what a visitor can reach; all are one program, to link once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod bad_input;
mod connections;
mod errors;
mod headers;
mod health;
mod home;
mod portal;
