//! Which texts there are to translate, in the order in which they are read: choices stand behind the question that
//! asks them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::engine::Identity;
use crate::engine::edit::Element;
use crate::engine::edit::translation::{Readiness, Translation, lost_placeholder, translations};
use crate::engine::model::{Definition, Page, Question};
use crate::i18n::Locale;
use crate::view::staff::editor::settings::{SETTINGS, pointer};
use crate::view::staff::translations::LanguageCounts;
use crate::web::office::editor::show::sort;

/// What an address of the translations says.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::web::office) struct TranslationFilter {
    /// Into which language.
    #[serde(rename = "in")]
    pub(super) language: Option<String>,
    /// How far the texts are.
    pub(super) state: Option<String>,
    /// The page on which they stand.
    pub(super) page: Option<String>,
    /// What is in them, or what they are called.
    pub(super) q: Option<String>,
    /// How many that fit are passed over.
    pub(super) from: Option<String>,
}

/// The states that one can ask for, the usual first.
pub(super) const STATES: [&str; 7] =
    ["open", "missing", "draft", "changed", "unstated", "reviewed", "all"];
/// Stands for the texts around the pages.
pub(super) const AROUND: &str = "-";

/// A text in the list.
pub(super) struct ListedText<'d> {
    pub(super) it: Translation<'d>,
    /// A placeholder that its translation lost.
    pub(super) lost: Option<String>,
    /// The name of the question that asks a choice.
    asked_by: Option<&'d str>,
    /// The place of the text, or of the question that asks it.
    home: String,
}

/// The translations language by language, in the order of the questionnaire's languages. Where there is no source there
/// is nothing to translate.
pub(super) fn by_language(definition: &Definition) -> Vec<(&str, Vec<Translation<'_>>)> {
    let others = definition.languages.iter().skip(1);
    let mut all: Vec<(&str, Vec<_>)> = others.map(|it| (it.as_str(), Vec::new())).collect();
    for it in translations(definition) {
        if it.source.is_empty() && it.target.is_empty() {
            continue;
        }
        if let Some((_, texts)) = all.iter_mut().find(|(language, _)| *language == it.language) {
            texts.push(it);
        }
    }
    all
}

pub(super) fn counts(texts: &[Translation<'_>]) -> LanguageCounts {
    let mut counts = LanguageCounts::default();
    for it in texts {
        *match it.readiness {
            Readiness::Missing => &mut counts.missing,
            Readiness::Unstated => &mut counts.unstated,
            Readiness::Draft => &mut counts.drafts,
            Readiness::SourceChanged => &mut counts.changed,
            Readiness::Reviewed => &mut counts.reviewed,
        } += 1;
    }
    counts
}

/// The texts in the order in which they are read.
pub(super) fn listed<'d>(
    definition: &'d Definition,
    texts: Vec<Translation<'d>>,
) -> Vec<ListedText<'d>> {
    let mut askers = HashMap::new();
    questions(&definition.pages, &mut |question| {
        if let Some(list) = question.choices.as_deref() {
            askers.entry(list).or_insert((question.id(), question.name.as_str()));
        }
    });
    // The last text of each question itself.
    let known: HashSet<&str> = askers.values().map(|(id, _)| *id).collect();
    let mut ends = HashMap::new();
    for (at, it) in texts.iter().enumerate() {
        if let Element::Question(id) = &it.text.of
            && let Some(id) = known.get(id.as_str())
        {
            ends.insert(*id, at);
        }
    }
    let places: Vec<String> = texts.iter().map(|it| it.text.place.clone()).collect();
    let mut all: Vec<((usize, bool), ListedText<'d>)> = Vec::with_capacity(texts.len());
    for (at, it) in texts.into_iter().enumerate() {
        let asker = match &it.text.of {
            Element::Choice { list, .. } => askers.get(list.as_str()),
            _ => None,
        };
        let behind = asker.and_then(|(id, _)| ends.get(id)).copied();
        let lost = Some(it.target).filter(|target| !target.is_empty());
        let listed = ListedText {
            lost: lost.and_then(|target| lost_placeholder(it.source, target)),
            asked_by: asker.map(|(_, name)| *name),
            home: places.get(behind.unwrap_or(at)).cloned().unwrap_or_default(),
            it,
        };
        all.push(((behind.unwrap_or(at), behind.is_some()), listed));
    }
    all.sort_by_key(|(order, _)| *order);
    all.into_iter().map(|(_, listed)| listed).collect()
}

fn questions<'d>(pages: &'d [Page], visit: &mut impl FnMut(&'d Question)) {
    fn each<'d>(questions: &'d [Question], visit: &mut impl FnMut(&'d Question)) {
        for question in questions {
            visit(question);
            each(&question.questions, visit);
        }
    }
    for page in pages {
        each(&page.questions, visit);
        questions(&page.pages, visit);
    }
}

