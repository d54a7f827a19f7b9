//! Leiden International.
pub mod database;
pub mod lang;
