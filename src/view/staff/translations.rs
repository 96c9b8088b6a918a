//! The translations of a questionnaire: how far each language is, and its texts beside their sources.

use askama::Template;

use super::StaffFrame;
use super::editor::EditorNotice;
use crate::engine::edit::translation::Readiness;
use crate::i18n::Locale;
use crate::view::assets::translations_script;

/// The page.
#[derive(Debug, Template)]
#[template(path = "staff/editor/translations.html")]
pub struct TranslationsPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The manuscript's address.
    pub base: String,
    /// Where all of this is.
    pub action: String,
    /// What the questionnaire is called.
    pub title: String,
    /// The revision that whoever posts the form has seen.
    pub seen: i64,
    /// The one up to which she was told what others changed.
    pub told: Option<i64>,
    /// When it was changed last.
    pub saved: String,
    /// What would be taken back, in words.
    pub undo: Option<String>,
    /// What became of what was posted.
    pub notices: Vec<EditorNotice>,
    /// The languages.
    pub cards: Vec<LanguageCard>,
    /// The one whose texts are shown; none where nothing is translated.
    pub chosen: Option<LanguageTexts>,
    /// Languages that can be added: code and name.
    pub addable: Vec<(&'static str, &'static str)>,
}

impl TranslationsPage<'_> {
    /// The script for keys, where there are texts.
    fn script(&self) -> Option<&'static str> {
        let chosen = self.chosen.as_ref()?;
        (!chosen.texts.is_empty()).then(translations_script)
    }
}

/// How many texts of a language are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LanguageCounts {
    /// Read by somebody else.
    pub reviewed: usize,
    /// Read by nobody else.
    pub drafts: usize,
    /// Read beside another source.
    pub changed: usize,
    /// Not there.
    pub missing: usize,
    /// There, with nothing stated of them.
    pub unstated: usize,
}

impl LanguageCounts {
    fn all(&self) -> usize {
        self.reviewed + self.drafts + self.changed + self.missing + self.unstated
    }

    fn of_all(&self, t: &Locale) -> String {
        t.with("translations-of-all", &[("count", t.count(self.all()).into())])
    }

    /// The others than the reviewed, in words.
    fn others(&self, t: &Locale) -> String {
        let told = [
            ("translations-count-missing", self.missing),
            ("translations-count-drafts", self.drafts),
            ("translations-count-changed", self.changed),
            ("translations-count-unstated", self.unstated),
        ];
        let told = told.into_iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> = told
            .map(|(key, count)| {
                t.with(key, &[("count", count.into()), ("shown", t.count(count).into())])
            })
            .collect();
        match told.is_empty() {
            true => t.text("translations-complete").into_owned(),
            false => told.join(", "),
        }
    }

    fn part(&self, count: usize) -> String {
        format!("{:.1}", 100.0 * count as f64 / self.all().max(1) as f64)
    }

    /// How much of a bar is reviewed.
    fn reviewed_part(&self) -> String {
        self.part(self.reviewed)
    }

    /// How much of it is there and not reviewed.
    fn written_part(&self) -> String {
        self.part(self.drafts + self.changed + self.unstated)
    }
}

