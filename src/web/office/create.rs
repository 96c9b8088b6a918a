//! Creating a survey in the browser: the form, and what is examined before anything is published.

use std::sync::Arc;

use actix_web::web::{Data, Query};
use jiff::civil::Date;
use serde::Deserialize;

use crate::app::office::Office;
use crate::app::office::create::{SurveyPlan, read_questionnaire};
use crate::app::office::insert::{Inserted, NextWave, USUAL_BATCH};
use crate::app::office::surveys::Surveys;
use crate::app::office::waves::WaveOutlook;
use crate::domain::{Mode, Offer, Offers};
use crate::engine::model::Publisher;
use crate::engine::{Checked, Form, Problem, Questionnaire, Remark, check};
use crate::i18n::{Locale, problems};
use crate::ids::{ManuscriptId, Slug};
use crate::storage::office::manuscripts::ManuscriptHead;
use crate::view::staff::new_survey::{CheckLine, NewSurveyPage, VersionChoice, WaveNote};
use crate::web::office::editor::words;
use crate::web::refusal::Refusal;
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::{SentFile, StaffForm};
use crate::web::staff::need::PublishSurveys;

/// Where the form is.
pub(in crate::web) const NEW_SURVEY: &str = "/surveys/new";
/// Marks a questionnaire that is being written, among those that can be chosen.
const MANUSCRIPT: &str = "manuscript:";
/// The survey whose study is gone on, in the address and in the form,
const WAVE_OF: &str = "wave-of";
/// and the number of the wave that whoever fills in the form reads above it.
const WAVE: &str = "wave";

/// What an address of the form says.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    /// The questionnaire of which a survey is wanted.
    questionnaire: Option<String>,
    /// A survey whose study it goes on.
    #[serde(rename = "wave-of")]
    wave_of: Option<String>,
}

/// The address of the form for the next wave of a survey's study.
pub(in crate::web) fn next_wave(slug: &Slug) -> String {
    format!("{NEW_SURVEY}?{WAVE_OF}={slug}")
}

/// So many problems of a file are told at once.
const MOST_TOLD: usize = 10;

/// The form.
pub(super) async fn show(
    desk: Desk<PublishSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    wanted: Query<Wanted>,
) -> StaffReply {
    let mut values = Form::default();
    values.set("batch", &USUAL_BATCH.to_string());
    let wave = match &wanted.wave_of {
        Some(slug) => Some(surveys.next_wave(&desk.actor, slug).await?),
        None => None,
    };
    if let Some(wave) = &wave {
        take_over(&mut values, wave);
    }
    if let Some(manuscript) = &wanted.questionnaire {
        values.set("version", &format!("{MANUSCRIPT}{manuscript}"));
    }
    let found = Findings { wave, ..Findings::default() };
    desk.page(&page(&desk, (&office, &surveys), &values, found).await?)
}

/// What the next wave has from the one before, until somebody says otherwise.
fn take_over(values: &mut Form, wave: &WaveOutlook) {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    values.set(WAVE_OF, wave.last.slug.as_str());
    values.set("version", wave.version.id.as_str());
    values.set("slug", &wave.slug);
    values.set("mode", wave.last.mode.as_str());
    values.set("batch", &wave.last.batch.to_string());
    values.set("opens", &day(wave.opens));
    values.set("closes", &day(wave.closes_after(None)));
    for offer in Offer::ALL.iter().filter(|offer| wave.last.offers.has(**offer)) {
        values.set(offer.as_str(), "on");
    }
}

