//! Parsing: every expression and text once, slots numbered, references resolved.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::defaults::is_worked_out;
use super::super::expr::Expr;
use super::super::kind::kind;
use super::super::model::{
    self, Choice, ChoiceList, Definition, Flag, KindName, Limit, OR_OTHER, Text,
};
use super::super::problem::remark;
use super::super::questionnaire::{
    Bound, End, Holds, Page, Part, Question, Repeat, Section, Slot, Start, Switch, Texts,
};
use super::super::quota::{Ending, FILLED, Quota};
use super::super::table;
use super::Found;
use super::expressions::{Expressions, Sees};
use super::quotas;
use super::tree::{QuestionNode, Tree};

/// The questionnaire with everything parsed; what cannot be parsed is reported and left out.
pub(super) fn questionnaire(definition: Definition, found: &mut Found) -> Questionnaire {
    let tree = Tree::new(&definition);
    let mut build = Build {
        languages: &definition.languages,
        expressions: Expressions::new(&definition, &tree, found),
        definition: &definition,
    };
    let mut parts: Vec<Part> = Vec::with_capacity(tree.parts.len());
    for node in &tree.parts {
        parts.push(Part {
            name: node.part.name.clone(),
            relevant: build.relevant(node.part.relevant.as_ref(), &node.place, 0),
            read_only: build.locked(&node.part.read_only, &node.place),
            part: node.around,
            is_core: node.part.core || node.around.is_some_and(|around| parts[around].is_core),
        });
    }
    let (mut questions, slots) = build.questions(&tree);
    let appearances: Vec<&str> = tree.pages.iter().map(|p| p.page.appearance.as_str()).collect();
    table::mark(&mut questions, &appearances);
    // Of two with one name, the first has it; the other is an error.
    let index: FxHashMap<String, usize> =
        slots.iter().enumerate().rev().map(|(i, slot)| (slot.name.clone(), i)).collect();
    let mut by_name: Vec<usize> = index.values().copied().collect();
    by_name.sort_unstable_by_key(|&slot| &slots[slot].name);
    let (sections, section_of) = sections(&definition, &tree);
    let mut pages = Vec::with_capacity(tree.pages.len());
    let mut next = 0;
    for (p, node) in tree.pages.iter().enumerate() {
        let first = next;
        next += questions[first..].iter().take_while(|question| question.page == p).count();
        pages.push(Page {
            name: node.page.name.clone(),
            part: node.part,
            section: section_of[p],
            title: Texts::parse(&node.page.title, &definition.languages),
            intro: Texts::parse(&node.page.intro, &definition.languages),
            relevant: build.relevant(node.page.relevant.as_ref(), &node.place, p),
            read_only: build.locked(&node.page.read_only, &node.place),
            is_core: node.page.core || node.part.is_some_and(|part| parts[part].is_core),
            is_live: is_live(&questions[first..next], &slots, &index),
            questions: first..next,
        });
    }
    let quotas = quotas::build(&mut build.expressions, &definition, &tree, &slots, &section_of);
    let ends = build.ends(&tree, &quotas);
    let lists = lists(&definition, &tree);
    build.expressions.unused_lists(&tree);
    let containers = build.expressions.containers();
    let instances = definition.lists.keys().cloned().zip(0..).collect();
    drop(build);
    let mut questionnaire = Questionnaire {
        repeats: repeats(&questions, &tree),
        sections,
        parts,
        pages,
        questions,
        slots,
        ends,
        quotas,
        index,
        by_name,
        containers,
        lists,
        instances,
        steps: Vec::new(),
        extents: Vec::new(),
        room: 0,
        incomplete: Vec::new(),
        definition,
    };
    questionnaire.room = questionnaire.reckon_room();
    questionnaire
}

/// The written-out lists as they are shown: a choice without a label has its value for one, and
/// XLSForm's `or_other` adds a choice that the author need not write.
fn lists(definition: &Definition, tree: &Tree<'_>) -> Vec<Vec<Choice>> {
    let adds_other = |name: &String| {
        let mut questions = tree.questions.iter().map(|node| node.question);
        questions.any(|q| q.choices.as_ref() == Some(name) && q.other.as_deref() == Some(OR_OTHER))
    };
    let shown = |(name, list): (&String, &ChoiceList)| {
        let ChoiceList::Written(choices) = list else { return Vec::new() };
        let mut choices = choices.clone();
        for choice in choices.iter_mut().filter(|choice| choice.label.is_absent()) {
            choice.label = Text::Same(choice.value.clone());
        }
        if adds_other(name) && choices.iter().all(|choice| choice.value != OR_OTHER) {
            let labels = [("de", "Anderes"), ("en", "Other")];
            let labels = labels.map(|(language, label)| (language.to_owned(), label.to_owned()));
            let (value, label) = (OR_OTHER.to_owned(), Text::By(labels.into()));
            choices.push(Choice { value, label, ..Choice::default() });
        }
        choices
    };
    definition.lists.iter().map(shown).collect()
}

