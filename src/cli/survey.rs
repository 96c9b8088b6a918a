//! `zugvogel survey`: what is known of surveys, and when they take answers.

use std::collections::HashMap;
use std::io::{BufRead, IsTerminal};
use std::path::Path;

use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde::Serialize;

use super::commands::{OPERATOR, alone, named, print, slugged, tell};
use super::words::said;
use super::{Data, create, data, day};
use crate::app::App;
use crate::app::field::{FieldAct, SurveyState};
use crate::app::office::delete::DeletionOutlook;
use crate::app::office::surveys::SurveyOverview;
use crate::domain::{FieldState, Mode};
use crate::engine::problem::remark;
use crate::ids::{OrganisationId, Slug};

#[derive(Debug, Subcommand)]
pub(super) enum SurveyCommand {
    /// Publish a questionnaire and put a survey of it into the field
    Create(Create),
    /// List all surveys with state, days and numbers
    List {
        /// An array of objects as `survey show` has them
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Say what is known of a survey
    Show {
        /// The survey
        survey: String,
        /// An object: `slug`, `title`, `organisation`, `state` (planned, open, paused, closed), `opens`, `closes`,
        /// `mode`, `offers`, `batch`, `questionnaire`, `version` (`number`, `hash`, and `label` as its author calls it), `study` (the slug of its first wave), `wave`
        /// (its number in it), `responses`, `waiting`
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Let a survey take answers from now on: one that is planned, paused, or closed for less than a week
    Open(OneSurvey),
    /// Let a survey take no answers for now; what was begun is kept
    Pause(OneSurvey),
    /// End a survey now; who has begun may finish in the days of grace
    Close(OneSurvey),
    /// Leave a survey that is over out of the list in the browser
    Archive(OneSurvey),
    /// Put a survey back into that list
    Unarchive(OneSurvey),
    /// Delete a survey with all that residents gave: one that has not begun, or that was over for more than a week
    ///
    /// Says first what goes and what stays, and asks that its name be typed. The audit trail and the questionnaire
    /// stay. Interrupted, it is ended by the server, or by the same command again.
    Delete {
        /// The survey's name once more, instead of being asked for it
        #[arg(long, value_name = "NAME")]
        confirm: Option<String>,
        #[command(flatten)]
        one: OneSurvey,
    },
    /// Give a survey another last day
    Extend {
        /// The last day
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        closes: Date,
        #[command(flatten)]
        one: OneSurvey,
    },
}

#[derive(Debug, Args)]
pub(super) struct OneSurvey {
    /// The survey
    survey: String,
    #[command(flatten)]
    data: Data,
}

/// What is said here is promised to residents and cannot be changed later.
#[derive(Debug, Args)]
pub(super) struct Create {
    /// A questionnaire file, or the name of a built-in one; of a wave, the newest version of the one before
    #[arg(long, required_unless_present = "wave_of")]
    pub(super) questionnaire: Option<String>,
    /// The survey's name in addresses: /s/SLUG; of a wave, the study's with a number
    #[arg(long, required_unless_present = "wave_of")]
    pub(super) slug: Option<String>,
    /// Make it the next wave of the study of this survey, and take over what is not said here: organisation, mode,
    /// batch, questionnaire, what it offers, and as many days, after the last ones
    #[arg(long, value_name = "SLUG", conflicts_with = "organisation")]
    pub(super) wave_of: Option<String>,
    /// Short name of the organisation that runs it; made when it is missing
    #[arg(long, default_value = "default")]
    pub(super) organisation: String,
    /// How far answers are from people [default: open]
    #[arg(long, value_enum)]
    pub(super) mode: Option<Mode>,
    /// First day, YYYY-MM-DD
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) opens: Option<Date>,
    /// Last day, YYYY-MM-DD
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) closes: Option<Date>,
    /// Smallest batch the mix moves [default: 20]
    #[arg(long)]
    pub(super) batch: Option<i32>,
    /// Let anybody answer without a code, too; such answers are counted apart
    #[arg(long)]
    pub(super) open_door: bool,
    /// Give residents a withdrawal code; then their answers can be found with it
    #[arg(long)]
    pub(super) withdrawal: bool,
    /// Offer a prize draw after submission, in a form of its own
    #[arg(long)]
    pub(super) prize_draw: bool,
    /// Offer the results by mail after submission, in a form of its own
    #[arg(long)]
    pub(super) report_by_mail: bool,
    /// Publish although texts say what is not true of this survey
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) data: Data,
}