/// A language.
#[derive(Debug)]
pub struct LanguageCard {
    /// Its texts.
    pub href: String,
    /// Its code.
    pub code: String,
    /// Its own name, and the language and direction of that.
    pub name: (String, String, &'static str),
    /// How far it is.
    pub counts: LanguageCounts,
    /// Its texts are shown now.
    pub is_current: bool,
}

/// Something to choose from.
#[derive(Debug)]
pub struct FilterOption {
    /// Its word in addresses.
    pub value: String,
    /// What it is called.
    pub words: String,
    /// It is chosen.
    pub is_current: bool,
}

/// Some texts of a language.
#[derive(Debug)]
pub struct LanguageTexts {
    /// Its code.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// Its name for browsers, and the direction.
    pub written: (String, &'static str),
    /// The first language of the questionnaire, likewise.
    pub source: (String, &'static str),
    /// The states that are wanted.
    pub states: Vec<FilterOption>,
    /// The pages.
    pub pages: Vec<FilterOption>,
    /// What is looked for.
    pub query: String,
    /// How many texts that fit stand before the first.
    pub from: usize,
    /// How many fit in all.
    pub count: usize,
    /// The texts.
    pub texts: Vec<TextRow>,
    /// Those before.
    pub previous: Option<String>,
    /// Those behind.
    pub next: Option<String>,
    /// The same from the beginning.
    pub first: String,
    /// The language as a file: all of it, and what is open.
    pub files: (String, String),
    /// Where it is taken away.
    pub remove: String,
}

impl LanguageTexts {
    fn state(&self) -> &str {
        self.states.iter().find(|it| it.is_current).map_or("", |it| &it.value)
    }

    fn page(&self) -> &str {
        self.pages.iter().find(|it| it.is_current).map_or("", |it| &it.value)
    }

    fn range(&self, t: &Locale) -> String {
        let (first, last) = (self.from + 1, self.from + self.texts.len());
        let values = [("first", first), ("last", last), ("count", self.count)];
        t.with("translations-range", &values.map(|(name, it)| (name, t.count(it).into())))
    }
}

/// The look of a state, and the key of its words.
pub fn state_tag(readiness: Readiness) -> (&'static str, &'static str) {
    match readiness {
        Readiness::Missing => ("bad no", "translations-missing"),
        Readiness::Unstated => ("plan", "translations-unstated"),
        Readiness::Draft => ("warn half", "translations-draft"),
        Readiness::SourceChanged => ("warn half", "translations-changed"),
        Readiness::Reviewed => ("ok yes", "translations-reviewed"),
    }
}

/// A piece of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePart {
    /// As it stands.
    Plain(String),
    /// A placeholder that the translation lost.
    Mark(String),
    /// What was there when somebody read the translation.
    Del(String),
    /// What has come since.
    Ins(String),
}

/// Whether somebody can confirm that she has read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmable {
    /// There is nothing to confirm.
    No,
    /// She can.
    Yes,
    /// Not before it is mended.
    Broken,
    /// She has written it.
    Own,
}

/// A text beside its source.
#[derive(Debug)]
pub struct TextRow {
    /// The name of its field.
    pub field: String,
    /// Whose it is: a name.
    pub code: String,
    /// Which text, in words.
    pub label: String,
    /// The source.
    pub source: Vec<SourcePart>,
    /// The translation, or what was typed.
    pub target: String,
    /// The look of its state, and the key of its words.
    pub state: (&'static str, &'static str),
    /// Who wrote or read it, and what that means.
    pub notes: Vec<String>,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether it can be confirmed.
    pub confirmable: Confirmable,
}

impl TextRow {
    fn rows(&self) -> usize {
        let lines = self.target.lines().map(|line| 1 + line.chars().count() / 50).sum::<usize>();
        lines.clamp(2, 20)
    }

    /// What it is called where it stands alone.
    fn named(&self) -> String {
        match self.code.as_str() {
            "" => self.label.clone(),
            code => format!("{code}, {}", self.label),
        }
    }

    fn offers(&self) -> bool {
        matches!(self.confirmable, Confirmable::Yes | Confirmable::Broken)
    }

    fn is_broken(&self) -> bool {
        self.confirmable == Confirmable::Broken
    }

    fn is_own(&self) -> bool {
        self.confirmable == Confirmable::Own
    }
}

/// Asks before a language is taken away.
#[derive(Debug, Template)]
#[template(path = "staff/editor/translations_remove.html")]
pub struct RemoveLanguagePage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The translations.
    pub back: String,
    /// Where it is done.
    pub action: String,
    /// The language.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many texts go with it.
    pub texts: usize,
    /// What whoever posts the form has seen.
    pub seen: i64,
}

impl RemoveLanguagePage<'_> {
    fn lost(&self, t: &Locale) -> String {
        t.with("translations-remove-text", &[("count", self.texts.into())])
    }
}

/// What became of a file.
#[derive(Debug, Template)]
#[template(path = "staff/editor/translations_read.html")]
pub struct TranslationsReadPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// The translations.
    pub back: String,
    /// Texts that are others now; the first of them.
    pub taken: Vec<TakenText>,
    /// How many they are.
    pub count: usize,
    /// How many stood there already.
    pub same: usize,
    /// How many rows have no translation.
    pub empty: usize,
    /// Lines about texts that are not there; the first of them.
    pub unknown: Vec<String>,
    /// How many they are.
    pub unknown_count: usize,
}

impl TranslationsReadPage<'_> {
    fn told_taken(&self, t: &Locale) -> String {
        t.with("translations-read-taken", &[("count", self.count.into())])
    }

    fn told_first(&self, t: &Locale) -> String {
        t.with("translations-read-first", &[("count", self.taken.len().into())])
    }

    fn told_unknown(&self, t: &Locale) -> String {
        t.with("translations-read-unknown", &[("count", self.unknown_count.into())])
    }
}

/// A text that was taken over.
#[derive(Debug)]
pub struct TakenText {
    /// Whose it is, and in which language.
    pub code: String,
    /// Which text, in words.
    pub label: String,
    /// The language and direction of the translation.
    pub written: (String, &'static str),
    /// What it was.
    pub was: String,
    /// What it is.
    pub now: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}
