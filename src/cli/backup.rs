//! `zugvogel backup` and `zugvogel restore`: the stores of an installation on SQLite as files that hold no
//! history, while the server runs.
//!
//! Everything goes from `collect` to the other two, so `collect` is copied first: what moves meanwhile is in
//! two copies, which `reconcile` recognises, and never in none. `office` comes last, since it knows who has
//! answered. And nobody mixes as long as it takes.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::commands::{alone, print, tell};
use super::data::{self, NewPart};
use super::{demo, private, reconcile};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::seal::Secret;
use crate::storage::office::jobs::end_leases;
use crate::storage::{Db, Store, StoreUrls, confirm_copy, free_on_disk};

/// What is in a backup, written when all of it is there.
const MANIFEST: &str = "manifest.json";
const SECRET: &str = "secret.key";
/// The form of the manifest.
const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct BackupManifest {
    format: u32,
    /// The version of the program that made it.
    program: String,
    /// When it was begun: what was acknowledged before is in it.
    begun_at: String,
    files: Vec<BackupFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct BackupFile {
    name: String,
    bytes: u64,
    sha256: String,
}

/// Makes a backup in a directory that is not there yet, or empty.
pub(super) fn backup(directory: &Path, out: &Path, with_secret: bool) -> Result<()> {
    let (config, app) = data::open(directory)?;
    let urls = data::store_urls(&config, directory);
    refuse_postgres(&urls, out)?;
    if std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{} is not empty: a backup never replaces another", out.display());
    }
    if is_inside(out, directory)? {
        bail!(
            "{} is in the data directory, and would be lost with it: put backups elsewhere, best on \
             another machine",
            out.display()
        );
    }
    let is_new = !out.exists();
    data::make_private(out)?;
    if let Err(error) = fill(&config, &app, directory, out, with_secret) {
        // Half a backup is none.
        let names = [Store::Collect, Store::Results, Store::Office].map(file_name);
        let manifest = private::part(Path::new(MANIFEST));
        let all = names.iter().map(Path::new).chain([SECRET, MANIFEST].map(Path::new));
        for name in all.chain([manifest.as_path()]) {
            let _ = std::fs::remove_file(out.join(name));
        }
        if is_new {
            let _ = std::fs::remove_dir(out);
        }
        return Err(error.context("no backup was made"));
    }
    // From here on the copies are older than the stores, and told from them.
    app.advance_generations()?;
    let secret = match with_secret {
        true => "with the secret: whoever has it can read what waits in it",
        false => "without the secret, of which a copy must be elsewhere",
    };
    print(&format!("the backup is in {}, {secret}\n", out.display()))
}

/// Copies everything, and says last that all of it is there.
fn fill(config: &Config, app: &App, directory: &Path, out: &Path, with_secret: bool) -> Result<()> {
    check_room(&data::store_urls(config, directory), out)?;
    let begun_at = Clock::System.now().to_string();
    let mut files = alone(app, || Ok(copy_all(app, out)))??;
    if with_secret {
        files.push(copy(&config.secret_path(directory), out, SECRET)?);
    }
    let program = env!("CARGO_PKG_VERSION").to_owned();
    write_manifest(out, &BackupManifest { format: FORMAT, program, begun_at, files })
}

/// Whether a place is in a folder, by whatever names they are called. It need not be there.
fn is_inside(place: &Path, folder: &Path) -> Result<bool> {
    let place = std::path::absolute(place)?;
    let there = place.ancestors().find_map(|part| part.canonicalize().ok()).unwrap_or_default();
    Ok(there.starts_with(folder.canonicalize()?))
}

/// Whether the copies fit, before anything is written.
fn check_room(urls: &StoreUrls, out: &Path) -> Result<()> {
    let mut needed = 0;
    for url in [&urls.office, &urls.collect, &urls.results] {
        for end in ["", "-wal"] {
            let file = format!("{}{end}", url.trim_start_matches("sqlite:"));
            needed += std::fs::metadata(file).map_or(0, |file| file.len());
        }
    }
    match free_on_disk(out).filter(|free| *free < needed) {
        Some(free) => bail!(
            "the backup may take {} MB, and {} has {} MB left",
            needed.div_ceil(1 << 20),
            out.display(),
            free >> 20
        ),
        None => Ok(()),
    }
}