/// Whether something on a page with these questions is asked, offered or worked out from an answer on
/// the same page. Not where an answer says how many instances of a repeat there are: new ones come
/// with "Next".
fn is_live(questions: &[Question], slots: &[Slot], index: &FxHashMap<String, usize>) -> bool {
    let on_page = |expr: &Expr| {
        let mut given = expr.references().iter().filter_map(|it| index.get(&it.name));
        given.any(|slot| questions.iter().any(|question| question.slots.contains(slot)))
    };
    let slots = |q: &Question| slots[q.slots.clone()].iter();
    let counted = |q: &Question| {
        q.repeats.is_some() && slots(q).filter_map(|slot| slot.calculation.as_ref()).any(on_page)
    };
    let follows = |q: &Question| {
        let own = [&q.relevant, &q.choice_filter];
        let of_slots = slots(q).flat_map(|slot| [&slot.relevant, &slot.calculation]);
        q.is_visible() && own.into_iter().chain(of_slots).flatten().any(on_page)
    };
    questions.iter().any(follows) && !questions.iter().any(counted)
}

fn repeats(questions: &[Question], tree: &Tree<'_>) -> Vec<Repeat> {
    let own = tree.questions.iter().zip(0..).filter(|(node, _)| node.is_repeat.is_some());
    own.map(|(node, question)| {
        let inside = |q: &usize| questions[*q].repeat == node.is_repeat;
        let inside: Vec<usize> = (0..questions.len()).filter(inside).collect();
        let slots = inside.iter().map(|&q| questions[q].slots.len()).sum();
        Repeat { question, outer: node.repeat, inside, slots, counts_itself: false }
    })
    .collect()
}

/// The sections and the section of each page. Where the author names none, the outermost titled
/// pages that hold pages are the sections.
fn sections(definition: &Definition, tree: &Tree<'_>) -> (Vec<Section>, Vec<usize>) {
    let mut of_page = Vec::with_capacity(tree.pages.len());
    if !definition.sections.is_empty() {
        let mut last = 0;
        for node in &tree.pages {
            let mut named = Some(node.page.section.as_str()).filter(|name| !name.is_empty());
            let mut part = node.part;
            while let (None, Some(around)) = (named, part) {
                named = Some(tree.parts[around].part.section.as_str()).filter(|n| !n.is_empty());
                part = tree.parts[around].around;
            }
            let found = definition.sections.iter().position(|s| Some(s.name.as_str()) == named);
            last = found.unwrap_or(last);
            of_page.push(last);
        }
        let sections = definition.sections.iter();
        let section = |s: &model::Section| Section { name: s.name.clone(), title: s.title.clone() };
        return (sections.map(section).collect(), of_page);
    }
    let mut sections: Vec<Section> = Vec::new();
    let mut begun = None;
    for node in &tree.pages {
        let top = &definition.pages[node.outermost];
        let is_section = !top.pages.is_empty() && !top.title.is_absent();
        if is_section && begun != Some(node.outermost) {
            begun = Some(node.outermost);
            sections.push(Section { name: top.name.clone(), title: top.title.clone() });
        } else if sections.is_empty() {
            let (name, title) = (definition.name.clone(), definition.title.clone());
            sections.push(Section { name, title });
        }
        of_page.push(sections.len() - 1);
    }
    if sections.is_empty() {
        let (name, title) = (definition.name.clone(), definition.title.clone());
        sections.push(Section { name, title });
    }
    (sections, of_page)
}

struct Build<'d, 'f> {
    definition: &'d Definition,
    languages: &'d [String],
    expressions: Expressions<'d, 'f>,
}

