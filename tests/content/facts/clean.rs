//! Clean pairs.
