//! What holds for the whole tree: which module may know which, what every language says, which licences there are. None
//! needs a database.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

mod architecture;
mod licences;
mod locales;
