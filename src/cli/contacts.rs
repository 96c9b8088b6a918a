//! `zugvogel contacts`: what residents wrote beside the questionnaire, in a file that nobody else can
//! read.

use anyhow::{Context, Result, bail};

use super::commands::{OPERATOR, named, print};
use super::words::counted;
use super::{Contacts, data, private};
use crate::export::guard::{self, guarded};
use crate::ids::Slug;

pub(super) fn run(contacts: &Contacts) -> Result<()> {
    let (_, app) = data::open(&contacts.data.data)?;
    let out = &contacts.out;
    if out.exists() {
        bail!("{} is there already; what it holds may be deleted here", out.display());
    }
    let (slug, purpose) = (Slug(contacts.survey.clone()), contacts.purpose);
    let survey = app.surveys().load_now(OPERATOR, &slug);
    let survey = survey.map_err(|error| named(error, &slug))?.survey;
    let office = app.office();
    let written = office.contacts(OPERATOR, &survey, purpose)?;

    let part = private::part(out);
    let file = private::create(&part).with_context(|| format!("making {}", part.display()))?;
    let mut file = guard::for_people(file)?;
    file.write_record(["text"])?;
    for contact in &written {
        // Anybody may write here, so no spreadsheet may take it for a formula.
        file.write_record([guarded(&contact.address).as_ref()])?;
    }
    file.flush().and_then(|()| file.get_ref().sync_all()).context("writing the file")?;
    std::fs::rename(&part, out).with_context(|| format!("naming {}", out.display()))?;
    let entries = counted(written.len(), "entry is", "entries are");
    print(&format!("{entries} in {}\n", out.display()))?;
    if contacts.delete {
        let ids = written.into_iter().map(|contact| contact.id).collect();
        let deleted = office.delete_contacts(OPERATOR, &survey, ids)?;
        print(&counted(deleted, "entry was deleted\n", "entries were deleted\n"))?;
    }
    Ok(())
}
