//! What columns are called that are made of choices.

use std::collections::HashSet;

use super::super::letters::taken_apart;

/// The names of the columns of a multiple choice, one for each value. Signs that not every program for
/// statistics takes in a name become `_`; the codebook has the value as it is, as the item of the column;
/// what would be called like another of them, but for its case, has a number behind it. What is a name
/// as it stands has it first, so that no other choice changes it. The text behind "other" has its name before all.
pub fn choice_columns<'v>(
    stem: &str,
    values: impl Iterator<Item = &'v str> + Clone,
    text: Option<&str>,
) -> Vec<String> {
    let written = |value: &str| format!("{stem}_{value}");
    let mut taken: HashSet<String> = text.map(str::to_lowercase).into_iter().collect();
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

/// What every program for statistics can hold: ASCII letters, digits and `_`. Accents are left out, and a
/// number below zero keeps its minus as a letter.
fn plain(value: &str) -> String {
    let is_below_zero =
        value.strip_prefix('-').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let sign = if is_below_zero { "m" } else { "" };
    let letters = taken_apart(value.strip_prefix('-').filter(|_| is_below_zero).unwrap_or(value));
    let kept = letters.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    let name: String = kept.map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    match name == value || name.trim_end_matches('_').is_empty() {
        true => name,
        false => format!("{sign}{}", name.trim_end_matches('_')),
    }
}

#[cfg(test)]
mod tests {
    use super::choice_columns;

    #[test]
    fn every_choice_has_a_name_of_its_own() {
        let values = [
            "65+",
            "65",
            "N/A",
            "beans_&_rice",
            "a",
            "A",
            "red's",
            "e\u{301}",
            "é",
            "+",
            "a",
            "-1",
            "1",
            "m1",
            "1.1",
            "18-24",
            "C--",
            "C",
            "Ä",
            "Łódź",
            "Straße",
            "كلب",
            "_x_",
        ];
        let expected = [
            "q_65_2",
            "q_65",
            "q_N_A",
            "q_beans___rice",
            "q_a",
            "q_A_2",
            "q_red_s",
            "q_e",
            "q_e_2",
            "q__",
            "q_a_3",
            "q_m1_2",
            "q_1",
            "q_m1",
            "q_1_1",
            "q_18_24",
            "q_C_2",
            "q_C",
            "q_A_4",
            "q_Lodz",
            "q_Strasse",
            "q____",
            "q__x_",
        ];
        assert_eq!(choice_columns("q", values.into_iter(), None), expected);
    }
}
