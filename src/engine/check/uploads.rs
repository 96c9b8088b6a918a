//! What is wrong with questions for files, and what an author should think of.

use super::super::model::{KindName, Question, Upload};
use super::super::problem::remark;
use super::super::upload::POSSIBLE_PIXELS;
use super::Found;

pub(super) fn check(question: &Question, place: &str, found: &mut Found) {
    if question.kind != KindName::Upload {
        return;
    }
    let Some(upload) = question.upload else { return };
    if let Some(pixels) = question.max_pixels {
        let at = format!("{place}/max_pixels");
        if upload != Upload::Image {
            found.error(at, remark!("pixels-of-image"));
        } else if !POSSIBLE_PIXELS.contains(&pixels) {
            let (least, most) = (POSSIBLE_PIXELS.start(), POSSIBLE_PIXELS.end());
            found.warning(at, remark!("pixels-possible", least, most));
        }
    }
    if question.default.is_some() {
        found.warning(format!("{place}/default"), remark!("upload-default"));
    }
    // Whoever marks it has thought of it.
    if !question.quasi_identifier {
        let (message, hint) = match upload {
            Upload::Image => (remark!("picture-shows-who"), remark!("say-no-people")),
            Upload::Audio | Upload::Video => {
                (remark!("recording-tells-who"), remark!("say-no-names"))
            }
            Upload::File => (remark!("document-names-who"), remark!("say-no-properties")),
        };
        found.warning(place, message).hint(hint);
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[track_caller]
    fn says(question: serde_json::Value, expected: &[&str]) {
        let document = serde_json::json!({
            "name": "files", "languages": ["de"], "title": "Dateien",
            "publisher": { "name": "A", "contact": "A", "phone": "", "email": "", "imprint": "A", "privacy": "A" },
            "welcome": { "title": "A", "lead": "A", "facts": [] }, "thanks": { "title": "A", "text": "A" },
            "pages": [{ "name": "one", "questions": [question] }]
        });
        let checked = check(serde_json::from_value(document).unwrap());
        let localized: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
        assert_eq!(localized.len(), expected.len(), "{localized:#?}");
        for (localized, expected) in localized.iter().zip(expected) {
            assert!(localized.contains(expected), "{localized}");
        }
    }

    #[test]
    fn an_author_is_told_what_a_file_can_give_away() {
        let ask = |more: serde_json::Value| {
            let mut question = serde_json::json!({ "kind": "upload", "name": "a", "label": "?" });
            question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            question
        };
        says(ask(serde_json::json!({ "upload": "image" })), &["warning: a picture can show"]);
        says(ask(serde_json::json!({ "upload": "audio" })), &["warning: a recording can tell"]);
        let marked = serde_json::json!({ "upload": "image", "quasi_identifier": true });
        says(ask(marked), &[]);
        says(ask(serde_json::json!({})), &["error: `upload` needs `upload`"]);
        let audio =
            serde_json::json!({ "upload": "audio", "quasi_identifier": true, "max_pixels": 9 });
        says(ask(audio), &["error: only an `image` has `max_pixels`"]);
        let tiny =
            serde_json::json!({ "upload": "image", "quasi_identifier": true, "max_pixels": 9 });
        says(ask(tiny), &["warning: pictures are scaled to 16 to 4096 pixels"]);
    }
}
