//! The dataset of a survey, kept right through mixes and withdrawals: what came is added, what was
//! withdrawn is dropped, and nothing else is read again.
//!
//! A response never changes. A mix adds one batch and leaves it in the list of batches, a withdrawal
//! takes one response away. So when neither the batches nor the number of responses have changed,
//! nothing has.
//!
//! Besides memory a dataset is kept as a file, as private as the store. It is believed only when it is
//! whole and tells the same of itself as the store; it goes when a response is withdrawn.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, anyhow};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Analysis;
use crate::app::actor::Actor;
use crate::app::spool::{delete_older, private_file, remove};
use crate::domain::{Door, Permission};
use crate::engine::codebook::Variable;
use crate::engine::codebook::{missing, unite};
use crate::engine::{Codebook, Questionnaire, Record};
use crate::error::Error;
use crate::export::{CARRIED, MACHINE, WITH_CODE, WITHOUT_CODE};
use crate::ids::{ResponseId, Slug, SurveyId};
use crate::storage::results::responses::{
    ResponseRow, ResultsState, list_ids, load_responses, load_state, page_responses,
};
use crate::storage::{Db, Stores};
use crate::study::{Cell, Dataset};

/// Responses read at once.
const PAGE: i64 = 500;
/// Surveys whose datasets are kept; of more, the one that was asked for longest ago is let go.
const KEPT: usize = 4;
/// Files that are kept; of more, the oldest is deleted. And how large one may be.
const FILES: usize = 16;
const MOST_BYTES: usize = 1 << 30;
/// What their names end in when they are whole, and how long writing one takes at most.
const EXTENSION: &str = "dataset";
const WRITTEN_IN: SignedDuration = SignedDuration::from_hours(1);
/// To be raised whenever a file would be written or its cells be understood in another way.
const FORMAT: u32 = 3;

/// The missing code of a variable that a version lacks.
const NOT_IN_VERSION: i32 = -4;
/// The missing code of a stratum that no code carried.
const NO_STRATUM: i32 = -6;

/// A survey with its versions by hash, the oldest first.
pub type SurveyVersions = [(String, Arc<Questionnaire>)];

/// The datasets that were asked for.
#[derive(Debug, Clone)]
pub struct Datasets {
    results: Db,
    folder: Option<PathBuf>,
    kept: Arc<Mutex<Vec<CachedDataset>>>,
}

#[derive(Debug, Clone)]
struct CachedDataset {
    key: DatasetKey,
    dataset: Arc<Dataset>,
}

/// What a dataset is the dataset of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct DatasetKey {
    format: u32,
    program: String,
    survey: SurveyId,
    versions: Vec<String>,
    state: ResultsState,
}

impl DatasetKey {
    /// Whether the other is the same at another time.
    fn is_akin(&self, other: &Self) -> bool {
        *self == Self { state: self.state.clone(), ..other.clone() }
    }
}

impl Analysis {
    /// The dataset of a survey as it is now. As much is seen as in an export, so it is one in the audit
    /// trail. Blocks.
    pub fn dataset_now(&self, actor: &Actor, slug: &Slug) -> Result<Arc<Dataset>, Error> {
        let wanted = self.export_now(actor, slug, &MACHINE)?;
        self.datasets.load(actor, &wanted.survey, &wanted.versions)
    }
}

impl Datasets {
    /// Datasets of the surveys in this store, kept in memory, and in this folder if there is one. All
    /// processes that read or mix responses need the same one.
    pub fn new(results: Db, folder: Option<PathBuf>) -> Self {
        Self { results, folder, kept: Arc::default() }
    }

    /// Datasets of these stores, in memory only.
    pub(in crate::app) fn in_memory(stores: &Stores) -> Self {
        Self::new(stores.results.clone(), None)
    }

