//! Interviews in the memory of this process and nowhere else: one of an author who tries a questionnaire out, or those of a
//! pretest, one for each browser. Nothing is sealed or submitted, and files are examined and forgotten.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::ready;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use smol_str::SmolStr;

use super::pretest::{GuestComment, GuestRefusal, PretestDesk};
use super::shelf::MediaShelf;
use super::{
    Admission, DraftStore, Interviews, OfferedSurvey, Saved, Sent, Standing, Submitting, Task,
    env_of, examined, note, turn,
};
use crate::app::field::SurveyState;
use crate::app::respondents::throttle::Network;
use crate::clock::Clock;
use crate::domain::look::{Crest, OrganisationLook};
use crate::domain::{Door, Mode, Offers};
use crate::engine::media::{FileProblem, LETTERS, MediaFile, StoredFile};
use crate::engine::{Form, Questionnaire, Response};
use crate::error::Error;
use crate::ids::{Slug, SurveyId};

/// The most interviews of a pretest at once.
const MOST_WALKS: usize = 200;
/// For how long nothing must have happened in one of them until it gives way to a new one.
const LEFT: SignedDuration = SignedDuration::from_hours(1);
/// Of so many files of an interview it is known how large they were.
const MOST_SIZES: usize = 100;
/// For how long nothing must have happened until one of them is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

/// The memory of a trial or a pretest.
#[derive(Debug)]
pub struct Memory {
    survey: OfferedSurvey,
    /// Where the files are that the questionnaire shows.
    shelf: Arc<dyn MediaShelf>,
    clock: Clock,
    /// Of a pretest: where its comments go.
    desk: Option<Arc<dyn PretestDesk>>,
    /// By the tokens of browsers; the author of a trial has one.
    walks: Mutex<HashMap<String, MemoryInterview>>,
}

/// One interview.
#[derive(Debug, Clone, Default)]
struct MemoryInterview {
    /// Names of the quotas that the author says are full.
    full: BTreeSet<SmolStr>,
    /// None until a page is opened, or until the first is saved in a pretest.
    saved: Option<Saved>,
    /// How large the files were that were sent, by the names they would be kept under.
    sizes: BTreeMap<String, u64>,
    /// In a pretest: it came to its end.
    is_submitted: bool,
    /// The name that somebody gave with a comment.
    name: String,
    /// When something was done last.
    touched: Timestamp,
}

/// What a trial is called in addresses: as the questionnaire, whose name may still be faulty.
pub fn slug(questionnaire: &Questionnaire) -> Slug {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = questionnaire.definition().name.chars().map(plain).collect();
    Slug(if name.is_empty() { "-".to_owned() } else { name })
}

