//! The write face: everything behind one guard.

pub mod entry_form;
