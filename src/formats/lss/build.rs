//! Groups and questions as pages and questions of ours.
//!
//! Each kind of question is made in a file of its own; what they share is here: texts, the report,
//! attributes, what belongs to a page. Start reading at [`Import::pages`].

mod arrays;
mod choices;
mod equation;
mod fields;
mod logic;
mod validation;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::engine::model::{self, ChoiceList, Flag, KindName, Page, Text};
use crate::engine::problem::{LssElement, Remark, remark};

use super::attributes;
use super::html::Style;
use super::index::{Index, LssVariable};
use super::names::{QUESTION, TakenNames};
use super::plan::{LssKind, Plan, called};
use super::report::{self, ConversionReport, Fidelity};
use super::script::{AskedWhen, Here};
use super::source::{Local, LssGroup, LssQuestion, LssSurvey};
use logic::Depends;
pub(super) use logic::Of;

/// The import at work.
pub(super) struct Import<'s> {
    pub(super) survey: &'s LssSurvey,
    pub(super) index: &'s Index,
    pub(super) plans: &'s [Plan],
    pub(super) names: TakenNames,
    pub(super) report: ConversionReport,
    pub(super) lists: BTreeMap<String, ChoiceList>,
    /// When each question is asked, as far as it has been built.
    pub(super) asked: AskedWhen,
    pub(super) depends: Depends,
    /// Number of the question at hand.
    pub(super) question: usize,
    /// What hidden calculations for texts are named after.
    pub(super) helper_stem: String,
    /// Hidden calculations that the question at hand needs.
    pub(super) helpers: Vec<model::Question>,
    /// Hidden calculations of this page by what they compute.
    pub(super) helpers_by_source: HashMap<String, String>,
}

/// A question while it is built.
pub(super) struct Ask<'s> {
    pub(super) question: &'s LssQuestion,
    pub(super) plan: &'s Plan,
    /// What it is called in the report: its code.
    pub(super) what: LssElement,
    /// Attributes that were taken over, or reported.
    used: BTreeSet<&'static str>,
    /// Where its entries in the report begin.
    reported: usize,
}

impl<'s> Ask<'s> {
    /// An attribute; it counts as taken over.
    pub(super) fn attribute(&mut self, name: &'static str) -> &'s str {
        self.used.insert(name);
        self.question.attribute(name)
    }

    /// Whether an attribute is switched on; it counts as taken over.
    pub(super) fn has(&mut self, name: &'static str) -> bool {
        self.used.insert(name);
        self.question.has(name)
    }

    /// An attribute that is a text; it counts as taken over.
    fn local(&mut self, name: &'static str, languages: &[String]) -> Local {
        self.used.insert(name);
        self.question.local(name, languages)
    }

    /// A subquestion.
    fn sub(&self, sub: &LssQuestion) -> LssElement {
        report::question(format!("{} / {}", self.what.of, sub.code))
    }

    /// A part of the question.
    fn part(&self, part: Remark) -> LssElement {
        LssElement { of: self.what.of.clone(), part: Some(part) }
    }

    /// One of its attributes.
    fn attribute_part(&self, name: &str) -> LssElement {
        self.part(remark!("lss-part-attribute", name))
    }
}

impl<'s> Import<'s> {
    /// Nothing is built yet.
    pub(super) fn new(
        survey: &'s LssSurvey,
        index: &'s Index,
        plans: &'s [Plan],
        names: TakenNames,
    ) -> Self {
        Self {
            survey,
            index,
            plans,
            names,
            report: ConversionReport::default(),
            lists: BTreeMap::new(),
            asked: AskedWhen::default(),
            depends: Depends::default(),
            question: 0,
            helper_stem: String::new(),
            helpers: Vec::new(),
            helpers_by_source: HashMap::new(),
        }
    }

    /// Where the expressions of the question at hand stand; `this` is the answer they look at.
    pub(super) fn here<'i>(&'i self, this: Option<&'i LssVariable>) -> Here<'i> {
        Here { index: self.index, asked: &self.asked, question: Some(self.question), this }
    }

    /// All pages.
    pub(super) fn pages(&mut self) -> Vec<Page> {
        let alone = self.survey.settings.get("format") == "S";
        let mut number = 0;
        let mut pages = Vec::new();
        for group in &self.survey.groups {
            let first = number;
            number += group.questions.len();
            if let Some(page) = self.page(group, first, alone) {
                pages.push(page);
            }
        }
        pages
    }

