//! A checked questionnaire: the definition with its expressions parsed, its texts parsed and its
//! variables in an order in which they can be computed. Immutable; made only by [`super::check`].

use rustc_hash::FxHashMap;

use super::expr::Expr;
use super::model::{self, Choice, Definition, KindName};
use super::text::Rich;

/// A questionnaire that passed every check.
#[derive(Debug)]
pub struct Questionnaire {
    pub(super) definition: Definition,
    pub(super) pages: Vec<Page>,
    pub(super) questions: Vec<Question>,
    pub(super) slots: Vec<Slot>,
    pub(super) ends: Vec<End>,
    pub(super) index: FxHashMap<String, usize>,
    /// The written-out lists; questions know theirs by index.
    pub(super) lists: Vec<Vec<Choice>>,
    /// Everything that is computed, each step after those it depends on.
    pub(super) steps: Vec<Step>,
}

/// A step of the evaluation; the number is the index of the thing computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Step {
    Page(usize),
    Question(usize),
    Slot(usize),
    End(usize),
}

/// A page with its questions.
#[derive(Debug)]
pub struct Page {
    /// Machine name.
    pub name: String,
    /// Index of its section.
    pub section: usize,
    /// Heading and introduction by language.
    pub title: Texts,
    pub(super) intro: Texts,
    pub(super) relevant: Option<Expr>,
    /// Indices of its questions.
    pub(super) questions: std::ops::Range<usize>,
}

/// A question with everything that is parsed once.
#[derive(Debug)]
pub struct Question {
    /// The question as written.
    pub definition: model::Question,
    /// Index of its page.
    pub page: usize,
    pub(super) label: Texts,
    pub(super) hint: Texts,
    pub(super) relevant: Option<Expr>,
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
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// Text.
    Text,
}

/// An early end.
#[derive(Debug)]
pub struct End {
    /// The end as written.
    pub definition: model::End,
    /// Index of the page it follows.
    pub(super) after: usize,
    pub(super) when: Expr,
    /// Text by language.
    pub(super) text: Texts,
}

/// A numeric bound.
#[derive(Debug)]
pub(super) enum Bound {
    Number(f64),
    Expr(Expr),
}

/// A parsed text in every language of the questionnaire, in the order of `languages`.
#[derive(Debug, Default)]
pub struct Texts(pub(super) Vec<Rich>);

impl Texts {
    pub(super) fn parse(text: &model::Text, languages: &[String]) -> Self {
        let fallback = languages.first().map_or("", String::as_str);
        Self(languages.iter().map(|language| Rich::parse(text.get(language, fallback))).collect())
    }

    /// The text in the language with this index.
    pub fn get(&self, language: usize) -> &Rich {
        static EMPTY: Rich = Rich(Vec::new());
        self.0.get(language).or_else(|| self.0.first()).unwrap_or(&EMPTY)
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

    /// The page with this name.
    pub fn find_page(&self, name: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.name == name)
    }

    /// The slot with this variable name.
    pub fn find_slot(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The fallback language.
    pub fn fallback(&self) -> &str {
        self.definition.languages.first().map_or("", String::as_str)
    }

    /// The index of a language, or of the fallback when the questionnaire does not have it.
    pub fn language(&self, code: &str) -> usize {
        self.definition.languages.iter().position(|l| l == code).unwrap_or(0)
    }

    /// The choices of a question; none when it has no list.
    pub fn choices(&self, question: &Question) -> &[Choice] {
        question.list.map_or(&[], |list| &self.lists[list])
    }

    /// The label of a missing code for a question.
    pub fn missing_label<'q>(
        &'q self,
        question: &'q model::Question,
        code: i32,
        language: &str,
    ) -> &'q str {
        let key = code.to_string();
        question
            .missing_labels
            .get(&key)
            .or_else(|| self.definition.missing.get(&key))
            .map_or("", |text| text.get(language, self.fallback()))
    }
}

impl Page {
    /// Indices of all slots of the page.
    pub(super) fn slots(&self, questionnaire: &Questionnaire) -> std::ops::Range<usize> {
        let questions = &questionnaire.questions[self.questions.clone()];
        match (questions.first(), questions.last()) {
            (Some(first), Some(last)) => first.slots.start..last.slots.end,
            _ => 0..0,
        }
    }
}

impl Question {
    /// Whether respondents see it at all.
    pub fn is_visible(&self) -> bool {
        self.definition.kind != KindName::Calculate && !self.definition.off
    }
}

impl End {
    /// What is read there, by language.
    pub fn text(&self) -> &Texts {
        &self.text
    }
}
