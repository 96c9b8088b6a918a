//! When a group, question, row or choice is asked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::engine::expr::Expr;
use crate::engine::problem::{LssElement, Remark, remark};

use super::super::conditions;
use super::super::index::{Index, LssVariable, Target};
use super::super::script::{Gives, Here, Term, chosen, parse};
use super::super::source::{LssGroup, LssQuestion};
use super::{Ask, Import};

/// The longest condition that is repeated in others (see [`Import::remember`]).
const LONGEST_REPEATED: usize = 2000;

/// Which of our variables the conditions of which others depend on. What would depend on itself has
/// no counterpart: LimeSurvey takes the answers as they come, here the route follows from all of them.
#[derive(Debug, Default)]
pub(in super::super) struct Depends {
    needs: HashMap<String, HashSet<String>>,
    /// Variables that others depend on.
    needed: HashSet<String>,
}

impl Depends {
    /// Lets these variables depend on an expression, unless one would then depend on itself.
    fn allow(&mut self, variables: &[&str], code: &str) -> Result<(), Remark> {
        let expr = Expr::parse(code).map_err(|error| error.what)?;
        let needed: HashSet<String> =
            expr.references().iter().map(|reference| reference.name.clone()).collect();
        let can_be_met = |name: &&&str| self.needed.contains(**name) || needed.contains(**name);
        let to: HashSet<&str> = variables.iter().filter(can_be_met).copied().collect();
        if !to.is_empty() && self.leads(&needed, &to) {
            return Err(remark!("lss-own-result"));
        }
        for variable in variables {
            self.needs.entry((*variable).to_owned()).or_default().extend(needed.iter().cloned());
        }
        self.needed.extend(needed);
        Ok(())
    }

    fn leads(&self, from: &HashSet<String>, to: &HashSet<&str>) -> bool {
        let mut open: Vec<&str> = from.iter().map(String::as_str).collect();
        let mut met: HashSet<&str> = open.iter().copied().collect();
        while let Some(variable) = open.pop() {
            if to.contains(variable) {
                return true;
            }
            let next = self.needs.get(variable).into_iter().flatten().map(String::as_str);
            open.extend(next.filter(|next| met.insert(next)));
        }
        false
    }
}

/// What a condition belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Of<'c> {
    /// Whole questions.
    Questions(Range<usize>),
    /// A subquestion of a question: a field, row or choice.
    Sub(usize, usize),
    /// A column of a grid, by its code.
    Column(usize, &'c str),
}

impl Of<'_> {
    /// Our variables of it.
    fn variables<'i>(&self, index: &'i Index) -> Vec<&'i str> {
        let questions = match self {
            Of::Questions(questions) => questions.clone(),
            Of::Sub(question, _) | Of::Column(question, _) => *question..question + 1,
        };
        let is_of = |known: &&LssVariable| match self {
            Of::Questions(_) => true,
            Of::Sub(_, sub) => known.sub == Some(*sub),
            Of::Column(_, code) => {
                known.part.strip_suffix(code).is_some_and(|row| row.ends_with('_'))
            }
        };
        let known = questions.flat_map(|question| index.of(question)).filter(is_of);
        known.map(|known| known.target.variable()).collect()
    }

    /// The question at which the expression stands.
    fn question(&self) -> usize {
        match self {
            Of::Questions(questions) => questions.start,
            Of::Sub(question, _) | Of::Column(question, _) => *question,
        }
    }
}

/// Whether a relevance says nothing.
pub(super) fn is_always(relevance: &str) -> bool {
    matches!(relevance.trim(), "" | "1")
}

impl<'s> Import<'s> {
    /// Translates a condition, or reports why it cannot be.
    pub(super) fn condition(
        &mut self,
        source: &str,
        of: &Of<'_>,
        what: &LssElement,
    ) -> Option<Term> {
        let source = source.trim();
        let bare = source.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let node = parse(bare.unwrap_or(source));
        let here = Here { question: Some(of.question()), ..self.here(None) };
        let made = node.and_then(|node| here.translate_node(&node)).and_then(|made| {
            let term = made.term.into_truth();
            self.depend(of, &term.text).map(|()| (term, made.notes))
        });
        match made {
            Ok((term, notes)) => {
                for note in notes {
                    self.report.near(what, remark!("lss-source", source).with(note));
                }
                Some(term)
            }
            Err(message) => {
                self.report.lost(what, remark!("lss-always-asked", source).with(message));
                None
            }
        }
    }

