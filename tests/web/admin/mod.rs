//! The admin area over HTTP. The files are named after its pages.

mod account;
mod attack;
mod editors;
mod entry;
mod invite;
mod my_work;
mod rules;
mod second_factor;
mod secrets;
mod share;
mod sign_in;
mod tree;

pub(crate) mod browser;
pub(crate) mod kit;
