//! The survey as LimeSurvey has it, gathered from either layout.
//!
//! Up to version 3 a group, question or answer has one row for each language; since version 4 it
//! has one row, and its texts lie in a section of their own (`question_l10ns`), or are joined to
//! the row, again once for each language. Both are read the same way: rows by id, then texts.

use std::collections::{BTreeMap, HashMap};

use super::xml::{Document, XmlRow};
use crate::engine::problem::{Remark, remark};

/// A text by language, as LimeSurvey has it: HTML with expressions in braces.
pub(super) type Local = BTreeMap<String, String>;

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct LssSurvey {
    /// Languages, the base language first.
    pub(super) languages: Vec<String>,
    /// Row of the section `surveys`; empty for a group or question.
    pub(super) settings: XmlRow,
    /// Rows of the section `surveys_languagesettings` by language.
    pub(super) texts: BTreeMap<String, XmlRow>,
    /// Groups in order.
    pub(super) groups: Vec<LssGroup>,
    /// What belongs to nothing in the file, for the report.
    pub(super) orphans: Vec<Remark>,
}

/// A group of questions.
#[derive(Debug, Default)]
pub(super) struct LssGroup {
    pub(super) gid: String,
    pub(super) order: i64,
    pub(super) name: Local,
    pub(super) description: Local,
    pub(super) relevance: String,
    pub(super) randomization: String,
    pub(super) questions: Vec<LssQuestion>,
}

/// A question or subquestion.
#[derive(Debug, Default)]
pub(super) struct LssQuestion {
    pub(super) qid: String,
    pub(super) parent: String,
    pub(super) sid: String,
    pub(super) gid: String,
    /// The letter of its type.
    pub(super) kind: String,
    pub(super) code: String,
    pub(super) text: Local,
    pub(super) help: Local,
    pub(super) script: Local,
    pub(super) preg: String,
    pub(super) other: bool,
    /// `Y`, `N` or `S`.
    pub(super) mandatory: String,
    pub(super) encrypted: bool,
    pub(super) relevance: String,
    pub(super) theme: String,
    pub(super) order: i64,
    pub(super) scale: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) subquestions: Vec<LssQuestion>,
    pub(super) answers: Vec<Answer>,
    pub(super) defaults: Vec<DefaultValue>,
    pub(super) conditions: Vec<XmlRow>,
}

/// An answer option.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) code: String,
    pub(super) text: Local,
    pub(super) order: i64,
    pub(super) scale: String,
    pub(super) assessment: String,
}

/// An attribute of a question; without a language it holds for all.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) language: String,
}

/// A default value.
#[derive(Debug, Default)]
pub(super) struct DefaultValue {
    pub(super) scale: String,
    /// Id of the subquestion, `0` or empty for the question.
    pub(super) sqid: String,
    /// Empty, `other` or `comment`.
    pub(super) special: String,
    pub(super) value: Local,
}

impl LssQuestion {
    /// The subquestions of one axis.
    pub(super) fn axis<'q>(&'q self, scale: &'q str) -> impl Iterator<Item = &'q LssQuestion> {
        self.subquestions.iter().filter(move |sub| sub.scale == scale)
    }

    /// The answer options of one scale.
    pub(super) fn scale<'q>(&'q self, scale: &'q str) -> impl Iterator<Item = &'q Answer> {
        self.answers.iter().filter(move |answer| answer.scale == scale)
    }

    /// An attribute that holds for all languages (or its first value).
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name && !attribute.value.trim().is_empty())
            .map_or("", |attribute| attribute.value.trim())
    }

    /// Whether an attribute is switched on.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self.attribute(name), "1" | "Y")
    }

    /// An attribute that is a text.
    pub(super) fn local(&self, name: &str, languages: &[String]) -> Local {
        let mut local = Local::new();
        for attribute in self.attributes.iter().filter(|attribute| attribute.name == name) {
            if attribute.value.trim().is_empty() {
                continue;
            }
            if attribute.language.is_empty() {
                for language in languages {
                    local.entry(language.clone()).or_insert_with(|| attribute.value.clone());
                }
            } else {
                local.insert(attribute.language.clone(), attribute.value.clone());
            }
        }
        local
    }
}

