//! Entering with an access code, and what else a code is good for: being left alone, and taking
//! part in the prize draw. Sees `collect` only.
//!
//! Start reading at [`Respondents::enter`].

use std::time::Duration;

use anyhow::anyhow;
use tokio::time::Instant;

use super::Respondents;
use super::throttle::{Full, Network};
use crate::access::{AccessCode, WithdrawalCode};
use crate::app::interviews::{Admission, OfferedSurvey};
use crate::app::message::Message;
use crate::domain::{Door, Mode, Offer, Purpose};
use crate::error::Error;
use crate::ids::{CodeId, InvitationId, WithdrawalId};
use crate::seal::{DraftKey, Stretcher, purpose_mark};
use crate::storage::collect::{codes, drafts, outbox};

/// Answers come at multiples of this after the request, so that the time tells nothing.
const BEAT: Duration = Duration::from_millis(50);
/// The longest address that is taken.
pub const LONGEST_ADDRESS: usize = 400;
/// The most characters of a barrier report.
pub const LONGEST_BARRIER: usize = 2000;

/// What came of trying a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// It opens the questionnaire, from the beginning or where its holder stopped: the token for
    /// her browser.
    Welcome(String),
    /// It was used: the answers are submitted. The token is good for what remains to be asked for.
    Used(String),
    /// No such code in this survey.
    Unknown,
    /// Not tried: too many come from this network at once.
    TooMany,
}

/// When an answer may go out. It is made first, so that making it takes no time that could tell.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct ReplyMoment(Instant);

impl ReplyMoment {
    /// Waits for it.
    pub async fn come(self) {
        tokio::time::sleep_until(self.0).await;
    }

    /// How long it is until then.
    pub fn wait(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}

/// What came of leaving an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// It is on its way.
    Taken,
    /// This submission has left one before; one is enough.
    Before,
    /// Only who has submitted may.
    Unsubmitted,
}

impl Respondents {
    /// By which door the holder of a token may answer; none when she needs a code and has none.
    pub async fn admission(
        &self,
        survey: &OfferedSurvey,
        token: &str,
    ) -> Result<Option<Admission>, Error> {
        let without_code = || Admission { door: Door::Open, stratum: String::new() };
        if survey.mode == Mode::Open {
            return Ok(Some(without_code()));
        }
        let code = CodeId::from_token(&self.secret, &survey.id, token);
        let id = survey.id.clone();
        let stratum = self
            .collect
            .look_up(move |conn| Ok::<_, Error>(codes::find_stratum(conn, &id, &code)?))
            .await?;
        Ok(match stratum {
            Some(stratum) => Some(Admission { door: Door::Code, stratum }),
            None => is_open(survey).then(without_code),
        })
    }

    /// Tries a code. Whether it is known, unknown or used: the same work is done, and the answer
    /// may go out at the same [`ReplyMoment`], unless this network has failed very often.
    pub async fn enter(
        &self,
        survey: &OfferedSurvey,
        code: &AccessCode,
        network: Network,
    ) -> Result<(Entered, ReplyMoment), Error> {
        let begun = Instant::now();
        let mut leave = match self.throttle.enter(network, None).await {
            Ok(leave) => leave,
            Err(Full::TooMany) => return Ok((Entered::TooMany, ReplyMoment(begun))),
            Err(Full::Busy) => return Err(Error::Busy),
        };
        let (cost, id, code) = (self.cost, survey.id.clone(), code.clone());
        let stretch = move || {
            // Held to the end of the work, also when nobody waits for it any more.
            let memory = std::mem::take(leave.memory());
            let mut stretcher = Stretcher::within(cost, memory)?;
            let token = stretcher.token(&id, &code.plain())?;
            *leave.memory() = stretcher.into_memory();
            leave.rest();
            Ok::<_, argon2::Error>((token, leave))
        };
        let stretched = tokio::task::spawn_blocking(stretch).await;
        let stretched = stretched.map_err(|error| Error::Internal(error.into()))?;
        let (token, leave) = stretched.map_err(|error| anyhow!("argon2: {error}"))?;
        let (id, code) = (survey.id.clone(), CodeId::from_token(&self.secret, &survey.id, &token));
        let draft = DraftKey::from_token(&self.secret, &survey.id, &token).id;
        let found = self
            .collect
            .read(move |conn| {
                let is_known = codes::find_stratum(conn, &id, &code)?.is_some();
                Ok::<_, Error>((is_known, drafts::is_spent(conn, &id, &draft)?))
            })
            .await;
        leave.settle();
        let (is_known, is_spent) = found?;
        let entered = match (is_known, is_spent) {
            (_, true) => Entered::Used(token),
            (true, false) => Entered::Welcome(token),
            (false, false) => Entered::Unknown,
        };
        let now = Instant::now();
        let wait = match entered {
            Entered::Welcome(_) | Entered::Used(_) | Entered::TooMany => Duration::ZERO,
            Entered::Unknown => self.throttle.fail(network, now.into_std()),
        };
        Ok((entered, ReplyMoment(next_beat(begun, now) + wait)))
    }

