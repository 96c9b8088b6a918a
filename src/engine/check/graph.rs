//! The dependency graph: what must be computed before what, and cycles with their path.

use super::super::Questionnaire;
use super::super::expr::Expr;
use super::super::problem::{Problem, Severity, remark};
use super::super::questionnaire::{Planned, Step};
use super::super::quota::Ending;
use super::super::references;
use super::tree::Tree;
use super::{Found, off};

/// All steps, each after those it depends on. What depends on itself is told and switched off.
pub(super) fn steps(questionnaire: &mut Questionnaire, found: &mut Found) -> Vec<Planned> {
    let mut is_first = true;
    loop {
        let cycles = match order(&Graph::new(questionnaire)) {
            Ok(steps) => return steps,
            Err(cycles) => cycles,
        };
        if count_themselves(questionnaire, &cycles) {
            continue;
        }
        let told: Vec<Problem> = cycles.iter().map(|it| cycle(questionnaire, it)).collect();
        for (cycle, problem) in cycles.into_iter().zip(&told) {
            for step in cycle {
                off::cut(questionnaire, step, problem);
            }
        }
        questionnaire.ends.retain(|end| end.fault.is_none());
        // Cycles that come to light now are longer ways round through the same parts.
        if std::mem::take(&mut is_first) {
            found.0.extend(told);
        }
    }
}

/// Marks the repeats of these cycles whose count looks at their own instances. They are counted with
/// those that there were, and again, so that nothing waits for itself.
fn count_themselves(questionnaire: &mut Questionnaire, cycles: &[Vec<Step>]) -> bool {
    let counting = |r: &usize| {
        let repeat = &questionnaire.repeats[*r];
        let counts = questionnaire.questions[repeat.question].slots.start;
        let is_on = cycles.iter().any(|cycle| cycle.contains(&Step::Slot(counts)));
        is_on && !repeat.counts_itself && looks_at(questionnaire, counts, *r, &mut Vec::new())
    };
    let marked: Vec<usize> = (0..questionnaire.repeats.len()).filter(counting).collect();
    for &r in &marked {
        questionnaire.repeats[r].counts_itself = true;
    }
    !marked.is_empty()
}

/// Whether a calculation, or one that it needs, mentions a repeat or what is asked in it.
fn looks_at(
    questionnaire: &Questionnaire,
    slot: usize,
    repeat: usize,
    seen: &mut Vec<usize>,
) -> bool {
    if seen.contains(&slot) {
        return false;
    }
    seen.push(slot);
    let references = questionnaire.slots[slot].calculation.iter().flat_map(Expr::references);
    references.into_iter().any(|it| match questionnaire.find_repeat(&it.name) {
        Some(found) => found == repeat,
        None => questionnaire.find_slot(&it.name).is_some_and(|slot| {
            is_in(questionnaire, slot, repeat) || looks_at(questionnaire, slot, repeat, seen)
        }),
    })
}

/// Whether a question belongs to the instances of a repeat, or of one inside it.
fn is_in(questionnaire: &Questionnaire, slot: usize, repeat: usize) -> bool {
    let mut around = questionnaire.questions[questionnaire.slots[slot].question].repeat;
    while let Some(it) = around {
        if it == repeat {
            return true;
        }
        around = questionnaire.repeats[it].outer;
    }
    false
}

