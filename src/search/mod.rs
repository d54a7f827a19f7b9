//! Search: an index over [`Published`], in memory, in every language at once.
//!
//! Invariant: what can be found is what one snapshot holds, and nothing else; an index is made from a snapshot without
//! asking anyone, and never changed.
//!
//! A query is read into words, each with the terms that may mean it (`asked`); every entry gets the best of them for
//! each word (`ranking`); and what is shown of an entry is the passage in which most of them stand (`passage`).

use std::{collections::HashMap, sync::Arc};

use self::{
    document::Document,
    thesaurus::Thesaurus,
    vocabulary::{TermId, Vocabulary},
};
use crate::{
    content::{
        entry::Kind,
        guidance::Guidance,
        published::{Entry, Published},
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

pub use self::{
    asked::{Asked, AskedWord, How},
    document::Field,
    explanation::Reason,
    findable::Findable,
    passage::{Passage, Piece},
    ranking::{Hit, Results},
    words::{plain, words},
};

mod asked;
mod document;
mod explanation;
mod findable;
mod language;
mod passage;
mod ranking;
mod spelling;
mod suggestion;
mod thesaurus;
mod vocabulary;
mod words;

/// Everything that can be found.
#[derive(Debug, Default)]
pub struct Index {
    /// The entries, by number.
    entries: Vec<EntryId>,
    /// Whether each is a page of this site, and no link to elsewhere.
    is_here: Vec<bool>,
    langs: PerLang<InLang>,
    thesaurus: Thesaurus,
}

/// What can be found in one language.
#[derive(Debug, Default)]
struct InLang {
    /// The document of each entry, by number.
    documents: Vec<Option<Arc<Document>>>,
    vocabulary: Vocabulary,
    /// Where the postings of each term begin, by number; one more than there are terms.
    starts: Vec<u32>,
    /// Entries and weights, term by term.
    postings: Vec<(u32, f32)>,
    /// How many documents there are.
    size: usize,
}

impl Index {
    /// The index of everything that is live, with what staff have said about words.
    pub fn build(published: &Published, guidance: &Guidance) -> Index {
        Index::renewed(&Index::default(), published, guidance)
    }

    /// The same, made faster from an index of an earlier snapshot: what is unchanged is taken over.
    pub fn renewed(before: &Index, published: &Published, guidance: &Guidance) -> Index {
        let found: Vec<&Entry> = published.entries().filter(|entry| is_found(entry)).collect();
        let known: HashMap<&EntryId, usize> = before.entries.iter().zip(0..).collect();
        let langs = PerLang::from_fn(|lang| {
            let before = before.langs.get(lang);
            let earlier = |entry: &Entry| before.documents.get(*known.get(&entry.id)?)?.clone();
            InLang::of(published, &found, lang, before.vocabulary.clone(), earlier)
        });
        Index {
            is_here: found.iter().map(|entry| entry.fields.kind().has_page()).collect(),
            entries: found.into_iter().map(|entry| entry.id.clone()).collect(),
            langs,
            thesaurus: Thesaurus::of(guidance),
        }
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let of_lang = |lang: &InLang| {
            let documents = lang.documents.iter().flatten().map(|document| document.terms.len() * 8 + 32);
            lang.postings.len() * 8
                + lang.starts.len() * 4
                + lang.vocabulary.len() * 64
                + documents.sum::<usize>()
        };
        self.langs.iter().map(|(_, lang)| of_lang(lang)).sum()
    }
}

/// Whether an entry is found by itself. Actions and figures are found on the page that lists them.
fn is_found(entry: &Entry) -> bool {
    entry.fields.kind().has_page() || entry.fields.kind() == Kind::Document
}

impl InLang {
    fn of(
        published: &Published,
        found: &[&Entry],
        lang: Lang,
        mut vocabulary: Vocabulary,
        earlier: impl Fn(&Entry) -> Option<Arc<Document>>,
    ) -> InLang {
        let documents: Vec<_> = found
            .iter()
            .map(|entry| {
                let sources = document::sources(published, entry, entry.text(lang)?, lang);
                let digest = document::digest(published, &sources);
                let same = earlier(entry).filter(|earlier| earlier.digest == digest);
                let new = || Arc::new(Document::of(published, &sources, digest, lang, &mut vocabulary));
                Some(same.unwrap_or_else(new))
            })
            .collect();
        let (starts, postings) = invert(&documents, vocabulary.len());
        let size = documents.iter().flatten().count();
        InLang { documents, vocabulary, starts, postings, size }
    }

    /// The entries in which a term stands, with its weight there.
    fn postings(&self, term: TermId) -> &[(u32, f32)] {
        let at = |term: TermId| self.starts.get(term as usize).map_or(0, |start| *start as usize);
        self.postings.get(at(term)..at(term + 1)).unwrap_or_default()
    }

    /// What a term weighs in a document.
    fn weight(&self, entry: usize, term: TermId) -> f32 {
        let terms = self.documents.get(entry).and_then(Option::as_ref).map(|document| &document.terms[..]);
        let terms = terms.unwrap_or_default();
        let found = terms.binary_search_by_key(&term, |(other, _)| *other).ok();
        found.and_then(|at| terms.get(at)).map_or(0.0, |(_, weight)| *weight)
    }

    /// How rare a term is: 0 where every document has it.
    fn rarity(&self, term: TermId) -> f32 {
        let (all, with) = (self.size as f32, self.postings(term).len() as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

/// From the terms of each document to the documents of each term.
fn invert(documents: &[Option<Arc<Document>>], terms: usize) -> (Vec<u32>, Vec<(u32, f32)>) {
    let each = || (0u32..).zip(documents).filter_map(|(entry, document)| Some((entry, document.as_ref()?)));
    let mut starts = vec![0u32; terms + 1];
    for (_, document) in each() {
        for (term, _) in &document.terms {
            starts[*term as usize + 1] += 1;
        }
    }
    for term in 0..terms {
        starts[term + 1] += starts[term];
    }
    let mut next = starts.clone();
    let mut postings = vec![(0, 0.0); starts.last().map_or(0, |end| *end as usize)];
    for (entry, document) in each() {
        for (term, weight) in &document.terms {
            let at = &mut next[*term as usize];
            postings[*at as usize] = (entry, *weight);
            *at += 1;
        }
    }
    (starts, postings)
}