    fn page(&mut self, group: &'s LssGroup, first: usize, alone: bool) -> Option<Page> {
        let title =
            group.name.values().next().map(|name| super::html::convert(name, Style::Plain).text);
        let title = title.unwrap_or_default();
        let what = report::outside(remark!("lss-part-group", title));
        if group.questions.is_empty() {
            self.report.lost(&what, remark!("lss-group-empty"));
            return None;
        }
        self.helpers_by_source.clear();
        let stem = if title.is_empty() { "page" } else { &title };
        let name = self.names.make(&[stem], QUESTION);
        self.question = first;
        name.clone_into(&mut self.helper_stem);
        let mut page = Page {
            title: self.text(&group.name, Style::Rich, &what),
            intro: self.text(&group.description, Style::Rich, &what),
            relevant: self.group_relevance(group, first, &what),
            name,
            ..Page::default()
        };
        if page.relevant.is_none() && !logic::is_always(&group.relevance) {
            page.columns.insert("lss::relevance".to_owned(), group.relevance.clone());
        }
        if !group.randomization.trim().is_empty() {
            let group = &group.randomization;
            self.report.lost(&what, remark!("lss-group-shuffled", group));
        }
        let helpers = std::mem::take(&mut self.helpers);
        let mut made = Vec::new();
        for (number, question) in (first..).zip(&group.questions) {
            if let Some(plan) = self.plans.get(number) {
                made.push(self.question(question, plan, number));
            }
        }
        page.questions = helpers;
        if alone {
            apart(&mut page, made);
        } else {
            page.questions.extend(made.into_iter().flatten());
        }
        if page.questions.is_empty() && page.pages.is_empty() {
            self.report.lost(&what, remark!("lss-page-empty"));
            return None;
        }
        self.report.taken(&what, remark!("lss-becomes-page", name = page.name));
        Some(page)
    }

    /// A question with the hidden calculations it needs before it.
    fn question(
        &mut self,
        question: &'s LssQuestion,
        plan: &'s Plan,
        number: usize,
    ) -> Vec<model::Question> {
        self.question = number;
        plan.name.clone_into(&mut self.helper_stem);
        let what = report::question(&question.code);
        let reported = self.report.entries.len();
        let mut ask = Ask { question, plan, what, used: BTreeSet::new(), reported };
        let relevant = self.relevance(&mut ask);
        let mut made = match plan.kind {
            LssKind::List | LssKind::Dropdown | LssKind::ListWithComment => self.list(&mut ask),
            LssKind::Multiple | LssKind::MultipleWithComments => self.multiple(&mut ask),
            LssKind::Rank => self.rank(&mut ask),
            LssKind::Gender | LssKind::YesNo | LssKind::FivePoints => self.fixed_list(&mut ask),
            LssKind::Array(scale) => self.array(&mut ask, scale),
            LssKind::DualArray => self.dual_array(&mut ask),
            LssKind::NumberGrid | LssKind::TextGrid => self.grid(&mut ask),
            LssKind::CheckGrid => self.check_grid(&mut ask),
            LssKind::Texts | LssKind::Numbers => self.fields(&mut ask),
            LssKind::Equation => self.equation(&mut ask),
            LssKind::Language => self.language(&ask),
            LssKind::Text
            | LssKind::LongText
            | LssKind::Number
            | LssKind::Date
            | LssKind::Display
            | LssKind::File
            | LssKind::Unknown => self.field(&mut ask),
        };
        if let Some(first) = made.first_mut() {
            first.columns.insert("lss::code".to_owned(), question.code.clone());
            first.columns.insert("lss::type".to_owned(), question.kind.clone());
            if relevant.is_none() && !logic::is_always(&question.relevance) {
                let original = question.relevance.clone();
                first.columns.insert("lss::relevance".to_owned(), original);
            }
        }
        for made in &mut made {
            made.relevant = both(relevant.as_deref(), made.relevant.as_deref());
        }
        self.hide(&mut ask, &mut made);
        self.keep_originals(&ask, &mut made);
        self.settle(&mut ask, &mut made);
        let mut all = std::mem::take(&mut self.helpers);
        all.extend(made);
        all
    }

    /// Keeps what was asked for and could not be translated.
    fn keep_originals(&self, ask: &Ask<'s>, made: &mut [model::Question]) {
        let Some(first) = made.first_mut() else { return };
        let question = ask.question;
        let entries = self.report.entries.get(ask.reported..).unwrap_or_default();
        let is_lost = |element: &LssElement| {
            let mut lost = entries.iter().filter(|e| e.fidelity == Fidelity::NoCounterpart);
            lost.any(|entry| entry.element == *element)
        };
        let mut keep = |column: String, original: &str| {
            first.columns.insert(format!("lss::{column}"), original.to_owned());
        };
        for name in &ask.used {
            if is_lost(&ask.attribute_part(name)) {
                keep((*name).to_owned(), question.attribute(name));
            }
        }
        if is_lost(&ask.part(remark!("lss-part-pattern"))) {
            keep("preg".to_owned(), &question.preg);
        }
        for sub in &question.subquestions {
            if !logic::is_always(&sub.relevance) && is_lost(&ask.sub(sub)) {
                keep(format!("relevance::{}", sub.code), &sub.relevance);
            }
        }
    }

