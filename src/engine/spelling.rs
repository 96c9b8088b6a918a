//! Misspelt names: what an author most likely meant.

use strsim::levenshtein;

/// The candidate nearest to a misspelt name: at most two letters away, and not more than half of it.
/// Case does not count.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    candidates
        .map(|candidate| (levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 2 && *distance * 2 <= candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
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
