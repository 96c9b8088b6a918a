//! Ids: each is one thing's only, among things of its sort.

use std::collections::HashMap;

use super::super::identity::Identity;
use super::super::model::{ChoiceList, Definition};
use super::super::problem::{remark, token};
use super::Found;
use super::tree::Tree;

pub(super) fn check(definition: &Definition, found: &mut Found) {
    let tree = Tree::new(definition);
    let mut sections = Ids::default();
    for (s, section) in definition.sections.iter().enumerate() {
        sections.add(section, &format!("/sections/{s}"), found);
    }
    let mut pages = Ids::default();
    for node in &tree.parts {
        pages.add(node.part, &node.place, found);
    }
    for node in &tree.pages {
        pages.add(node.page, &node.place, found);
    }
    let mut variables = Ids::default();
    for node in &tree.questions {
        let place = &node.place;
        variables.add(node.question, place, found);
        for (r, row) in node.question.rows.iter().enumerate() {
            variables.add(row, &format!("{place}/rows/{r}"), found);
        }
        for (p, part) in node.question.parts.iter().enumerate() {
            variables.add(part, &format!("{place}/parts/{p}"), found);
        }
    }
    let mut ends = Ids::default();
    for (e, end) in definition.ends.iter().enumerate() {
        ends.add(end, &format!("/ends/{e}"), found);
    }
    let mut quotas = Ids::default();
    for (q, quota) in definition.quotas.iter().enumerate() {
        quotas.add(quota, &format!("/quotas/{q}"), found);
    }
    for (name, list) in &definition.lists {
        let ChoiceList::Written(list) = list else { continue };
        let mut choices = Ids::default();
        for (c, choice) in list.iter().enumerate() {
            choices.add(choice, &format!("/lists/{}/{c}", token(name)), found);
        }
    }
}

/// The ids of things of one sort, each with the first that has it: its place, and whether it says so
/// itself.
#[derive(Default)]
struct Ids(HashMap<String, (String, bool)>);

impl Ids {
    fn add(&mut self, thing: &impl Identity, place: &str, found: &mut Found) {
        let (id, own) = (thing.id(), thing.own_id().is_some());
        let at = format!("{place}/id");
        if own && (id.is_empty() || id.contains(char::is_whitespace)) {
            found.error(at, remark!("not-an-id", id)).hint(remark!("id-of-one-word"));
            return;
        }
        match self.0.get(id) {
            None => drop(self.0.insert(id.to_owned(), (place.to_owned(), own))),
            // Two equal names are a problem of their own.
            Some((_, false)) if !own => {}
            Some((first, _)) => {
                let message = match own {
                    true => remark!("id-twice", id),
                    false => remark!("id-of-another", id),
                };
                found.error(at, message).hint(remark!("id-comes-from", first));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::check;

    /// What is said of the small questionnaire with these ids.
    fn problems(ids: &[(&str, &str)]) -> Vec<String> {
        let mut document: Value = serde_json::from_str(include_str!("small.json")).unwrap();
        for (pointer, id) in ids {
            document.pointer_mut(pointer).unwrap()["id"] = json!(id);
        }
        let checked = check(serde_json::from_value(document).unwrap());
        checked.problems.iter().map(ToString::to_string).collect()
    }

    const PETS: &str = "/pages/0/questions/1";
    const MOVED: &str = "/pages/0/questions/2";

    #[test]
    fn ids_are_unique_among_their_sort() {
        let sound = [("/pages/0", "q7"), (PETS, "q7"), ("/ends/0", "q7"), ("/lists/yn/0", "q7")];
        assert_eq!(problems(&sound), [""; 0]);
        assert_eq!(
            problems(&[(PETS, "q7"), (MOVED, "q7")]),
            ["/pages/0/questions/2/id: error: the id `q7` exists already; \
              /pages/0/questions/1 has it; give this one an `id` of its own"]
        );
    }

    /// Whoever renames a question and gives its former name to another one must tell them apart.
    #[test]
    fn a_name_can_be_the_id_of_another() {
        let told = problems(&[(PETS, "moved")]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("without an id, `moved` has that of another"), "{told:?}");
    }

    #[test]
    fn an_id_is_one_word() {
        let told = problems(&[(PETS, "two words")]);
        assert_eq!(
            told,
            ["/pages/0/questions/1/id: error: `two words` is not an id; \
              write a word without spaces"]
        );
    }
}