/// The steps of a graph in order; or cycles, at least one of those that there are.
fn order(graph: &Graph) -> Result<Vec<Planned>, Vec<Vec<Step>>> {
    let mut order = Vec::with_capacity(graph.nodes.len());
    let mut turns = vec![0; graph.nodes.len()];
    let mut state = vec![Mark::New; graph.nodes.len()];
    let mut cycles = Vec::new();
    for start in 0..graph.nodes.len() {
        if state[start] != Mark::New {
            continue;
        }
        // Depth first without recursion: a chain of ten thousand calculations must not overflow.
        let mut path = vec![(start, 0)];
        state[start] = Mark::Open;
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&needed) = graph.edges[node].get(*next) {
                *next += 1;
                match state[needed] {
                    Mark::New => {
                        state[needed] = Mark::Open;
                        path.push((needed, 0));
                    }
                    Mark::Open => {
                        let begin = path.iter().position(|(node, _)| *node == needed);
                        let cycle = path[begin.unwrap_or(0)..].iter();
                        cycles.push(cycle.map(|(node, _)| graph.nodes[*node]).collect());
                    }
                    Mark::Done => {}
                }
            } else {
                state[node] = Mark::Done;
                turns[node] = order.len();
                order.push(node);
                path.pop();
            }
        }
    }
    if !cycles.is_empty() {
        return Err(cycles);
    }
    let planned = |node: usize| Planned {
        step: graph.nodes[node],
        needs: graph.edges[node].iter().map(|&needed| turns[needed]).collect(),
    };
    Ok(order.into_iter().map(planned).collect())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The problem that these steps are, each of which needs the next, and the last the first.