/// Gathers the survey of a file.
pub(super) fn survey(document: &Document) -> LssSurvey {
    let mut survey = LssSurvey {
        settings: document.rows("surveys").first().cloned().unwrap_or_default(),
        ..LssSurvey::default()
    };
    survey.languages = languages(document, &survey.settings);
    let base = survey.languages.first().cloned().unwrap_or_default();
    for row in document.rows("surveys_languagesettings") {
        survey
            .texts
            .entry(language(row, "surveyls_language", &base))
            .or_insert_with(|| row.clone());
    }
    let gather = Gather { document, base };
    survey.groups = gather.groups();
    let orphans = &mut survey.orphans;
    let (mut questions, strays): (Vec<_>, Vec<_>) = gather
        .questions("questions")
        .into_iter()
        .partition(|question| matches!(question.parent.as_str(), "" | "0"));
    let mut subquestions = gather.questions("subquestions");
    subquestions.extend(strays);
    gather.attributes(&mut questions, &mut subquestions, orphans);
    let places = places(&questions);
    for sub in subquestions {
        match places.get(&sub.parent).and_then(|&place| questions.get_mut(place)) {
            Some(question) => question.subquestions.push(sub),
            None => orphans.push(remark!("lss-part-subquestion", code = sub.code)),
        }
    }
    gather.answers(&mut questions, &places, orphans);
    gather.defaults(&mut questions, &places, orphans);
    for row in document.rows("conditions") {
        match places.get(row.get("qid")).and_then(|&place| questions.get_mut(place)) {
            Some(question) => question.conditions.push(row.clone()),
            None => orphans.push(remark!("lss-part-condition", id = row.get("cid"))),
        }
    }
    let mut groups: HashMap<String, usize> = HashMap::new();
    for (place, group) in survey.groups.iter().enumerate() {
        groups.insert(group.gid.clone(), place);
    }
    for mut question in questions {
        question.subquestions.sort_by(|a, b| (&a.scale, a.order).cmp(&(&b.scale, b.order)));
        question.answers.sort_by(|a, b| (&a.scale, a.order).cmp(&(&b.scale, b.order)));
        let place = *groups.entry(question.gid.clone()).or_insert_with(|| {
            // A question by itself (.lsq) has no group.
            let gid = question.gid.clone();
            survey.groups.push(LssGroup { gid, order: i64::MAX, ..LssGroup::default() });
            survey.groups.len() - 1
        });
        if let Some(group) = survey.groups.get_mut(place) {
            group.questions.push(question);
        }
    }
    survey.groups.sort_by_key(|group| group.order);
    for group in &mut survey.groups {
        group.questions.sort_by_key(|question| question.order);
    }
    survey
}

/// Where the question of each id is.
fn places(questions: &[LssQuestion]) -> HashMap<String, usize> {
    questions.iter().enumerate().map(|(place, question)| (question.qid.clone(), place)).collect()
}

fn languages(document: &Document, settings: &XmlRow) -> Vec<String> {
    let base = [settings.get("language")];
    let more = settings.get("additional_languages").split_whitespace();
    let listed = document.languages.iter().map(String::as_str);
    let mut languages: Vec<String> = Vec::new();
    for language in base.into_iter().chain(listed).chain(more) {
        if !language.is_empty() && !languages.iter().any(|known| known == language) {
            languages.push(language.to_owned());
        }
    }
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    languages
}

fn language(row: &XmlRow, column: &str, base: &str) -> String {
    match row.get(column) {
        "" => base.to_owned(),
        language => language.to_owned(),
    }
}

fn number(text: &str) -> i64 {
    text.trim().parse().unwrap_or(0)
}

/// The axis or scale, `0` when it is not said.
fn scale(row: &XmlRow) -> String {
    match row.get("scale_id") {
        "" => "0".to_owned(),
        scale => scale.to_owned(),
    }
}

struct Gather<'d> {
    document: &'d Document,
    base: String,
}

