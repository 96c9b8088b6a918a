//! The first page: who asks, why, how long, and what happens to the answers.

use std::borrow::Cow;

use askama::Template;

use crate::engine::model::{Definition, Text};
use crate::engine::show::Localized;

use super::super::Hidden;
use super::super::frame::PageFrame;
use super::super::rich::{self, Html};

/// The first page.
#[derive(Debug, Template)]
#[template(path = "respond/welcome.html")]
pub struct WelcomePage<'a> {
    frame: PageFrame<'a>,
    hidden: Hidden<'a>,
    /// Address to go on at, when an interview is under way in this browser.
    resume: Option<String>,
    /// What she asked for is not there: `nothing` of an interview, or something `unsent`.
    notice: Option<&'static str>,
    title: Localized<'a, &'a str>,
    lead: Html,
    brief: Vec<Localized<'a, Cow<'a, str>>>,
    facts: Vec<FactLine<'a>>,
}

#[derive(Debug)]
struct FactLine<'a> {
    term: Localized<'a, Cow<'a, str>>,
    text: Html,
    steps: Vec<Html>,
}

impl<'a> WelcomePage<'a> {
    /// How far answers are from people, in words that hold for this survey.
    fn mode(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("mode-{}", self.frame.terms.mode.as_str()))
    }

    /// The same for somebody who asked for what is not there.
    pub fn with_notice(self, notice: Option<&'static str>) -> Self {
        WelcomePage { notice, ..self }
    }

    /// The title of the window: the survey's name is always in it.
    fn window(&self) -> String {
        let mut parts = vec![&*self.title, &*self.frame.survey, &*self.frame.publisher];
        parts.dedup();
        parts.retain(|part| !part.is_empty());
        parts.join(" – ")
    }

    /// The first page of a questionnaire. `resume` is where an interview under way goes on.
    pub fn new(
        frame: PageFrame<'a>,
        definition: &'a Definition,
        resume: Option<String>,
        hidden: Hidden<'a>,
    ) -> Self {
        let t = frame.t;
        let get = |text: &'a Text| text.localized(t.code(), &definition.languages);
        let parsed = |text: &'a Text| frame.held_passage(get(text));
        // A text that begins to hold elsewhere only is none here.
        let is_held = |text: &Text| {
            text.is_absent()
                || !frame.held(text.localized(t.code(), &definition.languages)).is_empty()
        };
        let welcome = &definition.welcome;
        let facts = welcome.facts.iter().filter(|it| is_held(&it.text) && is_held(&it.term));
        let facts = facts.map(|fact| FactLine {
            term: frame.held(get(&fact.term)),
            text: rich::blocks(t, &parsed(&fact.text)),
            steps: fact
                .steps
                .iter()
                .map(|step| rich::inline(t, &parsed(step)))
                .filter(|it| !it.is_empty())
                .collect(),
        });
        WelcomePage {
            title: match get(&welcome.title) {
                title if title.is_empty() => frame.survey.clone(),
                title => title,
            },
            lead: match rich::blocks(t, &parsed(&welcome.lead)) {
                lead if lead.is_empty() => rich::plain(&t.text("welcome-lead")),
                lead => lead,
            },
            brief: welcome
                .brief
                .iter()
                .map(|it| frame.held(get(it)))
                .filter(|it| !it.is_empty())
                .collect(),
            facts: facts.collect(),
            notice: None,
            frame,
            hidden,
            resume,
        }
    }
}
