//! A page as it is kept: its bytes in each coding, and the headers to send with them.
//!
//! Invariant: never changed. What is sent from it is the same whoever asks first, but for the seconds that shared caches
//! may keep it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::{KEPT_SECONDS, Keep, keep_for};
use crate::{
    ids::EntryId,
    lang::Lang,
    web::{
        coding::{Coding, Effort},
        page_views::Tally,
    },
};

/// Names what a page is made from, for a cache that can forget all pages made from one thing.
pub const SURROGATE_KEY: HeaderName = HeaderName::from_static("surrogate-key");

/// The longest `Surrogate-Key`, in bytes: proxies refuse long headers.
const LONGEST_SURROGATE_KEY: usize = 2_000;

/// In `Surrogate-Key` of every page: what all pages show, such as the menu.
const EVERY_PAGE: &str = "site";

/// In `Surrogate-Key` of a page that is made from more than fits.
const MORE: &str = "many";

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    /// Which content it was made from.
    pub(super) generation: u64,
    /// When it was made, and until when it says what is true.
    pub(super) made_at: Timestamp,
    pub(super) until: Option<Timestamp>,
    /// The entries that it was made from.
    pub(super) of: Arc<[EntryId]>,
    /// The page of an entry that a visit to it counts for.
    pub(super) read: Option<(EntryId, Lang, Arc<Tally>)>,
    pub(super) effort: Effort,
    /// Whether it is known to be another by now.
    pub(super) is_outdated: AtomicBool,
    headers: Arc<Headers>,
    digest: Box<str>,
    surrogate_key: HeaderValue,
    identity: Form,
    gzip: Option<Form>,
    brotli: Option<Form>,
}

/// The headers that many pages have alike: with the page, and without it when it is unchanged. What is a page's own is
/// there too, to be written over.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Headers {
    pub whole: HeaderMap,
    pub unchanged: HeaderMap,
}

/// The bytes of a page in a coding.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub body: Bytes,
    length: HeaderValue,
    tag: HeaderValue,
}

/// When and from what a page was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Making {
    pub generation: u64,
    pub made_at: Timestamp,
}

impl Headers {
    /// Of an answer of the router.
    pub(super) fn of(mut whole: HeaderMap) -> Headers {
        for (name, value) in [
            (header::CACHE_CONTROL, KEPT_SECONDS),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
            (header::ETAG, HeaderValue::from_static("")),
            (header::CONTENT_LENGTH, HeaderValue::from_static("0")),
            (header::CONTENT_ENCODING, HeaderValue::from_static("")),
            (SURROGATE_KEY, HeaderValue::from_static("")),
        ] {
            whole.insert(name, value);
        }
        let mut unchanged = whole.clone();
        for name in [
            header::CONTENT_LENGTH,
            header::CONTENT_ENCODING,
            header::CONTENT_TYPE,
            header::CONTENT_DISPOSITION,
        ] {
            unchanged.remove(name);
        }
        Headers { whole, unchanged }
    }
}

impl Page {
    /// A page of these bytes, in every coding. Where they are those of an earlier one, nothing is compressed again.
    pub(super) fn new(
        making: Making,
        keep: Keep,
        tally: Option<Arc<Tally>>,
        headers: Arc<Headers>,
        body: &Bytes,
        earlier: Option<&Page>,
    ) -> Page {
        let digest = digest(body);
        let read = keep.read.zip(tally).map(|((entry, lang), tally)| (entry, lang, tally));
        let surrogate_key = surrogate_key(&keep.of);
        let same = earlier.filter(|earlier| earlier.digest == digest && earlier.identity.body == *body);
        let form = |coding| match same {
            Some(same) => same.form(coding).cloned(),
            None => Form::new(coding, body, Effort::Fast, &digest),
        };
        Page {
            generation: making.generation,
            made_at: making.made_at,
            until: keep.until,
            of: keep.of.into(),
            read,
            effort: same.map_or(Effort::Fast, |same| same.effort),
            is_outdated: AtomicBool::new(false),
            headers,
            surrogate_key,
            gzip: form(Coding::Gzip),
            brotli: form(Coding::Brotli),
            identity: same.map_or_else(|| Form::plain(body.clone(), &digest), |same| same.identity.clone()),
            digest,
        }
    }

    /// The same page in as few bytes as there can be.
    pub(super) fn smallest(&self) -> Page {
        let form = |coding| Form::new(coding, &self.identity.body, Effort::Best, &self.digest);
        Page {
            generation: self.generation,
            made_at: self.made_at,
            until: self.until,
            effort: Effort::Best,
            is_outdated: AtomicBool::new(self.is_outdated.load(Ordering::Relaxed)),
            of: Arc::clone(&self.of),
            read: self.read.clone(),
            headers: Arc::clone(&self.headers),
            digest: self.digest.clone(),
            surrogate_key: self.surrogate_key.clone(),
            identity: self.identity.clone(),
            gzip: form(Coding::Gzip),
            brotli: form(Coding::Brotli),
        }
    }

    /// Whether it says what is true at that moment, if nothing was published since it was made.
    pub(super) fn is_true_at(&self, now: Timestamp) -> bool {
        self.made_at <= now && self.until.is_none_or(|until| now < until)
    }

    /// The bytes in a coding, if it has them.
    pub(super) fn form(&self, coding: Coding) -> Option<&Form> {
        match coding {
            Coding::Brotli => self.brotli.as_ref(),
            Coding::Gzip => self.gzip.as_ref(),
            Coding::Identity => Some(&self.identity),
        }
    }