impl Memory {
    /// The memory of a trial of this questionnaire with a look and the files that it shows, under a name in addresses.
    pub fn new(
        slug: Slug,
        (questionnaire, look): (Questionnaire, OrganisationLook),
        shelf: Arc<dyn MediaShelf>,
        clock: Clock,
    ) -> Self {
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
            look,
            is_trial: true,
            is_pretest: false,
        };
        Memory { survey, shelf, clock, desk: None, walks: Mutex::default() }
    }

    /// The memory of a pretest: many interviews, each as residents have it.
    pub fn of_pretest(
        slug: Slug,
        shown: (Questionnaire, OrganisationLook),
        shelf: Arc<dyn MediaShelf>,
        clock: Clock,
        desk: Arc<dyn PretestDesk>,
    ) -> Self {
        let memory = Self::new(slug, shown, shelf, clock);
        let survey = OfferedSurvey { is_trial: false, is_pretest: true, ..memory.survey };
        Memory { survey, desk: Some(desk), ..memory }
    }

    /// The answers of a trial of an earlier state of the questionnaire.
    pub fn take_over(&self, former: &Self) {
        *self.walks() = former.walks().clone();
    }

    /// All interviews in it.
    pub fn interviews(self: Arc<Self>) -> Interviews {
        let clock = self.clock.clone();
        Interviews { store: self, clock, from: None }
    }

    /// The interviews, without those of a pretest that were left.
    fn walks(&self) -> MutexGuard<'_, HashMap<String, MemoryInterview>> {
        let mut walks = self.walks.lock().unwrap_or_else(PoisonError::into_inner);
        if self.desk.is_some() {
            let now = self.clock.now();
            walks.retain(|_, walk| now.duration_since(walk.touched) < FORGOTTEN);
        }
        walks
    }

    /// The interview of a token, where it may be begun: a pretest holds so many.
    fn with_walk<T>(
        &self,
        token: &str,
        work: impl FnOnce(&mut MemoryInterview) -> T,
    ) -> Result<T, Error> {
        let mut walks = self.walks();
        if self.desk.is_some() && walks.len() >= MOST_WALKS && !walks.contains_key(token) {
            // What was left for an hour gives way.
            let left = walks.iter().min_by_key(|(_, walk)| walk.touched);
            let left =
                left.filter(|(_, walk)| self.clock.now().duration_since(walk.touched) > LEFT);
            let left = left.map(|(token, _)| token.clone()).ok_or(Error::NoRoom)?;
            walks.remove(&left);
        }
        let walk = walks.entry(token.to_owned()).or_default();
        walk.touched = self.clock.now();
        Ok(work(walk))
    }

    /// The interview of a trial as it is; it begins when it is first looked at.
    fn begun(&self, walk: &mut MemoryInterview) -> Saved {
        let survey = OfferedSurvey { full: walk.full.clone(), ..self.survey.clone() };
        let begin = || {
            let (seed, language) = (rand::random(), survey.questionnaire.fallback());
            let env = env_of(&self.clock, language, seed);
            let draft = survey.begin(seed, language, &env);
            Saved { draft, mark: None, withdrawal: None }
        };
        walk.saved.get_or_insert_with(begin).clone()
    }

    /// Takes down how large a file was, which is then forgotten.
    fn note_size(
        &self,
        token: &str,
        from: Option<Network>,
        (name, size): (&str, u64),
    ) -> Result<(), FileProblem> {
        if let (Some(desk), Some(from)) = (&self.desk, from)
            && !desk.admits(from, Some(size))
        {
            return Err(FileProblem::NoRoom);
        }
        let noted = self.with_walk(token, |walk| {
            if walk.sizes.len() >= MOST_SIZES {
                walk.sizes.clear();
            }
            walk.sizes.insert(name.to_owned(), size);
        });
        noted.map_err(|_| FileProblem::NoRoom)
    }

    /// Tells a pretest's desk.
    async fn walked(&self, began: bool, finished: bool) -> Result<(), Error> {
        match &self.desk {
            Some(desk) if began || finished => desk.walked(began, finished).await,
            _ => Ok(()),
        }
    }
}

/// What is there already.
fn at_once<'t, T: Send + 't>(result: Result<T, Error>) -> Task<'t, T> {
    Box::pin(ready(result))
}

