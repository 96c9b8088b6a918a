//! A property as fields of a form. What a property holds decides which; see [`crate::engine::properties`].

use serde_json::Value;

use super::condition::ConditionView;
use super::media::MediaView;
use crate::engine::Form;
use crate::engine::check::can_have;
use crate::engine::edit::Element;
use crate::engine::model::{ChoiceList, Definition, KINDS, Page, ROLES};
use crate::engine::properties::{Property, PropertyTable, PropertyType, TABLES};
use crate::i18n::Locale;

/// One field, or some that belong together.
#[derive(Debug)]
pub struct FieldView {
    /// The name in the form, unique on the page.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it is for.
    pub help: Option<String>,
    /// What is there to type or choose.
    pub control: PropertyControl,
    /// Whether the property says anything.
    pub is_set: bool,
    /// Problems in it, in words; true for an error.
    pub problems: Vec<(bool, String)>,
    /// Where its text is hard to understand, in words.
    pub hints: Vec<String>,
    /// How far it is, of a translation on which something is stated: a look, and the key of its words.
    pub state: Option<(&'static str, &'static str)>,
}

/// What is there to type or choose.
#[derive(Debug)]
pub enum PropertyControl {
    /// One line.
    Line(String),
    /// A word for programs; true for an expression.
    Code(String, bool),
    /// A text in a language.
    Text {
        /// The text.
        text: String,
        /// Its language.
        language: String,
        /// The way it is written.
        dir: &'static str,
    },
    /// One of some: value and words.
    Select(String, Vec<(String, String)>),
    /// Yes or no.
    Switch(bool),
    /// Any of some: value, words, whether it is chosen.
    Checks(Vec<(String, String, bool)>),
    /// Never, always, or while an expression holds.
    Flag(FlagState, String),
    /// When something holds: by rules, or as an expression.
    Condition(ConditionView),
    /// Pictures, sounds and films.
    Media(MediaView),
}

/// When a flag holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagState {
    /// Never.
    No,
    /// Always.
    Yes,
    /// While its expression holds.
    When,
}

impl FlagState {
    pub(super) fn is_no(self) -> bool {
        self == Self::No
    }

    pub(super) fn is_yes(self) -> bool {
        self == Self::Yes
    }

    pub(super) fn is_when(self) -> bool {
        self == Self::When
    }
}

impl FieldView {
    /// Whether something in it keeps the questionnaire from being published.
    pub(super) fn has_error(&self) -> bool {
        self.problems.iter().any(|(is_error, _)| *is_error)
    }

    /// Lines of a field for a text: as many as it probably needs.
    pub(super) fn rows(&self) -> usize {
        let PropertyControl::Text { text, .. } = &self.control else { return 1 };
        text.lines().map(|line| 1 + line.chars().count() / 60).sum::<usize>().clamp(2, 12)
    }
}

/// The parts of a field's name, apart.
pub const APART: char = '|';
/// Expressions that say when something is asked, and mention answers only.
pub const CONDITIONS: [&str; 2] = ["relevant", "when"];
/// Missing codes that respondents may pick.
const MISSING: [&str; 3] = ["-8", "-7", "-6"];

/// The name of the field of a property.
pub fn field_name(of: &Element, key: &str) -> String {
    format!("{of}{APART}{key}")
}

/// The table of an element's properties; none of a questionnaire and of lists.
pub fn table_of(of: &Element) -> Option<&'static PropertyTable> {
    let name = match of {
        Element::Questionnaire | Element::List(_) => return None,
        Element::Section(_) => "Section",
        Element::Page(_) => "Page",
        Element::Question(_) => "Question",
        Element::Row(_) => "Row",
        Element::Part(_) => "DatePart",
        Element::End(_) => "End",
        Element::Quota(_) => "Quota",
        Element::Choice { .. } => "Choice",
    };
    TABLES.iter().find(|table| table.name == name)
}

/// What is looked at while fields are made.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The language of the page.
    pub t: &'static Locale,
    /// The questionnaire.
    pub definition: &'a Definition,
    /// The language whose texts are shown beside those of the first.
    pub language: &'a str,
    /// What was typed before and could not be kept.
    pub typed: Option<&'a Form>,
    /// The address below which its files are.
    pub files: &'a str,
}

