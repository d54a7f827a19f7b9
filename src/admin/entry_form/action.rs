//! The fields of an action: its goals, how soon and how far it is, who leads it, and when.

use super::{reader::Reader, writing::Writer};
use crate::content::action::Action;

pub(super) fn write(writer: &mut Writer, action: &Action) {
    for goal in &action.goals {
        writer.text("goals", goal);
    }
    writer.choice("priority", action.priority);
    writer.choice("status", Some(action.status));
    writer.per_lang("", "lead", action.lead.as_ref());
    writer.optional("from", action.from);
    writer.optional("until", action.until);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Action> {
    let goals = reader.repeated("goals");
    let (priority, status) = (reader.choice("priority"), reader.required_choice("status"));
    let lead = reader.per_lang("", "lead");
    let (from, until) = (reader.date("from"), reader.date("until"));
    Some(Action { goals, priority, status: status?, lead, from, until })
}