impl Gather<'_> {
    /// Puts one text of a row where it belongs, unless it is there already.
    fn text(&self, row: &XmlRow, column: &str, to: &mut Local) {
        let text = row.get(column);
        if !text.trim().is_empty() {
            to.entry(language(row, "language", &self.base)).or_insert_with(|| text.to_owned());
        }
    }

    fn groups(&self) -> Vec<LssGroup> {
        let mut groups: Vec<LssGroup> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for row in self.document.rows("groups").iter().chain(self.document.rows("group_l10ns")) {
            let gid = row.get("gid");
            let position = *places.entry(gid.to_owned()).or_insert_with(|| {
                groups.push(LssGroup {
                    gid: gid.to_owned(),
                    order: number(row.get("group_order")),
                    relevance: row.get("grelevance").to_owned(),
                    randomization: row.get("randomization_group").to_owned(),
                    ..LssGroup::default()
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(position) {
                self.text(row, "group_name", &mut group.name);
                self.text(row, "description", &mut group.description);
            }
        }
        groups
    }

    fn questions(&self, section: &str) -> Vec<LssQuestion> {
        let mut questions: Vec<LssQuestion> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for row in self.document.rows(section) {
            let position = *places.entry(row.get("qid").to_owned()).or_insert_with(|| {
                questions.push(question(row));
                questions.len() - 1
            });
            if let Some(question) = questions.get_mut(position) {
                self.question_texts(row, question);
            }
        }
        for section in ["question_l10ns", "subquestion_l10ns"] {
            for row in self.document.rows(section) {
                let place = places.get(row.get("qid"));
                if let Some(question) = place.and_then(|&place| questions.get_mut(place)) {
                    self.question_texts(row, question);
                }
            }
        }
        questions
    }

    fn question_texts(&self, row: &XmlRow, question: &mut LssQuestion) {
        self.text(row, "question", &mut question.text);
        self.text(row, "help", &mut question.help);
        self.text(row, "script", &mut question.script);
    }

    fn attributes(
        &self,
        questions: &mut [LssQuestion],
        subquestions: &mut [LssQuestion],
        orphans: &mut Vec<Remark>,
    ) {
        let (places, sub_places) = (places(questions), places(subquestions));
        for row in self.document.rows("question_attributes") {
            let attribute = Attribute {
                name: row.get("attribute").to_owned(),
                value: row.get("value").to_owned(),
                language: row.get("language").to_owned(),
            };
            let qid = row.get("qid");
            let question = match places.get(qid) {
                Some(&place) => questions.get_mut(place),
                None => sub_places.get(qid).and_then(|&place| subquestions.get_mut(place)),
            };
            match question {
                Some(question) => question.attributes.push(attribute),
                None => orphans.push(remark!("lss-part-attribute", name = attribute.name)),
            }
        }
    }

    fn answers(
        &self,
        questions: &mut [LssQuestion],
        places: &HashMap<String, usize>,
        orphans: &mut Vec<Remark>,
    ) {
        let mut known: HashMap<(usize, String, String), usize> = HashMap::new();
        let mut by_id: HashMap<String, (usize, usize)> = HashMap::new();
        for row in self.document.rows("answers") {
            let place = places.get(row.get("qid")).copied();
            let found = place.and_then(|place| Some((place, questions.get_mut(place)?)));
            let Some((place, question)) = found else {
                orphans.push(remark!("lss-part-answer", code = row.get("code")));
                continue;
            };
            let (code, scale) = (row.get("code"), scale(row));
            let key = (place, scale.clone(), code.to_owned());
            let position = *known.entry(key).or_insert_with(|| {
                question.answers.push(Answer {
                    code: code.to_owned(),
                    order: number(row.get("sortorder")),
                    assessment: row.get("assessment_value").to_owned(),
                    scale,
                    ..Answer::default()
                });
                question.answers.len() - 1
            });
            if let Some(answer) = question.answers.get_mut(position) {
                self.text(row, "answer", &mut answer.text);
            }
            by_id.insert(row.get("aid").to_owned(), (place, position));
        }
        for row in self.document.rows("answer_l10ns") {
            let place = by_id.get(row.get("aid"));
            let answer = place.and_then(|&(question, answer)| {
                questions.get_mut(question).and_then(|question| question.answers.get_mut(answer))
            });
            match answer {
                Some(answer) => self.text(row, "answer", &mut answer.text),
                None => orphans.push(remark!("lss-part-text", text = row.get("answer"))),
            }
        }
    }

    fn defaults(
        &self,
        questions: &mut [LssQuestion],
        places: &HashMap<String, usize>,
        orphans: &mut Vec<Remark>,
    ) {
        let mut texts: HashMap<&str, Local> = HashMap::new();
        for row in self.document.rows("defaultvalue_l10ns") {
            self.text(row, "defaultvalue", texts.entry(row.get("dvid")).or_default());
        }
        for row in self.document.rows("defaultvalues") {
            let found = places.get(row.get("qid")).and_then(|&place| questions.get_mut(place));
            let Some(question) = found else {
                orphans.push(remark!("lss-part-value", value = row.get("defaultvalue")));
                continue;
            };
            let mut value = texts.remove(row.get("dvid")).unwrap_or_default();
            self.text(row, "defaultvalue", &mut value);
            let (scale, sqid, special) = (scale(row), row.get("sqid"), row.get("specialtype"));
            let known = question.defaults.iter_mut().find(|default| {
                (default.scale.as_str(), default.sqid.as_str(), default.special.as_str())
                    == (scale.as_str(), sqid, special)
            });
            match known {
                Some(default) => {
                    for (language, text) in value {
                        default.value.entry(language).or_insert(text);
                    }
                }
                None => question.defaults.push(DefaultValue {
                    scale,
                    sqid: sqid.to_owned(),
                    special: special.to_owned(),
                    value,
                }),
            }
        }
    }
}

fn question(row: &XmlRow) -> LssQuestion {
    LssQuestion {
        qid: row.get("qid").to_owned(),
        parent: row.get("parent_qid").to_owned(),
        sid: row.get("sid").to_owned(),
        gid: row.get("gid").to_owned(),
        kind: row.get("type").trim().to_owned(),
        code: row.get("title").trim().to_owned(),
        preg: row.get("preg").to_owned(),
        other: row.get("other") == "Y",
        mandatory: row.get("mandatory").to_owned(),
        encrypted: row.get("encrypted") == "Y",
        relevance: row.get("relevance").to_owned(),
        theme: row.get("question_theme_name").to_owned(),
        order: number(row.get("question_order")),
        scale: scale(row),
        ..LssQuestion::default()
    }
}
