//! Repeats as they stand in an evaluation.

use super::super::scope::Place;

/// The instances of a repeat, and where their questions and slots begin: all instances of the
/// first question, then all of the second …
#[derive(Debug, Default)]
pub(in crate::engine) struct Spread {
    pub(in crate::engine) instances: Vec<Instance>,
    pub(in crate::engine) questions: usize,
    pub(in crate::engine) slots: usize,
}

/// One instance of a repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct Instance {
    /// The instance of the repeat around it.
    pub(in crate::engine) outer: usize,
    /// Its number in there, from 1.
    pub(in crate::engine) number: usize,
}

/// A repeat that is to have more instances than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct CrowdedRepeat {
    pub(in crate::engine) repeat: usize,
    /// The place it is in.
    pub(in crate::engine) place: Place,
    /// How many it may have there.
    pub(in crate::engine) most: usize,
}
