//! The first page: who asks, why, how long, and what happens to the answers.

use askama::Template;

use crate::engine::model::{Definition, Text};
use crate::engine::text::Rich;

use super::super::Hidden;
use super::super::frame::Frame;
use super::super::rich::{self, Html};

/// The first page.
#[derive(Debug, Template)]
#[template(path = "respond/welcome.html")]
pub struct Welcome<'a> {
    frame: Frame<'a>,
    hidden: Hidden<'a>,
    /// Address to go on at, when an interview is under way in this browser.
    resume: Option<String>,
    title: &'a str,
    lead: Html,
    brief: Vec<&'a str>,
    facts: Vec<Fact<'a>>,
}

#[derive(Debug)]
struct Fact<'a> {
    term: &'a str,
    text: Html,
    steps: Vec<Html>,
}

impl<'a> Welcome<'a> {
    /// The first page of a questionnaire. `resume` is where an interview under way goes on.
    pub fn new(
        frame: Frame<'a>,
        definition: &'a Definition,
        resume: Option<String>,
        hidden: Hidden<'a>,
    ) -> Self {
        let fallback = definition.languages.first().map_or("", String::as_str);
        let language = frame.t.code();
        let get = |text: &'a Text| text.get(language, fallback);
        let welcome = &definition.welcome;
        let facts = welcome.facts.iter().map(|fact| Fact {
            term: get(&fact.term),
            text: rich::blocks(&Rich::parse(get(&fact.text))),
            steps: fact.steps.iter().map(|step| rich::inline(&Rich::parse(get(step)))).collect(),
        });
        Welcome {
            title: get(&welcome.title),
            lead: rich::blocks(&Rich::parse(get(&welcome.lead))),
            brief: welcome.brief.iter().map(get).collect(),
            facts: facts.collect(),
            frame,
            hidden,
            resume,
        }
    }
}
