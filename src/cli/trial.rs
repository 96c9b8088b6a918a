//! `zugvogel try`: a walk through one questionnaire in the browser.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Result, bail};

use super::check;
use super::commands::{print, tell};
use crate::clock::Clock;
use crate::engine::problem::remark;
use crate::i18n::problems as words;
use crate::web::trial::{Trial, serve};

/// Serves a questionnaire file with the route, the values and the reasons beside each page. Nothing
/// is stored. Problems are told, since now is the time to mend them; what has an error is switched
/// off, so that the rest can be looked at.
pub(super) fn run(file: &Path, listen: SocketAddr, language: &str) -> Result<()> {
    let checked = check::load(file);
    let name = file.display();
    for problem in &checked.problems {
        tell(&format!("{name}: {}", words::problem(problem, language)));
    }
    let Some(questionnaire) = checked.shown() else {
        let why = remark!("refused-empty", name = name.to_string());
        bail!(words::remark(&why, language));
    };
    let off = questionnaire.questions().iter().filter(|question| question.fault.is_some());
    let off: Vec<&str> = off.map(|question| question.definition.name.as_str()).collect();
    if !off.is_empty() {
        let names = off.join(", ");
        tell(&format!(
            "{name}: {}",
            words::remark(&remark!("check-switched-off", names), language)
        ));
    }
    let media = check::media(file, &questionnaire)?;
    serve(listen, Trial::new(questionnaire, media, Clock::System), &|address| {
        let _ = print(&format!("try it at {address}\nStop with Ctrl-C. Nothing is stored.\n"));
    })
}
