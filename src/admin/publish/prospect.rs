//! What the two languages of an entry would be to each other for readers, if it went live now.
//!
//! Invariant: it warns and asks, and does not block; what the policy of the kind forbids is refused where entries are
//! published, and said here before.

use sqlx::PgConnection;

use crate::{
    admin::{
        changes::Names,
        facts,
        parity::{Comparison, ParityView},
        refusal,
    },
    content::{
        agreement::{LANGS, pairs},
        entry::Body,
        error::Error as ContentError,
        parity::{
            Standing, State,
            policy::{self, Policy},
            unanswered,
        },
        publication::Current,
    },
    ids::EntryId,
    lang::Lang,
    web::{Locale, error::Result},
};

/// What readers would see.
pub(super) struct Prospect {
    body: Body,
    comparison: Comparison,
    policy: Policy,
    /// What was saved last: only its texts can be answered for.
    newest: Body,
    /// The languages that readers have now.
    live: Vec<Lang>,
}

/// What the page says of it.
pub(super) struct ProspectView {
    /// Passages that would be out of step, or state other facts, with answers.
    pub asked: Vec<ParityView>,
    /// Those of which one text is live already and not the one that was saved last; they are only shown.
    pub shown: Vec<ParityView>,
    /// What readers of a language without a text get.
    pub absent: Vec<String>,
    /// Why it will be refused.
    pub refusal: Option<String>,
    /// What the policy of the kind asks.
    pub policy: String,
    /// What readers of the other language are told if one goes live alone.
    pub alone: Vec<String>,
}

impl Prospect {
    /// Once those languages have gone live.
    pub(super) async fn open(
        conn: &mut PgConnection,
        id: &EntryId,
        newest: &Body,
        current: Option<&Current>,
        langs: &[Lang],
    ) -> Result<Prospect> {
        let mut body = newest.clone().for_readers();
        for lang in Lang::ALL.iter().copied().filter(|lang| !langs.contains(lang)) {
            *body.texts.get_mut(lang) = current.and_then(|current| current.body.texts.get(lang).clone());
        }
        let comparison = Comparison::load(&mut *conn, id, &body).await?;
        let policy = policy::find(conn, body.shared.fields.kind()).await?;
        let is_live = |lang: &Lang| current.is_some_and(|current| current.body.texts.get(*lang).is_some());
        let live = LANGS.into_iter().filter(is_live).collect();
        Ok(Prospect { body, comparison, policy, newest: newest.clone(), live })
    }

    /// Whether whoever publishes it has to say that they have seen what is not in step.
    pub(super) fn has_to_be_seen(&self) -> bool {
        let has_facts = || self.comparison.standings.iter().any(|standing| self.has_facts(standing));
        match self.policy {
            Policy::Free => false,
            Policy::Warn => self.count_open() > 0 || has_facts(),
            Policy::Together => has_facts(),
        }
    }

    fn count_open(&self) -> usize {
        self.comparison.standings.iter().filter(|standing| standing.state.is_open()).count()
    }

    fn has_facts(&self, standing: &Standing) -> bool {
        !unanswered(&self.body, standing).is_empty()
    }

    fn is_absent(&self, lang: Lang) -> bool {
        self.body.texts.get(lang).is_none()
    }

    /// In words.
    pub(super) fn view(&self, names: &Names<'_>, id: &EntryId) -> ProspectView {
        let saved = pairs(&self.newest);
        let is_listed = |standing: &&Standing| match standing.state {
            State::Missing(lang) => !self.is_absent(lang),
            state => state.is_open() || self.has_facts(standing),
        };
        let listed = self.comparison.standings.iter().filter(is_listed);
        let (asked, shown): (Vec<&Standing>, Vec<&Standing>) = listed.partition(|standing| {
            saved.iter().any(|(passage, pair)| *passage == standing.passage && *pair == standing.pair)
        });
        let views = |standings: Vec<&Standing>| {
            standings.into_iter().map(|standing| self.passage(names, standing)).collect()
        };
        ProspectView {
            asked: views(asked),
            shown: views(shown),
            absent: self.absent(names.t),
            refusal: self.refusal(names, id),
            policy: policy_words(names.t, self.policy),
            alone: self.alone(names.t),
        }
    }

    fn passage(&self, names: &Names<'_>, standing: &Standing) -> ParityView {
        let mut view = self.comparison.view(names, &self.body, standing).only_looked_at();
        facts::point_out(names.t, &mut view, &unanswered(&self.body, standing));
        view
    }

    fn absent(&self, t: &Locale) -> Vec<String> {
        let absent = LANGS.into_iter().filter(|lang| self.is_absent(*lang));
        absent.map(|lang| t.msg_with("translations-absent", &[("lang", t.language(lang).into())])).collect()
    }

    fn refusal(&self, names: &Names<'_>, id: &EntryId) -> Option<String> {
        let is_whole = LANGS.into_iter().all(|lang| !self.is_absent(lang));
        let open = self.count_open();
        if self.policy != Policy::Together || (is_whole && open == 0) {
            return None;
        }
        let error = ContentError::NotTogether { entry: id.clone(), open };
        refusal::sentence(names.t, names.t.lang(), names.entries, &error)
    }

    /// What readers of a language are told if only the other goes live; of each that can.
    fn alone(&self, t: &Locale) -> Vec<String> {
        let has_text = |lang: &Lang| self.newest.texts.get(*lang).is_some();
        let of = |lang: Lang| {
            let other = LANGS.into_iter().find(|other| *other != lang).filter(has_text)?;
            let values = [("lang", t.language(lang).into()), ("other", t.language(other).into())];
            Some(if self.live.contains(&other) {
                t.msg_with("translations-alone-kept", &values)
            } else {
                t.msg_with("translations-alone-absent", &values)
            })
        };
        LANGS.into_iter().filter(has_text).filter_map(of).collect()
    }
}

fn policy_words(t: &Locale, policy: Policy) -> String {
    match policy {
        Policy::Free => t.msg("translations-publish-free"),
        Policy::Warn => t.msg("translations-publish-warn"),
        Policy::Together => t.msg("translations-publish-together"),
    }
}
