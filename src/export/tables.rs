//! The tables beside the responses: their columns, and a row for each record.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use super::column::{Both, ExportColumn, both, id, sort};
use super::{ExportedVersion, Sort, Table};
use crate::engine::codebook::Variable;
use crate::engine::model::frame::{Code, Direction, Match, Mechanism};
use crate::engine::model::{FrameSource, Role, Text};
use crate::engine::{Codebook, Record, unmarked};
use crate::study::{
    AreaAnswers, DOES_NOT_APPLY, Impression, Reason, ReasonOrigin, STEPS, cps_reason,
};

const ASKED: [i32; 7] = [-9, -8, -7, -6, -5, -4, -2];

/// The columns of `reasons.csv`.
pub(super) fn reasons_columns(versions: &[ExportedVersion<'_>]) -> Vec<ExportColumn> {
    let frames = || {
        let sources = versions.iter().flat_map(|v| v.questionnaire.definition().frames.values());
        sources.filter_map(|source| match source {
            FrameSource::Written(frame) => Some(frame),
            FrameSource::File(_) => None,
        })
    };
    let codes = versions.iter().flat_map(|version| version.reasons.codes());
    let mains = frames().flat_map(|frame| frame.mains.iter().map(|m| (m.code, &m.label)));
    let groups = frames().flat_map(|frame| frame.groups.iter().map(|g| (g.code, &g.label)));
    let texts = versions.iter().flat_map(|version| version.reasons.texts());
    let cps = frames().flat_map(|frame| frame.codes.iter().filter_map(|code| code.cps));
    let cps: BTreeSet<u32> = cps.collect();
    let values = |v: &Variable| {
        v.values.iter().map(|(value, label)| (value.clone(), both(label))).collect::<Vec<_>>()
    };
    let sides = versions.iter().flat_map(|v| v.codebook.with_role(Role::ReasonSide));
    let importance = versions.iter().flat_map(|version| version.reasons.importance());
    let none = [-6];
    let is_uncoded = versions.iter().any(|version| version.reasons.has_uncoded());
    vec![
        id(),
        ExportColumn::number("code", "Grund", "reason")
            .values(codes.map(numbered))
            .missings(none.into_iter().filter(|_| is_uncoded)),
        ExportColumn::text("label_de", "Grund, deutsch", "reason in German"),
        ExportColumn::text("label_en", "Grund, englisch", "reason in English"),
        ExportColumn::number("main", "Hauptkategorie", "main category")
            .values(mains.map(numbered))
            .missings(none),
        ExportColumn::text("main_de", "Hauptkategorie, deutsch", "main category in German")
            .missings(none),
        ExportColumn::text("main_en", "Hauptkategorie, englisch", "main category in English")
            .missings(none),
        ExportColumn::number(
            "cps",
            "Code des US-amerikanischen Current Population Survey (NXTRES, Zählung seit 2020)",
            "code of the US Current Population Survey (NXTRES, as numbered since 2020)",
        )
        .values(cps.into_iter().map(|code| (code.to_string(), cps_reason(code).map(str::to_owned))))
        .missings(none),
        ExportColumn::text("cps_match", "Güte der Zuordnung zum CPS", "quality of the CPS mapping")
            .values([
                value("exact", "bedeutungsgleich", "same meaning"),
                value("approx", "nächstliegender Code", "nearest code"),
            ])
            .missings(none),
        ExportColumn::number("group", "kommunale Gruppe", "municipal group")
            .values(groups.map(numbered))
            .missings(none),
        ExportColumn::text("group_de", "kommunale Gruppe, deutsch", "municipal group in German")
            .missings(none),
        ExportColumn::text("group_en", "kommunale Gruppe, englisch", "municipal group in English")
            .missings(none),
        ExportColumn::text(
            "direction",
            "wem der Grund angeboten wird",
            "who is offered the reason",
        )
        .values([
            value("both", "beiden Richtungen", "both directions"),
            value("in", "nur Zuziehenden", "in-movers only"),
            value("out", "nur Wegziehenden", "out-movers only"),
        ])
        .missings(none),
        ExportColumn::text("mechanism", "Wirkungsweise", "mechanism")
            .values([
                value("trigger", "Anlass", "event that set the date"),
                value("push", "Mangel am alten Ort", "lack at the old place"),
                value("pull", "Vorzug des neuen Ortes", "attraction of the new place"),
                value("push or pull", "je nach Person", "depends on the person"),
            ])
            .missings(none),
        ExportColumn::number("side", "alter oder neuer Ort", "old or new place")
            .values(sides.flat_map(values))
            .missings(ASKED),
        ExportColumn::number(
            "importance",
            "Wichtigkeit der Hauptkategorie",
            "importance of the category",
        )
        .values(importance.flat_map(values))
        .missings(ASKED),
        ExportColumn::number(
            "is_ticked",
            "angekreuzt oder genannt (sonst nur Haupt-, Zweitgrund oder Anlass)",
            "ticked or written (else only main, second or trigger)",
        )
        .values(yes_no()),
        ExportColumn::number("is_main", "ausschlaggebender Grund", "decisive reason")
            .values(yes_no())
            .missings(ASKED),
        ExportColumn::number("is_second", "zweitwichtigster Grund", "second most important reason")
            .values(yes_no())
            .missings(ASKED),
        ExportColumn::number("is_trigger", "Anlass des Zeitpunkts", "event that set the date")
            .values(yes_no())
            .missings(ASKED),
        ExportColumn::text("source", "Herkunft der Angabe", "source").values([
            value("closed", "aus der Liste gewählt", "chosen from the list"),
            value("open", "frei geschrieben, noch nicht codiert", "written, not coded yet"),
        ]),
        ExportColumn::text(
            "text_variable",
            "Variable mit dem Text",
            "variable that holds the text",
        )
        .values(texts.map(|(name, label)| (name.to_owned(), words(label))))
        .missings(none),
        ExportColumn::text("value", "gewählter Wert", "value that was chosen").missings(none),
    ]
}

/// Writes a row of `reasons.csv`.
pub(super) fn write_reason(to: &mut dyn Table, id: &str, reason: &Reason<'_>) -> io::Result<()> {
    to.text(id)?;
    number(to, reason.code)?;
    labels(to, Some(reason.label))?;
    number(to, reason.main.map(|main| main.code))?;
    labels(to, reason.main.map(|main| &main.label))?;
    let code: Option<&Code> = reason.substance.map(|(code, _)| code);
    let group = reason.substance.and_then(|(_, group)| group);
    number(to, code.and_then(|code| code.cps))?;
    to.text(code.and_then(|code| code.cps_match).map_or(
        DOES_NOT_APPLY,
        |quality| match quality {
            Match::Exact => "exact",
            Match::Approx => "approx",
        },
    ))?;
    number(to, group.map(|group| group.code))?;
    labels(to, group.map(|group| &group.label))?;
    to.text(code.map_or(DOES_NOT_APPLY, |code| match code.direction {
        Direction::Both => "both",
        Direction::In => "in",
        Direction::Out => "out",
    }))?;
    to.text(code.map_or(DOES_NOT_APPLY, |code| match code.mechanism {
        Mechanism::Trigger => "trigger",
        Mechanism::Push => "push",
        Mechanism::Pull => "pull",
        Mechanism::PushOrPull => "push or pull",
    }))?;
    to.number(&reason.side)?;
    to.number(&reason.importance)?;
    to.number(if reason.is_ticked { "1" } else { "0" })?;
    to.number(reason.is_main)?;
    to.number(reason.is_second)?;
    to.number(reason.is_trigger)?;
    let (source, variable) = match reason.origin {
        ReasonOrigin::Closed => ("closed", DOES_NOT_APPLY),
        ReasonOrigin::Open(variable) => ("open", variable),
    };
    to.text(source)?;
    to.text(variable)?;
    match (reason.origin, reason.code) {
        (ReasonOrigin::Open(_), Some(_)) => to.text(DOES_NOT_APPLY)?,
        (ReasonOrigin::Closed, Some(code)) => to.text(&code.to_string())?,
        (_, None) => to.text(reason.value)?,
    }
    to.end_row()
}

/// The columns of `image.csv`.
pub(super) fn image_columns(versions: &[ExportedVersion<'_>]) -> Vec<ExportColumn> {
    let items = || versions.iter().flat_map(|version| version.image.variables());
    let instruments = items().map(|v| (v.question.clone(), both(&v.text)));
    vec![
        id(),
        ExportColumn::text("instrument", "Frage", "question").values(instruments),
        ExportColumn::text(
            "item",
            "Merkmal: Spalte item der Variablen von responses.csv, sonst deren Name",
            "item: column item of the variables of responses.csv, else their name",
        ),
        ExportColumn {
            numeric: items().all(|v| v.numeric),
            ..ExportColumn::text(
                "value",
                "Wert: wie bei der Variablen von responses.csv",
                "value: as in the variable of responses.csv",
            )
        }
        .missings_of(
            versions
                .iter()
                .flat_map(|v| v.image.variables().iter().map(|item| (v.questionnaire, item))),
        )
        .ordinal(),
    ]
}

/// Writes a row of `image.csv`.
pub(super) fn write_impression(
    to: &mut dyn Table,
    id: &str,
    impression: &Impression<'_>,
) -> io::Result<()> {
    to.text(id)?;
    to.text(impression.instrument)?;
    to.text(impression.item)?;
    to.cell(&impression.value, if impression.numeric { Sort::Number } else { Sort::Text })?;
    to.end_row()
}

/// The columns of `transparency.csv`.
pub(super) fn transparency_columns(versions: &[ExportedVersion<'_>]) -> Vec<ExportColumn> {
    let areas = versions.iter().flat_map(|version| version.transparency.areas());
    let mut columns = vec![
        id(),
        ExportColumn::text("area", "Lebensbereich", "life area")
            .values(areas.map(|(code, label)| (code.to_owned(), both(label)))),
        ExportColumn::text("area_de", "Lebensbereich, deutsch", "life area in German"),
        ExportColumn::text("area_en", "Lebensbereich, englisch", "life area in English"),
    ];
    let labels = [
        ["Wichtigkeit des Bereichs", "importance of the area"],
        ["Bekanntheit der Angebote", "how well the offers were known"],
        ["Auffindbarkeit der Informationen", "how easily information was found"],
        ["Nutzung der Angebote", "use of the offers"],
        ["Zufriedenheit mit den Angeboten", "satisfaction with the offers"],
    ];
    for ((role, name), [de, en]) in STEPS.into_iter().zip(labels) {
        let variables = || {
            versions
                .iter()
                .flat_map(move |v| v.codebook.with_role(role).map(|it| (v.questionnaire, it)))
        };
        let values = variables().flat_map(|(_, v)| v.values.iter());
        let column = ExportColumn::number(name, de, en)
            .values(values.map(|(value, label)| (value.clone(), both(label))))
            .missings_of(variables())
            .missings([-4, -2])
            .ordinal();
        columns.push(column);
    }
    columns
}

/// Writes a row of `transparency.csv`.
pub(super) fn write_area(
    to: &mut dyn Table,
    id: &str,
    answers: &AreaAnswers<'_>,
) -> io::Result<()> {
    to.text(id)?;
    to.text(answers.area)?;
    labels(to, Some(answers.label))?;
    for step in &answers.steps {
        to.number(step)?;
    }
    to.end_row()
}

/// How many columns `repeats.csv` has.
pub(super) const REPEATS_WIDTH: usize = 5;

/// The columns of `repeats.csv`, and after them the variables that stand in its rows.
pub(super) fn repeats_columns(
    versions: &[ExportedVersion<'_>],
    variables: Vec<ExportColumn>,
) -> Vec<ExportColumn> {
    let repeats = versions.iter().flat_map(|version| &version.codebook.repeats);
    let names = variables.iter().map(|column| (column.name.clone(), column.label.clone()));
    let missings: Vec<_> = variables.iter().flat_map(|column| column.missings.clone()).collect();
    let mut columns = vec![
        id(),
        ExportColumn::text("repeat", "Wiederholung", "repeat")
            .values(repeats.map(|repeat| (repeat.name.clone(), both(&repeat.label)))),
        ExportColumn::text(
            "instance",
            "wievielte; bei Wiederholungen in Wiederholungen die äußere zuerst: 2.1",
            "which one; of repeats in repeats the outer one first: 2.1",
        ),
        ExportColumn::text("variable", "Variable", "variable").values(names),
        ExportColumn {
            numeric: !variables.is_empty() && variables.iter().all(|column| column.numeric),
            missings: missings.into_iter().collect(),
            ..ExportColumn::text(
                "value",
                "Wert: wie bei der Variablen",
                "value: as in the variable",
            )
        },
    ];
    columns.extend(variables);
    columns
}

/// Writes the rows of `repeats.csv`: every variable of every instance.
pub(super) fn write_repeats(
    to: &mut dyn Table,
    id: &str,
    codebook: &Codebook,
    record: &Record<'_>,
) -> io::Result<()> {
    for (at, repeat) in codebook.repeats.iter().enumerate() {
        for instance in codebook.instances(record, at) {
            let number = instance.replace("][", ".");
            for variable in &repeat.variables {
                to.text(id)?;
                to.text(&repeat.name)?;
                to.text(number.trim_matches(['[', ']']))?;
                to.text(&variable.name)?;
                to.cell(&variable.cell_at(record, &instance), sort(variable))?;
                to.end_row()?;
            }
        }
    }
    Ok(())
}

fn number(to: &mut dyn Table, number: Option<u32>) -> io::Result<()> {
    match number {
        Some(number) => to.number(&number.to_string()),
        None => to.number(DOES_NOT_APPLY),
    }
}

fn labels(to: &mut dyn Table, label: Option<&Text>) -> io::Result<()> {
    let word = |language, fallback| match label {
        Some(label) => unmarked(label.get(language, fallback)),
        None => Cow::Borrowed(DOES_NOT_APPLY),
    };
    to.text(&word("de", "en"))?;
    to.text(&word("en", "de"))
}

fn numbered((code, label): (u32, &Text)) -> (String, Both) {
    (code.to_string(), words(label))
}

/// A text of the questionnaire in words, without marks.
fn words(text: &Text) -> Both {
    both(text).map(|text| unmarked(&text).into_owned())
}

fn value(value: &str, de: &str, en: &str) -> (String, Both) {
    (value.to_owned(), [de.to_owned(), en.to_owned()])
}

fn yes_no() -> [(String, Both); 2] {
    [value("1", "ja", "yes"), value("0", "nein", "no")]
}
