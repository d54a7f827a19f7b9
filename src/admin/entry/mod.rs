//! The editor: one form for an entry, both languages side by side.
//!
//! | file | what it is |
//! |---|---|
//! | `desk` | the entry on the desk: its newest revision, who else has it open |
//! | `sent` | a form as it was sent, and keeping it before anything is done with it |
//! | `form` `view` `parts` `choices` `labels` `say` | the form as a page |
//! | `hours` | the hours that are typed, as readers would see them |
//! | `standing` `question` | how the languages stand, in the form; what is asked after a save |
//! | `save` | saving, with what can stand in the way; the buttons that arrange sections and lists |
//! | `agreeing` `next` | what a save declares about the languages; where a save of the worklist leads |
//! | `unsaved` | a form that could not be saved, handed back without the database |
//! | `conflict` | what two people changed at the same time |
//! | `autosave` | what the script sends while someone types, and ending a form without saving |
//! | `preview` | what readers would see |
//!
//! Invariant: whatever a form says is in its author's working copy before anything else is done with it, and leaves
//! that only for a revision or because its author replaced or discarded it.

use super::table::{Access, Table};
use crate::{
    content::unit::Unit,
    ids::{EntryId, SectionId},
};

pub(super) mod agreeing;
mod autosave;
pub(super) mod choices;
mod conflict;
mod desk;
mod form;
pub(super) mod hours;
pub(super) mod labels;
pub(super) mod next;
mod parts;
pub(super) mod preview;
mod question;
mod save;
mod say;
mod sent;
mod standing;
pub(super) mod unsaved;
mod view;

/// The addresses of the editor.
pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/pages/{id}", Access::AUTHOR, form::show)
        .post("/admin/pages/{id}", Access::AUTHOR, save::submit)
        .post("/admin/pages/{id}/autosave", Access::AUTHOR, autosave::keep)
        .post("/admin/pages/{id}/seen", Access::AUTHOR, autosave::see)
        .post("/admin/pages/{id}/discard", Access::AUTHOR, autosave::discard)
        .get("/admin/pages/{id}/preview", Access::AUTHOR, preview::show)
        .get("/admin/pages/{id}/preview/{lang}", Access::AUTHOR, preview::frame)
}

/// The address of the form of an entry.
pub(super) fn address(entry: &EntryId) -> String {
    format!("/admin/pages/{entry}")
}

/// The address of the form in which a section is chosen to show a contact, where it shows nothing yet.
pub(super) fn address_showing(entry: &EntryId, section: &SectionId, contact: &EntryId) -> String {
    format!("{}?section={section}&shows={contact}#section-{section}", address(entry))
}

/// The name of the field, or of the group of fields, that holds a piece of an entry.
pub(super) fn field_of(unit: &Unit) -> String {
    conflict::place(unit)
}

/// The address of the place in the form where a piece of an entry is changed.
pub(super) fn address_of(entry: &EntryId, unit: &Unit) -> String {
    let anchor = match unit {
        Unit::Section(id) => format!("section-{id}"),
        Unit::Field(name) => match name.split('.').next().unwrap_or_default() {
            // Items of a list may have been put in another order meanwhile.
            list if labels::LISTS.contains(&list) => list.to_owned(),
            "address" => view::summary_anchor("address.street"),
            group if labels::GROUPS.contains(&group) => view::summary_anchor(group),
            _ => view::summary_anchor(&field_of(unit)),
        },
        _ => view::summary_anchor(&field_of(unit)),
    };
    format!("{}#{anchor}", address(entry))
}