impl Build<'_, '_> {
    fn questions(&mut self, tree: &Tree<'_>) -> (Vec<Question>, Vec<Slot>) {
        let mut questions: Vec<Question> = Vec::with_capacity(tree.questions.len());
        let mut slots: Vec<Slot> = Vec::new();
        let mut numeric: HashSet<String> = HashSet::new();
        // Questions and slots met so far in each repeat.
        let mut met = vec![(0, 0); tree.repeats];
        for (number, node) in tree.questions.iter().enumerate() {
            let first = slots.len();
            for new in kind(node.question.kind).slots(node.question) {
                let row = new.part.filter(|_| !node.question.rows.is_empty());
                let at = row.map_or(node.place.clone(), |row| format!("{}/rows/{row}", node.place));
                let is_main = slots.len() == first;
                let calculation = is_main.then(|| self.calculation(node)).flatten();
                let gives_number =
                    |it: &Expr| it.gives_number(&|name: &str| numeric.contains(name));
                let holds = match (node.question.kind, new.holds) {
                    (KindName::Calculate, Holds::Text)
                        if calculation.as_ref().is_some_and(gives_number) =>
                    {
                        Holds::Decimal
                    }
                    (_, holds) => holds,
                };
                if matches!(holds, Holds::Integer | Holds::Decimal) {
                    numeric.insert(new.name.clone());
                }
                slots.push(Slot {
                    relevant: self.relevant(new.relevant.as_ref(), &at, node.page),
                    calculation,
                    name: new.name,
                    question: number,
                    part: new.part,
                    holds,
                });
            }
            let mut question = self.question(node, first..slots.len());
            if let Some((asked, held)) = node.repeat.map(|repeat| &mut met[repeat]) {
                (question.number, question.first_slot) = (*asked, *held);
                *asked += 1;
                *held += question.slots.len();
            }
            questions.push(question);
        }
        (questions, slots)
    }

    fn relevant(&mut self, source: Option<&String>, place: &str, page: usize) -> Option<Expr> {
        let place = format!("{place}/relevant");
        self.expressions.parse(source, &place, page, Sees::NOTHING)
    }

    /// What computes the value of a question's first slot on every request.
    fn calculation(&mut self, node: &QuestionNode<'_>) -> Option<Expr> {
        let (key, source) = match node.question.kind {
            KindName::Repeat => ("count", node.question.count.as_ref()),
            _ if node.question.trigger.is_empty() => {
                ("calculation", node.question.calculation.as_ref())
            }
            _ => return None,
        };
        self.expressions.parse(source, &format!("{}/{key}", node.place), node.page, Sees::THIS)
    }

    fn question(&mut self, node: &QuestionNode<'_>, slots: std::ops::Range<usize>) -> Question {
        let (question, place, page) = (node.question, &node.place, node.page);
        let list = question.choices.as_deref().filter(|name| !name.starts_with("${"));
        let filter = Sees { this: false, attributes: Some(list) };
        let parts = question.parts.iter().enumerate();
        let relevant = self.relevant(question.relevant.as_ref(), place, page);
        let choice_filter = self.expressions.parse(
            question.choice_filter.as_ref(),
            &format!("{place}/choice_filter"),
            page,
            filter,
        );
        self.expressions.cascade(node, choice_filter.as_ref(), relevant.as_ref());
        Question {
            purpose: question.kind.purpose(),
            page,
            fault: None,
            around: node.around,
            repeat: node.repeat,
            repeats: node.is_repeat,
            table: None,
            number: 0,
            first_slot: 0,
            label: Texts::parse(&question.label, self.languages),
            hint: Texts::parse(&question.hint, self.languages),
            guidance: Texts::parse(&question.guidance, self.languages),
            relevant,
            required: self.switch(
                &question.required,
                &format!("{place}/required"),
                page,
                Sees::THIS,
            ),
            read_only: self.switch(
                &question.read_only,
                &format!("{place}/read_only"),
                page,
                Sees::THIS,
            ),
            default: self.start(node).filter(|_| kind(question.kind).takes_default()),
            trigger: self.trigger(node),
            seed: self.expressions.parse(
                question.seed.as_ref(),
                &format!("{place}/seed"),
                page,
                Sees::NOTHING,
            ),
            offers: self.offers(node),
            constraint: self.expressions.parse(
                question.constraint.as_ref(),
                &format!("{place}/constraint"),
                page,
                Sees::THIS,
            ),
            choice_filter,
            min: self.bound(question.min.as_ref(), &format!("{place}/min"), page, &question.name),
            max: self.bound(question.max.as_ref(), &format!("{place}/max"), page, &question.name),
            parts: parts
                .map(|(i, part)| {
                    let place = format!("{place}/parts/{i}");
                    (
                        self.bound(part.min.as_ref(), &format!("{place}/min"), page, &part.name),
                        self.bound(part.max.as_ref(), &format!("{place}/max"), page, &part.name),
                    )
                })
                .collect(),
            list: list.and_then(|name| self.definition.lists.keys().position(|n| n == name)),
            slots,
            definition: question.clone(),
        }
    }

