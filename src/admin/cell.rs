//! Cells of the files that staff open in a spreadsheet.
//!
//! Invariant: a cell never begins as a formula would, whatever someone is called (OWASP, CSV injection; NCSC U/WA.04).

/// A text as a spreadsheet shows it and never computes it.
pub(super) fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+31", "-1", "@x", "\tx", "\r=1", "\n=1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "a=1", "12", "entry.publish"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }
}
