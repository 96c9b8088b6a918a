//! The dependency graph: what must be computed before what, and cycles with their path.

use super::super::Questionnaire;
use super::super::expr::Expr;
use super::super::questionnaire::Step;
use super::Found;

/// All steps, each after those it depends on; `None` when there is a cycle.
pub(super) fn steps(questionnaire: &Questionnaire, found: &mut Found) -> Option<Vec<Step>> {
    let graph = Graph::new(questionnaire);
    let mut order = Vec::with_capacity(graph.nodes.len());
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
                order.push(graph.nodes[node]);
                path.pop();
            }
        }
    }
    (!cyclic).then_some(order)
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
        let name = match step {
            Step::Page(p) => format!("page {}", questionnaire.pages[*p].name),
            Step::Question(q) => questionnaire.questions[*q].definition.name.clone(),
            Step::Slot(s) => questionnaire.slots[*s].name.clone(),
            Step::End(e) => format!("end {}", questionnaire.ends[*e].definition.name),
        };
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

fn place(questionnaire: &Questionnaire, step: Step) -> String {
    let of_question = |q: usize| {
        let question = &questionnaire.questions[q];
        let page = &questionnaire.pages[question.page];
        format!("pages[{}].questions[{}]", question.page, q - page.questions.start)
    };
    match step {
        Step::Page(p) => format!("pages[{p}].relevant"),
        Step::Question(q) => of_question(q),
        Step::Slot(s) => of_question(questionnaire.slots[s].question),
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
        let (pages, questions) = (questionnaire.pages.len(), questionnaire.questions.len());
        let slots = questionnaire.slots.len();
        let page = |p: usize| p;
        let question = |q: usize| pages + q;
        let slot = |s: usize| pages + questions + s;
        let end = |e: usize| pages + questions + slots + e;
        let needs = |expr: Option<&Expr>| -> Vec<usize> {
            let references = expr.into_iter().flat_map(Expr::references);
            references.filter_map(|r| questionnaire.find_slot(&r.name)).map(slot).collect()
        };

        let mut graph = Self { nodes: Vec::new(), edges: Vec::new() };
        for (p, it) in questionnaire.pages.iter().enumerate() {
            let mut edges = needs(it.relevant.as_ref());
            let earlier = questionnaire.ends.iter().enumerate().filter(|(_, e)| e.after < p);
            edges.extend(earlier.map(|(e, _)| end(e)));
            graph.add(Step::Page(p), edges);
        }
        for (q, it) in questionnaire.questions.iter().enumerate() {
            let mut edges = vec![page(it.page)];
            edges.extend(needs(it.relevant.as_ref()));
            graph.add(Step::Question(q), edges);
        }
        for (s, it) in questionnaire.slots.iter().enumerate() {
            let mut edges = vec![question(it.question)];
            edges.extend(needs(it.relevant.as_ref()));
            edges.extend(needs(it.calculation.as_ref()));
            edges.extend(needs(questionnaire.questions[it.question].choice_filter.as_ref()));
            graph.add(Step::Slot(s), edges);
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
