//! The variables of a questionnaire, as conditions choose from them.

use crate::engine::model::{ChoiceList, Definition, KindName, Page, Question, Text};

use super::outline::shortened;

/// A variable.
#[derive(Debug, Clone, Copy)]
pub struct VariableView<'d> {
    /// How expressions call it.
    pub name: &'d str,
    /// The question, or the row or part of it that this variable is.
    label: &'d Text,
    /// The question that it belongs to.
    question: &'d Question,
}

impl<'d> VariableView<'d> {
    /// Its text, not too long, in a language.
    pub fn words(&self, language: &str) -> String {
        shortened(self.label.get(language, language))
    }

    /// Whether several answers can be ticked.
    pub fn is_multiple(&self) -> bool {
        self.question.kind == KindName::SelectMultiple
    }

    /// What sort of answers it takes.
    pub fn kind(&self) -> KindName {
        self.question.kind
    }

    /// Its answers, value and text, where there are some that can be looked through.
    pub fn choices(&self, definition: &'d Definition, language: &str) -> Vec<(String, String)> {
        let list = self.question.choices.as_ref().and_then(|it| definition.lists.get(it));
        let Some(ChoiceList::Written(choices)) = list else { return Vec::new() };
        if choices.len() > super::items::MOST {
            return Vec::new();
        }
        let words = |text: &Text| shortened(text.get(language, language));
        choices.iter().map(|it| (it.value.clone(), words(&it.label))).collect()
    }
}

/// All of them in the order of the questionnaire.
pub fn variables(definition: &Definition) -> Vec<VariableView<'_>> {
    let mut found = Vec::new();
    pages(&definition.pages, &mut found);
    found
}

fn pages<'d>(of: &'d [Page], found: &mut Vec<VariableView<'d>>) {
    for page in of {
        questions(&page.questions, found);
        pages(&page.pages, found);
    }
}

fn questions<'d>(of: &'d [Question], found: &mut Vec<VariableView<'d>>) {
    for question in of {
        let rows = question.rows.iter().map(|it| (it.name.as_str(), &it.label));
        let parts = question.parts.iter().map(|it| (it.name.as_str(), &it.label));
        let variable = |(name, label)| VariableView { name, label, question };
        if question.rows.is_empty() && question.questions.is_empty() {
            found.push(variable((&question.name, &question.label)));
        }
        found.extend(rows.chain(parts).map(variable));
        questions(&question.questions, found);
    }
}

/// The one that is called so.
pub fn find_variable<'d>(definition: &'d Definition, name: &str) -> Option<VariableView<'d>> {
    variables(definition).into_iter().find(|it| it.name == name)
}