    /// Lets something depend on an expression, unless it would depend on itself.
    pub(in super::super) fn depend(&mut self, of: &Of<'_>, code: &str) -> Result<(), Remark> {
        self.depends.allow(&of.variables(self.index), code)
    }

    /// When a group is asked.
    pub(super) fn group_relevance(
        &mut self,
        group: &LssGroup,
        first: usize,
        what: &LssElement,
    ) -> Option<String> {
        if is_always(&group.relevance) {
            return None;
        }
        let questions = first..first + group.questions.len();
        let term = self.condition(&group.relevance, &Of::Questions(questions.clone()), what)?;
        if term.text.len() <= LONGEST_REPEATED {
            self.asked.groups.push((questions, term.clone()));
        }
        match term.is_fixed() {
            Some(true) => None,
            // A page that is never reached would be a mistake: its questions are never asked.
            Some(false) => {
                self.report.taken(what, remark!("lss-never-asked"));
                None
            }
            None => {
                self.report.taken(what, remark!("lss-asked-when", expression = term.text));
                Some(term.text)
            }
        }
    }

    /// When a question is asked: by its conditions if it has any, else by its relevance.
    pub(super) fn relevance(&mut self, ask: &mut Ask<'s>) -> Option<String> {
        let question = ask.question;
        let number = self.question;
        let attribute = ask.attribute("relevance");
        let mut source = match is_always(&question.relevance) {
            true => attribute,
            false => question.relevance.as_str(),
        };
        let by_conditions;
        if !question.conditions.is_empty() {
            match conditions::compile(&question.conditions, self.index) {
                Ok(compiled) => {
                    by_conditions = compiled;
                    source = &by_conditions;
                }
                Err(message) => {
                    self.report.lost(&ask.what, remark!("lss-conditions").with(message));
                }
            }
        }
        // A group that is never asked
        let is_never = self.asked.groups.last().is_some_and(|(questions, term)| {
            questions.contains(&number) && term.is_fixed() == Some(false)
        });
        if is_always(source) {
            return is_never.then(|| "false()".to_owned());
        }
        let term = self.condition(source, &Of::Questions(number..number + 1), &ask.what)?;
        self.remember(number, None, &term);
        match term.is_fixed() {
            Some(true) if !is_never => return None,
            Some(true) => {}
            Some(false) => self.report.near(&ask.what, remark!("lss-never-asked")),
            None => {
                let when = remark!("lss-asked-when", expression = term.text);
                self.report.taken(&ask.what, when);
            }
        }
        if is_never { Some("false()".to_owned()) } else { Some(term.text) }
    }

    /// Keeps in mind when something is asked: expressions that mention its answer without `.NAOK`
    /// repeat it. What is too long to be repeated is not.
    fn remember(&mut self, question: usize, sub: Option<usize>, term: &Term) {
        if term.text.len() <= LONGEST_REPEATED {
            self.asked.parts.insert((question, sub), term.clone());
        }
    }

    /// When each subquestion of the first axis is asked: by its own relevance and by the filters
    /// of the question.
    pub(super) fn sub_relevance(&mut self, ask: &mut Ask<'s>) -> Vec<Option<Term>> {
        let codes: Vec<&str> = ask.question.axis("0").map(|sub| sub.code.as_str()).collect();
        let filters = self.filters(ask, &codes);
        let mut all = Vec::new();
        for (s, (sub, filter)) in ask.question.axis("0").zip(filters).enumerate() {
            let what = ask.sub(sub);
            let own = self.own_relevance(sub, &Of::Sub(self.question, s), &what);
            let sides: Vec<Term> = own.into_iter().chain(filter).collect();
            let term = (!sides.is_empty()).then(|| Term::all(sides));
            if let Some(term) = &term {
                self.remember(self.question, Some(s), term);
            }
            all.push(term);
        }
        all
    }

    /// The relevance of a subquestion.
    pub(super) fn own_relevance(
        &mut self,
        sub: &LssQuestion,
        of: &Of<'_>,
        what: &LssElement,
    ) -> Option<Term> {
        if is_always(&sub.relevance) {
            return None;
        }
        let term = self.condition(&sub.relevance, of, what)?;
        self.report.taken(what, remark!("lss-asked-when", expression = term.text));
        (term.is_fixed() != Some(true)).then_some(term)
    }

