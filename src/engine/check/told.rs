//! What is told already, where something in the file does not fit: a misspelt name takes away what was
//! meant, a misspelt kind its question. Each is one mistake, and told as one.

use std::collections::HashMap;

use serde_json::Value;

use super::super::Questionnaire;
use super::super::model::Definition;
use super::super::problem::{Problem, is_within, remark, token};
use super::tree::Tree;

pub(super) struct KnownFaults<'k> {
    known: &'k [Problem],
    /// Where something is absent whose name is only misspelt.
    misspelt: HashMap<String, &'k Problem>,
    /// Questions of which nobody knows what they ask.
    unclear: Vec<(String, &'k Problem)>,
}

impl<'k> KnownFaults<'k> {
    /// Of these problems of the file.
    pub(super) fn new(definition: &Definition, known: &'k [Problem]) -> Self {
        let meant = |problem: &'k Problem| {
            let (around, _) = problem.path.rsplit_once('/')?;
            let hint = problem.hint.as_ref().filter(|hint| hint.code == "did-you-mean")?;
            let near = param(&hint.params, "near")?;
            Some((format!("{around}/{}", token(near)), problem))
        };
        let unclear = Tree::new(definition).questions.into_iter().filter_map(|node| {
            let kind = format!("{}/kind", node.place);
            let fault = known.iter().find(|it| it.path == node.place || it.path == kind)?;
            Some((node.question.name.clone(), fault))
        });
        let unclear = unclear.collect();
        Self { known, misspelt: known.iter().filter_map(meant).collect(), unclear }
    }

    /// The one that is told already, where a problem is there only because of it.
    pub(super) fn cause(&self, problem: &Problem) -> Option<&'k Problem> {
        let (path, params) = (&problem.path, &problem.what.params);
        let lacks = |key: &str| self.misspelt.get(&format!("{path}/{key}")).copied();
        if let Some(cause) = self.misspelt.get(path) {
            return Some(cause);
        }
        match problem.what.code {
            "no-list" => self.of_list(param(params, "list")?),
            "frame-file-unread" | "list-file-unread" => self.inside(path),
            "list-frame-unread" => {
                let frame = format!("/frames/{}", token(param(params, "frame")?));
                self.inside(path).or_else(|| self.inside(&frame))
            }
            "no-variable" => self.of_unclear(param(params, "name")?),
            "kind-needs" => lacks(param(params, "key")?),
            "page-empty" => lacks("questions"),
            "list-unused" => self.of_lost_questions(),
            "role-without-item" | "row-without-item" => lacks("item"),
            "row-without-pole" => lacks("right"),
            // What the rest of a row would say is not there.
            _ if path.starts_with("/lists/") => {
                let is_torn = |it: &&Problem| it.what.code == "list-row-length";
                self.known.iter().filter(is_torn).find(|it| is_within(path, &it.path))
            }
            _ => None,
        }
    }

    /// Leaves each mistake once, also where it is told why a question is switched off.
    pub(super) fn tell_once(&self, questionnaire: &mut Questionnaire, found: &mut Vec<Problem>) {
        found.retain(|it| self.cause(it).is_none());
        let questions = questionnaire.questions.iter_mut().map(|it| &mut it.fault);
        let quotas = questionnaire.quotas.iter_mut().map(|it| &mut it.fault);
        for fault in questions.chain(quotas).flatten() {
            if let Some(cause) = self.cause(fault) {
                *fault = cause.clone();
            }
        }
    }

    /// Tells of texts in a language that the questionnaire does not have once for each language.
    pub(super) fn languages_once(found: &mut Vec<Problem>) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let language = |it: &Problem| match it.what.code {
            "not-a-language" => param(&it.what.params, "language").map(str::to_owned),
            _ => None,
        };
        found.retain(|it| match language(it) {
            Some(language) => {
                let count = counts.entry(language).or_default();
                *count += 1;
                *count == 1
            }
            None => true,
        });
        for problem in found {
            let more =
                language(problem).and_then(|it| counts.get(&it)).map_or(0, |count| count - 1);
            if more > 0 {
                problem.what = problem.what.clone().with(remark!("in-more-places", more));
            }
        }
    }

    /// Why what is written of a list does not fit.
    fn of_list(&self, list: &str) -> Option<&'k Problem> {
        self.inside(&format!("/lists/{}", token(list)))
    }

    /// What is told of a place or of something in it.
    fn inside(&self, place: &str) -> Option<&'k Problem> {
        self.known.iter().find(|it| is_within(&it.path, place))
    }

    /// Why nobody knows which lists are used: questions are missing, or what they choose from.
    fn of_lost_questions(&self) -> Option<&'k Problem> {
        let is_lost = |meant: &str| {
            ["questions", "choices", "pages"].iter().any(|key| meant.ends_with(&format!("/{key}")))
        };
        let misspelt = self.misspelt.iter().find(|(meant, _)| is_lost(meant));
        let untyped = || self.known.iter().find(|it| it.what.code == "form-no-type");
        let unclear = || self.unclear.first().map(|(_, fault)| *fault).or_else(untyped);
        misspelt.map(|(_, fault)| *fault).or_else(unclear)
    }

    /// Why nobody knows the question that a variable is, or is made from.
    fn of_unclear(&self, variable: &str) -> Option<&'k Problem> {
        let is_of = |name: &str| {
            let rest = variable.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        };
        self.unclear.iter().find(|(name, _)| is_of(name)).map(|(_, fault)| *fault)
    }
}

fn param<'p>(params: &'p [(&'static str, Value)], name: &str) -> Option<&'p str> {
    params.iter().find(|(known, _)| *known == name)?.1.as_str()
}
