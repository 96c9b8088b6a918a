//! All pages in this process, without a socket: a [`Door`] for browsers, with the stores behind it
//! open for looking. The clock and the secret are fixed.

#[path = "tables.rs"]
pub(crate) mod tables;

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::LazyLock;

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::Method;
use actix_web::rt::{System, SystemRunner};
use actix_web::{HttpResponse, test};
use diesel::connection::SimpleConnection;
use rand::SeedableRng;
use tempfile::TempDir;
use zugvogel::access::AccessCode;
use zugvogel::app::analysis::dataset::Datasets;
use zugvogel::app::analysis::export::{ExportRequest, run};
use zugvogel::app::builtin::{Builtin, find_questionnaire};
use zugvogel::app::interviews::{Saved, Standing};
use zugvogel::app::office::codes::Lot;
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::app::respondents::headings::BELIEVED;
use zugvogel::app::spool::Spool;
use zugvogel::app::{Actor, App, Versions};
use zugvogel::clock::Clock;
use zugvogel::domain::{Mode, Offer, Offers};
use zugvogel::engine::{Questionnaire, Response};
use zugvogel::error::Error;
use zugvogel::export::{MACHINE, Only};
use zugvogel::formats::json;
use zugvogel::ids::Slug;
use zugvogel::seal::{Cost, Secret};
use zugvogel::storage::results::responses::page_responses;
use zugvogel::storage::{Conn, Db};
use zugvogel::web::{Https, Site, pages};

use super::browser::{Answer, Ask, Door};
use super::databases::TestStores;
use super::resident::Resident;

/// Trying codes is slow on purpose; here it need not be.
pub(crate) const QUICK: Cost = Cost { memory: 8, passes: 1 };

/// The time that it is.
const NOW: &str = "2026-06-15T10:00:00Z";

type Answering = Pin<Box<dyn Future<Output = io::Result<Answer>>>>;

/// The application with its pages.
pub(crate) struct TestApp {
    pub(crate) runtime: SystemRunner,
    answer: Box<dyn Fn(&Ask) -> Answering>,
    pub(crate) app: App,
    stores: TestStores,
    folder: TempDir,
}

impl Door for TestApp {
    fn send(&self, ask: &Ask) -> io::Result<Answer> {
        self.runtime.block_on((self.answer)(ask))
    }
}

impl TestApp {
    /// The pages over these stores, reached without TLS, with both built-in surveys in the field.
    pub(crate) fn new(stores: TestStores) -> Self {
        Self::reached(stores, Https(false))
    }

    pub(crate) fn reached(stores: TestStores, https: Https) -> Self {
        let all = Self::over(stores, https, NOW);
        all.publish("wesermarsch", "wesermarsch", (None, None));
        all.publish("feedback", "feedback", (None, None));
        all
    }

    /// The pages with the small survey in the field, of an application that was changed before it is served.
    pub(crate) fn with(stores: TestStores, change: impl FnOnce(App) -> App) -> Self {
        let all = Self::serving(change(Self::fixed(&stores, NOW)), stores, Https(false));
        all.publish("feedback", "feedback", (None, None));
        all
    }

    /// The same stores, served by a new process at this time.
    pub(crate) fn restarted(self, now: &str) -> Self {
        Self::over(self.stores, Https(false), now)
    }

    /// The same stores, served by a new process that is otherwise set up.
    pub(crate) fn restarted_with(self, change: impl FnOnce(App) -> App) -> Self {
        Self::serving(change(Self::fixed(&self.stores, NOW)), self.stores, Https(false))
    }

    /// The pages over stores that a program left behind, with its secret.
    pub(crate) fn of_directory(stores: TestStores, secret: Secret, now: &str) -> Self {
        let app = App::new(stores.clone(), secret, Clock::Fixed(now.parse().unwrap()));
        Self::serving(app, stores, Https(false))
    }

    fn over(stores: TestStores, https: Https, now: &str) -> Self {
        Self::serving(Self::fixed(&stores, now), stores, https)
    }

    fn fixed(stores: &TestStores, now: &str) -> App {
        let clock = Clock::Fixed(now.parse().unwrap());
        App {
            versions: VERSIONS.clone(),
            cost: QUICK,
            ..App::new((*stores).clone(), Secret::from([7; 32]), clock)
        }
    }

