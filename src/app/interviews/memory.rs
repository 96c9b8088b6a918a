//! One interview in the memory of this process and nowhere else, for an author who tries a
//! questionnaire out. Nothing is sealed or submitted, and files are examined and forgotten.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smol_str::SmolStr;

use super::{
    Admission, DraftStore, Interviews, OfferedSurvey, Saved, Sent, Standing, Submitting, Task,
    env_of, examined, note, turn,
};
use crate::app::field::SurveyState;
use crate::app::respondents::throttle::Network;
use crate::clock::Clock;
use crate::domain::{Door, Mode, Offers};
use crate::engine::media::{LETTERS, MediaFile, Medium, StoredFile};
use crate::engine::{Form, Questionnaire, Response};
use crate::error::Error;
use crate::ids::{Slug, SurveyId};

/// The memory of a trial.
#[derive(Debug)]
pub struct Memory {
    survey: OfferedSurvey,
    /// The content of the files that the questionnaire shows, by hash.
    media: HashMap<String, Vec<u8>>,
    clock: Clock,
    kept: Mutex<MemoryDraft>,
}

#[derive(Debug, Default)]
struct MemoryDraft {
    /// Names of the quotas that the author says are full.
    full: BTreeSet<SmolStr>,
    /// None until a page is opened.
    saved: Option<Saved>,
    /// How large the files were that were sent, by the names they would be kept under.
    sizes: BTreeMap<String, u64>,
}

/// What a trial is called in addresses: as the questionnaire, whose name may still be faulty.
pub fn slug(questionnaire: &Questionnaire) -> Slug {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = questionnaire.definition().name.chars().map(plain).collect();
    Slug(if name.is_empty() { "-".to_owned() } else { name })
}

impl Memory {
    /// The memory of a trial of this questionnaire with the files that it shows, under a name in addresses.
    pub fn new(slug: Slug, questionnaire: Questionnaire, media: Vec<Medium>, clock: Clock) -> Self {
        let survey = OfferedSurvey {
            id: SurveyId(String::new()),
            slug,
            version: String::new(),
            earlier: Arc::default(),
            room: questionnaire.room(),
            questionnaire: Arc::new(questionnaire),
            state: SurveyState::Open,
            mode: Mode::Open,
            offers: Offers::default(),
            full: BTreeSet::new(),
            look: Default::default(),
            is_trial: true,
        };
        let media = media.into_iter().map(|it| (it.hash, it.bytes)).collect();
        Memory { survey, media, clock, kept: Mutex::default() }
    }

    /// The answers of a trial of an earlier state of the questionnaire.
    pub fn take_over(&self, former: &Self) {
        let MemoryDraft { full, saved, sizes } = &*former.kept();
        *self.kept() =
            MemoryDraft { full: full.clone(), saved: saved.clone(), sizes: sizes.clone() };
    }

    /// The one interview of the trial.
    pub fn interviews(self: Arc<Self>) -> Interviews {
        let clock = self.clock.clone();
        Interviews { store: self, clock, from: None }
    }

    fn kept(&self) -> MutexGuard<'_, MemoryDraft> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn offered(&self, kept: &MemoryDraft) -> OfferedSurvey {
        OfferedSurvey { full: kept.full.clone(), ..self.survey.clone() }
    }

    /// The interview as it is; it begins when it is first looked at.
    fn saved(&self) -> Saved {
        let mut kept = self.kept();
        let survey = self.offered(&kept);
        let begin = || {
            let (seed, language) = (rand::random(), survey.questionnaire.fallback());
            let env = env_of(&self.clock, language, seed);
            let draft = survey.begin(seed, language, &env);
            Saved { draft, mark: None, withdrawal: None }
        };
        kept.saved.get_or_insert_with(begin).clone()
    }
}

/// What is there already.
fn at_once<'t, T: Send + 't>(result: Result<T, Error>) -> Task<'t, T> {
    Box::pin(ready(result))
}

impl DraftStore for Memory {
    fn survey<'t>(&'t self, slug: &'t str) -> Task<'t, OfferedSurvey> {
        let is_this = slug == self.survey.slug.as_str();
        at_once(if is_this { Ok(self.offered(&self.kept())) } else { Err(Error::NotFound) })
    }

    fn begun<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        _: &'t str,
        _: Option<&'t str>,
    ) -> Task<'t, Option<OfferedSurvey>> {
        at_once(Ok(None))
    }

    fn admission<'t>(&'t self, _: &'t OfferedSurvey, _: &'t str) -> Task<'t, Option<Admission>> {
        at_once(Ok(Some(Admission { door: Door::Open, stratum: String::new() })))
    }

    fn progress<'t>(&'t self, _: &'t OfferedSurvey, _: &'t str) -> Task<'t, Standing> {
        at_once(Ok(Standing::Draft(self.saved())))
    }

    fn begin<'t>(&'t self, _: &'t OfferedSurvey, _: &'t str, _: Door, _: Network) -> Task<'t, ()> {
        at_once(Ok(()))
    }

    fn end(&self, _: &OfferedSurvey, _: Network) {}

    fn save<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        _: &'t str,
        saved: &'t Saved,
        _: &'t Form,
    ) -> Task<'t, bool> {
        let mut kept = self.kept();
        let is_current = kept.saved.as_ref().is_some_and(|it| it.mark == saved.mark);
        if is_current {
            kept.saved = Some(Saved { mark: Some(rand::random()), ..saved.clone() });
        }
        at_once(Ok(is_current))
    }

    /// The next one begins with the quotas full that the survey has.
    fn discard<'t>(&'t self, survey: &'t OfferedSurvey, _: &'t str) -> Task<'t, bool> {
        *self.kept() = MemoryDraft { full: survey.full.clone(), ..MemoryDraft::default() };
        at_once(Ok(true))
    }

    fn submit<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        _: &'t str,
        _: Saved,
        _: Response,
        _: Admission,
    ) -> Task<'t, Submitting> {
        at_once(Ok(Submitting::Done))
    }

    fn attach<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        _: (&'t str, Option<Network>),
        mut form: Form,
        files: Vec<Sent>,
    ) -> Task<'t, Form> {
        Box::pin(async move {
            for sent in files {
                let Some(wanted) = survey.questionnaire.find_upload(&sent.field) else { continue };
                let field = sent.field.clone();
                let _alone = turn().await?;
                let named = examined(wanted, sent).await.map(|file| {
                    let letter = |_| char::from(b'a' + rand::random_range(0..26));
                    let letters: String = (0..LETTERS).map(letter).collect();
                    let name = wanted.upload.name(&letters, file.extension);
                    self.kept().sizes.insert(name.clone(), file.body.len() as u64);
                    name
                });
                note(&mut form, &field, named);
            }
            Ok(form)
        })
    }

    fn tell_sizes<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        _: &'t str,
        files: Vec<&'t mut StoredFile>,
    ) -> Task<'t, ()> {
        let kept = self.kept();
        for file in files {
            file.bytes = kept.sizes.get(&file.name).copied();
        }
        at_once(Ok(()))
    }

    fn medium<'t>(&'t self, file: &'t MediaFile) -> Task<'t, Vec<u8>> {
        at_once(self.media.get(&file.hash).cloned().ok_or(Error::NotFound))
    }
}
