//! Repeats as they stand in an evaluation.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::answers::Answers;
use super::super::expr::Env;
use super::super::scope::Place;
use super::{Evaluation, MOST_INSTANCES, MOST_NESTED};

/// Repeats that count themselves come to rest after so many rounds, or never.
const ROUNDS: usize = 16;

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

impl<'q, 'a> Evaluation<'q, 'a> {
    /// Again and again, while repeats that count themselves come to another number.
    pub(super) fn in_language(
        questionnaire: &'q Questionnaire,
        answers: &'a Answers,
        language: usize,
        env: &'a Env,
        full: Vec<bool>,
    ) -> Self {
        let mut counted = FxHashMap::default();
        for _ in 0..ROUNDS {
            let evaluation =
                Self::counting(questionnaire, answers, language, env, full.clone(), counted);
            match evaluation.count_again() {
                Some(again) => counted = again,
                None => return evaluation,
            }
        }
        Self::counting(questionnaire, answers, language, env, full, counted)
    }

    /// What repeats that count themselves come to, if it is not what this began with.
    fn count_again(&self) -> Option<FxHashMap<String, usize>> {
        let mut counted = FxHashMap::default();
        for repeat in self.questionnaire.repeats.iter().filter(|repeat| repeat.counts_itself) {
            let slot = self.questionnaire.questions[repeat.question].slots.start;
            let places = self.places(repeat.outer);
            counted.extend(places.map(|place| {
                let count = count_of(&self.values[self.slot_at(slot, place)]);
                (self.at(place).key(slot).into_owned(), count)
            }));
        }
        (counted != self.counted).then_some(counted)
    }

    /// How many instances a repeat is to have at a place.
    fn count(&self, r: usize, place: Place, answers: &Answers) -> usize {
        let repeat = &self.questionnaire.repeats[r];
        let slot = self.questionnaire.questions[repeat.question].slots.start;
        if !repeat.counts_itself {
            return count_of(&self.values[self.slot_at(slot, place)]);
        }
        let key = self.at(place).key(slot);
        let known = self.counted.get(&*key).copied();
        known.unwrap_or_else(|| count_of(answers.value(&key)))
    }

    /// Makes room for the instances of a repeat.
    pub(super) fn spread(&mut self, r: usize, answers: &Answers) {
        let repeat = &self.questionnaire.repeats[r];
        let mut instances = Vec::new();
        for place in self.places(repeat.outer) {
            let count = self.count(r, place, answers);
            let most = MOST_NESTED.saturating_sub(instances.len()).min(MOST_INSTANCES);
            if count > most {
                self.crowd.get_or_insert(CrowdedRepeat { repeat: r, place, most });
            }
            let numbers = 1..=count.min(most);
            instances.extend(numbers.map(|number| Instance { outer: place.instance(), number }));
        }
        let question = &self.questionnaire.questions[repeat.question];
        if question.judges_instances() {
            self.spreads[r].instances = instances;
            let holds =
                |place: &Place| self.at(*place).holds(question.relevant.as_ref(), repeat.question);
            let kept = self.places(Some(r)).filter(holds);
            instances = kept.map(|it| self.spreads[r].instances[it.instance()]).collect();
        }
        let (questions, slots) = (self.questions.len(), self.asked.len());
        self.questions.resize(questions + repeat.inside.len() * instances.len(), false);
        self.asked.resize(slots + repeat.slots * instances.len(), false);
        self.values.resize(slots + repeat.slots * instances.len(), Cow::Borrowed(""));
        self.spreads[r] = Spread { instances, questions, slots };
    }
}

/// An empty, negative or unreadable count is none.
fn count_of(value: &str) -> usize {
    value.parse().unwrap_or(0.0_f64).max(0.0) as usize
}
