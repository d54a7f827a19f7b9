//! The form in which an organisation says what is otherwise.
//!
//! Invariant: what was typed comes back as it was typed, with what is wrong beside it.

use crate::{
    content::{
        check_link::REMARK,
        contact::Contact,
        proposal::Plain,
        values::{Email, Line, Phone, WebAddress},
    },
    web::{Form, Locale},
};

/// What was answered, or is before anything was.
pub(super) struct Answer {
    /// The fields of the form.
    pub fields: Vec<FieldView>,
    /// What was written besides.
    pub remark: String,
    /// What is wrong with that.
    pub remark_error: Option<String>,
    live: Plain,
    proposed: Plain,
}

/// A field.
pub(super) struct FieldView {
    /// Its name, which is its anchor too.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// `text`, `email`, `url` or `tel`.
    pub kind: &'static str,
    /// What is in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Answer {
    /// The form with what readers see.
    pub(super) fn of(t: &Locale, contact: &Contact) -> Answer {
        Reader { t, form: None, fields: Vec::new() }.read(Plain::of(contact))
    }

    /// The form as it was sent.
    pub(super) fn read(t: &Locale, contact: &Contact, form: &Form) -> Answer {
        let mut answer = Reader { t, form: Some(form), fields: Vec::new() }.read(Plain::of(contact));
        answer.remark = form.get("remark").trim().to_owned();
        if answer.remark.chars().count() > REMARK {
            answer.remark_error = Some(t.msg("checking-error-remark"));
        } else if answer.remark.is_empty() && !answer.has_changes() {
            answer.remark_error = Some(t.msg("checking-error-nothing"));
        }
        answer
    }

    /// What is proposed; none while something is wrong.
    pub(super) fn proposed(&self) -> Option<&Plain> {
        let is_wrong = self.remark_error.is_some() || self.fields.iter().any(|field| field.error.is_some());
        (!is_wrong).then_some(&self.proposed)
    }

    /// Whether a detail is to be another.
    pub(super) fn has_changes(&self) -> bool {
        self.proposed != self.live || self.fields.iter().any(|field| field.error.is_some())
    }

    /// What was written, if anything.
    pub(super) fn remark(&self) -> Option<&str> {
        Some(self.remark.as_str()).filter(|remark| !remark.is_empty())
    }
}

/// Reads field by field.
struct Reader<'a> {
    t: &'a Locale,
    form: Option<&'a Form>,
    fields: Vec<FieldView>,
}

impl Reader<'_> {
    fn read(mut self, live: Plain) -> Answer {
        let t = self.t;
        let (email, web) = (t.msg("editor-problem-email"), t.msg("editor-problem-web-address"));
        let (phone, line) = (t.msg("editor-problem-phone"), t.msg("editor-problem-line"));
        let mut proposed = Plain {
            email: self.field("email", t.msg("fact-email"), "email", &live.email, &email, Email::try_from),
            phones: Vec::new(),
            ..Plain::default()
        };
        for (index, number) in live.phones.iter().enumerate() {
            let name = format!("phone-{}", index + 1);
            let read = self.field(&name, t.msg("fact-phone"), "tel", number, &phone, Phone::try_from);
            proposed.phones.push(read);
        }
        let website = t.msg("fact-website");
        proposed.website = self.field("website", website, "url", &live.website, &web, WebAddress::try_from);
        let words = t.msg("contact-appointment");
        proposed.appointment =
            self.field("appointment", words, "url", &live.appointment, &web, WebAddress::try_from);
        let words = t.msg("editor-building");
        proposed.building = self.field("building", words, "text", &live.building, &line, Line::try_from);
        proposed.street =
            self.field("street", t.msg("editor-street"), "text", &live.street, &line, Line::try_from);
        proposed.postcode =
            self.field("postcode", t.msg("editor-postcode"), "text", &live.postcode, &line, Line::try_from);
        proposed.city = self.field("city", t.msg("editor-city"), "text", &live.city, &line, Line::try_from);
        if let Some(city) =
            self.fields.last_mut().filter(|city| city.error.is_none() && proposed.lacks_city())
        {
            city.error = Some(t.msg("editor-problem-missing"));
        }
        Answer { fields: self.fields, remark: String::new(), remark_error: None, live, proposed }
    }

    /// A field that holds that value, or what was typed instead.
    fn field<T: Clone + ToString, E>(
        &mut self,
        name: &str,
        label: String,
        kind: &'static str,
        live: &Option<T>,
        complaint: &str,
        parse: impl Fn(String) -> Result<T, E>,
    ) -> Option<T> {
        let shown = live.as_ref().map(ToString::to_string).unwrap_or_default();
        let typed = self.form.and_then(|form| form.find(name)).map(|typed| typed.trim().to_owned());
        let (value, read) = match typed {
            None => (shown, Ok(live.clone())),
            Some(typed) if typed == shown => (typed, Ok(live.clone())),
            Some(typed) if typed.is_empty() => (typed, Ok(None)),
            Some(typed) => {
                let read = parse(typed.clone()).map(Some);
                (typed, read)
            }
        };
        let error = read.is_err().then(|| complaint.to_owned());
        self.fields.push(FieldView { id: name.to_owned(), label, kind, value, error });
        read.ok().flatten()
    }
}
