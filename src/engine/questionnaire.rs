//! A checked questionnaire: the definition with its expressions parsed, its texts parsed and its
//! variables in an order in which they can be computed. Immutable; made only by [`super::check`].

use std::borrow::Cow;
use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::answers::split_name;
use super::expr::{Expr, Extent};
use super::identity::Identity;
use super::localized::{Localized, Passage, chain};
use super::media::MediaFile;
use super::model::{self, Choice, Definition};
use super::problem::Problem;
use super::quota::{Ending, Quota};
use super::table::InTable;
use super::text::Rich;

/// A questionnaire with everything parsed. What has an error is switched off.
#[derive(Debug)]
pub struct Questionnaire {
    pub(super) definition: Definition,
    pub(super) sections: Vec<Section>,
    pub(super) parts: Vec<Part>,
    pub(super) pages: Vec<Page>,
    /// All questions in the order of the document; a group or repeat is one, before those in it.
    pub(super) questions: Vec<Question>,
    pub(super) repeats: Vec<Repeat>,
    pub(super) slots: Vec<Slot>,
    pub(super) ends: Vec<End>,
    /// As many as in the document.
    pub(super) quotas: Vec<Quota>,
    pub(super) index: FxHashMap<String, usize>,
    /// The slots that [`Self::index`] finds, in the order of their names.
    pub(super) by_name: Vec<usize>,
    /// Groups, repeats and pages that expressions may name, and where those are that are repeats.
    pub(super) containers: FxHashMap<String, Option<usize>>,
    /// The written-out lists; questions know theirs by index.
    pub(super) lists: Vec<Vec<Choice>>,
    /// Lists by the name that `instance()` and `pulldata()` know them by.
    pub(super) instances: FxHashMap<String, usize>,
    /// Everything that is computed, each step after those it depends on.
    pub(super) steps: Vec<Planned>,
    /// Between which numbers each slot lies.
    pub(super) extents: Vec<Extent>,
    /// How much room the answers of one person take.
    pub(super) room: usize,
    /// The languages in which a text is missing that others have.
    pub(super) incomplete: Vec<String>,
}

/// A step in its turn.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) step: Step,
    /// The turns of the steps that it depends on, all of them earlier.
    pub(super) needs: Vec<usize>,
}

/// A step of the evaluation; the number is the index of the thing computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Step {
    Part(usize),
    Page(usize),
    Question(usize),
    Slot(usize),
    /// How many instances there are of a repeat.
    Repeat(usize),
    End(usize),
    /// Whether somebody is in the cell of a quota.
    Quota(usize),
}

/// A section of the progress display.
#[derive(Debug)]
pub struct Section {
    /// Machine name.
    pub name: String,
    /// Its title.
    pub title: model::Text,
}

/// Several pages with a common condition.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) relevant: Option<Expr>,
    pub(super) read_only: Switch,
    /// The part it is in.
    pub(super) part: Option<usize>,
    pub(super) is_core: bool,
}

/// Questions that are asked several times.
#[derive(Debug)]
pub struct Repeat {
    /// The question that stands for it.
    pub question: usize,
    /// The repeat it is in.
    pub(super) outer: Option<usize>,
    /// The questions in it that are in no inner repeat, inner repeats included.
    pub(super) inside: Vec<usize>,
    /// How many slots those have.
    pub(super) slots: usize,
    /// How many instances there are depends on what there is of them: one more after each "yes".
    pub(super) counts_itself: bool,
}

/// A page with its questions.
#[derive(Debug)]
pub struct Page {
    /// Machine name.
    pub name: String,
    /// The part it is in.
    pub(super) part: Option<usize>,
    /// Index of its section.
    pub section: usize,
    /// Heading and introduction by language.
    pub title: Texts,
    pub(super) intro: Texts,
    pub(super) relevant: Option<Expr>,
    pub(super) read_only: Switch,
    /// It, or a part it is in, belongs to the core.
    pub(super) is_core: bool,
    /// Indices of its questions.
    pub(super) questions: std::ops::Range<usize>,
    /// What is asked or offered on it follows from answers that are given on it.
    pub(super) is_live: bool,
}

