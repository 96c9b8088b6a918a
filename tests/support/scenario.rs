//! An interview told step by step: `s.answer("age", "17").next_is("guardian")`.

use zugvogel::clock::Clock;
use zugvogel::engine::codebook::missing::code_of;
use zugvogel::engine::expr::Env;
use zugvogel::engine::interview::{Destination, Outcome, Unready};
use zugvogel::engine::show::Body;
use zugvogel::engine::{
    Checked, Codebook, Draft, Form, Interview, Questionnaire, Record, Response,
};
use zugvogel::formats::{FormFiles, Unreadable, json};
use zugvogel::i18n::Locale;

/// The files beside a questionnaire in a test: none.
pub(crate) struct NoFiles;

impl FormFiles for NoFiles {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Absent)
    }
}

/// Somebody who answers.
pub(crate) struct Scenario {
    questionnaire: Questionnaire,
    pub(crate) draft: Draft,
    env: Env,
    outcome: Option<Outcome>,
}

impl Scenario {
    /// Begins to answer a questionnaire of these pages, lists and other top-level fields.
    #[track_caller]
    pub(crate) fn of(document: serde_json::Value) -> Scenario {
        let mut whole =
            serde_json::json!({ "name": "scenario", "languages": ["en"], "title": "?" });
        let fields = document.as_object().cloned().unwrap_or_default();
        whole.as_object_mut().unwrap().extend(fields);
        Scenario::load(whole.to_string().as_bytes(), &NoFiles)
    }

    /// Begins to answer a questionnaire.
    #[track_caller]
    pub(crate) fn load(bytes: &[u8], beside: &dyn FormFiles) -> Scenario {
        Scenario::begin(json::load(bytes, beside))
    }

    /// Begins to answer a questionnaire that was checked.
    #[track_caller]
    pub(crate) fn begin(checked: Checked) -> Scenario {
        let problems: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        let Ok(questionnaire) = checked.sound() else { panic!("{problems:#?}") };
        let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
        let env = zugvogel::app::env(&clock, Locale::find("en").unwrap());
        let language = questionnaire.fallback().to_owned();
        let draft = Interview::begin(&questionnaire, 7, &language, &env);
        Scenario { questionnaire, draft, env, outcome: None }
    }

    /// Begins anew as another respondent.
    pub(crate) fn anew(&mut self, seed: u32) -> &mut Self {
        self.env.seed = seed.into();
        let language = self.questionnaire.fallback().to_owned();
        self.draft = Interview::begin(&self.questionnaire, seed, &language, &self.env);
        self.outcome = None;
        self
    }

    /// Goes away and comes back to what was stored.
    #[track_caller]
    pub(crate) fn resumed(&mut self) -> &mut Self {
        let stored = serde_json::to_string(&self.draft).unwrap();
        self.draft = serde_json::from_str(&stored).unwrap();
        self
    }

    /// Answers one field of the page it is on, beside what stands there already. Several values
    /// are separated by blanks; a field for each of a ranking is written as `name.value`.
    #[track_caller]
    pub(crate) fn answer(&mut self, field: &str, value: &str) -> &mut Self {
        self.send(&[(field, value)])
    }

    /// Answers several fields of one page at once.
    #[track_caller]
    pub(crate) fn send(&mut self, fields: &[(&str, &str)]) -> &mut Self {
        let first = fields.first().unwrap().0;
        let name = if first.starts_with('_') { fields[0].1 } else { first };
        let at = self.page_of(name);
        let interview = self.interview();
        let is_several = |field: &str| {
            let shown = interview.page_with(at, &Form::default(), &[]);
            let mut questions = shown.questions.iter().filter(|q| q.name == field);
            questions.any(|q| matches!(q.body, Body::Options { multiple: true, .. }))
        };
        let mut form = Form::default();
        for (name, value) in interview.form(at).iter() {
            if fields.iter().all(|(field, _)| *field != name) {
                form.push(name, value);
            }
        }
        for (field, value) in fields {
            match is_several(field) {
                true => value.split(' ').for_each(|one| form.push(*field, one)),
                false => form.push(*field, *value),
            }
        }
        self.take(at, &form)
    }

