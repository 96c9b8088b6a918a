//! A resident in front of a browser without script: reads the page, answers what stands there,
//! follows where it leads. Every step says in the test's words what is wrong.

use super::browser::{Answer, Ask, Browser, Door};
use super::html::{self, Form, Kind};

/// A resident and the page she has before her.
#[derive(Clone)]
pub(crate) struct Resident<'d> {
    pub(crate) browser: Browser<'d>,
    base: String,
    /// The address of the page.
    pub(crate) address: String,
    pub(crate) page: Answer,
}

impl<'d> Resident<'d> {
    /// Opens the first page of a survey.
    #[track_caller]
    pub(crate) fn new(door: &'d dyn Door, survey: &str, language: &'static str) -> Self {
        Self::at(door, &format!("/s/{survey}"), language)
    }

    /// Opens an address that leads to what is like a survey.
    #[track_caller]
    pub(crate) fn at(door: &'d dyn Door, base: &str, language: &'static str) -> Self {
        let mut resident = Self {
            browser: Browser::new(door, language),
            base: base.to_owned(),
            address: String::new(),
            page: Answer::default(),
        };
        resident.open("");
        resident
    }

    /// Opens the survey in German and presses start.
    #[track_caller]
    pub(crate) fn start(door: &'d dyn Door, survey: &str) -> Self {
        let mut resident = Self::new(door, survey, "de");
        resident.press();
        resident
    }

    /// Opens an address of the survey, such as `/p/p01`.
    #[track_caller]
    pub(crate) fn open(&mut self, path: &str) -> &mut Self {
        self.send(Ask::get(&format!("{}{path}", self.base)))
    }

    /// Types a code and presses the button.
    #[track_caller]
    pub(crate) fn enter(&mut self, code: &str) -> &mut Self {
        self.open("/code");
        let ask = Ask::form(&format!("{}/code", self.base), &[("code", code)]);
        self.send(ask)
    }

    /// Sends a request and follows where it leads.
    #[track_caller]
    pub(crate) fn send(&mut self, ask: Ask) -> &mut Self {
        let mut ask = ask;
        for _ in 0..5 {
            let answer = self.browser.ask(ask.clone()).unwrap();
            self.address.clone_from(&ask.path);
            if answer.status != 303 {
                assert!(!answer.text().contains("${"), "a raw placeholder: {}", answer.text());
                self.page = answer;
                return self;
            }
            ask = Ask::get(answer.header("location").unwrap());
        }
        panic!("going round in circles at {}", self.address);
    }

    /// What pressing the main button would send, with these answers given. Every answer must be
    /// there to be given; other fields are sent as they stand.
    #[track_caller]
    pub(crate) fn filled(&self, answers: &[(&str, &str)]) -> Ask {
        let form = self.page.form();
        for (name, value) in answers {
            assert!(offers(&form, name, value), "no {name} = {value} on {}", self.place());
        }
        let kept = form.sent().into_iter().filter(|(name, _)| answers.iter().all(|a| a.0 != *name));
        let given = answers.iter().copied().filter(|(_, value)| !value.is_empty());
        let fields: Vec<(&str, &str)> = kept.chain(given).collect();
        let own = self.address.split('?').next().unwrap_or_default();
        let path = form.action.as_deref().unwrap_or(own);
        if form.is_multipart {
            return Ask::multipart(path, &fields, &[]);
        }
        Ask::form(path, &fields)
    }

    /// The same with everything the browser adds, to be sent by somebody else.
    #[track_caller]
    pub(crate) fn whole(&self, answers: &[(&str, &str)]) -> Ask {
        self.browser.dressed(self.filled(answers))
    }

    /// Gives answers and presses the main button.
    #[track_caller]
    pub(crate) fn answer(&mut self, answers: &[(&str, &str)]) -> &mut Self {
        let ask = self.filled(answers);
        self.send(ask)
    }

    /// Presses the main button.
    #[track_caller]
    pub(crate) fn press(&mut self) -> &mut Self {
        self.answer(&[])
    }

