//! The columns of all versions of a survey together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::identity::{Identity, may_be_same};
use super::missing::MissingRange;
use super::{Codebook, Variable};

/// Gives what is the same in several versions of a survey one column: the name it has in the newest version that has
/// it, and the same missing codes. The versions stand in their order, the oldest first.
///
/// What is the same is told by ids; where one of two has no id of its own, by its name. What is called like another
/// thing of a newer version gets a number behind its name, so that no column holds two things.
pub fn unite<'c>(codebooks: impl Iterator<Item = &'c mut Codebook>) {
    let mut books: Vec<&mut Codebook> = codebooks.collect();
    let (mut columns, mut repeated) = (Columns::default(), Columns::default());
    for book in books.iter_mut().rev() {
        columns.name(book.variables.iter_mut().collect());
        repeated.name(book.repeats.iter_mut().flat_map(|repeat| &mut repeat.variables).collect());
        name_repeats(book);
    }
    align(books.into_iter().flat_map(|book| {
        book.variables.iter_mut().chain(book.repeats.iter_mut().flat_map(|it| &mut it.variables))
    }));
}

/// A repeat is called like the column that holds the number of its instances.
fn name_repeats(book: &mut Codebook) {
    let all = book.variables.iter().chain(book.repeats.iter().flat_map(|it| &it.variables));
    let names: HashMap<String, String> =
        all.map(|it| (it.own_name.clone(), it.name.clone())).collect();
    for repeat in &mut book.repeats {
        if let Some(name) = names.get(&repeat.own_name) {
            repeat.name.clone_from(name);
        }
    }
}

/// Variables of one name have the same missing codes everywhere.
fn align<'c>(variables: impl Iterator<Item = &'c mut Variable>) {
    let variables: Vec<&mut Variable> = variables.collect();
    let mut ranges: BTreeMap<String, MissingRange> = BTreeMap::new();
    for variable in &variables {
        let range = ranges.entry(variable.name.clone()).or_default();
        *range = variable.range.max(*range);
    }
    for variable in variables {
        variable.range = ranges.get(&variable.name).copied().unwrap_or(variable.range);
    }
}

/// The columns of the versions that were named, the newest first.
#[derive(Default)]
struct Columns {
    /// Of each its name, and the variable of the newest version.
    all: Vec<Variable>,
    by_id: HashMap<Vec<String>, usize>,
    by_name: HashMap<String, usize>,
    taken: HashSet<String>,
}

impl Columns {
    /// Names the variables of the next older version.
    fn name(&mut self, variables: Vec<&mut Variable>) {
        let mut used = HashSet::new();
        let mut left = Vec::new();
        for variable in variables {
            match self.by_id.get(&ids(variable)).copied() {
                Some(at) => self.join(variable, at, &mut used),
                None => left.push(variable),
            }
        }
        let mut alone = Vec::new();
        for variable in left {
            let same = self.by_name.get(&variable.own_name).copied();
            match same.filter(|&at| !used.contains(&at) && is_same(variable, &self.all[at])) {
                Some(at) => self.join(variable, at, &mut used),
                None => alone.push(variable),
            }
        }
        // Who can keep the own name comes first.
        alone.sort_by_key(|variable| self.taken.contains(&variable.own_name));
        for variable in alone {
            variable.name = self.free_name(&variable.own_name);
            self.all.push(variable.clone());
            self.join(variable, self.all.len() - 1, &mut used);
        }
    }

    fn join(&mut self, variable: &mut Variable, at: usize, used: &mut HashSet<usize>) {
        variable.name.clone_from(&self.all[at].name);
        self.taken.insert(variable.name.clone());
        self.by_id.entry(ids(variable)).or_insert(at);
        self.by_name.entry(variable.own_name.clone()).or_insert(at);
        used.insert(at);
    }

    fn free_name(&self, own: &str) -> String {
        let numbered = (2..).map(|number| format!("{own}_{number}"));
        let mut names = std::iter::once(own.to_owned()).chain(numbered);
        names.find(|name| !self.taken.contains(name)).unwrap_or_default()
    }
}

fn ids(variable: &Variable) -> Vec<String> {
    variable.of.iter().map(|part| part.id().to_owned()).collect()
}

