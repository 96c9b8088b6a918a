//! Lists and files share one space of names, in which an expression finds them:
//! `instance('towns')`. Two things with one name would hide each other.

use crate::engine::problem::remark;
use std::collections::BTreeMap;

use super::form::XlsForm;
use super::table::SheetProblems;
use super::tree::FormItem;
use super::types::{SelectKind, Type};

/// Cells that may call `pulldata`.
const EXPRESSIONS: [&str; 7] =
    ["calculation", "constraint", "read_only", "required", "relevant", "choice_filter", "default"];

/// What has a name.
#[derive(PartialEq)]
enum NameGiver {
    /// A list of the sheet `choices`.
    Choices,
    File(String),
}

impl NameGiver {
    fn file(&self) -> Option<&str> {
        match self {
            Self::Choices => None,
            Self::File(file) => Some(file),
        }
    }
}

/// Checks that no two of them have one name.
pub(super) fn check(form: &XlsForm, found: &mut SheetProblems) {
    let searched = searched_lists(form, found);
    let mut sources: BTreeMap<String, NameGiver> = BTreeMap::new();
    for (list, _) in &form.choices.lists {
        if !searched.contains(&list.as_str()) {
            sources.insert(list.clone(), NameGiver::Choices);
        }
    }
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for item in form.items.iter().flat_map(FormItem::all) {
        for (name, source, field) in named_by(form, item) {
            if let Some(other) = sources.get(&name)
                && *other != source
            {
                let what = match (source.file(), other.file()) {
                    (Some(file), Some(other)) => remark!("form-two-files", name, file, other),
                    (file, other) => {
                        remark!("form-list-and-file", name, file = file.or(other))
                    }
                };
                found
                    .error(form.survey.place(item.row.number, Some(field)), what)
                    .hint(remark!("form-rename-one"));
            }
            sources.entry(name).or_insert(source);
        }
        if is_external(item)
            && let Some(first) = files.insert(&item.name, item.row.number)
        {
            let message = remark!("form-file-twice", name = item.name, first);
            found.error(form.survey.place(item.row.number, Some("name")), message);
        }
    }
}

fn is_external(item: &FormItem) -> bool {
    matches!(&item.kind, Some(Type::Plain(known)) if known.name.ends_with("-external"))
}

/// The files that expressions look into, and rows that name one, with the names they are known by.
pub(super) fn tables(form: &XlsForm) -> BTreeMap<String, String> {
    let named = form.items.iter().flat_map(FormItem::all).flat_map(|item| named_by(form, item));
    let files = named.filter_map(|(name, source, _)| match source {
        NameGiver::File(file) => Some((name, file)),
        NameGiver::Choices => None,
    });
    files.filter(|(name, file)| is_name_of_file(name) && !file.contains("${")).collect()
}

/// Whether a text can be a file's name: what `pulldata` is given may be an expression.
fn is_name_of_file(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    !name.is_empty() && name.chars().all(plain)
}

/// What a row gives a name to: the name, what it is, and the field that does so.
fn named_by(form: &XlsForm, item: &FormItem) -> Vec<(String, NameGiver, &'static str)> {
    let mut named = Vec::new();
    for field in EXPRESSIONS {
        for file in form.survey.cell(&item.row, field).map(pulled).unwrap_or_default() {
            let file = file.strip_suffix(".csv").unwrap_or(&file).to_owned();
            named.push((file.clone(), NameGiver::File(format!("{file}.csv")), field));
        }
    }
    match &item.kind {
        Some(Type::Select(select)) => {
            if let Some((stem, _)) = select.file().and_then(|file| file.rsplit_once('.')) {
                named.push((stem.to_owned(), NameGiver::File(select.list.clone()), "type"));
            }
        }
        Some(Type::Plain(known)) if is_external(item) => {
            let extension = known.name.trim_end_matches("-external");
            let file = NameGiver::File(format!("{}.{extension}", item.name));
            named.push((item.name.clone(), file, "type"));
        }
        _ => {}
    }
    named
}

/// The files that calls of `pulldata` name.
fn pulled(expression: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut rest = expression;
    while let Some((_, after)) = rest.split_once("pulldata") {
        rest = after;
        if let Some(arguments) = after.trim_start().strip_prefix('(')
            && let Some((file, _)) = arguments.split_once(',')
        {
            files.push(file.replace(['\'', '"'], "").trim().to_owned());
        }
    }
    files
}

/// The lists that only stand in for a file: with the appearance `search(…)` other tools look the
/// choices up. Such a list serves no other question.
fn searched_lists<'f>(form: &'f XlsForm, found: &mut SheetProblems) -> Vec<&'f str> {
    let mut searched: Vec<(&str, &FormItem)> = Vec::new();
    let mut plain: Vec<(&str, &FormItem)> = Vec::new();
    for item in form.items.iter().flat_map(FormItem::all) {
        let Some(Type::Select(select)) = &item.kind else { continue };
        if select.kind == SelectKind::External {
            continue;
        }
        let appearance = form.survey.cell(&item.row, "appearance").unwrap_or_default();
        let search = appearance.split_once("search(").is_some_and(|(_, rest)| rest.contains(')'));
        if !search {
            // A shuffled list is a copy.
            if !item.parameters.contains_key("randomize") {
                plain.push((&select.list, item));
            }
            continue;
        }
        if let Some(file) = select.file() {
            let cell = form.survey.place(item.row.number, Some("appearance"));
            let message = remark!("form-search-and-file", file);
            found.error(cell, message).hint(remark!("form-remove-one"));
        }
        searched.push((&select.list, item));
    }
    for (list, item) in &searched {
        if let Some((_, other)) = plain.iter().find(|(used, _)| used == list) {
            let cell = form.survey.place(item.row.number, Some("appearance"));
            let message = remark!("form-search-replaces", list, name = other.name);
            found.error(cell, message).hint(remark!("form-own-list"));
        }
    }
    searched.into_iter().map(|(list, _)| list).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn pulled_files_are_found() {
        let files = super::pulled("pulldata('a', 'b', 'c', 1) + pulldata ( \"d\" , x)");
        assert_eq!(files, ["a", "d"]);
        assert!(super::pulled("pulldata").is_empty());
    }
}
