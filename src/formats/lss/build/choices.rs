//! Lists, multiple choices and rankings.

use std::collections::BTreeMap;

use crate::engine::model::{self, Choice, ChoiceList, KindName, Order, Text, other_name};
use crate::engine::problem::remark;

use super::super::html::Style;
use super::super::plan::LssKind;
use super::super::report;
use super::super::script::chosen;
use super::super::source::Local;
use super::super::words::{Word, word};
use super::logic::choice_filter;
use super::{Ask, Import};

impl<'s> Import<'s> {
    /// Adds a list under a name, unless the same one is there already; says its name.
    pub(super) fn add_list(&mut self, name: &str, choices: Vec<Choice>) -> String {
        let list = ChoiceList::Written(choices);
        if let Some((known, _)) = self.lists.iter().find(|(_, known)| **known == list) {
            return known.clone();
        }
        let mut free = name.to_owned();
        while self.lists.contains_key(&free) {
            free.push('_');
        }
        self.lists.insert(free.clone(), list);
        free
    }

    /// The answer options of one scale as choices.
    pub(super) fn answers(
        &mut self,
        ask: &mut Ask<'s>,
        scale: &str,
        values: &[String],
    ) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (answer, value) in ask.question.scale(scale).zip(values) {
            let what = ask.part(remark!("lss-part-answer", code = answer.code));
            let label = self.part_label(&answer.text, &answer.code, Style::Plain, &what);
            let mut choice = Choice { value: value.clone(), label, ..Choice::default() };
            if answer.code != *value {
                self.report.near(&what, remark!("lss-answer-value", value));
                choice.attributes.insert("lss_code".to_owned(), answer.code.clone());
            }
            choices.push(choice);
        }
        choices
    }

    /// The first axis of subquestions as choices.
    fn subquestions(&mut self, ask: &Ask<'s>, values: &[String]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (sub, value) in ask.question.axis("0").zip(values) {
            let what = ask.sub(sub);
            let label = self.part_label(&sub.text, &sub.code, Style::Plain, &what);
            let mut choice = Choice { value: value.clone(), label, ..Choice::default() };
            if sub.code == *value {
                self.report.taken(&what, remark!("lss-becomes-choice", value));
            } else {
                self.report.near(&what, remark!("lss-becomes-choice", value));
                choice.attributes.insert("lss_code".to_owned(), sub.code.clone());
            }
            choices.push(choice);
        }
        choices
    }

    /// The choice "other".
    fn add_other(
        &mut self,
        ask: &mut Ask<'s>,
        choices: &mut Vec<Choice>,
        to: &mut model::Question,
    ) {
        let languages = self.survey.languages.clone();
        let own = ask.local("other_replace_text", &languages);
        let Some(value) = &ask.plan.other else { return };
        let what = ask.part(remark!("lss-part-other"));
        let mut label = self.text(&own, Style::Plain, &what);
        if label.is_absent() {
            label = self.text(&word(Word::Other, &languages), Style::Plain, &what);
        }
        choices.push(Choice { value: value.clone(), label, ..Choice::default() });
        to.other = Some(value.clone());
        let name = other_name(&to.name);
        self.report.taken(&what, remark!("lss-becomes-other", value, name));
        for (name, why) in [
            ("other_numbers_only", remark!("lss-other-any-text")),
            ("other_comment_mandatory", remark!("lss-other-optional")),
        ] {
            if ask.has(name) {
                self.report.lost(&ask.attribute_part(name), why);
            }
        }
        let position = ask.attribute("other_position");
        if position == "beginning"
            && let Some(other) = choices.pop()
        {
            choices.insert(0, other);
            self.report.taken(&what, remark!("lss-other-first"));
        } else if !matches!(position, "" | "default" | "end") {
            self.report.near(&what, remark!("lss-other-last"));
        }
    }

    /// How choices or rows are ordered.
    pub(super) fn order(&mut self, ask: &mut Ask<'s>, choices: &mut [Choice]) -> Order {
        let by = ["answer_order", "subquestion_order"].map(|name| ask.attribute(name));
        let what = ask.part(remark!("lss-part-order"));
        if ask.has("random_order") || by.contains(&"random") {
            self.report.taken(&what, remark!("lss-shuffled"));
            return Order::Shuffle;
        }
        let by_alphabet = ask.has("alphasort") || by.iter().any(|by| by.starts_with("alpha"));
        if by_alphabet && !choices.is_empty() {
            let base = self.survey.languages.first().cloned().unwrap_or_default();
            choices.sort_by_key(|choice| choice.label.get(&base, &base).to_lowercase());
            self.report.near(&what, remark!("lss-sorted"));
        }
        Order::Fixed
    }

    /// A list without anything to choose from.
    fn empty_list(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        self.near(ask, remark!("lss-becomes-text-empty", name = ask.plan.name));
        let mut field = self.base(ask, KindName::Text);
        field.required = Self::required(ask);
        let mut made = vec![field];
        made.extend(self.comment(ask));
        made
    }

    pub(super) fn list(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let mut choices = self.answers(ask, "0", &plan.answers);
        if choices.is_empty() && plan.other.is_none() {
            return self.empty_list(ask);
        }
        self.taken(ask, remark!("lss-becomes-list", name = ask.plan.name));
        let mut made = self.base(ask, KindName::SelectOne);
        made.required = Self::required(ask);
        let codes: Vec<&str> = ask.question.answers.iter().map(|a| a.code.as_str()).collect();
        let conditions = self.filters(ask, &codes);
        made.choice_filter = choice_filter(&plan.answers, &conditions);
        made.order = self.order(ask, &mut choices);
        self.add_other(ask, &mut choices, &mut made);
        if plan.kind == LssKind::Dropdown {
            "minimal".clone_into(&mut made.appearance);
            self.categories(ask, &mut choices);
        } else if let Ok(columns @ 2..=12) = ask.attribute("display_columns").parse::<u8>() {
            made.appearance = format!("columns-{columns}");
            self.report.taken(&ask.what, remark!("lss-in-columns", columns));
        }
        made.default = self.coded_default(ask, "");
        let validation = self.validation(ask);
        let this = self.index.of(self.question).next();
        self.constrain(ask, &validation, &mut made, this);
        made.choices = Some(self.add_list(&plan.name, choices));
        let mut all = vec![made];
        all.extend(self.comment(ask));
        all
    }

    /// `fruit|apple` is an apple under the heading fruit.
    fn categories(&mut self, ask: &mut Ask<'s>, choices: &mut [Choice]) {
        let separator = ask.attribute("category_separator");
        if separator.is_empty() {
            return;
        }
        let what = ask.attribute_part("category_separator");
        self.report.near(&what, remark!("lss-categories"));
        let apart = |text: &mut String| *text = text.replace(separator, ": ");
        for choice in choices {
            match &mut choice.label {
                Text::Absent => {}
                Text::Same(text) => apart(text),
                Text::By(texts) => texts.values_mut().for_each(apart),
            }
        }
    }

    /// The comment of a list.
    fn comment(&mut self, ask: &mut Ask<'s>) -> Option<model::Question> {
        let name = ask.plan.comments.first()?.clone();
        let languages = self.survey.languages.clone();
        let label = self.text(&word(Word::Comment, &languages), Style::Rich, &ask.what);
        let what = ask.part(remark!("lss-part-comment"));
        self.report.taken(&what, remark!("lss-becomes-text", name));
        Some(model::Question {
            kind: KindName::Text,
            default: self.default(ask, "", "comment"),
            name,
            label,
            multiline: true,
            ..model::Question::default()
        })
    }

    /// Yes or no, man or woman, 1 to 5.
    pub(super) fn fixed_list(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        self.taken(ask, remark!("lss-becomes-list", name = ask.plan.name));
        let mut made = self.base(ask, KindName::SelectOne);
        made.required = Self::required(ask);
        let (name, choices) = match ask.plan.kind {
            LssKind::Gender => ("gender", self.words(&[("F", Word::Female), ("M", Word::Male)])),
            LssKind::YesNo => ("yes_no", self.words(&[("Y", Word::Yes), ("N", Word::No)])),
            _ => ("points_5", points(5)),
        };
        made.choices = Some(self.add_list(name, choices));
        made.default = self.coded_default(ask, "");
        let validation = self.validation(ask);
        let this = self.index.of(self.question).next();
        self.constrain(ask, &validation, &mut made, this);
        vec![made]
    }

    /// Choices that LimeSurvey words itself.
    pub(super) fn words(&mut self, words: &[(&str, Word)]) -> Vec<Choice> {
        let languages = self.survey.languages.clone();
        let choice = |(value, local): (&str, Local)| {
            let label =
                self.text(&local, Style::Plain, &report::outside(remark!("lss-part-words")));
            Choice { value: value.to_owned(), label, ..Choice::default() }
        };
        words.iter().map(|(value, which)| (*value, word(*which, &languages))).map(choice).collect()
    }

    pub(super) fn multiple(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let mut choices = self.subquestions(ask, &plan.choices);
        if choices.is_empty() && plan.other.is_none() {
            return self.empty_list(ask);
        }
        self.taken(ask, remark!("lss-becomes-multiple", name = plan.name));
        let mut made = self.base(ask, KindName::SelectMultiple);
        made.required = Self::required(ask);
        made.stem = plan.stem.clone();
        let conditions = self.sub_relevance(ask);
        made.choice_filter = choice_filter(&plan.choices, &conditions);
        self.exclusive(ask, &mut choices);
        made.order = self.order(ask, &mut choices);
        self.add_other(ask, &mut choices, &mut made);
        if let Ok(columns @ 2..=12) = ask.attribute("display_columns").parse::<u8>() {
            made.appearance = format!("columns-{columns}");
            self.report.taken(&ask.what, remark!("lss-in-columns", columns));
        }
        made.default = self.ticked(ask);
        self.default(ask, "", "other");
        let validation = self.validation(ask);
        self.constrain(ask, &validation, &mut made, None);
        let labels: BTreeMap<String, Text> =
            choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect();
        made.choices = Some(self.add_list(&plan.name, choices));
        let mut all = vec![made];
        if plan.kind == LssKind::MultipleWithComments {
            all.extend(self.comments(ask, &labels));
        }
        all
    }

    /// A text for each choice, asked when it is ticked.
    fn comments(
        &mut self,
        ask: &mut Ask<'s>,
        labels: &BTreeMap<String, Text>,
    ) -> Vec<model::Question> {
        let plan = ask.plan;
        let languages = self.survey.languages.clone();
        let comment = self.text(&word(Word::Comment, &languages), Style::Plain, &ask.what);
        let when = ask.attribute("commented_checkbox");
        let mut made = Vec::new();
        for (value, name) in plan.choices.iter().chain(&plan.other).zip(&plan.comments) {
            let label = labels.get(value).unwrap_or(&Text::Absent);
            let of = |language: &str| {
                let [label, comment] = [label, &comment].map(|text| text.get(language, language));
                format!("{label} – {comment}")
            };
            let is_ticked = chosen(&plan.name, value);
            let sub = ask.question.axis("0").nth(made.len());
            made.push(model::Question {
                kind: KindName::Text,
                default: sub.and_then(|sub| self.default(ask, &sub.qid, "comment")),
                name: name.clone(),
                label: match languages.as_slice() {
                    [only] => Text::Same(of(only)),
                    many => Text::By(many.iter().map(|l| (l.clone(), of(l))).collect()),
                },
                relevant: match when {
                    "always" => None,
                    "unchecked" => Some(is_ticked.not().text),
                    _ => Some(is_ticked.text),
                },
                ..model::Question::default()
            });
        }
        let what = ask.part(remark!("lss-part-comment"));
        self.report.near(&what, remark!("lss-comments"));
        made
    }

    /// Choices that exclude all others.
    fn exclusive(&mut self, ask: &mut Ask<'s>, choices: &mut [Choice]) {
        let what = ask.attribute_part("exclude_all_others");
        for code in ask.attribute("exclude_all_others").split(';').map(str::trim) {
            let place = ask.question.axis("0").position(|sub| sub.code == code);
            match place.and_then(|place| choices.get_mut(place)) {
                Some(choice) => {
                    choice.exclusive = true;
                    self.report.taken(&what, remark!("lss-exclusive", code));
                }
                None if code.is_empty() => {}
                None => self.report.lost(&what, remark!("lss-none-such", name = code)),
            }
        }
    }

    /// The choices that are ticked from the beginning.
    fn ticked(&mut self, ask: &mut Ask<'s>) -> Option<String> {
        let mut ticked = Vec::new();
        for (sub, value) in ask.question.axis("0").zip(&ask.plan.choices) {
            match self.default(ask, &sub.qid, "").as_deref() {
                Some("Y") => ticked.push(value.as_str()),
                None | Some("N") => {}
                Some(other) => {
                    self.report.lost(&ask.sub(sub), remark!("lss-default-unfit", value = other));
                }
            }
        }
        (!ticked.is_empty()).then(|| ticked.join(" "))
    }

    pub(super) fn rank(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let plan = ask.plan;
        let (mut choices, codes): (Vec<Choice>, Vec<&str>) = match ask.question.answers.is_empty() {
            false => {
                let codes = ask.question.answers.iter().map(|answer| answer.code.as_str());
                (self.answers(ask, "0", &plan.answers), codes.collect())
            }
            true => {
                let codes = ask.question.axis("0").map(|sub| sub.code.as_str());
                (self.subquestions(ask, &plan.answers), codes.collect())
            }
        };
        if choices.is_empty() {
            return self.empty_list(ask);
        }
        for sub in ask.question.subquestions.iter().filter(|_| !ask.question.answers.is_empty()) {
            self.report.taken(&ask.sub(sub), remark!("lss-becomes-place"));
        }
        self.taken(ask, remark!("lss-becomes-ranking", name = plan.name));
        let mut made = self.base(ask, KindName::Rank);
        made.required = Self::required(ask);
        made.stem = plan.stem.clone();
        let conditions = self.filters(ask, &codes);
        made.choice_filter = choice_filter(&plan.answers, &conditions);
        made.order = self.order(ask, &mut choices);
        made.choices = Some(self.add_list(&plan.name, choices));
        // Here everything is ranked, or nothing: how many must be ranked is no constraint.
        for name in ["min_answers", "max_answers", "max_subquestions"] {
            let value = ask.attribute(name);
            if !value.is_empty() {
                self.report.near(&ask.attribute_part(name), remark!("lss-all-ranked", value));
            }
        }
        let validation = self.validation(ask);
        self.constrain(ask, &validation, &mut made, None);
        vec![made]
    }
}

/// Choices 1, 2, 3 …
pub(super) fn points(most: u8) -> Vec<Choice> {
    let choice = |point: u8| {
        let value = point.to_string();
        Choice { label: Text::Same(value.clone()), value, ..Choice::default() }
    };
    (1..=most).map(choice).collect()
}