/// Whether two variables of one name are the same: no id says that they are not.
fn is_same(one: &Variable, other: &Variable) -> bool {
    let same = |(one, other)| Identity::id(one) == Identity::id(other) || may_be_same(one, other);
    one.of.len() == other.of.len() && one.of.iter().zip(&other.of).all(same)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::super::{Questionnaire, check};
    use super::*;

    /// A version with these questions.
    fn version(questions: &Value) -> Questionnaire {
        let document = json!({
            "name": "homes", "version": "1", "languages": ["en"], "title": "Homes",
            "lists": {
                "first": [{ "value": "a", "id": "first", "label": "A" }, { "value": "b", "label": "B" }],
                "second": [{ "value": "z", "id": "first", "label": "A" }, { "value": "b", "label": "B" }]
            },
            "pages": [{ "name": "p", "questions": questions }]
        });
        let definition = serde_json::from_value(document).unwrap();
        check(definition).shown().unwrap()
    }

    /// The names that the variables of the questions have, version by version.
    fn names<const N: usize>(versions: [Value; N]) -> [Vec<String>; N] {
        let mut books = versions.map(|questions| Codebook::new(&version(&questions)));
        unite(books.iter_mut());
        books.map(|book| {
            let asked = book.variables.into_iter().filter(|it| it.kind.is_some());
            asked.map(|it| format!("{}→{}", it.own_name, it.name)).collect()
        })
    }

    fn text(name: &str, id: Option<&str>) -> Value {
        let mut question = json!({ "kind": "text", "name": name, "label": name });
        if let Some(id) = id {
            question["id"] = id.into();
        }
        question
    }

    #[test]
    fn what_has_one_id_is_called_as_in_the_newest_version() {
        let versions = [
            json!([text("age", None)]),
            json!([text("years", Some("age"))]),
            json!([text("how_old", Some("age")), text("town", None)]),
        ];
        assert_eq!(
            names(versions),
            [vec!["age→how_old"], vec!["years→how_old"], vec!["how_old→how_old", "town→town"]]
        );
    }

    #[test]
    fn exchanged_names_are_told_apart() {
        let versions = [
            json!([text("a", None), text("b", None)]),
            json!([text("b", Some("a")), text("a", Some("b"))]),
        ];
        assert_eq!(names(versions), [["a→b", "b→a"], ["b→b", "a→a"]]);
    }

    #[test]
    fn what_is_called_like_another_thing_has_a_column_of_its_own() {
        let versions = [
            json!([text("town", Some("old")), text("town_2", None)]),
            json!([text("town", Some("new"))]),
        ];
        assert_eq!(names(versions), [vec!["town→town_3", "town_2→town_2"], vec!["town→town"]]);
    }

    #[test]
    fn where_one_has_no_id_the_name_tells() {
        let given = [json!([text("town", None)]), json!([text("town", Some("q7"))])];
        assert_eq!(names(given), [["town→town"], ["town→town"]]);
        // Renamed later, it is still the same; and so is the one that had no id.
        let renamed = [
            json!([text("town", None)]),
            json!([text("town", Some("q7"))]),
            json!([text("place", Some("q7"))]),
        ];
        assert_eq!(names(renamed), [["town→place"], ["town→place"], ["place→place"]]);
    }

    #[test]
    fn choices_rows_and_texts_beside_go_with_what_they_are_of() {
        let multiple = |name: &str, choices: &str| {
            json!({
                "kind": "select_multiple", "name": name, "id": "which", "label": "Which?", "other": "b",
                "choices": choices
            })
        };
        let matrix = |row: &str| {
            json!({
                "kind": "matrix", "name": "m", "label": "M", "choices": "first",
                "rows": [{ "name": row, "id": "row", "label": "R" }]
            })
        };
        let versions = [
            json!([multiple("which", "first"), matrix("r1")]),
            json!([multiple("rooms", "second"), matrix("r2")]),
        ];
        let [old, new] = names(versions);
        assert_eq!(old, ["which_a→rooms_z", "which_b→rooms_b", "which_other→rooms_other", "r1→r2"]);
        assert_eq!(new, ["rooms_z→rooms_z", "rooms_b→rooms_b", "rooms_other→rooms_other", "r2→r2"]);
    }
}