    /// Reports what the question has that nothing took over.
    fn settle(&mut self, ask: &mut Ask<'s>, made: &mut [model::Question]) {
        let question = ask.question;
        match question.mandatory.as_str() {
            "S" => self.report.near(&ask.what, remark!("lss-softly-mandatory")),
            "Y" if !matches!(
                ask.plan.kind,
                LssKind::Display | LssKind::Equation | LssKind::Language
            ) =>
            {
                self.report.taken(&ask.what, remark!("lss-mandatory"));
            }
            _ => {}
        }
        if question.encrypted {
            self.report.taken(&ask.what, remark!("lss-encrypted"));
        }
        if !question.script.values().all(|script| script.trim().is_empty()) {
            self.report.lost(&ask.what, remark!("lss-script"));
        }
        if let Some(theme) = attributes::theme(question) {
            self.report.lost(&ask.what, remark!("lss-theme", theme));
        }
        let used = std::mem::take(&mut ask.used);
        for left in attributes::left(question, |name| used.contains(name)) {
            self.report.lost(&ask.attribute_part(left.name), left.remark());
            if let Some(first) = made.first_mut() {
                first.columns.insert(format!("lss::{}", left.name), left.value.to_owned());
            }
        }
        for sub in &question.subquestions {
            for left in attributes::left(sub, |_| false) {
                let part = Some(remark!("lss-part-attribute", name = left.name));
                self.report.lost(&LssElement { part, ..ask.sub(sub) }, left.remark());
            }
        }
        let assessed = question
            .answers
            .iter()
            .filter(|answer| !matches!(answer.assessment.as_str(), "" | "0"));
        if self.survey.settings.get("assessments") == "Y" && assessed.count() > 0 {
            self.report.lost(&ask.what, remark!("lss-points"));
        }
    }

    /// A question that LimeSurvey never shows.
    fn hide(&mut self, ask: &mut Ask<'s>, made: &mut [model::Question]) {
        if !ask.has("hidden") || ask.plan.kind == LssKind::Equation {
            return;
        }
        let what = ask.attribute_part("hidden");
        match made {
            [only] if has_one_variable(only) => {
                only.kind = KindName::Hidden;
                only.order = model::Order::Fixed;
                only.unit = Text::Absent;
                only.stem = None;
                only.required = Flag::default();
                self.report.taken(&what, remark!("lss-never-shown"));
            }
            _ => {
                for made in made {
                    made.relevant = Some("false()".to_owned());
                }
                self.report.near(&what, remark!("lss-never-stored"));
            }
        }
    }

    /// What every question has: name, text and help.
    fn base(&mut self, ask: &Ask<'s>, kind: KindName) -> model::Question {
        model::Question {
            kind,
            name: ask.plan.name.clone(),
            label: self.label(ask),
            hint: self.text(&ask.question.help, Style::Rich, &ask.what),
            ..model::Question::default()
        }
    }

    /// The text of a question, its code if it has none.
    fn label(&mut self, ask: &Ask<'s>) -> Text {
        match self.text(&ask.question.text, Style::Rich, &ask.what) {
            Text::Absent => {
                self.report.near(&ask.what, remark!("lss-no-text"));
                Text::Same(ask.question.code.clone())
            }
            text => text,
        }
    }

    /// The text of a row or choice, its code if it has none.
    fn part_label(&mut self, text: &Local, code: &str, style: Style, what: &LssElement) -> Text {
        match self.text(text, style, what) {
            Text::Absent => Text::Same(code.to_owned()),
            text => text,
        }
    }

    fn required(ask: &Ask<'_>) -> Flag {
        Flag::Fixed(ask.question.mandatory == "Y")
    }

    fn taken(&mut self, ask: &Ask<'_>, becomes: Remark) {
        self.report.taken(&ask.what, called(&ask.question.kind).with(becomes));
    }

    fn near(&mut self, ask: &Ask<'_>, becomes: Remark) {
        self.report.near(&ask.what, called(&ask.question.kind).with(becomes));
    }
}

fn has_one_variable(question: &model::Question) -> bool {
    use KindName::*;
    matches!(question.kind, SelectOne | Integer | Decimal | Text | Date | DateTime | Time | Range)
        && question.other.is_none()
}

/// Both conditions, as far as there are any.
fn both(a: Option<&str>, b: Option<&str>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(format!("({a}) and ({b})")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

/// Shows every question on a page of its own. What is never shown goes with the question after it.
fn apart(page: &mut Page, made: Vec<Vec<model::Question>>) {
    let mut waiting = std::mem::take(&mut page.questions);
    for questions in made {
        let shown = questions.iter().find(|q| {
            !matches!(q.kind, KindName::Calculate | KindName::Hidden | KindName::Foreign)
        });
        let name = shown.map(|question| question.name.clone());
        waiting.extend(questions);
        if let Some(name) = name {
            let questions = std::mem::take(&mut waiting);
            page.pages.push(Page { name, questions, ..Page::default() });
        }
    }
    match page.pages.last_mut() {
        Some(last) => last.questions.extend(waiting),
        None => page.questions = waiting,
    }
    if let Some(first) = page.pages.first_mut() {
        first.intro = std::mem::take(&mut page.intro);
    }
}
