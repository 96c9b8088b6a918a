//! Why a person moved: one record per response and reason, with everything the code frame knows. Where
//! there is no frame, or a choice is not in it, a reason is the choice itself.
//!
//! A respondent's reasons are the union of what was ticked, chosen as the main or second reason and
//! named as the trigger, and one reason for every text in an "other" field: the residual code 9700, or none
//! where the frame lacks it. Such texts are not coded here: their record says `open` and names the variable
//! that holds the text.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::DOES_NOT_APPLY;
use crate::engine::codebook::Variable;
use crate::engine::codebook::missing::{self, Missing, MissingRange};
use crate::engine::model::frame::{Code, Frame, Group, Main};
use crate::engine::model::{FrameSource, KindName, Role, Text, other_name};
use crate::engine::{Codebook, Questionnaire, Record};

/// The residual code of a reason that has no code (yet).
const OTHER: u32 = 9700;

/// Where the reasons of a questionnaire stand.
#[derive(Debug, Clone)]
pub struct Reasons<'q> {
    meanings: HashMap<String, Meaning<'q>>,
    /// By question and value, what is chosen there and stands in no frame.
    own: HashMap<(&'q str, &'q str), Meaning<'q>>,
    mains: BTreeMap<u32, &'q Main>,
    ticked: Vec<TickedReasons<'q>>,
    /// Where texts of other reasons stand.
    others: Vec<WrittenReason<'q>>,
    main: Option<Variable>,
    second: Option<Variable>,
    trigger: Option<Variable>,
    sides: HashMap<u32, Variable>,
    importance: BTreeMap<u32, Variable>,
}

/// A list of reasons.
#[derive(Debug, Clone)]
struct TickedReasons<'q> {
    slot: usize,
    question: &'q str,
    /// The choice with a text behind it, and that text.
    other: Option<(&'q str, WrittenReason<'q>)>,
}

#[derive(Debug, Clone)]
struct WrittenReason<'q> {
    slot: usize,
    /// The column in which it stands.
    name: String,
    /// What is asked.
    label: &'q Text,
    /// The main category under which it is written.
    main: Option<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Meaning<'q> {
    /// None where no frame has it.
    code: Option<u32>,
    /// What is chosen.
    value: &'q str,
    label: &'q Text,
    /// None for residual codes.
    substance: Option<(&'q Code, Option<&'q Group>)>,
}

/// What tells one reason from another: its code, or what is chosen and what that means.
type ReasonKey<'q> = (u32, &'q str, &'q str);

impl<'q> Meaning<'q> {
    /// Two questions that offer the same words under the same value offer the same reason.
    fn key(self) -> ReasonKey<'q> {
        match self.code {
            Some(code) => (code, "", ""),
            None => (u32::MAX, self.value, self.label.get("de", "en")),
        }
    }
}

/// Where a reason comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonOrigin<'q> {
    /// Chosen from a list.
    Closed,
    /// Written into the variable of this name, not coded.
    Open(&'q str),
}

/// One reason of one response. Cells hold a value or a missing code.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'r> {
    /// Its code; none where no frame has it.
    pub code: Option<u32>,
    /// The value that was chosen; -6 where it was written.
    pub value: &'r str,
    /// What it means.
    pub label: &'r Text,
    /// The code in its frame, with its municipal group; none for residual codes.
    pub substance: Option<(&'r Code, Option<&'r Group>)>,
    /// Its main category, if it has one.
    pub main: Option<&'r Main>,
    /// 1 old place, 2 new place, 3 both.
    pub side: Cow<'r, str>,
    /// Importance of the main category; -6 when there is no category.
    pub importance: Cow<'r, str>,
    /// Whether it was ticked (or written), rather than only named as main, second or trigger.
    pub is_ticked: bool,
    /// 1 when it is the main reason, 0 when another one is, else the missing code of that question.
    pub is_main: &'static str,
    /// The same for the second most important reason.
    pub is_second: &'static str,
    /// The same for the trigger.
    pub is_trigger: &'static str,
    /// Chosen or written.
    pub origin: ReasonOrigin<'r>,
}

