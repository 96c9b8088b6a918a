//! What is wrong with questions for files, and what an author should think of.

use super::super::model::{KindName, Question, Upload};
use super::super::upload::POSSIBLE_PIXELS;
use super::Found;

pub(super) fn check(question: &Question, place: &str, found: &mut Found) {
    if question.kind != KindName::Upload {
        return;
    }
    let Some(upload) = question.upload else { return };
    if let Some(pixels) = question.max_pixels {
        let at = format!("{place}.max_pixels");
        if upload != Upload::Image {
            found.error(at, "only an `image` has `max_pixels`");
        } else if !POSSIBLE_PIXELS.contains(&pixels) {
            let (least, most) = (POSSIBLE_PIXELS.start(), POSSIBLE_PIXELS.end());
            found.warning(at, format!("pictures are scaled to {least} to {most} pixels"));
        }
    }
    if question.default.is_some() {
        found.warning(format!("{place}.default"), "there is no file behind a default");
    }
    // Whoever marks it has thought of it.
    if !question.quasi_identifier {
        let (message, hint) = match upload {
            Upload::Image => ("a picture can show who somebody is", "no people, no number plates"),
            Upload::Audio | Upload::Video => ("a recording can tell who somebody is", "no names"),
            Upload::File => {
                ("a document can name who wrote it", "no names, also in its properties")
            }
        };
        found.warning(place, message).hint(format!(
            "say in the question what must not be in it ({hint}), and mark it with `quasi_identifier`"
        ));
    }
}
