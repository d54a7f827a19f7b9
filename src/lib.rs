//! Leiden International.
pub mod lang;