impl<'q> Reasons<'q> {
    /// Finds the reasons by role. Empty when the questionnaire has none.
    pub fn new(questionnaire: &'q Questionnaire, codebook: &Codebook) -> Reasons<'q> {
        let with_role = |role| {
            let questions = questionnaire.questions().iter().map(|question| &question.definition);
            questions.filter(move |question| question.role == Some(role))
        };
        // A question's "other" text has its role too, but not its name.
        let single = |role| codebook.with_role(role).find(|v| v.own_name == v.question).cloned();
        let numbered = |v: &Variable| Some((v.item.as_ref()?.parse().ok()?, v.clone()));
        let by_item = |role| codebook.with_role(role).filter_map(numbered);
        // A grid of all categories says how much each weighs; a list only which played a part.
        let grid = by_item(Role::ReasonGroup).filter(|(_, v)| v.kind == Some(KindName::Matrix));
        let column = |own: &str| {
            let variable = codebook.variables.iter().find(|variable| variable.own_name == own);
            variable.map_or(own, |variable| &variable.name).to_owned()
        };
        let mut reasons = Reasons {
            meanings: HashMap::new(),
            own: HashMap::new(),
            mains: BTreeMap::new(),
            ticked: with_role(Role::Reason)
                .filter_map(|question| {
                    let slot = questionnaire.find_slot(&question.name)?;
                    let text = questionnaire.find_slot(&other_name(&question.name));
                    let text = text.map(|slot| WrittenReason {
                        slot,
                        name: column(&questionnaire.slots()[slot].name),
                        label: &question.label,
                        main: None,
                    });
                    let other = question.other.as_deref().zip(text);
                    Some(TickedReasons { slot, question: &question.name, other })
                })
                .collect(),
            others: with_role(Role::ReasonOther)
                .filter_map(|question| {
                    Some(WrittenReason {
                        slot: questionnaire.find_slot(&question.name)?,
                        name: column(&question.name),
                        label: &question.label,
                        main: question.item.as_ref().and_then(|item| item.parse().ok()),
                    })
                })
                .collect(),
            main: single(Role::ReasonMain),
            second: single(Role::ReasonSecond),
            trigger: single(Role::ReasonTrigger),
            sides: by_item(Role::ReasonSide).collect(),
            importance: grid.chain(by_item(Role::ReasonImportance)).collect(),
        };
        for source in questionnaire.definition().frames.values() {
            if let FrameSource::Written(frame) = source {
                reasons.learn(frame);
            }
        }
        reasons.learn_choices(questionnaire);
        reasons
    }

    /// What can be chosen and stands in no frame. The event that set the date is a reason where a frame
    /// says so, or nothing is said at all: "no event" is none.
    fn learn_choices(&mut self, questionnaire: &'q Questionnaire) {
        let has_frame = !self.meanings.is_empty();
        for question in questionnaire.questions() {
            let names_reasons = match question.definition.role {
                Some(Role::Reason | Role::ReasonMain | Role::ReasonSecond) => true,
                Some(Role::ReasonTrigger) => !has_frame,
                _ => false,
            };
            let choices = questionnaire.choices(question).iter().filter(|_| names_reasons);
            for choice in choices.filter(|choice| !self.meanings.contains_key(&choice.value)) {
                let (value, label) = (choice.value.as_str(), &choice.label);
                let meaning = Meaning { code: None, value, label, substance: None };
                self.own.insert((&question.definition.name, value), meaning);
            }
        }
    }

    /// What a value means that was chosen in a question.
    fn find(&self, question: &str, value: &str) -> Option<Meaning<'q>> {
        let own = || self.own.get(&(question, value));
        self.meanings.get(value).or_else(own).copied()
    }

    fn learn(&mut self, frame: &'q Frame) {
        self.mains.extend(frame.mains.iter().map(|main| (main.code, main)));
        for code in &frame.codes {
            let group = frame.groups.iter().find(|group| Some(group.code) == code.group);
            let substance = Some((code, group));
            let meaning =
                Meaning { code: Some(code.code), value: "", label: &code.label, substance };
            self.meanings.insert(code.code.to_string(), meaning);
        }
        for residual in &frame.residual {
            let (code, label) = (Some(residual.code), &residual.label);
            let meaning = Meaning { code, value: "", label, substance: None };
            self.meanings.insert(residual.code.to_string(), meaning);
        }
    }

