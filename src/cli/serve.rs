//! `zugvogel serve`: all of an installation in one process, or a part of it, which then opens no store
//! that it does not need.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::commands::tell;
use super::data;
use crate::app::office::accounts::Accounts;
use crate::app::office::accounts::passkeys::Passkeys;
use crate::app::office::surveys::Surveys;
use crate::app::{Actor, Analysis, App, Office, Respondents};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::ProcessRole;
use crate::mail::Mailer;
use crate::oidc::IdentityProvider;
use crate::seal::Secret;
use crate::storage::Store;
use crate::web::{self, Https, Process, Site};

pub(super) fn run(directory: &Path, role: Option<ProcessRole>) -> Result<()> {
    let config = Config::load(directory)?;
    let role = role.unwrap_or(config.role);
    let process = open(directory, &config, role)?;
    data::log(&config)?;
    if !config.smtp_host.is_empty() && config.is_only_here() {
        tracing::warn!("mails lead to `public_url`, which is this machine only");
    }
    if let Some(app) = process.worker.clone() {
        std::thread::spawn(move || log_trail(&app));
    }
    let said = match role {
        ProcessRole::Worker => "works, and tells its health on",
        _ => "listens on",
    };
    let worker = process.worker.clone();
    advance(worker.as_ref());
    let served =
        web::serve(&config, process, &|address| tell(&format!("zugvogel {said} http://{address}")));
    advance(worker.as_ref());
    served
}

/// Beside the serving, which a long trail would keep waiting.
fn log_trail(app: &App) {
    if let Err(error) = app.office().log_trail(&Actor::System) {
        tracing::error!(?error, "the audit trail cannot be read");
    }
}

/// A copy of a store that somebody made while nothing was served, or before this process ended, is recognised
/// when it is put back.
fn advance(worker: Option<&App>) {
    if let Some(Err(error)) = worker.map(App::advance_generations) {
        tracing::error!(?error, "copies of stores made until now are not recognised as older yet");
    }
}

/// A process that does everything.
pub(super) fn everything(config: &Config, directory: &Path, app: App) -> Result<Process> {
    let passkeys = Passkeys::at(&config.public_url);
    let provider = IdentityProvider::of(config, directory)?;
    let app = App { mailer: Mailer::of(config, directory)?, passkeys, provider, ..app };
    Ok(Process {
        site: Some(Site::new(&app, Https(config.is_https()))),
        stores: app.stores.all().into(),
        room: app.room.clone(),
        worker: Some(app),
    })
}

fn open(directory: &Path, config: &Config, role: ProcessRole) -> Result<Process> {
    let https = Https(config.is_https());
    let secret = || data::secret(config, directory).map(Arc::new);
    let store = |store, secret: &Secret| data::store(config, directory, store, secret);
    Ok(match role {
        ProcessRole::All => everything(config, directory, data::open(directory)?.1)?,
        ProcessRole::Worker => {
            let app = data::open(directory)?.1;
            let (stores, room) = (app.stores.all().into(), app.room.clone());
            Process { site: None, stores, room, worker: Some(app) }
        }
        ProcessRole::Respond => {
            let secret = secret()?;
            let collect = store(Store::Collect, &secret)?;
            let respondents = Respondents {
                grace_days: config.grace_days,
                room: data::room(config),
                ..Respondents::new(collect.clone(), secret, Clock::System)
            };
            let site = Some(Site::respond(respondents, https));
            Process { site, stores: vec![collect], room: data::room(config), worker: None }
        }
        ProcessRole::Staff => {
            let secret = secret()?;
            let office = store(Store::Office, &secret)?;
            let results = store(Store::Results, &secret)?;
            let mailer = Mailer::of(config, directory)?;
            let mut accounts = Accounts::new(office.clone(), secret, Clock::System);
            accounts.mailer = mailer;
            accounts.passkeys = Passkeys::at(&config.public_url);
            accounts.provider = IdentityProvider::of(config, directory)?;
            let surveys = Surveys::new(office.clone(), Clock::System);
            let datasets = data::datasets(directory, &results);
            let spool = data::spool(directory);
            let analysis = Analysis::new(surveys, results.clone(), datasets, spool);
            let work = Office::new(office.clone(), Clock::System);
            let site = Some(Site::staff(accounts, work, analysis, https));
            Process { site, stores: vec![office, results], room: data::room(config), worker: None }
        }
    })
}
