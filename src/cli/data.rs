//! A data directory: its configuration, stores and secret.

use std::fs::File;
use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::app::analysis::dataset::Datasets;
use crate::app::reconcile::witness::{find_older, tell_new};
use crate::app::respondents::room::Room;
use crate::app::spool::Spool;
use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::seal::Secret;
use crate::storage::{Db, OpenError, Store, StoreUrls, Stores};

/// Opens a data directory that must be there, and brings its stores up to date. One of which a store comes
/// from a backup is refused until that is put in order.
pub(super) fn open(data: &Path) -> Result<(Config, App)> {
    let (config, app) = open_older(data)?;
    refuse_older(&app.stores)?;
    Ok((config, app))
}

/// Refuses stores of which one is older than the others know.
pub(super) fn refuse_older(stores: &Stores) -> Result<()> {
    match note_older(stores)?.is_empty() {
        true => Ok(()),
        false => Err(OpenError::Older.into()),
    }
}

/// The stores that are older than the others know. Who opens but one of them must know, too.
pub(super) fn note_older(stores: &Stores) -> Result<Vec<Store>> {
    let older = find_older(stores)?;
    stores.note_older(!older.is_empty())?;
    Ok(older)
}

/// Waits until no other process of this machine brings the stores of the directory up to date; the turn ends
/// with the file. A migration may take longer than one waits for a database. The directory itself is locked,
/// so that nothing is left in it; where its file system knows no locks, the stores' own must do.
fn turn(data: &Path) -> Option<File> {
    let directory = File::open(data).ok()?;
    directory.lock().ok().map(|()| directory)
}

/// [`open`], whether or not a store comes from a backup.
pub(super) fn open_older(data: &Path) -> Result<(Config, App)> {
    let config = Config::load(data)?;
    let secret = secret(&config, data)?;
    let urls = store_urls(&config, data);
    let _turn = turn(data);
    let stores = Stores::open_existing(&urls)?;
    Stores::find_installation(&urls, &[])?;
    stores.migrate()?;
    stores.join(&secret)?;
    let app = app(&config, data, stores, secret);
    Ok((config, app))
}

/// The secret of a data directory that must be there.
pub(super) fn secret(config: &Config, data: &Path) -> Result<Secret> {
    let secret = config.secret_path(data);
    if !secret.is_file() {
        bail!(
            "{} is not a data directory of zugvogel (there is no {}); \
             make one with `zugvogel migrate --data {}` or `zugvogel demo`",
            data.display(),
            secret.display(),
            data.display(),
        );
    }
    Ok(Secret::load(&secret)?)
}

/// One store of a data directory, which must be there and belong to the secret; brings it up to date.
pub(super) fn store(config: &Config, data: &Path, store: Store, secret: &Secret) -> Result<Db> {
    let urls = store_urls(config, data);
    let url = match store {
        Store::Office => urls.office,
        Store::Collect => urls.collect,
        Store::Results => urls.results,
    };
    let _turn = turn(data);
    let db = Db::open_existing(store, &url)?;
    db.migrate()?;
    db.belongs_to(secret)?;
    Ok(db)
}

/// Where prepared archives wait.
pub(super) fn spool(data: &Path) -> Spool {
    Spool::new(data.join("spool"))
}

/// Datasets of surveys, kept beside the stores.
pub(super) fn datasets(data: &Path, results: &Db) -> Datasets {
    Datasets::new(results.clone(), Some(data.join("datasets")))
}

/// A part of an installation that is to begin anew, or to come from a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum NewPart {
    /// The store of staff and surveys.
    Office,
    /// The store of codes, drafts and what waits for the mix.
    Collect,
    /// The store of responses.
    Results,
    /// secret.key.
    Secret,
}

impl NewPart {
    pub(super) fn store(self) -> Option<Store> {
        match self {
            Self::Office => Some(Store::Office),
            Self::Collect => Some(Store::Collect),
            Self::Results => Some(Store::Results),
            Self::Secret => None,
        }
    }
}

