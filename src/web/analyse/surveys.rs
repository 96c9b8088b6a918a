//! The surveys of one's organisation, and one of them with its downloads.

use std::cmp::Reverse;

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use jiff::civil::Date;

use crate::app::analysis::Analysis;
use crate::app::analysis::counts::QuotaCount;
use crate::app::office::surveys::{PublishedVersion, SurveyOverview, deletion_day};
use crate::domain::{FieldState, Mode, Offer, Permission};
use crate::engine::Quota;
use crate::error::Error;
use crate::export::{FORMATS, Format, MACHINE, files};
use crate::ids::Slug;
use crate::storage::office::surveys::Survey;
use crate::view::staff::surveys::{
    Filter, ListPart, NextStep, OverdueSurvey, StudyHead, SurveyBlock, SurveyRow, SurveysPage,
};
use crate::view::staff::waves::{StudyWaves, WaveLink};
use crate::view::staff::{
    Counts, DeletionDue, Download, QuotaRow, SetAside, SurveyPage, VersionRow,
};
use crate::web::error_page::has_word;
use crate::web::office::create::{NEW_SURVEY, next_wave};
use crate::web::office::surveys::{days, run, title};
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::need::SeeSurveys;

/// The list. `?state=open` shows those that are open, `?state=archive` those that were put aside.
pub(super) async fn list(
    desk: Desk<SeeSurveys>,
    analysis: Data<Analysis>,
    request: HttpRequest,
) -> StaffReply {
    let surveys = &analysis.surveys;
    let mut all = surveys.list(&desk.actor).await?;
    all.sort_by_key(|overview| urgency(surveys.state(&overview.survey), overview));
    let states = [FieldState::Open, FieldState::Paused, FieldState::Planned, FieldState::Closed];
    let kinds =
        [ListPart::All].into_iter().chain(states.map(ListPart::In)).chain([ListPart::Archive]);
    let kinds: Vec<ListPart> = kinds.collect();
    let is_asked = |of: &ListPart| has_word(&request, &format!("state={}", of.word()));
    let wanted = kinds.iter().copied().find(is_asked).unwrap_or(ListPart::All);
    let is_of = |it: &SurveyOverview, of: ListPart| {
        of.has(surveys.state(&it.survey), it.survey.is_archived)
    };
    let filter = |of: ListPart| Filter {
        of,
        number: all.iter().filter(|it| is_of(it, of)).count(),
        is_current: of == wanted,
    };
    let filters = kinds.into_iter().map(filter).collect();
    let mut blocks: Vec<SurveyBlock<'_>> = Vec::new();
    for shown in together(all.iter().filter(|it| is_of(it, wanted)).collect()) {
        let study = head(&desk, &all, shown);
        let row = row(&desk, &analysis, shown, study.is_some()).await?;
        let name = study.as_ref().map(|head| head.study);
        let is_here =
            |block: &&mut SurveyBlock<'_>| block.study.as_ref().map(|it| it.study) == name;
        match blocks.last_mut().filter(is_here) {
            Some(block) => block.surveys.push(row),
            None => blocks.push(SurveyBlock { study, surveys: vec![row] }),
        }
    }
    let new = desk.may(Permission::PublishSurveys).then_some(NEW_SURVEY);
    let keep_months = surveys.keep_months(&desk.actor).await?;
    let is_overdue = |it: &&SurveyOverview| {
        let day = deletion_day(&it.survey, surveys.state(&it.survey), keep_months);
        day.is_some_and(|day| day <= surveys.today())
    };
    let overdue = all.iter().filter(is_overdue).map(|it| OverdueSurvey {
        title: title(desk.t(), it),
        slug: it.survey.slug.as_str(),
        href: format!("{HOME}/{}", it.survey.slug),
    });
    desk.page(&SurveysPage {
        frame: desk.frame(),
        blocks,
        filters,
        new,
        is_deleted: has_word(&request, "deleted"),
        overdue: overdue.collect(),
    })
}

