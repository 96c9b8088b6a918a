//! Who is asked, where boxes that were ticked before say it.
//!
//! A condition is followed through calculations to the questions with boxes that it depends on, and tried
//! with everything that may be ticked there. What comes out is said only where one sentence for each of
//! these questions says exactly that; [`Whom::Some`] stands for everything else.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use rustc_hash::FxHashMap;

use super::super::super::codebook::missing::is_missing;
use super::super::super::contract::Paper;
use super::super::super::expr::{Env, Expr, Nodes, Resolver, Workload};
use super::super::super::localized::Line;
use super::super::super::model::Choice;
use super::super::super::questionnaire::{Holds, Question, Step};

/// Who is asked what follows.
#[derive(Debug)]
pub enum Whom<'q> {
    /// Who ticked one of these there.
    Ticked(BoxPlace, Vec<Line<'q>>),
    /// Who ticked none of these there.
    NotTicked(BoxPlace, Vec<Line<'q>>),
    /// Some people, by a condition that no sentence says.
    Some,
}

/// Where boxes stand: the number of a question, in a matrix with the index of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoxPlace {
    number: usize,
    row: Option<usize>,
}

impl fmt::Display for BoxPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, row } = self;
        write!(f, "{number}{}", row.map(row_letter).unwrap_or_default())
    }
}

/// What the row of a matrix is called on paper: a, b … z, aa, ab …
pub fn row_letter(row: usize) -> String {
    let letter = char::from(b'a' + (row % 26) as u8);
    let before = (row / 26).checked_sub(1).map(row_letter).unwrap_or_default();
    format!("{before}{letter}")
}

/// A condition is tried with no more combinations of answers.
const MOST_TRIALS: usize = 400;
/// It follows from no more calculations.
const MOST_CALCULATIONS: usize = 50;
/// Nobody reads a longer list of answers.
const MOST_SAID: usize = 8;

/// What an expression follows from.
#[derive(Debug)]
pub(super) struct Causes {
    /// Slots that are computed, each after those it needs.
    calculations: Vec<usize>,
    /// Slots that are not.
    pub(super) others: Vec<usize>,
}

/// What is known of a questionnaire to say who is asked.
pub(super) struct Deciding<'p, 'q> {
    paper: &'p Paper<'q>,
    env: &'p Env,
    /// The turn of each slot in the evaluation.
    turns: Vec<usize>,
    workload: Workload,
}

/// What may be ticked at a question that decides.
#[derive(Clone, Debug)]
struct Boxes<'q> {
    slot: usize,
    place: BoxPlace,
    /// The choices that matter.
    choices: Vec<&'q Choice>,
    /// What may be stored; nothing comes first.
    values: Vec<String>,
    /// Several may be ticked.
    multiple: bool,
}

/// Whom a condition lets through, by what is ticked at one question.
#[derive(Clone, Debug)]
struct Decision<'q> {
    boxes: Boxes<'q>,
    /// Of each of the values, whether it is let through; none where nobody comes who ticked that.
    lets: Vec<Option<bool>>,
}

/// Who is at the end behind a page, by what was ticked at one question: only the others go on.
#[derive(Debug)]
pub(super) struct EarlyEnd<'q> {
    /// The page.
    pub(super) after: usize,
    /// Nobody is sent past where it is told, so everybody who is asked more has read it.
    pub(super) is_read_by_all: bool,
    goes_on: Decision<'q>,
}

impl<'q> EarlyEnd<'q> {
    /// Both in one, if they are behind the same page and by the same boxes.
    pub(super) fn with(&self, other: &Self) -> Option<Self> {
        let (own, its) = (&self.goes_on, &other.goes_on);
        let is_same = self.after == other.after && own.boxes.slot == its.boxes.slot;
        (is_same && !own.boxes.multiple).then(|| {
            let both = own.lets.iter().zip(&its.lets);
            let both = both.map(|(own, its)| own.zip(*its).map(|(own, its)| own && its));
            let goes_on = Decision { boxes: own.boxes.clone(), lets: both.collect() };
            Self { goes_on, ..*self }
        })
    }

