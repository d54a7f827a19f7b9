//! Files as tools write them.

use super::{INTO_DUTCH, exported, renting};

#[test]
fn show() {
    panic!("{}", exported(&renting().0, INTO_DUTCH));
}
