//! What a kind is given to show a question.

use std::borrow::Cow;

use super::super::answers::Form;
use super::super::expr::{seed_of, shuffled};
use super::super::localized::Line;
use super::super::media::ShownMedia;
use super::super::model::{Choice, Order, Text};
use super::super::order::positions;
use super::super::questionnaire::Question;
use super::super::scope::Scope;
use super::complaint::Complaint;
use super::shown::ShownOption;

/// Everything a kind needs to show a question. The form is that of the question's own place, its
/// names without the numbers of the instance.
pub(in crate::engine) struct Showing<'d, 's> {
    pub(in crate::engine) scope: Scope<'d>,
    pub(in crate::engine) question: &'d Question,
    pub(in crate::engine) seed: u32,
    pub(in crate::engine) form: &'s Form,
    pub(in crate::engine) complaints: &'s [Complaint],
    pub(in crate::engine) suffix: &'s str,
}

impl<'d> Showing<'d, '_> {
    pub(in crate::engine) fn name(&self) -> &'d str {
        &self.question.definition.name
    }

    /// The name of the field of a variable at this place.
    pub(in crate::engine) fn field(&self, variable: &'d str) -> Cow<'d, str> {
        match self.suffix {
            "" => Cow::Borrowed(variable),
            suffix => Cow::Owned(format!("{variable}{suffix}")),
        }
    }

    /// A name of a field with the numbers of this place.
    pub(in crate::engine) fn made(&self, name: String) -> String {
        name + self.suffix
    }

    /// Plain author text in the respondent's language with its pipes filled.
    pub(in crate::engine) fn plain(&self, text: &'d Text) -> Line<'d> {
        self.scope.say(text)
    }

    /// The label of a choice.
    pub(in crate::engine) fn label(&self, choice: &Cow<'d, Choice>) -> Line<'d> {
        self.scope.label(choice)
    }

    /// A choice as an option.
    pub(in crate::engine) fn option(
        &self,
        choice: &Cow<'d, Choice>,
        picked: bool,
    ) -> ShownOption<'d> {
        ShownOption {
            label: self.label(choice),
            hint: match choice {
                Cow::Borrowed(choice) => self.plain(&choice.hint),
                Cow::Owned(_) => Line::default(),
            },
            value: match choice {
                Cow::Borrowed(choice) => Cow::Borrowed(&choice.value),
                Cow::Owned(choice) => Cow::Owned(choice.value.clone()),
            },
            media: match choice {
                Cow::Borrowed(choice) => self.scope.media(&choice.media),
                Cow::Owned(_) => ShownMedia::default(),
            },
            exclusive: choice.exclusive,
            picked,
        }
    }

    pub(in crate::engine) fn missing_label(&self, code: i32) -> Line<'d> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let text = questionnaire.missing_text(&self.question.definition, code);
        text.map(|text| self.scope.say(text)).unwrap_or_default()
    }

    /// The question's missing codes as choices of the field `name`.
    pub(in crate::engine) fn missing_options(&self, name: &str) -> Vec<ShownOption<'d>> {
        let codes = &self.question.definition.missing;
        codes
            .iter()
            .map(|&code| {
                let value = code.to_string();
                ShownOption {
                    picked: self.form.has(name, &value),
                    label: self.missing_label(code),
                    hint: Line::default(),
                    media: ShownMedia::default(),
                    exclusive: true,
                    value: Cow::Owned(value),
                }
            })
            .collect()
    }

    /// The positions of so many choices in the order they are shown in: the author's seed decides on it
    /// alone, as in ODK, else the respondent's together with the question's name.
    pub(in crate::engine) fn order(&self, len: usize) -> Vec<usize> {
        let order = self.question.definition.order;
        match &self.question.seed {
            Some(seed) if order == Order::Shuffle => {
                let env = self.scope.evaluation.env;
                shuffled(seed_of(&seed.eval(&self.scope.resolver(None), env), env), len)
            }
            _ => positions(order, self.seed, self.name(), len),
        }
    }

    pub(in crate::engine) fn typed(&self, name: &str) -> String {
        self.form.find(name).unwrap_or_default().to_owned()
    }

    /// The complaint about the field of a variable at this place.
    pub(in crate::engine) fn complaint(&self, variable: &str) -> Option<Complaint> {
        let own = |c: &&Complaint| c.field.strip_prefix(variable) == Some(self.suffix);
        self.complaints.iter().find(own).cloned()
    }
}
