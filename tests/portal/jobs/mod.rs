//! What happens without a request.

mod renewal;
mod schedule;