/// Creates a survey, or shows the form again with what is wrong, or is to be confirmed.
pub(super) async fn create(
    form: StaffForm<PublishSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
) -> StaffReply {
    let StaffForm { desk, values, mut files } = form;
    let file = files.pop();
    let wave = match values.find(WAVE_OF).unwrap_or_default() {
        "" => None,
        slug => Some(surveys.next_wave(&desk.actor, slug).await?),
    };
    let mut findings = Findings { wave, ..Findings::default() };
    let plan = plan(desk.t(), &values, &mut findings);
    let questionnaire =
        questionnaire(&desk, (&office, &surveys), &values, file, &mut findings).await?;
    let own = office.publisher(&desk.actor).await?;
    findings.can_fill = !own.is_silent();
    let questionnaire = match questionnaire {
        Some(it) if values.has("fill-publisher", "on") => {
            filled(desk.t(), &it, &own, &mut findings)
        }
        other => other,
    };
    if let (Some(plan), Some(questionnaire)) = (plan, questionnaire)
        && findings.problems.is_empty()
    {
        let written = values.find("version").and_then(|it| it.strip_prefix(MANUSCRIPT));
        let written = written.map(|id| ManuscriptId(id.to_owned()));
        let asked = (&*questionnaire, written.as_ref());
        examine(desk.t(), &plan, asked, surveys.today(), &mut findings);
        if findings.is_to_be_confirmed() && !values.has("anyway", "on") {
            findings.problem("anyway", desk.t().text("new-confirm").into_owned());
        }
        if findings.problems.is_empty() {
            match office.create(&desk.actor, &questionnaire, plan).await? {
                Ok(Inserted { survey, is_new }) => {
                    let word = if is_new { "created" } else { "known" };
                    return Ok(go(&format!("{HOME}/{}?{word}", survey.slug)));
                }
                Err(remark) => {
                    findings.remark(desk.t(), &remark);
                    if let Some(wave) = &findings.wave {
                        let slug = wave.last.slug.as_str();
                        findings.wave = Some(surveys.next_wave(&desk.actor, slug).await?);
                    }
                }
            }
        }
    }
    desk.page_again(&page(&desk, (&office, &surveys), &values, findings).await?)
}

/// What is wrong with a form, and what is to be known before it is done.
#[derive(Default)]
struct Findings {
    /// The field, and what is wrong there.
    problems: Vec<(&'static str, String)>,
    checks: Vec<CheckLine>,
    /// The organisation says something of itself,
    can_fill: bool,
    /// and the questionnaire says nothing of who asks.
    lacks_publisher: bool,
    /// The wave that it becomes.
    wave: Option<WaveOutlook>,
}

impl Findings {
    fn problem(&mut self, field: &'static str, words: String) {
        self.problems.push((field, words));
    }

    fn remark(&mut self, t: &Locale, remark: &Remark) {
        let field = match remark.code {
            "create-open-twice" => "open-door",
            "create-batch" => "batch",
            "create-days" => "closes",
            "create-picture" => "file",
            "create-wave-taken" => WAVE,
            _ => "slug",
        };
        self.problem(field, said(t, remark));
    }

    fn check(&mut self, is_fine: bool, words: String) {
        self.checks.push(CheckLine { is_fine, words, place: None });
    }