    /// `array_filter` and `array_filter_exclude`: for each code, what was answered under the same
    /// code in other questions. A code that is not there is not filtered.
    pub(super) fn filters(&mut self, ask: &mut Ask<'s>, codes: &[&str]) -> Vec<Option<Term>> {
        let mut sides: Vec<Vec<Term>> = vec![Vec::new(); codes.len()];
        for (attribute, excludes) in [("array_filter", false), ("array_filter_exclude", true)] {
            let sources = ask.attribute(attribute);
            let what = ask.attribute_part(attribute);
            for source in sources.split(';').map(str::trim).filter(|s| !s.is_empty()) {
                let Some(number) = self.index.find_question(source) else {
                    self.report.lost(&what, remark!("lss-no-question", code = source));
                    continue;
                };
                let mut found = false;
                for (code, sides) in codes.iter().zip(&mut sides) {
                    let Some(answered) = answered(self.index, number, code) else { continue };
                    let side = if excludes { answered.not() } else { answered };
                    let of = Of::Questions(self.question..self.question + 1);
                    if let Err(message) = self.depend(&of, &side.text) {
                        self.report.lost(&what, remark!("lss-source", source).with(message));
                        break;
                    }
                    found = true;
                    sides.push(side);
                }
                match found {
                    true => self.report.taken(&what, remark!("lss-filtered", source)),
                    false => self.report.lost(&what, remark!("lss-filter-empty", source)),
                }
            }
            if !sources.is_empty() && ask.attribute("array_filter_style") == "1" {
                self.report.near(&what, remark!("lss-filter-hides"));
            }
        }
        let term = |sides: Vec<Term>| (!sides.is_empty()).then(|| Term::all(sides));
        sides.into_iter().map(term).collect()
    }
}

/// Conditions of choices as a choice filter.
pub(super) fn choice_filter(values: &[String], conditions: &[Option<Term>]) -> Option<String> {
    if conditions.iter().all(Option::is_none) {
        return None;
    }
    if let Some(filter) = same_filter(values, conditions) {
        return Some(filter.text);
    }
    let sides = values.iter().zip(conditions).filter_map(|(value, condition)| {
        let is_another = Term::column("name").compare("!=", Term::text(value));
        Some(Term::any(vec![is_another, condition.clone()?]))
    });
    Some(Term::all(sides.collect()).text)
}

/// One condition for all choices where each is offered when the choice of the same value was made.
fn same_filter(values: &[String], conditions: &[Option<Term>]) -> Option<Term> {
    let first = conditions.first()?.as_ref()?;
    let inner = first.text.strip_prefix("not(").unwrap_or(&first.text);
    let list = inner.strip_prefix("selected(${")?.split_once('}')?.0;
    let is_not = inner.len() < first.text.len();
    let side = |term: Term| if is_not { term.not() } else { term };
    let is_same = |(value, condition): (&String, &Option<Term>)| {
        let condition = condition.as_ref();
        condition.is_some_and(|condition| condition.text == side(chosen(list, value)).text)
    };
    if !values.iter().zip(conditions).all(is_same) {
        return None;
    }
    let arguments = [Term::reference(list, Gives::Text), Term::column("name")];
    Some(side(Term::call("selected", Gives::Truth, &arguments)))
}

/// Whether something was answered in a question under this code.
fn answered(index: &Index, question: usize, code: &str) -> Option<Term> {
    if let Some(Target::Choice { list, value, .. }) = index.ranked(question, code) {
        return Some(chosen(list, value));
    }
    let mut answered = Vec::new();
    for known in index.of(question) {
        let own = known.part.strip_prefix(code);
        if own.is_none_or(|rest| !rest.is_empty() && !rest.starts_with('_')) {
            continue;
        }
        answered.push(match &known.target {
            Target::Choice { list, value, .. } => chosen(list, value),
            Target::Variable { name, .. } => {
                Term::reference(name, Gives::Text).compare("!=", Term::text(""))
            }
            Target::Place { .. } => continue,
        });
    }
    (!answered.is_empty()).then(|| Term::any(answered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_depends_on_itself() {
        let mut depends = Depends::default();
        assert!(depends.allow(&["b"], "${a} = 1 or ${c} = 1").is_ok());
        assert!(depends.allow(&["c"], "${a} = 1").is_ok());
        assert!(depends.allow(&["c"], "${b} = 1").is_err());
        assert!(depends.allow(&["a"], "${c} = 1").is_err());
        assert!(depends.allow(&["a"], "${a} = 1").is_err());
        assert!(depends.allow(&["a", "b"], "${b} = 1").is_err());
    }
}
