//! A file: a picture, a recording, a document. The answer is the name under which it is kept, in the
//! question's own field; the file itself (`NAME.file`) has become that name before the form is read.
//! `NAME.remove` takes it away, `NAME.problem` tells why a file was not taken.

use super::super::Questionnaire;
use super::super::answers::{Answers, Form};
use super::super::contract::{
    Body, ComplaintReason, Kind, Lacking, NewSlot, Paper, Reading, Showing, ShownOption, Space,
    Words,
};
use super::super::model::{self, Upload};
use super::super::questionnaire::{Holds, Question};
use super::super::scope::Scope;
use super::super::upload::{FileProblem, StoredFile, UploadField, problem_field, remove_field};
use super::number;

pub(super) struct Uploaded;

impl Kind for Uploaded {
    fn fields(&self) -> &'static [&'static str] {
        &["missing", "upload", "max_pixels"]
    }

    fn needs(&self) -> &'static [&'static str] {
        &["upload"]
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
        let value = number::missing(question, form).and_then(Result::ok).unwrap_or(kept);
        to.set(&question.definition.name, value);
    }

    fn read(&self, _: Scope<'_>, question: &Question, form: &Form) -> Vec<Reading> {
        let name = &question.definition.name;
        let upload = of(question);
        let refused = |problem| ComplaintReason::File { problem, upload };
        if let Some(problem) = form.find(&problem_field(name)).and_then(FileProblem::find) {
            return vec![Reading { slot: question.slots.start, value: Err(refused(problem)) }];
        }
        let mut left = Form::new(vec![(name.clone(), kept(question, form).to_owned())]);
        let missing = number::missing_name(name);
        if let Some(code) = form.find(&missing) {
            left.push(missing, code);
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

    fn space<'q>(&self, _: &Paper<'q>, question: &'q Question) -> Space<'q> {
        question.definition.upload.map_or(Space::Nothing, Space::File)
    }

    fn lacking(&self) -> Lacking {
        Lacking::File
    }

    /// There is no file behind a default.
    fn takes_default(&self) -> bool {
        false
    }

    fn words(&self, scope: Scope<'_>, answers: &Answers, question: &Question) -> Words {
        let name = scope.submitted(answers, question.slots.start);
        match of(question).is_name(name) {
            true => Words::File(StoredFile { name: name.to_owned(), bytes: None }),
            false => scope.entries(answers, question),
        }
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

#[cfg(test)]
mod tests {
    use super::super::super::expr::{Calendar, Env};
    use super::super::super::interview::{Accepted, ComplaintReason, Interview, Outcome};
    use super::super::super::upload::FileProblem;
    use super::super::super::{Draft, Form, Questionnaire, check};
    use super::*;

    const PHOTO: &str = "photo-abcdefgh.jpg";

    fn env() -> Env {
        let now = "2026-06-15T10:00:00+02:00[Europe/Berlin]".parse().unwrap();
        Env { now, calendar: Calendar::default().into(), seed: 0 }
    }

    fn questionnaire() -> Questionnaire {
        let document = serde_json::json!({
            "name": "files", "languages": ["de"], "title": "Dateien",
            "missing": { "-7": "keine Angabe" },
            "pages": [
                { "name": "one", "questions": [{
                    "kind": "upload", "name": "photo", "label": "?", "upload": "image",
                    "required": true, "missing": [-7], "default": "sample.jpg"
                }] },
                { "name": "two", "relevant": "${photo} = ''", "questions": [
                    { "kind": "text", "name": "why", "label": "?" }
                ] }
            ]
        });
        check(serde_json::from_value(document).unwrap()).sound().unwrap()
    }

    /// The answer after a page with these fields, or what is wrong with it.
    fn answer(fields: &[(&str, &str)]) -> Result<String, ComplaintReason> {
        let questionnaire = questionnaire();
        let form = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let (draft, env) = (Draft::default(), env());
        let interview = Interview::new(&questionnaire, &draft, &env);
        match interview.accept(0, &Form::new(form.collect())) {
            Outcome::Accepted(Accepted { draft, .. }) => {
                Ok(draft.answers.value("photo").to_owned())
            }
            Outcome::Rejected(mut complaints) => Err(complaints.remove(0).reason),
            other => panic!("{other:?}"),
        }
    }

    fn file(problem: FileProblem) -> ComplaintReason {
        ComplaintReason::File { problem, upload: Upload::Image }
    }

    #[test]
    fn the_answer_is_the_name_of_a_file_that_is_kept() {
        assert_eq!(answer(&[("photo", PHOTO)]), Ok(PHOTO.to_owned()));
        assert_eq!(answer(&[("photo", "holiday.jpg")]), Err(file(FileProblem::Gone)));
        assert_eq!(answer(&[("photo", "file-abcdefgh.pdf")]), Err(file(FileProblem::Gone)));
        assert_eq!(answer(&[("photo", "")]), Err(ComplaintReason::Required(None)));
    }

    #[test]
    fn a_file_is_removed_and_a_problem_told() {
        let removed = [("photo", PHOTO), ("photo.remove", "1")];
        assert_eq!(answer(&removed), Err(ComplaintReason::Required(None)));
        let refused = [("photo", PHOTO), ("photo.problem", "too-large")];
        assert_eq!(answer(&refused), Err(file(FileProblem::TooLarge)));
        assert_eq!(answer(&[("photo.missing", "-7")]), Ok("\u{7f}7".to_owned()));
        assert_eq!(
            answer(&[("photo", PHOTO), ("photo.missing", "-7")]),
            Err(ComplaintReason::Either)
        );
        let instead = [("photo", PHOTO), ("photo.remove", "1"), ("photo.missing", "-7")];
        assert_eq!(answer(&instead), Ok("\u{7f}7".to_owned()));
    }

    #[test]
    fn a_default_is_no_file_and_conditions_see_the_name() {
        let (questionnaire, env) = (questionnaire(), env());
        let mut draft = Interview::begin(&questionnaire, 1, "de", &env);
        assert_eq!(draft.answers.value("photo"), "");
        let interview = Interview::new(&questionnaire, &draft, &env);
        assert!(interview.evaluation().is_on_route(1));
        draft.answers.set("photo", PHOTO);
        let interview = Interview::new(&questionnaire, &draft, &env);
        assert!(!interview.evaluation().is_on_route(1));
        let form = interview.form(0);
        assert_eq!(form.iter().collect::<Vec<_>>(), [("photo", PHOTO)]);
        assert_eq!(questionnaire.files(draft.answers.iter()), [("photo", PHOTO)]);
    }
}
