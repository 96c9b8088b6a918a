//! An installation of the real program, with the small survey in the field.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use tempfile::TempDir;
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::engine::Response;
use zugvogel::error::Error;
use zugvogel::ids::Slug;
use zugvogel::seal::Secret;
use zugvogel::storage::results::responses::page_responses;
use zugvogel::storage::{Conn, Stores};

use crate::copies::Copies;
use crate::databases::{Databases, Kind, databases};
use crate::program::{Ran, Server, program};

/// An installation with the small survey in the field.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    // Before the databases, since it drops copies in them.
    pub(crate) copies: Copies,
    pub(crate) databases: Databases,
    elsewhere: TempDir,
}

impl Place {
    pub(crate) fn new(kind: Kind) -> Option<Self> {
        Self::with_batch(kind, "20")
    }

    pub(crate) fn with_batch(kind: Kind, batch: &str) -> Option<Self> {
        let place = Self::empty(kind)?;
        place.run(&["migrate"]);
        let create = ["survey", "create", "--questionnaire", "feedback", "--slug", "feedback"];
        place.run(&[&create[..], &["--batch", batch]].concat());
        Some(place)
    }

    /// Where nothing was made yet.
    pub(crate) fn empty(kind: Kind) -> Option<Self> {
        let [folder, elsewhere] = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let databases = databases(kind)?;
        Some(Self { folder, copies: Copies(databases.urls.clone()), databases, elsewhere })
    }

    pub(crate) fn settings(&self) -> Vec<(&'static str, String)> {
        let urls = self.databases.urls.clone();
        vec![
            ("ZUGVOGEL_OFFICE_URL", urls.office),
            ("ZUGVOGEL_COLLECT_URL", urls.collect),
            ("ZUGVOGEL_RESULTS_URL", urls.results),
        ]
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> std::process::Command {
        let data = self.folder.path().to_str().unwrap();
        let mut command = program(&[arguments, &["--data", data]].concat());
        command.envs(self.settings());
        command
    }

    /// Runs a command that must go well, and gives what it printed.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let ran = Ran::from(self.command(arguments).output().unwrap());
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
        ran
    }

    /// Runs a command that must be refused, and gives the reason.
    #[track_caller]
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let ran = Ran::from(self.command(arguments).output().unwrap());
        assert_eq!(ran.status, 1, "{arguments:?}: {ran:?}");
        ran.err
    }

    pub(crate) fn secret(&self) -> PathBuf {
        self.folder.path().join("secret.key")
    }

    pub(crate) fn serve(&self) -> Server {
        Server::start(self.folder.path(), &self.settings())
    }

    pub(crate) fn app(&self) -> App {
        let secret = Secret::load(&self.folder.path().join("secret.key")).unwrap();
        App::new(Stores::open_existing(&self.databases.urls).unwrap(), secret, Clock::System)
    }

    /// As if half a minute went by: what a killed process held is anybody's.
    pub(crate) fn end_leases(&self) {
        self.change_office("UPDATE jobs SET not_before = 0 WHERE state = 'running'");
    }

    /// As if an hour went by: retention is due.
    pub(crate) fn end_hour(&self) {
        self.change_office("UPDATE jobs SET not_before = 0 WHERE kind = 'retention'");
    }

    /// Changes the office behind the program's back.
    pub(crate) fn change_office(&self, sql: &'static str) {
        let change = |conn: &mut Conn| match conn {
            Conn::Sqlite(c) => c.batch_execute(sql),
            Conn::Postgres(c) => c.batch_execute(sql),
        };
        let office = self.app().stores.office;
        office.write_now(move |conn| change(conn).map_err(Error::from)).unwrap();
    }

    /// Where a test may put what is not the installation's.
    pub(crate) fn beside(&self) -> &Path {
        self.elsewhere.path()
    }

    /// The wishes of all responses, each with how often it is there.
    pub(crate) fn wishes(&self) -> BTreeMap<String, usize> {
        self.wishes_of("feedback")
    }

    pub(crate) fn wishes_of(&self, survey: &str) -> BTreeMap<String, usize> {
        let app = self.app();
        let id =
            app.surveys().load_now(&Actor::Operator, &Slug(survey.to_owned())).unwrap().survey.id;
        let mut wishes = BTreeMap::new();
        let mut after = None;
        loop {
            let page: Result<_, Error> = app
                .stores
                .results
                .read_now(|conn| Ok(page_responses(conn, &id, after.as_ref(), 500)?));
            let page = page.unwrap();
            let Some(last) = page.last() else { return wishes };
            after = Some(last.id.clone());
            for row in page {
                let response: Response = serde_json::from_str(&row.document).unwrap();
                let wish = response.answers.get("wish").cloned().unwrap_or_default();
                *wishes.entry(wish).or_default() += 1;
            }
        }
    }
}
