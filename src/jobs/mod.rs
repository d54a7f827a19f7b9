//! What happens without a request.

pub mod page_views;
pub mod renewal;
pub mod schedule;
pub mod searches;
