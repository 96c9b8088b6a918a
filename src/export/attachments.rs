//! `attachments.zip`: the files that are answers, each as `RESPONSE/NAME`. Which there are is noted
//! while the responses pass; what is in them is fetched one by one when their turn comes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use super::{Fetch, Sink, Zip};
use crate::engine::{Questionnaire, Record};

/// The files of the responses so far: a line for each in a nameless temporary file.
pub(super) struct Attachments {
    noted: BufWriter<File>,
    /// How many there are.
    pub(super) count: u64,
}

impl Attachments {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { noted: BufWriter::new(tempfile::tempfile()?), count: 0 })
    }

    /// Notes the files of a response. Ids and names have no tab.
    pub(super) fn note(
        &mut self,
        id: &str,
        questionnaire: &Questionnaire,
        record: &Record<'_>,
    ) -> io::Result<()> {
        let answers = record.answers(questionnaire);
        let mut names: Vec<&str> =
            questionnaire.files(answers).into_iter().map(|(_, file)| file).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            writeln!(self.noted, "{id}\t{name}")?;
            self.count += 1;
        }
        Ok(())
    }

    /// Writes the archive and says how many files it has.
    pub(super) fn write<W: Write>(self, out: &mut W, fetch: &mut Fetch<'_>) -> io::Result<u64> {
        let mut noted = self.noted.into_inner().map_err(io::IntoInnerError::into_error)?;
        noted.rewind()?;
        let mut archive = Zip::new(out);
        let mut count = 0;
        for line in BufReader::new(noted).lines() {
            let line = line?;
            let Some((id, name)) = line.split_once('\t') else { continue };
            // Withdrawn meanwhile, or made up by the simulation.
            let Some(body) = fetch(id, name)? else { continue };
            archive.start(&format!("{id}/{name}"))?;
            archive.write_all(&body)?;
            count += 1;
        }
        archive.finish()?;
        Ok(count)
    }
}
