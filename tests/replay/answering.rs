//! Somebody who answers the study over HTTP, page after page, as she has it in mind: a resident of the
//! county, who may go back and change what she said, or the attacker, who answers as a response did.

use std::collections::BTreeSet;

use zugvogel::engine::{Draft, Interview, Questionnaire, Response};

use crate::browser::Ask;
use crate::html::{Control, Kind};
use crate::installation::{FILES, Installation};
use crate::resident::Resident;

/// What somebody will answer.
#[derive(Clone)]
pub(crate) struct Mind {
    pub(crate) draft: Draft,
    pub(crate) files: [Option<Vec<u8>>; 2],
}

impl Mind {
    /// Of who will give this response.
    pub(crate) fn of(response: &Response, files: [Option<Vec<u8>>; 2]) -> Self {
        let is_file = |name: &str| FILES.contains(&name);
        let mut draft = Draft {
            language: response.language.clone(),
            seed: response.seed,
            asked: response.answers.keys().map(|name| name.as_str().into()).collect(),
            ..Draft::default()
        };
        for (name, value) in response.answers.iter().filter(|(_, value)| *value != "-9") {
            if !is_file(name) {
                draft.answers.set(name, value);
            }
        }
        Self { draft, files }
    }
}

/// How an interview ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Submits,
    Withdraws,
    BreaksOff,
    OptsOut,
}

/// Where somebody stands after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    GoesOn,
    IsDone,
    Leaves,
}

pub(crate) struct Answering<'a> {
    at: &'a Installation,
    questionnaire: &'a Questionnaire,
    resident: Resident<'a>,
    mind: Mind,
    /// The page on which she first says what somebody else would, and goes back.
    slip: Option<(usize, Draft)>,
    pages: Vec<String>,
    ends: Ends,
    /// The id of her draft.
    pub(crate) id: String,
    /// After each save: how long her draft is without what fills it up, and with it.
    pub(crate) saves: Vec<(usize, usize)>,
}

impl<'a> Answering<'a> {
    pub(crate) fn begin(
        at: &'a Installation,
        questionnaire: &'a Questionnaire,
        (language, mind): (&'static str, Mind),
        slip: Option<(usize, Draft)>,
        ends: Ends,
    ) -> Self {
        let mut resident = at.resident(language);
        resident.open(&format!("/p/{}", questionnaire.pages()[0].name));
        let id = at.draft_key(&resident).id.to_string();
        let (pages, saves) = (Vec::new(), Vec::new());
        Self { at, questionnaire, resident, mind, slip, pages, ends, id, saves }
    }

    pub(crate) fn seed(&self) -> u32 {
        self.mind.draft.seed
    }

    pub(crate) fn place(&self) -> &str {
        self.resident.place()
    }

    /// One page, or the end.
    pub(crate) fn step(&mut self) -> Step {
        let place = self.resident.place().to_owned();
        if !self.resident.address.contains("/p/") {
            if place != "review" || self.ends == Ends::BreaksOff {
                return Step::Leaves;
            }
            return self.submit();
        }
        let page = self.questionnaire.find_page(&place).unwrap();
        match self.ends {
            Ends::BreaksOff if self.pages.len() > 12 => return Step::Leaves,
            Ends::OptsOut if self.pages.len() > 6 => {
                self.resident.open("/opt-out").press();
                return Step::Leaves;
            }
            _ => {}
        }
        self.pages.push(place);
        let mind = self.mind.draft.clone();
        let slip = self.slip.take_if(|(on, _)| *on == self.pages.len());
        let is_taken = match &slip {
            Some((_, other)) => self.send(page, other) || self.send(page, &mind),
            None => self.send(page, &mind),
        };
        if !is_taken {
            self.resident.press();
            self.note_save();
        }
        if slip.is_some() {
            let on = self.resident.address.clone();
            self.resident.open(&format!("/p/{}", self.pages[self.pages.len() - 1]));
            if self.resident.page.status == 200 {
                self.send(page, &mind);
            }
            let on = on.split_once(crate::installation::SURVEY).unwrap().1.to_owned();
            self.resident.open(&on);
        }
        Step::GoesOn
    }

    /// Sends a page as somebody has it in mind; false when it is not accepted.
    fn send(&mut self, page: usize, said: &Draft) -> bool {
        let env = self.at.app.app.respondents().interviews().env(&said.language, said.seed);
        let form = Interview::new(self.questionnaire, said, &env).form(page);
        let shown = self.resident.page.form();
        let offered: BTreeSet<&str> = shown.controls.iter().map(|c| c.name.as_str()).collect();
        // The seed decides in what order things are shown, and stands in the response.
        let seed = self.seed().to_string();
        let hidden = shown.sent().into_iter().filter(|(name, _)| name.starts_with('_'));
        let hidden = hidden.map(|(name, sent)| (name, if name == "_seed" { &seed } else { sent }));
        let typed = form.iter().filter(|(name, _)| offered.contains(name) && !FILES.contains(name));
        let fields: Vec<(&str, &str)> = hidden.chain(typed).collect();
        let path = shown.action.clone().unwrap_or_else(|| self.resident.address.clone());
        let path = path.split('?').next().unwrap();
        let asked = shown.controls.iter().filter(|control| control.kind == Kind::File);
        let file = |control: &'_ Control| {
            let field = FILES.iter().position(|it| control.name == format!("{it}.file"))?;
            self.mind.files[field].as_deref()
        };
        let files: Vec<(&str, &str, &[u8])> = asked
            .filter_map(|control| Some((control.name.as_str(), "paper.txt", file(control)?)))
            .collect();
        let ask = match shown.is_multipart {
            true => Ask::multipart(path, &fields, &files),
            false => Ask::form(path, &fields),
        };
        let before = self.resident.clone();
        self.resident.send(ask);
        if self.resident.page.status == 422 {
            self.resident = before;
            return false;
        }
        self.note_save();
        true
    }

    fn note_save(&mut self) {
        if let Some((row, plain)) = self.at.draft(&self.resident) {
            self.saves.push((plain, row.bytes.len()));
        }
    }

    fn submit(&mut self) -> Step {
        self.resident.press();
        if self.resident.place() != "done" {
            return Step::GoesOn; // A page is still open; she is on it.
        }
        Step::IsDone
    }

    /// Takes back what she has just submitted, if she wants to.
    pub(crate) fn may_withdraw(&mut self) {
        if self.ends == Ends::Withdraws {
            let html = self.resident.page.html();
            let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
            let code = shown.split_once('<').unwrap().0.to_owned();
            self.resident.open("/withdraw").answer(&[("code", &code)]).is_on("withdrawn");
        }
    }
}