    /// Sends a page without changing anything on it.
    #[track_caller]
    pub(crate) fn pass(&mut self, page: &str) -> &mut Self {
        let at = self.questionnaire.find_page(page).unwrap();
        let form = self.interview().form(at);
        self.take(at, &form)
    }

    fn take(&mut self, at: usize, form: &Form) -> &mut Self {
        let outcome = self.interview().accept(at, form);
        if let Some(draft) = outcome.clone().into_draft() {
            self.draft = draft;
        }
        self.outcome = Some(outcome);
        self
    }

    /// Presses the button that asks a repeat once more.
    #[track_caller]
    pub(crate) fn add(&mut self, repeat: &str) -> &mut Self {
        self.send(&[("_add", repeat)])
    }

    /// Presses the button that removes an instance: `place[2]`.
    #[track_caller]
    pub(crate) fn remove(&mut self, instance: &str) -> &mut Self {
        self.send(&[("_remove", instance)])
    }

    /// The language of the pages from now on.
    pub(crate) fn speak(&mut self, language: &str) -> &mut Self {
        language.clone_into(&mut self.draft.language);
        self
    }

    /// The interview goes on with this question; `review` when nothing is open.
    #[track_caller]
    pub(crate) fn next_is(&mut self, question: &str) -> &mut Self {
        if let Some(Outcome::Rejected(complaints)) = &self.outcome {
            panic!("not accepted: {complaints:?}");
        }
        let next = match self.interview().resume() {
            Destination::Review => "review".to_owned(),
            Destination::End(end) => self.questionnaire.ends()[end].definition.name.clone(),
            Destination::Page(page) => {
                let shown = self.shown(page).0;
                let has = shown.iter().any(|name| name == question);
                if has { question.to_owned() } else { shown.join(", ") }
            }
            Destination::Done => "done".to_owned(),
        };
        assert_eq!(next, question);
        self
    }

    /// The last answer was refused because of this field.
    #[track_caller]
    pub(crate) fn refused(&mut self, field: &str) -> &mut Self {
        match &self.outcome {
            Some(Outcome::Rejected(complaints)) => {
                let fields: Vec<&str> = complaints.iter().map(|c| c.field.as_str()).collect();
                assert_eq!(fields, [field], "{complaints:?}");
            }
            other => panic!("{other:?} instead of a complaint about {field}"),
        }
        self
    }

    /// What expressions and texts see of a question outside of repeats.
    #[track_caller]
    pub(crate) fn sees(&mut self, name: &str, value: &str) -> &mut Self {
        assert_eq!(self.interview().evaluation().value(name), value, "${{{name}}}");
        self
    }

    /// The same, to go on with.
    pub(crate) fn value(&mut self, name: &str) -> String {
        self.interview().evaluation().value(name).to_string()
    }

    /// The names of the questions shown on the page of `question`.
    #[track_caller]
    pub(crate) fn shows(&mut self, question: &str, names: &[&str]) -> &mut Self {
        let (shown, _) = self.shown(self.page_of(question));
        assert_eq!(shown, names);
        self
    }

    /// The names of the questions shown on the page of `question`.
    #[track_caller]
    pub(crate) fn asked_of(&self, question: &str) -> Vec<String> {
        self.shown(self.page_of(question)).0
    }

    /// The names of the rows a battery shows, sorted.
    #[track_caller]
    pub(crate) fn rows_of(&self, battery: &str) -> Vec<String> {
        let mut names = self.rows_in_order(battery);
        names.sort();
        names
    }

    /// The names of the rows a battery shows, as they stand.
    #[track_caller]
    pub(crate) fn rows_in_order(&self, battery: &str) -> Vec<String> {
        let interview = self.interview();
        let shown = interview.page(self.page_of(battery));
        let body = shown.questions.iter().find(|q| q.name == battery).map(|q| &q.body);
        let Some(Body::Rows(rows)) = body else { panic!("{battery} shows no rows: {body:?}") };
        rows.rows.iter().map(|row| row.name.to_string()).collect()
    }

    /// The name of the page the interview goes on with, if it is a page.
    pub(crate) fn open_page(&self) -> Option<String> {
        match self.interview().resume() {
            Destination::Page(page) => Some(self.questionnaire.pages()[page].name.clone()),
            _ => None,
        }
    }

