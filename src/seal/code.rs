//! What becomes of an access code: one slow stretch gives the token that the browser keeps, and
//! unrelated keys make of the token the ids by which each store knows the code. Two of them cannot
//! be joined without the code itself, not even by somebody who has the installation's secret.
//!
//! - `collect` admits the code by a [`CodeId`], and keeps its draft under the id and the key of a
//!   [`DraftKey`](super::DraftKey);
//! - `office` knows the invitation by an [`InvitationId`], and is told only that it is done.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::secret::{Secret, mac};
use crate::ids::{CodeId, DraftId, InvitationId, MoveMark, ResponseId, SurveyId, WithdrawalId};

/// How costly it is to try a code: Argon2id over so much memory, so many times. It must not change
/// while codes are in people's hands, since other costs give other tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
}

/// OWASP's least for Argon2id. With the 60 bits of a code it keeps those apart who steal
/// everything, the secret included: tens of years at ten thousand guesses a second.
impl Default for Cost {
    fn default() -> Self {
        Self { memory: 19_456, passes: 2 }
    }
}

/// Stretches codes one after the other in memory that it keeps.
pub struct Stretcher {
    argon2: Argon2<'static>,
    memory: Vec<Block>,
}

impl Stretcher {
    /// Reserves the memory. Costs that Argon2 does not take are an error.
    pub fn new(cost: Cost) -> Result<Self, argon2::Error> {
        Self::within(cost, Vec::new())
    }

    /// In memory that was used before: of so much, an allocator may keep a piece for each thread.
    pub fn within(cost: Cost, mut memory: Vec<Block>) -> Result<Self, argon2::Error> {
        let params = Params::new(cost.memory, cost.passes, 1, Some(32))?;
        memory.resize(params.block_count(), Block::new());
        Ok(Self { argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params), memory })
    }

    /// The memory, for the next.
    pub fn into_memory(self) -> Vec<Block> {
        self.memory
    }

    /// The token of a code in a survey, as long as a random one. The same code in another survey
    /// gives another token.
    pub fn token(&mut self, survey: &SurveyId, code: &str) -> Result<String, argon2::Error> {
        let salt = ["zugvogel 1 code ", survey.as_str()].concat();
        let mut out = Zeroizing::new([0; 32]);
        self.argon2.hash_password_into_with_memory(
            code.as_bytes(),
            salt.as_bytes(),
            &mut *out,
            &mut self.memory,
        )?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(*out))
    }
}

impl CodeId {
    /// The id by which `collect` knows the code of a token.
    pub fn from_token(secret: &Secret, survey: &SurveyId, token: &str) -> Self {
        Self(hex::encode(*mac(&secret.key("code id"), &[survey.as_str(), token])))
    }
}

impl InvitationId {
    /// The id by which `office` knows the invitation with the code of a token.
    pub fn from_token(secret: &Secret, survey: &SurveyId, token: &str) -> Self {
        Self(hex::encode(*mac(&secret.key("invitation id"), &[survey.as_str(), token])))
    }
}

/// What is spent when the holder of a token has done something once beside submitting. Looks like
/// the id of a draft, and does not tell which one.
pub fn purpose_mark(secret: &Secret, survey: &SurveyId, token: &str, purpose: &str) -> DraftId {
    DraftId(hex::encode(*mac(&secret.key("purpose mark"), &[survey.as_str(), token, purpose])))
}

impl ResponseId {
    /// The id of the response to an invitation in a *confidential* survey: this is the link that
    /// such a survey keeps and tells about. It is gone with the invitation.
    pub fn of_invitation(secret: &Secret, survey: &SurveyId, invitation: &InvitationId) -> Self {
        let mac = mac(&secret.key("pseudonym"), &[survey.as_str(), invitation.as_str()]);
        let bytes = mac.first_chunk().copied().unwrap_or_default();
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())
    }
}

impl WithdrawalId {
    /// What is kept of a withdrawal code. Its 125 random bits need no stretching.
    pub fn from_code(secret: &Secret, survey: &SurveyId, code: &str) -> Self {
        Self(hex::encode(*mac(&secret.key("withdrawal id"), &[survey.as_str(), code])))
    }
}

impl MoveMark {
    /// What another store keeps of a row of `collect` that moved there. The ids are random, so nobody who
    /// has not seen the row learns anything.
    pub fn of(secret: &Secret, survey: &SurveyId, row: &str) -> Self {
        Self(hex::encode(*mac(&secret.key("move mark"), &[survey.as_str(), row])))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DraftKey, token};
    use super::*;

    const QUICK: Cost = Cost { memory: 8, passes: 1 };

    fn survey(name: &str) -> SurveyId {
        SurveyId(name.to_owned())
    }

    fn stretched(cost: Cost, name: &str, code: &str) -> String {
        Stretcher::new(cost).unwrap().token(&survey(name), code).unwrap()
    }

    #[test]
    fn a_token_depends_on_code_survey_and_cost_and_looks_random() {
        let own = stretched(QUICK, "s", "K7MP29XR4HTWZ");
        assert_eq!(own, stretched(QUICK, "s", "K7MP29XR4HTWZ"));
        assert_eq!(own.len(), token().len());
        assert_ne!(own, stretched(QUICK, "r", "K7MP29XR4HTWZ"));
        assert_ne!(own, stretched(QUICK, "s", "K7MP29XR4HTW0"));
        assert_ne!(own, stretched(Cost { passes: 2, ..QUICK }, "s", "K7MP29XR4HTWZ"));
    }

    #[test]
    fn memory_that_was_used_before_changes_nothing() {
        let mut stretcher = Stretcher::new(QUICK).unwrap();
        let tokens: Vec<_> = ["a", "b", "a"]
            .iter()
            .map(|code| stretcher.token(&survey("s"), code).unwrap())
            .collect();
        assert_eq!(tokens[0], tokens[2]);
        assert_ne!(tokens[0], tokens[1]);
    }

    /// Codes are in people's hands for weeks, so this must not change. The values were computed with
    /// the reference implementation of Argon2 and Python's `hmac`.
    #[test]
    fn the_cost_and_the_derivation_stay_what_they_are() {
        assert_eq!(Cost::default(), Cost { memory: 19_456, passes: 2 });
        let own = stretched(Cost::default(), "s", "K7MP29XR4HTWZ");
        assert_eq!(own, "bfLbepK77bPOr3Ci4jQZA8MaQHPvy7qmKaHQrw0CcZU");
        let id = CodeId::from_token(&Secret::from([1; 32]), &survey("s"), &own);
        assert_eq!(id.as_str(), "0560ff0358d95169ff3fa0f4da3b8b1d5b2f20e2ec18cc5eaad9b2ba3d88a150");
    }

    #[test]
    fn no_id_tells_another() {
        let (secret, survey) = (Secret::from([1; 32]), survey("s"));
        let ids = |token: &str| {
            [
                CodeId::from_token(&secret, &survey, token).0,
                InvitationId::from_token(&secret, &survey, token).0,
                WithdrawalId::from_code(&secret, &survey, token).0,
                DraftKey::from_token(&secret, &survey, token).id.0,
                purpose_mark(&secret, &survey, token, "draw").0,
                purpose_mark(&secret, &survey, token, "report").0,
                ResponseId::of_invitation(&secret, &survey, &InvitationId(token.to_owned())).0,
                MoveMark::of(&secret, &survey, token).0,
            ]
        };
        let all = [ids("a"), ids("b")].concat();
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
        assert_eq!(ids("a"), ids("a"));
    }
}