fn copy_all(app: &App, out: &Path) -> Result<Vec<BackupFile>> {
    let mut files = Vec::new();
    for db in [&app.stores.collect, &app.stores.results, &app.stores.office] {
        files.push(copy_store(db, out)?);
    }
    Ok(files)
}

fn copy_store(db: &Db, out: &Path) -> Result<BackupFile> {
    let name = file_name(db.store());
    tell(&format!("copying {name} …"));
    let path = out.join(&name);
    let place = || format!("copying to {}", path.display());
    // Nobody else can read it from the beginning on.
    drop(private::create(&path).with_context(place)?);
    db.copy_into(&path).with_context(place)?;
    File::open(&path).and_then(|file| file.sync_all()).with_context(place)?;
    fingerprint(out, &name)
}

/// Copies a file privately, and on to the disk.
fn copy(from: &Path, folder: &Path, name: &str) -> Result<BackupFile> {
    let to = folder.join(name);
    let place = || format!("copying {} to {}", from.display(), to.display());
    let mut target = private::create(&to).with_context(place)?;
    std::io::copy(&mut File::open(from).with_context(place)?, &mut target).with_context(place)?;
    target.sync_all().with_context(place)?;
    fingerprint(folder, name)
}

fn fingerprint(folder: &Path, name: &str) -> Result<BackupFile> {
    let path = folder.join(name);
    let mut file = File::open(&path).with_context(|| format!("reading {}", path.display()))?;
    let (mut hash, mut bytes, mut part) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match file.read(&mut part).with_context(|| format!("reading {}", path.display()))? {
            0 => break,
            read => {
                hash.update(part.get(..read).unwrap_or_default());
                bytes += read as u64;
            }
        }
    }
    Ok(BackupFile { name: name.to_owned(), bytes, sha256: hex::encode(hash.finalize()) })
}

fn write_manifest(out: &Path, manifest: &BackupManifest) -> Result<()> {
    let path = out.join(MANIFEST);
    let part = private::part(&path);
    let mut file = private::create(&part).context("writing the manifest")?;
    file.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    file.sync_all()?;
    std::fs::rename(&part, &path)?;
    #[cfg(unix)]
    File::open(out)?.sync_all()?;
    Ok(())
}

/// Puts a backup into an empty data directory, or the parts of it that are named into one that lacks them.
pub(super) fn restore(from: &Path, directory: &Path, only: &[NewPart]) -> Result<()> {
    let manifest = checked(from)?;
    let is_new = !directory.exists();
    data::make_private(directory)?;
    let restored = put_back(from, &manifest, directory, only);
    if restored.is_err() && is_new {
        let _ = std::fs::remove_dir(directory);
    }
    restored
}

fn put_back(
    from: &Path,
    manifest: &BackupManifest,
    directory: &Path,
    only: &[NewPart],
) -> Result<()> {
    let config = Config::load(directory)?;
    let urls = data::store_urls(&config, directory);
    refuse_postgres(&urls, from)?;
    if only.is_empty() && demo::is_demo(directory) {
        bail!(
            "{} was a demo's directory, and its mark lets responses be invented there: restore into another \
             one",
            directory.display()
        );
    }
    let secret = config.secret_path(directory);
    let mut targets: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (store, url) in [
        (Store::Office, &urls.office),
        (Store::Collect, &urls.collect),
        (Store::Results, &urls.results),
    ] {
        let target = PathBuf::from(url.trim_start_matches("sqlite:"));
        let is_wanted = only.is_empty() || only.iter().any(|part| part.store() == Some(store));
        match (is_wanted, is_there(&target)) {
            (true, true) => bail!(
                "{} is there already: a backup replaces nothing; move it away first",
                target.display()
            ),
            (true, false) => {
                let source = from.join(file_name(store));
                // Before anything is written.
                if is_there(&secret) {
                    confirm_copy(store, &source, &Secret::load(&secret)?)?;
                }
                targets.push((source, target));
            }
            (false, true) => {}
            (false, false) => bail!("{} is not there; name it with --only, too", target.display()),
        }
    }
    let is_secret_wanted = only.is_empty() || only.contains(&NewPart::Secret);
    let has_secret = manifest.files.iter().any(|file| file.name == SECRET);
    if is_secret_wanted && has_secret && !is_there(&secret) {
        targets.push((from.join(SECRET), secret.clone()));
    }
    if let Err(error) = copy_parts(directory, &targets) {
        for (_, target) in &targets {
            let _ = std::fs::remove_file(private::part(target));
        }
        return Err(error.context("nothing was restored"));
    }
    for (_, target) in &targets {
        // A log that was left belongs to the file that is gone.
        for end in ["-wal", "-shm"] {
            let mut log = target.as_os_str().to_owned();
            log.push(end);
            let _ = std::fs::remove_file(log);
        }
        let place = || format!("naming {}", target.display());
        std::fs::rename(private::part(target), target).with_context(place)?;
    }
    if targets.iter().any(|(source, _)| *source == from.join(file_name(Store::Office))) {
        // Whoever held one when the copy was made does not work on it here.
        let office = Db::open_existing(Store::Office, &urls.office)?;
        office.write_now(|conn| Ok::<_, Error>(end_leases(conn)?))?;
    }
    print(&format!(
        "restored as of {}: what was acknowledged after that is not in it\n",
        manifest.begun_at
    ))?;
    if !is_there(&secret) {
        return print(&format!(
            "now put the copy of the secret to {}, and run `zugvogel reconcile --yes`\n",
            secret.display()
        ));
    }
    match only.is_empty() {
        true => reconcile::act(&data::open_older(directory)?.1),
        false => {
            print("now run `zugvogel reconcile`: it says what this means for the other stores\n")
        }
    }
}

