//! Filling a survey with synthetic responses, through the inbox and the mix like real ones.

use anyhow::{Context, anyhow};

use super::answer::{Submitted, inbox_row};
use super::simulate::{Profile, Walked, simulate};
use super::{App, builtin, env};
use crate::engine::Response;
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::Slug;
use crate::seal::InboxKey;

/// What the synthetic residents did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Populated {
    /// Submitted responses.
    pub submitted: usize,
    /// Interviews that were not finished; their drafts are stored.
    pub broken_off: usize,
    /// Those who did not consent; nothing of them is stored.
    pub declined: usize,
}