/// A question with everything that is parsed once.
#[derive(Debug)]
pub struct Question {
    /// The question as written.
    pub definition: model::Question,
    /// What it is there for, as its kind says.
    pub(super) purpose: Purpose,
    /// Index of its page.
    pub page: usize,
    /// Why it is switched off: the first error in it, or in what it needs.
    pub fault: Option<Problem>,
    /// The group or repeat it stands in.
    pub(super) around: Option<usize>,
    /// The innermost repeat it is asked in.
    pub repeat: Option<usize>,
    /// Its number among the questions of that repeat, and that of its first slot among theirs.
    pub(super) number: usize,
    pub(super) first_slot: usize,
    /// The repeat that it is.
    pub(super) repeats: Option<usize>,
    /// What it is in a table of selects.
    pub(super) table: Option<InTable>,
    pub(super) label: Texts,
    pub(super) hint: Texts,
    pub(super) guidance: Texts,
    pub(super) relevant: Option<Expr>,
    pub(super) required: Switch,
    pub(super) read_only: Switch,
    pub(super) default: Option<Start>,
    /// What runs when one of these slots changes: a calculation, or what empties the answer.
    pub(super) trigger: Option<(Vec<usize>, Option<Expr>)>,
    pub(super) seed: Option<Expr>,
    /// The slot whose answers are the choices.
    pub(super) offers: Option<usize>,
    pub(super) constraint: Option<Expr>,
    pub(super) choice_filter: Option<Expr>,
    pub(super) min: Option<Bound>,
    pub(super) max: Option<Bound>,
    /// Bounds of each part of a date.
    pub(super) parts: Vec<(Option<Bound>, Option<Bound>)>,
    /// Index of its choice list.
    pub(super) list: Option<usize>,
    /// Indices of its slots.
    pub(super) slots: std::ops::Range<usize>,
}

impl Question {
    /// Whether it is a repeat whose condition is judged for each of its instances.
    pub(super) fn judges_instances(&self) -> bool {
        self.repeats.is_some() && self.relevant.as_ref().is_some_and(Expr::uses_own_position)
    }
}

/// A place for one answer: a question's, a row's, a date part's, an "other" text's.
#[derive(Debug)]
pub struct Slot {
    /// The variable name, as `${name}` in expressions.
    pub name: String,
    /// Index of its question.
    pub question: usize,
    /// Which row or part of the question, if it has several.
    pub part: Option<usize>,
    /// What may stand here.
    pub holds: Holds,
    pub(super) relevant: Option<Expr>,
    pub(super) calculation: Option<Expr>,
}

/// What a slot may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One choice of the question's list.
    Choice,
    /// Any number of them.
    Choices,
    /// All of them in order of preference.
    Ranking,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Text.
    Text,
}

/// What a question is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be answered.
    Answer,
    /// To be read.
    Note,
    /// To hold other questions.
    Structure,
    /// To hold a value that nobody sees.
    Silent,
    /// To hold a value that never leaves the draft: times and devices would tell who answered.
    Private,
}

impl Purpose {
    /// Whether respondents see such questions.
    pub fn is_visible(self) -> bool {
        !matches!(self, Self::Silent | Self::Private)
    }

    /// Whether such questions hold an answer.
    pub fn has_answer(self) -> bool {
        !matches!(self, Self::Note | Self::Structure)
    }
}

/// An early end: the author's, or what a full quota leads to.
#[derive(Debug)]
pub struct End {
    /// The end as written.
    pub definition: model::End,
    /// An error in it.
    pub(super) fault: Option<Problem>,
    /// Index of the page it follows.
    pub(super) after: usize,
    pub(super) when: Ending,
    /// Text by language.
    pub(super) text: Texts,
}

/// A property of a question.
#[derive(Debug)]
pub(super) enum Switch {
    Never,
    Always,
    When(Expr),
}

/// The answer to begin with.
#[derive(Debug)]
pub(super) enum Start {
    Literal(String),
    Expr(Expr),
}

/// A numeric bound.
#[derive(Debug)]
pub(super) enum Bound {
    Number(f64),
    Expr(Expr),
}

/// A parsed text in every language of the questionnaire, in the order of `languages`.
#[derive(Debug, Default)]
pub struct Texts(Vec<Localized<'static, Rich>>);

impl Texts {
    pub(super) fn parse(text: &model::Text, languages: &[String]) -> Self {
        let parse = |language: &String| {
            let localized = text.localized(language, languages);
            let language = localized.language.map(|language| Cow::Owned(language.into_owned()));
            Localized { text: Rich::parse(localized.text), language }
        };
        Self(languages.iter().map(parse).collect())
    }

    /// The text for whoever wants the language with this index.
    pub fn get(&self, language: usize) -> Passage<'_> {
        static EMPTY: Localized<'static, Rich> =
            Localized { text: Rich(Vec::new()), language: None };
        let localized = self.0.get(language).or_else(|| self.0.first()).unwrap_or(&EMPTY);
        Localized {
            text: Cow::Borrowed(&localized.text),
            language: localized.language.as_deref().map(Cow::Borrowed),
        }
    }
}

impl Questionnaire {
    /// The definition it was made of, with all lists and frames written out.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The pages in order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The id of a page, by which it is found in the definition.
    pub fn page_id(&self, page: usize) -> &str {
        let known = model::leaves(&self.definition.pages).nth(page);
        known.map_or(self.pages[page].name.as_str(), Identity::id)
    }

