//! Which survey somebody gets, and which of its versions. What was begun with a version that is no longer in the
//! field goes on with the one that [`OfferedSurvey::goes_on_as`] names. Sees `collect` only. Start reading at
//! [`Respondents::survey`].

use std::sync::Arc;

use super::Respondents;
use super::headings::Headed;
use crate::app::field::FieldTimes;
use crate::app::interviews::OfferedSurvey;
use crate::domain::look::Crest;
use crate::engine::Questionnaire;
use crate::engine::media::MediaFile;
use crate::error::Error;
use crate::ids::Slug;
use crate::storage::Conn;
use crate::storage::collect::quotas::list_full;
use crate::storage::collect::{media, surveys};

/// So many characters of a version's hash a page names.
pub const VERSION_MARK: usize = 16;

impl Respondents {
    /// The survey with this slug. Its document is read once for each version, and what can change of
    /// it once a second.
    pub async fn survey(&self, slug: &str) -> Result<OfferedSurvey, Error> {
        let wanted = Slug::parse(slug).ok_or(Error::NotFound)?;
        let headed = match self.headings.find(&wanted) {
            Some(headed) => headed,
            None => {
                let slug = wanted.clone();
                let read = self.collect.look_up(move |conn| {
                    let Some(heading) = surveys::find_heading(conn, &slug)? else {
                        return Ok::<_, Error>(None);
                    };
                    let full = list_full(conn, &heading.id)?;
                    let earlier = surveys::list_earlier(conn, &heading.id)?;
                    let earlier = Arc::new(earlier.into_iter().collect());
                    Ok(Some(Headed { heading, full, earlier }))
                });
                match (read.await, self.headings.find_last(&wanted)) {
                    (Ok(read), _) => self.headings.keep(read.ok_or(Error::NotFound)?),
                    // What she sends is read before she is told, so that she gets it back.
                    (Err(Error::Away(_)), Some(last)) => last,
                    (Err(error), _) => return Err(error),
                }
            }
        };
        let heading = &headed.heading;
        let id = heading.id.clone();
        let document = move |conn: &mut Conn| Ok(surveys::load_document(conn, &id)?);
        let questionnaire = self.version(&heading.version_hash, document).await?;
        let room = usize::try_from(heading.room).unwrap_or_default();
        let surveys::Heading { is_paused, is_closed, .. } = *heading;
        let (opens, closes) = (heading.opens_on.as_deref(), heading.closes_on.as_deref());
        let times = FieldTimes { is_paused, is_closed, ..FieldTimes::read(opens, closes) };
        Ok(OfferedSurvey {
            room: room.max(questionnaire.room()),
            earlier: Arc::clone(&headed.earlier),
            state: times.state(&self.clock, self.grace_days),
            questionnaire,
            id: heading.id.clone(),
            slug: heading.slug.clone(),
            version: heading.version_hash.clone(),
            mode: heading.mode,
            offers: heading.offers.clone(),
            full: headed.full.clone(),
            look: heading.look.parse().unwrap_or_default(),
            is_trial: false,
            is_pretest: false,
        })
    }

    /// The questionnaire of this hash; its document is read once.
    async fn version(
        &self,
        hash: &str,
        document: impl FnOnce(&mut Conn) -> Result<String, Error> + Send + 'static,
    ) -> Result<Arc<Questionnaire>, Error> {
        if let Some(questionnaire) = self.versions.find(hash) {
            return Ok(questionnaire);
        }
        self.versions.questionnaire(hash, &self.collect.read(document).await?)
    }

    /// Whether the survey got another version since its heading was read, which is then read anew.
    pub(super) async fn is_outdated(&self, survey: &OfferedSurvey) -> Result<bool, Error> {
        let slug = survey.slug.clone();
        let find = move |conn: &mut Conn| Ok::<_, Error>(surveys::find_heading(conn, &slug)?);
        let heading = self.collect.look_up(find).await?.ok_or(Error::NotFound)?;
        let is_outdated = heading.version_hash != survey.version;
        if is_outdated {
            self.headings.forget(&survey.slug);
        }
        Ok(is_outdated)
    }

    /// The survey in the version that was begun, or that a page shows, where the one in the field will not do.
    pub(super) async fn begun(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        shown: Option<&str>,
    ) -> Result<Option<OfferedSurvey>, Error> {
        if survey.earlier.is_empty() {
            return Ok(None);
        }
        let begun = self.sealed_draft(survey, token).await?.map(|(_, sealed)| sealed.version);
        let known = survey.earlier.keys().map(String::as_str);
        let shown = shown.filter(|shown| shown.len() >= VERSION_MARK);
        let shown = || known.into_iter().find(|hash| shown.is_some_and(|it| hash.starts_with(it)));
        let Some(version) = begun.as_deref().or_else(shown) else { return Ok(None) };
        let hash = survey.goes_on_as(version).to_owned();
        if hash == survey.version || !survey.earlier.contains_key(&hash) {
            return Ok(None);
        }
        let (id, wanted) = (survey.id.clone(), hash.clone());
        let document = move |conn: &mut Conn| Ok(surveys::load_earlier(conn, &id, &wanted)?);
        let questionnaire = self.version(&hash, document).await?;
        let room = survey.room.max(questionnaire.room());
        Ok(Some(OfferedSurvey { version: hash, questionnaire, room, ..survey.clone() }))
    }

    /// The content of a file that a questionnaire shows.
    pub async fn medium(&self, file: &MediaFile) -> Result<Vec<u8>, Error> {
        let hash = file.hash.clone();
        let bytes =
            self.collect.read(move |conn| Ok::<_, Error>(media::find_bytes(conn, &hash)?)).await?;
        bytes.ok_or(Error::NotFound)
    }

    /// The crest of the organisation that runs a survey.
    pub async fn crest(&self, crest: Crest) -> Result<Vec<u8>, Error> {
        let hash = hex::encode(crest.hash);
        let read = self.collect.read(move |conn| Ok::<_, Error>(media::find_bytes(conn, &hash)?));
        read.await?.ok_or(Error::NotFound)
    }
}
