//! `zugvogel reconcile`: puts stores in order of which one comes from a backup.

use std::path::Path;

use anyhow::Result;

use super::commands::{OPERATOR, alone, print};
use super::data;
use crate::app::App;
use crate::app::reconcile::{Reconciliation, SurveyReconciliation};
use crate::storage::Store;

pub(super) fn run(directory: &Path, yes: bool) -> Result<()> {
    let (_, app) = data::open_older(directory)?;
    let found = alone(&app, || app.reconcile(OPERATOR, yes))?;
    print(&told(&found, yes))
}

/// Does it without being asked, and says what was done: for `restore`.
pub(super) fn act(app: &App) -> Result<()> {
    print(&told(&alone(app, || app.reconcile(OPERATOR, true))?, true))
}

fn told(found: &Reconciliation, is_done: bool) -> String {
    let Reconciliation { older, unclaimed, surveys } = found;
    let names: Vec<String> = older.0.iter().map(ToString::to_string).collect();
    let mut text = match names.as_slice() {
        [] => "no store is older than the others know\n".to_owned(),
        names => format!("older than the others know, so from a backup: {}\n", names.join(", ")),
    };
    for survey in surveys {
        text.push_str(&format!("survey {}:\n", survey.slug));
        for line in lines(survey) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    if *unclaimed > 0 {
        text.push_str(&format!(
            "{unclaimed} responses belong to surveys that office does not have: they stay in results, and \
             nobody sees them before a newer backup of office is there\n"
        ));
    }
    for (store, lost) in [
        (
            Store::Collect,
            "drafts that were begun since, messages to the office that waited, and withdrawals that were \
             asked for in the minute before it was lost",
        ),
        (
            Store::Office,
            "surveys, accounts and codes that were made since, and opt-outs, addresses and barriers that \
             were delivered since",
        ),
    ] {
        if older.has(store) {
            text.push_str(&format!("LOST with the newer {store}, and not counted: {lost}\n"));
        }
    }
    text.push_str(match (is_done, !older.any() && surveys.is_empty()) {
        (_, true) => "there is nothing to do\n",
        (true, _) => "done: the server can be started\n",
        (false, _) => {
            "nothing was changed yet: run `zugvogel reconcile --yes` to do this, with the server \
             stopped\n"
        }
    });
    text
}

fn lines(survey: &SurveyReconciliation) -> Vec<String> {
    let SurveyReconciliation {
        spent,
        drafts,
        arrived,
        messages,
        withdrawn,
        lost,
        lost_at_most,
        unknown_codes,
        codes,
        undone,
        ..
    } = survey;
    let mut lines = Vec::new();
    let mut tell = |is_so: bool, line: String| {
        if is_so {
            lines.push(line);
        }
    };
    tell(survey.is_missing, "it is missing in collect, and is put into the field again".to_owned());
    tell(
        survey.is_unknown,
        "it is missing in office: nothing of it can be mixed or exported before a newer backup of \
         office is there"
            .to_owned(),
    );
    tell(*spent > 0, format!("{spent} ids were used, and are used again: nobody answers twice"));
    tell(*drafts > 0, format!("{drafts} drafts of those who have submitted go"));
    tell(*arrived > 0, format!("{arrived} waiting responses have arrived before, and go"));
    tell(*messages > 0, format!("{messages} waiting messages have arrived before, and go"));
    tell(*withdrawn > 0, format!("{withdrawn} responses were withdrawn, and go again"));
    let number = match lost_at_most > lost {
        true => format!("at least {lost} and at most {lost_at_most}"),
        false => lost.to_string(),
    };
    tell(
        *lost_at_most > 0,
        format!(
            "LOST: {number} responses that the stores know of were acknowledged and are nowhere"
        ),
    );
    if let Some(codes) = unknown_codes {
        let with_codes = match codes {
            0 => String::new(),
            codes => format!(
                " Of those who came with a code they are {codes} at most; such a code is taken once more, \
                 and what is answered with it then counts once"
            ),
        };
        tell(
            true,
            format!(
                "LOST, and known to no store: what was submitted after the last mix and after the backup \
                 was made.{with_codes}"
            ),
        );
    }
    tell(
        *codes > 0,
        format!("LOST: {codes} codes are not admitted any more; their letters cannot be used"),
    );
    tell(
        *undone > 0,
        format!(
            "about {undone} responses came with codes whose invitations are not marked as done: \
             they would get a reminder"
        ),
    );
    lines
}
