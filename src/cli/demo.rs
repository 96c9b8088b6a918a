//! `zugvogel demo`: a data directory with a study and simulated responses, served at once.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::commands::{OPERATOR, alone, generated_password, populate, print, sound, tell};
use super::serve::everything;
use super::{Demo, data, private};
use crate::app::App;
use crate::app::builtin::{self, Builtin};
use crate::app::office::look::LookChange;
use crate::app::office::publish::{NewSurvey, USUAL_BATCH};
use crate::domain::{Mode, Offers, Role};
use crate::formats::json;
use crate::ids::Slug;
use crate::intake::crest;
use crate::web;

/// Address to sign in with.
const EMAIL: &str = "analyse@wesermarsch.example";
/// Where the demo's password is kept, readable by the owner only.
const PASSWORD_FILE: &str = "demo-password.txt";
/// What marks a data directory for ever as one whose data are invented.
const MARK: &str = "demo-data.txt";

/// Whether the data of a directory are invented: only there responses may be simulated. Before there was
/// a mark, the password was one.
pub(super) fn is_demo(data: &Path) -> bool {
    data.join(MARK).is_file() || data.join(PASSWORD_FILE).is_file()
}

/// Marks a directory before anything is put into it. One with surveys of people is left alone.
fn mark(app: &App, data: &Path) -> Result<()> {
    if is_demo(data) {
        return Ok(());
    }
    if app.surveys().has_any_survey_now(OPERATOR)? {
        bail!(
            "{} holds surveys that no demo made, and invented responses could not be told from those of \
             people; give the demo a directory of its own with --data",
            data.display()
        );
    }
    let path = data.join(MARK);
    let text = "The responses in this directory are invented: `zugvogel demo` made it, and \
                `zugvogel simulate` may add to them. Ask people in another directory.\n";
    std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}

pub(super) fn run(demo: &Demo) -> Result<()> {
    let begun = Instant::now();
    let (config, app, _) = data::make(&demo.data, &[])?;
    data::refuse_older(&app.stores)?;
    mark(&app, &demo.data)?;
    let slug = Slug("wesermarsch".to_owned());
    let is_complete = demo.data.join(PASSWORD_FILE).is_file();
    if !is_complete {
        tell(&format!("making the demo in {} …", demo.data.display()));
        fill(&app, &demo.data, &slug, demo)?;
        tell(&format!("  done in {:.1} s", begun.elapsed().as_secs_f64()));
    }
    if demo.no_serve {
        return Ok(());
    }
    let password = std::fs::read_to_string(demo.data.join(PASSWORD_FILE))
        .context("reading the demo's password")?;
    data::log(&config)?;
    web::serve(&config, everything(&config, &demo.data, app)?, &|address| {
        let _ = print(&format!(
            "\nzugvogel demo is ready\n\
             \n  resident: http://{address}/s/{slug}\
             \n  analyst:  http://{address}/login\
             \n            {EMAIL}, password {}\n\
             \nStop with Ctrl-C. Start again with the same command; delete {} to begin anew.\n\n",
            password.trim(),
            demo.data.display(),
        ));
    })
}

/// Fills an empty data directory. The password file comes last and marks it as complete: a demo
/// that was interrupted goes on, or says that the directory must be deleted.
fn fill(app: &App, data: &Path, slug: &Slug, demo: &Demo) -> Result<()> {
    let questionnaire = builtin::find_questionnaire("wesermarsch").context("it is built in")?;
    let questionnaire = sound("wesermarsch", json::load(questionnaire, &Builtin))?;
    let county = Slug("wesermarsch".to_owned());
    let organisation = app.organisation(OPERATOR, &county, "Landkreis Wesermarsch")?;
    let survey = NewSurvey {
        slug: slug.clone(),
        organisation: organisation.clone(),
        mode: Mode::Open,
        batch: USUAL_BATCH,
        opens_on: None,
        closes_on: None,
        offers: Offers::default(),
        wave: None,
    };
    app.publish(OPERATOR, &questionnaire, survey)?;
    let crest = builtin::find("wesermarsch.crest.svg").context("it is built in")?;
    let change = LookChange { crest: Some(crest::clean(crest)?), ..LookChange::default() };
    app.set_look(OPERATOR, &county, change)?;

    let incomplete = format!(
        "the demo in {} was interrupted and is incomplete; delete the directory and start again",
        data.display()
    );
    // A mix that was interrupted goes on, so that no response is between the stores.
    let waiting = alone(app, || app.carry(OPERATOR, slug, &mut rand::rng()))?.waiting;
    match usize::try_from(app.analysis().count_now(OPERATOR, slug)? + waiting)? {
        0 => populate(app, slug, demo.responses, demo.seed)?,
        there if there < demo.responses => {
            bail!("{incomplete} (it has {there} of {} responses)", demo.responses)
        }
        _ => (),
    }
    let password = generated_password();
    let added = app.accounts().add(OPERATOR, organisation, EMAIL, &password, Role::Analyst);
    added.context(incomplete)?;
    let path = data.join(PASSWORD_FILE);
    let file = private::create(&path).with_context(|| format!("writing {}", path.display()));
    let mut file = file?;
    writeln!(file, "{password}")?;
    Ok(file.sync_all()?)
}
