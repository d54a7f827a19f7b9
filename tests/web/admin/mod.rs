//! The admin area over HTTP. The files are named after its pages.

mod tree;

pub(crate) mod kit;
