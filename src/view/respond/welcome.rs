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
    title: Localized<'a, &'a str>,
    lead: Html,
    brief: Vec<Localized<'a, &'a str>>,
    facts: Vec<FactLine<'a>>,
}

#[derive(Debug)]
struct FactLine<'a> {
    term: Localized<'a, &'a str>,
    text: Html,
    steps: Vec<Html>,
}

impl<'a> WelcomePage<'a> {
    /// How far answers are from people, in words that hold for this survey.
    fn mode(&self) -> Cow<'_, str> {
        self.frame.t.text(&format!("mode-{}", self.frame.terms.mode.as_str()))
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
        let parsed = |text: &'a Text| rich::parsed(get(text));
        let welcome = &definition.welcome;
        let facts = welcome.facts.iter().map(|fact| FactLine {
            term: get(&fact.term),
            text: rich::blocks(t, &parsed(&fact.text)),
            steps: fact.steps.iter().map(|step| rich::inline(t, &parsed(step))).collect(),
        });
        WelcomePage {
            title: get(&welcome.title),
            lead: rich::blocks(t, &parsed(&welcome.lead)),
            brief: welcome.brief.iter().map(get).collect(),
            facts: facts.collect(),
            frame,
            hidden,
            resume,
        }
    }
}
