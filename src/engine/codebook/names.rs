//! What columns are called that are made of choices.

use std::collections::HashSet;

/// The names of the columns of a multiple choice, one for each value. Signs that no name has become `_`;
/// what would be called like another of them, but for its case, has a number behind it. What is a name
/// as it stands has it first, so that no other choice changes it.
pub fn choice_columns<'v>(
    stem: &str,
    values: impl Iterator<Item = &'v str> + Clone,
) -> Vec<String> {
    let written = |value: &str| format!("{stem}_{value}");
    let mut taken = HashSet::new();
    let is_own: Vec<bool> = values
        .clone()
        .map(|value| value == plain(value) && taken.insert(written(value).to_lowercase()))
        .collect();
    let mut name = |(value, is_own): (&str, bool)| {
        let plain = written(&plain(value));
        if is_own {
            return plain;
        }
        let numbered = (2..).map(|number| format!("{plain}_{number}"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_default()
    };
    values.zip(is_own).map(&mut name).collect()
}

/// Letters, digits and what may stand between them; accents that stand for themselves are left out.
fn plain(value: &str) -> String {
    let kept = value.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let name: String = kept
        .map(|c| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '_' })
        .collect();
    match name == value || name.trim_end_matches('_').is_empty() {
        true => name,
        false => name.trim_end_matches('_').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::choice_columns;

    #[test]
    fn every_choice_has_a_name_of_its_own() {
        let values =
            ["65+", "65", "N/A", "beans_&_rice", "a", "A", "red's", "e\u{301}", "é", "+", "a"];
        let expected = [
            "q_65_2",
            "q_65",
            "q_N_A",
            "q_beans___rice",
            "q_a",
            "q_A_2",
            "q_red_s",
            "q_e",
            "q_é",
            "q__",
            "q_a_3",
        ];
        assert_eq!(choice_columns("q", values.into_iter()), expected);
    }
}
