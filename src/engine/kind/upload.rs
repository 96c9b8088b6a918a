//! A file: a picture, a recording, a document. The answer is the name under which it is kept, in the
//! question's own field; the file itself (`NAME.file`) has become that name before the form is read.
//! `NAME.remove` takes it away, `NAME.problem` tells why a file was not taken.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::here::Here;
use super::super::model::{self, Upload};
use super::super::questionnaire::{Holds, Question};
use super::super::show::{Body, Showing, ShownOption};
use super::super::upload::{FileProblem, StoredFile, UploadField, problem_field, remove_field};
use super::super::validate::{Reading, Reason};
use super::{Field, Kind, NewSlot, number};

pub(super) struct Uploaded;

impl Kind for Uploaded {
    fn fields(&self) -> &'static [Field] {
        use Field::*;
        &[Missing, Upload, Pixels]
    }

    fn needs(&self) -> &'static [Field] {
        &[Field::Upload]
    }

    fn slots(&self, question: &model::Question) -> Vec<NewSlot> {
        NewSlot::only(question, Holds::Text)
    }

    fn owns(&self, _: &Questionnaire, question: &Question, field: &str) -> bool {
        let name = &question.definition.name;
        number::owns(question, field) || field == remove_field(name) || field == problem_field(name)
    }

    fn put(&self, _: &Questionnaire, question: &Question, form: &Form, to: &mut Answers) {
        let kept = kept(question, form);
        let value = number::missing_code(question, form).unwrap_or(kept);
        to.set(&question.definition.name, value.to_owned());
    }

    fn read(&self, _: Here<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let name = &question.definition.name;
        let upload = of(question);
        let refused = |problem| Reason::File { problem, upload };
        if let Some(problem) = form.find(&problem_field(name)).and_then(FileProblem::find) {
            return vec![Reading { slot: question.slots.start, value: Err(refused(problem)) }];
        }
        let mut left = Form::new(vec![(name.clone(), kept(question, form).to_owned())]);
        if let Some(code) = number::missing_code(question, form) {
            left.push(number::missing_name(name), code);
        }
        number::read(question, &left, |kept| match upload.is_name(kept) {
            true => Ok(kept.to_owned()),
            false => Err(refused(FileProblem::Gone)),
        })
    }

    fn fill(&self, _: &Questionnaire, question: &Question, from: &Answers, form: &mut Form) {
        number::fill(question, from, form);
    }

    fn body<'q>(&self, showing: &Showing<'q, '_>) -> Body<'q> {
        let (name, upload) = (showing.name(), of(showing.question));
        let stored = Some(showing.typed(name)).filter(|stored| upload.is_name(stored));
        Body::Upload(UploadField {
            upload,
            stored: stored.map(|name| StoredFile { name, bytes: None }),
            remove: showing.form.find(&remove_field(name)).is_some(),
        })
    }

    fn missing<'q>(&self, showing: &Showing<'q, '_>) -> Vec<ShownOption<'q>> {
        showing.missing_options(&number::missing_name(showing.name()))
    }
}

/// What kind of file is asked for; the check demands that it is said.
fn of(question: &Question) -> Upload {
    question.definition.upload.unwrap_or(Upload::File)
}

/// The name that the form carries, unless the file is to be removed.
fn kept<'f>(question: &Question, form: &'f Form) -> &'f str {
    let name = &question.definition.name;
    let carried = form.find(name).unwrap_or_default().trim();
    if form.find(&remove_field(name)).is_some() { "" } else { carried }
}
