//! Drawing access codes. Each is stretched once, which is slow on purpose, and of the result both
//! `office` and `collect` get an id that the other one does not have.
//!
//! The plain codes are handed out and not kept. Nothing is stored before all are drawn, and then in
//! the order of the ids, so that neither a table nor its history tells which ids belong together.

use std::num::NonZero;

use anyhow::anyhow;
use rand::Rng;

use crate::access::AccessCode;
use crate::app::App;
use crate::app::actor::Actor;
use crate::domain::{AuditAction, FieldState, Mode, Permission};
use crate::error::Error;
use crate::ids::{CodeId, InvitationId, Slug, SurveyId};
use crate::seal::Stretcher;
use crate::storage::collect::codes::{AdmittedCode, insert_codes};
use crate::storage::office::audit;
use crate::storage::office::invitations::{
    Invitation, count_strata, delete_invitations, insert_invitations,
};
use crate::storage::office::surveys::{Survey, find_survey_anywhere};

/// Fewest invited people of a stratum that answers may carry.
pub const SMALLEST_STRATUM: i64 = 100;
/// Codes that each thread stretches before the caller gets them.
const AT_ONCE: usize = 32;
/// The longest name of a stratum.
const LONGEST_NAME: usize = 60;

/// Codes to be drawn.
#[derive(Debug, Clone)]
pub struct Lot {
    /// The survey.
    pub survey: Slug,
    /// How many.
    pub number: usize,
    /// The coarse stratum that their answers will carry; empty when none is carried.
    pub stratum: String,
}

impl App {
    /// Draws codes and stores their ids. `each` gets the codes in portions while they are being
    /// stretched; they are valid when this returns without an error, and not before.
    pub fn draw_codes(
        &self,
        actor: &Actor,
        lot: &Lot,
        random: &mut dyn Rng,
        each: &mut dyn FnMut(&[AccessCode]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Survey { id: survey, organisation_id: owner, .. } =
            self.survey_for_codes(actor, lot)?;
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let (mut codes, mut invitations) = (Vec::new(), Vec::new());
        while codes.len() < lot.number {
            let portion = (lot.number - codes.len()).min(threads * AT_ONCE);
            let drawn: Vec<AccessCode> = (0..portion).map(|_| AccessCode::draw(random)).collect();
            for (code, invitation) in self.ids(&survey, &drawn, threads)? {
                let (survey_id, stratum) = (survey.clone(), lot.stratum.clone());
                codes.push(AdmittedCode { survey_id, id: code, stratum });
                let (survey_id, stratum) = (survey.clone(), lot.stratum.clone());
                let (is_done, opted_out) = (false, false);
                invitations.push(Invitation {
                    survey_id,
                    id: invitation,
                    stratum,
                    is_done,
                    opted_out,
                });
            }
            each(&drawn)?;
        }
        let event =
            actor.event(self.clock.now(), AuditAction::DrawCodes, &owner, lot.survey.as_str());
        let invited = invitations.clone();
        self.stores.office.write_now(move |conn| {
            insert_invitations(conn, &mut invited.clone())?;
            Ok::<_, Error>(audit::append(conn, event.clone())?)
        })?;
        // Last: what somebody does with a code that the office does not know would be lost on its way there.
        let admitted = self
            .stores
            .collect
            .write_now(move |conn| Ok::<_, Error>(insert_codes(conn, &mut codes.clone())?));
        if admitted.is_err() {
            self.stores.office.write_now(move |conn| {
                Ok::<_, Error>(delete_invitations(conn, &mut invitations.clone())?)
            })?;
        }
        admitted
    }

    /// The survey of a lot, if it may have such codes.
    fn survey_for_codes(&self, actor: &Actor, lot: &Lot) -> Result<Survey, Error> {
        let slug = lot.survey.clone();
        let (survey, strata) = self.stores.office.read_now(move |conn| {
            let survey = find_survey_anywhere(conn, &slug)?.ok_or(Error::NotFound)?;
            let strata = count_strata(conn, &survey.id)?;
            Ok::<_, Error>((survey, strata))
        })?;
        actor.authorize_in(Permission::DrawCodes, &survey.organisation_id)?;
        let refuse = |why: String| Err(Error::BadInput(why));
        let slug = &lot.survey;
        if survey.mode == Mode::Open {
            return refuse(format!("`{slug}` is an open survey: nobody needs a code there"));
        }
        if survey.times().word(&self.clock) == FieldState::Closed {
            return refuse(format!("`{slug}` is closed: its codes could not be used"));
        }
        if lot.stratum.chars().count() > LONGEST_NAME || lot.stratum.contains(char::is_control) {
            return refuse(format!("a stratum's name has at most {LONGEST_NAME} characters"));
        }
        let known = strata.iter().find(|(name, _)| *name == lot.stratum).map_or(0, |(_, n)| *n);
        let invited = known.saturating_add_unsigned(lot.number as u64);
        if !lot.stratum.is_empty() && invited < SMALLEST_STRATUM {
            return refuse(format!(
                "the stratum `{}` would have {invited} invited people; with fewer than \
                 {SMALLEST_STRATUM} it could single somebody out: make it coarser",
                lot.stratum
            ));
        }
        Ok(survey)
    }

    /// The ids of codes, in their order, stretched on all processors.
    fn ids(
        &self,
        survey: &SurveyId,
        codes: &[AccessCode],
        threads: usize,
    ) -> Result<Vec<(CodeId, InvitationId)>, Error> {
        let stretch = |codes: &[AccessCode]| -> Result<Vec<(CodeId, InvitationId)>, Error> {
            let argon2 = |error| Error::Internal(anyhow!("argon2: {error}"));
            let mut stretcher = Stretcher::new(self.cost).map_err(argon2)?;
            let mut ids = Vec::with_capacity(codes.len());
            for code in codes {
                let token = stretcher.token(survey, &code.plain()).map_err(argon2)?;
                ids.push((
                    CodeId::from_token(&self.secret, survey, &token),
                    InvitationId::from_token(&self.secret, survey, &token),
                ));
            }
            Ok(ids)
        };
        let share = codes.len().div_ceil(threads).max(1);
        let parts: Vec<Result<Vec<_>, Error>> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                codes.chunks(share).map(|codes| scope.spawn(move || stretch(codes))).collect();
            let panicked = |_| Err(Error::Internal(anyhow!("drawing codes panicked")));
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(panicked)).collect()
        });
        let mut ids = Vec::with_capacity(codes.len());
        for part in parts {
            ids.extend(part?);
        }
        Ok(ids)
    }
}
