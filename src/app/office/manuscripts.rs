//! Manuscripts: questionnaires that designers write in the browser. What is stored need not be sound. Every change is
//! an [`Edit`] in a log, so it can be taken back, and so that what two people change at once comes together: see
//! [`merge`].

pub mod comments;
pub mod history;
pub mod media;
pub mod merge;
pub mod pretests;
pub mod text;
pub mod translate;

use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;

use super::Office;
use crate::app::actor::{Account, Actor};
use crate::domain::{AuditAction, Permission};
use crate::engine::edit::{Edit, Element, Misfit};
use crate::engine::model::Definition;
use crate::engine::problem::Remark;
use crate::error::Error;
use crate::ids::{ManuscriptId, OrganisationId};
use crate::storage::office::audit;
use crate::storage::office::manuscripts::{
    self, ChangeRow, ManuscriptHead, ManuscriptRow, find_manuscript,
};
use crate::storage::office::media::{delete_unused, list_of_manuscript};
use crate::storage::{Conn, Instant};
use history::{Reversal, reversals};
use media::BroughtFile;
use merge::{Conflict, merge};

/// The largest manuscript, as JSON. The Wesermarsch study has 0.3 MB.
pub const MOST_BYTES: usize = 4_000_000;
/// The most manuscripts of an organisation.
pub const MOST: i64 = 500;
/// How often a change is tried while others are written.
const MOST_ATTEMPTS: usize = 20;
/// The most changes of a manuscript that can be taken back.
const MOST_CHANGES: i64 = 1000;

/// A questionnaire that is being written.
#[derive(Debug, Clone)]
pub struct Manuscript {
    /// Its id.
    pub id: ManuscriptId,
    /// The questionnaire; it need not be sound.
    pub definition: Definition,
    /// How many changes made it.
    pub revision: i64,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// What would be taken back next.
    pub undo: Option<Edit>,
    /// What would be done again next.
    pub redo: Option<Edit>,
}

/// Why a manuscript stays as it is.
#[derive(Debug)]
pub enum EditRefusal {
    /// Somebody else changed the same meanwhile.
    Conflicts(Vec<Conflict>),
    /// The change does not fit.
    Misfit(Misfit),
    /// It would become too large.
    TooLarge,
    /// There is nothing to take back, or to do again.
    Nothing,
    /// She cannot have reviewed this translation.
    Unreviewable(Box<Remark>),
    /// It would show more than it may have.
    Files(Box<Remark>),
}

impl EditRefusal {
    /// Somebody else took it out.
    fn absent(of: &Element) -> Self {
        Self::Misfit(Misfit::Absent(of.clone()))
    }
}

impl From<Misfit> for EditRefusal {
    fn from(misfit: Misfit) -> Self {
        Self::Misfit(misfit)
    }
}

type Edited = Result<(), EditRefusal>;

impl Office {
    /// The manuscripts of the actor's organisation, what was changed last first.
    pub async fn manuscripts(&self, actor: &Actor) -> Result<Vec<ManuscriptHead>, Error> {
        let organisation = writer(actor)?.organisation.clone();
        self.office.read(move |conn| Ok(manuscripts::list_manuscripts(conn, &organisation)?)).await
    }

