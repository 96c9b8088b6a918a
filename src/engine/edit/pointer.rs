//! Which element a JSON pointer of a problem leads to.

use super::super::identity::Identity;
use super::super::model::{ChoiceList, Definition, Page, Question};
use super::Element;

/// The innermost element on the way, and the rest of the pointer from there.
pub(super) fn locate<'p>(definition: &Definition, pointer: &'p str) -> (Element, &'p str) {
    let mut place = Located { element: Element::Questionnaire, rest: pointer };
    let mut at = At::Questionnaire(definition);
    while let Some((element, next, rest)) = at.step(place.rest) {
        place = Located { element, rest };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    (place.element, place.rest)
}

struct Located<'p> {
    element: Element,
    rest: &'p str,
}

enum At<'d> {
    Questionnaire(&'d Definition),
    Page(&'d Page),
    Question(&'d Question),
}

type StepDown<'d, 'p> = (Element, Option<At<'d>>, &'p str);

impl<'d> At<'d> {
    /// One list and a place in it further on.
    fn step<'p>(&self, pointer: &'p str) -> Option<StepDown<'d, 'p>> {
        let (list, rest) = first(pointer)?;
        let (of, rest) = first(rest)?;
        let index = of.parse::<usize>().ok();
        let id = |it: &dyn Fn(usize) -> Option<&'d str>| index.and_then(it).map(str::to_owned);
        match *self {
            Self::Questionnaire(it) => match list {
                "pages" => page(it.pages.get(index?)?, rest),
                "sections" => {
                    let id = id(&|at| Some(it.sections.get(at)?.id()))?;
                    Some((Element::Section(id), None, rest))
                }
                "ends" => Some((Element::End(id(&|at| Some(it.ends.get(at)?.id()))?), None, rest)),
                "quotas" => {
                    Some((Element::Quota(id(&|at| Some(it.quotas.get(at)?.id()))?), None, rest))
                }
                "lists" => Some(choice(it, &plain(of), rest)),
                _ => None,
            },
            Self::Page(it) => match list {
                "pages" => page(it.pages.get(index?)?, rest),
                "questions" => question(it.questions.get(index?)?, rest),
                _ => None,
            },
            Self::Question(it) => match list {
                "questions" => question(it.questions.get(index?)?, rest),
                "rows" => Some((Element::Row(id(&|at| Some(it.rows.get(at)?.id()))?), None, rest)),
                "parts" => {
                    Some((Element::Part(id(&|at| Some(it.parts.get(at)?.id()))?), None, rest))
                }
                _ => None,
            },
        }
    }
}

fn page<'d, 'p>(page: &'d Page, rest: &'p str) -> Option<StepDown<'d, 'p>> {
    Some((Element::Page(page.id().to_owned()), Some(At::Page(page)), rest))
}

fn question<'d, 'p>(question: &'d Question, rest: &'p str) -> Option<StepDown<'d, 'p>> {
    Some((Element::Question(question.id().to_owned()), Some(At::Question(question)), rest))
}

fn choice<'d, 'p>(definition: &'d Definition, list: &str, rest: &'p str) -> StepDown<'d, 'p> {
    let choice = first(rest).and_then(|(index, rest)| {
        let ChoiceList::Written(choices) = definition.lists.get(list)? else { return None };
        let id = choices.get(index.parse::<usize>().ok()?)?.id().to_owned();
        Some((Element::Choice { list: list.to_owned(), id }, None, rest))
    });
    choice.unwrap_or_else(|| (Element::List(list.to_owned()), None, rest))
}

/// The first step of a pointer and what follows.
fn first(pointer: &str) -> Option<(&str, &str)> {
    let inner = pointer.strip_prefix('/')?;
    let end = inner.find('/').unwrap_or(inner.len());
    Some(inner.split_at(end))
}

fn plain(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::builtin::{Builtin, find_questionnaire};
    use crate::formats::json;

    #[test]
    fn problems_are_found_at_their_elements() {
        let bytes = find_questionnaire("wesermarsch").unwrap();
        let checked = json::load(bytes, &Builtin);
        let definition = checked.questionnaire().unwrap().definition();
        let value = serde_json::to_value(definition).unwrap();
        let mut seen = 0;
        let mut visit = vec![(String::new(), &value)];
        while let Some((pointer, at)) = visit.pop() {
            let own = ["id", "name", "value"].iter().find_map(|key| at.get(key)?.as_str());
            let (element, rest) = locate(definition, &pointer);
            if let (Some(own), "") = (own, rest) {
                let word = element.to_string();
                let id = word.rsplit_once(':').map_or(own, |(_, id)| id);
                assert_eq!(id, own, "{pointer}");
                assert_eq!(word.parse(), Ok(element), "{pointer}");
                seen += 1;
            }
            match at {
                serde_json::Value::Object(fields) => {
                    visit.extend(fields.iter().map(|(key, it)| (format!("{pointer}/{key}"), it)));
                }
                serde_json::Value::Array(items) => {
                    let items = items.iter().enumerate();
                    visit.extend(items.map(|(at, it)| (format!("{pointer}/{at}"), it)));
                }
                _ => {}
            }
        }
        assert!(seen > 500, "{seen}");
        let (question, rest) = locate(definition, "/pages/0/questions/0/label/de");
        assert!(matches!(question, Element::Question(_)));
        assert_eq!(rest, "/label/de");
        assert_eq!(
            locate(definition, "/pages/999/title"),
            (Element::Questionnaire, "/pages/999/title")
        );
    }
}