    fn serving(app: App, stores: TestStores, https: Https) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let datasets = Datasets::new(stores.results.clone(), Some(folder.path().join("datasets")));
        let app = App { spool: Spool::new(folder.path().join("spool")), datasets, ..app };
        let runtime = System::new();
        let site = Site::new(&app, https);
        let service = Rc::new(runtime.block_on(test::init_service(pages(&site))));
        let answer = move |ask: &Ask| -> Answering {
            let (service, request) = (Rc::clone(&service), request(ask).to_request());
            Box::pin(async move { received(service.call(request).await).await })
        };
        Self { runtime, answer: Box::new(answer), app, stores, folder }
    }

    /// Sends several requests at the same moment.
    pub(crate) fn send_together(&self, asks: &[Ask]) -> Vec<Answer> {
        let answers = futures_util::future::join_all(asks.iter().map(|ask| (self.answer)(ask)));
        self.runtime.block_on(answers).into_iter().map(Result::unwrap).collect()
    }

    /// Puts a survey of a built-in questionnaire into the field between two days.
    pub(crate) fn publish(&self, name: &str, slug: &str, days: (Option<&str>, Option<&str>)) {
        let organisation =
            self.app.organisation(&Actor::Operator, &Slug("county".to_owned()), "County").unwrap();
        let day = |day: Option<&str>| day.map(|day| day.parse().unwrap());
        let survey = NewSurvey {
            slug: Slug(slug.to_owned()),
            organisation,
            mode: Mode::Open,
            batch: 20,
            opens_on: day(days.0),
            closes_on: day(days.1),
            offers: Offers::default(),
            wave: None,
        };
        self.app.publish(&Actor::Operator, questionnaire(name), survey).unwrap();
    }

    /// Puts a survey of a questionnaire of the test's own into the field, up to a day.
    pub(crate) fn publish_own(
        &self,
        slug: &str,
        questionnaire: &Questionnaire,
        offers: &[Offer],
        last_day: Option<&str>,
    ) {
        let organisation =
            self.app.organisation(&Actor::Operator, &Slug("county".to_owned()), "County").unwrap();
        let survey = NewSurvey {
            slug: Slug(slug.to_owned()),
            organisation,
            mode: Mode::Open,
            batch: 20,
            opens_on: None,
            closes_on: last_day.map(|day| day.parse().unwrap()),
            offers: Offers::of(offers),
            wave: None,
        };
        self.app.publish(&Actor::Operator, questionnaire, survey).unwrap();
    }

    /// Puts a survey of `feedback` with codes into the field.
    pub(crate) fn publish_with_codes(&self, slug: &str, mode: Mode, offers: &[Offer]) {
        let organisation =
            self.app.organisation(&Actor::Operator, &Slug("county".to_owned()), "County").unwrap();
        let survey = NewSurvey {
            slug: Slug(slug.to_owned()),
            organisation,
            mode,
            batch: 20,
            opens_on: None,
            closes_on: Some("2026-06-30".parse().unwrap()),
            offers: Offers::of(offers),
            wave: None,
        };
        self.app.publish(&Actor::Operator, questionnaire("feedback"), survey).unwrap();
    }

    /// Draws codes, as they are printed in letters.
    pub(crate) fn codes(&self, survey: &str, stratum: &str, number: usize) -> Vec<String> {
        let lot = Lot { survey: Slug(survey.to_owned()), number, stratum: stratum.to_owned() };
        let mut codes = Vec::new();
        let mut each = |drawn: &[AccessCode]| {
            codes.extend(drawn.iter().map(ToString::to_string));
            Ok(())
        };
        self.app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut each).unwrap();
        codes
    }

    /// A resident who came with a code, on a page of questions or wherever she stopped.
    #[track_caller]
    pub(crate) fn resident_with(&self, survey: &str, code: &str) -> Resident<'_> {
        let mut resident = Resident::new(self, survey, "de");
        resident.enter(code);
        resident
    }

    /// A resident who pressed start.
    #[track_caller]
    pub(crate) fn resident(&self, survey: &str) -> Resident<'_> {
        Resident::start(self, survey)
    }

    /// What is stored for a resident: her draft, or nothing.
    pub(crate) fn find_saved(&self, survey: &str, resident: &Resident<'_>) -> Option<Saved> {
        let token = resident.browser.cookies.get(&format!("zv_draft_{survey}"))?;
        let respondents = self.app.respondents();
        let progress = self.runtime.block_on(async {
            respondents.progress(&respondents.survey(survey).await?, token).await
        });
        match progress.unwrap() {
            Standing::Draft(saved) => Some(saved),
            Standing::Nothing | Standing::Submitted => None,
        }
    }

    /// How many drafts and how many waiting responses a survey has.
    pub(crate) fn stored(&self, survey: &str) -> (i64, i64) {
        let id = self
            .app
            .surveys()
            .load_now(&Actor::Operator, &Slug(survey.to_owned()))
            .unwrap()
            .survey
            .id;
        let count = move |conn: &mut _| {
            let waiting = tables::count_where(conn, "inbox", &id, "batch IS NULL")?;
            Ok::<_, Error>((tables::count(conn, "drafts", &id)?, waiting))
        };
        self.stores.collect.read_now(count).unwrap()
    }

    /// Changes the stored questionnaires behind the application's back, and waits until none is
    /// served.
    pub(crate) fn break_surveys(&self) {
        self.change_surveys("version_hash = 'broken'");
    }

    /// Closes all surveys as another node would, and waits until this one must know.
    pub(crate) fn close_surveys(&self) {
        self.change_surveys("closes_on = '2026-06-14'");
    }

    fn change_surveys(&self, change: &str) {
        run_sql(&self.stores.collect, &format!("UPDATE surveys SET {change}"));
        std::thread::sleep(BELIEVED);
    }

    /// How many datasets are kept as files.
    pub(crate) fn datasets(&self) -> usize {
        let folder = std::fs::read_dir(self.folder.path().join("datasets"));
        folder.map_or(0, |files| files.count())
    }

    fn mix(&self, survey: &Slug) {
        let mut random = rand::rngs::StdRng::seed_from_u64(1);
        self.app.force_mix(&Actor::Operator, survey, &mut random).unwrap();
    }

    /// Mixes and gives all responses of a survey.
    pub(crate) fn responses(&self, survey: &str) -> Vec<Response> {
        let slug = Slug(survey.to_owned());
        self.mix(&slug);
        let id = self.app.surveys().load_now(&Actor::Operator, &slug).unwrap().survey.id;
        let page = move |conn: &mut _| Ok::<_, Error>(page_responses(conn, &id, None, 100)?);
        let rows = self.stores.results.read_now(page).unwrap();
        rows.iter().map(|row| serde_json::from_str(&row.document).unwrap()).collect()
    }

    /// Mixes and gives the rows of `responses.csv`, by column.
    pub(crate) fn exported(&self, survey: &str) -> Vec<BTreeMap<String, String>> {
        let file = self.exported_file(survey, "responses.csv");
        csv::Reader::from_reader(file.as_slice()).deserialize().map(Result::unwrap).collect()
    }

    /// Mixes and gives one file of the export.
    pub(crate) fn exported_file(&self, survey: &str, name: &'static str) -> Vec<u8> {
        let slug = Slug(survey.to_owned());
        self.mix(&slug);
        let overview = self.app.surveys().load_now(&Actor::Operator, &slug).unwrap();
        let wanted = ExportRequest {
            results: self.stores.results.clone(),
            survey: overview.survey.id,
            slug,
            versions: overview.versions,
            format: &MACHINE,
        };
        let mut file = Vec::new();
        run(&wanted, Only::new(name, &mut file)).unwrap();
        file
    }
}

