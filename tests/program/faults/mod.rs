//! What readers see while something goes wrong: the program as an operator runs it, with a database of its own that is
//! killed, cut off, left behind or full, and more than one instance.

mod copies;
mod database_away;
mod disk_full;
mod instances;
mod kit;
mod replica;
