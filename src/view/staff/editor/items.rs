//! The choices of a list or the rows of a matrix, as lines that are changed, moved and taken out.

use serde_json::Value;

use super::field::{APART, Asking, field_name, table_of, words};
use super::media::MediaView;
use crate::engine::Identity;
use crate::engine::edit::Element;
use crate::engine::model::{ChoiceList, Definition, KindName, Question};
use crate::i18n::Locale;

/// More are shown as a number only: nobody looks through them here.
pub const MOST: usize = 150;

/// Some lines.
#[derive(Debug)]
pub struct ItemsView {
    /// Whether they are choices; else rows.
    pub are_choices: bool,
    /// Where they are: a list or a question.
    pub within: String,
    /// The name of their list.
    pub list: Option<String>,
    /// How many there are.
    pub count: usize,
    /// The lines; none where there are too many.
    pub items: Vec<ItemView>,
    /// The questions that have the same list: of a question the others, of a list all.
    pub shared: Vec<String>,
    /// Whether each has a text on the right, too.
    pub have_right: bool,
    /// New ones that were typed and could not be put in.
    pub typed: String,
    /// The language of their texts, and the way it is written.
    pub language: (String, &'static str),
}

impl ItemsView {
    /// Pictures and sounds can be shown with its lines.
    pub(super) fn take_media(&self) -> bool {
        self.items.iter().any(|item| item.media.is_some())
    }

    /// Some of them show one.
    pub(super) fn show_media(&self) -> bool {
        self.items.iter().filter_map(|item| item.media.as_ref()).any(|it| !it.shown.is_empty())
    }

    /// Which questions have the list.
    pub(super) fn users_words(&self, t: &Locale) -> String {
        t.with("editor-list-users", &[("questions", self.shared.join(", ").into())])
    }

    /// Who has the same list.
    pub(super) fn shared_words(&self, t: &Locale) -> String {
        t.with("editor-shared", &[("questions", self.shared.join(", ").into())])
    }
}

/// A line.
#[derive(Debug)]
pub struct ItemView {
    /// Its key in forms.
    pub key: String,
    /// What programs call it: the field's name and value.
    pub name: (String, String),
    /// Its text: the field's name and value.
    pub text: (String, String),
    /// The text on the right.
    pub right: (String, String),
    /// Its text in the first language, where another is shown.
    pub source: String,
    /// Of a choice: what is shown with it.
    pub media: Option<MediaView>,
    /// Problems in it, in words; true for an error.
    pub problems: Vec<(bool, String)>,
    /// Where its text is hard to understand, in words.
    pub hints: Vec<String>,
}

impl Asking<'_> {
    /// The choices or rows of a question.
    pub fn items_of(&self, question: &Question) -> Option<ItemsView> {
        let of = Element::Question(question.id().to_owned());
        if has_rows(question.kind) {
            let rows = question.rows.iter().map(|row| {
                let element = Element::Row(row.id().to_owned());
                self.item(element, "name", &row.name, serde_json::to_value(row).ok())
            });
            let have_right = question.kind == KindName::Differential;
            return Some(self.items(false, of.to_string(), None, rows.collect(), have_right));
        }
        let mut items = self.items_of_list(question.choices.as_deref()?)?;
        items.shared.retain(|name| *name != question.name);
        Some(items)
    }

    /// The choices of a list.
    pub fn items_of_list(&self, list: &str) -> Option<ItemsView> {
        let ChoiceList::Written(choices) = self.definition.lists.get(list)? else { return None };
        let within = Element::List(list.to_owned()).to_string();
        let items: Vec<ItemView> = match choices.len() > MOST {
            true => Vec::new(),
            false => choices
                .iter()
                .map(|choice| {
                    let id = choice.id().to_owned();
                    let element = Element::Choice { list: list.to_owned(), id };
                    self.item(element, "value", &choice.value, serde_json::to_value(choice).ok())
                })
                .collect(),
        };
        let view = self.items(true, within, Some(list.to_owned()), items, false);
        Some(ItemsView { count: choices.len(), shared: users(self.definition, list), ..view })
    }

    fn items(
        &self,
        are_choices: bool,
        within: String,
        list: Option<String>,
        items: Vec<ItemView>,
        have_right: bool,
    ) -> ItemsView {
        let dir = Locale::find(self.language).map_or("auto", Locale::dir);
        let language = (self.language.to_owned(), dir);
        ItemsView {
            are_choices,
            within,
            list,
            count: items.len(),
            items,
            shared: Vec::new(),
            have_right,
            typed: self.typed.and_then(|form| form.find("items")).unwrap_or_default().to_owned(),
            language,
        }
    }

    fn item(&self, element: Element, name_key: &str, name: &str, value: Option<Value>) -> ItemView {
        let text = |key: &str| {
            let field = format!("{}{APART}{}", field_name(&element, key), self.language);
            let stored = value.as_ref().and_then(|it| it.get(key));
            let stored = stored.map_or(String::new(), |it| match it {
                Value::String(same) => same.clone(),
                by => words(by.get(self.language)),
            });
            let typed = self.typed.and_then(|form| form.find(&field)).map(str::to_owned);
            (field, typed.unwrap_or(stored))
        };
        let first = self.definition.languages.first().map_or("", String::as_str);
        let source = value.as_ref().and_then(|it| it.get("label")?.get(first));
        let field = field_name(&element, name_key);
        let typed = self.typed.and_then(|form| form.find(&field)).map(str::to_owned);
        ItemView {
            name: (field, typed.unwrap_or_else(|| name.to_owned())),
            source: if first == self.language { String::new() } else { words(source) },
            text: text("label"),
            right: text("right"),
            media: matches!(element, Element::Choice { .. })
                .then(|| self.media_of(&element, value.as_ref().and_then(|it| it.get("media")))),
            problems: Vec::new(),
            hints: Vec::new(),
            key: element.to_string(),
        }
    }
}

/// Whether questions of a kind have rows.
fn has_rows(kind: KindName) -> bool {
    let rows = table_of(&Element::Question(String::new()))
        .and_then(|table| table.properties.iter().find(|property| property.key == "rows"));
    rows.is_some_and(|rows| rows.kinds().any(|it| it == kind))
}

/// The names of the questions that have this list.
pub fn users(definition: &Definition, list: &str) -> Vec<String> {
    fn look(questions: &[Question], list: &str, found: &mut Vec<String>) {
        for question in questions {
            if question.choices.as_deref() == Some(list) {
                found.push(question.name.clone());
            }
            look(&question.questions, list, found);
        }
    }
    let mut found = Vec::new();
    let mut pages: Vec<_> = definition.pages.iter().collect();
    while let Some(page) = pages.pop() {
        look(&page.questions, list, &mut found);
        pages.extend(&page.pages);
    }
    found
}
