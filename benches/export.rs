//! Exports 100,000 responses to the Wesermarsch questionnaire into nothing, in every format: rows a
//! second, with the parsing of the stored JSON, without the store. Then counts all their questions
//! from a dataset.
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]

use std::hint::black_box;
use std::io::{self, Write};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use zugvogel::engine::codebook::Variable;
use zugvogel::engine::{Codebook, Record};
use zugvogel::export::{Export, ExportRow, ExportedSurvey, FORMATS, Format, Sink};
use zugvogel::study::{Cell, Dataset};

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

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn export(criterion: &mut Criterion) {
    let questionnaire = responses::questionnaire("wesermarsch");
    let documents: Vec<String> = (0..DOCUMENTS)
        .map(|seed| serde_json::to_string(&responses::response(&questionnaire, seed)).unwrap())
        .collect();
    let versions = [("hash", &questionnaire)];
    let survey = ExportedSurvey { slug: "wesermarsch", versions: &versions };

    let mut group = criterion.benchmark_group("export");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    for format in FORMATS {
        group.bench_function(format!("100,000 responses as {}", format.key()), |bencher| {
            bencher.iter(|| write(survey, format, &documents));
        });
    }
    group.finish();

    let codebook = Codebook::new(&questionnaire);
    let mut dataset = Dataset::new(codebook.variables.iter().map(|v| v.name.clone()));
    for (row, document) in documents.iter().cycle().take(ROWS).enumerate() {
        let record = Record::read(&questionnaire, document).unwrap();
        let cell = |variable: &Variable| Cell::Value(variable.cell(&record, "1"));
        dataset.push(&format!("{row:06}"), codebook.variables.iter().map(cell));
    }
    criterion.bench_function("count all questions of 100,000 responses", |bencher| {
        bencher.iter(|| -> usize {
            dataset.columns().iter().map(|column| black_box(column.count(None)).len()).sum()
        });
    });
}

fn write(survey: ExportedSurvey<'_>, format: &'static dyn Format, documents: &[String]) {
    let mut export = Export::start(survey, format, Nothing).unwrap();
    for document in documents.iter().cycle().take(ROWS) {
        let row = ExportRow {
            id: "6b0f5a52-7d8e-4b0a-9a57-3f6f0b2f7c11",
            version_hash: "hash",
            with_code: true,
            stratum: "",
            document,
        };
        export.push(row).unwrap();
    }
    export.finish(&mut |_, _| Ok(None)).unwrap();
}

criterion_group!(benches, export);
criterion_main!(benches);