    /// The sections of the progress display; at least one.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The picture, sound or film with this name in addresses, if something here shows it.
    pub fn find_file(&self, name: &str) -> Option<&MediaFile> {
        self.definition.files.values().find(|file| file.name() == name)
    }

    /// The repeats in order.
    pub fn repeats(&self) -> &[Repeat] {
        &self.repeats
    }

    /// The questions in order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The slots in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The early ends.
    pub fn ends(&self) -> &[End] {
        &self.ends
    }

    /// The quotas.
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// The page with this name.
    pub fn find_page(&self, name: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.name == name)
    }

    /// The slot with this variable name.
    pub fn find_slot(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Whether a page may send several values of this field, which may stand in an instance of a repeat.
    pub fn takes_several(&self, field: &str) -> bool {
        let slot = self.find_slot(&split_name(field).0);
        slot.is_some_and(|slot| self.slots[slot].holds == Holds::Choices)
    }

    /// The slots of these names, which are in order, as the keys of a sorted map are: one pass over
    /// both instead of a look-up for each.
    pub(super) fn slots_called<'n, T>(
        &self,
        names: impl Iterator<Item = (&'n str, T)>,
    ) -> impl Iterator<Item = (usize, T)> {
        let mut slots = self.by_name.iter().copied().peekable();
        names.filter_map(move |(name, value)| {
            loop {
                let slot = *slots.peek()?;
                match (*self.slots[slot].name).cmp(name) {
                    Ordering::Greater => return None,
                    found => {
                        slots.next();
                        if found.is_eq() {
                            return Some((slot, value));
                        }
                    }
                }
            }
        })
    }

    /// The repeat with this name.
    pub(super) fn find_repeat(&self, name: &str) -> Option<usize> {
        self.containers.get(name).copied().flatten()
    }

    /// The fallback language.
    pub fn fallback(&self) -> &str {
        self.definition.languages.first().map_or("", String::as_str)
    }

    /// The index of a language; when the questionnaire does not have it, of the one it is a
    /// variety of, or of the fallback.
    pub fn language(&self, code: &str) -> usize {
        let languages = &self.definition.languages;
        let find = |code: &str| languages.iter().position(|l| l == code);
        chain(code, languages).find_map(find).unwrap_or(0)
    }

    /// The written choices of a question; none when it has no list.
    pub fn choices(&self, question: &Question) -> &[Choice] {
        question.list.map_or(&[], |list| &self.lists[list])
    }

    /// The conditions that must all hold for a question to be asked, outermost first.
    pub(super) fn conditions<'q>(&'q self, question: &'q Question) -> Vec<&'q Expr> {
        let mut inside: Vec<&Expr> = question.relevant.iter().collect();
        let mut around = question.around;
        while let Some(outer) = around {
            inside.extend(&self.questions[outer].relevant);
            around = self.questions[outer].around;
        }
        let mut conditions = self.conditions_of_page(question.page);
        conditions.extend(inside.into_iter().rev());
        conditions
    }

    /// Those of a page and the parts around it.
    pub(super) fn conditions_of_page(&self, page: usize) -> Vec<&Expr> {
        let page = &self.pages[page];
        let mut conditions: Vec<&Expr> = page.relevant.iter().collect();
        let mut part = page.part;
        while let Some(outer) = part {
            conditions.extend(&self.parts[outer].relevant);
            part = self.parts[outer].part;
        }
        conditions.reverse();
        conditions
    }

    /// The label of a missing code for a question.
    pub fn missing_label<'q>(
        &'q self,
        question: &'q model::Question,
        code: i32,
        language: &str,
    ) -> &'q str {
        self.missing_text(question, code).map_or("", |text| text.get(language, self.fallback()))
    }

    /// The label of a missing code for a question, in all languages.
    pub fn missing_text<'q>(
        &'q self,
        question: &'q model::Question,
        code: i32,
    ) -> Option<&'q model::Text> {
        let key = code.to_string();
        question.missing_labels.get(&key).or_else(|| self.definition.missing.get(&key))
    }
}

impl Question {
    /// Whether it only names the columns of a table, and is never answered.
    pub(super) fn is_heading(&self) -> bool {
        self.table == Some(InTable::Heading)
    }

    /// Whether respondents see it at all.
    pub fn is_visible(&self) -> bool {
        self.purpose.is_visible() && !self.is_off()
    }

    /// Whether it is not asked: its author switched it off, or it has an error.
    pub fn is_off(&self) -> bool {
        self.definition.off || self.fault.is_some()
    }
}

impl End {
    /// What is read there, by language.
    pub fn text(&self) -> &Texts {
        &self.text
    }
}
