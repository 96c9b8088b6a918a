//! The dependency graph: what must be computed before what, and cycles with their path.

use super::super::Questionnaire;
use super::super::expr::Expr;
use super::super::questionnaire::{Planned, Step};
use super::Found;
use super::tree::Tree;

/// All steps, each after those it depends on; `None` when there is a cycle.
pub(super) fn steps(questionnaire: &Questionnaire, found: &mut Found) -> Option<Vec<Planned>> {
    let graph = Graph::new(questionnaire);
    let mut order = Vec::with_capacity(graph.nodes.len());
    let mut turns = vec![0; graph.nodes.len()];
    let mut state = vec![State::New; graph.nodes.len()];
    let mut cyclic = false;
    for start in 0..graph.nodes.len() {
        if state[start] != State::New {
            continue;
        }
        // Depth first without recursion: a chain of ten thousand calculations must not overflow.
        let mut path = vec![(start, 0)];
        state[start] = State::Open;
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&needed) = graph.edges[node].get(*next) {
                *next += 1;
                match state[needed] {
                    State::New => {
                        state[needed] = State::Open;
                        path.push((needed, 0));
                    }
                    State::Open => {
                        cyclic = true;
                        report(questionnaire, &graph, &path, needed, found);
                    }
                    State::Done => {}
                }
            } else {
                state[node] = State::Done;
                turns[node] = order.len();
                order.push(node);
                path.pop();
            }
        }
    }
    let planned = |node: usize| Planned {
        step: graph.nodes[node],
        needs: graph.edges[node].iter().map(|&needed| turns[needed]).collect(),
    };
    (!cyclic).then(|| order.into_iter().map(planned).collect())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn report(
    questionnaire: &Questionnaire,
    graph: &Graph,
    path: &[(usize, usize)],
    back_to: usize,
    found: &mut Found,
) {
    let begin = path.iter().position(|(node, _)| *node == back_to).unwrap_or(0);
    let cycle: Vec<Step> = path[begin..].iter().map(|(node, _)| graph.nodes[*node]).collect();
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
    found
        .error(place(questionnaire, graph.nodes[back_to]), format!("cycle: {}", names.join(" → ")))
        .hint("a condition or calculation may not depend on its own result");
}

fn name(questionnaire: &Questionnaire, step: Step) -> String {
    match step {
        Step::Part(p) => format!("pages {}", questionnaire.parts[p].name),
        Step::Page(p) => format!("page {}", questionnaire.pages[p].name),
        Step::Question(q) => questionnaire.questions[q].definition.name.clone(),
        Step::Slot(s) => questionnaire.slots[s].name.clone(),
        Step::Repeat(r) => {
            let question = questionnaire.repeats[r].question;
            questionnaire.questions[question].definition.name.clone()
        }
        Step::End(e) => format!("end {}", questionnaire.ends[e].definition.name),
    }
}

fn place(questionnaire: &Questionnaire, step: Step) -> String {
    let tree = Tree::new(&questionnaire.definition);
    match step {
        Step::Part(p) => format!("{}.relevant", tree.parts[p].place),
        Step::Page(p) => format!("{}.relevant", tree.pages[p].place),
        Step::Question(q) => tree.questions[q].place.clone(),
        Step::Slot(s) => tree.questions[questionnaire.slots[s].question].place.clone(),
        Step::Repeat(r) => tree.questions[questionnaire.repeats[r].question].place.clone(),
        Step::End(e) => format!("ends[{e}].when"),
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
        ];
        let before = |kind: usize| offsets[..kind].iter().sum::<usize>();
        let part = |p: usize| p;
        let page = |p: usize| before(1) + p;
        let question = |q: usize| before(2) + q;
        let slot = |s: usize| before(3) + s;
        let repeat = |r: usize| before(4) + r;
        let end = |e: usize| before(5) + e;
        let node = |name: &str| match questionnaire.find_slot(name) {
            _ if questionnaire.find_repeat(name).is_some() => {
                questionnaire.find_repeat(name).map(repeat)
            }
            found => found.map(slot),
        };
        let needs = |expr: Option<&Expr>| -> Vec<usize> {
            let references = expr.into_iter().flat_map(Expr::references);
            references.filter_map(|reference| node(&reference.name)).collect()
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
            let earlier = questionnaire.ends.iter().enumerate().filter(|(_, e)| e.after < p);
            edges.extend(earlier.map(|(e, _)| end(e)));
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
            edges.extend(of.offers.map(slot));
            graph.add(Step::Slot(s), edges);
        }
        for (r, it) in questionnaire.repeats.iter().enumerate() {
            let counts = questionnaire.questions[it.question].slots.start;
            graph.add(Step::Repeat(r), vec![slot(counts)]);
        }
        for (e, it) in questionnaire.ends.iter().enumerate() {
            let mut edges = vec![page(it.after)];
            edges.extend(needs(Some(&it.when)));
            graph.add(Step::End(e), edges);
        }
        graph
    }

    fn add(&mut self, step: Step, edges: Vec<usize>) {
        self.nodes.push(step);
        self.edges.push(edges);
    }
}
