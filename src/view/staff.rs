//! The pages of staff: signing in, the surveys, one survey with its counts and downloads.

pub mod account;
pub mod audit;
pub mod comments;
pub mod delete_survey;
pub mod editor;
pub mod factor;
pub mod field;
pub mod jobs;
pub mod new_survey;
pub mod oidc;
pub mod organisation;
pub mod people;
pub mod pretests;
pub mod publish;
pub mod questionnaires;
pub mod surveys;
pub mod translations;
pub mod waves;

use askama::Template;
use jiff::civil::Date;

use crate::domain::look::OrganisationLook;
use crate::domain::{FieldState, Permission, Roles};
use crate::i18n::Locale;

use super::assets;
use waves::StudyWaves;

/// The frame of a staff page.
#[derive(Debug, Clone)]
pub struct StaffFrame<'a> {
    /// The language of the page.
    pub t: &'static Locale,
    /// The address of this page, which the language links lead back to.
    pub here: &'a str,
    /// The organisation she works for.
    pub organisation: &'a str,
    /// All that she works for, when they are several.
    pub workplaces: Vec<Workplace<'a>>,
    /// Its look.
    pub look: OrganisationLook,
    /// Her name or e-mail address.
    pub person: &'a str,
    /// What she is there; nothing where nobody is signed in.
    pub roles: Option<&'a Roles>,
    /// Where the other pages are that she may see.
    pub tabs: Vec<Tab>,
    /// Where the list of surveys is.
    pub home: &'a str,
    /// Where her own account is.
    pub own: &'a str,
    /// Where the sign-out form is sent.
    pub sign_out: &'a str,
    /// What every form of the page carries in the field `_csrf`; empty where nobody is signed in.
    pub csrf: &'a str,
}

/// An organisation to which she may switch.
#[derive(Debug, Clone, Copy)]
pub struct Workplace<'a> {
    /// Its short name.
    pub slug: &'a str,
    /// Its name for people.
    pub name: &'a str,
    /// She works there now.
    pub is_current: bool,
}

/// A link under the bar.
#[derive(Debug, Clone, Copy)]
pub struct Tab {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// The page is this one, or below it.
    pub is_current: bool,
}

impl StaffFrame<'_> {
    /// Addresses of the stylesheets.
    fn stylesheets(&self) -> [&'static str; 2] {
        [assets::stylesheet(), assets::staff_stylesheet()]
    }

    /// What she is there, in a word.
    fn role(&self) -> Option<String> {
        Some(account::role_names(self.t, self.roles?).join(", "))
    }

    /// What she sees of residents, and what not.
    fn sight(&self) -> Option<String> {
        let roles = self.roles?;
        let key = match (roles.may(Permission::ReadAnswers), roles.may(Permission::ReadContacts)) {
            (true, _) => "sees-answers",
            (false, true) => "sees-names",
            (false, false) => "sees-neither",
        };
        Some(self.t.text(key).into_owned())
    }

    /// Address of the organisation's own style sheet.
    fn own_sheet(&self) -> Option<String> {
        Some(format!("/look/{}", self.look.sheet_file()?))
    }

    /// Address of the organisation's crest, and what it is, in words.
    fn crest(&self) -> Option<(String, String)> {
        let address = format!("/look/{}", self.look.crest_file()?);
        let organisation = self.organisation.into();
        Some((address, self.t.with("crest-of", &[("organisation", organisation)])))
    }

    /// What a survey's state is called, and how it looks.
    fn state_key(&self, state: &FieldState) -> String {
        format!("staff-state-{}", state.as_str())
    }

    fn tag(&self, state: &FieldState) -> &'static str {
        match state {
            FieldState::Planned => "plan",
            FieldState::Open => "ok run",
            FieldState::Paused => "warn hold",
            FieldState::Closed => "end",
        }
    }

    /// A text with a word in it.
    fn said(&self, key: &str, name: &str, word: &str) -> String {
        self.t.with(key, &[(name, word.into())])
    }

    /// A text with a number in it, which is `n` where the text goes by it.
    fn counted(&self, key: &str, name: &str, number: &usize) -> String {
        self.t.with(key, &[(name, self.t.count(*number).into()), ("n", (*number).into())])
    }

    /// Address of the icon.
    fn icon(&self) -> &'static str {
        assets::icon()
    }
}

/// Signing in.
#[derive(Debug, Template)]
#[template(path = "staff/login.html")]
pub struct Login<'a> {
    /// The frame; nobody is signed in, so `person` is empty.
    pub frame: StaffFrame<'a>,
    /// What was typed before.
    pub email: &'a str,
    /// What is wrong with the last try.
    pub problem: Option<LoginProblem>,
    /// A password was chosen just now.
    pub was_chosen: bool,
    /// Where who has forgotten hers gets a link by mail.
    pub forgot: Option<&'a str>,
    /// Where who would rather sign in by an identity provider goes, and what the button says.
    pub provider: Option<(&'a str, &'a str)>,
}

