//! Accounts on a real database, at times that the tests say. All files are one program, to link once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod audit;
mod command_line;
mod editors;
mod invitations;
mod second_factor;
mod secrets;
mod sessions;
mod sign_in;
mod support;