/// The pages, those that hold pages too: id, place, and words.
pub(super) fn pages(definition: &Definition) -> Vec<(String, String, String)> {
    fn add(pages: &[Page], place: &str, first: &str, found: &mut Vec<(String, String, String)>) {
        for (at, page) in pages.iter().enumerate() {
            let place = format!("{place}/pages/{at}");
            let words = match page.title.get(first, first) {
                "" => page.name.clone(),
                title => crate::view::staff::editor::outline::shortened(title),
            };
            found.push((page.id().to_owned(), place.clone(), words));
            add(&page.pages, &place, first, found);
        }
    }
    let mut found = Vec::new();
    let first = definition.languages.first().map_or("", String::as_str);
    add(&definition.pages, "", first, &mut found);
    found
}

impl TranslationFilter {
    /// The state that is asked for.
    pub(super) fn state(&self) -> &'static str {
        let wanted = STATES.iter().find(|it| Some(**it) == self.state.as_deref());
        wanted.copied().unwrap_or(STATES[0])
    }

    /// How many texts are passed over.
    pub(super) fn from(&self) -> usize {
        self.from.as_deref().and_then(|it| it.parse().ok()).unwrap_or(0)
    }

    /// The texts that fit; what is wrong comes first where the rest is what is open.
    pub(super) fn fitting<'l, 'd>(
        &self,
        definition: &Definition,
        all: &'l [ListedText<'d>],
    ) -> Vec<&'l ListedText<'d>> {
        let query = self.q.as_deref().unwrap_or_default().trim().to_lowercase();
        let home = self.page.as_deref().filter(|it| !it.is_empty()).map(|wanted| {
            let pages = pages(definition);
            let found = pages.into_iter().find(|(id, ..)| id == wanted);
            (wanted == AROUND, found.map(|(_, place, _)| place + "/"))
        });
        let is_there = |listed: &ListedText<'_>| match &home {
            None => true,
            Some((true, _)) => !listed.home.starts_with("/pages/"),
            Some((false, place)) => place.as_ref().is_some_and(|it| listed.home.starts_with(it)),
        };
        let fits = |listed: &&ListedText<'_>| {
            let it = &listed.it;
            let is_far = match self.state() {
                "missing" => it.readiness == Readiness::Missing,
                "draft" => it.readiness == Readiness::Draft,
                "changed" => it.readiness == Readiness::SourceChanged,
                "unstated" => it.readiness == Readiness::Unstated,
                "reviewed" => it.readiness == Readiness::Reviewed,
                "all" => true,
                _ => it.readiness != Readiness::Reviewed || listed.lost.is_some(),
            };
            is_far && is_there(listed) && (query.is_empty() || listed.has(&query))
        };
        let mut found: Vec<_> = all.iter().filter(fits).collect();
        if self.state() == STATES[0] {
            found.sort_by_key(|listed| listed.lost.is_none());
        }
        found
    }
}

impl ListedText<'_> {
    fn has(&self, query: &str) -> bool {
        [self.name(), self.it.source, self.it.target]
            .iter()
            .any(|text| text.to_lowercase().contains(query))
    }

    /// What it is called after.
    pub(super) fn name(&self) -> &str {
        match self.it.text.of {
            Element::Questionnaire => "",
            _ => self.asked_by.unwrap_or(self.it.text.name),
        }
    }

    /// Which of its texts, in words.
    pub(super) fn label(&self, t: &Locale) -> String {
        let (of, path) = (&self.it.text.of, &self.it.text.path);
        let property = property(t, of, path);
        match of {
            Element::Choice { .. } => {
                let choice = t.with("translations-choice", &[("value", self.it.text.name.into())]);
                if path == "/label" { choice } else { format!("{choice}, {property}") }
            }
            Element::Question(_) | Element::Row(_) | Element::Part(_) => property,
            of => format!("{}, {property}", t.text(sort(of))),
        }
    }
}

/// What a text is called by its pointer.
fn property(t: &Locale, of: &Element, path: &str) -> String {
    let mut steps = path.split('/').skip(1);
    let first = steps.next().unwrap_or_default();
    let setting = SETTINGS.iter().find(|(key, _)| pointer(key) == path);
    match (of, setting, first) {
        (Element::Questionnaire, Some((key, _)), _) => {
            t.text(&format!("prop-{}", key.replace('.', "-"))).into_owned()
        }
        (_, _, "missing" | "missing_labels") => {
            let code = steps.next().unwrap_or_default().replace('-', "−");
            format!("{} {code}", t.text("prop-missing"))
        }
        _ => t.text(&format!("prop-{first}")).into_owned(),
    }
}
