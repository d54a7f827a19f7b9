//! An XML file as a tree, without anything that a file could do harm with.
//!
//! Invariant: there are no entities but those of XML itself and no document type; size, depth and number of elements
//! are bounded, and whatever is wrong has its line.

use quick_xml::{
    NsReader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
    name::ResolveResult,
};

use super::{
    DEEPEST, MOST_ELEMENTS,
    codes::legible,
    read::{Broken, Fault},
};

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub name: String,
    /// Its namespace; none if it has none.
    pub namespace: Option<String>,
    /// Its attributes, by their names without prefixes.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Child>,
    /// Its line in the file.
    pub line: usize,
}

/// What is in an element.
#[derive(Debug)]
pub(super) enum Child {
    /// Another element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }
}

/// Reads a file.
pub(super) fn parse(text: &str) -> Result<Element, Broken> {
    let mut parser = Parser { text, read: 0, line: 1, open: Vec::new(), root: None, elements: 0 };
    let mut reader = NsReader::from_str(text);
    loop {
        parser.advance(reader.buffer_position());
        let (namespace, event) = match reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), event)) => (Some(namespace.into_inner().to_owned()), event),
            Ok((_, event)) => (None, event),
            Err(error) => {
                let message = error.to_string();
                parser.advance(reader.error_position());
                return Err(parser.broken(Fault::Xml(message)));
            }
        };
        if matches!(event, Event::Eof) {
            return parser.finish();
        }
        parser.take(namespace, event)?;
    }
}

struct Parser<'a> {
    text: &'a str,
    /// How much has been read, and the line that it ends in.
    read: usize,
    line: usize,
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Parser<'_> {
    fn advance(&mut self, position: u64) {
        let end = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        if end > self.read {
            self.line += self.text.as_bytes()[self.read..end].iter().filter(|byte| **byte == b'\n').count();
            self.read = end;
        }
    }

    fn broken(&self, fault: Fault) -> Broken {
        Broken { line: Some(self.line), fault }
    }

    fn take(&mut self, namespace: Option<String>, event: Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(start) => {
                let element = self.element(namespace, &start)?;
                self.open.push(element);
            }
            Event::Empty(start) => {
                let element = self.element(namespace, &start)?;
                self.close(element)?;
            }
            Event::End(_) => {
                if let Some(element) = self.open.pop() {
                    self.close(element)?;
                }
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = self.resolve(&reference)?;
                self.text(&text);
            }
            Event::DocType(_) => return Err(self.broken(Fault::DocumentType)),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn element(&mut self, namespace: Option<String>, start: &BytesStart<'_>) -> Result<Element, Broken> {
        self.elements += 1;
        if self.elements > MOST_ELEMENTS || self.open.len() >= DEEPEST {
            return Err(self.broken(Fault::TooMuch));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(Fault::Xml(error.to_string())))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.broken(Fault::Xml(error.to_string())))?;
            attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
        }
        let name = start.local_name().into_inner().to_owned();
        Ok(Element { name, namespace, attributes, children: Vec::new(), line: self.line })
    }

    fn close(&mut self, element: Element) -> Result<(), Broken> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Child::Element(element)),
            None if self.root.is_none() => self.root = Some(element),
            None => return Err(self.broken(Fault::Xml("a second element after the last".to_owned()))),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.children.last_mut() {
            Some(Child::Text(before)) => before.push_str(&legible(text)),
            _ => parent.children.push(Child::Text(legible(text))),
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String, Broken> {
        let unknown = || self.broken(Fault::Entity(reference.to_string()));
        match reference.resolve_char_ref() {
            Ok(Some(c)) => Ok(c.to_string()),
            Ok(None) => resolve_xml_entity(reference).map(str::to_owned).ok_or_else(unknown),
            Err(_) => Err(unknown()),
        }
    }

    fn finish(self) -> Result<Element, Broken> {
        if !self.open.is_empty() {
            return Err(self.broken(Fault::Truncated));
        }
        let empty = Broken { line: None, fault: Fault::NotXliff };
        self.root.ok_or(empty)
    }
}
