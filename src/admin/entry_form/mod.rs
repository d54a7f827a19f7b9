//! The form of an entry: what it says in both languages, as names and values of fields.
//!
//! The fields as they were sent are the truth while someone edits; a [`Body`](crate::content::entry::Body) is read
//! from them only to be saved, shown or compared.
//!
//! | file | what it is |
//! |---|---|
//! | `values` | the fields, and how many and how large they may be |
//! | `writing` `reading` `reader` | a body as fields, and fields as a body or as what is wrong with them |
//! | `page` `goal` `action` `contact` `document` `figure` `notice` | the same for the fields of each kind |
//! | `contact_details` `contact_hours` `contact_days` `ending` | parts of a contact: texts and names, services, holidays and exceptions, its end |
//! | `sections` | what the buttons of the form do: add, move, remove, duplicate |
//! | `names` | names of sections and words of addresses, made from what they are about |
//! | `prose` | text without markup, and what cleaning would take from text with it |
//! | `problems` | what can be wrong with a field, and how that is said |
//!
//! Invariant: reading what was written gives the same body; whatever is in a field, reading it ends in a body or in
//! errors that name the fields, and leaves the fields as they are.

mod action;
mod contact;
mod contact_days;
mod contact_details;
mod contact_hours;
mod document;
mod ending;
mod figure;
mod goal;
mod names;
mod notice;
mod page;
mod problems;
mod prose;
mod reader;
mod reading;
mod sections;
mod values;
mod writing;

#[cfg(test)]
mod tests;

pub use self::contact_hours::{WEEKDAYS, weekday};
pub use self::names::{name_sections, propose_slugs};
pub use self::problems::{FieldError, Problem};
pub use self::prose::{loses, sections_that_lose};
pub use self::reading::{read, read_what_can_be};
pub use self::sections::{Items, Operation};
pub use self::values::{Fields, LIST_ITEMS, SECTIONS, SIZE, TEXT};
pub use self::writing::write;
