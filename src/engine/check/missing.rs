//! Missing codes beside the values of a question.

use rustc_hash::FxHashMap;

use super::super::Questionnaire;
use super::super::codebook::missing::MissingRange;
use super::super::codebook::{Codebook, Variable};
use super::super::problem::remark;
use super::Found;
use super::names::is_picked;
use super::tree::Tree;

/// Finds codes that stand for an answer and for none, and tells which variables have other codes than
/// -9 to -1, because they may hold those.
pub(super) fn check(questionnaire: &Questionnaire, found: &mut Found) {
    let codebook = Codebook::new(questionnaire);
    let repeated = codebook.repeats.iter().flat_map(|repeat| &repeat.variables);
    let mut moved: FxHashMap<&str, &Variable> = FxHashMap::default();
    for variable in codebook.variables.iter().chain(repeated) {
        if variable.range != MissingRange::default() {
            moved.entry(&variable.question).or_insert(variable);
        }
    }
    let mut anything: Vec<(&str, String)> = Vec::new();
    let tree = Tree::new(&questionnaire.definition);
    for (question, node) in questionnaire.questions.iter().zip(&tree.questions) {
        let definition = &question.definition;
        for code in definition.missing.iter().filter(|code| is_picked(**code)) {
            let value = code.to_string();
            if questionnaire.choices(question).iter().any(|choice| choice.value == value) {
                found
                    .error(format!("{}/missing", node.place), remark!("missing-is-value", value))
                    .hint(remark!("missing-picked"));
            }
        }
        if let Some(variable) = moved.get(definition.name.as_str()) {
            let (name, range) = (variable.name.as_str(), variable.range);
            if range == MissingRange::FAR {
                anything.push((name, node.place.clone()));
                continue;
            }
            let what =
                remark!("missing-moved", name, first = range.code(-9), last = range.code(-1));
            found.warning(node.place.clone(), what).hint(remark!("missing-beside"));
        }
    }
    // Told once: forms of other tools seldom bound a number.
    let names: Vec<&str> = anything.iter().map(|(name, _)| *name).collect();
    if let Some((_, place)) = anything.first() {
        let (first, last) = (MissingRange::FAR.code(-9), MissingRange::FAR.code(-1));
        let what = remark!("missing-anything", names = names.join(", "), first, last);
        found.warning(place.clone(), what).hint(remark!("missing-far"));
    }
}
