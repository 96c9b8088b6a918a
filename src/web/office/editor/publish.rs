//! Publishing a manuscript: what it changes in a survey that runs, in words, and what that means for stored answers; or
//! a new survey of it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::{base, show};
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::app::office::surveys::{SurveyOverview, Surveys};
use crate::app::office::version::{VersionChange, compare};
use crate::domain::Terms;
use crate::engine::diff::{Change, Weight};
use crate::engine::{Questionnaire, check, contradictions};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::ManuscriptId;
use crate::view::staff::publish::{ChangeLine, PublishPage, SurveyChoice, Verdict};
use crate::web::office::create::NEW_SURVEY;
use crate::web::staff::HOME;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::PublishSurveys;

/// Which survey is looked at.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web::office) struct Chosen {
    survey: Option<String>,
}

/// Shows what publishing would do.
pub(in crate::web::office) async fn show_changes(
    desk: Desk<PublishSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
    chosen: Query<Chosen>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    page(&desk, &surveys, &manuscript, chosen.survey.as_deref(), Vec::new()).await
}

/// Publishes it in a survey that runs.
pub(in crate::web::office) async fn publish(
    form: StaffForm<PublishSurveys>,
    office: Data<Office>,
    surveys: Data<Surveys>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let t = desk.t();
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let slug = values.find("survey").unwrap_or_default();
    let again =
        |key: &str| page(&desk, &surveys, &manuscript, Some(slug), vec![t.text(key).into_owned()]);
    // What she read must be what is published.
    if values.find("seen") != Some(manuscript.revision.to_string().as_str()) {
        return again("publish-stale").await;
    }
    let overview = surveys.load(&desk.actor, slug).await?;
    let Ok(questionnaire) = sound(&manuscript) else { return again("publish-errors").await };
    let change = match compare(&overview, &questionnaire) {
        Ok(change) => change,
        Err(Error::BadInput(_)) => return again("publish-other").await,
        Err(error) => return Err(error.into()),
    };
    if change.is_same {
        return Ok(go(&format!("{HOME}/{}", overview.survey.slug)));
    }
    if change.breaking.is_some() {
        return again("publish-breaks").await;
    }
    let is_read = values.has("read", "on");
    if needs_reading(&overview, &questionnaire, &change) && !is_read {
        return again("publish-unread").await;
    }
    match office.publish_version(&desk.actor, &overview, &questionnaire, &change).await {
        Ok(_) => Ok(go(&format!("{HOME}/{}", overview.survey.slug))),
        Err(Error::Busy) => again("publish-busy").await,
        Err(Error::BadInput(_)) => again("publish-picture").await,
        Err(error) => Err(error.into()),
    }
}

/// The questionnaire that would be published: without translations that are not reviewed.
fn sound(manuscript: &Manuscript) -> Result<Questionnaire, usize> {
    let errors = |problems: Vec<crate::engine::Problem>| {
        problems.iter().filter(|problem| problem.is_error()).count()
    };
    check(manuscript.definition.clone()).sound().map_err(errors)
}

/// Whether somebody must say that she has read what it does.
fn needs_reading(
    overview: &SurveyOverview,
    questionnaire: &Questionnaire,
    change: &VersionChange,
) -> bool {
    change.is_structural() || !untrue(overview, questionnaire).is_empty()
}

/// Sentences around the questions that are not true of the survey.
fn untrue(overview: &SurveyOverview, questionnaire: &Questionnaire) -> Vec<String> {
    let terms = Terms::of(overview.survey.mode, &overview.survey.offers);
    let untrue = contradictions(questionnaire.definition(), &|word| terms.hold(word));
    untrue.into_iter().map(|it| it.sentence).collect()
}

