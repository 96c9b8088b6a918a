//! `zugvogel try`: a walk through one questionnaire in the browser.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::Result;

use super::check;
use super::commands::{print, sound, tell};
use crate::clock::Clock;
use crate::web::trial::{Trial, serve};

/// Serves a questionnaire file with the route, the values and the reasons beside each page. Nothing
/// is stored. Warnings are told, since now is the time to mend them.
pub(super) fn run(file: &Path, listen: SocketAddr) -> Result<()> {
    let checked = check::load(file);
    let told: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
    let questionnaire = sound(&file.display().to_string(), checked)?;
    for warning in told {
        tell(&format!("{}: {warning}", file.display()));
    }
    let media = check::media(file, &questionnaire)?;
    serve(listen, Trial::new(questionnaire, media, Clock::System), &|address| {
        let _ = print(&format!("try it at {address}\nStop with Ctrl-C. Nothing is stored.\n"));
    })
}
