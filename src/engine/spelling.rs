//! Misspelt names: what an author most likely meant.

/// The candidate nearest to a misspelt name: at most two slips away, and not more than half of it.
/// Case does not count as a slip.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    candidates
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 2 && *distance * 2 <= candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters must be inserted, removed or replaced to turn one text into the other
/// (Levenshtein).
fn distance(one: &str, two: &str) -> usize {
    let mut row: Vec<usize> = (0..=two.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in two.chars().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[two.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_or_none() {
        let names = || ["age", "mv_dir", "mv_year"].into_iter();
        assert_eq!(nearest("mv_yaer", names()), Some("mv_year"));
        assert_eq!(nearest("AGE", names()), Some("age"));
        assert_eq!(nearest("xyz", names()), None);
    }
}
