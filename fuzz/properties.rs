//! What holds for any input at all. The fuzz targets search for inputs that break it; `tests/fuzzing.rs`
//! tries some in every test run. A reader of another format gets one function here, one target beside
//! the others and one test there.

use std::borrow::Cow;
use std::sync::Arc;

use zugvogel::engine::expr::{Calendar, Env, Expr, Nodes, Resolver};
use zugvogel::engine::media::{MOST_BYTES, WantedFile};
use zugvogel::engine::model::Upload;
use zugvogel::engine::problem::Problem;
use zugvogel::engine::show::{Block, Inline, Rich};
use zugvogel::formats::workbook::Container;
use zugvogel::formats::{self, FileType, FormFiles, NoFiles, Unreadable, json, media, xlsform};
use zugvogel::intake::examine;

/// Answers every question with parts of one text, every list and file with a few rows of them.
struct Anything<'t>(Vec<&'t str>);

impl Anything<'_> {
    fn part(&self, name: &str, number: usize) -> &str {
        let index = name.len() + number;
        self.0.get(index % self.0.len().max(1)).copied().unwrap_or_default()
    }
}

impl Resolver for Anything<'_> {
    fn nodes(&self, name: &str) -> Nodes<'_> {
        match name.len() % 3 {
            0 => Nodes::Many((0..3).map(|i| Cow::Borrowed(self.part(name, i))).collect()),
            _ => Nodes::One(Cow::Borrowed(self.part(name, 0))),
        }
    }

    fn this(&self) -> &str {
        self.part("", 0)
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        name.len().is_multiple_of(2).then(|| self.part(name, 1))
    }

    fn choice_label(&self, question: &str, value: &str) -> Option<String> {
        Some(format!("{question} {value}"))
    }

    fn position(&self, up: usize) -> Option<usize> {
        (up == 1).then_some(2)
    }

    fn indexed(&self, name: &str, at: &[(String, usize)]) -> Option<Nodes<'_>> {
        let number = at.last().map(|(_, number)| *number)?;
        (number <= 3).then(|| Nodes::One(Cow::Borrowed(self.part(name, number))))
    }

    fn items(&self, instance: &str) -> Option<usize> {
        Some(instance.len() % 5)
    }

    fn cell(&self, _: &str, item: usize, column: &str) -> Option<&str> {
        Some(self.part(column, item))
    }
}

/// An expression and, after the first NUL, the answers it sees: it is refused with a place inside it,
/// or it has a value, twice the same.
pub(crate) fn expression(input: &str) {
    let (source, answers) = input.split_once('\0').unwrap_or((input, input));
    let expr = match Expr::parse(source) {
        Ok(expr) => expr,
        Err(error) => {
            assert!(error.at <= source.chars().count() && error.line > 0 && error.column > 0);
            let what = error.what.to_string();
            assert!(!what.is_empty() && !what.contains('\n'));
            return;
        }
    };
    for mention in expr.references().iter().chain(expr.names()).chain(expr.instances()) {
        let from: String = source.chars().skip(mention.at).collect();
        let from = from.trim_start_matches("${").trim_start_matches("last-saved#");
        assert!(from.starts_with(&mention.name), "{mention:?} in {source}");
    }
    let env = Env {
        now: jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC),
        calendar: Arc::new(Calendar::default()),
        seed: 1,
    };
    let resolver = Anything(answers.split(['\0', '\n']).collect());
    let (once, twice) = (expr.eval(&resolver, &env), expr.eval(&resolver, &env));
    assert_eq!(once.to_text(), twice.to_text(), "{source}");
    let _ = (once.to_boolean(), once.to_number(), once.number(&env));
}

/// Author text: it becomes an allow-listed tree, in which links go to allowed addresses only.
pub(crate) fn markdown(source: &str) {
    let rich = Rich::parse(source);
    let piped = rich.piped(&|_| Cow::Borrowed("[an](https://answer.example)"));
    for rich in [&rich, &piped] {
        for block in &rich.0 {
            let runs = match block {
                Block::Paragraph(run) | Block::Heading(_, run) => std::slice::from_ref(run),
                Block::List { items, .. } => items,
            };
            runs.iter().flatten().for_each(check_inline);
        }
        let _ = rich.plain();
    }
    assert!(!piped.has_pipes());
}

