//! The admin area over HTTP. The files are named after its pages.

mod entry;
mod my_work;
mod rules;
mod share;
mod tree;

pub(crate) mod kit;
