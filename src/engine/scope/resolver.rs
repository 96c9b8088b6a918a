//! What an expression sees from a place: names, the choice that is filtered, lists and files.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::super::expr::{Nodes, Resolver, Workload};
use super::super::model::Choice;
use super::Scope;

/// What an expression sees.
pub(in crate::engine) struct ScopeResolver<'s> {
    pub(super) scope: Scope<'s>,
    /// The question it belongs to.
    pub(super) question: Option<usize>,
    pub(super) this: &'s str,
    pub(super) choice: Option<&'s Choice>,
    /// The number of the choice in its list, and how many there are, where that is known.
    pub(super) choice_at: Option<(usize, usize)>,
    /// Where the choice was answered, if it was made of an answer.
    pub(super) source: Option<Scope<'s>>,
}

impl<'s> ScopeResolver<'s> {
    /// The value of a variable in the instance that the choice was answered in.
    fn beside_choice(&self, name: &str) -> Option<&'s str> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let slot = questionnaire.find_slot(name)?;
        let repeat = questionnaire.questions[questionnaire.slots[slot].question].repeat;
        let scope = self.source?.within(Some(repeat?))?;
        Some(scope.slot_value(slot))
    }
}

impl ScopeResolver<'_> {
    /// The instance that `..` leads to when it is followed `up` times.
    fn climb(&self, up: usize) -> Option<Scope<'_>> {
        let questions = &self.scope.evaluation.questionnaire.questions;
        let mut around = self.question;
        for _ in 0..up {
            around = around.and_then(|question| questions[question].around);
        }
        // A group has no position of its own; who asks there means the repeat around it.
        let repeat =
            around.and_then(|question| questions[question].repeats.or(questions[question].repeat));
        repeat.and_then(|repeat| self.scope.within(Some(repeat)))
    }
}

impl Resolver for ScopeResolver<'_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        match self.beside_choice(name) {
            Some(value) => Nodes::One(Cow::Borrowed(value)),
            None => self.scope.nodes(name),
        }
    }

    fn nodes_below(&self, way: &[String], name: &str) -> Nodes<'_> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let repeat = way.iter().find_map(|name| questionnaire.find_repeat(name));
        let around = repeat.and_then(|r| self.scope.within(questionnaire.repeats[r].outer));
        match around {
            Some(around) => around.nodes(name),
            None => self.nodes(name),
        }
    }

    fn this(&self) -> &str {
        self.this
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        match self.source {
            Some(_) if !matches!(name, "name" | "label") => self.beside_choice(name),
            _ => self.column(self.choice?, name),
        }
    }

    fn choice_label(&self, question: &str, value: &str) -> Option<String> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let slot = &questionnaire.slots[questionnaire.find_slot(question)?];
        let question = &questionnaire.questions[slot.question];
        let choice = self.scope.find_choice(question, value)?;
        Some(self.scope.label(&choice).to_string())
    }

    fn position(&self, up: usize) -> Option<usize> {
        // What is outside of repeats is there once.
        self.climb(up).map_or(Some(1), Scope::number)
    }

    fn choice_place(&self) -> Option<(usize, usize)> {
        if self.choice_at.is_some() {
            return self.choice_at;
        }
        let question = &self.scope.evaluation.questionnaire.questions[self.question?];
        let choices = self.scope.choices(question);
        self.workload()?.take(choices.len() as u64);
        let at =
            choices.iter().position(|it| Some(&it.value) == self.choice.map(|it| &it.value))?;
        Some((at + 1, choices.len()))
    }

    fn indexed(&self, name: &str, at: &[(String, usize)]) -> Option<Nodes<'_>> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let counted = questionnaire.find_repeat(name);
        let slot = match counted {
            Some(_) => None,
            None => Some(questionnaire.find_slot(name)?),
        };
        let repeat = match (counted, slot) {
            (Some(counted), _) => questionnaire.repeats[counted].outer,
            (None, Some(slot)) => {
                questionnaire.questions[questionnaire.slots[slot].question].repeat
            }
            (None, None) => None,
        };
        let wanted = |repeat: usize| {
            let question = questionnaire.repeats[repeat].question;
            let own = &questionnaire.questions[question].definition.name;
            at.iter().find(|(name, _)| name == own).map(|(_, number)| *number)
        };
        let fits = |scope: &Scope<'_>| {
            let mut around = Some(*scope);
            while let Some(it) = around {
                if let Some((repeat, _)) = it.place.split() {
                    let same = match wanted(repeat) {
                        Some(number) => it.number() == Some(number),
                        None => {
                            self.scope.within(Some(repeat)).is_none_or(|own| own.place == it.place)
                        }
                    };
                    if !same {
                        return false;
                    }
                }
                around = it.outer();
            }
            true
        };
        let places = self.scope.evaluation.places(repeat);
        let found = places.map(|place| self.scope.evaluation.at(place)).find(fits)?;
        Some(match (counted, slot) {
            (Some(repeat), _) => Nodes::Many(vec!["".into(); found.instances(repeat).len()]),
            (None, Some(slot)) => Nodes::One(Cow::Borrowed(found.slot_value(slot))),
            (None, None) => return None,
        })
    }

    fn workload(&self) -> Option<&Workload> {
        Some(&self.scope.evaluation.workload)
    }

    fn items(&self, instance: &str) -> Option<usize> {
        Some(self.list(instance)?.len())
    }

    fn cell(&self, instance: &str, item: usize, column: &str) -> Option<&str> {
        self.column(self.list(instance)?.get(item)?, column)
    }

    fn salt(&self) -> u64 {
        let mut hasher = FxHasher::default();
        let question = self.question.map(|q| &self.scope.evaluation.questionnaire.questions[q]);
        question.map(|question| &question.definition.name).hash(&mut hasher);
        self.scope.suffix().hash(&mut hasher);
        hasher.finish()
    }
}

impl<'s> ScopeResolver<'s> {
    /// A cell of a choice. Of a file it is called as there, else as the sheets of forms call it.
    fn column<'c>(&self, choice: &'c Choice, name: &str) -> Option<&'c str>
    where
        's: 'c,
    {
        match (choice.attributes.get(name), name) {
            (Some(cell), _) => Some(cell),
            (None, "name" | "value") => Some(&choice.value),
            (None, "label") => Some(
                choice
                    .label
                    .get(self.scope.language(), self.scope.evaluation.questionnaire.fallback()),
            ),
            (None, _) => None,
        }
    }

    /// The choice list, or the file, with this name.
    fn list(&self, name: &str) -> Option<&[Choice]> {
        let questionnaire = self.scope.evaluation.questionnaire;
        let at = questionnaire.instances.get(name)?;
        questionnaire.lists.get(*at).map(Vec::as_slice)
    }
}