impl DraftStore for Memory {
    fn survey<'t>(&'t self, slug: &'t str) -> Task<'t, OfferedSurvey> {
        if slug != self.survey.slug.as_str() {
            return at_once(Err(Error::NotFound));
        }
        // Only the author of a trial says that quotas are full.
        let full = self.walks().values().next().map(|walk| walk.full.clone());
        let full = full.filter(|_| self.survey.is_trial).unwrap_or_default();
        at_once(Ok(OfferedSurvey { full, ..self.survey.clone() }))
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

    fn progress<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, Standing> {
        if survey.is_trial {
            return at_once(self.with_walk(token, |walk| Standing::Draft(self.begun(walk))));
        }
        let walks = self.walks();
        let standing = match walks.get(token) {
            Some(MemoryInterview { is_submitted: true, .. }) => Standing::Submitted,
            Some(MemoryInterview { saved: Some(saved), .. }) => Standing::Draft(saved.clone()),
            _ => Standing::Nothing,
        };
        at_once(Ok(standing))
    }

    fn begin<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        _: &'t str,
        _: Door,
        from: Network,
    ) -> Task<'t, ()> {
        let admits = self.desk.as_ref().is_none_or(|desk| desk.admits(from, None));
        at_once(if admits { Ok(()) } else { Err(Error::Crowded) })
    }

    fn end(&self, _: &OfferedSurvey, _: Network) {}

    fn save<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        token: &'t str,
        saved: &'t Saved,
        _: &'t Form,
    ) -> Task<'t, bool> {
        Box::pin(async move {
            let (is_current, is_first) = self.with_walk(token, |walk| {
                let is_first = walk.saved.is_none();
                let is_current =
                    walk.saved.as_ref().map_or(saved.mark.is_none(), |it| it.mark == saved.mark);
                if is_current && !walk.is_submitted {
                    walk.saved = Some(Saved { mark: Some(rand::random()), ..saved.clone() });
                }
                (is_current && !walk.is_submitted, is_first)
            })?;
            self.walked(is_current && is_first, false).await?;
            Ok(is_current)
        })
    }

    /// The next one begins with the quotas full that the survey has.
    fn discard<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, bool> {
        let was = self.walks().remove(token);
        if survey.is_trial {
            let fresh = |walk: &mut MemoryInterview| walk.full.clone_from(&survey.full);
            return at_once(self.with_walk(token, fresh).map(|()| true));
        }
        at_once(Ok(was.is_some_and(|walk| walk.saved.is_some())))
    }

    fn leave_early<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, bool> {
        Box::pin(async move {
            let was_begun = self.discard(survey, token).await?;
            self.walked(!was_begun, true).await?;
            Ok(was_begun)
        })
    }

    /// The answers of a pretest go at once; those of a trial stay, so that its author may go back.
    fn submit<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: Saved,
        _: Response,
        _: Admission,
    ) -> Task<'t, Submitting> {
        Box::pin(async move {
            if survey.is_trial {
                return Ok(Submitting::Done);
            }
            let submitting = self.with_walk(token, |walk| {
                if walk.is_submitted {
                    return Submitting::DoneBefore;
                }
                if walk.saved.as_ref().is_none_or(|it| it.mark != saved.mark) {
                    return Submitting::Stale;
                }
                (walk.saved, walk.is_submitted) = (None, true);
                walk.sizes.clear();
                Submitting::Done
            })?;
            self.walked(false, submitting == Submitting::Done).await?;
            Ok(submitting)
        })
    }

    fn comment<'t>(
        &'t self,
        token: &'t str,
        comment: GuestComment,
        from: Option<Network>,
    ) -> Task<'t, Result<(), GuestRefusal>> {
        Box::pin(async move {
            let desk = self.desk.as_ref().ok_or(Error::NotFound)?;
            let name = comment.name.clone();
            let kept = desk.keep(comment, from).await?;
            if kept.is_ok() && !token.is_empty() {
                // Where there is no room for one more she types it again.
                let _ = self.with_walk(token, |walk| walk.name = name);
            }
            Ok(kept)
        })
    }

    fn guest_name(&self, token: &str) -> String {
        self.walks().get(token).map(|walk| walk.name.clone()).unwrap_or_default()
    }

    fn attach<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        (token, from): (&'t str, Option<Network>),
        mut form: Form,
        files: Vec<Sent>,
    ) -> Task<'t, Form> {
        Box::pin(async move {
            for sent in files {
                let Some(wanted) = survey.questionnaire.find_upload(&sent.field) else { continue };
                let field = sent.field.clone();
                let _alone = turn().await?;
                let named = examined(wanted, sent).await.and_then(|file| {
                    let letter = |_| char::from(b'a' + rand::random_range(0..26));
                    let letters: String = (0..LETTERS).map(letter).collect();
                    let name = wanted.upload.name(&letters, file.extension);
                    let size = file.body.len() as u64;
                    self.note_size(token, from, (&name, size)).map(|()| name)
                });
                note(&mut form, &field, named);
            }
            Ok(form)
        })
    }

    fn tell_sizes<'t>(
        &'t self,
        _: &'t OfferedSurvey,
        token: &'t str,
        files: Vec<&'t mut StoredFile>,
    ) -> Task<'t, ()> {
        let walks = self.walks();
        for file in files {
            file.bytes = walks.get(token).and_then(|walk| walk.sizes.get(&file.name).copied());
        }
        at_once(Ok(()))
    }

    fn medium<'t>(&'t self, file: &'t MediaFile) -> Task<'t, Vec<u8>> {
        self.shelf.medium(&file.hash)
    }

    fn crest(&self, _: Crest) -> Task<'_, Vec<u8>> {
        self.shelf.crest()
    }
}
