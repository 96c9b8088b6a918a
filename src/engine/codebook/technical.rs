//! The technical variables, which every questionnaire has: version, language, result and the like.

use super::super::Questionnaire;
use super::super::contract::beside;
use super::super::identity::Identified;
use super::super::model::{End, Level, Text};
use super::disposition;
use super::missing::MissingRange;
use super::plain::plain;
use super::{RESERVED, Technical, ValueSource, Variable};

pub(super) fn technical(questionnaire: &Questionnaire) -> Vec<Variable> {
    let pair = Text::ours;
    let variable = |name: &str, label: Text, source: Technical| Variable {
        name: name.to_owned(),
        own_name: name.to_owned(),
        of: vec![Identified::named(name)],
        question: String::new(),
        kind: None,
        text: Text::Absent,
        label,
        level: Level::Nominal,
        numeric: false,
        unit: Text::Absent,
        limits: Vec::new(),
        format: "",
        values: Vec::new(),
        missings: Vec::new(),
        range: MissingRange::default(),
        base: Vec::new(),
        core: false,
        route: String::new(),
        role: None,
        item: None,
        sensitive: false,
        quasi_identifier: false,
        source: ValueSource::Technical(source),
    };
    let labelled = |values: Vec<(String, Text)>| {
        values.into_iter().map(|(value, label)| (value, plain(questionnaire, label))).collect()
    };
    let languages = &questionnaire.definition.languages;
    let ends = questionnaire.ends.iter().map(|end| &end.definition);
    let [version, language, mode, disposition, early_end, last_page, seed, ..] = RESERVED;
    vec![
        variable(version, pair("Fassung", "version"), Technical::Version),
        Variable {
            values: languages.iter().map(|l| (l.clone(), Text::Same(l.clone()))).collect(),
            ..variable(language, pair("Sprache", "language"), Technical::Language)
        },
        Variable {
            numeric: true,
            values: vec![("1".to_owned(), Text::Same("web".to_owned()))],
            ..variable(mode, pair("Erhebungsweg", "mode"), Technical::Mode)
        },
        Variable {
            values: labelled(disposition::values(ends.clone())),
            ..variable(
                disposition,
                pair("Ergebnis nach AAPOR", "disposition (AAPOR)"),
                Technical::Disposition,
            )
        },
        Variable {
            values: labelled(ends.map(|end| (end.name.clone(), said(end))).collect()),
            missings: vec![-2],
            ..variable(early_end, pair("vorzeitiges Ende", "early end"), Technical::End)
        },
        Variable {
            values: super::super::model::leaves(&questionnaire.definition.pages)
                .map(|page| match page.title.is_absent() {
                    true => (page.name.clone(), Text::Same(page.name.clone())),
                    false => (page.name.clone(), plain(questionnaire, page.title.clone())),
                })
                .collect(),
            ..variable(last_page, pair("letzte Seite", "last page"), Technical::LastPage)
        },
        Variable {
            numeric: true,
            level: Level::Scale,
            ..variable(
                seed,
                pair("Startwert der Zufallsreihenfolgen", "seed of the random orders"),
                Technical::Seed,
            )
        },
    ]
}

/// What is read at an end: several may have one title.
fn said(end: &End) -> Text {
    match end.text.is_absent() {
        true => end.title.clone(),
        false => beside(&end.title, &end.text, " – "),
    }
}