pub(super) fn run(command: &SurveyCommand) -> Result<()> {
    match command {
        SurveyCommand::Create(create) => create::create_survey(create),
        SurveyCommand::List { json, data } => list(&data.data, *json),
        SurveyCommand::Show { survey, json, data } => show(&data.data, survey, *json),
        SurveyCommand::Open(one) => decide(one, FieldAct::Open),
        SurveyCommand::Pause(one) => decide(one, FieldAct::Pause),
        SurveyCommand::Close(one) => decide(one, FieldAct::Close),
        SurveyCommand::Archive(one) => decide(one, FieldAct::Archive),
        SurveyCommand::Unarchive(one) => decide(one, FieldAct::Unarchive),
        SurveyCommand::Delete { confirm, one } => delete(one, confirm.as_deref()),
        SurveyCommand::Extend { closes, one } => decide(one, FieldAct::Extend(*closes)),
    }
}

/// A survey for programs.
#[derive(Debug, Serialize)]
struct SurveyReport<'s> {
    slug: &'s str,
    title: &'s str,
    organisation: &'s str,
    state: FieldState,
    opens: Option<&'s str>,
    closes: Option<&'s str>,
    mode: &'s str,
    offers: Vec<&'s str>,
    batch: i32,
    questionnaire: &'s str,
    version: VersionReport<'s>,
    study: &'s str,
    wave: i32,
    responses: i64,
    waiting: i64,
}

#[derive(Debug, Serialize)]
struct VersionReport<'s> {
    number: i32,
    hash: &'s str,
    label: &'s str,
}

impl<'s> SurveyReport<'s> {
    fn of(
        app: &App,
        overview: &'s SurveyOverview,
        organisations: &'s HashMap<OrganisationId, Slug>,
    ) -> Result<Self> {
        let SurveyOverview { survey, version, number, questionnaire, .. } = overview;
        let organisation = organisations.get(&survey.organisation_id);
        let definition = questionnaire.definition();
        Ok(Self {
            slug: survey.slug.as_str(),
            title: definition.title.get(questionnaire.fallback(), ""),
            organisation: organisation.map_or("", Slug::as_str),
            state: app.surveys().state(survey),
            opens: survey.opens_on.as_deref(),
            closes: survey.closes_on.as_deref(),
            mode: survey.mode.as_str(),
            offers: survey.offers.as_str().split_whitespace().collect(),
            batch: survey.batch,
            questionnaire: &definition.name,
            version: VersionReport { number: *number, hash: version, label: &definition.version },
            study: survey.study.as_str(),
            wave: survey.wave,
            responses: app.analysis().count_now(OPERATOR, &survey.slug)?,
            waiting: app.waiting_now(OPERATOR, &survey.slug)?,
        })
    }

    /// For people.
    fn words(&self) -> String {
        let (opens, closes) = (self.opens.unwrap_or_default(), self.closes.unwrap_or_default());
        let sort = match (self.opens, self.closes) {
            (None, None) => "none",
            (Some(_), None) => "from",
            (None, Some(_)) => "until",
            (Some(_), Some(_)) => "both",
        };
        let codes = if self.mode == Mode::Open.as_str() { "no" } else { "yes" };
        let (mode, organisation) = (self.mode, self.organisation);
        let mut terms = said(&remark!("survey-terms", mode, organisation, codes));
        if !self.offers.is_empty() {
            let offers = said(&remark!("survey-offers", offers = self.offers.join(", ")));
            terms = format!("{terms}, {offers}");
        }
        if self.study != self.slug {
            let wave = remark!("survey-wave", wave = self.wave, study = self.study);
            terms = format!("{}, {terms}", said(&wave));
        }
        let (name, VersionReport { number, hash, label }) = (self.questionnaire, &self.version);
        let is_labelled = if label.is_empty() { "no" } else { "yes" };
        let version =
            remark!("survey-version", name, number, is_labelled, label, hash = &hash[..12]);
        format!(
            "{} – {}\n  {} ({})\n  {terms}; {}\n  {}\n  {}, {}\n",
            self.slug,
            self.title,
            said(&remark!("survey-state", state = self.state.as_str())),
            said(&remark!("survey-days", sort, opens, closes)),
            said(&remark!("survey-batch", batch = self.batch)),
            said(&version),
            said(&remark!("survey-responses", count = self.responses)),
            said(&remark!("survey-waiting", count = self.waiting)),
        )
    }
}