impl<'a> Asking<'a> {
    /// The languages of texts: the first, and the one that was chosen.
    pub fn languages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let first = self.definition.languages.first().map(String::as_str);
        let chosen = Some(self.language).filter(|it| Some(*it) != first);
        first.into_iter().chain(chosen)
    }

    fn typed(&self, name: &str) -> Option<String> {
        Some(self.typed?.find(name)?.to_owned())
    }

    /// The fields of a property of an element that has this value.
    pub fn fields(
        &self,
        of: &Element,
        table: &PropertyTable,
        property: &Property,
        value: Option<&Value>,
    ) -> Vec<FieldView> {
        let help = Some(self.t.text(&table.help(property)).into_owned());
        self.fields_of(of, property.key, property.holds, value, help)
    }

    /// The fields of what is called so.
    pub fn fields_of(
        &self,
        of: &Element,
        key: &str,
        holds: PropertyType,
        value: Option<&Value>,
        mut help: Option<String>,
    ) -> Vec<FieldView> {
        let is_media = key == "media";
        if matches!(holds, PropertyType::Elements | PropertyType::Cells)
            || holds == PropertyType::Texts && !is_media
        {
            return Vec::new();
        }
        let is_set = value.is_some();
        let label = self.t.text(&format!("prop-{}", key.replace('.', "-"))).into_owned();
        let name = field_name(of, key);
        if holds == PropertyType::Text {
            return self.texts(&name, &label, value, help);
        }
        let plain = || self.typed(&name).unwrap_or_else(|| words(value));
        let control = match holds {
            PropertyType::Texts => {
                help = Some(self.t.text("media-help").into_owned());
                PropertyControl::Media(self.media_of(of, value))
            }
            PropertyType::Text | PropertyType::Elements | PropertyType::Cells => return Vec::new(),
            PropertyType::Switch => PropertyControl::Switch(match self.typed {
                Some(form) => form.find(&format!("{name}{APART}on")).is_some(),
                None => value == Some(&Value::Bool(true)),
            }),
            PropertyType::Flag => self.flag(&name, value),
            PropertyType::Numbers => PropertyControl::Checks(self.checks(&name, value)),
            PropertyType::Expression if CONDITIONS.contains(&key) => {
                PropertyControl::Condition(self.condition(&name, words(value), plain()))
            }
            PropertyType::Expression | PropertyType::Limit | PropertyType::Value => {
                PropertyControl::Code(plain(), true)
            }
            PropertyType::Name | PropertyType::Questions | PropertyType::Pages => {
                PropertyControl::Code(plain(), false)
            }
            PropertyType::Number => PropertyControl::Line(plain()),
            PropertyType::Word
            | PropertyType::List
            | PropertyType::Choice
            | PropertyType::Page
            | PropertyType::Section => match self.options(of, key, holds) {
                Some(options) => {
                    PropertyControl::Select(plain(), self.with_current(options, &plain()))
                }
                None => PropertyControl::Line(plain()),
            },
        };
        vec![FieldView {
            name,
            label,
            help,
            control,
            is_set,
            problems: Vec::new(),
            hints: Vec::new(),
            state: None,
        }]
    }

    fn texts(
        &self,
        name: &str,
        label: &str,
        value: Option<&Value>,
        help: Option<String>,
    ) -> Vec<FieldView> {
        let same = value.and_then(Value::as_str);
        let is_multilingual = self.definition.languages.len() > 1;
        self.languages()
            .enumerate()
            .filter(|(at, _)| *at == 0 || same.is_none())
            .map(|(at, language)| {
                let name = format!("{name}{APART}{language}");
                let stored = same.or_else(|| value?.get(language)?.as_str()).unwrap_or_default();
                let locale = Locale::find(language);
                let label = match (is_multilingual, same) {
                    (true, None) => {
                        format!("{label} ({})", locale.map_or(language, |it| it.name()))
                    }
                    _ => label.to_owned(),
                };
                FieldView {
                    is_set: !stored.is_empty(),
                    control: PropertyControl::Text {
                        text: self.typed(&name).unwrap_or_else(|| stored.to_owned()),
                        dir: locale.map_or("auto", |it| it.dir()),
                        language: language.to_owned(),
                    },
                    help: help.clone().filter(|_| at == 0),
                    problems: Vec::new(),
                    hints: Vec::new(),
                    state: None,
                    label,
                    name,
                }
            })
            .collect()
    }

    fn flag(&self, name: &str, value: Option<&Value>) -> PropertyControl {
        let (state, expression) = match value {
            Some(Value::Bool(true)) => (FlagState::Yes, String::new()),
            Some(Value::String(expression)) => (FlagState::When, expression.clone()),
            _ => (FlagState::No, String::new()),
        };
        let state = match self.typed(name).as_deref() {
            Some("yes") => FlagState::Yes,
            Some("when") => FlagState::When,
            Some(_) => FlagState::No,
            None => state,
        };
        PropertyControl::Flag(
            state,
            self.typed(&format!("{name}{APART}when")).unwrap_or(expression),
        )
    }

    fn checks(&self, name: &str, value: Option<&Value>) -> Vec<(String, String, bool)> {
        let given = value.and_then(Value::as_array);
        let is_given = |code: &str| match self.typed {
            Some(form) => form.find(&format!("{name}{APART}{code}")).is_some(),
            None => given.is_some_and(|all| all.iter().any(|it| it.as_i64() == code.parse().ok())),
        };
        let words = |code: &str| {
            let number = code.trim_start_matches('-');
            self.t.text(&format!("missing-code-{number}")).into_owned()
        };
        MISSING.map(|code| (code.to_owned(), words(code), is_given(code))).into()
    }

    /// What there is to choose from; nothing where any word will do.
    fn options(
        &self,
        of: &Element,
        key: &str,
        holds: PropertyType,
    ) -> Option<Vec<(String, String)>> {
        let none = || (String::new(), self.t.text("editor-none").into_owned());
        let named = |key: fn(&str) -> String, words: &[&str]| {
            let word = |it: &&str| ((*it).to_owned(), self.t.text(&key(it)).into_owned());
            words.iter().map(word).collect::<Vec<_>>()
        };
        let own = |names: Vec<String>| {
            Some(
                std::iter::once(none())
                    .chain(names.into_iter().map(|it| (it.clone(), it)))
                    .collect(),
            )
        };
        let definition = self.definition;
        match (holds, key) {
            (PropertyType::Word, "kind") => Some(kinds(self.t)),
            (PropertyType::Word, "order") => {
                Some(named(|it| format!("order-{it}"), &["", "rotate", "shuffle"]))
            }
            (PropertyType::Word, "mirror") => {
                Some(named(|it| format!("mirror-{it}"), &["", "battery", "never"]))
            }
            (PropertyType::Word, "part") => {
                Some(named(|it| format!("part-{it}"), &["year", "month", "day"]))
            }
            (PropertyType::Word, "role") => {
                let kind = definition.find_element(of).ok()?.get("kind")?.clone();
                let kind = serde_json::from_value(kind).ok()?;
                let roles = ROLES.into_iter().filter(|role| can_have(kind, *role));
                let roles = roles.map(|role| words(serde_json::to_value(role).ok().as_ref()));
                let said = |role: String| {
                    let key = format!("role-of-{}", role.replace('.', "-"));
                    let words = self.t.text(&key).into_owned();
                    (role, words)
                };
                Some(std::iter::once(none()).chain(roles.map(said)).collect())
            }
            (PropertyType::Word, "level") => {
                Some(named(|it| format!("level-{it}"), &["", "nominal", "ordinal", "scale"]))
            }
            (PropertyType::List, _) => own(definition.lists.keys().cloned().collect()),
            (PropertyType::Section, _) => {
                own(definition.sections.iter().map(|it| it.name.clone()).collect())
            }
            (PropertyType::Page, _) => own(page_names(&definition.pages)),
            (PropertyType::Choice, _) => {
                let question = definition.find_element(of).ok()?;
                let list = definition.lists.get(question.get("choices")?.as_str()?)?;
                let ChoiceList::Written(choices) = list else { return None };
                own(choices.iter().map(|it| it.value.clone()).collect())
            }
            _ => None,
        }
    }

    /// What stands there can be chosen, also where it is no longer there.
    fn with_current(
        &self,
        mut options: Vec<(String, String)>,
        current: &str,
    ) -> Vec<(String, String)> {
        if !options.iter().any(|(value, _)| value == current) {
            options.push((current.to_owned(), current.to_owned()));
        }
        options
    }
}

fn page_names(pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .flat_map(|page| std::iter::once(page.name.clone()).chain(page_names(&page.pages)))
        .collect()
}

/// The kinds of questions with their words.
pub fn kinds(t: &Locale) -> Vec<(String, String)> {
    KINDS
        .iter()
        .map(|kind| {
            let word = words(serde_json::to_value(kind).ok().as_ref());
            let label = t.text(&format!("kind-{word}")).into_owned();
            (word, label)
        })
        .collect()
}

/// A value as it is typed.
pub fn words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            items.iter().map(|it| words(Some(it))).collect::<Vec<_>>().join(", ")
        }
        Some(Value::Number(number)) => match number.as_f64() {
            Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        Some(other) => other.to_string(),
    }
}
