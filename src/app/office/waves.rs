//! The waves of a study: consecutive surveys, of which each is created as the next one. What the next wave takes
//! over and what is proposed for it: [`Surveys::next_wave`].

use jiff::ToSpan;
use jiff::civil::Date;

use super::create::SurveyPlan;
use super::insert::NextWave;
use super::surveys::Surveys;
use crate::app::actor::Actor;
use crate::domain::Permission;
use crate::engine::Remark;
use crate::engine::problem::remark;
use crate::error::Error;
use crate::ids::Slug;
use crate::storage::Conn;
use crate::storage::office::surveys::{Survey, find_last_wave, find_survey_anywhere, list_waves};
use crate::storage::office::versions::{Version, find_latest_version, find_version};

/// The next wave of a study, as it is before anybody has decided anything about it.
#[derive(Debug, Clone)]
pub struct WaveOutlook {
    /// Of which study, and which one of it.
    pub next: NextWave,
    /// The wave before, which hands on its mode, its batch and its offers.
    pub last: Survey,
    /// The newest version of its questionnaire.
    pub version: Version,
    /// A name in addresses.
    pub slug: String,
    /// The day after the wave before, or today; none while that has no last day.
    pub opens: Option<Date>,
}

impl WaveOutlook {
    fn of(conn: &mut Conn, actor: &Actor, slug: &Slug, today: Date) -> Result<Self, Error> {
        let survey = find_survey_anywhere(conn, slug)?.ok_or(Error::NotFound)?;
        let (owner, study) = (survey.organisation_id, survey.study);
        actor.authorize_in(Permission::PublishSurveys, &owner)?;
        let last = list_waves(conn, &owner, &study)?.pop().ok_or(Error::NotFound)?;
        let number = find_last_wave(conn, &owner, &study)?.map_or(1, |(number, _)| number) + 1;
        let version = find_version(conn, &owner, &last.version_id)?.ok_or(Error::NotFound)?;
        let version = find_latest_version(conn, &owner, &version.questionnaire)?.unwrap_or(version);
        let opens = last.times().closes.map(|last| last.saturating_add(1.day()).max(today));
        let slug = proposed(&study, number);
        Ok(Self { slug, next: NextWave { study, number }, last, version, opens })
    }

    /// The last day if that is the first one, or the one that is proposed: as many days later as in the wave before.
    pub fn closes_after(&self, opens: Option<Date>) -> Option<Date> {
        let times = self.last.times();
        let length = times.opens.zip(times.closes).map(|(first, last)| last - first)?;
        Some(opens.or(self.opens)?.saturating_add(length))
    }

    /// What is to be known of this wave: that some of it is at the same time as the one before.
    pub fn overlap(&self, plan: &SurveyPlan, today: Date) -> Option<Remark> {
        let first = plan.opens_on.map_or(today, |first| first.max(today));
        let slug = self.last.slug.as_str();
        match self.last.times().closes {
            Some(closes) if closes < first => None,
            Some(closes) => Some(remark!("create-wave-overlap", slug, closes = closes.to_string())),
            None => Some(remark!("create-wave-endless", slug)),
        }
    }
}

/// `leaving-2`, also where that is too long for an address.
fn proposed(study: &Slug, number: i32) -> String {
    let end = format!("-{number}");
    let stem: String = study.as_str().chars().take(60 - end.len()).collect();
    format!("{stem}{end}")
}

impl Surveys {
    /// The next wave of the study of which this survey is one; surveys of other organisations do not exist.
    pub async fn next_wave(&self, actor: &Actor, slug: &str) -> Result<WaveOutlook, Error> {
        let (actor, slug) = (actor.clone(), Slug::parse(slug).ok_or(Error::NotFound)?);
        let today = self.clock.today();
        self.office.read(move |conn| WaveOutlook::of(conn, &actor, &slug, today)).await
    }

    /// [`next_wave`](Self::next_wave), waiting on this thread.
    pub fn next_wave_now(&self, actor: &Actor, slug: &Slug) -> Result<WaveOutlook, Error> {
        let today = self.clock.today();
        self.office.read_now(|conn| WaveOutlook::of(conn, actor, slug, today))
    }

    /// The waves of the study of which this survey is one, the first one first.
    pub async fn waves(&self, actor: &Actor, survey: &Survey) -> Result<Vec<Survey>, Error> {
        actor.authorize_in(Permission::SeeSurveys, &survey.organisation_id)?;
        let (owner, study) = (survey.organisation_id.clone(), survey.study.clone());
        self.office.read(move |conn| Ok(list_waves(conn, &owner, &study)?)).await
    }
}