    fn is_to_be_confirmed(&self) -> bool {
        self.checks.iter().any(|line| !line.is_fine)
    }
}

/// What the command line says with the names of its options is said with those of the fields.
fn said(t: &Locale, remark: &Remark) -> String {
    let key = match remark.code {
        "create-open-twice" => "new-open-twice",
        "create-batch" => "new-batch-wrong",
        "create-days" => "new-days-wrong",
        "create-passed" => "new-passed",
        "create-language" => "new-language",
        "create-small-batch" => "new-small-batch",
        "create-wave-taken" => "new-wave-taken",
        "create-wave-overlap" => "new-wave-overlap",
        "create-wave-endless" => "new-wave-endless",
        "create-study-taken" => "new-study-taken",
        _ => return problems::remark(remark, t.code()),
    };
    let values: Vec<_> =
        remark.params.iter().map(|(name, value)| (*name, problems::fluent(value))).collect();
    t.with(key, &values)
}

/// The survey that was typed, without its questionnaire.
fn plan(t: &Locale, values: &Form, findings: &mut Findings) -> Option<SurveyPlan> {
    let typed = |name: &str| values.find(name).unwrap_or_default().trim();
    let mut wrong = |field, key: &str| findings.problem(field, t.text(key).into_owned());
    let slug = Slug::parse(typed("slug"));
    if slug.is_none() {
        wrong("slug", "new-slug-wrong");
    }
    let mode: Option<Mode> = typed("mode").parse().ok();
    if mode.is_none() {
        wrong("mode", "new-mode-missing");
    }
    let mut day = |field: &'static str| -> Option<Date> {
        let text = values.find(field).unwrap_or_default().trim();
        let day = text.parse().ok();
        if day.is_none() && !text.is_empty() {
            wrong(field, "field-day-wrong");
        }
        day
    };
    let (opens_on, closes_on) = (day("opens"), day("closes"));
    let batch: Option<i32> = typed("batch").parse().ok();
    if batch.is_none() {
        wrong("batch", "new-batch-wrong");
    }
    let offers: Vec<Offer> =
        Offer::ALL.iter().copied().filter(|it| values.has(it.as_str(), "on")).collect();
    let offers = Offers::of(&offers);
    let seen = typed(WAVE).parse().unwrap_or_default();
    let wave = findings.wave.as_ref();
    let wave = wave.map(|it| NextWave { study: it.next.study.clone(), number: seen });
    let (slug, mode, batch) = (slug?, mode?, batch?);
    let plan = SurveyPlan { slug, mode, batch, offers, opens_on, closes_on, wave };
    for error in plan.errors() {
        findings.remark(t, &error);
    }
    Some(plan)
}

/// The questionnaire that was chosen or brought.
async fn questionnaire(
    desk: &Desk<PublishSurveys>,
    (office, surveys): (&Office, &Surveys),
    values: &Form,
    file: Option<SentFile>,
    findings: &mut Findings,
) -> Result<Option<Arc<Questionnaire>>, Refusal> {
    let t = desk.t();
    let chosen = values.find("version").unwrap_or_default();
    match (chosen, file) {
        ("", None) => findings.problem("version", t.text("new-nothing-chosen").into_owned()),
        ("", Some(file)) => return Ok(read(t, file, findings).await?.map(Arc::new)),
        (_, Some(_)) => findings.problem("version", t.text("new-two-chosen").into_owned()),
        (chosen, None) if chosen.starts_with(MANUSCRIPT) => {
            let id = ManuscriptId(chosen.trim_start_matches(MANUSCRIPT).to_owned());
            let manuscript = office.manuscript(&desk.actor, &id).await?;
            return Ok(told(t, check(manuscript.definition), "version", findings).map(Arc::new));
        }
        (id, None) => {
            let found = surveys.find_published(&desk.actor, id).await?;
            if found.is_none() {
                findings.problem("version", t.text("new-nothing-chosen").into_owned());
            }
            return Ok(found);
        }
    }
    Ok(None)
}

/// Reads and checks a file, which may take a while.
async fn read(
    t: &Locale,
    file: SentFile,
    findings: &mut Findings,
) -> Result<Option<Questionnaire>, Refusal> {
    let SentFile { name, bytes, .. } = file;
    let shown = name.clone();
    let read = tokio::task::spawn_blocking(move || read_questionnaire(&name, &bytes)).await;
    let Some(checked) = read.map_err(|cause| Refusal::Fault(cause.into()))? else {
        findings.problem("file", t.with("new-file-kind", &[("name", shown.into())]));
        return Ok(None);
    };
    Ok(told(t, checked, "file", findings))
}

/// A questionnaire with what the organisation says of itself, where it says nothing.
fn filled(
    t: &Locale,
    questionnaire: &Questionnaire,
    own: &Publisher,
    findings: &mut Findings,
) -> Option<Arc<Questionnaire>> {
    let mut definition = questionnaire.definition().clone();
    definition.publisher = definition.publisher.filled(own, &definition.languages);
    findings.checks.clear();
    told(t, check(definition), "version", findings).map(Arc::new)
}

