//! Creating a survey, on the command line and in the browser: what is examined before, what is told after. Start
//! reading at [`SurveyPlan::check`].

use jiff::civil::Date;

use super::Office;
use super::insert::{Inserted, Insertion, NewSurvey, NextWave, USUAL_BATCH};
use crate::app::actor::Actor;
use crate::domain::{Mode, Offer, Offers, Terms};
use crate::engine::problem::remark;
use crate::engine::{
    Checked, Contradiction, Problem, Questionnaire, Remark, Severity, contradictions,
};
use crate::error::Error;
use crate::formats::{self, FileType};
use crate::ids::{OrganisationId, Slug};
use crate::storage::office::media::may_be_shown;

use crate::app::builtin::Builtin;

/// The largest questionnaire file that is taken.
pub const LARGEST_FILE: usize = formats::MOST_BYTES as usize;

/// The word in addresses that is a page of ours.
const RESERVED: &str = "new";

/// A survey that somebody wants.
#[derive(Debug, Clone)]
pub struct SurveyPlan {
    /// Its name in addresses.
    pub slug: Slug,
    /// How far answers are from people.
    pub mode: Mode,
    /// The smallest batch the mix moves.
    pub batch: i32,
    /// What it offers beside its questionnaire.
    pub offers: Offers,
    /// First day.
    pub opens_on: Option<Date>,
    /// Last day.
    pub closes_on: Option<Date>,
    /// The study that it goes on; nothing for the first wave of one of its own.
    pub wave: Option<NextWave>,
}

/// What is to be said of a survey before it is created.
#[derive(Debug)]
pub struct PlanCheck {
    /// What keeps it from being created.
    pub errors: Vec<Remark>,
    /// Texts around the questions that are not true of it: residents would be told the opposite of what happens.
    pub untrue: Vec<Contradiction>,
    /// What is to be known.
    pub warnings: Vec<Remark>,
}

impl SurveyPlan {
    /// The survey as this organisation runs it.
    pub fn of(self, organisation: OrganisationId) -> NewSurvey {
        let Self { slug, mode, batch, offers, opens_on, closes_on, wave } = self;
        NewSurvey { slug, organisation, mode, batch, offers, opens_on, closes_on, wave }
    }

    /// Examines it with its questionnaire.
    pub fn check(&self, questionnaire: &Questionnaire, today: Date) -> PlanCheck {
        let terms = Terms::of(self.mode, &self.offers);
        PlanCheck {
            errors: self.errors(),
            untrue: contradictions(questionnaire.definition(), &|word| terms.hold(word)),
            warnings: self.warnings(questionnaire, today),
        }
    }

    /// What keeps it from being created, whatever it asks.
    pub fn errors(&self) -> Vec<Remark> {
        let mut errors = Vec::new();
        if self.slug.as_str() == RESERVED {
            errors.push(remark!("create-reserved", slug = self.slug.as_str()));
        }
        if self.mode == Mode::Open && self.offers.has(Offer::OpenDoor) {
            errors.push(remark!("create-open-twice"));
        }
        if self.batch < 1 {
            errors.push(remark!("create-batch"));
        }
        if let (Some(opens), Some(closes)) = (self.opens_on, self.closes_on)
            && opens > closes
        {
            let (opens, closes) = (opens.to_string(), closes.to_string());
            errors.push(remark!("create-days", opens, closes));
        }
        errors
    }

    fn warnings(&self, questionnaire: &Questionnaire, today: Date) -> Vec<Remark> {
        let mut warnings = Vec::new();
        if let Some(closes) = self.closes_on.filter(|closes| *closes < today) {
            warnings.push(remark!("create-passed", closes = closes.to_string()));
        }
        let languages = questionnaire.definition().languages.iter();
        for missing in languages.filter(|it| !questionnaire.spoken().any(|spoken| spoken == *it)) {
            warnings.push(remark!("create-language", missing));
        }
        if self.batch < USUAL_BATCH {
            let batch = self.batch;
            warnings.push(remark!("create-small-batch", batch, usual = USUAL_BATCH));
        }
        warnings
    }

