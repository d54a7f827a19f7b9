//! The field of a goal: its number.

use std::num::NonZeroU8;

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::goal::Goal;

pub(super) fn write(writer: &mut Writer, goal: &Goal) {
    writer.text("number", &goal.number);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Goal> {
    let typed = reader.typed("number");
    let number = typed.parse::<NonZeroU8>().ok();
    if number.is_none() {
        reader.wrong("number", if typed.is_empty() { Problem::Missing } else { Problem::Number });
    }
    Some(Goal { number: number?.get() })
}
