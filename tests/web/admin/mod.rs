//! The admin area over HTTP. The files are named after its pages.

mod audit;
mod entry;
mod history;
mod my_work;
mod publish;
mod rules;
mod share;
mod tree;
mod unconfirmed;
mod withdraw;

pub(crate) mod kit;
