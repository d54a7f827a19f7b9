//! Accounts on a real database, at times that the tests say.

mod audit;
mod command_line;
mod editors;
mod invitations;
mod second_factor;
mod secrets;
mod sessions;
mod sign_in;
mod support;