    fn is_of(&self, boxes: &Boxes<'_>, value: usize) -> bool {
        let Decision { boxes: own, lets } = &self.goes_on;
        let is_same = own.slot == boxes.slot && !boxes.multiple;
        self.is_read_by_all && is_same && lets[value] == Some(false)
    }
}

impl<'p, 'q> Deciding<'p, 'q> {
    pub(super) fn new(paper: &'p Paper<'q>, env: &'p Env) -> Self {
        let mut turns = vec![0; paper.questionnaire.slots.len()];
        for (turn, planned) in paper.questionnaire.steps.iter().enumerate() {
            if let Step::Slot(slot) = planned.step {
                turns[slot] = turn;
            }
        }
        Self { paper, env, turns, workload: Workload::default() }
    }

    /// What the expressions follow from that are asked in this repeat; none where chance or the clock
    /// decides, or more than single answers.
    pub(super) fn causes<'e>(
        &self,
        exprs: impl IntoIterator<Item = &'e Expr>,
        repeat: Option<usize>,
    ) -> Option<Causes>
    where
        'q: 'e,
    {
        let questionnaire = self.paper.questionnaire;
        let mut open: Vec<&Expr> = exprs.into_iter().collect();
        let mut causes = Causes { calculations: Vec::new(), others: Vec::new() };
        while let Some(expr) = open.pop() {
            if expr.varies() {
                return None;
            }
            for reference in expr.references() {
                let slot =
                    questionnaire.find_slot(&reference.name).filter(|_| !reference.quoted)?;
                let found = &questionnaire.slots[slot];
                let question = &questionnaire.questions[found.question];
                let is_here = question.repeat.is_none() || question.repeat == repeat;
                if !is_here || question.repeats.is_some() {
                    return None;
                }
                let known = match found.calculation {
                    Some(_) => &mut causes.calculations,
                    None => &mut causes.others,
                };
                if known.contains(&slot) {
                    continue;
                }
                known.push(slot);
                if let Some(calculation) = &found.calculation {
                    open.push(calculation);
                    open.extend(found.relevant.as_ref());
                    open.extend(questionnaire.conditions(question));
                }
            }
            if causes.calculations.len() > MOST_CALCULATIONS {
                return None;
            }
        }
        causes.calculations.sort_by_key(|&slot| self.turns[slot]);
        Some(causes)
    }

    /// Whom a condition lets through that is asked in this repeat, of those who are not at one of the ends:
    /// each of what is given back must hold.
    pub(super) fn whom(
        &self,
        condition: &'q Expr,
        repeat: Option<usize>,
        numbers: &[Option<usize>],
        ends: &[EarlyEnd<'q>],
    ) -> Vec<Whom<'q>> {
        let decided = self.decide(condition, repeat, numbers, ends);
        let said = decided.and_then(|all| all.iter().map(|it| self.say(it)).collect());
        said.unwrap_or_else(|| vec![Whom::Some])
    }

    /// Who goes on behind a page where this ends it for some, if that is by one question.
    pub(super) fn end(
        &self,
        after: usize,
        when: &'q Expr,
        numbers: &[Option<usize>],
        ends: &[EarlyEnd<'q>],
    ) -> Option<EarlyEnd<'q>> {
        let [mut goes_on] = <[_; 1]>::try_from(self.decide(when, None, numbers, ends)?).ok()?;
        goes_on.lets.iter_mut().flatten().for_each(|it| *it = !*it);
        Some(EarlyEnd { after, is_read_by_all: false, goes_on })
    }

    /// Who goes on at an end, in a sentence.
    pub(super) fn past(&self, end: &EarlyEnd<'q>) -> Option<Whom<'q>> {
        self.say(&end.goes_on)
    }

    fn decide(
        &self,
        condition: &'q Expr,
        repeat: Option<usize>,
        numbers: &[Option<usize>],
        ends: &[EarlyEnd<'q>],
    ) -> Option<Vec<Decision<'q>>> {
        let causes = self.causes([condition], repeat)?;
        let boxes = causes.others.iter().map(|&slot| self.boxes(slot, condition, &causes, numbers));
        let mut boxes = boxes.collect::<Option<Vec<_>>>()?;
        boxes.sort_by_key(|it| it.place);
        let count = boxes.iter().try_fold(1_usize, |all, it| all.checked_mul(it.values.len()))?;
        if boxes.is_empty() || count > MOST_TRIALS {
            return None;
        }
        let each = |trial: usize| {
            let mut rest = trial;
            boxes.iter().map(move |it| {
                let at = rest % it.values.len();
                rest /= it.values.len();
                (it, at)
            })
        };
        let mut trials = Vec::with_capacity(count);
        for trial in 0..count {
            if each(trial).any(|(it, at)| ends.iter().any(|end| end.is_of(it, at))) {
                continue;
            }
            let ticked = each(trial).map(|(it, at)| (it.slot, Cow::Borrowed(&*it.values[at])));
            trials.push((trial, self.holds(condition, &causes, ticked.collect())?));
        }
        // What may be ticked at each question, whatever is at the others.
        let mut may: Vec<Vec<_>> = boxes.iter().map(|it| vec![None; it.values.len()]).collect();
        for &(trial, lets) in &trials {
            for (may, (_, at)) in may.iter_mut().zip(each(trial)) {
                may[at] = Some(lets || may[at] == Some(true));
            }
        }
        let may_all =
            |trial| may.iter().zip(each(trial)).all(|(may, (_, at))| may[at] == Some(true));
        let is_each_alone = trials.iter().all(|&(trial, lets)| lets == may_all(trial));
        if !is_each_alone || trials.iter().all(|(_, lets)| !lets) {
            return None;
        }
        let decisions = boxes.into_iter().zip(may).map(|(boxes, lets)| Decision { boxes, lets });
        Some(decisions.filter(|it| it.lets.contains(&Some(false))).collect())
    }

    /// What may be ticked at a question that has a number and boxes.
    fn boxes(
        &self,
        slot: usize,
        condition: &'q Expr,
        causes: &Causes,
        numbers: &[Option<usize>],
    ) -> Option<Boxes<'q>> {
        let questionnaire = self.paper.questionnaire;
        let found = &questionnaire.slots[slot];
        let question = &questionnaire.questions[found.question];
        let row = question.definition.rows.iter().position(|row| row.name == found.name);
        let is_boxed = row.is_some() || question.definition.name == found.name;
        let place = BoxPlace { number: numbers[found.question].filter(|_| is_boxed)?, row };
        let all = questionnaire.choices(question);
        let multiple = found.holds == Holds::Choices;
        let choices: Vec<&Choice> = match found.holds {
            Holds::Choice => all.iter().collect(),
            // All that is asked of it is which of these are among what is ticked.
            Holds::Choices if causes.calculations.is_empty() => {
                let asked = condition.ticks(&found.name)?;
                let known =
                    asked.iter().filter_map(|asked| all.iter().find(|it| it.value == *asked));
                known.collect()
            }
            _ => return None,
        };
        if choices.is_empty() || !self.paper.has_boxes(question) || multiple && choices.len() > 8 {
            return None;
        }
        let values = match multiple {
            true => (0..1_usize << choices.len()).map(|ticked| chosen(&choices, ticked)).collect(),
            false => std::iter::once("")
                .chain(choices.iter().map(|it| &*it.value))
                .map(str::to_owned)
                .collect(),
        };
        Some(Boxes { slot, place, choices, values, multiple })
    }

    /// Whether a condition holds with these answers; none where that does not follow from them.
    fn holds<'v>(
        &'v self,
        condition: &'q Expr,
        causes: &Causes,
        ticked: FxHashMap<usize, Cow<'v, str>>,
    ) -> Option<bool> {
        let questionnaire = self.paper.questionnaire;
        let mut sees = Ticked { deciding: self, values: ticked, beyond: Cell::new(false) };
        for &slot in &causes.calculations {
            let found = &questionnaire.slots[slot];
            let question = &questionnaire.questions[found.question];
            let mut conditions =
                questionnaire.conditions(question).into_iter().chain(found.relevant.as_ref());
            let is_asked = conditions.all(|it| it.eval(&sees, self.env).to_boolean());
            let value = match found.calculation.as_ref().filter(|_| is_asked) {
                Some(it) => it.eval(&sees, self.env).saved(questionnaire.saved_as(found), self.env),
                None => String::new(),
            };
            let value = if is_missing(&value) { String::new() } else { value };
            sees.values.insert(slot, Cow::Owned(value));
        }
        let holds = condition.eval(&sees, self.env).to_boolean();
        (!sees.beyond.get() && self.workload.take(0)).then_some(holds)
    }

    /// One question in a sentence.
    fn say(&self, Decision { boxes, lets }: &Decision<'q>) -> Option<Whom<'q>> {
        // Alone, each choice stands behind nothing, or at its bit.
        let alone = |at: usize| lets[if boxes.multiple { 1 << at } else { at + 1 }];
        let with_nothing = lets[0].unwrap_or(false);
        let (said, labels): (Vec<usize>, Vec<Line<'q>>) = (boxes.choices.iter().enumerate())
            .filter(|&(at, _)| alone(at).is_some_and(|lets| lets != with_nothing))
            .map(|(at, choice)| (at, self.paper.say(&choice.label)))
            .unzip();
        let is_said = |ticked: usize| said.iter().any(|at| ticked & (1 << at) != 0) != with_nothing;
        let is_exact =
            !boxes.multiple || lets.iter().enumerate().all(|(at, lets)| *lets == Some(is_said(at)));
        (is_exact && labels.len() <= MOST_SAID).then_some(match with_nothing {
            true => Whom::NotTicked(boxes.place, labels),
            false => Whom::Ticked(boxes.place, labels),
        })
    }
}

/// The choices whose bits are set, as they are stored.
fn chosen(choices: &[&Choice], ticked: usize) -> String {
    let chosen = choices.iter().enumerate().filter(|(at, _)| ticked & (1 << at) != 0);
    chosen.map(|(_, choice)| &*choice.value).collect::<Vec<_>>().join(" ")
}

/// What an expression sees when a few boxes are ticked.
struct Ticked<'d, 'p, 'q> {
    deciding: &'d Deciding<'p, 'q>,
    values: FxHashMap<usize, Cow<'d, str>>,
    /// It asked for more.
    beyond: Cell<bool>,
}

