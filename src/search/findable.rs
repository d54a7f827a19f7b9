//! A snapshot of what is live together with the index over it.
//!
//! Invariant: the two are searched together, so what is found is shown as it was found.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Index;
use crate::content::{guidance::Guidance, published::Published};

/// Everything that is live and can be found.
#[derive(Debug, Default)]
pub struct Findable {
    published: Arc<Published>,
    guidance: Arc<Guidance>,
    index: OnceLock<Arc<Index>>,
    /// What was there before, with its index: it is searched until this one is made, and then gone.
    earlier: Mutex<Option<Arc<Findable>>>,
}

impl Findable {
    /// What is live in the place of what was; the index is made when it is first asked for.
    pub fn renewed(self: &Arc<Self>, published: Published, guidance: Arc<Guidance>) -> Findable {
        Findable {
            published: Arc::new(published),
            guidance,
            index: OnceLock::new(),
            earlier: Mutex::new(self.searchable()),
        }
    }

    /// The newest that can be searched without making an index.
    pub fn searchable(self: &Arc<Self>) -> Option<Arc<Findable>> {
        // Taken first: it is gone only when the index is there.
        let earlier = self.earlier().clone();
        if self.index.get().is_some() { Some(Arc::clone(self)) } else { earlier }
    }

    fn earlier(&self) -> MutexGuard<'_, Option<Arc<Findable>>> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
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
        let index = self.index.get_or_init(|| {
            let earlier = self.earlier().as_ref().map(|earlier| Arc::clone(earlier.index()));
            Arc::new(Index::renewed(&earlier.unwrap_or_default(), &self.published, &self.guidance))
        });
        self.earlier().take();
        index
    }
}
