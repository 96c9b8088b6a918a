//! From the store to files and streams, on both databases.

use std::io;
use std::sync::Arc;

use futures_util::StreamExt;
use zugvogel::app::analysis::export::{self, ExportRequest, stream};
use zugvogel::domain::Door;
use zugvogel::error::Error;
use zugvogel::export::{Directory, MACHINE};
use zugvogel::ids::{BatchId, ResponseId, Slug, SurveyId};
use zugvogel::storage::results::responses::{self, ResponseRow};

use super::databases::{TestStores, both};
use super::{FILES, MOVES, answered, document, files_in, questionnaire, table};

/// More than two pages of the store.
const RESPONSES: usize = 1_100;

fn store(stores: &TestStores, documents: impl IntoIterator<Item = String>) -> ExportRequest {
    let survey = SurveyId::random();
    let row = |document| ResponseRow {
        survey_id: survey.clone(),
        id: ResponseId::random(),
        version_hash: "v".to_owned(),
        document,
        door: Door::Open,
        stratum: String::new(),
    };
    let rows: Vec<ResponseRow> = documents.into_iter().map(row).collect();
    let of = survey.clone();
    let batch = BatchId::random();
    let stored: Result<bool, Error> = stores
        .results
        .write_now(move |conn| Ok(responses::insert_batch(conn, &of, &batch, &rows)?));
    assert!(stored.unwrap());
    ExportRequest {
        results: stores.results.clone(),
        survey,
        slug: Slug("moves".to_owned()),
        versions: vec![("v".to_owned(), Arc::new(questionnaire(MOVES)))],
        format: &MACHINE,
    }
}

fn many() -> impl Iterator<Item = String> {
    // Long enough that a stream nobody reads has to wait.
    let response = answered(&[("why_1", "101"), ("why_1_text", &"so war es ".repeat(100))]);
    std::iter::repeat_n(document(&response), RESPONSES)
}

both! {
    /// Every response once, in the order of the random ids.
    fn exports_every_response_once(stores) {
        let export = store(&stores, many());
        let folder = tempfile::tempdir().unwrap();
        let manifest = export::run(&export, Directory::create(folder.path()).unwrap()).unwrap();
        assert_eq!(manifest.files[0].rows, RESPONSES as u64);
        let (_, rows) = table(&files_in(folder.path())["responses.csv"], &MACHINE);
        assert_eq!(rows.len(), RESPONSES);
        assert!(rows.is_sorted_by(|one, next| one[0] < next[0]), "by id, none twice");
    }

    /// An empty survey has columns and no rows.
    fn exports_an_empty_survey(stores) {
        let export = store(&stores, []);
        let folder = tempfile::tempdir().unwrap();
        let manifest = export::run(&export, Directory::create(folder.path()).unwrap()).unwrap();
        let rows: Vec<u64> = manifest.files[..4].iter().map(|file| file.rows).collect();
        assert_eq!(rows, [0, 0, 0, 0]);
        assert_eq!(files_in(folder.path()).len(), FILES.len());
    }

    /// A damaged row is named, and no half export stays behind.
    fn a_damaged_response_stops_the_export(stores) {
        let export = store(&stores, [document(&answered(&[])), "{".to_owned()]);
        let folder = tempfile::tempdir().unwrap();
        let error = export::run(&export, Directory::create(folder.path()).unwrap()).unwrap_err();
        let Error::Internal(cause) = error else { panic!("{error:?}") };
        assert!(cause.to_string().contains("is damaged"), "{cause}");
        assert!(files_in(folder.path()).is_empty());
    }
}

both! {
    /// The web gets the bytes that the command line writes.
    async fn a_stream_is_the_same_export(stores) {
        let export = store(&stores, many());
        let folder = tempfile::tempdir().unwrap();
        export::run(&export, Directory::create(folder.path()).unwrap()).unwrap();
        let files = files_in(folder.path());
        for name in FILES {
            let pieces = stream(export.clone(), Some(name)).unwrap();
            let pieces: Vec<Vec<u8>> = pieces.map(Result::unwrap).collect().await;
            assert!(pieces.concat() == files[name], "{name}");
        }
        let pieces: Vec<Vec<u8>> =
            stream(export, None).unwrap().map(Result::unwrap).collect().await;
        let archive = zip::ZipArchive::new(io::Cursor::new(pieces.concat())).unwrap();
        assert_eq!(archive.len(), FILES.len());
    }

    /// There are seven files and no others.
    async fn a_stream_of_an_unknown_file_is_not_found(stores) {
        let refused = stream(store(&stores, []), Some("passwords.csv")).map(|_| ()).unwrap_err();
        assert!(matches!(refused, Error::NotFound), "{refused:?}");
    }

    /// A reader who leaves ends the writing; else the runtime would wait for it for ever.
    async fn a_stream_nobody_reads_stops(stores) {
        let export = store(&stores, many());
        let mut pieces = Box::pin(stream(export, Some("responses.csv")).unwrap());
        assert!(pieces.next().await.unwrap().is_ok());
        drop(pieces);
    }

    /// What breaks off in the middle says so.
    async fn a_stream_that_breaks_off_ends_with_an_error(stores) {
        let pieces = stream(store(&stores, ["{".to_owned()]), None).unwrap();
        let pieces: Vec<io::Result<Vec<u8>>> = pieces.collect().await;
        assert!(pieces.last().unwrap().is_err());
    }
}
