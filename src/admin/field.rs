//! A line to fill in, as `components/admin/field.html` prints it.
//!
//! Invariant: what is typed into a password comes back from nobody.

/// A line to fill in.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its name in the form, which is its anchor in the page.
    pub id: &'static str,
    /// What is asked.
    pub label: String,
    /// What helps to answer.
    pub help: Option<String>,
    /// `text`, `email` or `password`.
    pub kind: &'static str,
    /// What browsers and password managers fill in.
    pub autocomplete: &'static str,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Field {
    /// Any text.
    pub(super) fn text(id: &'static str, label: String, autocomplete: &'static str) -> Field {
        Field { id, label, help: None, kind: "text", autocomplete, value: String::new(), error: None }
    }

    /// An e-mail address.
    pub(super) fn email(id: &'static str, label: String, autocomplete: &'static str) -> Field {
        Field { kind: "email", ..Field::text(id, label, autocomplete) }
    }

    /// A password.
    pub(super) fn password(id: &'static str, label: String, autocomplete: &'static str) -> Field {
        Field { kind: "password", ..Field::text(id, label, autocomplete) }
    }

    /// The same with help.
    pub(super) fn help(self, help: String) -> Field {
        Field { help: Some(help), ..self }
    }

    /// The same with what was typed, unless that is secret.
    pub(super) fn value(self, value: &str) -> Field {
        let value = if self.kind == "password" { String::new() } else { value.to_owned() };
        Field { value, ..self }
    }

    /// The same with what is wrong with it, if anything is.
    pub(super) fn errors(self, errors: &[(&'static str, String)]) -> Field {
        let own = errors.iter().find(|(id, _)| *id == self.id);
        Field { error: own.map(|(_, words)| words.clone()), ..self }
    }

    /// What describes the field, by id.
    pub(super) fn described_by(&self) -> String {
        let help = self.help.iter().map(|_| format!("help-{}", self.id));
        help.chain(self.error.iter().map(|_| format!("error-{}", self.id))).collect::<Vec<_>>().join(" ")
    }
}