    /// Asks the office to send no more letters to the holder of a token, and deletes what she
    /// began. Nothing of an answer goes along. False when the token comes from no code.
    pub async fn opt_out(&self, survey: &OfferedSurvey, token: &str) -> Result<bool, Error> {
        let admission = self.admission(survey, token).await?;
        if admission.is_none_or(|admission| admission.door != Door::Code) {
            return Ok(false);
        }
        let invitation = InvitationId::from_token(&self.secret, &survey.id, token);
        let sealed = Message::OptOut(invitation).sealed(&self.secret, &survey.id)?;
        let draft = DraftKey::from_token(&self.secret, &survey.id, token).id;
        self.collect
            .write(move |conn| {
                drafts::delete_draft(conn, &sealed.survey_id, &draft)?;
                outbox::insert_message(conn, &sealed)?;
                Ok::<_, Error>(())
            })
            .await?;
        Ok(true)
    }

    /// Takes an address for the prize draw or the results, once for each submission. It goes to the
    /// office with others, and nothing leads from it to a code or an answer. A survey that does not
    /// offer this is [`Error::NotFound`], a text that is no address [`Error::BadInput`].
    pub async fn leave_address(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        purpose: Purpose,
        address: &str,
    ) -> Result<Left, Error> {
        offers(survey, purpose)?;
        let address = address.trim().to_owned();
        if address.is_empty() || address.chars().count() > LONGEST_ADDRESS {
            return Err(Error::BadInput("no address, or a very long one".to_owned()));
        }
        let sealed = Message::Contact { purpose, address }.sealed(&self.secret, &survey.id)?;
        let draft = DraftKey::from_token(&self.secret, &survey.id, token).id;
        let mark = purpose_mark(&self.secret, &survey.id, token, purpose.as_str());
        self.collect
            .write(move |conn| {
                let survey = &sealed.survey_id;
                if !drafts::is_spent(conn, survey, &draft)? {
                    return Ok::<_, Error>(Left::Unsubmitted);
                }
                if !drafts::spend(conn, survey, &mark)? {
                    return Ok(Left::Before);
                }
                outbox::insert_message(conn, &sealed)?;
                Ok(Left::Taken)
            })
            .await
    }

    /// What would come of leaving an address for this purpose. [`Error::NotFound`] where that is not
    /// offered.
    pub async fn may_leave_address(
        &self,
        survey: &OfferedSurvey,
        token: &str,
        purpose: Purpose,
    ) -> Result<Left, Error> {
        offers(survey, purpose)?;
        let draft = DraftKey::from_token(&self.secret, &survey.id, token).id;
        let mark = purpose_mark(&self.secret, &survey.id, token, purpose.as_str());
        let id = survey.id.clone();
        self.collect
            .read(move |conn| {
                let submitted = drafts::is_spent(conn, &id, &draft)?;
                let left = drafts::is_spent(conn, &id, &mark)?;
                Ok::<_, Error>(match (submitted, left) {
                    (false, _) => Left::Unsubmitted,
                    (true, true) => Left::Before,
                    (true, false) => Left::Taken,
                })
            })
            .await
    }

