//! What follows from the answers as seen from one place: outside of repeats, or inside an instance.
//!
//! A name in an expression means the question in the same instance, or, from outside of its repeat,
//! all of its instances. Start reading at [`Scope`], then [`ScopeResolver`].

mod resolver;

use std::borrow::Cow;

use self::resolver::ScopeResolver;
use super::answers::Answers;
use super::codebook::missing::is_missing;
use super::evaluation::Evaluation;
use super::expr::{Expr, Nodes};
use super::localized::Line;
use super::model::{Choice, KindName, Text};
use super::questionnaire::{Bound, Holds, Question};
use super::text::piped;

/// An instance of a repeat, or what is outside of all repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(Option<(usize, usize)>);

impl Place {
    /// Outside of all repeats.
    pub const TOP: Place = Place(None);

    /// The instance with this number, from 0, among all instances of a repeat.
    pub(super) fn instance_of(repeat: usize, instance: usize) -> Place {
        Place(Some((repeat, instance)))
    }

    pub(super) fn is_top(self) -> bool {
        self.0.is_none()
    }

    pub(super) fn instance(self) -> usize {
        self.0.map_or(0, |(_, instance)| instance)
    }

    pub(super) fn split(self) -> Option<(usize, usize)> {
        self.0
    }
}

/// What follows from the answers at one place.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'d> {
    /// What follows in all.
    pub evaluation: &'d Evaluation<'d, 'd>,
    /// The place.
    pub place: Place,
}

impl<'d> Scope<'d> {
    pub(super) fn new(evaluation: &'d Evaluation<'_, '_>, place: Place) -> Scope<'d> {
        Scope { evaluation, place }
    }

    /// The place around this one.
    pub(super) fn outer(self) -> Option<Scope<'d>> {
        let (repeat, instance) = self.place.split()?;
        let outer = self.evaluation.questionnaire.repeats[repeat].outer;
        let around = self.evaluation.spreads[repeat].instances[instance].outer;
        Some(self.evaluation.at(outer.map_or(Place::TOP, |r| Place::instance_of(r, around))))
    }

