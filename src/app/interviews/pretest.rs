//! What a pretest adds to interviews in memory: somebody who has no account says something about a page, and it is counted
//! how many began and came to an end. Answers are never among that. Where it goes is the matter of a [`PretestDesk`].

use std::fmt;

use super::Task;
use crate::app::respondents::throttle::Network;
use crate::engine::edit::Element;

/// The most characters of a comment.
pub const LONGEST: usize = 2000;
/// The most characters of a name.
pub const LONGEST_NAME: usize = 80;

/// What somebody says in a pretest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestComment {
    /// About what.
    pub about: Element,
    /// The page on which it was written, where that is a page of questions.
    pub page: Option<Element>,
    /// What.
    pub words: String,
    /// The name that she gives; may be empty.
    pub name: String,
}

/// Why it is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestRefusal {
    /// There is nothing in it.
    Empty,
    /// It is too long.
    TooLong,
    /// The name is too long.
    LongName,
    /// There are too many, in all or from this network for now.
    TooMany,
}

/// Takes what comes of a pretest beside answers.
pub trait PretestDesk: fmt::Debug + Send + Sync {
    /// Whether somebody from this network may begin, or send a file of so many bytes.
    fn admits(&self, from: Network, bytes: Option<u64>) -> bool;

    /// Somebody began, or came to an end, or both.
    fn walked(&self, began: bool, finished: bool) -> Task<'_, ()>;

    /// Keeps a comment.
    fn keep(
        &self,
        comment: GuestComment,
        from: Option<Network>,
    ) -> Task<'_, Result<(), GuestRefusal>>;
}
