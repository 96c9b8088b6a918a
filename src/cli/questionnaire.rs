//! `zugvogel questionnaire`: versions of questionnaires in the field.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Subcommand;
use serde_json::json;

use super::commands::{self, OPERATOR, named, print, slugged, tell};
use super::words::said;
use super::{Data, check, data, diff};
use crate::domain::{FieldState, Terms};
use crate::engine::contradictions;
use crate::engine::diff::Weight;
use crate::engine::problem::remark;
use crate::i18n::problems as words;

#[derive(Debug, Subcommand)]
pub(super) enum QuestionnaireCommand {
    /// Give a survey in the field another version of its questionnaire
    ///
    /// Says what it changes. Where only texts and looks change, what was begun goes on with it; else that ends on the
    /// version with which it was begun, and only who begins gets the new one. What would make stored answers
    /// unreadable is refused.
    Publish {
        /// The questionnaire file
        file: String,
        /// The survey
        #[arg(long)]
        survey: String,
        /// Do not ask before a change that is more than texts and looks
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Begin a questionnaire in the browser with this file in it, also where that has errors
    Import {
        /// The questionnaire file
        file: PathBuf,
        /// Short name of the organisation whose designers write it; made when it is missing
        #[arg(long, default_value = "default")]
        organisation: String,
        #[command(flatten)]
        data: Data,
    },
    /// List the versions that a survey has had, the oldest first
    Versions {
        /// The survey
        survey: String,
        /// An array of objects: `number`, `hash`, `label`, `published_at`, `line` (versions of one line differ in
        /// texts and looks only), `is_current`
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: Data,
    },
}

pub(super) fn run(command: &QuestionnaireCommand) -> Result<()> {
    match command {
        QuestionnaireCommand::Publish { file, survey, yes, data } => {
            publish(&data.data, file, survey, *yes)
        }
        QuestionnaireCommand::Import { file, organisation, data } => {
            import(&data.data, file, organisation)
        }
        QuestionnaireCommand::Versions { survey, json, data } => {
            versions(&data.data, survey, *json)
        }
    }
}

fn import(directory: &Path, file: &Path, organisation: &str) -> Result<()> {
    let checked = check::load(file);
    for problem in &checked.problems {
        tell(&format!("{}: {}", file.display(), words::problem(problem, check::language(None))));
    }
    let Some(questionnaire) = checked.shown() else {
        bail!(said(&remark!("refused-empty", name = file.display().to_string())));
    };
    let (_, app) = data::open(directory)?;
    let organisation = app.organisation(OPERATOR, &slugged(organisation)?, organisation)?;
    let office = app.office();
    let id = office.begin_manuscript_now(OPERATOR, organisation, questionnaire.definition())?;
    print(&(said(&remark!("import-begun", id = id.as_str())) + "\n"))
}

fn publish(directory: &Path, file: &str, survey: &str, yes: bool) -> Result<()> {
    let (questionnaire, media) = commands::load(file)?;
    let (_, app) = data::open(directory)?;
    let slug = slugged(survey)?;
    let overview = app.surveys().load_now(OPERATOR, &slug).map_err(|it| named(it, &slug))?;
    let terms = Terms::of(overview.survey.mode, &overview.survey.offers);
    let untrue = contradictions(questionnaire.definition(), &|word| terms.hold(word));
    commands::refuse_contradictions(&untrue, yes)?;
    let change = app.compare_version(OPERATOR, &slug, &questionnaire)?;
    let diff = &change.diff;
    if change.is_same {
        app.put_back_version(OPERATOR, &slug, (&questionnaire, media))?;
        return print(&(said(&remark!("version-same", slug = slug.as_str())) + "\n"));
    }
    let titles = [
        diff::title(Path::new(&format!("`{slug}`")), overview.questionnaire.definition()),
        diff::title(Path::new(file), questionnaire.definition()),
    ];
    print(&diff::in_words(&titles, diff, questionnaire.definition()))?;
    if diff.verdict() == Weight::Identical {
        print(&(said(&remark!("version-only-described")) + "\n"))?;
    }
    for language in &change.withdrawn {
        print(&format!("\n{}\n", said(&remark!("version-withdrawn", language))))?;
    }
    if change.breaking.is_none() && change.is_structural() && !yes {
        ask()?;
    }
    let number = app.publish_version(OPERATOR, &slug, (&questionnaire, media), &change)?;
    let whom = match (change.is_structural(), app.surveys().state(&overview.survey)) {
        (false, _) => "begun",
        (true, FieldState::Closed) => "closed",
        (true, FieldState::Paused | FieldState::Planned) => "later",
        (true, FieldState::Open) => "now",
    };
    print(&format!("\n{}\n", said(&remark!("version-in-field", number, whom))))
}

/// Goes on when somebody at the terminal says so.
fn ask() -> Result<()> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        bail!(said(&remark!("version-say-yes")));
    }
    tell(&said(&remark!("version-ask")));
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer)?;
    match answer.trim() {
        "yes" | "y" | "ja" | "j" => Ok(()),
        _ => bail!(said(&remark!("version-not-published"))),
    }
}

fn versions(directory: &Path, survey: &str, as_json: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = slugged(survey)?;
    let all = app.versions_now(OPERATOR, &slug).map_err(|it| named(it, &slug))?;
    let last = all.len();
    let mut reports = Vec::with_capacity(all.len());
    let mut words = String::new();
    for (place, (of_survey, version)) in all.iter().enumerate() {
        let questionnaire = app.versions.questionnaire(&version.hash, &version.document)?;
        let label = &questionnaire.definition().version;
        let (is_current, day) = (place + 1 == last, version.published_at.timestamp());
        reports.push(json!({
            "number": version.number,
            "hash": version.hash,
            "label": label,
            "published_at": day.to_string(),
            "line": of_survey.line,
            "is_current": is_current,
        }));
        let state = match is_current {
            true => "field",
            false if all.get(place + 1).is_some_and(|(next, _)| next.line == of_survey.line) => {
                "replaced"
            }
            false => "begun",
        };
        let state = said(&remark!("version-state", state));
        let named = if label.is_empty() { String::new() } else { format!(" “{label}”") };
        words += &format!(
            "{}{named}  {}  {}  {state}\n",
            version.number,
            &version.hash[..12],
            day.strftime("%Y-%m-%d %H:%M UTC")
        );
    }
    match as_json {
        true => print(&format!("{}\n", serde_json::to_string_pretty(&reports)?)),
        false => print(&words),
    }
}
