//! Leiden International.
pub mod content;
pub mod ids;
pub mod lang;
pub mod slug;