    /// The dataset of a survey as it is now. Blocks.
    pub fn load(
        &self,
        actor: &Actor,
        survey: &SurveyId,
        versions: &SurveyVersions,
    ) -> Result<Arc<Dataset>, Error> {
        actor.authorize(Permission::ReadAnswers)?;
        let key = DatasetKey {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            survey: survey.clone(),
            versions: versions.iter().map(|(hash, _)| hash.clone()).collect(),
            // Before anything is read: what comes meanwhile is found to be new the next time.
            state: self.state(survey)?,
        };
        let known = self.find(&key).or_else(|| self.read_file(&key));
        let kept = match known {
            Some(kept) if kept.key == key => kept,
            older => {
                let dataset = match older {
                    Some(kept) => self.renew(kept.dataset, survey, versions)?,
                    None => self.build(survey, versions)?,
                };
                let kept = CachedDataset { key, dataset };
                if let Err(error) = self.write_file(&kept) {
                    tracing::warn!(?error, "a dataset is not kept as a file");
                }
                kept
            }
        };
        let dataset = Arc::clone(&kept.dataset);
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|kept| kept.key.survey != *survey);
        if all.len() == KEPT {
            all.remove(0);
        }
        all.push(kept);
        Ok(dataset)
    }

    /// Forgets the dataset of a survey: some of it was withdrawn.
    pub(in crate::app) fn forget(&self, survey: &SurveyId) -> Result<(), Error> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.key.survey != *survey);
        let Some(folder) = &self.folder else { return Ok(()) };
        Ok(remove(&path(folder, survey)).context("deleting a dataset")?)
    }

    /// Deletes what processes left that ended while they wrote a file: there may be answers in it that
    /// were withdrawn since.
    pub(in crate::app) fn sweep(&self, now: Timestamp) -> Result<(), Error> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let is_left = |path: &Path| path.extension() != Some(OsStr::new(EXTENSION));
        delete_older(folder, now, WRITTEN_IN, is_left).context("sweeping the datasets")?;
        Ok(())
    }

    fn state(&self, survey: &SurveyId) -> Result<ResultsState, Error> {
        self.results.read_now(|conn| Ok(load_state(conn, survey)?))
    }

    fn find(&self, key: &DatasetKey) -> Option<CachedDataset> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.key.is_akin(key)).cloned()
    }

    /// What the file of a survey holds, if it is whole: the hash of all that follows, a line that says
    /// what it is, the dataset.
    fn read_file(&self, key: &DatasetKey) -> Option<CachedDataset> {
        let bytes = fs::read(path(self.folder.as_ref()?, &key.survey)).ok()?;
        let (hash, rest) = bytes.split_at_checked(Sha256::output_size())?;
        if Sha256::digest(rest).as_slice() != hash {
            tracing::warn!(survey = %key.survey, "the file of a dataset is damaged");
            return None;
        }
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let written: DatasetKey = serde_json::from_slice(&rest[..end]).ok()?;
        if !written.is_akin(key) {
            return None;
        }
        let dataset = Arc::new(Dataset::decode(&rest[end + 1..])?);
        Some(CachedDataset { key: written, dataset })
    }

    fn write_file(&self, CachedDataset { key, dataset }: &CachedDataset) -> Result<(), Error> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let mut head = serde_json::to_vec(key).context("writing what a dataset is")?;
        head.push(b'\n');
        let body = dataset.encode().context("encoding a dataset")?;
        if body.len() > MOST_BYTES {
            return Ok(());
        }
        let hash = Sha256::new().chain_update(&head).chain_update(&body).finalize();
        let path = path(folder, &key.survey);
        let write = || {
            let mut file = private_file(folder)?;
            for part in [hash.as_slice(), &head, &body] {
                file.write_all(part)?;
            }
            file.as_file().sync_all()?;
            file.persist(&path)?;
            io::Result::Ok(())
        };
        write().context("writing a dataset")?;
        // Something may have been withdrawn after it was read and before there was a file to delete.
        if self.state(&key.survey)? != key.state {
            self.forget(&key.survey)?;
        }
        Ok(delete_oldest(folder).context("deleting the oldest dataset")?)
    }

    /// Reads all responses.
    fn build(&self, survey: &SurveyId, versions: &SurveyVersions) -> Result<Arc<Dataset>, Error> {
        let reader = ResponseReader::new(versions);
        let names = reader.names.iter().cloned();
        let mut dataset = Dataset::new(CARRIED.map(str::to_owned).into_iter().chain(names));
        let mut after: Option<ResponseId> = None;
        loop {
            let page = self.results.read_now(|conn| {
                Ok::<_, Error>(page_responses(conn, survey, after.as_ref(), PAGE)?)
            })?;
            for row in &page {
                reader.add(&mut dataset, row)?;
            }
            match page.into_iter().last() {
                Some(last) => after = Some(last.id),
                None => return Ok(Arc::new(dataset)),
            }
        }
    }

    /// Drops what is gone and reads what is new.
    fn renew(
        &self,
        known: Arc<Dataset>,
        survey: &SurveyId,
        versions: &SurveyVersions,
    ) -> Result<Arc<Dataset>, Error> {
        let ids = self.results.read_now(|conn| Ok::<_, Error>(list_ids(conn, survey)?))?;
        let there: HashSet<&str> = ids.iter().map(ResponseId::as_str).collect();
        let mut dataset = Arc::unwrap_or_clone(known);
        dataset.retain(&there);
        let new: Vec<ResponseId> = {
            let old: HashSet<&str> = dataset.ids().iter().map(String::as_str).collect();
            ids.iter().filter(|id| !old.contains(id.as_str())).cloned().collect()
        };
        let reader = ResponseReader::new(versions);
        for some in new.chunks(PAGE as usize) {
            let rows = self
                .results
                .read_now(|conn| Ok::<_, Error>(load_responses(conn, survey, some)?))?;
            for row in &rows {
                reader.add(&mut dataset, row)?;
            }
        }
        Ok(Arc::new(dataset))
    }
}

