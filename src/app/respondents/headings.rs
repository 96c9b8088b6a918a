//! What is known of surveys, so that a page need not ask for it first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use smol_str::SmolStr;
use tokio::time::Instant;

use crate::ids::Slug;
use crate::storage::collect::surveys::Heading;

/// How long a heading is believed. A survey that is closed, or has another version, is served so much
/// longer as it was by the nodes that did not change it.
pub const BELIEVED: Duration = Duration::from_secs(1);

/// What can change of a survey.
#[derive(Debug)]
pub(super) struct Headed {
    pub(super) heading: Heading,
    /// Names of the quotas that are full.
    pub(super) full: BTreeSet<SmolStr>,
    /// The versions it had before, each with the one it goes on as.
    pub(super) earlier: Arc<BTreeMap<String, String>>,
}

/// A heading and when it was read.
type TimedHeading = (Instant, Arc<Headed>);

/// The headings of surveys, each with the moment it was read. There are no more than surveys. Cloning
/// shares them.
#[derive(Debug, Clone, Default)]
pub struct Headings(Arc<RwLock<HashMap<Slug, TimedHeading>>>);

impl Headings {
    /// The heading of this survey, if it was read just now.
    pub(super) fn find(&self, slug: &Slug) -> Option<Arc<Headed>> {
        let (read, heading) = self.known(slug)?;
        (read.elapsed() < BELIEVED).then_some(heading)
    }

    /// The heading of this survey as it was last read, for when it cannot be read.
    pub(super) fn find_last(&self, slug: &Slug) -> Option<Arc<Headed>> {
        self.known(slug).map(|(_, heading)| heading)
    }

    /// Believes a heading no longer.
    pub(super) fn forget(&self, slug: &Slug) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(slug);
    }

    fn known(&self, slug: &Slug) -> Option<TimedHeading> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(slug).cloned()
    }

    /// Keeps a heading that was read just now.
    pub(super) fn keep(&self, heading: Headed) -> Arc<Headed> {
        let heading = Arc::new(heading);
        let known = (Instant::now(), Arc::clone(&heading));
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(heading.heading.slug.clone(), known);
        heading
    }
}