    /// The reasons of a response in order of their codes; none when it has none.
    pub fn list<'r>(&'r self, record: &'r Record<'_>) -> Vec<Reason<'r>> {
        let stored = |slot: usize| {
            let value = record.value(slot).unwrap_or_default();
            if missing::is_missing(value) { "" } else { value }
        };
        let cell = |variable: &Option<Variable>| match variable {
            Some(variable) => variable.read(record, "", ""),
            None => Cow::Borrowed(Missing::NotInVersion.stored()),
        };
        let (main, second, trigger) = (cell(&self.main), cell(&self.second), cell(&self.trigger));

        // By code or else by words: what it means, whether it was ticked, and where it was written.
        let mut closed: BTreeMap<ReasonKey<'q>, (Meaning<'q>, bool, ReasonOrigin<'r>)> =
            BTreeMap::new();
        for TickedReasons { slot, question, other } in &self.ticked {
            for value in stored(*slot).split(' ') {
                let Some(meaning) = self.find(question, value) else { continue };
                let is_written = |(it, text): &&(&str, WrittenReason<'_>)| {
                    *it == value && !stored(text.slot).trim().is_empty()
                };
                let origin = match other.as_ref().filter(is_written) {
                    Some((_, text)) => ReasonOrigin::Open(&text.name),
                    None => ReasonOrigin::Closed,
                };
                closed.insert(meaning.key(), (meaning, true, origin));
            }
        }
        let named_in = |variable: &Option<Variable>, value: &str| {
            let meaning = self.find(&variable.as_ref()?.question, value)?;
            Some((meaning.key(), meaning))
        };
        let main_key = named_in(&self.main, &main);
        let second_key = named_in(&self.second, &second);
        let trigger_key = named_in(&self.trigger, &trigger);
        for (key, meaning) in [main_key, second_key, trigger_key].into_iter().flatten() {
            closed.entry(key).or_insert((meaning, false, ReasonOrigin::Closed));
        }
        let texts: Vec<&WrittenReason<'q>> =
            self.others.iter().filter(|other| !stored(other.slot).trim().is_empty()).collect();
        let other = self.meanings.get(&OTHER.to_string()).copied();
        // "Another reason" chosen as the main one is the one that was written.
        let named = texts.len() == 1 && other.is_some();
        if let Some(other) = other.map(|other| other.key())
            && named
            && closed.get(&other).is_some_and(|(_, ticked, _)| !ticked)
        {
            closed.remove(&other);
        }

        let flag = |stored: &str, chosen: Option<(ReasonKey<'q>, Meaning<'q>)>, key, may| {
            match missing::code_of(stored) {
                Some(code) => MissingRange::default().text(code),
                None if may && chosen.is_some_and(|(chosen, _)| chosen == key) => "1",
                None => "0",
            }
        };
        let record =
            |meaning: Meaning<'q>, main_code: Option<u32>, is_ticked, origin, may| Reason {
                code: meaning.code,
                value: meaning.value,
                label: meaning.label,
                substance: meaning.substance,
                main: main_code.and_then(|code| self.mains.get(&code).copied()),
                side: match meaning.code.and_then(|code| self.sides.get(&code)) {
                    Some(variable) => variable.cell(record, ""),
                    None => Cow::Borrowed(Missing::NotAsked.text()),
                },
                importance: match main_code.map(|code| self.importance.get(&code)) {
                    Some(Some(variable)) => variable.cell(record, ""),
                    Some(None) => Cow::Borrowed(Missing::NotInVersion.text()),
                    None => Cow::Borrowed(DOES_NOT_APPLY),
                },
                is_ticked,
                is_main: flag(&main, main_key, meaning.key(), may),
                is_second: flag(&second, second_key, meaning.key(), may),
                is_trigger: flag(&trigger, trigger_key, meaning.key(), may),
                origin,
            };
        let mut list: Vec<Reason<'r>> = Vec::with_capacity(closed.len() + texts.len());
        for (meaning, is_ticked, origin) in closed.into_values() {
            let main_code = meaning.substance.map(|(code, _)| code.main);
            list.push(record(meaning, main_code, is_ticked, origin, true));
        }
        for text in texts {
            let meaning = other.unwrap_or(Meaning {
                code: None,
                value: DOES_NOT_APPLY,
                label: text.label,
                substance: None,
            });
            list.push(record(meaning, text.main, true, ReasonOrigin::Open(&text.name), named));
        }
        list.sort_by_key(|reason| reason.code.unwrap_or(u32::MAX));
        list
    }

    /// The variables that say how important a main category is.
    pub fn importance(&self) -> impl Iterator<Item = &Variable> {
        self.importance.values()
    }

    /// Every code with its label, substantive and residual.
    pub fn codes(&self) -> Vec<(u32, &'q Text)> {
        let coded = self.meanings.values().filter_map(|m| Some((m.code?, m.label)));
        let mut codes: Vec<_> = coded.collect();
        codes.sort_by_key(|(code, _)| *code);
        codes
    }

    /// Whether there may be reasons that no frame has.
    pub fn has_uncoded(&self) -> bool {
        let has_other = self.meanings.contains_key(&OTHER.to_string());
        !self.own.is_empty() || !has_other && !self.others.is_empty()
    }

    /// The columns that hold texts of other reasons, with what is asked.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &'q Text)> {
        let behind = self.ticked.iter().filter_map(|ticked| Some(&ticked.other.as_ref()?.1));
        self.others.iter().chain(behind).map(|other| (&*other.name, other.label))
    }
}
