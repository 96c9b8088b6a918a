//! `zugvogel reconcile`: puts stores in order of which one comes from a backup.

use std::path::Path;

use anyhow::Result;

use super::commands::{OPERATOR, alone, print};
use super::data;
use super::words::counted;
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
    let Reconciliation { older, deleted, unclaimed, surveys } = found;
    let names: Vec<String> = older.0.iter().map(ToString::to_string).collect();
    let mut text = match names.as_slice() {
        [] => "no store is older than the others know\n".to_owned(),
        names => format!("older than the others know, so from a backup: {}\n", names.join(", ")),
    };
    for slug in deleted {
        text.push_str(&format!(
            "survey {slug}:\n  it was deleted, and what came back of it is deleted again\n"
        ));
    }
    for survey in surveys {
        text.push_str(&format!("survey {}:\n", survey.slug));
        for line in lines(survey) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    if *unclaimed > 0 {
        text.push_str(&counted(
            unclaimed,
            "response belongs to a survey that office does not have: it stays in results, and nobody \
             sees it before a newer backup of office is there\n",
            "responses belong to surveys that office does not have: they stay in results, and nobody \
             sees them before a newer backup of office is there\n",
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
    text.push_str(match (is_done, !older.any() && surveys.is_empty() && deleted.is_empty()) {
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
        versions,
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
    tell(
        survey.is_outdated,
        "collect has an older version or older days: those of office are put into the field again"
            .to_owned(),
    );
    for hash in &survey.unread_versions {
        let short = hash.get(..12).unwrap_or(hash);
        tell(
            true,
            format!(
                "responses answer version {short}… that no store has: before anything of this survey can be exported \
                 its questionnaire must be published again (`zugvogel questionnaire publish`)"
            ),
        );
    }
    tell(
        survey.has_other_days,
        "its days were changed since: it keeps those that it has in the field".to_owned(),
    );
    for (number, one, several) in [
        (
            versions,
            "version was published since, and is taken over from collect",
            "versions were published since, and are taken over from collect",
        ),
        (
            spent,
            "id was used, and is used again: nobody answers twice",
            "ids were used, and are used again: nobody answers twice",
        ),
        (
            drafts,
            "draft of somebody who has submitted goes",
            "drafts of those who have submitted go",
        ),
        (
            arrived,
            "waiting response has arrived before, and goes",
            "waiting responses have arrived before, and go",
        ),
        (
            messages,
            "waiting message has arrived before, and goes",
            "waiting messages have arrived before, and go",
        ),
        (
            withdrawn,
            "response was withdrawn, and goes again",
            "responses were withdrawn, and go again",
        ),
    ] {
        tell(*number > 0, counted(number, one, several));
    }
    let number = match lost_at_most > lost {
        true => format!("at least {lost} and at most {lost_at_most}"),
        false => lost.to_string(),
    };
    tell(
        *lost_at_most > 0,
        format!(
            "LOST: {}",
            counted(
                number,
                "response that the stores know of was acknowledged and is nowhere",
                "responses that the stores know of were acknowledged and are nowhere"
            )
        ),
    );
    if let Some(codes) = unknown_codes {
        let with_codes = match codes {
            0 => String::new(),
            codes => format!(
                " Those who came with a code among them: {codes} at most; such a code is taken once more, \
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
        format!(
            "LOST: {}",
            counted(
                codes,
                "code is not admitted any more; its letter cannot be used",
                "codes are not admitted any more; their letters cannot be used"
            )
        ),
    );
    tell(
        *undone > 0,
        format!(
            "about {}: they would get a reminder",
            counted(
                undone,
                "response came with a code whose invitation is not marked as done",
                "responses came with codes whose invitations are not marked as done"
            )
        ),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_several() {
        let survey = SurveyReconciliation {
            spent: 1,
            drafts: 1,
            arrived: 1,
            messages: 1,
            withdrawn: 1,
            lost: 1,
            lost_at_most: 1,
            codes: 1,
            undone: 1,
            ..SurveyReconciliation::default()
        };
        let found = Reconciliation { unclaimed: 1, surveys: vec![survey], ..Default::default() };
        let text = told(&found, false);
        assert_eq!(text.split_whitespace().filter(|word| *word == "1").count(), 9, "{text}");
        for several in ["ids", "drafts", "responses", "messages", "codes", "letters"] {
            assert!(!text.contains(several), "{several}: {text}");
        }
    }
}
