//! Who may edit, how they prove who they are, and what was done.
//!
//! From the middle out: an [`editor`] is a member of staff with a role; an [`invitation`] is how one gets a
//! [`password`]; [`sign_in`] takes it, under a [`throttle`], and starts a [`session`], which is worth something once the
//! [`second_factor`] was given. A [`known_browser`] is where that went well before. [`audit`] keeps what was done.
//!
//! Invariant: no secret is stored as it is, but for that from which the codes of the second factor are computed, and none
//! is ever printed. A caller owns the transaction of every change.

pub mod editor;
pub mod invitation;
pub mod password;
pub mod second_factor;

pub mod known_browser;
pub mod session;
pub mod sign_in;
pub mod throttle;

pub mod audit;
pub mod command_line;

pub mod error;
pub mod recovery_code;
pub mod strength;
pub mod totp;
pub mod words;
