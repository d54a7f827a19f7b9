//! How far two words are from each other, in typing errors.
//!
//! Invariant: the distance is that of Levenshtein, with two letters that changed places as one error.

/// The number of letters to change, add, leave out or swap with their neighbour to make one word of the other; none
/// where that is more than `most`.
pub(super) fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let width = other.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut row: Vec<usize> = (0..width).collect();
    for (i, letter) in one.iter().enumerate() {
        let earlier = std::mem::replace(&mut before, std::mem::replace(&mut row, vec![i + 1; width]));
        for (j, beside) in other.iter().enumerate() {
            let changed = before[j] + usize::from(letter != beside);
            let mut least = changed.min(before[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *beside {
                least = least.min(earlier[j - 1] + 1);
            }
            row[j + 1] = least;
        }
        if row.iter().all(|errors| *errors > most) {
            return None;
        }
    }
    row.last().copied().filter(|errors| *errors <= most)
}

/// How many errors a word of that many letters may have.
pub(super) fn tolerated(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, other: &str) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&letters(one), &letters(other), 2)
    }

    #[test]
    fn errors_are_counted() {
        for (one, other, errors) in [
            ("appointment", "appointment", Some(0)),
            ("apointment", "appointment", Some(1)),
            ("center", "centre", Some(1)),
            ("gemente", "gemeente", Some(1)),
            ("rijbewjs", "rijbewijs", Some(1)),
            ("huisrats", "huisarts", Some(1)),
            ("regsitraton", "registration", Some(2)),
            ("house", "mouses", Some(2)),
            ("policy", "monitor", None),
            ("", "ab", Some(2)),
            ("", "abc", None),
        ] {
            assert_eq!(between(one, other), errors, "{one} {other}");
            assert_eq!(between(other, one), errors, "{other} {one}");
        }
    }
}
