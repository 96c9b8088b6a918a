//! What the editor shows: the questionnaire is checked, and each problem is put where it is mended.

use std::collections::HashMap;

use super::words::{saved, told};
use super::{Looking, TypedEdit, act, address, base, comments, element, hints, translations};
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::app::office::manuscripts::comments::CommentThread;
use crate::engine::edit::translation::{self, Readiness};
use crate::engine::edit::{Edit, Element};
use crate::engine::model::{Definition, Question};
use crate::engine::{Identity, Problem, Severity, check, expr};
use crate::i18n::{Locale, problems};
use crate::view::staff::editor::field::{Asking, FieldView, field_name, kinds, table_of};
use crate::view::staff::editor::items::ItemsView;
use crate::view::staff::editor::outline::{Outlining, shortened};
use crate::view::staff::editor::settings::{SETTINGS, pointer};
use crate::view::staff::editor::variables::variables;
use crate::view::staff::editor::{
    EditorPage, ElementView, Link, LinkGroup, ProblemCounts, ProblemView, ProblemsPage,
};
use crate::view::staff::translations::state_tag;
use crate::web::office::preview::Previews;
use crate::web::office::questionnaires::LIST;
use crate::web::staff::desk::Desk;
use crate::web::staff::need::WriteQuestionnaires;

/// What an element is and says, in the order in which it is changed.
const FIRST: &[&str] = &[
    "kind",
    "name",
    "value",
    "part",
    "label",
    "title",
    "intro",
    "text",
    "right",
    "hint",
    "unit",
    "media",
    "version",
    "languages",
];
/// When and how it is asked.
const RULES: &[&str] = &[
    "required", "relevant", "after", "when", "max", "min", "missing", "choices", "role", "section",
    "skip", "core",
];

/// A manuscript that was checked, and the element that is looked at.
pub(super) struct ShownManuscript<'a> {
    desk: &'a Desk<WriteQuestionnaires>,
    manuscript: Manuscript,
    threads: Vec<CommentThread>,
    at: Element,
    language: String,
    problems: Vec<(Element, String, Problem)>,
    saved: String,
    length: Option<String>,
    preview: Option<String>,
}

/// The language whose texts are shown: the one that is asked for, or the first.
pub(super) fn language(definition: &Definition, wanted: Option<&str>) -> String {
    let known = wanted.filter(|it| definition.languages.iter().any(|known| known == it));
    let first = || definition.languages.first().map_or("de", String::as_str);
    known.unwrap_or_else(first).to_owned()
}

impl<'a> ShownManuscript<'a> {
    pub(super) fn new(
        desk: &'a Desk<WriteQuestionnaires>,
        office: &Office,
        (manuscript, threads): (Manuscript, Vec<CommentThread>),
        previews: &Previews,
        looking: &Looking,
    ) -> Self {
        let at = element(&manuscript.definition, looking.at.as_deref());
        let language = language(&manuscript.definition, looking.language.as_deref());
        let checked = check(manuscript.definition.clone());
        let problems = checked
            .problems
            .iter()
            .map(|problem| {
                let (of, rest) = manuscript.definition.locate(&problem.path);
                (of, rest.to_owned(), problem.clone())
            })
            .collect();
        let page = page_of(&manuscript.definition, &at);
        let shown = checked.shown();
        let length = shown.as_ref().map(|it| hints::told_length(desk.t(), it));
        let preview = shown
            .and_then(|shown| previews.open(desk, office, &manuscript, shown, page.as_deref()));
        Self {
            saved: saved(desk.t(), office, &manuscript),
            length,
            desk,
            manuscript,
            threads,
            at,
            language,
            problems,
            preview,
        }
    }

    fn definition(&self) -> &Definition {
        &self.manuscript.definition
    }