/// Copies files beside where they belong, if there is room for all.
fn copy_parts(directory: &Path, targets: &[(PathBuf, PathBuf)]) -> Result<()> {
    let lengths =
        targets.iter().map(|(source, _)| std::fs::metadata(source).map(|file| file.len()));
    let needed: u64 = lengths.sum::<std::io::Result<u64>>().context("looking at the backup")?;
    if let Some(free) = free_on_disk(directory).filter(|free| *free < needed) {
        bail!(
            "the backup takes {} MB, and {} has {} MB left",
            needed.div_ceil(1 << 20),
            directory.display(),
            free >> 20
        );
    }
    for (source, target) in targets {
        tell(&format!("restoring {} …", target.display()));
        let part = private::part(target);
        let _ = std::fs::remove_file(&part);
        let folder = part.parent().unwrap_or(directory).to_owned();
        let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        copy(source, &folder, &name)?;
    }
    Ok(())
}

/// The manifest of a backup that is whole.
fn checked(from: &Path) -> Result<BackupManifest> {
    let path = from.join(MANIFEST);
    let bytes = std::fs::read(&path).with_context(|| {
        format!("{} is no backup, or one that was interrupted: no {MANIFEST}", from.display())
    })?;
    let manifest: BackupManifest =
        serde_json::from_slice(&bytes).with_context(|| format!("reading {}", path.display()))?;
    if manifest.format != FORMAT {
        bail!("{} was made by another version ({})", path.display(), manifest.program);
    }
    for store in [Store::Office, Store::Collect, Store::Results] {
        if !manifest.files.iter().any(|file| file.name == file_name(store)) {
            bail!("{} names no {}", path.display(), file_name(store));
        }
    }
    for file in &manifest.files {
        tell(&format!("checking {} ({} kB) …", file.name, file.bytes / 1024));
        let found = fingerprint(from, &file.name)?;
        if found.bytes != file.bytes || found.sha256 != file.sha256 {
            bail!(
                "{} is not what was written: use another backup",
                from.join(&file.name).display()
            );
        }
    }
    Ok(manifest)
}

fn is_there(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

fn file_name(store: Store) -> String {
    format!("{store}.db")
}

/// PostgreSQL has programs of its own for this, and they must come in this order.
fn refuse_postgres(urls: &StoreUrls, folder: &Path) -> Result<()> {
    let all = [("collect", &urls.collect), ("results", &urls.results), ("office", &urls.office)];
    if !all.iter().any(|(_, url)| url.starts_with("postgres")) {
        return Ok(());
    }
    let folder = folder.display();
    let commands = all.map(|(name, _)| {
        format!("\n  pg_dump --format=custom --file={folder}/{name}.dump \"${name}_url\"")
    });
    bail!(
        "on PostgreSQL a backup is made with pg_dump, with the worker stopped and in this order:{}\n\
         and restored with the server stopped, each into an empty database, followed by \
         `zugvogel reconcile`:\n  pg_restore --no-owner --dbname=\"$collect_url\" {folder}/collect.dump",
        commands.concat()
    )
}