    /// One of them.
    pub async fn manuscript(&self, actor: &Actor, id: &ManuscriptId) -> Result<Manuscript, Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        self.office
            .read(move |conn| {
                let row = find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                let Reversal { undo, redo } = reversals(&manuscripts::list_undone(conn, &id)?);
                let mut definition = read(&row.document)?;
                // What is only noted for changes that were taken back is neither shown nor published.
                definition.forget_unnamed_files();
                Ok(Manuscript {
                    definition,
                    undo: undo.map(|number| told(conn, &id, number)).transpose()?,
                    redo: redo.map(|number| told(conn, &id, number)).transpose()?,
                    revision: row.revision,
                    changed_at: row.changed_at.timestamp(),
                    id,
                })
            })
            .await
    }

    /// Begins a manuscript of her organisation with this questionnaire in it.
    pub async fn begin_manuscript(
        &self,
        actor: &Actor,
        definition: &Definition,
    ) -> Result<ManuscriptId, Error> {
        let organisation = writer(actor)?.organisation.clone();
        let (row, event) = self.beginning(actor, organisation, definition)?;
        let id = row.id.clone();
        let written = definition.clone();
        self.office.write(move |conn| begin(conn, (&row, &written), &event)).await?;
        Ok(id)
    }

    /// The same of an organisation, waiting on this thread.
    pub fn begin_manuscript_now(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        definition: &Definition,
    ) -> Result<ManuscriptId, Error> {
        let (row, event) = self.beginning(actor, organisation, definition)?;
        let id = row.id.clone();
        let written = definition.clone();
        self.office.write_now(move |conn| begin(conn, (&row, &written), &event))?;
        Ok(id)
    }

    fn beginning(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        definition: &Definition,
    ) -> Result<(ManuscriptRow, audit::Event), Error> {
        actor.authorize_in(Permission::WriteQuestionnaires, &organisation)?;
        let document = written(definition)?;
        if document.len() > MOST_BYTES {
            return Err(too_large());
        }
        let now = self.clock.now();
        let id = ManuscriptId::random();
        let event = actor.event(now, AuditAction::BeginManuscript, &organisation, id.as_str());
        let row = ManuscriptRow {
            id,
            organisation_id: organisation,
            title: title(definition),
            document,
            revision: 0,
            changed_at: now.into(),
            changed_by: event.actor.clone(),
        };
        Ok((row, event))
    }

    /// Deletes a manuscript with all its changes. What was published from it stays.
    pub async fn delete_manuscript(&self, actor: &Actor, id: &ManuscriptId) -> Result<(), Error> {
        let (organisation, id) = (writer(actor)?.organisation.clone(), id.clone());
        let action = AuditAction::DeleteManuscript;
        let event = actor.event(self.clock.now(), action, &organisation, id.as_str());
        self.office
            .write(move |conn| {
                let files = list_of_manuscript(conn, &organisation, &id)?;
                if !manuscripts::delete_manuscript(conn, &organisation, &id)? {
                    return Err(Error::NotFound);
                }
                for (hash, _) in files {
                    delete_unused(conn, &organisation, &hash)?;
                }
                audit::append(conn, event.clone())?;
                Ok::<_, Error>(())
            })
            .await
    }

    /// Makes these changes, which somebody asked for who saw the manuscript at the revision `seen`, and was told of what
    /// others had changed up to the revision `told`: all of them or none.
    pub async fn edit(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        (seen, told): (i64, Option<i64>),
        edits: Vec<Edit>,
    ) -> Result<Edited, Error> {
        self.edit_with(actor, id, (seen, told), edits, Vec::new()).await
    }

    /// The same with files that are to be shown.
    pub async fn edit_with(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        (seen, told): (i64, Option<i64>),
        edits: Vec<Edit>,
        files: Vec<BroughtFile>,
    ) -> Result<Edited, Error> {
        let name = translate::translator(writer(actor)?).to_owned();
        let files = Arc::new(files);
        let brought = Arc::clone(&files);
        self.change_with(actor, id, files, move |conn, row| {
            let now = read(&row.document)?;
            // First: what is changed may be taken out by the same form.
            let edits = match media::edits(&now, &brought) {
                Ok(shown) => [shown, edits.clone()].concat(),
                Err(refusal) => return Ok(Err(refusal)),
            };
            let was = at_revision(conn, row, &now, seen)?;
            let told = told.map(|told| at_revision(conn, row, &now, told)).transpose()?;
            Ok(match merge((&was, told.as_ref(), &now), &edits) {
                Ok(edit) => edit
                    .map(|edit| (translate::with_drafts(&now, edit, &name), None))
                    .ok_or(EditRefusal::Nothing),
                Err(refusal) => Err(refusal),
            })
        })
        .await
        .map(|edited| match edited {
            // She saved what stands there already.
            Err(EditRefusal::Nothing) => Ok(()),
            edited => edited,
        })
    }

    /// Takes the last change back, whoever made it.
    pub async fn undo(&self, actor: &Actor, id: &ManuscriptId) -> Result<Edited, Error> {
        self.reverse(actor, id, |reversal| reversal.undo).await
    }

    /// Makes the change again that was taken back last.
    pub async fn redo(&self, actor: &Actor, id: &ManuscriptId) -> Result<Edited, Error> {
        self.reverse(actor, id, |reversal| reversal.redo).await
    }

    async fn reverse(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        which: fn(Reversal) -> Option<i64>,
    ) -> Result<Edited, Error> {
        self.change(actor, id, move |conn, row| {
            let number = which(reversals(&manuscripts::list_undone(conn, &row.id)?));
            let Some(number) = number else { return Ok(Err(EditRefusal::Nothing)) };
            let change = manuscripts::find_change(conn, &row.id, number)?;
            let inverse = change.ok_or(Error::NotFound)?.inverse;
            Ok(Ok((parse(&inverse)?, Some(number))))
        })
        .await
    }

    /// Makes one change in one transaction and notes it, or leaves all as it is. `what` gives the change, and the
    /// number of the one that it takes back.
    async fn change(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        what: impl Fn(
            &mut Conn,
            &ManuscriptRow,
        ) -> Result<Result<(Edit, Option<i64>), EditRefusal>, Error>
        + Send
        + Sync
        + 'static,
    ) -> Result<Edited, Error> {
        self.change_with(actor, id, Arc::default(), what).await
    }

    /// The same of a change that brings files.
    async fn change_with(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        files: Arc<Vec<BroughtFile>>,
        what: impl Fn(
            &mut Conn,
            &ManuscriptRow,
        ) -> Result<Result<(Edit, Option<i64>), EditRefusal>, Error>
        + Send
        + Sync
        + 'static,
    ) -> Result<Edited, Error> {
        let what = Arc::new(what);
        for _ in 1..MOST_ATTEMPTS {
            match self.attempt(actor, id, &files, Arc::clone(&what)).await {
                // Somebody else's change was written in between: this one is made on top of it.
                Err(Error::Busy) => {}
                edited => return edited,
            }
        }
        self.attempt(actor, id, &files, what).await
    }

    async fn attempt<What>(
        &self,
        actor: &Actor,
        id: &ManuscriptId,
        files: &Arc<Vec<BroughtFile>>,
        what: Arc<What>,
    ) -> Result<Edited, Error>
    where
        What: Fn(&mut Conn, &ManuscriptRow) -> Result<Result<(Edit, Option<i64>), EditRefusal>, Error>
            + Send
            + Sync
            + 'static,
    {
        let account = writer(actor)?;
        let (organisation, by) = (account.organisation.clone(), account.id.to_string());
        let (id, now) = (id.clone(), Instant::from(self.clock.now()));
        let files = Arc::clone(files);
        self.office
            .write(move |conn| {
                let row = find_manuscript(conn, &organisation, &id)?.ok_or(Error::NotFound)?;
                let (edit, undoes) = match what(conn, &row)? {
                    Ok(change) => change,
                    Err(refusal) => return Ok(Err(refusal)),
                };
                let mut definition = read(&row.document)?;
                let inverse = match definition.apply(&edit) {
                    Ok(inverse) => inverse,
                    Err(misfit) => return Ok(Err(misfit.into())),
                };
                let document = written(&definition)?;
                if document.len() > MOST_BYTES {
                    return Ok(Err(EditRefusal::TooLarge));
                }
                let followed = media::follow(conn, &organisation, (&id, &definition), &files)?;
                if let Err(refusal) = followed {
                    return Ok(Err(refusal));
                }
                let row = ManuscriptRow {
                    title: title(&definition),
                    document,
                    revision: row.revision + 1,
                    changed_at: now,
                    changed_by: by.clone(),
                    ..row
                };
                if !manuscripts::replace_manuscript(conn, &row)? {
                    return Err(Error::Busy);
                }
                let change = ChangeRow {
                    manuscript_id: id.clone(),
                    number: row.revision,
                    made_at: now,
                    made_by: by.clone(),
                    edit: written(&edit)?,
                    inverse: written(&inverse)?,
                    undoes,
                };
                manuscripts::insert_change(conn, &change, MOST_CHANGES)?;
                Ok::<_, Error>(Ok(()))
            })
            .await
    }
}