    /// The place of this repeat that this one is or is in.
    pub(super) fn within(self, repeat: Option<usize>) -> Option<Scope<'d>> {
        let mut scope = self;
        while scope.place.split().map(|(r, _)| r) != repeat {
            scope = scope.outer()?;
        }
        Some(scope)
    }

    /// The number of the instance in its repeat, from 1.
    pub(super) fn number(self) -> Option<usize> {
        let (repeat, instance) = self.place.split()?;
        Some(self.evaluation.spreads[repeat].instances[instance].number)
    }

    /// What tells the answers of this place from those of others: `[2]`, `[2][1]`; empty outside.
    pub fn suffix(self) -> String {
        match (self.outer(), self.number()) {
            (Some(outer), Some(number)) => format!("{}[{number}]", outer.suffix()),
            _ => String::new(),
        }
    }

    /// The name under which the answer to a slot is stored here.
    pub fn key(self, slot: usize) -> Cow<'d, str> {
        let name = &self.evaluation.questionnaire.slots[slot].name;
        match self.place.is_top() {
            true => Cow::Borrowed(name),
            false => Cow::Owned(format!("{name}{}", self.suffix())),
        }
    }

    /// The instances of a repeat that belong to this place.
    pub(super) fn instances(self, repeat: usize) -> Vec<Place> {
        let outer = self.evaluation.questionnaire.repeats[repeat].outer;
        let around = self.within(outer);
        let all = self.evaluation.spreads[repeat].instances.iter().enumerate();
        all.filter(|(_, it)| around.is_none_or(|scope| scope.place.instance() == it.outer))
            .map(|(at, _)| Place::instance_of(repeat, at))
            .collect()
    }

    /// Whether a question and everything around it concern the respondent here.
    pub(super) fn concerns(self, question: usize) -> bool {
        let repeat = self.evaluation.questionnaire.questions[question].repeat;
        let scope = self.within(repeat);
        scope.is_some_and(|scope| self.evaluation.question_concerns(question, scope.place))
    }

    /// Whether a condition of a question holds here; none always does.
    pub(super) fn holds(self, condition: Option<&'d Expr>, question: usize) -> bool {
        condition.is_none_or(|expr| {
            expr.eval(&self.resolver_of(question, ""), self.evaluation.env).to_boolean()
        })
    }

    /// Whether a question, or what is around it, is only to be read.
    pub(super) fn is_read_only(self, question: usize) -> bool {
        let questions = &self.evaluation.questionnaire.questions;
        let own = &questions[question];
        own.read_only.is_on(self, question)
            || match own.around {
                Some(around) => {
                    let scope = self.within(questions[around].repeat);
                    scope.is_some_and(|scope| scope.is_read_only(around))
                }
                None => self.evaluation.page_is_read_only(own.page),
            }
    }

    /// Whether a slot concerns this respondent.
    pub fn is_asked(self, slot: usize) -> bool {
        self.evaluation.slot_is_asked(slot, self.place)
    }

    /// Whether a question is shown: it is asked and, if it has rows, at least one of them is; of a
    /// group, something in it is shown.
    pub fn is_shown(self, question: usize) -> bool {
        let questionnaire = self.evaluation.questionnaire;
        let q = &questionnaire.questions[question];
        if !q.is_visible() || !self.evaluation.question_concerns(question, self.place) {
            return false;
        }
        match q.definition.kind {
            KindName::Repeat => q.repeats.is_some_and(|repeat| !self.instances(repeat).is_empty()),
            KindName::Group => {
                let page = &questionnaire.pages[q.page];
                (question + 1..page.questions.end)
                    .take_while(|&inner| questionnaire.questions[inner].around.is_some())
                    .filter(|&inner| questionnaire.questions[inner].around == Some(question))
                    .any(|inner| self.is_shown(inner))
            }
            _ => q.slots.is_empty() || q.slots.clone().any(|slot| self.is_asked(slot)),
        }
    }

    /// The value of a slot as expressions see it.
    pub fn slot_value(self, slot: usize) -> &'d str {
        self.evaluation.value_at(slot, self.place)
    }

    /// The value of a variable here; several are listed.
    pub fn value(self, name: &str) -> Cow<'d, str> {
        match self.nodes(name) {
            Nodes::One(value) => value,
            Nodes::Many(values) => Cow::Owned(values.join(", ")),
        }
    }

    /// What would be submitted of a slot now: a missing code she picked, else the part of her
    /// answer that is still offered; empty when unanswered.
    pub(super) fn submitted(self, answers: &'d Answers, slot: usize) -> &'d str {
        let stored = answers.value(&self.key(slot));
        match self.slot_value(slot) {
            "" if is_missing(stored) => stored,
            value => value,
        }
    }

    /// Whether a question's filter lets this choice through.
    pub fn is_offered(self, question: &Question, choice: &Choice) -> bool {
        self.lets_through(question, choice, None)
    }

    /// The same; where the choice stands in its list may be known.
    fn lets_through(
        self,
        question: &Question,
        choice: &Choice,
        choice_at: Option<(usize, usize)>,
    ) -> bool {
        let Some(filter) = &question.choice_filter else { return true };
        let slots = &self.evaluation.questionnaire.slots;
        let lets_through = |source| {
            let resolver = ScopeResolver {
                scope: self,
                question: question.slots.clone().next().map(|slot| slots[slot].question),
                this: "",
                choice: Some(choice),
                choice_at,
                source,
            };
            filter.eval(&resolver, self.evaluation.env).to_boolean()
        };
        let Some(slot) = question.offers else { return lets_through(None) };
        // The same may have been answered in several instances, and each is judged by itself.
        self.sources(slot).into_iter().any(|source| {
            let mut made = source.made_values(slot);
            made.any(|value| as_value(value) == choice.value) && lets_through(Some(source))
        })
    }

    /// All choices of a question: those of its list, or the answers that are its choices.
    pub(super) fn choices(self, question: &Question) -> Cow<'d, [Choice]> {
        let Some(slot) = question.offers else {
            return Cow::Borrowed(
                question.list.map_or(&[][..], |list| &self.evaluation.questionnaire.lists[list]),
            );
        };
        let questionnaire = self.evaluation.questionnaire;
        let of = &questionnaire.questions[questionnaire.slots[slot].question];
        let mut choices: Vec<Choice> = Vec::new();
        for source in self.sources(slot) {
            for answer in source.made_values(slot) {
                let value = as_value(answer);
                if choices.iter().any(|choice| choice.value == value) {
                    continue;
                }
                let label = match source.find_choice(of, answer) {
                    Some(choice) => choice.label.clone(),
                    None => Text::Same(answer.to_owned()),
                };
                choices.push(Choice { value: value.into_owned(), label, ..Choice::default() });
            }
        }
        Cow::Owned(choices)
    }

    /// The answers to a slot here that are choices elsewhere: those of a list each, any other one by
    /// its words.
    fn made_values(self, slot: usize) -> impl Iterator<Item = &'d str> {
        let holds = self.evaluation.questionnaire.slots[slot].holds;
        let is_list = matches!(holds, Holds::Choices | Holds::Ranking);
        let answer = self.slot_value(slot);
        let answers = answer.split(move |c| is_list && c == ' ');
        answers.filter(|answer| !answer.is_empty())
    }

    /// The places where the answer to a slot is looked for from here: around, or in every instance
    /// in which it is asked.
    pub(super) fn sources(self, slot: usize) -> Vec<Scope<'d>> {
        let questionnaire = self.evaluation.questionnaire;
        let repeat = questionnaire.questions[questionnaire.slots[slot].question].repeat;
        let is_around = self.within(repeat).is_some();
        let places = self.places(slot).into_iter();
        places.filter(|scope| is_around || scope.is_asked(slot)).collect()
    }

    /// The places of a slot that are meant from here, asked or not.
    fn places(self, slot: usize) -> Vec<Scope<'d>> {
        let questionnaire = self.evaluation.questionnaire;
        let repeat = questionnaire.questions[questionnaire.slots[slot].question].repeat;
        match (self.within(repeat), repeat) {
            (Some(scope), _) => vec![scope],
            (None, None) => Vec::new(),
            (None, Some(repeat)) => {
                self.shared(repeat).into_iter().map(|place| self.evaluation.at(place)).collect()
            }
        }
    }

    /// The names under which the answers to a slot are stored that are meant from here.
    pub(super) fn keys(self, slot: usize) -> impl Iterator<Item = Cow<'d, str>> {
        self.places(slot).into_iter().map(move |scope| scope.key(slot))
    }

    /// The choice of a question with this value, offered or not.
    pub(super) fn find_choice(self, question: &Question, value: &str) -> Option<Cow<'d, Choice>> {
        match self.choices(question) {
            Cow::Borrowed(all) => all.iter().find(|c| c.value == value).map(Cow::Borrowed),
            Cow::Owned(all) => all.into_iter().find(|c| c.value == value).map(Cow::Owned),
        }
    }

    /// The choices of a question that are offered now, in the order they are written.
    pub fn offered(self, question: &Question) -> Vec<Cow<'d, Choice>> {
        let all = self.choices(question);
        let count = all.len();
        let offered = |(index, choice): (usize, Cow<'d, Choice>)| {
            self.lets_through(question, &choice, Some((index + 1, count))).then_some(choice)
        };
        match all {
            Cow::Borrowed(all) => {
                all.iter().map(Cow::Borrowed).enumerate().filter_map(offered).collect()
            }
            Cow::Owned(all) => {
                all.into_iter().map(Cow::Owned).enumerate().filter_map(offered).collect()
            }
        }
    }

    /// The language texts are shown in.
    pub(super) fn language(self) -> &'d str {
        let languages = &self.evaluation.questionnaire.definition.languages;
        languages.get(self.evaluation.language).map_or("", String::as_str)
    }

    /// A text in the language of the page, with its pipes filled.
    pub(super) fn say(self, text: &'d Text) -> Line<'d> {
        let localized =
            text.localized(self.language(), &self.evaluation.questionnaire.definition.languages);
        localized.with(|text| piped(text, &|name| self.told(name)))
    }

    /// The label of a choice; of one that was made of an answer it is the answer.
    pub(super) fn label(self, choice: &Cow<'d, Choice>) -> Line<'d> {
        match choice {
            Cow::Borrowed(choice) => self.say(&choice.label),
            Cow::Owned(choice) => {
                let languages = &self.evaluation.questionnaire.definition.languages;
                choice.label.localized(self.language(), languages).to_owned_line().with(Cow::Owned)
            }
        }
    }

    /// Least and greatest number, where there are such bounds.
    pub(super) fn bounds(
        self,
        min: &'d Option<Bound>,
        max: &'d Option<Bound>,
    ) -> (Option<f64>, Option<f64>) {
        (self.bound(min.as_ref()), self.bound(max.as_ref()))
    }

    pub(super) fn bound(self, bound: Option<&'d Bound>) -> Option<f64> {
        match bound? {
            Bound::Number(number) => Some(*number),
            Bound::Expr(expr) => {
                let number = expr.eval(&self.resolver(None), self.evaluation.env).to_number();
                (!number.is_nan()).then_some(number)
            }
        }
    }

    pub(super) fn resolver(self, question: Option<usize>) -> ScopeResolver<'d> {
        ScopeResolver {
            scope: self,
            question,
            this: "",
            choice: None,
            choice_at: None,
            source: None,
        }
    }

    /// What an expression of a question sees, whose present answer is `this`.
    pub(super) fn resolver_of<'s>(self, question: usize, this: &'s str) -> ScopeResolver<'s>
    where
        'd: 's,
    {
        ScopeResolver { this, ..self.resolver(Some(question)) }
    }

    /// What a name stands for here.
    fn nodes(self, name: &str) -> Nodes<'d> {
        let questionnaire = self.evaluation.questionnaire;
        if let Some(repeat) = questionnaire.find_repeat(name) {
            let one = Cow::Borrowed("");
            return Nodes::Many(vec![one; self.shared(repeat).len()]);
        }
        let Some(slot) = questionnaire.find_slot(name) else {
            return Nodes::One(Cow::Borrowed(""));
        };
        let repeat = questionnaire.questions[questionnaire.slots[slot].question].repeat;
        if let Some(scope) = self.within(repeat) {
            return Nodes::One(Cow::Borrowed(scope.slot_value(slot)));
        }
        if repeat.is_none() {
            return Nodes::One(Cow::Borrowed(""));
        }
        let sources = self.sources(slot).into_iter();
        Nodes::Many(sources.map(|scope| Cow::Borrowed(scope.slot_value(slot))).collect())
    }

    /// The instances of a repeat in the nearest instance that contains this place and them.
    fn shared(self, repeat: usize) -> Vec<Place> {
        let all = (0..self.evaluation.spreads[repeat].instances.len())
            .map(|instance| self.evaluation.at(Place::instance_of(repeat, instance)));
        // Its own instances are siblings, so what they share is around the repeat.
        let mut around = self.evaluation.questionnaire.repeats[repeat].outer;
        while let Some(outer) = around {
            if let Some(scope) = self.within(Some(outer)) {
                return all
                    .filter(|it| it.within(Some(outer)).is_some_and(|at| at.place == scope.place))
                    .map(|scope| scope.place)
                    .collect();
            }
            around = self.evaluation.questionnaire.repeats[outer].outer;
        }
        all.map(|scope| scope.place).collect()
    }
}

/// An answer as the value of a choice.
fn as_value(answer: &str) -> Cow<'_, str> {
    match answer.contains(char::is_whitespace) {
        true => Cow::Owned(answer.replace(char::is_whitespace, "_")),
        false => Cow::Borrowed(answer),
    }
}
