//! Published questionnaires, checked once and kept: a version never changes, so nothing here can
//! go stale.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::anyhow;
use sha2::{Digest, Sha256};

use crate::engine::Questionnaire;
use crate::error::Error;
use crate::formats::{NoFiles, json};

/// Checked questionnaires by the hash of their document. Cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct Versions(Arc<RwLock<HashMap<String, Arc<Questionnaire>>>>);

impl Versions {
    /// The questionnaire of this hash, if it was checked before.
    pub fn find(&self, hash: &str) -> Option<Arc<Questionnaire>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(hash).cloned()
    }

    /// The questionnaire of this hash, checked from `document` the first time. A stored document
    /// that does not match its hash or its checks is never served.
    pub fn questionnaire(&self, hash: &str, document: &str) -> Result<Arc<Questionnaire>, Error> {
        if let Some(known) = self.find(hash) {
            return Ok(known);
        }
        if self::hash(document) != hash {
            return Err(anyhow!("the stored questionnaire {hash} was changed").into());
        }
        let checked = json::load(document.as_bytes(), &NoFiles);
        let questionnaire = checked.sound().map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            anyhow!("the stored questionnaire {hash} is broken: {}", problems.join("; "))
        })?;
        let questionnaire = Arc::new(questionnaire);
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(all.entry(hash.to_owned()).or_insert(questionnaire)))
    }
}

/// The hash that names a version: SHA-256 of its document, in hexadecimal.
pub fn hash(document: &str) -> String {
    hex::encode(Sha256::digest(document))
}
