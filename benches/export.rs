//! Exports 100,000 responses to the Wesermarsch questionnaire into nothing: rows a second, with the
//! parsing of the stored JSON, without the store.
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]

use std::hint::black_box;
use std::io::{self, Write};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use zugvogel::engine::Response;
use zugvogel::export::{Export, Preset, Row, Sink, Survey};

#[path = "../tests/support/responses.rs"]
mod responses;

const ROWS: usize = 100_000;
/// Different documents; more would only fill the memory.
const DOCUMENTS: u32 = 500;

struct Nothing;

impl Write for Nothing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(black_box(bytes).len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for Nothing {
    fn start(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        Ok(())
    }
}

fn export(criterion: &mut Criterion) {
    let questionnaire = responses::questionnaire("wesermarsch");
    let documents: Vec<String> = (0..DOCUMENTS)
        .map(|seed| serde_json::to_string(&responses::response(&questionnaire, seed)).unwrap())
        .collect();
    let versions = [("hash", &questionnaire)];
    let survey = Survey { slug: "wesermarsch", versions: &versions };

    let mut group = criterion.benchmark_group("export");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("100,000 responses", |bencher| bencher.iter(|| write(survey, &documents)));
    group.finish();
}

fn write(survey: Survey<'_>, documents: &[String]) {
    let mut export = Export::start(survey, Preset::Machine, Nothing).unwrap();
    for document in documents.iter().cycle().take(ROWS) {
        let response: Response = serde_json::from_str(document).unwrap();
        let row = Row {
            id: "6b0f5a52-7d8e-4b0a-9a57-3f6f0b2f7c11",
            version_hash: "hash",
            with_code: true,
            stratum: "",
            response: &response,
        };
        export.push(row).unwrap();
    }
    export.finish().unwrap();
}

criterion_group!(benches, export);
criterion_main!(benches);