/// Makes a data directory with empty stores and a secret, or brings one up to date. All or nothing: where
/// some of these are there, the others must be, but for those that are to be `new`. Names the
/// migrations that were applied.
pub(super) fn make(data: &Path, new: &[NewPart]) -> Result<(Config, App, Vec<String>)> {
    make_private(data)?;
    let _turn = turn(data);
    let config = Config::load(data)?;
    let urls = store_urls(&config, data);
    let new_stores: Vec<Store> = new.iter().filter_map(|part| part.store()).collect();
    let path = config.secret_path(data);
    let installed = Stores::find_installation(&urls, &new_stores)?;
    let is_lost = installed.is_some() && !std::fs::metadata(&path).is_ok_and(|file| file.len() > 0);
    if is_lost && !new.contains(&NewPart::Secret) {
        bail!(
            "the secret {} is missing or empty, while the stores of the installation are there: put \
             its copy back. If it is lost for good, no code of a letter, no draft and no waiting \
             response can be used any more; `zugvogel migrate --new secret` makes another one",
            path.display()
        );
    }
    if new.is_empty() && is_old(&path) && Stores::are_absent(&urls)? {
        bail!(
            "the secret {} is there, and none of the stores it belongs to: is their disk mounted, is \
             their server the right one? Put them back, or restore a backup. If the installation is \
             to begin anew, `zugvogel migrate --new office --new collect --new results` makes empty ones",
            path.display()
        );
    }
    let secret = Secret::load_or_create(&path)?;
    let stores = Stores::open(&urls)?;
    let applied = stores.migrate()?;
    if is_lost {
        stores.forget_secret()?;
    }
    tell_new(&stores, &installed.unwrap_or_default())?;
    stores.join(&secret)?;
    let app = app(&config, data, stores, secret);
    Ok((config, app, applied))
}

/// Whether a secret is there that nobody is making just now, together with its stores.
fn is_old(secret: &Path) -> bool {
    let Ok(file) = std::fs::metadata(secret) else { return false };
    let made = file.modified().ok().and_then(|made| Timestamp::try_from(made).ok());
    let is_young = made.is_some_and(|made| {
        let age = Clock::System.now().duration_since(made);
        (SignedDuration::ZERO..SignedDuration::from_mins(1)).contains(&age)
    });
    file.len() > 0 && !is_young
}

/// How much of the disk stays free.
pub(super) fn room(config: &Config) -> Room {
    Room::new(config.keep_free_mb, config.collect_most_mb)
}

fn app(config: &Config, data: &Path, stores: Stores, secret: Secret) -> App {
    let (datasets, grace_days) = (datasets(data, &stores.results), config.grace_days);
    App {
        spool: spool(data),
        datasets,
        grace_days,
        room: room(config),
        ..App::new(stores, secret, Clock::System)
    }
}

/// The URLs of the stores: those of the configuration, else files in the data directory.
pub(super) fn store_urls(config: &Config, data: &Path) -> StoreUrls {
    let url = |url: &str, name: &str| match url {
        "" => format!("sqlite:{}", data.join(name).display()),
        url => url.to_owned(),
    };
    StoreUrls {
        office: url(&config.office_url, "office.db"),
        collect: url(&config.collect_url, "collect.db"),
        results: url(&config.results_url, "results.db"),
    }
}

/// Makes a directory that only its owner can read: it will hold answers and a secret.
pub(super) fn make_private(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| format!("making the data directory {}", path.display()))
}

/// Begins logging to standard error. What cannot be written there, as on a full disk, is left out: to say so
/// would fail, too, and end the process. A panic is logged by its place alone: its words may quote what
/// somebody typed.
pub(super) fn log(config: &Config) -> Result<()> {
    // Anybody can send what is no HTTP, as often as he likes; and what goes to the identity provider is secret.
    let filter = format!("actix_http=off,ureq=off,ureq_proto=off,{}", config.log_level);
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .with_context(|| format!("log_level `{}`", config.log_level))?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    let begun = match config.log_format {
        LogFormat::Text => logs.with_target(false).try_init(),
        LogFormat::Json => logs.json().try_init(),
    };
    begun.map_err(|error| anyhow::anyhow!("logging: {error}"))?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
    Ok(())
}
