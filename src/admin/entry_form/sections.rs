//! What the buttons of the form do to its sections and lists, without a script.
//!
//! Invariant: a button changes what it names; every other field stays as it was sent, and in its place.

use super::{Fields, LIST_ITEMS, SECTIONS, names};
use crate::ids::SectionId;
use crate::lang::Lang;

/// What a button of the form does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Adds an empty section at the end.
    AddSection,
    /// Moves a section before the one above it.
    Up(SectionId),
    /// Moves a section behind the one below it.
    Down(SectionId),
    /// Drops a section in every language.
    Remove(SectionId),
    /// Says a section again, below itself, under a name of its own.
    Duplicate(SectionId),
    /// Adds an empty item to a list.
    AddItem(Items),
    /// Drops the item of a list with this number.
    RemoveItem(Items, usize),
}

/// A list in the fields of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// The phone numbers of a contact.
    Phones,
    /// The former names of a contact.
    FormerNames,
    /// Its other names.
    Aliases,
    /// Its services; the number of one in the form is the one by which it is stored.
    Services,
    /// The days on which its hours are others.
    Exceptions,
}

impl Items {
    const ALL: &[Items] =
        &[Items::Phones, Items::FormerNames, Items::Aliases, Items::Services, Items::Exceptions];

    /// The name of the list in the form.
    pub fn field(self) -> &'static str {
        match self {
            Items::Phones => "phones",
            Items::FormerNames => "former_names",
            Items::Aliases => "aliases",
            Items::Services => "services",
            Items::Exceptions => "exceptions",
        }
    }

    /// The word of its buttons: `add-phone`, `phone-remove:0`.
    fn word(self) -> &'static str {
        match self {
            Items::Phones => "phone",
            Items::FormerNames => "former-name",
            Items::Aliases => "alias",
            Items::Services => "service",
            Items::Exceptions => "exception",
        }
    }

    /// The field that every item has.
    fn first_field(self) -> &'static str {
        match self {
            Items::Phones => "number",
            Items::FormerNames | Items::Aliases => "name",
            Items::Services => "mode",
            Items::Exceptions => "from",
        }
    }

    /// The numbers that a new item cannot have: those of the others, and of a service those that exceptions still name.
    fn taken(self, fields: &Fields) -> Vec<usize> {
        let own = fields.items(self.field());
        let named = match self {
            Items::Services => fields.items(Items::Exceptions.field()),
            _ => Vec::new(),
        };
        let named = named.into_iter().map(|item| fields.get(&format!("exceptions.{item}.service")));
        own.into_iter().chain(named).filter_map(|number| number.parse().ok()).collect()
    }

    /// The lowest number of an item.
    fn first(self) -> usize {
        usize::from(self == Items::Services)
    }
}

impl Operation {
    /// The operation of a button with that value: `section-up:rent`, `add-phone`.
    pub fn parse(button: &str) -> Option<Operation> {
        if button == "add-section" {
            return Some(Operation::AddSection);
        }
        if let Some(word) = button.strip_prefix("add-") {
            return Items::ALL
                .iter()
                .find(|items| items.word() == word)
                .map(|items| Operation::AddItem(*items));
        }
        let (word, of) = button.split_once(':')?;
        let section = || SectionId::try_from(of.to_owned()).ok();
        match word {
            "section-up" => section().map(Operation::Up),
            "section-down" => section().map(Operation::Down),
            "section-remove" => section().map(Operation::Remove),
            "section-duplicate" => section().map(Operation::Duplicate),
            _ => {
                let word = word.strip_suffix("-remove")?;
                let items = Items::ALL.iter().find(|items| items.word() == word)?;
                Some(Operation::RemoveItem(*items, of.parse().ok().filter(|number| *number < 10_000)?))
            }
        }
    }

    /// Does it in the fields of that form, and returns the id of the place in the page to go on at.
    pub fn apply(&self, fields: &mut Fields, form_id: &str) -> String {
        match self {
            Operation::AddSection => add_section(fields, form_id),
            Operation::Up(id) => shift(fields, id, -1),
            Operation::Down(id) => shift(fields, id, 1),
            Operation::Remove(id) => remove_section(fields, id),
            Operation::Duplicate(id) => duplicate_section(fields, id, form_id),
            Operation::AddItem(items) => add_item(fields, *items),
            Operation::RemoveItem(items, number) => {
                let below = format!("{}.{number}.", items.field());
                fields.retain(|name, _| !name.starts_with(&below));
                items.field().to_owned()
            }
        }
    }
}

fn anchor(section: &str) -> String {
    format!("section-{section}")
}

fn add_section(fields: &mut Fields, form_id: &str) -> String {
    if fields.sections().len() >= SECTIONS {
        return "sections".to_owned();
    }
    let id = names::provisional(fields, form_id);
    fields.push("section", id.as_str());
    for lang in Lang::ALL {
        fields.push(format!("section.{id}.{lang}.heading"), "");
        fields.push(format!("section.{id}.{lang}.text"), "");
    }
    anchor(&id)
}

/// Exchanges a section with its neighbour; at the end of the outline it stays.
fn shift(fields: &mut Fields, id: &SectionId, by: isize) -> String {
    let order = fields.sections();
    let from = order.iter().position(|other| *other == id.as_str());
    let neighbour = from.and_then(|from| order.get(from.checked_add_signed(by)?)).map(|id| (*id).to_owned());
    if let Some(neighbour) = neighbour {
        fields.exchange("section", id.as_str(), &neighbour);
    }
    anchor(id.as_str())
}

fn remove_section(fields: &mut Fields, id: &SectionId) -> String {
    let order = fields.sections();
    let at = order.iter().position(|other| *other == id.as_str());
    let next = at.and_then(|at| order.get(at + 1).or_else(|| order.get(at.checked_sub(1)?)));
    let place = next.map_or_else(|| "sections".to_owned(), |next| anchor(next));
    let below = format!("section.{id}.");
    let is_of_it =
        |name: &str, value: &str| name.starts_with(&below) || name == "section" && value == id.as_str();
    fields.retain(|name, value| !is_of_it(name, value));
    place
}

fn duplicate_section(fields: &mut Fields, id: &SectionId, form_id: &str) -> String {
    let order = fields.sections();
    if order.len() >= SECTIONS || !order.contains(&id.as_str()) {
        return anchor(id.as_str());
    }
    let copy = names::provisional(fields, form_id);
    fields.insert_after("section", id.as_str(), &copy);
    let below = format!("section.{id}.");
    let said: Vec<(String, String)> = fields
        .pairs()
        .iter()
        .filter_map(|(name, value)| {
            Some((format!("section.{copy}.{}", name.strip_prefix(&below)?), value.clone()))
        })
        .collect();
    for (name, value) in said {
        fields.push(name, value);
    }
    anchor(&copy)
}

fn add_item(fields: &mut Fields, items: Items) -> String {
    let list = items.field();
    if fields.items(list).len() >= LIST_ITEMS {
        return list.to_owned();
    }
    let taken = items.taken(fields);
    // The lowest that is free, so that numbers stay short; the order is that of the fields.
    let number = (items.first()..).find(|number| !taken.contains(number)).unwrap_or_default();
    fields.push(format!("{list}.{number}.{}", items.first_field()), "");
    format!("{list}-{number}")
}
