//! The files of a manuscript: those that come with a form, and their pages' way to them.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

use crate::app::office::Office;
use crate::app::office::manuscripts::media::{BroughtFile, brought};
use crate::error::Error;
use crate::i18n::{Locale, problems};
use crate::ids::ManuscriptId;
use crate::view::staff::editor::EditorNotice;
use crate::view::staff::editor::media::chosen_for;
use crate::web::headers;
use crate::web::media;
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::form::SentFile;
use crate::web::staff::need::WriteQuestionnaires;

/// The files that came with a form; or what is wrong with them, at their fields.
pub(super) async fn examined(
    t: &Locale,
    sent: Vec<SentFile>,
    language: &str,
) -> Result<Result<Vec<BroughtFile>, Vec<EditorNotice>>, Error> {
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    for SentFile { field, name, bytes } in sent {
        let Some(of) = chosen_for(&field) else { continue };
        match brought((of, language), (&name, bytes)).await? {
            Ok(file) => files.push(file),
            Err(why) => wrong
                .push(EditorNotice { words: problems::remark(&why, t.code()), field: Some(field) }),
        }
    }
    Ok(if wrong.is_empty() { Ok(files) } else { Err(wrong) })
}

/// A picture, sound or film of a manuscript.
pub(in crate::web::office) async fn show(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> StaffReply {
    let (id, name) = path.into_inner();
    let (file, bytes) = office.medium(&desk.actor, &ManuscriptId(id), &name).await?;
    let mut answer = media::answer(&request, &file, bytes.into());
    headers::keep_private(answer.headers_mut());
    Ok(answer)
}