/// The id of a survey is a UUID, so it is a file's name.
fn path(folder: &Path, survey: &SurveyId) -> PathBuf {
    folder.join(format!("{survey}.{EXTENSION}"))
}

/// Leaves as many files as are kept, what an interrupted process left among them.
fn delete_oldest(folder: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            about => files.push((about?.modified()?, entry.path())),
        }
    }
    files.sort();
    let surplus = files.len().saturating_sub(FILES);
    files.iter().take(surplus).try_for_each(|(_, path)| remove(path))
}

/// Reads responses into the columns of all versions together.
struct ResponseReader<'v> {
    /// The variables of all versions, each once.
    names: Vec<String>,
    versions: BTreeMap<&'v str, VersionColumns<'v>>,
}

struct VersionColumns<'v> {
    label: String,
    questionnaire: &'v Questionnaire,
    codebook: Codebook,
    /// For each column this version's variable.
    variables: Vec<Option<usize>>,
}

impl<'v> ResponseReader<'v> {
    fn new(versions: &'v SurveyVersions) -> Self {
        let (mut names, mut known): (Vec<String>, HashSet<String>) = Default::default();
        let mut read: BTreeMap<&str, VersionColumns<'_>> = BTreeMap::new();
        let labels =
            Questionnaire::version_labels(versions.iter().map(|(hash, it)| (hash.as_str(), &**it)));
        let mut codebooks: Vec<Codebook> =
            versions.iter().map(|(_, questionnaire)| Codebook::new(questionnaire)).collect();
        unite(codebooks.iter_mut());
        for (((hash, questionnaire), label), codebook) in versions.iter().zip(labels).zip(codebooks)
        {
            for variable in &codebook.variables {
                if known.insert(variable.name.clone()) {
                    names.push(variable.name.clone());
                }
            }
            read.insert(
                hash,
                VersionColumns { label, questionnaire, codebook, variables: Vec::new() },
            );
        }
        for version in read.values_mut() {
            let variables = version.codebook.variables.iter().enumerate();
            let places: HashMap<&str, usize> =
                variables.map(|(at, variable)| (&*variable.name, at)).collect();
            version.variables = names.iter().map(|name| places.get(&**name).copied()).collect();
        }
        Self { names, versions: read }
    }

    fn add(&self, to: &mut Dataset, row: &ResponseRow) -> Result<(), Error> {
        let version = self.versions.get(row.version_hash.as_str()).ok_or_else(|| {
            let (id, version) = (&row.id, &row.version_hash);
            anyhow!("response {id} answers version {version}, which this survey does not have")
        })?;
        let record = Record::read(version.questionnaire, &row.document).map_err(|cause| {
            Error::unreadable(&format!("the stored response {}", row.id), &cause)
        })?;
        let cells = version.variables.iter().map(|variable| match *variable {
            Some(index) => cell(&version.codebook.variables[index], &record, &version.label),
            None => Cell::Missing(NOT_IN_VERSION),
        });
        to.push(row.id.as_str(), carried(row).into_iter().chain(cells));
        Ok(())
    }
}

/// What a response carries beside its answers, as the export has it.
fn carried(row: &ResponseRow) -> [Cell<Cow<'_, str>>; CARRIED.len()] {
    let door = if row.door == Door::Code { WITH_CODE } else { WITHOUT_CODE };
    let stratum = match row.stratum.as_str() {
        "" => Cell::Missing(NO_STRATUM),
        stratum => Cell::Value(Cow::Borrowed(stratum)),
    };
    [Cell::Value(Cow::Borrowed(door)), stratum]
}

fn cell<'r>(variable: &Variable, record: &'r Record<'_>, version: &'r str) -> Cell<Cow<'r, str>> {
    let stored = variable.read(record, version, "");
    match missing::code_of(&stored) {
        Some(code) => Cell::Missing(code),
        None => Cell::Value(stored),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn what_an_interrupted_write_left_goes_after_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("datasets");
        fs::create_dir(&kept).unwrap();
        for name in ["survey.dataset", ".tmpabc"] {
            fs::write(kept.join(name), "x").unwrap();
        }
        let datasets = Datasets::new(Stores::temporary(folder.path()).results, Some(kept.clone()));
        let left = |hours| {
            let now = Clock::System.now() + SignedDuration::from_hours(hours);
            datasets.sweep(now).unwrap();
            fs::read_dir(&kept).unwrap().count()
        };
        assert_eq!((left(0), left(2)), (2, 1));
    }
}
