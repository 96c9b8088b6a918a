//! Equations: computed, and shown as a note unless they are hidden.

use crate::engine::model::{self, KindName};
use crate::engine::problem::remark;

use super::super::html::Style;
use super::super::names::VARIABLE;
use super::super::script::Term;
use super::logic::Of;
use super::{Ask, Import};

impl<'s> Import<'s> {
    pub(super) fn equation(&mut self, ask: &mut Ask<'s>) -> Vec<model::Question> {
        let own = ask.attribute("equation");
        let base = self.survey.languages.first().cloned().unwrap_or_default();
        let text = ask.question.text.get(&base).or_else(|| ask.question.text.values().next());
        let source = if own.is_empty() { text.map_or("", String::as_str) } else { own };
        let what = ask.what.clone();
        let made = self.value_of(source, &what).and_then(|code| {
            let number = self.question;
            // A text without expressions is a literal: computed, it stands in quotes.
            let code = if source.contains('{') { code } else { Term::text(&code).text };
            self.depend(&Of::Questions(number..number + 1), &code).map(|()| code)
        });
        let calculation = match made {
            Ok(code) => {
                self.taken(ask, remark!("lss-becomes-calculation", name = ask.plan.name));
                code
            }
            Err(message) => {
                let source: String = source.chars().take(300).collect();
                self.report.lost(&what, remark!("lss-equation-empty", source).with(message));
                "''".to_owned()
            }
        };
        let mut computed = model::Question {
            kind: KindName::Calculate,
            name: ask.plan.name.clone(),
            calculation: Some(calculation.clone()),
            ..model::Question::default()
        };
        if calculation == "''" && !source.is_empty() {
            computed.columns.insert("lss::equation".to_owned(), source.to_owned());
        }
        if ask.has("hidden") || text.is_none_or(|text| text.trim().is_empty()) {
            return vec![computed];
        }
        // The text usually shows just what is computed.
        self.helpers_by_source.insert(calculation, ask.plan.name.clone());
        let note = model::Question {
            kind: KindName::Note,
            name: self.names.make(&[&ask.plan.name, "shown"], VARIABLE),
            label: self.label(ask),
            hint: self.text(&ask.question.help, Style::Rich, &what),
            ..model::Question::default()
        };
        self.report.taken(&what, remark!("lss-shown-by", name = note.name));
        vec![computed, note]
    }
}
