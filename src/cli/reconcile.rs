//! `zugvogel reconcile`: puts stores in order of which one comes from a backup.

use std::path::Path;

use anyhow::Result;

use super::commands::{OPERATOR, alone, print};
use super::data;
use crate::app::App;
use crate::app::reconcile::{Reconciliation, SurveyReconciliation};

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
    let Reconciliation { older, surveys } = found;
    let names: Vec<String> = older.iter().map(ToString::to_string).collect();
    let mut text = match names.as_slice() {
        [] => "no store is older than the others know\n".to_owned(),
        names => format!("older than the others know, so from a backup: {}\n", names.join(", ")),
    };
    // What only the stores knew that are older, nobody can count.
    if older.len() > 1 {
        text.push_str(
            "LOST, and more than is counted below: of what was acknowledged since those backups. Who has \
             answered since may be able to answer again. If there are newer backups, restore those\n",
        );
    }
    for survey in surveys {
        text.push_str(&format!("survey {}:\n", survey.slug));
        for line in lines(survey) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text.push_str(match (is_done, older.is_empty() && surveys.is_empty()) {
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
    tell(
        *lost > 0,
        format!(
            "LOST: at least {lost} responses that were acknowledged are in no store; what was \
             submitted after the last mix is not counted"
        ),
    );
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
