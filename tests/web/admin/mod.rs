//! The admin area over HTTP. The files are named after its pages.

mod rules;
mod tree;

pub(crate) mod kit;
