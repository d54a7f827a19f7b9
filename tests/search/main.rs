//! Search, as people use it: what stands on top for what they type, and what it costs.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

mod gold;
mod measure;
mod portal;