async fn page(
    desk: &Desk<PublishSurveys>,
    surveys: &Surveys,
    manuscript: &Manuscript,
    chosen: Option<&str>,
    refused: Vec<String>,
) -> StaffReply {
    let t = desk.t();
    let all = surveys.list(&desk.actor).await?;
    let same =
        |it: &&SurveyOverview| it.questionnaire.definition().name == manuscript.definition.name;
    let mut choices: Vec<&SurveyOverview> = all.iter().filter(same).collect();
    choices.sort_by_key(|it| it.survey.slug.as_str().to_owned());
    let current = chosen.and_then(|slug| choices.iter().find(|it| it.survey.slug.as_str() == slug));
    let current = current.or(if choices.len() == 1 { choices.first() } else { None });
    let sound = sound(manuscript);
    let verdict = match (&sound, current) {
        (Ok(questionnaire), Some(overview)) => {
            Some(verdict(t, overview, questionnaire, &compare(overview, questionnaire)?))
        }
        _ => None,
    };
    let base = base(&manuscript.id);
    let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    desk.answer(
        status,
        &PublishPage {
            frame: desk.frame(),
            title: show::title(&manuscript.definition),
            action: format!("{base}/publish"),
            new_survey: format!("{NEW_SURVEY}?questionnaire={}", manuscript.id.as_str()),
            errors: sound.as_ref().err().copied(),
            surveys: choices
                .iter()
                .map(|it| SurveyChoice {
                    slug: it.survey.slug.as_str().to_owned(),
                    is_current: current.is_some_and(|current| current.survey.id == it.survey.id),
                })
                .collect(),
            revision: manuscript.revision,
            withheld: sound
                .as_ref()
                .map(|it| withheld(manuscript, it))
                .unwrap_or_default()
                .join(", "),
            verdict,
            refused,
            base,
        },
    )
}

/// Languages that are written and not published, since their texts are not reviewed.
fn withheld(manuscript: &Manuscript, published: &Questionnaire) -> Vec<String> {
    let all = manuscript.definition.languages.iter();
    let left = all.filter(|it| !published.spoken().any(|spoken| spoken == *it));
    left.map(|it| Locale::find(it).map_or(it.as_str(), |locale| locale.name()).to_owned()).collect()
}

fn verdict(
    t: &Locale,
    overview: &SurveyOverview,
    questionnaire: &Questionnaire,
    change: &VersionChange,
) -> Verdict {
    let mut changes: Vec<&Change> = change.diff.changes.iter().collect();
    let is_breaking = |it: &Change| change.breaking.as_ref().is_some_and(|(_, known)| known == it);
    changes.sort_by_key(|it| (!is_breaking(it), std::cmp::Reverse(it.weight)));
    let line = |it: &&Change| ChangeLine {
        what: t.text(&format!("diff-what-{}", word(&it.change))).into_owned(),
        subject: t.text(&format!("diff-subject-{}", word(&it.subject))).into_owned(),
        name: it.name.clone(),
        field: match it.field.split('.').next().unwrap_or_default() {
            "" => String::new(),
            field => t.text(&format!("prop-{field}")).into_owned(),
        },
        language: it.language.clone(),
        was: value(t, it, it.was.as_deref()),
        now: value(t, it, it.now.as_deref()),
        is_breaking: is_breaking(it),
        is_structural: it.weight == Weight::Structural,
    };
    let breaking = change.breaking.as_ref().map(|(number, it)| {
        let subject = t.text(&format!("diff-subject-{}", word(&it.subject))).into_owned();
        let thing = format!("{subject} {}", it.name);
        t.with("publish-breaking", &[("what", thing.into()), ("version", t.count(*number).into())])
    });
    Verdict {
        survey: overview.survey.slug.as_str().to_owned(),
        number: overview.number,
        is_same: change.is_same,
        is_structural: change.is_structural(),
        needs_reading: needs_reading(overview, questionnaire, change),
        withdrawn: change.withdrawn.join(", "),
        untrue: untrue(overview, questionnaire),
        changes: changes.iter().map(line).collect(),
        breaking,
    }
}

/// What a property was or is, in the words of the editor.
fn value(t: &Locale, change: &Change, stored: Option<&str>) -> String {
    let stored = stored.unwrap_or_default();
    match change.field.as_str() {
        "kind" if !stored.is_empty() => t.text(&format!("kind-{stored}")).into_owned(),
        _ => stored.to_owned(),
    }
}

/// A word of a closed list, as it is stored.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|it| it.as_str().map(str::to_owned))
        .unwrap_or_default()
}
