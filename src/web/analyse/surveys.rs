//! The surveys of one's organisation, and one of them with its downloads.

use actix_web::web::{Data, Path};

use crate::app::analysis::Analysis;
use crate::app::analysis::counts::QuotaCount;
use crate::app::office::surveys::SurveyOverview;
use crate::domain::Permission;
use crate::engine::Quota;
use crate::error::Error;
use crate::export::{FORMATS, Format, MACHINE, files};
use crate::i18n::Locale;
use crate::view::staff::{
    Counts, Download, FieldPhase, QuotaRow, SetAside, SurveyPage, SurveyRow, SurveysPage,
};
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::need::SeeSurveys;

/// The list.
pub(super) async fn list(desk: Desk<SeeSurveys>, analysis: Data<Analysis>) -> StaffReply {
    let all = analysis.surveys.list(&desk.actor).await?;
    let mut rows = Vec::with_capacity(all.len());
    for overview in &all {
        rows.push(SurveyRow {
            title: title(desk.t(), overview),
            slug: overview.survey.slug.as_str(),
            href: format!("{HOME}/{}", overview.survey.slug),
            run: run(overview),
            state: analysis.surveys.state(&overview.survey),
            counts: counts(&desk, &analysis, overview).await?,
        });
    }
    desk.page(&SurveysPage { frame: desk.frame(), surveys: rows })
}

/// One survey.
pub(super) async fn show(
    desk: Desk<SeeSurveys>,
    analysis: Data<Analysis>,
    path: Path<String>,
) -> StaffReply {
    let overview = analysis.surveys.load(&desk.actor, &path).await?;
    let slug = &overview.survey.slug;
    let may_read = desk.may(Permission::ReadAnswers);
    let export = |format: &dyn Format| format!("{HOME}/{slug}/export/{}", format.key());
    let aside = analysis.surveys.aside(&desk.actor, &overview.survey).await?;
    let plain = |count: i64| usize::try_from(count).unwrap_or_default();
    desk.page(&SurveyPage {
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
        state: analysis.surveys.state(&overview.survey),
        counts: counts(&desk, &analysis, &overview).await?,
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

fn run(overview: &SurveyOverview) -> FieldPhase<'_> {
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
    FieldPhase {
        opens: day(&overview.survey.opens_on),
        closes: day(&overview.survey.closes_on),
        version: &overview.questionnaire.definition().version,
        hash: overview.version.get(..8).unwrap_or_default(),
    }
}

fn title<'o>(t: &Locale, overview: &'o SurveyOverview) -> &'o str {
    let questionnaire = &overview.questionnaire;
    questionnaire.definition().title.get(t.code(), questionnaire.fallback())
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