/// Changes a store behind the application's back.
pub(crate) fn run_sql(store: &Db, sql: &str) {
    let sql = sql.to_owned();
    let changed = move |conn: &mut Conn| match conn {
        Conn::Sqlite(c) => c.batch_execute(&sql),
        Conn::Postgres(c) => c.batch_execute(&sql),
    };
    store.write_now(move |conn| changed(conn).map_err(Error::from)).unwrap();
}

fn request(ask: &Ask) -> test::TestRequest {
    // A proxy on this machine names the network; without one the client does not speak for others.
    let is_named = ask.headers.iter().any(|(name, _)| *name == "x-network");
    let peer = if is_named { "127.0.0.1:50123" } else { "203.0.113.9:50123" };
    let request = test::TestRequest::with_uri(&ask.path)
        .method(Method::from_bytes(ask.method.as_bytes()).unwrap())
        .peer_addr(peer.parse().unwrap())
        .set_payload(ask.body.clone());
    ask.headers
        .iter()
        .fold(request, |request, (name, value)| request.insert_header((*name, value.as_bytes())))
}

/// The answer as it would be written to the socket.
async fn received<B: MessageBody + 'static>(
    outcome: Result<ServiceResponse<B>, actix_web::Error>,
) -> io::Result<Answer> {
    let response = match outcome {
        Ok(response) => response.into_parts().1.map_into_boxed_body(),
        Err(error) => HttpResponse::from_error(error),
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
            .collect(),
        body: to_bytes(response.into_body())
            .await
            .map_err(|error| io::Error::other(error.to_string()))?
            .to_vec(),
    })
}

/// Checked once for all tests: that takes longer than most of them.
static VERSIONS: LazyLock<Versions> = LazyLock::new(Versions::default);
/// The whole battery: no lot decides who is asked what.
static WESERMARSCH: LazyLock<Questionnaire> = LazyLock::new(|| built_in("wesermarsch-full"));
static FEEDBACK: LazyLock<Questionnaire> = LazyLock::new(|| built_in("feedback"));

fn built_in(name: &str) -> Questionnaire {
    json::load(find_questionnaire(name).unwrap(), &Builtin).sound().unwrap()
}

/// A built-in questionnaire.
pub(crate) fn questionnaire(name: &str) -> &'static Questionnaire {
    match name {
        "wesermarsch" => &WESERMARSCH,
        _ => &FEEDBACK,
    }
}
