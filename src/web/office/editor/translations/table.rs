//! Translations as a file for a spreadsheet, and one that comes back.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};

use super::list::{STATES, TranslationFilter, listed};
use super::show::{lost_words, written_in};
use super::{address, again, into, notice, refused};
use crate::app::office::Office;
use crate::app::office::manuscripts::Manuscript;
use crate::app::office::manuscripts::translate::{MOST_AT_ONCE, TextPlace, TranslationWork};
use crate::app::translations::{
    FilledRow, UnreadableTable, key, lists_outside, read_table, write_table,
};
use crate::engine::edit::translation::{Readiness, lost_placeholder, translations};
use crate::error::Error;
use crate::i18n::Locale;
use crate::ids::ManuscriptId;
use crate::view::staff::translations::{TakenText, TranslationsReadPage};
use crate::web::office::surveys::attachment;
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::WriteQuestionnaires;

/// How many texts and lines a report names.
const NAMED: usize = 100;

/// The texts of a language: all of them, or what is open.
pub(in crate::web::office) async fn download(
    desk: Desk<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
    filter: Query<TranslationFilter>,
) -> StaffReply {
    let manuscript = office.manuscript(&desk.actor, &ManuscriptId(path.into_inner())).await?;
    let definition = &manuscript.definition;
    let language = into(&manuscript, &filter).ok_or(Error::NotFound)?;
    let only_open = filter.state.as_deref() == Some(STATES[0]);
    let mut all = translations(definition);
    all.retain(|it| {
        let is_open = it.readiness == Readiness::Missing || it.readiness.is_withheld();
        it.language == language && (is_open || !only_open)
    });
    let mut bytes = Vec::new();
    write_table(&mut bytes, &all, &lists_outside(definition))
        .map_err(|error| Error::Internal(error.into()))?;
    let disposition = attachment(&format!("{}-{language}", definition.name), "csv");
    let mut answer = HttpResponse::Ok();
    Ok(answer.content_type("text/csv; charset=utf-8").insert_header(disposition).body(bytes))
}

/// Takes over what came back: each text that is another one now is a draft.
pub(in crate::web::office) async fn read(
    form: StaffForm<WriteQuestionnaires>,
    office: Data<Office>,
    path: Path<String>,
) -> StaffReply {
    let StaffForm { desk, values, mut files } = form;
    let file = files.pop();
    let id = ManuscriptId(path.into_inner());
    let manuscript = office.manuscript(&desk.actor, &id).await?;
    let filter =
        TranslationFilter { language: values.find("in").map(str::to_owned), ..Default::default() };
    let seen = manuscript.revision;
    let rows = match file {
        None => Err(desk.t().text("translations-no-file").into_owned()),
        Some(file) => read_table(&file.bytes).map_err(|why| unreadable(desk.t(), &why)),
    };
    let taking = rows.map(|rows| Taking::of(desk.t(), &manuscript, &rows));
    let taking = taking.and_then(|it| match it.work.len() > MOST_AT_ONCE {
        true => Err(desk.t().with("translations-too-many", &[("most", MOST_AT_ONCE.into())])),
        false => Ok(it),
    });
    let Taking { work, taken, same, empty, unknown } = match taking {
        Ok(taking) => taking,
        Err(why) => {
            let one = |_: &Locale, _: &Manuscript| vec![notice(why, Some("file".to_owned()))];
            return again(&desk, &office, &id, (&values, seen), &filter, one).await;
        }
    };
    let count = work.len();
    if count > 0 {
        let work = TranslationWork { typed: work, read: None };
        if let Err(refusal) = office.translate(&desk.actor, &id, (seen, None), work).await? {
            return again(&desk, &office, &id, (&values, seen), &filter, |t, it| {
                refused(t, it, &refusal, None)
            })
            .await;
        }
    }
    desk.answer(
        StatusCode::OK,
        &TranslationsReadPage {
            frame: desk.frame(),
            back: address(&id, &filter),
            taken: taken.into_iter().take(NAMED).collect(),
            count,
            same,
            empty,
            unknown_count: unknown.len(),
            unknown: unknown.iter().take(NAMED).map(u64::to_string).collect(),
        },
    )
}

fn unreadable(t: &Locale, why: &UnreadableTable) -> String {
    match why {
        UnreadableTable::Encoding => t.text("translations-encoding").into_owned(),
        UnreadableTable::Column(name) => {
            t.with("translations-no-column", &[("column", (*name).into())])
        }
        UnreadableTable::Csv(error) => {
            t.with("translations-no-csv", &[("why", error.to_string().into())])
        }
    }
}

/// What is to be taken over of a file, and what not.
struct Taking {
    work: Vec<(TextPlace, String)>,
    taken: Vec<TakenText>,
    same: usize,
    empty: usize,
    unknown: Vec<u64>,
}

impl Taking {
    fn of(t: &Locale, manuscript: &Manuscript, rows: &[FilledRow]) -> Self {
        let definition = &manuscript.definition;
        let outside = lists_outside(definition);
        let listed = listed(definition, translations(definition));
        let known: HashMap<_, _> = listed.iter().map(|it| (key(&it.it, &outside), it)).collect();
        let mut taking =
            Self { work: Vec::new(), taken: Vec::new(), same: 0, empty: 0, unknown: Vec::new() };
        let mut places = std::collections::HashSet::new();
        for row in rows {
            let (Some(text), (language, Some(of), path)) = (known.get(&row.key), &row.key) else {
                taking.unknown.push(row.line);
                continue;
            };
            let it = &text.it;
            let target = row.target(it.source).trim_end();
            if target.trim().is_empty() {
                taking.empty += 1;
            } else if path.is_empty() || target == it.target.trim_end() {
                taking.same += 1;
            } else if !places.insert(&row.key) {
                // The same text twice: the first counts.
                taking.unknown.push(row.line);
            } else {
                let lost = lost_placeholder(it.source, target);
                taking.taken.push(TakenText {
                    code: format!("{language} {}", text.name()).trim().to_owned(),
                    label: text.label(t),
                    written: written_in(language),
                    was: it.target.to_owned(),
                    now: target.to_owned(),
                    problem: lost.map(|lost| lost_words(t, &lost)),
                });
                let place =
                    TextPlace { of: of.clone(), path: path.clone(), language: language.clone() };
                taking.work.push((place, target.to_owned()));
            }
        }
        taking
    }
}
