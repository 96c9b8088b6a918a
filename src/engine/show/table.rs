//! Rows that are asked, put together as tables; see [`crate::engine::table`].

use super::super::here::Here;
use super::super::said::Passage;
use super::super::table::share_scale;
use super::{Body, Shown, ShownQuestion, text};
use crate::engine::model::KindName;

/// What a table that is being gathered needs to know.
#[derive(Default)]
pub(super) struct Open {
    /// The heading that came last.
    heading: Option<usize>,
    /// The last row of the table at the end of the page so far.
    last: Option<usize>,
}

impl Open {
    /// A heading begins a new table.
    pub(super) fn begin(heading: usize) -> Self {
        Open { heading: Some(heading), last: None }
    }
}

impl<'d> Shown<'d, '_> {
    /// Adds a row to the table above it, or begins another.
    pub(super) fn row(&mut self, here: Here<'d>, q: usize, open: &mut Open) {
        let row = self.asked(here, q);
        let questions = &here.derived.questionnaire.questions;
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
        self.questions.push(ShownQuestion {
            name: match heading {
                Some(q) => format!("{}{}", questions[q].definition.name, here.suffix()).into(),
                // Nothing refers to a table without a heading.
                None => row.name.clone(),
            },
            kind: KindName::Matrix,
            label: heading.map_or_else(empty, |q| text(here, &named(q).label)),
            hint: heading.map_or_else(empty, |q| text(here, &named(q).hint)),
            guidance: heading.map_or_else(empty, |q| text(here, &named(q).guidance)),
            required: false,
            appearance: "",
            media: heading.map(|q| here.media(&named(q).definition.media)).unwrap_or_default(),
            body: Body::Table(vec![row]),
            missing: Vec::new(),
            complaints: Vec::new(),
        });
    }
}
