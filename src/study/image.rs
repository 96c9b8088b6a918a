//! What a respondent thinks of the region: image items and recommendations in long form.

use std::borrow::Cow;

use crate::engine::codebook::Variable;
use crate::engine::codebook::missing::Missing;
use crate::engine::model::Role;
use crate::engine::{Codebook, Record};

/// The image items and recommendations of a questionnaire.
#[derive(Debug, Clone)]
pub struct Image {
    variables: Vec<Variable>,
}

/// One answered item; the value may be a missing code of its variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impression<'r> {
    /// Name of the question.
    pub instrument: &'r str,
    /// Item of the row; the variable's name where the question has no rows.
    pub item: &'r str,
    /// The value.
    pub value: Cow<'r, str>,
    /// Whether the values of this item are numbers.
    pub numeric: bool,
}

impl Image {
    /// The items by role.
    pub fn new(codebook: &Codebook) -> Image {
        let variables = codebook.variables.iter();
        let is_image = |v: &&Variable| matches!(v.role, Some(Role::Image | Role::Recommend));
        Image { variables: variables.filter(is_image).cloned().collect() }
    }

    /// The variables of the items.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The items that the respondent was asked.
    pub fn impressions<'r>(
        &'r self,
        record: &'r Record<'_>,
    ) -> impl Iterator<Item = Impression<'r>> {
        self.variables.iter().filter_map(move |variable| {
            let stored = variable.read(record, "", "");
            is_asked(&stored).then(|| Impression {
                instrument: &variable.question,
                item: variable.item.as_deref().unwrap_or(&variable.name),
                value: variable.written(stored),
                numeric: variable.numeric,
            })
        })
    }
}

/// Whether a stored value says that its question was put to the respondent.
pub(super) fn is_asked(stored: &str) -> bool {
    stored != Missing::NotAsked.stored() && stored != Missing::NotInVersion.stored()
}
