//! What happens without a request.

pub mod copies;
pub mod indexing;
pub mod page_views;
pub mod preparation;
pub mod renewal;
pub mod schedule;
pub mod searches;
pub mod source;
pub mod start;
mod tally;
