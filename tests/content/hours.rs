//! Opening hours: the golden table of holidays, the schedule of 2023, edges, days of clock change, and that every
//! form tells the same.

mod fixture;
mod golden;
mod moments;