    fn t(&self) -> &'static Locale {
        self.desk.t()
    }

    /// The page of the element, with what was typed where it could not be kept.
    pub(super) fn page(&self, typed: Option<TypedEdit<'_>>) -> EditorPage<'_> {
        let revision = self.manuscript.revision;
        let is_conflict = typed.as_ref().is_some_and(|it| it.is_conflict);
        let (form, seen, told_of, notices) = match typed {
            Some(TypedEdit { form, seen, notices, .. }) => {
                (Some(form), seen, Some(revision), notices)
            }
            None => (None, revision, None, Vec::new()),
        };
        let definition = self.definition();
        let mut counts = HashMap::new();
        for (of, _, problem) in &self.problems {
            let entry: &mut ProblemCounts = counts.entry(outlined(definition, of)).or_default();
            entry.add(problem.severity);
        }
        let comments = comments::open_by_element(definition, &self.threads);
        let (problems, comments) = (&counts, &comments);
        let outline = Outlining { definition, current: &self.at, problems, comments };
        let (t, told) = (self.t(), |edit: &Edit| told(self.t(), definition, edit));
        let files = format!("{}/media", base(&self.manuscript.id));
        let (language, files) = (self.language.as_str(), files.as_str());
        let asking = Asking { t, definition, language, typed: form, files };
        EditorPage {
            frame: self.desk.frame(),
            base: base(&self.manuscript.id),
            list: LIST,
            title: self.title(),
            seen,
            told: told_of,
            saved: self.saved.clone(),
            length: self.length.clone(),
            undo: self.manuscript.undo.as_ref().map(told),
            redo: self.manuscript.redo.as_ref().map(told),
            outline: outline.pages(),
            besides: self.besides(),
            languages: self.languages(),
            language: self.other_language().map(str::to_owned),
            has_files: !definition.files.is_empty(),
            element: self.element(&asking),
            problems: self.problems_of(&self.at),
            counts: self.counts(),
            preview: self.preview.clone(),
            comments: comments::at_element(t, &self.manuscript, &self.threads, &self.at),
            variables: self.variables(),
            functions: expr::functions().collect(),
            typed_text: form.and_then(|it| it.find("text")).unwrap_or_default().to_owned(),
            notices,
            is_conflict,
        }
    }

    /// All problems.
    pub(super) fn problems_page(&self) -> ProblemsPage<'_> {
        let mut problems: Vec<ProblemView> = self.problems.iter().map(|it| self.view(it)).collect();
        problems.sort_by_key(|it| !it.is_error);
        ProblemsPage {
            frame: self.desk.frame(),
            base: base(&self.manuscript.id),
            title: self.title(),
            counts: self.counts(),
            problems,
        }
    }

    fn variables(&self) -> Vec<(String, String)> {
        let first = self.definition().languages.first().map_or("", String::as_str);
        let all = variables(self.definition());
        all.iter().map(|it| (it.name.to_owned(), it.words(first))).collect()
    }

    fn title(&self) -> String {
        title(self.definition())
    }

    fn counts(&self) -> ProblemCounts {
        let mut counts = ProblemCounts::default();
        self.problems.iter().for_each(|(_, _, problem)| counts.add(problem.severity));
        counts
    }

    fn href(&self, of: &Element) -> String {
        address(&self.manuscript.id, of, self.other_language())
    }

    /// The language whose texts are shown, where it is not the first.
    fn other_language(&self) -> Option<&str> {
        let first = self.definition().languages.first();
        Some(self.language.as_str()).filter(|it| first.is_none_or(|first| first != it))
    }

    fn languages(&self) -> Vec<Link> {
        let link = |code: &String| Link {
            href: address(&self.manuscript.id, &self.at, Some(code)),
            words: Locale::find(code).map_or_else(|| code.clone(), |it| it.name().to_owned()),
            is_current: *code == self.language,
        };
        self.definition().languages.iter().map(link).collect()
    }

    /// The questionnaire itself, then sections, ends, quotas and lists one by one.
    fn besides(&self) -> Vec<LinkGroup> {
        let definition = self.definition();
        let link = |element: Element, words: &str| Link {
            is_current: element == self.at,
            href: self.href(&element),
            words: words.to_owned(),
        };
        let group = |key: &str, links: Vec<Link>| {
            let count = self.t().count(links.len());
            LinkGroup { words: Some(self.t().with(key, &[("count", count.into())])), links }
        };
        let own = link(Element::Questionnaire, &self.t().text("editor-questionnaire"));
        let sections = definition.sections.iter();
        let sections = sections.map(|it| link(Element::Section(it.id().to_owned()), &it.name));
        let ends =
            definition.ends.iter().map(|it| link(Element::End(it.id().to_owned()), &it.name));
        let quotas = definition.quotas.iter();
        let quotas = quotas.map(|it| link(Element::Quota(it.id().to_owned()), &it.name));
        let lists = definition.lists.keys().map(|it| link(Element::List(it.clone()), it));
        let mut groups = vec![
            LinkGroup { words: None, links: vec![own] },
            group("editor-sections", sections.collect()),
            group("editor-ends", ends.collect()),
            group("editor-quotas", quotas.collect()),
            group("editor-lists", lists.collect()),
        ];
        groups.retain(|group| !group.links.is_empty());
        groups
    }

    fn element(&self, asking: &Asking<'_>) -> ElementView {
        let definition = self.definition();
        let value = definition.find_element(&self.at).unwrap_or_default();
        let mut all: Vec<(&str, Vec<FieldView>)> = Vec::new();
        match (&self.at, table_of(&self.at)) {
            (Element::Questionnaire, _) => {
                for (key, holds) in SETTINGS {
                    let stored = value.pointer(&pointer(key));
                    all.push((key, asking.fields_of(&self.at, key, *holds, stored, None)));
                }
            }
            (of, Some(table)) => {
                let kind =
                    value.get("kind").and_then(|kind| serde_json::from_value(kind.clone()).ok());
                for property in table.properties.iter().filter(|it| it.key != "id") {
                    let belongs = kind.is_none_or(|kind| property.kinds().any(|it| it == kind));
                    let stored = value.get(property.key);
                    // What does not belong to its kind any more is shown as long as it is there.
                    if belongs || stored.is_some() {
                        all.push((property.key, asking.fields(of, table, property, stored)));
                    }
                }
            }
            (_, None) => {}
        }
        let states = self.states();
        let (mut fields, mut rules, mut more) = (Vec::new(), Vec::new(), Vec::new());
        let place = |keys: &[&str], key: &str| keys.iter().position(|it| *it == key);
        for (key, mut views) in all {
            for view in &mut views {
                view.problems = self.problems_at(&self.at, key);
                view.state = states
                    .iter()
                    .find(|(path, _)| field_name(&self.at, path) == view.name)
                    .map(|(_, readiness)| state_tag(*readiness));
            }
            hints::at_fields(self.t(), definition, &self.at, key, &mut views);
            match (place(FIRST, key), place(RULES, key)) {
                (Some(at), _) => fields.push((at, views)),
                (None, Some(at)) => rules.push((at, views)),
                (None, None) => more.push((0, views)),
            }
        }
        let in_order = |mut fields: Vec<(usize, Vec<FieldView>)>| {
            fields.sort_by_key(|(at, _)| *at);
            fields.into_iter().flat_map(|(_, views)| views).collect::<Vec<_>>()
        };
        let is_question = matches!(self.at, Element::Question(_));
        let takes_questions =
            is_question || matches!(&self.at, Element::Page(_)) && value.get("pages").is_none();
        ElementView {
            key: self.at.to_string(),
            sort: sort(&self.at),
            name: name(definition, &self.at),
            fields: in_order(fields),
            rules: in_order(rules),
            more: in_order(more),
            items: self.items(asking),
            pages: if is_question { self.pages() } else { Vec::new() },
            kinds: if takes_questions { kinds(asking.t) } else { Vec::new() },
            holds_questions: act::holds_questions(definition, &self.at),
            takes_parts: self.at == Element::Questionnaire,
            is_movable: !matches!(self.at, Element::Questionnaire | Element::List(_)),
        }
    }

    /// How far the element's translations are on which something is stated, by the ends of their fields' names.
    fn states(&self) -> Vec<(String, Readiness)> {
        let Some(language) = self.other_language() else { return Vec::new() };
        let noted = translation::translations(self.definition())
            .into_iter()
            .filter(|it| it.language == language && it.text.of == self.at && it.note.is_some());
        let name = |path: &str| path.trim_start_matches('/').replace('/', ".");
        noted.map(|it| (format!("{}|{language}", name(&it.text.path)), it.readiness)).collect()
    }

    fn items(&self, asking: &Asking<'_>) -> Option<ItemsView> {
        let mut items = match &self.at {
            Element::Question(_) => {
                let value = self.definition().find_element(&self.at).ok()?;
                let question: Question = serde_json::from_value(value).ok()?;
                asking.items_of(&question)?
            }
            Element::List(name) => asking.items_of_list(name)?,
            _ => return None,
        };
        for item in &mut items.items {
            let Ok(of) = item.key.parse() else { continue };
            item.problems = self.said(|(element, _, _)| *element == of);
        }
        hints::at_items(self.t(), self.definition(), &self.at, &self.language, &mut items);
        Some(items)
    }

    /// The pages that a question can be moved to.
    fn pages(&self) -> Vec<(String, String)> {
        let here = page_element(self.definition(), &self.at);
        let pages = act::leaves(&self.definition().pages);
        pages
            .into_iter()
            .map(|page| (Element::Page(page.id().to_owned()), page))
            .filter(|(of, _)| Some(of) != here.as_ref())
            .map(|(of, page)| {
                let first = self.definition().languages.first().map_or("", String::as_str);
                let title = shortened(page.title.get(first, first));
                let words = if title.is_empty() {
                    page.name.clone()
                } else {
                    format!("{} ({title})", page.name)
                };
                (of.to_string(), words)
            })
            .collect()
    }

    fn said(&self, is_of: impl Fn(&(Element, String, Problem)) -> bool) -> Vec<(bool, String)> {
        let told = self.problems.iter().filter(|it| is_of(it));
        told.map(|(_, _, problem)| (problem.severity == Severity::Error, self.words(problem)))
            .collect()
    }

    /// Problems of a property.
    fn problems_at(&self, of: &Element, key: &str) -> Vec<(bool, String)> {
        let path = pointer(key);
        let is_below = |rest: &str| {
            rest.strip_prefix(&path).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        self.said(|(element, rest, _)| element == of && is_below(rest))
    }

    /// Problems of an element, and of the list of a question.
    fn problems_of(&self, of: &Element) -> Vec<ProblemView> {
        let value = self.definition().find_element(of).unwrap_or_default();
        let list = value.get("choices").and_then(|it| Some(Element::List(it.as_str()?.to_owned())));
        self.problems
            .iter()
            .filter(|(element, _, _)| element == of || list.as_ref() == Some(element))
            .map(|it| self.view(it))
            .collect()
    }

    fn view(&self, (of, rest, problem): &(Element, String, Problem)) -> ProblemView {
        let key = rest.split('/').nth(1).unwrap_or_default();
        // A group of settings is mended at the first of them.
        let within =
            |setting: &str| setting.strip_prefix(key).is_some_and(|it| it.starts_with('.'));
        let first = SETTINGS.iter().map(|(setting, _)| *setting).find(|it| within(it));
        let key = first.filter(|_| *of == Element::Questionnaire && !key.is_empty()).unwrap_or(key);
        let field = format!("#{}", field_name(of, key).replace('|', "%7C"));
        let anchor = if key.is_empty() { String::new() } else { field };
        let here = || format!("{}{anchor}", self.href(&shown_at(self.definition(), of)));
        ProblemView {
            is_error: problem.severity == Severity::Error,
            words: self.words(problem),
            href: translations::where_missing(&self.manuscript.id, problem).unwrap_or_else(here),
            place: format!("{} {}", self.t().text(sort(of)), name(self.definition(), of)),
        }
    }

    fn words(&self, problem: &Problem) -> String {
        let said = |remark| problems::remark(remark, self.t().code());
        match &problem.hint {
            Some(hint) => format!("{}; {}", said(&problem.what), said(hint)),
            None => said(&problem.what),
        }
    }
}