    /// Whether a page, or several, is only to be read.
    fn locked(&mut self, flag: &Flag, place: &str) -> Switch {
        self.switch(flag, &format!("{place}/read_only"), usize::MAX, Sees::NOTHING)
    }

    fn switch(&mut self, flag: &Flag, place: &str, page: usize, sees: Sees<'_>) -> Switch {
        match flag {
            Flag::Fixed(false) => Switch::Never,
            Flag::Fixed(true) => Switch::Always,
            Flag::When(source) => {
                let expr = self.expressions.parse(Some(source), place, page, sees);
                expr.map_or(Switch::Never, Switch::When)
            }
        }
    }

    fn start(&mut self, node: &QuestionNode<'_>) -> Option<Start> {
        let source = node.question.default.as_ref()?;
        if !is_worked_out(source) {
            return Some(Start::Literal(source.clone()));
        }
        let place = format!("{}/default", node.place);
        if self.definition.is_imported()
            && !source.contains("${")
            && let Err(fault) = Expr::parse(source)
        {
            // Other tools look at it in the field only.
            let hint = fault.hint.map(|hint| *hint);
            self.expressions.found.warning(place, fault.what).hint = hint;
            return None;
        }
        let expr = self.expressions.parse(Some(source), &place, usize::MAX, Sees::THIS)?;
        Some(Start::Expr(expr))
    }

    fn trigger(&mut self, node: &QuestionNode<'_>) -> Option<(Vec<usize>, Option<Expr>)> {
        if node.question.trigger.is_empty() {
            return None;
        }
        let place = format!("{}/trigger", node.place);
        let slots = self.expressions.slots_named(&node.question.trigger, &place);
        let place = format!("{}/calculation", node.place);
        let source = node.question.calculation.as_ref();
        let expr = self.expressions.parse(source, &place, usize::MAX, Sees::THIS);
        // A calculation with an error is not none.
        (source.is_none() || expr.is_some()).then_some((slots, expr))
    }

    /// The slot whose answers are offered, of `choices: "${name}"`.
    fn offers(&mut self, node: &QuestionNode<'_>) -> Option<usize> {
        let name = node.question.choices.as_deref()?.strip_prefix("${")?.strip_suffix('}')?;
        let place = format!("{}/choices", node.place);
        self.expressions.slots_named(&[name.trim().to_owned()], &place).first().copied()
    }

    /// The bound of the variable called `name`.
    fn bound(
        &mut self,
        limit: Option<&Limit>,
        place: &str,
        page: usize,
        name: &str,
    ) -> Option<Bound> {
        let source = match limit? {
            Limit::Number(number) => return Some(Bound::Number(*number)),
            Limit::Expression(source) => source,
        };
        let expr = self.expressions.parse(Some(source), place, page, Sees::NOTHING)?;
        // Every number is as large as itself.
        if expr.references().iter().any(|reference| reference.name == name) {
            self.expressions.found.error(place, remark!("bound-of-itself"));
        }
        Some(Bound::Expr(expr))
    }

    fn ends(&mut self, tree: &Tree<'_>, quotas: &[Quota]) -> Vec<End> {
        let mut ends = Vec::new();
        for (e, end) in self.definition.ends.iter().enumerate() {
            let Some(after) = tree.pages.iter().position(|node| node.page.name == end.after) else {
                continue;
            };
            let place = format!("/ends/{e}/when");
            let when = self.expressions.parse(Some(&end.when), &place, after, Sees::NOTHING);
            if let Some(when) = when {
                let text = Texts::parse(&end.text, self.languages);
                let (definition, when) = (end.clone(), Ending::When(e, when));
                ends.push(End { definition, fault: None, after, when, text });
            }
        }
        ends.extend(quotas.iter().zip(0..).filter(|(it, _)| it.definition.skip.is_empty()).map(
            |(quota, q)| {
                let model::Quota { name, id, when, title, text, .. } = quota.definition.clone();
                let text_of = Texts::parse(&text, self.languages);
                let definition = model::End {
                    name,
                    id,
                    after: tree
                        .pages
                        .get(quota.after)
                        .map_or_else(String::new, |it| it.page.name.clone()),
                    when,
                    title,
                    text,
                    keep: false,
                    disposition: FILLED.to_owned(),
                };
                let when = Ending::Quota(q);
                End { definition, fault: None, after: quota.after, when, text: text_of }
            },
        ));
        ends
    }
}
