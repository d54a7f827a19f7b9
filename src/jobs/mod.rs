//! What happens without a request.

pub mod renewal;
pub mod schedule;
