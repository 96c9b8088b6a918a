//! The survey itself: title, welcome, end, and the settings that matter.

use crate::engine::model::{Definition, Fact, Page, Question, Text, Thanks, Welcome};
use crate::engine::problem::{LssElement, Remark, remark};

use super::build::Import;
use super::html::Style;
use super::report::outside;
use super::source::Local;
use super::words::{Word, is_known, word};
use super::xml::{Document, XmlRow};

/// A setting, the values that mean "not set", and what is said of another one.
type Setting = (&'static str, &'static [&'static str], fn(&str) -> Remark);

const FIELD_PHASE: fn(&str) -> Remark = |value| remark!("lss-set-field-phase", value);
const NOT_STORED: fn(&str) -> Remark = |value| remark!("lss-set-not-stored", value);
const NO_RESULTS: fn(&str) -> Remark = |value| remark!("lss-set-no-results", value);
const NO_MAIL: fn(&str) -> Remark = |value| remark!("lss-set-no-mail", value);
const ABSENT: fn(&str) -> Remark = |value| remark!("lss-set-absent", value);

/// A value `I` is inherited.
const SETTINGS: &[Setting] = &[
    ("expires", &[], FIELD_PHASE),
    ("startdate", &[], FIELD_PHASE),
    ("usecookie", &["N"], FIELD_PHASE),
    ("usetokens", &["N"], FIELD_PHASE),
    ("savetimings", &["N"], NOT_STORED),
    ("datestamp", &["N"], NOT_STORED),
    ("ipaddr", &["N"], NOT_STORED),
    ("refurl", &["N"], NOT_STORED),
    ("publicstatistics", &["N"], NO_RESULTS),
    ("publicgraphs", &["N"], NO_RESULTS),
    ("emailnotificationto", &["", "inherit"], NO_MAIL),
    ("emailresponseto", &["", "inherit"], NO_MAIL),
    ("usecaptcha", &["N", "E"], ABSENT),
    ("allowregister", &["N"], ABSENT),
    ("navigationdelay", &["0", "-1"], ABSENT),
    ("nokeyboard", &["N"], ABSENT),
    ("questionindex", &["0", "-1"], ABSENT),
    ("googleanalyticsapikey", &["", "9999useGlobal9999"], |value| {
        remark!("lss-set-watched", value)
    }),
    ("alloweditaftercompletion", &["N"], |value| remark!("lss-set-submitted", value)),
    ("tokenanswerspersistence", &["N"], |value| remark!("lss-set-drafts", value)),
    ("printanswers", &["N"], |value| remark!("lss-set-print", value)),
    ("autoredirect", &["N"], |value| remark!("lss-set-end-page", value)),
    (
        "template",
        &["default", "default_template", "fruity", "vanilla", "bootswatch", "inherit"],
        |value| remark!("lss-set-look", value),
    ),
];

/// A setting that always is otherwise here, the value that says so, and what is said of it.
type Always = (&'static str, &'static str, fn(&str) -> Remark);

const ALWAYS: &[Always] = &[
    ("anonymized", "N", |value| remark!("lss-set-anonymous", value)),
    ("allowprev", "N", |value| remark!("lss-set-back", value)),
    ("allowsave", "N", |value| remark!("lss-set-later", value)),
    ("showwelcome", "N", |value| remark!("lss-set-shown", value)),
    ("showprogress", "N", |value| remark!("lss-set-shown", value)),
    ("shownoanswer", "Y", |value| remark!("lss-set-no-answer", value)),
];

/// Sections of a file that this module and [`super::source`] read.
const READ: [&str; 19] = [
    "answers",
    "answer_l10ns",
    "assessments",
    "conditions",
    "defaultvalues",
    "defaultvalue_l10ns",
    "groups",
    "group_l10ns",
    "questions",
    "question_l10ns",
    "question_attributes",
    "subquestions",
    "subquestion_l10ns",
    "surveys",
    "surveys_languagesettings",
    "survey_url_parameters",
    "quota",
    "quota_members",
    "quota_languagesettings",
];

fn setting(name: &str) -> LssElement {
    outside(remark!("lss-part-setting", name))
}

fn own_words() -> LssElement {
    outside(remark!("lss-part-words"))
}

impl Import<'_> {
    /// Everything around the pages.
    pub(super) fn definition(&mut self, document: &Document, mut pages: Vec<Page>) -> Definition {
        let survey = self.survey;
        self.question = usize::MAX;
        self.helpers_by_source.clear();
        "survey".clone_into(&mut self.helper_stem);
        let title = self.setting_text("surveyls_title", Style::Plain);
        let title = match title {
            Text::Absent => self.own_word(Word::Survey),
            title => title,
        };
        let welcome = self.welcome(&title);
        let first = std::mem::take(&mut self.helpers);
        let thanks = self.thanks();
        let last = std::mem::take(&mut self.helpers);
        if let Some(questions) = leaf(&mut pages, false) {
            questions.splice(0..0, first);
        }
        if let Some(questions) = leaf(&mut pages, true) {
            questions.extend(last);
        }
        let languages = outside(remark!("lss-part-languages"));
        for language in survey.languages.iter().filter(|language| !is_known(language)) {
            self.report.near(&languages, remark!("lss-words-english", language));
        }
        let codes = survey.languages.join(", ");
        self.report.taken(&languages, remark!("lss-languages", codes));
        let (ends, quotas) = self.quotas(document, &pages);
        self.settings();
        self.rest(document);
        let sid = match survey.settings.get("sid") {
            "" => survey.groups.iter().flat_map(|g| &g.questions).map(|q| q.sid.as_str()).next(),
            sid => Some(sid),
        };
        let mut definition = Definition {
            schema: None,
            name: format!("limesurvey-{}", sid.unwrap_or_default().to_ascii_lowercase()),
            version: String::new(),
            languages: survey.languages.clone(),
            title,
            publisher: Default::default(),
            welcome,
            thanks,
            sections: Vec::new(),
            frames: Default::default(),
            lists: std::mem::take(&mut self.lists),
            missing: Default::default(),
            pages,
            ends,
            quotas,
            instance_name: None,
            translations: Vec::new(),
            workbook: Default::default(),
            files: Default::default(),
        };
        definition.name.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        for column in ["admin", "adminemail"] {
            let value = survey.settings.get(column);
            if !matches!(value, "" | "inherit") {
                self.report.lost(&setting(column), remark!("lss-say-who-asks", value));
            }
        }
        definition
    }

    /// A text of the survey in all languages.
    fn setting_text(&mut self, column: &str, style: Style) -> Text {
        let local: Local = self
            .survey
            .texts
            .iter()
            .map(|(language, row)| (language.clone(), row.get(column).to_owned()))
            .collect();
        self.text(&local, style, &setting(column))
    }

    pub(super) fn own_word(&mut self, which: Word) -> Text {
        let local = word(which, &self.survey.languages);
        self.text(&local, Style::Plain, &own_words())
    }

    fn welcome(&mut self, title: &Text) -> Welcome {
        let description = self.setting_text("surveyls_description", Style::Rich);
        let text = self.setting_text("surveyls_welcometext", Style::Rich);
        let notice = self.setting_text("surveyls_policy_notice", Style::Rich);
        let mut leads: Vec<Text> =
            [description, text].into_iter().filter(|text| !text.is_absent()).collect();
        if leads.is_empty() && notice.is_absent() {
            return Welcome::default();
        }
        let lead = if leads.is_empty() { title.clone() } else { leads.remove(0) };
        let mut facts: Vec<Fact> = leads
            .into_iter()
            .map(|text| Fact { term: title.clone(), text, steps: Vec::new() })
            .collect();
        if !notice.is_absent() {
            let term = self.own_word(Word::Privacy);
            facts.push(Fact { term, text: notice, steps: Vec::new() });
        }
        self.report.taken(&setting("surveyls_welcometext"), remark!("lss-becomes-welcome"));
        Welcome { title: title.clone(), lead, brief: Vec::new(), facts }
    }

    fn thanks(&mut self) -> Thanks {
        let mut text = self.setting_text("surveyls_endtext", Style::Rich);
        let links = self.survey.texts.iter().filter_map(|(language, row)| {
            let (to, words) = (row.get("surveyls_url").trim(), row.get("surveyls_urldescription"));
            let words = if words.trim().is_empty() { to } else { words.trim() };
            let html = format!("<a href=\"{}\">{words}</a>", to.replace('"', "%22"));
            (!to.is_empty()).then(|| (language.clone(), html))
        });
        let links: Local = links.collect();
        let link = self.text(&links, Style::Rich, &setting("surveyls_url"));
        if !link.is_absent() {
            self.report.near(&setting("surveyls_url"), remark!("lss-becomes-link"));
            text = match (text, link) {
                (Text::Same(text), Text::Same(link)) => Text::Same(format!("{text}\n\n{link}")),
                (Text::By(mut texts), Text::By(links)) => {
                    for (language, link) in links {
                        let text = texts.entry(language).or_default();
                        *text = format!("{text}\n\n{link}").trim_start().to_owned();
                    }
                    Text::By(texts)
                }
                (Text::Absent, link) => link,
                (text, _) => text,
            };
        }
        if text.is_absent() {
            return Thanks::default();
        }
        self.report.taken(&setting("surveyls_endtext"), remark!("lss-becomes-thanks"));
        Thanks { title: self.own_word(Word::Thanks), text, steps: Vec::new() }
    }

    fn settings(&mut self) {
        let settings = &self.survey.settings;
        match settings.get("format") {
            "A" => self.report.near(&setting("format"), remark!("lss-page-per-group")),
            "S" => self.report.taken(&setting("format"), remark!("lss-page-per-question")),
            _ => self.report.taken(&setting("format"), remark!("lss-page-per-group")),
        }
        for (name, defaults, why) in SETTINGS {
            let value = settings.get(name).trim();
            if !value.is_empty() && value != "I" && !defaults.contains(&value) {
                self.report.lost(&setting(name), why(value));
            }
        }
        for (name, value, why) in ALWAYS {
            if settings.get(name) == *value {
                self.report.near(&setting(name), why(value));
            }
        }
        if settings.get("assessments") == "Y" {
            self.report.lost(&setting("assessments"), remark!("lss-no-assessment"));
        }
        let mails = self.survey.texts.values().flat_map(XmlRow::cells).filter(|(column, cell)| {
            (column.contains("email") || *column == "attachments") && !cell.trim().is_empty()
        });
        let mails = mails.count();
        if mails > 0 {
            let element = outside(remark!("lss-part-mails"));
            self.report.lost(&element, remark!("lss-mails", count = mails));
        }
        let names =
            ["surveyls_policy_error", "surveyls_policy_notice_label", "surveyls_attributecaptions"];
        for name in names {
            let text = self
                .survey
                .texts
                .values()
                .map(|row| row.get(name))
                .find(|text| !text.trim().is_empty());
            if let Some(text) = text.filter(|text| !matches!(*text, "{}" | "[]" | "a:0:{}")) {
                let text: String = text.chars().take(200).collect();
                self.report.lost(&setting(name), remark!("lss-source", source = text));
            }
        }
    }

    /// Sections of the file that nothing above has read.
    fn rest(&mut self, document: &Document) {
        for row in document.rows("assessments") {
            let what = outside(remark!("lss-part-assessment", name = row.get("name")));
            self.report.lost(&what, remark!("lss-no-assessment"));
        }
        for row in document.rows("survey_url_parameters") {
            let what = outside(remark!("lss-part-parameter", name = row.get("parameter")));
            self.report.lost(&what, remark!("lss-no-parameters"));
        }
        for (section, rows) in &document.sections {
            if !READ.contains(&section.as_str()) && !rows.is_empty() {
                let what = outside(remark!("lss-part-section", section));
                self.report.lost(&what, remark!("lss-rows-unread", count = rows.len()));
            }
        }
        for orphan in &self.survey.orphans {
            self.report.lost(&outside(orphan.clone()), remark!("lss-orphan"));
        }
    }
}

/// The questions of the first or last page that holds any.
fn leaf(pages: &mut [Page], is_last: bool) -> Option<&mut Vec<Question>> {
    let page = if is_last { pages.last_mut() } else { pages.first_mut() }?;
    match page.pages.is_empty() {
        true => Some(&mut page.questions),
        false => leaf(&mut page.pages, is_last),
    }
}
