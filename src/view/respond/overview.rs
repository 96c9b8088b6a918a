//! All sections and how far each is.

use askama::Template;

use crate::engine::interview::{SectionState, Stage};

use super::super::frame::PageFrame;
use super::Progress;

/// The sections with a link to each that can be opened.
#[derive(Debug, Template)]
#[template(path = "respond/overview.html")]
pub struct OverviewPage<'a> {
    frame: PageFrame<'a>,
    progress: Progress<'a>,
    /// With the name of the page it is opened at.
    stages: Vec<(Stage, Option<&'a str>)>,
    resume: String,
}

impl<'a> OverviewPage<'a> {
    /// The overview; `resume` is where the interview goes on.
    pub fn new(
        frame: PageFrame<'a>,
        progress: Progress<'a>,
        stages: Vec<(Stage, Option<&'a str>)>,
        resume: String,
    ) -> Self {
        Self { frame, progress, stages, resume }
    }

    fn words(&self, stage: &Stage) -> String {
        self.frame
            .t
            .text(match stage.state {
                SectionState::Done => "overview-done",
                SectionState::Open => "overview-open",
                SectionState::Later => "overview-later",
            })
            .into_owned()
    }
}