/// Why signing in failed; never tells whether an account exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginProblem {
    /// The address or the password is wrong.
    Wrong,
    /// The form was too old.
    Expired,
}

impl Login<'_> {
    /// What was typed is wrong; which of both is not told.
    fn is_wrong(&self) -> bool {
        self.problem == Some(LoginProblem::Wrong)
    }

    fn problem(&self) -> Option<String> {
        let key = match self.problem? {
            LoginProblem::Wrong => "login-wrong",
            LoginProblem::Expired => "login-expired",
        };
        Some(self.frame.t.text(key).into_owned())
    }
}

/// How many responses a survey has.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Responses that went through the mix.
    pub responses: usize,
    /// The mix's batch.
    pub batch: usize,
    /// Of the responses, those that came without a code, where people come both ways.
    pub without_code: Option<usize>,
}

impl Counts {
    /// A few of a batch are there only after something was withdrawn or mixed alone: how many is not told.
    fn responses(&self, t: &Locale) -> String {
        match self.responses {
            few if (1..self.batch).contains(&few) => {
                t.with("surveys-fewer", &[("batch", t.count(self.batch).into())])
            }
            number => t.count(number),
        }
    }

    /// By which door they came, where there are two.
    fn doors(&self, t: &Locale) -> Option<String> {
        let without = self.without_code.filter(|_| self.responses >= self.batch)?;
        let with = t.count(self.responses.saturating_sub(without));
        let values = [("with", with.into()), ("without", t.count(without).into())];
        Some(t.with("staff-doors", &values))
    }

    /// How many wait is never told: a number that grows by one would tell when somebody submitted.
    fn waiting(&self, t: &Locale) -> String {
        t.text("staff-waiting-untold").into_owned()
    }
}

/// What tells surveys of one title apart, beside their addresses.
#[derive(Debug)]
pub struct FieldPhase<'a> {
    /// The first day; open from the start when absent.
    pub opens: Option<Date>,
    /// The last day.
    pub closes: Option<Date>,
    /// The version as its author calls it; may be empty.
    pub version: &'a str,
    /// The beginning of its hash.
    pub hash: &'a str,
}

impl FieldPhase<'_> {
    fn days(&self, t: &Locale) -> String {
        let (opens, closes) =
            (self.opens.map(|day| t.date(day)), self.closes.map(|day| t.date(day)));
        let of = |key: &str, days: &[(&'static str, String)]| {
            let values: Vec<_> =
                days.iter().map(|(name, day)| (*name, day.clone().into())).collect();
            t.with(key, &values)
        };
        match (opens, closes) {
            (Some(from), Some(until)) => of("staff-days", &[("from", from), ("until", until)]),
            (Some(from), None) => of("staff-days-from", &[("from", from)]),
            (None, Some(until)) => of("staff-days-until", &[("until", until)]),
            (None, None) => of("staff-days-all", &[]),
        }
    }

    fn version(&self, t: &Locale) -> String {
        let values = [("version", self.version.into()), ("hash", self.hash.into())];
        t.with(if self.version.is_empty() { "staff-hash" } else { "staff-version" }, &values)
    }
}

/// One survey: counts and downloads.
#[derive(Debug, Template)]
#[template(path = "staff/survey.html")]
pub struct SurveyPage<'a> {
    /// The frame.
    pub frame: StaffFrame<'a>,
    /// Its title.
    pub title: &'a str,
    /// Where residents answer it.
    pub public: &'a str,
    /// On which days, and with which version.
    pub run: FieldPhase<'a>,
    /// Whether it takes answers.
    pub state: FieldState,
    /// How many there are.
    pub counts: Counts,
    /// Where its field phase is led; nothing for who may not.
    pub field: Option<String>,
    /// Where the next wave of its study is created; nothing for who may not.
    pub next_wave: Option<String>,
    /// The waves of its study, where it is not alone in it.
    pub study: Option<StudyWaves<'a>>,
    /// When its answers are to be deleted, where it is over and that was set.
    pub due: Option<DeletionDue>,
    /// It was created just now.
    pub is_new: bool,
    /// It was to be created, and was there already.
    pub is_known: bool,
    /// People come to it with codes.
    pub has_codes: bool,
    /// Its versions, the newest first.
    pub versions: Vec<VersionRow<'a>>,
    /// The quotas.
    pub quotas: Vec<QuotaRow<'a>>,
    /// What cannot be carried to another store.
    pub aside: SetAside,
    /// All files in each format, as one ZIP; none for who may not read answers.
    pub downloads: Vec<Download>,
    /// Each file by itself: name (`responses.csv`) and address; none where there is no download.
    pub files: Vec<(String, String)>,
}

