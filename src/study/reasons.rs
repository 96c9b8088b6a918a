//! Why a person moved: one record per response and reason, with everything the code frame knows.
//!
//! A respondent's reasons are the union of what was ticked, chosen as the main or second reason and
//! named as the trigger, and one residual reason (9700) for every text in an "other" field. Such
//! texts are not coded here: their record says `open` and names the variable that holds the text.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::DOES_NOT_APPLY;
use crate::engine::codebook::Variable;
use crate::engine::codebook::missing::{self, Missing, MissingRange};
use crate::engine::model::frame::{Code, Frame, Group, Main};
use crate::engine::model::{FrameSource, Role, Text};
use crate::engine::{Codebook, Questionnaire, Record};

/// The residual code of a reason that has no code (yet).
const OTHER: u32 = 9700;

/// Where the reasons of a questionnaire stand.
#[derive(Debug, Clone)]
pub struct Reasons<'q> {
    meanings: HashMap<String, Meaning<'q>>,
    mains: BTreeMap<u32, &'q Main>,
    /// Slots of the lists of reasons.
    ticked: Vec<usize>,
    /// Slot and name of the texts, with the main category under which each is written.
    others: Vec<(usize, &'q str, Option<u32>)>,
    main: Option<Variable>,
    second: Option<Variable>,
    trigger: Option<Variable>,
    sides: HashMap<u32, Variable>,
    importance: HashMap<u32, Variable>,
}

#[derive(Debug, Clone, Copy)]
struct Meaning<'q> {
    code: u32,
    label: &'q Text,
    /// None for residual codes.
    substance: Option<(&'q Code, Option<&'q Group>)>,
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
    /// Its code.
    pub code: u32,
    /// What the code means.
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
        let single = |role| codebook.with_role(role).find(|v| v.name == v.question).cloned();
        let by_item = |role| {
            let numbered = |v: &Variable| Some((v.item.as_ref()?.parse().ok()?, v.clone()));
            codebook.with_role(role).filter_map(numbered).collect()
        };
        let mut reasons = Reasons {
            meanings: HashMap::new(),
            mains: BTreeMap::new(),
            ticked: with_role(Role::Reason)
                .filter_map(|question| questionnaire.find_slot(&question.name))
                .collect(),
            others: with_role(Role::ReasonOther)
                .filter_map(|question| {
                    let main = question.item.as_ref().and_then(|item| item.parse().ok());
                    let slot = questionnaire.find_slot(&question.name)?;
                    Some((slot, question.name.as_str(), main))
                })
                .collect(),
            main: single(Role::ReasonMain),
            second: single(Role::ReasonSecond),
            trigger: single(Role::ReasonTrigger),
            sides: by_item(Role::ReasonSide),
            importance: by_item(Role::ReasonImportance),
        };
        for source in questionnaire.definition().frames.values() {
            if let FrameSource::Written(frame) = source {
                reasons.learn(frame);
            }
        }
        reasons
    }

    fn learn(&mut self, frame: &'q Frame) {
        self.mains.extend(frame.mains.iter().map(|main| (main.code, main)));
        for code in &frame.codes {
            let group = frame.groups.iter().find(|group| group.code == code.group);
            let substance = Some((code, group));
            let meaning = Meaning { code: code.code, label: &code.label, substance };
            self.meanings.insert(code.code.to_string(), meaning);
        }
        for residual in &frame.residual {
            let meaning = Meaning { code: residual.code, label: &residual.label, substance: None };
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

        // By code: what it means, and whether it was ticked.
        let mut closed: BTreeMap<u32, (Meaning<'q>, bool)> = BTreeMap::new();
        for value in self.ticked.iter().flat_map(|&slot| stored(slot).split(' ')) {
            if let Some(meaning) = self.meanings.get(value) {
                closed.insert(meaning.code, (*meaning, true));
            }
        }
        for value in [&main, &second, &trigger] {
            if let Some(meaning) = self.meanings.get(value.as_ref()) {
                closed.entry(meaning.code).or_insert((*meaning, false));
            }
        }
        let texts: Vec<_> =
            self.others.iter().filter(|other| !stored(other.0).trim().is_empty()).collect();
        let other = self.meanings.get(&OTHER.to_string()).copied();
        // "Another reason" chosen as the main one is the one that was written.
        let named = texts.len() == 1 && other.is_some();
        if named && closed.get(&OTHER).is_some_and(|(_, ticked)| !ticked) {
            closed.remove(&OTHER);
        }

        let flag = |chosen: &str, code: u32, may: bool| match missing::code_of(chosen) {
            Some(code) => MissingRange::default().text(code),
            None if may && chosen.parse() == Ok(code) => "1",
            None => "0",
        };
        let record =
            |meaning: Meaning<'q>, main_code: Option<u32>, is_ticked, origin, may| Reason {
                code: meaning.code,
                label: meaning.label,
                substance: meaning.substance,
                main: main_code.and_then(|code| self.mains.get(&code).copied()),
                side: match self.sides.get(&meaning.code) {
                    Some(variable) => variable.cell(record, ""),
                    None => Cow::Borrowed(Missing::NotAsked.text()),
                },
                importance: match main_code.map(|code| self.importance.get(&code)) {
                    Some(Some(variable)) => variable.cell(record, ""),
                    Some(None) => Cow::Borrowed(Missing::NotInVersion.text()),
                    None => Cow::Borrowed(DOES_NOT_APPLY),
                },
                is_ticked,
                is_main: flag(&main, meaning.code, may),
                is_second: flag(&second, meaning.code, may),
                is_trigger: flag(&trigger, meaning.code, may),
                origin,
            };
        let mut list: Vec<Reason<'r>> = Vec::with_capacity(closed.len() + texts.len());
        for (meaning, is_ticked) in closed.into_values() {
            let main_code = meaning.substance.map(|(code, _)| code.main);
            list.push(record(meaning, main_code, is_ticked, ReasonOrigin::Closed, true));
        }
        if let Some(other) = other {
            for &&(_, name, main_code) in &texts {
                list.push(record(other, main_code, true, ReasonOrigin::Open(name), named));
            }
        }
        list.sort_by_key(|reason| reason.code);
        list
    }

    /// Every code with its label, substantive and residual.
    pub fn codes(&self) -> Vec<(u32, &'q Text)> {
        let mut codes: Vec<_> = self.meanings.values().map(|m| (m.code, m.label)).collect();
        codes.sort_by_key(|(code, _)| *code);
        codes
    }

    /// The variables that hold texts of other reasons.
    pub fn texts(&self) -> impl Iterator<Item = &'q str> {
        self.others.iter().map(|(_, name, _)| *name)
    }
}
