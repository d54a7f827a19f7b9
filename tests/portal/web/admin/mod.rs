//! The admin area over HTTP. The files are named after its pages.

mod account;
mod agree;
mod attack;
mod audit;
mod contacts;
mod editors;
mod entry;
mod history;
mod impact;
mod invite;
mod mail;
mod my_work;
mod publish;
mod search;
mod second_factor;
mod secrets;
mod share;
mod sign_in;
mod translation_files;
mod translation_policy;
mod translations;
mod tree;
mod unconfirmed;
mod withdraw;

pub(crate) mod browser;
pub(crate) mod check;
pub(crate) mod kit;
pub(crate) mod rules;
