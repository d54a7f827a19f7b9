//! The fields of a notice: where it stands, from when until when, and whether it closes what it is about.

use jiff::civil::DateTime;

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::notice::{InvalidNotice, Notice};

pub(super) fn write(writer: &mut Writer, notice: &Notice) {
    writer.optional("about", notice.about.as_ref());
    writer.text("from", &as_typed(notice.from));
    writer.text("until", &as_typed(notice.until));
    writer.tick("closes", notice.closes);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Notice> {
    let about = reader.optional("about", Problem::Choice);
    let (from, until) = (reader.minute("from"), reader.minute("until"));
    let closes = reader.is_ticked("closes");
    if closes && !reader.has("about") {
        reader.wrong("about", Problem::ClosesNothing);
    }
    match Notice::new(about, from?, until?, closes) {
        Ok(notice) => Some(notice),
        Err(InvalidNotice::Ends) => {
            reader.wrong("until", Problem::EndsFirst);
            None
        }
        Err(InvalidNotice::ClosesNothing) => None,
    }
}

/// The day first, as people here write it.
fn as_typed(minute: DateTime) -> String {
    minute.strftime("%d-%m-%Y %H:%M").to_string()
}
