//! Rows that are asked, put together as tables; see [`crate::engine::table`].

use std::borrow::Cow;

use super::super::localized::Passage;
use super::super::scope::Scope;
use super::super::table::share_scale;
use super::{Shown, text};
use crate::engine::contract::{Body, ShownQuestion};
use crate::engine::model::KindName;

/// What a table that is being gathered needs to know.
#[derive(Default)]
pub(super) struct OpenTable {
    /// The heading that came last.
    heading: Option<usize>,
    /// The last row of the table at the end of the page so far.
    last: Option<usize>,
}

impl OpenTable {
    /// A heading begins a new table.
    pub(super) fn begin(heading: usize) -> Self {
        OpenTable { heading: Some(heading), last: None }
    }
}

impl<'d> Shown<'d, '_> {
    /// Adds a row to the table above it, or begins another. The `first` row names a table without a
    /// heading, whether it is asked or not, so that the table stays the same when rows come and go.
    pub(super) fn row(&mut self, scope: Scope<'d>, q: usize, first: usize, open: &mut OpenTable) {
        let row = self.asked(scope, q);
        let questions = &scope.evaluation.questionnaire.questions;
        let heading = open.heading.take();
        let last = open.last.replace(q);
        let goes_on = heading.is_none()
            && last.is_some_and(|last| {
                share_scale(&questions[last].definition, &questions[q].definition)
            });
        if goes_on
            && let Some(ShownQuestion { body: Body::Table(rows), .. }) = self.questions.last_mut()
        {
            rows.push(row);
            return;
        }
        let empty = Passage::default;
        let named = |q: usize| &questions[q];
        let name = &named(heading.unwrap_or(first)).definition.name;
        let name = Cow::Owned(format!("{name}{}", scope.suffix()));
        let is_taken = self.questions.iter().any(|other| other.name == name);
        self.questions.push(ShownQuestion {
            // One that cannot be changed may part a table in two.
            name: if is_taken { row.name.clone() } else { name },
            kind: KindName::Matrix,
            label: heading.map_or_else(empty, |q| text(scope, &named(q).label)),
            hint: heading.map_or_else(empty, |q| text(scope, &named(q).hint)),
            guidance: heading.map_or_else(empty, |q| text(scope, &named(q).guidance)),
            required: false,
            appearance: "",
            media: heading.map(|q| scope.media(&named(q).definition.media)).unwrap_or_default(),
            body: Body::Table(vec![row]),
            missing: Vec::new(),
            complaints: Vec::new(),
            adds_to: None,
        });
    }
}