fn cycle(questionnaire: &Questionnaire, cycle: &[Step]) -> Problem {
    let mut names: Vec<String> = Vec::new();
    for step in cycle.iter().chain(cycle.first()) {
        let name = name(questionnaire, *step);
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    if names.len() == 1 {
        names.push(names[0].clone());
    }
    let place = cycle.first().map(|step| place(questionnaire, *step)).unwrap_or_default();
    let what = remark!("cycle", names = names.join(" → "));
    let mut problem = Problem::new(Severity::Error, place, what);
    problem.hint(remark!("no-own-result"));
    problem
}

fn name(questionnaire: &Questionnaire, step: Step) -> String {
    match step {
        Step::Part(p) => questionnaire.parts[p].name.clone(),
        Step::Page(p) => questionnaire.pages[p].name.clone(),
        Step::Question(q) => questionnaire.questions[q].definition.name.clone(),
        Step::Slot(s) => questionnaire.slots[s].name.clone(),
        Step::Repeat(r) => {
            let question = questionnaire.repeats[r].question;
            questionnaire.questions[question].definition.name.clone()
        }
        Step::End(e) => questionnaire.ends[e].definition.name.clone(),
        Step::Quota(q) => questionnaire.quotas[q].definition.name.clone(),
    }
}

fn place(questionnaire: &Questionnaire, step: Step) -> String {
    let tree = Tree::new(&questionnaire.definition);
    match step {
        Step::Part(p) => format!("{}/relevant", tree.parts[p].place),
        Step::Page(p) => format!("{}/relevant", tree.pages[p].place),
        Step::Question(q) => tree.questions[q].place.clone(),
        Step::Slot(s) => tree.questions[questionnaire.slots[s].question].place.clone(),
        Step::Repeat(r) => tree.questions[questionnaire.repeats[r].question].place.clone(),
        Step::End(e) => match questionnaire.ends[e].when {
            Ending::When(number, _) => format!("/ends/{number}/when"),
            Ending::Quota(q) => format!("/quotas/{q}/when"),
        },
        Step::Quota(q) => format!("/quotas/{q}/when"),
    }
}

struct Graph {
    nodes: Vec<Step>,
    /// For each node the nodes it needs.
    edges: Vec<Vec<usize>>,
}

impl Graph {
    fn new(questionnaire: &Questionnaire) -> Self {
        let offsets = [
            questionnaire.parts.len(),
            questionnaire.pages.len(),
            questionnaire.questions.len(),
            questionnaire.slots.len(),
            questionnaire.repeats.len(),
            questionnaire.ends.len(),
        ];
        let before = |kind: usize| offsets[..kind].iter().sum::<usize>();
        let part = |p: usize| p;
        let page = |p: usize| before(1) + p;
        let question = |q: usize| before(2) + q;
        let slot = |s: usize| before(3) + s;
        let repeat = |r: usize| before(4) + r;
        let end = |e: usize| before(5) + e;
        let quota = |q: usize| before(6) + q;
        let ends_before = |page: usize| {
            let ends = questionnaire.ends.iter().enumerate();
            ends.filter(move |(_, it)| it.after < page).map(move |(e, _)| end(e))
        };
        let node = |name: &str| match questionnaire.find_slot(name) {
            _ if questionnaire.find_repeat(name).is_some() => {
                questionnaire.find_repeat(name).map(repeat)
            }
            found => found.map(slot),
        };
        // `jr:choice-name` tells labels, with the answers that are in them.
        let in_labels = |name: &str| -> Vec<usize> {
            let of = questionnaire.find_slot(name).map(|s| questionnaire.slots[s].question);
            let list = of.and_then(|q| questionnaire.questions[q].list);
            let choices = list.map_or(&[][..], |list| &questionnaire.lists[list]);
            let texts = choices.iter().flat_map(|choice| choice.label.all());
            texts.flat_map(references::names).filter_map(node).collect()
        };
        let needs = |expr: Option<&Expr>| -> Vec<usize> {
            let references = expr.into_iter().flat_map(Expr::references);
            references
                .flat_map(|it| {
                    let labels = if it.quoted { in_labels(&it.name) } else { Vec::new() };
                    node(&it.name).into_iter().chain(labels)
                })
                .collect()
        };

        let mut graph = Self { nodes: Vec::new(), edges: Vec::new() };
        for (p, it) in questionnaire.parts.iter().enumerate() {
            let mut edges: Vec<usize> = it.part.map(part).into_iter().collect();
            edges.extend(needs(it.relevant.as_ref()));
            graph.add(Step::Part(p), edges);
        }
        for (p, it) in questionnaire.pages.iter().enumerate() {
            let mut edges = needs(it.relevant.as_ref());
            edges.extend(it.part.map(part));
            edges.extend(ends_before(p));
            let quotas = questionnaire.quotas.iter().enumerate();
            edges.extend(quotas.filter(|(_, it)| it.skips.contains(&p)).map(|(q, _)| quota(q)));
            graph.add(Step::Page(p), edges);
        }
        for (q, it) in questionnaire.questions.iter().enumerate() {
            let around = it.around.map(|around| match questionnaire.questions[around].repeats {
                Some(r) => repeat(r),
                None => question(around),
            });
            let mut edges = vec![around.unwrap_or_else(|| page(it.page))];
            edges.extend(needs(it.relevant.as_ref()));
            graph.add(Step::Question(q), edges);
        }
        for (s, it) in questionnaire.slots.iter().enumerate() {
            let of = &questionnaire.questions[it.question];
            let mut edges = vec![question(it.question)];
            edges.extend(needs(it.relevant.as_ref()));
            edges.extend(needs(it.calculation.as_ref()));
            edges.extend(needs(of.choice_filter.as_ref()));
            // Where answers are offered, a filter sees what stands beside them, also by the bare name.
            if let (Some(_), Some(filter)) = (of.offers, &of.choice_filter) {
                edges.extend(filter.names().iter().filter_map(|it| node(&it.name)));
            }
            edges.extend(of.offers.map(slot));
            graph.add(Step::Slot(s), edges);
        }
        for (r, it) in questionnaire.repeats.iter().enumerate() {
            let counts = questionnaire.questions[it.question].slots.start;
            let first = if it.counts_itself { question(it.question) } else { slot(counts) };
            graph.add(Step::Repeat(r), vec![first]);
        }
        for (e, it) in questionnaire.ends.iter().enumerate() {
            let edges = match &it.when {
                Ending::When(_, when) => {
                    needs(Some(when)).into_iter().chain([page(it.after)]).collect()
                }
                Ending::Quota(q) => vec![quota(*q)],
            };
            graph.add(Step::End(e), edges);
        }
        for (q, it) in questionnaire.quotas.iter().enumerate() {
            let edges = needs(it.when.as_ref()).into_iter().chain(ends_before(it.after)).collect();
            graph.add(Step::Quota(q), edges);
        }
        graph
    }

    fn add(&mut self, step: Step, edges: Vec<usize>) {
        self.nodes.push(step);
        self.edges.push(edges);
    }
}