/// What a questionnaire is called.
pub(super) fn title(definition: &Definition) -> String {
    let first = definition.languages.first().map_or("", String::as_str);
    match definition.title.get(first, first) {
        "" => definition.name.clone(),
        title => title.to_owned(),
    }
}

/// What sort of thing an element is: the key of its words.
pub(super) fn sort(of: &Element) -> &'static str {
    match of {
        Element::Questionnaire => "sort-questionnaire",
        Element::Section(_) => "sort-section",
        Element::Page(_) => "sort-page",
        Element::Question(_) => "sort-question",
        Element::Row(_) => "sort-row",
        Element::Part(_) => "sort-part",
        Element::End(_) => "sort-end",
        Element::Quota(_) => "sort-quota",
        Element::List(_) => "sort-list",
        Element::Choice { .. } => "sort-choice",
    }
}

/// What an element is called.
pub(super) fn name(definition: &Definition, of: &Element) -> String {
    let value = definition.find_element(of).unwrap_or_default();
    let named = ["name", "value"].iter().find_map(|key| value.get(key)?.as_str());
    match (of, named) {
        (Element::List(name), _) => name.clone(),
        (_, Some(name)) => name.to_owned(),
        (Element::Choice { id, .. } | Element::Question(id) | Element::Page(id), None) => {
            id.clone()
        }
        _ => String::new(),
    }
}