    /// The labels of the choices offered for a question.
    #[track_caller]
    pub(crate) fn offers(&mut self, question: &str, labels: &[&str]) -> &mut Self {
        let at = self.page_of(question);
        let interview = self.interview();
        let shown = interview.page(at);
        let body = shown.questions.iter().find(|q| q.name == question).map(|q| &q.body);
        let offered: Vec<String> = match body {
            Some(Body::Options { options, .. }) => {
                options.iter().map(|option| option.label.to_string()).collect()
            }
            Some(Body::Ranking(ranked)) => ranked.iter().map(|r| r.label.to_string()).collect(),
            other => panic!("{question} offers nothing: {other:?}"),
        };
        assert_eq!(offered, labels);
        self
    }

    /// The text of a question.
    #[track_caller]
    pub(crate) fn reads(&mut self, question: &str, label: &str) -> &mut Self {
        let (names, labels) = self.shown(self.page_of(question));
        let at = names.iter().position(|name| name == question);
        assert_eq!(at.map(|at| labels[at].as_str()), Some(label));
        self
    }

    /// What the page of a question begins with.
    #[track_caller]
    pub(crate) fn intro_of(&self, question: &str) -> String {
        self.interview().page(self.page_of(question)).intro.plain()
    }

    /// What would be submitted, as `name=value` in the order of the names.
    #[track_caller]
    pub(crate) fn submits(&mut self, answers: &[&str]) -> &mut Self {
        let response = self.interview().response().unwrap();
        let given: Vec<String> = response
            .answers
            .iter()
            .map(|(name, value)| match code_of(value) {
                Some(code) => format!("{name} {code}"),
                None => format!("{name}={value}"),
            })
            .collect();
        assert_eq!(given, answers);
        self
    }

    /// What a column of the export would hold.
    #[track_caller]
    pub(crate) fn exports(&mut self, column: &str, cell: &str) -> &mut Self {
        let response = self.interview().response().unwrap();
        let document = serde_json::to_string(&response).unwrap();
        let record = Record::read(&self.questionnaire, &document).unwrap();
        let codebook = Codebook::new(&self.questionnaire);
        let variable = codebook.variables.iter().find(|variable| variable.name == column);
        assert_eq!(variable.unwrap().cell(&record, ""), cell, "{column}");
        self
    }

    /// Of each row that a differential shows, whether its poles are exchanged.
    #[track_caller]
    pub(crate) fn mirrored(&mut self, question: &str) -> Vec<bool> {
        let interview = self.interview();
        let shown = interview.page(self.page_of(question));
        match &shown.questions.iter().find(|q| q.name == question).unwrap().body {
            Body::Rows(rows) => rows.rows.iter().map(|row| row.mirrored).collect(),
            other => panic!("{question} has no rows: {other:?}"),
        }
    }

    /// What would be submitted.
    pub(crate) fn response(&self) -> Result<Response, Unready> {
        self.interview().response()
    }

    /// Something is open or does not fit any more.
    #[track_caller]
    pub(crate) fn submits_not_yet(&mut self) -> &mut Self {
        let response = self.interview().response();
        assert!(response.is_err(), "{response:?}");
        self
    }

    fn interview(&self) -> Interview<'_> {
        Interview::new(&self.questionnaire, &self.draft, &self.env)
    }

    /// The page of a question, group or repeat, whatever its instance and part.
    #[track_caller]
    fn page_of(&self, field: &str) -> usize {
        let name = field.split(['[', '.']).next().unwrap();
        let questions = self.questionnaire.questions();
        let slot = self.questionnaire.find_slot(name).map(|slot| &self.questionnaire.slots()[slot]);
        let own = match slot {
            Some(slot) => questions.get(slot.question),
            None => questions.iter().find(|question| question.definition.name == name),
        };
        own.map(|question| question.page).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// Names and labels of what is shown on a page.
    fn shown(&self, at: usize) -> (Vec<String>, Vec<String>) {
        let interview = self.interview();
        let shown = interview.page(at);
        let own = shown.questions.iter().filter(|q| !matches!(q.body, Body::End(_)));
        own.map(|q| (q.name.to_string(), q.label.plain())).unzip()
    }
}
