//! What versions are called in data.

use rustc_hash::FxHashMap;

use super::questionnaire::Questionnaire;

impl Questionnaire {
    /// What the author calls this version, else the beginning of its hash.
    fn version_label<'v>(&'v self, hash: &'v str) -> &'v str {
        match self.definition.version.as_str() {
            "" => hash.get(..12).unwrap_or(hash),
            version => version,
        }
    }

    /// The labels of several versions of a questionnaire, given with their hashes, the oldest first: what has the
    /// label of an earlier one has a number behind it.
    pub fn version_labels<'v>(
        versions: impl Iterator<Item = (&'v str, &'v Questionnaire)>,
    ) -> Vec<String> {
        let mut often: FxHashMap<&str, usize> = FxHashMap::default();
        let label = |(hash, questionnaire): (&'v str, &'v Questionnaire)| {
            let label = questionnaire.version_label(hash);
            let times = often.entry(label).or_default();
            *times += 1;
            if *times == 1 { label.to_owned() } else { format!("{label} ({times})") }
        };
        versions.map(label).collect()
    }
}
