//! Search, as people use it: what stands on top for what they type, and what it costs.

mod gold;
mod measure;
mod portal;