    /// Where it is served.
    pub fn served(&self, today: Date) -> Remark {
        let slug = self.slug.as_str();
        match (self.opens_on, self.closes_on) {
            (_, Some(closes)) if closes < today => {
                remark!("create-ended", closes = closes.to_string(), slug)
            }
            (Some(opens), _) if opens > today => {
                remark!("create-later", opens = opens.to_string(), slug)
            }
            _ => remark!("create-served", slug),
        }
    }

    /// What its door means for what is promised, and where its codes come from.
    pub fn consequences(&self, questionnaire: &Questionnaire) -> Vec<Remark> {
        let mut told = Vec::new();
        if self.mode == Mode::Open || self.offers.has(Offer::OpenDoor) {
            told.push(remark!("create-open-risk"));
            if !questionnaire.definition().quotas.is_empty() {
                told.push(remark!("create-quota-risk"));
            }
        }
        if self.mode != Mode::Open {
            told.push(remark!("create-codes", slug = self.slug.as_str()));
        }
        told
    }
}

/// Reads a questionnaire that came as a file of its own, and judges it as one that people are to answer. Nothing
/// where its name is none of a questionnaire.
pub fn read_questionnaire(file_name: &str, bytes: &[u8]) -> Option<Checked> {
    let file_type = FileType::of(file_name)?;
    let (stem, _) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    Some(to_serve(formats::check(formats::read(bytes, file_type, stem), &Builtin)))
}

/// A questionnaire as one that is to be served. A form of other tools can be looked at and converted without
/// the files of its lists, but nobody can answer it.
pub fn to_serve(mut checked: Checked) -> Checked {
    let unread: Vec<String> =
        checked.problems.iter().filter(|it| is_unread(it)).map(|it| it.path.clone()).collect();
    let is_told = |it: &Problem| it.what.code == "list-empty" && unread.contains(&it.path);
    checked.problems.retain(|it| !is_told(it));
    for problem in &mut checked.problems {
        if is_unread(problem) || problem.what.code == "list-empty" {
            problem.severity = Severity::Error;
        }
    }
    checked
}

/// Whether it says that the file of a list, or a row of it, could not be read.
fn is_unread(problem: &Problem) -> bool {
    let code = problem.what.code;
    let is_list = problem.path.strip_prefix("/lists/").is_some_and(|rest| !rest.contains('/'));
    let is_of_file = code.starts_with("file-") || code.starts_with("list-");
    code == "list-row-length"
        || is_list && is_of_file && !matches!(code, "list-empty" | "list-unused")
}

impl Office {
    /// Creates a survey in the actor's organisation, or says why not. It goes into the field within seconds, as
    /// everything that is decided. What it shows must be there: of a manuscript, or of a version that was published before.
    pub async fn create(
        &self,
        actor: &Actor,
        questionnaire: &Questionnaire,
        plan: SurveyPlan,
    ) -> Result<Result<Inserted, Remark>, Error> {
        let account = actor.account().ok_or(Error::Forbidden)?;
        let office = self.clone();
        let owner = account.organisation.clone();
        let survey = plan.of(owner.clone());
        let files = questionnaire.definition().files.iter();
        let files: Vec<_> = files.map(|(name, it)| (name.clone(), it.hash.clone())).collect();
        let insertion = Insertion::new(actor, questionnaire, survey, self.clock.now())?;
        let insert = move |conn: &mut _| {
            for (name, hash) in &files {
                if !may_be_shown(conn, &owner, hash)? {
                    return Ok(Err(remark!("create-picture", name)));
                }
            }
            let inserted = insertion.run(conn)?;
            if inserted.is_ok() {
                office.hasten(conn)?;
            }
            Ok::<_, Error>(inserted)
        };
        self.office.write(insert).await
    }
}