fn check_inline(inline: &Inline) {
    match inline {
        Inline::Link { to, content } => {
            let allowed = ["https:", "mailto:", "tel:"].iter().any(|it| to.starts_with(it));
            assert!(allowed, "a link to {to}");
            content.iter().for_each(check_inline);
        }
        Inline::Strong(content) | Inline::Emphasis(content) => {
            content.iter().for_each(check_inline)
        }
        Inline::Text(_) | Inline::Break | Inline::Pipe(_) | Inline::Answer(_) => {}
    }
}

/// A questionnaire file: it has problems, or it is the same when it is written and read again.
pub(crate) fn questionnaire(bytes: &[u8]) {
    let checked = json::load(bytes, &NoFiles);
    let questionnaire = match checked.sound() {
        Ok(questionnaire) => questionnaire,
        Err(problems) => return assert!(!problems.is_empty()),
    };
    let Ok(written) = json::write(questionnaire.definition()) else {
        panic!("a questionnaire could not be written");
    };
    let Ok(again) = json::load(written.as_bytes(), &NoFiles).sound() else {
        panic!("what was written could not be read: {written}");
    };
    assert_eq!(questionnaire.definition(), again.definition());
}

/// A form as a workbook: it has problems, or it is the same when it is written and read again, and
/// it can be checked.
pub(crate) fn form(bytes: &[u8], container: Container) {
    let source = formats::read(bytes, FileType::Workbook(container), "form");
    let broken = source.problems.iter().any(Problem::is_error);
    assert!(source.definition.is_some() || broken);
    if let Some(definition) = source.definition.as_ref().filter(|_| !broken) {
        let written = xlsform::write(definition, "form", &NoFiles);
        let again = xlsform::read(&written.workbook, "form");
        assert!(!again.problems.iter().any(Problem::is_error), "{:?}", again.problems);
        assert_eq!(Some(definition), again.definition.as_ref());
    }
    let checked = formats::check(source, &NoFiles);
    assert!(!broken || checked.sound().is_err());
}

/// A file that is sent is refused or kept: under a known ending, not too large, and a picture that is
/// kept is one, no larger than wanted.
pub(crate) fn file(bytes: &[u8], sent_as: u8) {
    let kinds = [Upload::Image, Upload::Audio, Upload::Video, Upload::File];
    let upload = kinds[usize::from(sent_as) % kinds.len()];
    let extensions = upload.extensions();
    let extension = extensions[usize::from(sent_as) / kinds.len() % extensions.len()];
    let wanted = WantedFile { upload, pixels: 64 };
    let Ok(kept) = examine(wanted, extension, bytes.to_vec()) else { return };
    assert!(extensions.contains(&kept.extension) && kept.body.len() <= MOST_BYTES);
    if upload == Upload::Image {
        let again = examine(wanted, kept.extension, kept.body);
        assert_eq!(again.map(|again| again.extension), Ok(kept.extension));
    } else {
        assert_eq!(kept.body, bytes);
    }
}

/// The same bytes under every name.
struct Everywhere<'b>(&'b [u8]);

impl FormFiles for Everywhere<'_> {
    fn read(&self, _: &str) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0.to_vec())
    }
}

/// Shows a file of every format.
const SHOWS: &str = "\
| survey |
| | type | name | label | image | audio | video |
| | note | a | A | a.png | a.mp3 | a.mp4 |
| | note | b | B | b.jpg | b.m4a | b.webm |
| | note | c | C | c.webp | c.ogg | |
";

/// A picture, sound or film: it is told what is wrong, or noted with a size if it is a picture.
pub(crate) fn medium(bytes: &[u8]) {
    let source = formats::read(SHOWS.as_bytes(), FileType::Workbook(Container::Markdown), "form");
    let checked = formats::check(source, &Everywhere(bytes));
    let told = checked.problems.iter().filter(|problem| problem.path.contains("/media/")).count();
    let questionnaire = checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"));
    let definition = questionnaire.definition();
    assert_eq!(definition.files.len() + told, 8);
    for (name, file) in &definition.files {
        let has_size = file.size.is_some_and(|(width, height)| width > 0 && height > 0);
        assert_eq!(has_size, file.format.is_picture(), "{name}: {file:?}");
    }
    let Ok(media) = media::gather(definition, &Everywhere(bytes)) else { panic!("not gathered") };
    assert!(media.iter().all(|medium| medium.bytes == bytes));
}