    /// The bytes and the coding that these headers like best.
    pub(super) fn preferred(&self, request: &HeaderMap) -> (Coding, &Form) {
        let coding = Coding::preferred(request, |coding| self.form(coding).is_some());
        self.form(coding).map_or((Coding::Identity, &self.identity), |form| (coding, form))
    }

    /// The headers to send with these bytes now.
    pub(super) fn headers(&self, coding: Coding, form: &Form, now: Timestamp) -> HeaderMap {
        let mut headers = self.headers.whole.clone();
        headers.insert(header::CONTENT_LENGTH, form.length.clone());
        headers.insert(header::ETAG, form.tag.clone());
        match coding.header() {
            Some(name) => drop(headers.insert(header::CONTENT_ENCODING, name)),
            None => drop(headers.remove(header::CONTENT_ENCODING)),
        }
        self.date(&mut headers, now);
        headers
    }

    /// The headers to send now to someone who has the page of that tag.
    pub(super) fn headers_unchanged(&self, tag: HeaderValue, now: Timestamp) -> HeaderMap {
        let mut headers = self.headers.unchanged.clone();
        headers.insert(header::ETAG, tag);
        self.date(&mut headers, now);
        headers
    }

    fn date(&self, headers: &mut HeaderMap, now: Timestamp) {
        headers.insert(SURROGATE_KEY, self.surrogate_key.clone());
        if let Some(keep) = keep_for(now, self.until) {
            headers.insert(header::CACHE_CONTROL, keep);
        }
    }

    /// The tag among those of `If-None-Match` that this page has in that coding (RFC 9110, section 13.1.2: the weak
    /// comparison). What was compressed with more or less effort is the same page, so a visitor need not take it again.
    pub(super) fn known(&self, request: &HeaderMap, coding: Coding, form: &Form) -> Option<HeaderValue> {
        // What a browser sends, most of the time.
        if *request.get(header::IF_NONE_MATCH)? == form.tag {
            return Some(form.tag.clone());
        }
        let values = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        for candidate in values.flat_map(|value| value.split(',')).map(str::trim) {
            if candidate == "*" {
                return Some(form.tag.clone());
            }
            let candidate = candidate.strip_prefix("W/").unwrap_or(candidate);
            if form.tag.as_bytes() == candidate.as_bytes() {
                return Some(form.tag.clone());
            }
            if self.is_own_tag(candidate, coding) {
                return HeaderValue::from_str(candidate).ok();
            }
        }
        None
    }

    fn is_own_tag(&self, tag: &str, coding: Coding) -> bool {
        let own = tag.strip_prefix('"').and_then(|tag| tag.strip_prefix(&*self.digest));
        let Some(rest) = own.and_then(|rest| rest.strip_suffix('"')) else { return false };
        [Effort::Fast, Effort::Best].into_iter().any(|effort| rest == suffix(coding, effort))
    }

    /// About how many bytes it takes in memory, with its address.
    pub(super) fn weight(&self) -> usize {
        let bodies = [Some(&self.identity), self.gzip.as_ref(), self.brotli.as_ref()];
        let bodies: usize = bodies.into_iter().flatten().map(|form| form.body.len() + 160).sum();
        let of: usize = self.of.iter().map(|id| id.as_str().len() + 24).sum();
        bodies + of + self.surrogate_key.len() + size_of::<Page>() + 256
    }
}

impl Form {
    fn plain(body: Bytes, digest: &str) -> Form {
        Form::of(body, Coding::Identity, Effort::Fast, digest)
    }

    fn new(coding: Coding, body: &[u8], effort: Effort, digest: &str) -> Option<Form> {
        let encoded = coding.encode(body, effort)?;
        // Without what was set aside for more.
        Some(Form::of(Bytes::from(encoded.into_boxed_slice()), coding, effort, digest))
    }

    fn of(body: Bytes, coding: Coding, effort: Effort, digest: &str) -> Form {
        let tag = format!("\"{digest}{}\"", suffix(coding, effort));
        Form {
            length: HeaderValue::from(body.len()),
            tag: HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\"")),
            body,
        }
    }
}

/// What tells the tags of the codings of one page from each other: they are other bytes.
const fn suffix(coding: Coding, effort: Effort) -> &'static str {
    match (coding, effort) {
        (Coding::Identity, _) => "",
        (Coding::Gzip, Effort::Fast) => "-gzip",
        (Coding::Gzip, Effort::Best) => "-gzip-best",
        (Coding::Brotli, Effort::Fast) => "-br",
        (Coding::Brotli, Effort::Best) => "-br-best",
    }
}

/// Ninety-six bits of the hash, which tell every page that was ever sent from every other.
fn digest(body: &[u8]) -> Box<str> {
    let hash = Sha256::digest(body);
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>().into()
}

fn surrogate_key(of: &[EntryId]) -> HeaderValue {
    let mut key = EVERY_PAGE.to_owned();
    for id in of {
        if key.len() + 1 + id.as_str().len() > LONGEST_SURROGATE_KEY {
            key = format!("{EVERY_PAGE} {MORE}");
            break;
        }
        key.push(' ');
        key.push_str(id.as_str());
    }
    HeaderValue::try_from(key).unwrap_or_else(|_| HeaderValue::from_static(EVERY_PAGE))
}
