//! Where interviews in memory find the pictures that their questionnaire shows, and the crest of who asks.

use std::collections::HashMap;
use std::fmt;
use std::future::ready;

use super::Task;
use crate::error::Error;

/// Gives bytes out.
pub trait MediaShelf: fmt::Debug + Send + Sync {
    /// The file with this hash.
    fn medium<'t>(&'t self, hash: &'t str) -> Task<'t, Vec<u8>>;

    /// The crest of the organisation.
    fn crest(&self) -> Task<'_, Vec<u8>>;
}

/// Files in memory, and no crest.
impl MediaShelf for HashMap<String, Vec<u8>> {
    fn medium<'t>(&'t self, hash: &'t str) -> Task<'t, Vec<u8>> {
        Box::pin(ready(self.get(hash).cloned().ok_or(Error::NotFound)))
    }

    fn crest(&self) -> Task<'_, Vec<u8>> {
        Box::pin(ready(Err(Error::NotFound)))
    }
}
