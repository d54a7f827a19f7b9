//! Opening hours: the golden table of holidays, the schedule of 2023, edges, days of clock change, and that every
//! form tells the same. For weeks and for the value that other programs get, the `opening-hours` crate is the reference.

mod equality;
mod exchange;
mod fixture;
mod golden;
mod moments;
mod reference;
mod weeks;