fn begin(
    conn: &mut Conn,
    (row, definition): (&ManuscriptRow, &Definition),
    event: &audit::Event,
) -> Result<(), Error> {
    if manuscripts::count_manuscripts(conn, &row.organisation_id)? >= MOST {
        return Err(Error::BadInput(format!(
            "there are {MOST} questionnaires already; delete one that is not needed"
        )));
    }
    manuscripts::insert_manuscript(conn, row)?;
    let of = (&row.id, definition);
    if let Err(EditRefusal::Files(why)) = media::follow(conn, &row.organisation_id, of, &[])? {
        return Err(Error::BadInput(why.to_string()));
    }
    Ok(audit::append(conn, event.clone())?)
}

/// Whoever may write questionnaires does so for an organisation.
fn writer(actor: &Actor) -> Result<&Account, Error> {
    actor.authorize(Permission::WriteQuestionnaires)?;
    actor.account().ok_or(Error::Forbidden)
}

fn too_large() -> Error {
    Error::BadInput(format!("a questionnaire may have {MOST_BYTES} bytes"))
}

/// What lists call it. PostgreSQL keeps no NUL.
fn title(definition: &Definition) -> String {
    let language = definition.languages.first().map_or("", String::as_str);
    let title = match definition.title.get(language, language) {
        "" => &definition.name,
        title => title,
    };
    title.replace('\0', "\u{fffd}")
}

/// What the change of this number did.
fn told(conn: &mut Conn, id: &ManuscriptId, number: i64) -> Result<Edit, Error> {
    let change = manuscripts::find_change(conn, id, number)?.ok_or(Error::NotFound)?;
    parse(&change.edit)
}

/// The manuscript as it was at an earlier revision; as far back as the log goes.
fn at_revision(
    conn: &mut Conn,
    row: &ManuscriptRow,
    now: &Definition,
    seen: i64,
) -> Result<Definition, Error> {
    let mut definition = now.clone();
    for (_, inverse) in manuscripts::list_inverses(conn, &row.id, seen)? {
        let fits = definition.apply(&parse(&inverse)?);
        fits.context("a change of a manuscript cannot be taken back")?;
    }
    Ok(definition)
}

fn read(document: &str) -> Result<Definition, Error> {
    serde_json::from_str(document).map_err(|error| Error::unreadable("a manuscript", &error))
}

fn parse(edit: &str) -> Result<Edit, Error> {
    serde_json::from_str(edit).map_err(|error| Error::unreadable("a change", &error))
}

fn written(value: &impl serde::Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(value).context("writing a manuscript")?)
}
