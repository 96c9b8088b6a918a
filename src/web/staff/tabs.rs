//! The pages that stand under the bar of every page of staff, as data.

use super::HOME;
use crate::domain::Permission;
use crate::view::staff::Tab;
use crate::web::office::audit::AUDIT;
use crate::web::office::jobs::JOBS;
use crate::web::office::organisation::ORGANISATION;
use crate::web::office::people::PEOPLE;
use crate::web::office::questionnaires::LIST as QUESTIONNAIRES;

/// Address, key of the words, and what the page needs: its line in the table of routes names the same.
const TABS: &[(&str, &str, Permission)] = &[
    (HOME, "staff-surveys", Permission::SeeSurveys),
    (QUESTIONNAIRES, "questionnaires-title", Permission::WriteQuestionnaires),
    (PEOPLE, "tab-people", Permission::ManageAccounts),
    (ORGANISATION, "organisation-title", Permission::ManageOrganisation),
    (AUDIT, "audit-title", Permission::ReadAudit),
    (JOBS, "tab-jobs", Permission::SeeSurveys),
];

/// Those for whom `may` is true, seen from the page at this address.
pub(super) fn tabs(here: &str, may: impl Fn(Permission) -> bool) -> Vec<Tab> {
    let mine = TABS.iter().filter(|(_, _, needs)| may(*needs));
    let tab = |(path, key, _): &(&'static str, &'static str, _)| {
        let is_current =
            here.strip_prefix(path).is_some_and(|it| it.is_empty() || it.starts_with('/'));
        Tab { path, key, is_current }
    };
    mine.map(tab).collect()
}
