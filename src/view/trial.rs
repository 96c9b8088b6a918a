//! What stands beside a page when an author tries a questionnaire out: the route, why something is
//! not shown, and every value. In the language of the page's buttons where that is one for staff, else in English.

use crate::engine::codebook::missing::posted;
use crate::engine::edit::translation::{self, Readiness};
use crate::engine::interview::explain::{self, Condition, HiddenReason};
use crate::engine::{Draft, Evaluation, Interview, Questionnaire, Response};
use crate::i18n::{Locale, problems};

/// The panel beside the page.
#[derive(Debug, Clone)]
pub struct Panel {
    pub(super) t: &'static Locale,
    /// Where the form that begins anew is sent, and what shows that it is ours.
    pub(super) restart: String,
    pub(super) csrf: String,
    pub(super) pages: Vec<PageLine>,
    /// What is hidden on this page; nothing where no page of questions is.
    pub(super) hidden: Option<Vec<TrialLine>>,
    pub(super) offered: Vec<TrialLine>,
    /// Translations on this page that are not published.
    pub(super) withheld: Vec<TrialLine>,
    pub(super) ends: Vec<TrialLine>,
    pub(super) quotas: Vec<TrialQuota>,
    pub(super) values: Vec<TrialValue>,
    /// These values are what would be stored.
    pub(super) is_response: bool,
}

/// A page of the questionnaire.
#[derive(Debug, Clone)]
pub(super) struct PageLine {
    pub(super) name: String,
    /// Its address, when it is on the route.
    pub(super) href: Option<String>,
    pub(super) is_here: bool,
    /// Where it stands, or why it is hidden.
    pub(super) note: String,
}

/// A name and what is said of it.
#[derive(Debug, Clone)]
pub(super) struct TrialLine {
    pub(super) name: String,
    pub(super) note: String,
}

/// A quota, which the author may say is full.
#[derive(Debug, Clone)]
pub(super) struct TrialQuota {
    pub(super) name: String,
    pub(super) is_full: bool,
    /// Whether somebody with these answers is in its cell.
    pub(super) note: String,
}

/// A variable with its value.
#[derive(Debug, Clone)]
pub(super) struct TrialValue {
    pub(super) name: String,
    pub(super) value: String,
    /// Worked out, or off the route; else empty.
    pub(super) note: String,
}

impl Panel {
    /// The panel beside the page with this index, or beside a page without questions. `base` is the
    /// address of the questionnaire; `response` is given where everything is answered.
    pub fn new(
        interview: &Interview<'_>,
        page: Option<usize>,
        (t, base, csrf): (&'static Locale, &str, String),
        response: Option<&Response>,
    ) -> Panel {
        let (evaluation, draft) = (interview.evaluation(), interview.draft);
        let language = t.code();
        let t = match t.interface() {
            t if t.is_for_staff() => t,
            _ => Locale::find("en").unwrap_or_else(Locale::fallback),
        };
        let words = Wording { t };
        Panel {
            t,
            restart: format!("{base}/forget"),
            csrf,
            pages: words.pages(interview, page, base),
            hidden: page.map(|page| words.hidden(evaluation, page)),
            offered: page.map(|page| words.offered(evaluation, page)).unwrap_or_default(),
            withheld: page
                .map(|page| words.withheld(interview.questionnaire, page, language))
                .unwrap_or_default(),
            ends: words.ends(evaluation),
            quotas: words.quotas(evaluation),
            values: match response {
                Some(response) => stored(response),
                None => words.values(evaluation, draft),
            },
            is_response: response.is_some(),
        }
    }
}

fn stored(response: &Response) -> Vec<TrialValue> {
    let answers = response.answers.iter();
    answers
        .map(|(name, value)| TrialValue {
            name: name.clone(),
            value: posted(value).to_owned(),
            note: String::new(),
        })
        .collect()
}

/// Says what the engine found.
struct Wording {
    t: &'static Locale,
}

impl Wording {
    fn pages(&self, interview: &Interview<'_>, here: Option<usize>, base: &str) -> Vec<PageLine> {
        let (evaluation, done) = (interview.evaluation(), interview.done());
        let pages = interview.questionnaire.pages().iter().enumerate();
        pages
            .map(|(index, page)| {
                let reason = explain::page(evaluation, index);
                let is_here = here == Some(index);
                PageLine {
                    name: page.name.clone(),
                    href: reason.is_none().then(|| format!("{base}/p/{}", page.name)),
                    is_here,
                    note: match reason {
                        Some(reason) => self.reason(&page.name, &reason),
                        None if is_here => self.t.text("trial-here").into_owned(),
                        None if done[index] => self.t.text("trial-done").into_owned(),
                        None => self.t.text("trial-ahead").into_owned(),
                    },
                }
            })
            .collect()
    }

