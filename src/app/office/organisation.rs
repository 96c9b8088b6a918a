//! What administrators set for their own organisation: its name, its look, whether they need a second factor. The
//! command line does the same for any organisation ([`look`](super::look), `organisation second-factor`). Sees
//! `office` only.

use anyhow::Context;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::Office;
use crate::app::actor::Actor;
use crate::domain::look::{Colours, Crest, OrganisationLook};
use crate::domain::{AuditAction, Permission};
use crate::engine::model::Publisher;
use crate::error::Error;
use crate::ids::OrganisationId;
use crate::intake::crest::CleanCrest;
use crate::storage::Conn;
use crate::storage::office::{audit, organisations};

/// The longest name of an organisation.
pub const LONGEST_NAME: usize = 120;
/// The most months for which answers are kept: ten years.
pub const MOST_MONTHS: i32 = 120;

/// An organisation as its administrators see it.
#[derive(Debug, Clone)]
pub struct OwnOrganisation {
    /// Its name for people.
    pub name: String,
    /// Its crest and colours.
    pub look: OrganisationLook,
    /// Whoever manages accounts needs a second factor.
    pub needs_second_factor: bool,
    /// What it says of itself to those who are asked.
    pub publisher: Publisher,
    /// For how many months after a survey's last day it keeps the answers, where it said so.
    pub keep_months: Option<i32>,
}

/// What is to become of a look; what is absent stays.
#[derive(Debug, Clone, Default)]
pub struct LookChange {
    /// Back to the neutral mark first.
    pub drops_crest: bool,
    /// Back to our colours first.
    pub drops_colours: bool,
    /// A crest that was cleaned.
    pub crest: Option<CleanCrest>,
    /// Its colours.
    pub colours: Option<Colours>,
}

/// What is to become of it.
#[derive(Debug, Clone)]
pub enum OrganisationAct {
    /// It has another name; not an empty one, and none longer than [`LONGEST_NAME`].
    Rename(String),
    /// It has another look. The surveys in the field follow within seconds.
    SetLook(LookChange),
    /// Whoever manages accounts needs a second factor, or does not any more.
    DemandFactor(bool),
    /// It says this of itself to those who are asked. What was published stays as it is.
    SetPublisher(Box<Publisher>),
    /// It keeps the answers of a survey for so many months after its last day, 1 to [`MOST_MONTHS`], or does not say for
    /// how long.
    KeepFor(Option<i32>),
}

impl Office {
    /// The actor's organisation.
    pub async fn own_organisation(&self, actor: &Actor) -> Result<OwnOrganisation, Error> {
        let id = own(actor)?;
        self.office
            .read(move |conn| {
                let heading = organisations::find_heading(conn, &id)?.ok_or(Error::NotFound)?;
                let (name, look, needs_second_factor) = heading;
                let look = look.parse().unwrap_or_default();
                let publisher = load_publisher(conn, &id)?;
                let keep_months = organisations::load_keep_months(conn, &id)?;
                Ok(OwnOrganisation { name, look, needs_second_factor, publisher, keep_months })
            })
            .await
    }

    /// What the actor's organisation says of itself to those who are asked, for her questionnaires.
    pub async fn publisher(&self, actor: &Actor) -> Result<Publisher, Error> {
        actor.authorize(Permission::WriteQuestionnaires)?;
        let id = actor.account().ok_or(Error::NotFound)?.organisation.clone();
        self.office.read(move |conn| load_publisher(conn, &id)).await
    }

    /// Changes the actor's organisation. A name or a time that cannot be is [`Error::BadInput`].
    pub async fn change_organisation(
        &self,
        actor: &Actor,
        act: OrganisationAct,
    ) -> Result<(), Error> {
        let (id, office, actor) = (own(actor)?, self.clone(), actor.clone());
        self.office.write(move |conn| office.run(conn, &actor, &id, &act)).await
    }

    fn run(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        id: &OrganisationId,
        act: &OrganisationAct,
    ) -> Result<(), Error> {
        let now = self.clock.now();
        let told: String;
        let (action, object) = match act {
            OrganisationAct::Rename(name) => {
                let name = name.trim();
                if name.is_empty() || name.chars().count() > LONGEST_NAME {
                    return Err(Error::BadInput("the name is empty or too long".to_owned()));
                }
                organisations::set_name(conn, id, name)?;
                (AuditAction::RenameOrganisation, name)
            }
            OrganisationAct::SetLook(change) => {
                change_look(conn, actor, now, id, change)?;
                return self.hasten(conn);
            }
            OrganisationAct::DemandFactor(needs) => {
                organisations::set_needs_second_factor(conn, id, *needs)?;
                (AuditAction::DemandSecondFactor, if *needs { "on" } else { "off" })
            }
            OrganisationAct::SetPublisher(publisher) => {
                let stored = serde_json::to_string(publisher).context("writing who asks")?;
                organisations::set_publisher(conn, id, &stored)?;
                (AuditAction::SetPublisher, "")
            }
            OrganisationAct::KeepFor(months) => {
                if months.is_some_and(|months| !(1..=MOST_MONTHS).contains(&months)) {
                    return Err(Error::BadInput("answers are kept for 1 to 120 months".to_owned()));
                }
                organisations::set_keep_months(conn, id, *months)?;
                told = months.map(|months| months.to_string()).unwrap_or_default();
                (AuditAction::SetRetention, told.as_str())
            }
        };
        Ok(audit::append(conn, actor.event(now, action, id, object))?)
    }
}

fn own(actor: &Actor) -> Result<OrganisationId, Error> {
    actor.authorize(Permission::ManageOrganisation)?;
    Ok(actor.account().ok_or(Error::NotFound)?.organisation.clone())
}

fn load_publisher(conn: &mut Conn, id: &OrganisationId) -> Result<Publisher, Error> {
    match organisations::load_publisher(conn, id)?.as_str() {
        "" => Ok(Publisher::default()),
        stored => serde_json::from_str(stored).map_err(|it| Error::unreadable("who asks", &it)),
    }
}

/// Changes the look of an organisation in the office.
pub(super) fn change_look(
    conn: &mut Conn,
    actor: &Actor,
    now: Timestamp,
    id: &OrganisationId,
    change: &LookChange,
) -> Result<(), Error> {
    let (look, mut bytes) = organisations::load_look(conn, id)?;
    let before: OrganisationLook = look.parse().unwrap_or_default();
    let mut look = before;
    if change.drops_crest {
        (look.crest, bytes) = (None, Vec::new());
    }
    if change.drops_colours {
        look.colours = None;
    }
    if let Some(CleanCrest { format, bytes: clean, .. }) = &change.crest {
        look.crest = Some(Crest { format: *format, hash: Sha256::digest(clean).into() });
        bytes.clone_from(clean);
    }
    look.colours = change.colours.or(look.colours);
    if look != before {
        organisations::set_look(conn, id, &look.to_string(), &bytes)?;
        let slugs = organisations::list_slugs(conn)?;
        let slug = slugs.iter().find(|(own, _)| own == id).map_or("", |(_, slug)| slug.as_str());
        audit::append(conn, actor.event(now, AuditAction::SetLook, id, slug))?;
    }
    Ok(())
}
