//! `zugvogel survey create`: a survey of its own, or the next wave of a study.

use anyhow::{Result, anyhow, bail};

use super::commands::{OPERATOR, load, named, print, refuse_contradictions, slugged, tell};
use super::survey::Create;
use super::words::said;
use super::{data, demo};
use crate::app::App;
use crate::app::office::create::SurveyPlan;
use crate::app::office::publish::USUAL_BATCH;
use crate::app::office::waves::WaveOutlook;
use crate::domain::{Mode, Offer, Offers};
use crate::engine::Remark;
use crate::engine::problem::remark;

pub(super) fn create_survey(create: &Create) -> Result<()> {
    // Before anything is opened: what is wrong with a file is told without a data directory, too.
    let brought = create.questionnaire.as_deref().map(load).transpose()?;
    let (_, app) = data::open(&create.data.data)?;
    if demo::is_demo(&create.data.data) {
        let directory = create.data.data.display().to_string();
        tell(&said(&remark!("create-demo", directory)));
    }
    let outlook = create.wave_of.as_deref().map(|slug| outlook(&app, slug)).transpose()?;
    let (questionnaire, media) = match (brought, &outlook) {
        (Some((questionnaire, media)), _) => (questionnaire.into(), media),
        // What it shows is kept since it was published.
        (None, Some(outlook)) => {
            (app.surveys().version_now(OPERATOR, &outlook.version)?, Vec::new())
        }
        (None, None) => bail!("--questionnaire is missing"),
    };
    let plan = plan(create, outlook.as_ref())?;
    let today = app.clock.today();
    let check = plan.check(&questionnaire, today);
    if let Some(error) = check.errors.first() {
        bail!(said(error));
    }
    refuse_contradictions(&check.untrue, create.yes)?;
    for warning in &check.warnings {
        tell(&said(warning));
    }
    if let Some(outlook) = &outlook {
        tell(&said(&becomes(&plan, outlook)));
        if let Some(overlap) = outlook.overlap(&plan, today) {
            tell(&said(&overlap));
        }
    }
    let organisation = match &outlook {
        Some(outlook) => outlook.last.organisation_id.clone(),
        None => {
            let publisher = &questionnaire.definition().publisher.name;
            let name = publisher.get(questionnaire.fallback(), "");
            app.organisation(OPERATOR, &slugged(&create.organisation)?, name)?
        }
    };
    let new = plan.clone().of(organisation);
    if let Err(refusal) = app.publish_with(OPERATOR, &questionnaire, media, new)? {
        bail!(said(&refusal));
    }
    print(&(said(&plan.served(today)) + "\n"))?;
    for told in plan.consequences(&questionnaire) {
        tell(&said(&told));
    }
    Ok(())
}

fn outlook(app: &App, slug: &str) -> Result<WaveOutlook> {
    let slug = slugged(slug)?;
    app.surveys().next_wave_now(OPERATOR, &slug).map_err(|it| named(it, &slug))
}

/// What was said, and else what the wave before hands on.
fn plan(create: &Create, outlook: Option<&WaveOutlook>) -> Result<SurveyPlan> {
    let last = outlook.map(|outlook| &outlook.last);
    let slug = create.slug.as_deref().or(outlook.map(|outlook| outlook.slug.as_str()));
    let offers = match (offers(create), last) {
        (said, Some(last)) if said == Offers::default() => last.offers.clone(),
        (said, _) => said,
    };
    Ok(SurveyPlan {
        slug: slugged(slug.ok_or_else(|| anyhow!("--slug is missing"))?)?,
        mode: create.mode.or(last.map(|last| last.mode)).unwrap_or(Mode::Open),
        batch: create.batch.or(last.map(|last| last.batch)).unwrap_or(USUAL_BATCH),
        offers,
        opens_on: create.opens.or(outlook.and_then(|outlook| outlook.opens)),
        closes_on: create.closes.or(outlook.and_then(|outlook| outlook.closes_after(create.opens))),
        wave: outlook.map(|outlook| outlook.next.clone()),
    })
}

/// What cannot be changed later, before it is done.
fn becomes(plan: &SurveyPlan, outlook: &WaveOutlook) -> Remark {
    let (slug, wave) = (plan.slug.as_str(), outlook.next.number);
    let (study, mode) = (outlook.next.study.as_str(), plan.mode.as_str());
    remark!("create-wave", slug, wave, study, mode)
}

fn offers(create: &Create) -> Offers {
    let all = [
        (create.open_door, Offer::OpenDoor),
        (create.withdrawal, Offer::Withdrawal),
        (create.prize_draw, Offer::Draw),
        (create.report_by_mail, Offer::Report),
    ];
    let wanted: Vec<Offer> =
        all.into_iter().filter_map(|(is_wanted, offer)| is_wanted.then_some(offer)).collect();
    Offers::of(&wanted)
}
