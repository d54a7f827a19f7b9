//! The fields of a page: its menu, and what it lists.

use super::{reader::Reader, writing::Writer};
use crate::content::page::Page;

pub(super) fn write(writer: &mut Writer, page: &Page) {
    writer.choice("menu", Some(page.menu));
    writer.choice("lists", page.lists);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Page> {
    let (menu, lists) = (reader.choice("menu"), reader.choice("lists"));
    Some(Page { menu: menu.unwrap_or_default(), lists })
}
