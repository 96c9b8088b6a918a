//! The audit trail of an organisation, page by page.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::people::zoned;
use crate::app::office::Office;
use crate::app::office::trail::TrailPage;
use crate::domain::AuditAction;
use crate::storage::office::audit::Entry;
use crate::view::staff::audit::{AuditActor, AuditLine, AuditPage};
use crate::web::staff::desk::{Desk, StaffReply};
use crate::web::staff::need::ReadAudit;

/// Where it is.
pub(in crate::web) const AUDIT: &str = "/audit";

/// The newest entries, or with `?before=7` those before the seventh.
pub(super) async fn list(
    desk: Desk<ReadAudit>,
    office: Data<Office>,
    request: HttpRequest,
) -> StaffReply {
    let mut parts = request.query_string().split('&');
    let before = parts.find_map(|part| part.strip_prefix("before=")?.parse().ok());
    let TrailPage { entries, older, people } = office.trail_page(&desk.actor, before).await?;
    desk.page(&AuditPage {
        frame: desk.frame(),
        entries: entries.iter().map(|entry| line(entry, &people)).collect(),
        older: older.map(|id| format!("{AUDIT}?before={id}")),
        newest: before.map(|_| AUDIT),
    })
}

fn line(entry: &Entry, people: &HashMap<String, String>) -> AuditLine {
    let named = |word: &str| people.get(word).cloned().unwrap_or_else(|| word.to_owned());
    let known = AuditAction::ALL.iter().find(|action| action.as_str() == entry.action);
    AuditLine {
        at: zoned(entry.at.timestamp()),
        who: match entry.actor.as_str() {
            "cli" => AuditActor::Operator,
            "system" => AuditActor::Server,
            id => AuditActor::Person(named(id)),
        },
        action: known.copied().ok_or_else(|| entry.action.clone()),
        object: entry.object.split(' ').map(named).collect::<Vec<_>>().join(" "),
    }
}