/// The element on whose page of the editor another one is changed.
pub(super) fn shown_at(definition: &Definition, of: &Element) -> Element {
    match of {
        Element::Row(_) | Element::Part(_) => {
            definition.seat(of).map_or(Element::Questionnaire, |it| it.within)
        }
        Element::Choice { list, .. } => Element::List(list.clone()),
        of => of.clone(),
    }
}

/// The element in whose line of the outline a problem counts.
pub(super) fn outlined(definition: &Definition, of: &Element) -> Element {
    match of {
        Element::Row(_) | Element::Part(_) => shown_at(definition, of),
        Element::Choice { list, .. } | Element::List(list) => {
            let user =
                crate::view::staff::editor::items::users(definition, list).into_iter().next_back();
            user.map_or_else(|| of.clone(), Element::Question)
        }
        of => of.clone(),
    }
}

/// The page of an element.
fn page_element(definition: &Definition, at: &Element) -> Option<Element> {
    let mut around = at.clone();
    while !matches!(around, Element::Page(_)) {
        around = match around {
            Element::Question(_) | Element::Row(_) | Element::Part(_) => {
                definition.seat(&around).ok()?.within
            }
            _ => return None,
        };
    }
    Some(around)
}

/// The name of the page of an element.
fn page_of(definition: &Definition, at: &Element) -> Option<String> {
    let page = page_element(definition, at)?;
    let value = definition.find_element(&page).ok()?;
    Some(value.get("name")?.as_str()?.to_owned())
}