/// When the answers of a survey are to be deleted.
#[derive(Debug)]
pub struct DeletionDue {
    /// From which day on.
    pub day: Date,
    /// That day has come.
    pub is_over: bool,
    /// Where it is deleted; nothing for who may not.
    pub delete: Option<String>,
}

impl DeletionDue {
    fn words(&self, t: &Locale) -> String {
        let key = if self.is_over { "staff-deletion-over" } else { "staff-deletion-due" };
        t.with(key, &[("day", t.date(self.day).into())])
    }
}

/// A version of a survey.
#[derive(Debug)]
pub struct VersionRow<'a> {
    /// Its number.
    pub number: i32,
    /// As its author calls it; may be empty.
    pub label: &'a str,
    /// The day on which it was published.
    pub day: Date,
    /// Its address without the ending of a file.
    pub href: String,
}

/// A quota, and how many count in it.
#[derive(Debug, Clone, Copy)]
pub struct QuotaRow<'a> {
    /// What it is called.
    pub label: &'a str,
    /// Responses in its cell when they were counted last; nothing for who may not read answers.
    pub responses: Option<usize>,
    /// Whether there were as many as are wanted.
    pub is_full: bool,
    /// So many are wanted.
    pub max: usize,
}

impl QuotaRow<'_> {
    fn count(&self, t: &Locale) -> Option<String> {
        self.responses.map(|responses| t.count(responses))
    }

    fn wanted(&self, t: &Locale) -> String {
        t.count(self.max)
    }

    fn state(&self, t: &Locale) -> String {
        t.text(if self.is_full { "staff-quota-full" } else { "staff-quota-open" }).into_owned()
    }
}

/// How much of a survey cannot be carried to another store, and why.
#[derive(Debug, Clone, Copy, Default)]
pub struct SetAside {
    /// Responses that cannot be opened.
    pub unreadable: usize,
    /// Responses that have arrived before.
    pub doubles: usize,
    /// Responses with a file that is damaged.
    pub damaged: usize,
    /// Messages that cannot be opened.
    pub messages: usize,
}

/// All files of a survey in one format.
#[derive(Debug)]
pub struct Download {
    /// The format's key, which its texts have too.
    pub key: &'static str,
    /// Where it is.
    pub href: String,
    /// Where it is prepared in the background.
    pub prepare: String,
}

impl Download {
    fn name(&self, t: &Locale) -> String {
        t.text(&format!("export-{}", self.key)).into_owned()
    }

    fn note(&self, t: &Locale) -> String {
        t.text(&format!("export-note-{}", self.key)).into_owned()
    }
}

impl SurveyPage<'_> {
    /// Whether it says how many are in the cells of its quotas.
    fn counts_cells(&self) -> bool {
        self.quotas.iter().any(|quota| quota.responses.is_some())
    }

    /// What cannot be carried to another store, in words; nothing when all is well.
    fn aside(&self) -> Option<String> {
        let (t, SetAside { unreadable, doubles, damaged, messages }) = (self.frame.t, self.aside);
        let responses = unreadable + doubles + damaged;
        let values =
            [("responses", t.count(responses).into()), ("messages", t.count(messages).into())];
        (responses + messages > 0).then(|| t.with("staff-aside", &values))
    }

    /// Why, in words.
    fn aside_reasons(&self) -> Vec<String> {
        let (t, SetAside { unreadable, doubles, damaged, messages }) = (self.frame.t, self.aside);
        let reasons = [
            ("staff-aside-unreadable", unreadable + messages),
            ("staff-aside-double", doubles),
            ("staff-aside-damaged", damaged),
        ];
        let told = reasons.into_iter().filter(|(_, number)| *number > 0);
        told.map(|(key, number)| t.with(key, &[("number", t.count(number).into())])).collect()
    }

    fn mix(&self) -> String {
        let t = self.frame.t;
        t.with("staff-mix", &[("batch", t.count(self.counts.batch).into())])
    }

    fn empty(&self) -> String {
        let t = self.frame.t;
        t.with("staff-empty", &[("twice", t.count(2 * self.counts.batch).into())])
    }

    /// What is in a file; nothing for a file we have no words for.
    fn file_text(&self, name: &str) -> String {
        let key = match name {
            "responses.csv" => "file-responses",
            "reasons.csv" => "file-reasons",
            "image.csv" => "file-image",
            "transparency.csv" => "file-transparency",
            "repeats.csv" => "file-repeats",
            "codebook.csv" => "file-codebook",
            "attachments.zip" => "file-attachments",
            "manifest.json" => "file-manifest",
            _ => return String::new(),
        };
        self.frame.t.text(key).into_owned()
    }
}
