//! What interviews need of the place where they are kept.

use std::fmt;
use std::future::ready;
use std::pin::Pin;

use super::pretest::{GuestComment, GuestRefusal};
use super::{OfferedSurvey, Saved, Sent, Standing};
use crate::app::respondents::throttle::Network;
use crate::domain::Door;
use crate::domain::look::Crest;
use crate::engine::media::MediaFile;
use crate::engine::media::StoredFile;
use crate::engine::{Form, Response};
use crate::error::Error;

/// What a store does for one request.
pub type Task<'t, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 't>>;

/// How somebody may answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// With a code, or without.
    pub door: Door,
    /// The coarse stratum that the code carries; empty when none is carried.
    pub stratum: String,
}

/// What came of submitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submitting {
    /// It is done.
    Done,
    /// Somebody had done it before.
    DoneBefore,
    /// Somebody changed the draft meanwhile.
    Stale,
}

/// Keeps unfinished interviews, each under the token of its holder.
pub trait DraftStore: fmt::Debug + Send + Sync {
    /// The survey with this name in addresses.
    fn survey<'t>(&'t self, slug: &'t str) -> Task<'t, OfferedSurvey>;

    /// The survey in the version that the holder of a token has begun, or else in the one that a page of hers
    /// shows (the beginning of its hash), where that is another than the one in the field.
    fn begun<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        shown: Option<&'t str>,
    ) -> Task<'t, Option<OfferedSurvey>>;

    /// By which door the holder of a token may answer; none when she needs a code and has none.
    fn admission<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
    ) -> Task<'t, Option<Admission>>;

    /// Where the holder of a token stands.
    fn progress<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, Standing>;

    /// Asks for room for one more interview, by this door and from this network: [`Error::NoRoom`] or
    /// [`Error::Crowded`] when there is none.
    fn begin<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        door: Door,
        from: Network,
    ) -> Task<'t, ()>;

    /// An interview that was begun without a code is finished.
    fn end(&self, survey: &OfferedSurvey, from: Network);

    /// Stores a draft in the place of the one with its mark. False when that is no longer the
    /// one that is stored: somebody was faster. The files that came with the page must be there.
    fn save<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: &'t Saved,
        page: &'t Form,
    ) -> Task<'t, bool>;

    /// Deletes the draft of a token. False when there is none (any more).
    fn discard<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, bool>;

    /// [`Self::discard`], where an early end was reached that keeps nothing.
    fn leave_early<'t>(&'t self, survey: &'t OfferedSurvey, token: &'t str) -> Task<'t, bool> {
        self.discard(survey, token)
    }

    /// Takes what somebody says in a pretest; nowhere else is anything said.
    fn comment<'t>(
        &'t self,
        _: &'t str,
        _: GuestComment,
        _: Option<Network>,
    ) -> Task<'t, Result<(), GuestRefusal>> {
        Box::pin(ready(Err(Error::NotFound)))
    }

    /// The name that the holder of a token gave there last.
    fn guest_name(&self, _: &str) -> String {
        String::new()
    }

    /// Submits a response in the place of its draft.
    fn submit<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        saved: Saved,
        response: Response,
        admission: Admission,
    ) -> Task<'t, Submitting>;

    /// Stores the files of a page that comes from a network, and gives its form with their names, or
    /// with what is wrong with them.
    fn attach<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        who: (&'t str, Option<Network>),
        form: Form,
        files: Vec<Sent>,
    ) -> Task<'t, Form>;

    /// Puts in how large files of a draft are.
    fn tell_sizes<'t>(
        &'t self,
        survey: &'t OfferedSurvey,
        token: &'t str,
        files: Vec<&'t mut StoredFile>,
    ) -> Task<'t, ()>;

    /// The content of a file that a questionnaire shows.
    fn medium<'t>(&'t self, file: &'t MediaFile) -> Task<'t, Vec<u8>>;

    /// The crest of the organisation that asks.
    fn crest(&self, crest: Crest) -> Task<'_, Vec<u8>>;
}