/// A questionnaire that was checked; or its errors at the field where it was chosen.
fn told(
    t: &Locale,
    checked: Checked,
    field: &'static str,
    findings: &mut Findings,
) -> Option<Questionnaire> {
    let warnings = checked.problems.clone();
    let definition = checked.questionnaire().map(|it| it.definition().clone());
    let told = |problem: &Problem| match &definition {
        Some(definition) => words::problem(t, definition, problem),
        None => problems::problem(problem, t.code()),
    };
    match checked.sound() {
        Ok(questionnaire) => {
            // That nobody is named as the publisher is told of every questionnaire.
            let warnings = warnings.iter().filter(|it| it.what.code != "no-publisher");
            let warnings: Vec<String> = warnings.map(told).collect();
            more(t, &warnings, |words| findings.check(false, words));
            Some(questionnaire)
        }
        Err(errors) => {
            let errors: Vec<String> = errors.iter().map(told).collect();
            more(t, &errors, |words| findings.problem(field, words));
            None
        }
    }
}

/// The first of these, and how many more there are.
fn more(t: &Locale, all: &[String], mut tell: impl FnMut(String)) {
    all.iter().take(MOST_TOLD).for_each(|words| tell(words.clone()));
    let left = all.len().saturating_sub(MOST_TOLD);
    if left > 0 {
        tell(t.with("new-more", &[("count", t.count(left).into())]));
    }
}

/// What is to be known of this survey with this questionnaire.
fn examine(
    t: &Locale,
    plan: &SurveyPlan,
    (questionnaire, written): (&Questionnaire, Option<&ManuscriptId>),
    today: Date,
    findings: &mut Findings,
) {
    let check = plan.check(questionnaire, today);
    let has_publisher = questionnaire.definition().publisher != Default::default();
    let key = if has_publisher { "new-check-publisher" } else { "new-check-no-publisher" };
    findings.check(has_publisher, t.text(key).into_owned());
    findings.lacks_publisher = !has_publisher;
    if check.untrue.is_empty() {
        findings.check(true, t.text("new-check-true").into_owned());
    }
    for it in &check.untrue {
        let (place, href) = words::place(t, questionnaire.definition(), &it.path, written);
        let values = [
            ("sentence", it.sentence.as_str().into()),
            ("place", place.as_str().into()),
            ("mark", it.condition.into()),
        ];
        let words = t.with("new-check-untrue", &values);
        let place = href.map(|href| (href, t.text("new-check-mend").into_owned()));
        findings.checks.push(CheckLine { is_fine: false, words, place });
    }
    // Of one that somebody else has created meanwhile, that is told instead.
    let is_next = |wave: &&WaveOutlook| plan.wave.as_ref() == Some(&wave.next);
    let wave = findings.wave.as_ref().filter(is_next);
    let overlap = wave.and_then(|wave| wave.overlap(plan, today));
    for warning in check.warnings.iter().chain(&overlap) {
        findings.check(false, said(t, warning));
    }
}

async fn page<'p>(
    desk: &'p Desk<PublishSurveys>,
    (office, surveys): (&Office, &Surveys),
    values: &'p Form,
    findings: Findings,
) -> Result<NewSurveyPage<'p>, Refusal> {
    let published = surveys.list_published(&desk.actor).await?;
    let written = office.manuscripts(&desk.actor).await?;
    let manuscript = |it: ManuscriptHead| VersionChoice {
        id: format!("{MANUSCRIPT}{}", it.id.as_str()),
        questionnaire: it.title,
        number: None,
        day: surveys.day(it.changed_at),
    };
    Ok(NewSurveyPage {
        frame: desk.frame(),
        action: NEW_SURVEY,
        versions: published
            .into_iter()
            .map(|it| VersionChoice {
                id: it.id.to_string(),
                questionnaire: it.questionnaire,
                number: Some(it.number),
                day: surveys.day(it.published_at),
            })
            .chain(written.into_iter().map(manuscript))
            .collect(),
        values,
        fills_publisher: findings.can_fill && findings.lacks_publisher
            || values.has("fill-publisher", "on"),
        wave: findings.wave.as_ref().map(|it| WaveNote {
            of: it.last.slug.to_string(),
            study: it.next.study.to_string(),
            number: it.next.number,
        }),
        problems: findings.problems,
        checks: findings.checks,
    })
}
