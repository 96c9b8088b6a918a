//! All sections and how far each is.

use askama::Template;

use crate::engine::interview::{Stage, State};

use super::super::frame::Frame;
use super::Progress;

/// The sections with a link to each that can be opened.
#[derive(Debug, Template)]
#[template(path = "respond/overview.html")]
pub struct Overview<'a> {
    frame: Frame<'a>,
    progress: Progress<'a>,
    /// With the name of the page it is opened at.
    stages: Vec<(Stage, Option<&'a str>)>,
    resume: String,
}

impl<'a> Overview<'a> {
    /// The overview; `resume` is where the interview goes on.
    pub fn new(
        frame: Frame<'a>,
        progress: Progress<'a>,
        stages: Vec<(Stage, Option<&'a str>)>,
        resume: String,
    ) -> Self {
        Self { frame, progress, stages, resume }
    }

    fn words(&self, stage: &Stage) -> String {
        self.frame.t.text(match stage.state {
            State::Done => "overview-done",
            State::Open => "overview-open",
            State::Later => "overview-later",
        })
    }
}
