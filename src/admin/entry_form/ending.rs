//! The end of a contact: its day, and the contact that takes its place. One is not said without the other.

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::contact::End;

pub(super) fn write(writer: &mut Writer, end: Option<&End>) {
    writer.optional("end.on", end.map(|end| end.on));
    writer.optional("end.successor", end.map(|end| &end.successor));
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<End> {
    let on = reader.day("end.on");
    let successor = reader.optional("end.successor", Problem::NoSuchEntry);
    match (reader.has("end.on"), reader.has("end.successor")) {
        (true, false) => reader.wrong("end.successor", Problem::Missing),
        (false, true) => reader.wrong("end.on", Problem::Missing),
        _ => {}
    }
    Some(End { on: on?, successor: successor? })
}
