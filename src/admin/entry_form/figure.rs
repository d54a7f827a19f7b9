//! The fields of a figure: its series, its date or occasion, the number with where it comes from, and the unit.

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::figure::Figure;

pub(super) fn write(writer: &mut Writer, figure: &Figure) {
    writer.detail("value", figure.value.as_ref());
    writer.choice("unit", Some(figure.unit));
    writer.optional("date", figure.date);
    writer.per_lang("", "occasion", figure.occasion.as_ref());
    writer.text("series", &figure.series);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Figure> {
    let value = reader.detail("value", Problem::Amount);
    let unit = reader.required_choice("unit");
    let date = reader.date("date");
    let occasion = reader.per_lang("", "occasion");
    let series = reader.required("series", Problem::Series);
    Some(Figure { series: series?, date, occasion, value, unit: unit? })
}