/// What needs somebody comes first: residents are turned away from a survey that is paused; of those that are
/// open the one that ends first; of those that are planned the one that begins first; of those that are over
/// the last.
fn urgency(state: FieldState, overview: &SurveyOverview) -> (u8, i64, Slug) {
    let times = overview.survey.times();
    let day = |day: Option<Date>, absent| {
        day.map_or(absent, |day| i64::from((day - Date::constant(2000, 1, 1)).get_days()))
    };
    let (rank, day) = match state {
        FieldState::Paused => (0, day(times.closes, i64::MAX)),
        FieldState::Open => (1, day(times.closes, i64::MAX)),
        FieldState::Planned => (2, day(times.opens, i64::MAX)),
        FieldState::Closed => (3, -day(times.closes, 0)),
    };
    (rank, day, overview.survey.slug.clone())
}

/// Waves of one study beside each other, the last one first, where the first of them would stand.
fn together(mut left: Vec<&SurveyOverview>) -> Vec<&SurveyOverview> {
    let mut ordered = Vec::with_capacity(left.len());
    while let Some(first) = left.first().copied() {
        let (mut waves, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|it| it.survey.study == first.survey.study);
        waves.sort_by_key(|it| Reverse(it.survey.wave));
        ordered.append(&mut waves);
        left = others;
    }
    ordered
}

/// What stands above a survey's study; nothing where it is alone in it, and always was.
fn head<'o>(
    desk: &Desk<SeeSurveys>,
    all: &'o [SurveyOverview],
    overview: &SurveyOverview,
) -> Option<StudyHead<'o>> {
    let waves = all.iter().filter(|it| it.survey.study == overview.survey.study);
    let (number, last) = (waves.clone().count(), waves.max_by_key(|it| it.survey.wave)?);
    let study = last.survey.study.as_str();
    let is_alone = number == 1 && last.survey.slug == last.survey.study;
    (!is_alone).then(|| StudyHead { title: title(desk.t(), last), study, waves: number })
}

async fn row<'o>(
    desk: &Desk<SeeSurveys>,
    analysis: &Analysis,
    overview: &'o SurveyOverview,
    is_wave: bool,
) -> Result<SurveyRow<'o>, Error> {
    let survey = &overview.survey;
    let state = analysis.surveys.state(survey);
    let (may_lead, may_read) = (desk.may(Permission::RunField), desk.may(Permission::ReadAnswers));
    Ok(SurveyRow {
        title: title(desk.t(), overview),
        wave: is_wave.then_some(survey.wave),
        slug: survey.slug.as_str(),
        href: format!("{HOME}/{}", survey.slug),
        run: run(overview),
        number: overview.number,
        state,
        today: analysis.surveys.today(),
        mode: survey.mode,
        has_open_door: survey.offers.has(Offer::OpenDoor),
        counts: counts(desk, analysis, overview).await?,
        step: NextStep::of(state, may_lead, may_read),
        may_lead,
    })
}

/// The waves of a survey's study; nothing where it is alone in it, and always was.
fn study<'o>(
    analysis: &Analysis,
    survey: &'o Survey,
    waves: &'o [Survey],
) -> Option<StudyWaves<'o>> {
    let link = |wave: &'o Survey| WaveLink {
        number: wave.wave,
        slug: wave.slug.as_str(),
        href: format!("{HOME}/{}", wave.slug),
        run: days(wave),
        state: analysis.surveys.state(wave),
    };
    let is_alone = waves.len() < 2 && survey.slug == survey.study;
    (!is_alone).then(|| StudyWaves {
        study: survey.study.as_str(),
        number: survey.wave,
        waves: waves.iter().rev().map(link).collect(),
    })
}

fn versions(overview: &SurveyOverview) -> Vec<VersionRow<'_>> {
    let row = |it: &PublishedVersion| VersionRow {
        number: it.number,
        label: overview
            .questionnaire_of(&it.hash)
            .map_or("", |questionnaire| questionnaire.definition().version.as_str()),
        day: it.day,
        href: format!("{HOME}/{}/versions/{}", overview.survey.slug, it.number),
    };
    overview.published.iter().rev().map(row).collect()
}

