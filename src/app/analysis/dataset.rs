//! The dataset of a survey, kept right through mixes and withdrawals: what came is added, what was
//! withdrawn is dropped, and nothing else is read again.
//!
//! A response never changes. A mix adds one batch and leaves it in the list of batches, a withdrawal
//! takes one response away. So when neither number of the survey has changed, nothing has.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;

use crate::engine::codebook::Variable;
use crate::engine::{Codebook, Questionnaire, Record};
use crate::error::Error;
use crate::ids::{ResponseId, SurveyId};
use crate::storage::Db;
use crate::storage::results::responses::{
    ResponseRow, ResultsState, list_ids, load_responses, load_state, page_responses,
};
use crate::study::{Cell, Dataset};

/// Responses read at once.
const PAGE: i64 = 500;
/// Surveys whose datasets are kept; of more, the one that was asked for longest ago is let go.
const KEPT: usize = 4;

/// The missing code of a variable that a version lacks.
const NOT_IN_VERSION: i32 = -4;

/// A survey with its versions by hash, the oldest first.
pub type SurveyVersions = [(String, Arc<Questionnaire>)];

/// The datasets that were asked for, in memory.
#[derive(Debug, Clone)]
pub struct Datasets {
    results: Db,
    kept: Arc<Mutex<Vec<CachedDataset>>>,
}

#[derive(Debug, Clone)]
struct CachedDataset {
    survey: SurveyId,
    versions: Vec<String>,
    state: ResultsState,
    dataset: Arc<Dataset>,
}

impl Datasets {
    /// Datasets of the surveys in this store.
    pub fn new(results: Db) -> Self {
        Self { results, kept: Arc::default() }
    }

    /// The dataset of a survey as it is now. Blocks.
    pub fn load(
        &self,
        survey: &SurveyId,
        versions: &SurveyVersions,
    ) -> Result<Arc<Dataset>, Error> {
        let hashes: Vec<String> = versions.iter().map(|(hash, _)| hash.clone()).collect();
        // Before anything is read: what comes meanwhile is found to be new the next time.
        let state = self.results.read_now(|conn| Ok::<_, Error>(load_state(conn, survey)?))?;
        let known = self.take(survey, &hashes);
        let dataset = match known {
            Some(kept) if kept.state == state => kept.dataset,
            Some(kept) => self.renew(kept.dataset, survey, versions)?,
            None => self.build(survey, versions)?,
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| kept.survey != *survey);
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(CachedDataset {
            survey: survey.clone(),
            versions: hashes,
            state,
            dataset: Arc::clone(&dataset),
        });
        Ok(dataset)
    }

    fn take(&self, survey: &SurveyId, versions: &[String]) -> Option<CachedDataset> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.survey == *survey && kept.versions == versions).cloned()
    }

    /// Reads all responses.
    fn build(&self, survey: &SurveyId, versions: &SurveyVersions) -> Result<Arc<Dataset>, Error> {
        let reader = ResponseReader::new(versions);
        let mut dataset = Dataset::new(reader.names.iter().cloned());
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

/// Reads responses into the columns of all versions together.
struct ResponseReader<'v> {
    /// The variables of all versions, each once.
    names: Vec<String>,
    versions: BTreeMap<&'v str, VersionColumns<'v>>,
}

struct VersionColumns<'v> {
    questionnaire: &'v Questionnaire,
    codebook: Codebook,
    /// For each column this version's variable.
    variables: Vec<Option<usize>>,
}

impl<'v> ResponseReader<'v> {
    fn new(versions: &'v SurveyVersions) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut read: BTreeMap<&str, VersionColumns<'_>> = BTreeMap::new();
        for (hash, questionnaire) in versions {
            let codebook = Codebook::new(questionnaire);
            for variable in &codebook.variables {
                if !names.contains(&variable.name) {
                    names.push(variable.name.clone());
                }
            }
            read.insert(hash, VersionColumns { questionnaire, codebook, variables: Vec::new() });
        }
        for version in read.values_mut() {
            let variables = &version.codebook.variables;
            let position = |name: &String| variables.iter().position(|v| v.name == *name);
            version.variables = names.iter().map(position).collect();
        }
        Self { names, versions: read }
    }

    fn add(&self, to: &mut Dataset, row: &ResponseRow) -> Result<(), Error> {
        let version = self.versions.get(row.version_hash.as_str()).ok_or_else(|| {
            let (id, version) = (&row.id, &row.version_hash);
            anyhow!("response {id} answers version {version}, which this survey does not have")
        })?;
        let record = Record::read(version.questionnaire, &row.document)
            .map_err(|cause| anyhow!("the stored response {} is damaged: {cause}", row.id))?;
        let label = &version.questionnaire.definition().version;
        let cells = version.variables.iter().map(|variable| match *variable {
            Some(index) => cell(&version.codebook.variables[index], &record, label),
            None => Cell::Missing(NOT_IN_VERSION),
        });
        to.push(row.id.as_str(), cells);
        Ok(())
    }
}

fn cell(variable: &Variable, record: &Record<'_>, version: &str) -> Cell {
    let text = variable.cell(record, version);
    match text.parse() {
        Ok(code) if text.starts_with('-') && variable.missings.contains(&code) => {
            Cell::Missing(code)
        }
        _ => Cell::Value(text.into_owned()),
    }
}