impl Ticked<'_, '_, '_> {
    fn beyond<T>(&self) -> Option<T> {
        self.beyond.set(true);
        None
    }
}

impl Resolver for Ticked<'_, '_, '_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        let slot = self.deciding.paper.questionnaire.find_slot(name);
        let value = slot.and_then(|slot| self.values.get(&slot)).or_else(|| self.beyond());
        Nodes::One(Cow::Borrowed(value.map_or("", |value| &**value)))
    }

    fn nodes_below(&self, _: &[String], _: &str) -> Nodes<'_> {
        Nodes::One(self.beyond().unwrap_or_default())
    }

    fn this(&self) -> &str {
        self.beyond().unwrap_or_default()
    }

    fn attribute(&self, _: &str) -> Option<&str> {
        self.beyond()
    }

    fn choice_place(&self) -> Option<(usize, usize)> {
        self.beyond()
    }

    fn choice_label(&self, _: &str, _: &str) -> Option<String> {
        self.beyond()
    }

    fn position(&self, _: usize) -> Option<usize> {
        self.beyond()
    }

    fn indexed(&self, _: &str, _: &[(String, usize)]) -> Option<Nodes<'_>> {
        self.beyond()
    }

    fn items(&self, _: &str) -> Option<usize> {
        self.beyond()
    }

    fn cell(&self, _: &str, _: usize, _: &str) -> Option<&str> {
        self.beyond()
    }

    fn workload(&self) -> Option<&Workload> {
        Some(&self.deciding.workload)
    }
}

impl Paper<'_> {
    /// Whether its answer is ticked.
    fn has_boxes(&self, question: &Question) -> bool {
        let space = super::space(self, question);
        matches!(space, super::Space::Boxes { .. } | super::Space::Rows { .. })
    }
}