/// One survey.
pub(super) async fn show(
    desk: Desk<SeeSurveys>,
    analysis: Data<Analysis>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let overview = analysis.surveys.load(&desk.actor, &path).await?;
    let slug = &overview.survey.slug;
    let may_read = desk.may(Permission::ReadAnswers);
    let export = |format: &dyn Format| format!("{HOME}/{slug}/export/{}", format.key());
    let aside = analysis.surveys.aside(&desk.actor, &overview.survey).await?;
    let plain = |count: i64| usize::try_from(count).unwrap_or_default();
    let waves = analysis.surveys.waves(&desk.actor, &overview.survey).await?;
    let state = analysis.surveys.state(&overview.survey);
    let keep_months = analysis.surveys.keep_months(&desk.actor).await?;
    let due = deletion_day(&overview.survey, state, keep_months);
    desk.page(&SurveyPage {
        due: due.map(|day| DeletionDue {
            day,
            is_over: day <= analysis.surveys.today(),
            delete: desk.may(Permission::DeleteSurveys).then(|| format!("{HOME}/{slug}/delete")),
        }),
        next_wave: desk.may(Permission::PublishSurveys).then(|| next_wave(slug)),
        study: study(&analysis, &overview.survey, &waves),
        aside: SetAside {
            unreadable: plain(aside.unreadable),
            doubles: plain(aside.doubles),
            damaged: plain(aside.damaged),
            messages: plain(aside.messages),
        },
        frame: desk.frame(),
        title: title(desk.t(), &overview),
        public: &format!("/s/{slug}"),
        run: run(&overview),
        state,
        counts: counts(&desk, &analysis, &overview).await?,
        field: desk.may(Permission::RunField).then(|| format!("{HOME}/{slug}/field")),
        is_new: has_word(&request, "created"),
        is_known: has_word(&request, "known"),
        has_codes: overview.survey.mode != Mode::Open,
        versions: versions(&overview),
        quotas: quotas(&desk, &analysis, &overview).await?,
        downloads: FORMATS
            .iter()
            .filter(|_| may_read)
            .map(|format| Download {
                key: format.key(),
                href: format!("{}.zip", export(*format)),
                prepare: format!("{}/prepare", export(*format)),
            })
            .collect(),
        files: files(&MACHINE, overview.questionnaire.has_uploads())
            .filter(|_| may_read)
            .map(|file| {
                let href = format!("{}/{file}", export(&MACHINE));
                (file, href)
            })
            .collect(),
    })
}

async fn quotas<'o>(
    desk: &Desk<SeeSurveys>,
    analysis: &Analysis,
    overview: &'o SurveyOverview,
) -> Result<Vec<QuotaRow<'o>>, Error> {
    let questionnaire = &overview.questionnaire;
    if questionnaire.quotas().is_empty() {
        return Ok(Vec::new());
    }
    let quotas = questionnaire.quotas();
    let counts = analysis.quotas(&desk.actor, &overview.survey, quotas).await?;
    let row = |(quota, count): (&'o Quota, QuotaCount)| QuotaRow {
        label: match quota.definition.label.get(desk.t().code(), questionnaire.fallback()) {
            "" => &quota.definition.name,
            label => label,
        },
        responses: count.responses.map(|count| usize::try_from(count).unwrap_or_default()),
        is_full: count.is_full,
        max: quota.definition.max as usize,
    };
    Ok(quotas.iter().zip(counts).map(row).collect())
}

async fn counts(
    desk: &Desk<SeeSurveys>,
    analysis: &Analysis,
    overview: &SurveyOverview,
) -> Result<Counts, Error> {
    let count = analysis.count(&desk.actor, &overview.survey).await?;
    let plain = |count: i64| usize::try_from(count).unwrap_or_default();
    Ok(Counts {
        without_code: count.without_code.map(plain),
        responses: plain(count.responses),
        batch: plain(overview.survey.batch.into()),
    })
}