    /// Answers page after page what stands in `answers`, leaves the rest, and names the pages.
    #[track_caller]
    pub(crate) fn walk(&mut self, answers: &[(&str, &str)]) -> Vec<String> {
        let mut pages: Vec<String> = Vec::new();
        for _ in 0..100 {
            assert_eq!(self.page.status, 200, "{}: {}", self.place(), self.page.text());
            let place = self.place().to_owned();
            if !self.address.contains("/p/") {
                return pages;
            }
            let form = self.page.form();
            let given: Vec<_> =
                answers.iter().copied().filter(|a| offers(&form, a.0, a.1)).collect();
            if pages.last() != Some(&place) {
                pages.push(place);
            }
            self.answer(&given);
        }
        panic!("the interview does not end: {pages:?}");
    }

    /// The last part of the address: a page's name, `review`, `done`, an end's name.
    pub(crate) fn place(&self) -> &str {
        let path = self.address.split(['?', '#']).next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn is_on(&mut self, place: &str) -> &mut Self {
        assert_eq!(self.place(), place, "{}", self.page.text());
        assert_eq!(self.page.status, 200, "{}", self.page.text());
        self
    }

    #[track_caller]
    pub(crate) fn has_status(&mut self, status: u16) -> &mut Self {
        assert_eq!(self.page.status, status, "{}: {}", self.address, self.page.text());
        self
    }

    #[track_caller]
    pub(crate) fn sees(&mut self, words: &str) -> &mut Self {
        let text = self.page.text();
        assert!(text.contains(words), "no “{words}” on {}: {text}", self.address);
        self
    }

    #[track_caller]
    pub(crate) fn sees_not(&mut self, words: &str) -> &mut Self {
        let text = self.page.text();
        assert!(!text.contains(words), "“{words}” on {}: {text}", self.address);
        self
    }

    /// The field stands there with this value, or the choice is picked; empty: nothing is given.
    #[track_caller]
    pub(crate) fn shows(&mut self, name: &str, value: &str) -> &mut Self {
        let form = self.page.form();
        assert!(form.has(name), "no {name} on {}", self.address);
        let sent = form.sent();
        let shown: Vec<&str> = sent.iter().filter(|f| f.0 == name).map(|f| f.1).collect();
        let expect: Vec<&str> = value.split_whitespace().collect();
        let shown: Vec<&str> = shown.into_iter().filter(|value| !value.is_empty()).collect();
        assert!(shown == expect || shown == [value], "{name} on {}: {shown:?}", self.address);
        self
    }

    /// The page came back with a summary that links to the field, and with words at the field.
    #[track_caller]
    pub(crate) fn says_error_at(&mut self, field: &str) -> &mut Self {
        self.has_status(422);
        let html = self.page.html();
        let tags = html::tags(&html);
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let is_target = |target: &str| {
            let rest = target.strip_prefix(field);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']))
        };
        let links: Vec<String> = tags
            .iter()
            .skip_while(|tag| tag.attribute("class") != Some("errsum"))
            .take_while(|tag| tag.name != "/ul")
            .filter_map(|tag| tag.attribute("href")?.strip_prefix('#'))
            .map(|id| id.replace("%5B", "[").replace("%5D", "]"))
            .collect();
        let target = links.iter().find(|target| is_target(target));
        let target = target.unwrap_or_else(|| panic!("no link to {field}: {links:?}"));
        assert!(ids.contains(&target.as_str()), "{target} is not on the page");
        assert!(ids.contains(&format!("{field}.error").as_str()), "no words at {field}: {ids:?}");
        self
    }
}

/// Whether an answer can be given on a form; an empty one unpicks or empties.
fn offers(form: &Form, name: &str, value: &str) -> bool {
    form.controls.iter().any(|control| {
        control.name == name
            && match control.kind {
                Kind::Choice { .. } => value.is_empty() || control.value == value,
                Kind::Field | Kind::Hidden | Kind::Button | Kind::File => true,
            }
    })
}