fn list(directory: &Path, json: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let all = app.surveys().list_all_now(OPERATOR)?;
    let organisations = app.surveys().organisations_now(OPERATOR)?;
    let reports = all.iter().map(|overview| SurveyReport::of(&app, overview, &organisations));
    let reports: Vec<SurveyReport<'_>> = reports.collect::<Result<_>>()?;
    if json {
        return print(&format!("{}\n", serde_json::to_string_pretty(&reports)?));
    }
    if reports.is_empty() {
        return print(&(said(&remark!("survey-none-yet")) + "\n"));
    }
    let told: Vec<String> = reports.iter().map(SurveyReport::words).collect();
    print(&told.join("\n"))
}

fn show(directory: &Path, survey: &str, json: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = slugged(survey)?;
    let overview = app.surveys().load_now(OPERATOR, &slug).map_err(|it| named(it, &slug))?;
    let organisations = app.surveys().organisations_now(OPERATOR)?;
    let report = SurveyReport::of(&app, &overview, &organisations)?;
    match json {
        true => print(&format!("{}\n", serde_json::to_string_pretty(&report)?)),
        false => print(&report.words()),
    }
}

/// Decides about the days of a survey, at once.
fn decide(one: &OneSurvey, act: FieldAct) -> Result<()> {
    let (_, app) = data::open(&one.data.data)?;
    let slug = slugged(&one.survey)?;
    let decided = app.office().decide_now(OPERATOR, &slug, act).map_err(|it| named(it, &slug))?;
    let survey = match decided {
        Ok(survey) => survey,
        Err(refusal) => {
            // What was interrupted before is finished.
            app.follow(&slug)?;
            return Err(anyhow!("`{slug}`: {}", said(&refusal.remark())));
        }
    };
    app.follow(&slug)?;
    let last = said(&match &survey.closes_on {
        Some(day) => remark!("survey-last-day", day),
        None => remark!("survey-no-last-day"),
    });
    let slug = slug.as_str();
    let archived = match act {
        FieldAct::Archive => Some(remark!("survey-is-archived", slug)),
        FieldAct::Unarchive => Some(remark!("survey-is-unarchived", slug)),
        _ => None,
    };
    if let Some(told) = archived {
        return print(&(said(&told) + "\n"));
    }
    let told = match survey.times().state(&app.clock, app.grace_days) {
        SurveyState::Early(first) => {
            remark!("survey-is-planned", slug, first = first.to_string(), last)
        }
        SurveyState::Open => remark!("survey-is-open", slug, last),
        SurveyState::Paused => remark!("survey-is-paused", slug, last),
        SurveyState::Ending { until, .. } => {
            remark!("survey-is-ending", slug, until = until.to_string())
        }
        SurveyState::Closed { .. } => remark!("survey-is-closed", slug),
    };
    print(&(said(&told) + "\n"))
}

/// Deletes a survey after its name was typed once more.
fn delete(one: &OneSurvey, confirmed: Option<&str>) -> Result<()> {
    let (_, app) = data::open(&one.data.data)?;
    let slug = slugged(&one.survey)?;
    // One whose deletion was interrupted is asked for no more.
    if !app.was_deleted(OPERATOR, &slug)? {
        let office = app.office();
        let outlook =
            office.deletion_outlook_now(OPERATOR, &slug).map_err(|it| named(it, &slug))?;
        if let Some(refusal) = outlook.refusal {
            return Err(anyhow!("`{slug}`: {}", said(&refusal.remark())));
        }
        let responses = app.analysis().count_now(OPERATOR, &slug)?;
        let DeletionOutlook { invitations, contacts, .. } = outlook;
        let name = slug.as_str();
        let goes = remark!("survey-delete-goes", slug = name, responses, invitations, contacts);
        tell(&said(&goes));
        tell(&said(&remark!("survey-delete-stays")));
        let typed = match confirmed {
            Some(typed) => typed.to_owned(),
            None => ask(&slug)?,
        };
        if typed.trim() != name {
            return Err(anyhow!(said(&remark!("survey-delete-not"))));
        }
    }
    if let Err(refusal) = alone(&app, || app.delete_survey(OPERATOR, &slug))? {
        return Err(anyhow!("`{slug}`: {}", said(&refusal.remark())));
    }
    print(&(said(&remark!("survey-deleted", slug = slug.as_str())) + "\n"))
}

/// What somebody at the terminal types for the name of a survey.
fn ask(slug: &Slug) -> Result<String> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err(anyhow!(said(&remark!("survey-delete-confirm", slug = slug.as_str()))));
    }
    tell(&said(&remark!("survey-delete-ask")));
    let mut typed = String::new();
    stdin.lock().read_line(&mut typed)?;
    Ok(typed)
}
