//! A snapshot of what is live together with the index over it.
//!
//! Invariant: the two are exchanged as one, so what is found is what is shown.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Index;
use crate::content::{guidance::Guidance, published::Published};

/// Everything that is live and can be found.
#[derive(Debug, Default)]
pub struct Findable {
    published: Arc<Published>,
    guidance: Arc<Guidance>,
    index: OnceLock<Arc<Index>>,
    /// An earlier index, from which this one is made faster; gone when it is made.
    earlier: Mutex<Option<Arc<Index>>>,
}

impl Findable {
    /// What is live in the place of what was; the index is made when it is first asked for.
    pub fn renewed(&self, published: Published, guidance: Arc<Guidance>) -> Findable {
        Findable {
            published: Arc::new(published),
            guidance,
            index: OnceLock::new(),
            earlier: Mutex::new(self.index.get().cloned()),
        }
    }

    /// What is live.
    pub fn published(&self) -> &Arc<Published> {
        &self.published
    }

    /// What staff have said about words.
    pub fn guidance(&self) -> &Arc<Guidance> {
        &self.guidance
    }

    /// The index over what is live.
    pub fn index(&self) -> &Arc<Index> {
        self.index.get_or_init(|| {
            let earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner).take();
            let earlier = earlier.unwrap_or_default();
            Arc::new(Index::renewed(&earlier, &self.published, &self.guidance))
        })
    }
}