    fn hidden(&self, evaluation: &Evaluation<'_, '_>, page: usize) -> Vec<TrialLine> {
        let hidden = explain::hidden(evaluation, page).into_iter();
        hidden
            .map(|(name, reason)| {
                let variable = name.split('[').next().unwrap_or_default().to_owned();
                TrialLine { note: self.reason(&variable, &reason), name }
            })
            .collect()
    }

    fn offered(&self, evaluation: &Evaluation<'_, '_>, page: usize) -> Vec<TrialLine> {
        let narrowed = explain::narrowed(evaluation, page).into_iter();
        narrowed
            .map(|narrowed| {
                let note = self.t.with(
                    "trial-offered",
                    &[
                        ("offered", narrowed.offered.into()),
                        ("all", narrowed.all.into()),
                        ("source", narrowed.filter.source.into()),
                    ],
                );
                TrialLine { name: narrowed.name, note: self.looked_at(note, &narrowed.filter) }
            })
            .collect()
    }

    fn withheld(&self, of: &Questionnaire, page: usize, language: &str) -> Vec<TrialLine> {
        let withheld = translation::withheld_on(of, page, language).into_iter();
        withheld
            .map(|it| {
                let [_, list, id] = translation::cells(Some(&it.text.of));
                let within = if list.is_empty() { String::new() } else { format!("{list}/") };
                let key = match it.readiness {
                    Readiness::SourceChanged => "trial-source-changed",
                    _ => "trial-draft",
                };
                let note = self.t.text(key).into_owned();
                TrialLine { name: format!("{within}{id}{}", it.text.path), note }
            })
            .collect()
    }

    fn ends(&self, evaluation: &Evaluation<'_, '_>) -> Vec<TrialLine> {
        let ends = explain::ends(evaluation).into_iter();
        ends.map(|(holds, condition)| {
            let key = if holds { "trial-end-true" } else { "trial-end-false" };
            let note = self.t.with(key, &[("source", condition.source.into())]);
            TrialLine { name: condition.of.to_owned(), note: self.looked_at(note, &condition) }
        })
        .collect()
    }

    fn quotas(&self, evaluation: &Evaluation<'_, '_>) -> Vec<TrialQuota> {
        let quotas = explain::quotas(evaluation).into_iter();
        quotas
            .map(|met| {
                let key = if met.is_in { "trial-quota-in" } else { "trial-quota-out" };
                let note = self.t.with(key, &[("source", met.when.source.into())]);
                TrialQuota {
                    name: met.when.of.to_owned(),
                    is_full: met.is_full,
                    note: self.looked_at(note, &met.when),
                }
            })
            .collect()
    }

    fn values(&self, evaluation: &Evaluation<'_, '_>, draft: &Draft) -> Vec<TrialValue> {
        let known = explain::known(evaluation, &draft.answers).into_iter();
        known
            .map(|known| TrialValue {
                note: match () {
                    () if known.is_off => self.t.text("trial-kept").into_owned(),
                    () if known.is_computed => self.t.text("trial-computed").into_owned(),
                    () => String::new(),
                },
                name: known.name,
                value: known.value,
            })
            .collect()
    }

    /// Why the thing with this name is hidden.
    fn reason(&self, name: &str, reason: &HiddenReason<'_>) -> String {
        match reason {
            HiddenReason::Ended(end) => self.t.with("trial-ended", &[("end", (*end).into())]),
            HiddenReason::LeftOut(quota) => {
                self.t.with("trial-left-out", &[("quota", (*quota).into())])
            }
            HiddenReason::Off => self.t.text("trial-off").into_owned(),
            HiddenReason::Fault(problem) => {
                let problem = problems::problem(problem, self.t.code());
                self.t.with("trial-fault", &[("problem", problem.into())])
            }
            HiddenReason::Empty => self.t.text("trial-empty").into_owned(),
            HiddenReason::False(condition) => {
                let values = [("source", condition.source.into()), ("of", condition.of.into())];
                let key = if condition.of == name { "trial-false" } else { "trial-false-around" };
                self.looked_at(self.t.with(key, &values), condition)
            }
        }
    }

    /// A sentence on a condition, and the values that the condition looked at.
    fn looked_at(&self, sentence: String, condition: &Condition<'_>) -> String {
        let values = condition.values.iter().map(|(name, value)| match value.as_str() {
            "" => self.t.with("trial-nothing-in", &[("name", (*name).into())]),
            value => format!("{name} = {value}"),
        });
        let values: Vec<String> = values.collect();
        if values.is_empty() { sentence } else { format!("{sentence} ({})", values.join(", ")) }
    }
}
