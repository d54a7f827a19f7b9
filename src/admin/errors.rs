//! What is wrong with a form, field by field.
//!
//! Invariant: each complaint names the id of the field where it is to be mended.

/// Complaints in the order of the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Errors(Vec<(String, String)>);

impl Errors {
    /// One complaint.
    pub(super) fn one(field: impl Into<String>, words: String) -> Errors {
        Errors(vec![(field.into(), words)])
    }

    /// Adds a complaint about a field.
    pub(super) fn add(&mut self, field: impl Into<String>, words: String) {
        self.0.push((field.into(), words));
    }

    /// Whether nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields with something wrong, for the audit log.
    pub(super) fn fields(&self) -> String {
        let fields: Vec<&str> = self.0.iter().map(|(field, _)| field.as_str()).collect();
        format!("form: {}", fields.join(" "))
    }

    /// What is wrong with a field.
    pub(super) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == field).map(|(_, words)| words.as_str())
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a (String, String);
    type IntoIter = std::slice::Iter<'a, (String, String)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
