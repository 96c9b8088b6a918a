//! Pages and questions of other questionnaires, taken over into this one.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::act::{seat_of_page, seat_of_question};
use super::show::title;
use super::words::refusal;
use super::{address, base, element};
use crate::app::builtin;
use crate::app::office::Office;
use crate::app::office::manuscripts::media::with_files;
use crate::app::office::manuscripts::{EditRefusal, Manuscript};
use crate::engine::Identity;
use crate::engine::edit::Element;
use crate::engine::model::{Definition, Page, Question, Text};
use crate::error::Error;
use crate::ids::ManuscriptId;
use crate::view::staff::editor::library::{LibraryEntry, LibraryPage, LibrarySource, SharedPage};
use crate::view::staff::editor::outline::shortened;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;

/// What an address of the library says.
#[derive(Debug, Default, Deserialize)]
pub(in crate::web::office) struct Searching {
    /// Where in this questionnaire it is put.
    at: Option<String>,
    /// From which other one: `template:NAME` or `copy:ID`.
    from: Option<String>,
    /// What is looked for.
    #[serde(default)]
    q: String,
}

/// The pages and questions of another questionnaire.
pub(in crate::web::office) async fn show(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    searching: Query<Searching>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    page(&desk, &office, &manuscript, &searching, Vec::new()).await
}

async fn page(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    manuscript: &Manuscript,
    searching: &Searching,
    notices: Vec<String>,
) -> StaffReply {
    let at = element(&manuscript.definition, searching.at.as_deref());
    let mut sources: Vec<LibrarySource> = Vec::new();
    for head in office.manuscripts(&desk.actor).await? {
        if head.id != manuscript.id {
            let value = format!("copy:{}", head.id.as_str());
            sources.push(LibrarySource { value, title: head.title, is_current: false });
        }
    }
    for (name, title) in builtin::titles() {
        let title = format!("{} ({name})", title.get(desk.t().code(), "de"));
        let value = format!("template:{name}");
        sources.push(LibrarySource { value, title, is_current: false });
    }
    let first = sources.first().map(|it| it.value.clone());
    let from = searching.from.clone().or(first).unwrap_or_default();
    for source in &mut sources {
        source.is_current = source.value == from;
    }
    let other = read(desk, office, &from).await?;
    let wanted = searching.q.trim().to_lowercase();
    let view = LibraryPage {
        frame: desk.frame(),
        title: title(&manuscript.definition),
        action: format!("{}/library", base(&manuscript.id)),
        back: address(&manuscript.id, &at, None),
        at: at.to_string(),
        seen: manuscript.revision,
        pages: shared_pages(&other, &wanted),
        q: searching.q.clone(),
        from,
        sources,
        notices: notices.clone(),
    };
    let status = if notices.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    desk.answer(status, &view)
}

/// A questionnaire that comes with the program, or one of the organisation's.
async fn read(
    desk: &Desk<WriteQuestionnaires>,
    office: &Office,
    from: &str,
) -> Result<Definition, Error> {
    match from.split_once(':') {
        Some(("template", name)) => builtin::find_definition(name).ok_or(Error::NotFound),
        Some(("copy", id)) => {
            Ok(office.manuscript(&desk.actor, &ManuscriptId(id.to_owned())).await?.definition)
        }
        _ => Err(Error::NotFound),
    }
}

/// The pages in which something is called or says so; all where nothing is looked for.
fn shared_pages(other: &Definition, wanted: &str) -> Vec<SharedPage> {
    fn look<'d>(pages: &'d [Page], found: &mut Vec<&'d Page>) {
        for page in pages {
            found.push(page);
            look(&page.pages, found);
        }
    }
    let first = other.languages.first().map_or("", String::as_str);
    let words = |text: &Text| shortened(text.get(first, first));
    let is_wanted = |name: &str, text: &Text| {
        let text = text.get(first, first).to_lowercase();
        wanted.is_empty() || name.to_lowercase().contains(wanted) || text.contains(wanted)
    };
    let mut pages = Vec::new();
    look(&other.pages, &mut pages);
    let shared = pages.into_iter().map(|page| {
        let is_whole = is_wanted(&page.name, &page.title);
        let questions: Vec<&Question> = page.questions.iter().collect();
        let kept = questions.iter().filter(|it| is_whole || is_wanted(&it.name, &it.label));
        let entry = |question: &&Question| LibraryEntry {
            key: Element::Question(question.id().to_owned()).to_string(),
            words: words(&question.label),
            name: question.name.clone(),
        };
        let page = LibraryEntry {
            key: Element::Page(page.id().to_owned()).to_string(),
            words: words(&page.title),
            name: page.name.clone(),
        };
        let entries: Vec<LibraryEntry> = kept.map(entry).collect();
        (is_whole || !entries.is_empty()).then_some(SharedPage {
            page,
            questions: entries,
            count: questions.len(),
        })
    });
    shared.flatten().collect()
}

/// Takes a page or question over.
pub(in crate::web::office) async fn take(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, .. } = form;
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let searching = Searching {
        at: values.find("at").map(str::to_owned),
        from: values.find("from").map(str::to_owned),
        q: values.find("q").unwrap_or_default().to_owned(),
    };
    let other = read(&desk, &office, searching.from.as_deref().unwrap_or_default()).await?;
    let of: Option<Element> = values.find("of").and_then(|it| it.parse().ok());
    let of = of.unwrap_or(Element::Questionnaire);
    let definition = &manuscript.definition;
    let at = element(definition, searching.at.as_deref());
    let to = match of {
        Element::Page(_) => seat_of_page(definition, &at),
        _ => seat_of_question(definition, &at),
    };
    let borrowed = to.and_then(|to| definition.borrowed(&other, &of, to));
    let refused = match borrowed {
        Err(misfit) => EditRefusal::Misfit(misfit),
        Ok((edit, at)) => {
            let edit = with_files(definition, &other, edit);
            let seen = values.find("seen").and_then(|it| it.parse().ok());
            let seen = seen.unwrap_or(manuscript.revision);
            match office.edit(&desk.actor, &id, (seen, None), vec![edit]).await? {
                Ok(()) => return Ok(go(&address(&id, &at, None))),
                Err(refusal) => refusal,
            }
        }
    };
    let notices = refusal(desk.t(), definition, &refused).into_iter().map(|it| it.words).collect();
    page(&desk, &office, &manuscript, &searching, notices).await
}