    /// Asks whether somebody may send one more request beside the questionnaire: [`Error::Crowded`] when
    /// her network has sent very many. Who has a token of a code counts by herself.
    pub async fn may_request(
        &self,
        survey: &OfferedSurvey,
        token: Option<&str>,
        from: Network,
    ) -> Result<(), Error> {
        let admission = match token {
            Some(token) => self.admission(survey, token).await?.map(|admission| (token, admission)),
            None => None,
        };
        let who = admission.map_or(from, |(token, it)| self.payer(token, it.door, from));
        match self.budgets.requests.take(who, &survey.id, 1, Instant::now().into_std()) {
            true => Ok(()),
            false => Err(Error::Crowded),
        }
    }

    /// Passes on what kept somebody from answering. No token, code or answer goes along. An empty text,
    /// or a very long one, is [`Error::BadInput`].
    pub async fn report_barrier(&self, survey: &OfferedSurvey, text: &str) -> Result<(), Error> {
        let text = text.trim().to_owned();
        if text.is_empty() || text.chars().count() > LONGEST_BARRIER {
            return Err(Error::BadInput("no text, or a very long one".to_owned()));
        }
        if !self.room.is_left(&self.collect).await {
            return Err(Error::NoRoom);
        }
        let message = Message::Contact { purpose: Purpose::Barrier, address: text };
        let sealed = message.sealed(&self.secret, &survey.id)?;
        self.collect.write(move |conn| Ok::<_, Error>(outbox::insert_message(conn, &sealed)?)).await
    }

    /// Asks for the response of a withdrawal code to be deleted. Whether there is one is not told:
    /// it may still wait for the mix. A survey that does not offer this is [`Error::NotFound`].
    pub async fn withdraw(
        &self,
        survey: &OfferedSurvey,
        code: &WithdrawalCode,
    ) -> Result<(), Error> {
        if !survey.offers.has(Offer::Withdrawal) {
            return Err(Error::NotFound);
        }
        let id = WithdrawalId::from_code(&self.secret, &survey.id, &code.plain());
        let sealed = Message::Withdrawal(id).sealed(&self.secret, &survey.id)?;
        self.collect.write(move |conn| Ok::<_, Error>(outbox::insert_message(conn, &sealed)?)).await
    }
}

/// Whether anybody may answer a survey without a code.
pub fn is_open(survey: &OfferedSurvey) -> bool {
    survey.mode == Mode::Open || survey.offers.has(Offer::OpenDoor)
}

fn offers(survey: &OfferedSurvey, purpose: Purpose) -> Result<(), Error> {
    let offer = match purpose {
        Purpose::Draw => Offer::Draw,
        Purpose::Report => Offer::Report,
        // Needs no submission.
        Purpose::Barrier => return Err(Error::NotFound),
    };
    if survey.offers.has(offer) { Ok(()) } else { Err(Error::NotFound) }
}

/// The first whole beat after `begun` that is not over yet.
fn next_beat(begun: Instant, now: Instant) -> Instant {
    let beats = now.duration_since(begun).as_millis() / BEAT.as_millis() + 1;
    begun + BEAT.saturating_mul(u32::try_from(beats).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_on_the_beat() {
        let begun = Instant::now();
        let beat = |millis| next_beat(begun, begun + Duration::from_millis(millis)) - begun;
        assert_eq!(beat(0), BEAT);
        assert_eq!(beat(49), BEAT);
        assert_eq!(beat(50), BEAT * 2);
        assert_eq!(beat(120), BEAT * 3);
    }
}
