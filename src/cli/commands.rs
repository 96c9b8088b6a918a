//! The short commands.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, anyhow, bail};

use super::data::NewPart;
use super::words::counted;
use super::{check, data, demo};
use crate::app::App;
use crate::app::actor::Actor;
use crate::app::builtin::{self, Builtin};
use crate::app::jobs::by_hand;
use crate::app::mix::Mixed;
use crate::app::office::clock::ClockTrust;
use crate::domain::JobKind;
use crate::engine::media::Medium;
use crate::engine::problem::remark;
use crate::engine::{Checked, Contradiction, Problem, Questionnaire};
use crate::error::Error;
use crate::formats::json;
use crate::i18n::problems as words;
use crate::ids::Slug;
use crate::storage::office::aside::Aside;

/// Who uses the command line.
pub(super) const OPERATOR: &Actor = &Actor::Operator;

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes an error and its causes to standard error.
pub(super) fn complain(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let _ = writeln!(std::io::stderr(), "zugvogel: {}", causes.join(": "));
}

/// Writes a line of progress to standard error.
pub(super) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub(super) fn migrate(directory: &Path, new: &[NewPart]) -> Result<()> {
    let (_, app, applied) = data::make(directory, new)?;
    match applied.as_slice() {
        [] => print("the stores are up to date\n")?,
        applied => print(&format!("applied: {}\n", applied.join(", ")))?,
    }
    let older: Vec<String> =
        data::note_older(&app.stores)?.iter().map(ToString::to_string).collect();
    match older.is_empty() {
        true => Ok(()),
        false => print(&format!(
            "but older than the others know, so from a backup or made anew: {}; nothing is served before \
             `zugvogel reconcile` has put that in order\n",
            older.join(", ")
        )),
    }
}

/// Texts around the questions that are not true of this survey: residents would be told the opposite of
/// what happens.
pub(super) fn refuse_contradictions(untrue: &[Contradiction], yes: bool) -> Result<()> {
    let Some(first) = untrue.first() else { return Ok(()) };
    let told =
        untrue.iter().map(|it| format!("\n  {} ({}): {}", it.path, it.language, it.sentence));
    let told = format!(
        "these texts are not true of this survey; begin the paragraph with a mark such as \
         {{not {}}}, so that it is read where it holds (docs/questionnaires.md):{}",
        first.condition,
        told.collect::<String>()
    );
    match yes {
        true => tell(&format!("warning: {told}")),
        false => bail!("{told}\nWith --yes it is published all the same"),
    }
    Ok(())
}

/// A questionnaire file with the files that it shows, or a built-in one; broken ones never come
/// through.
pub(super) fn load(name: &str) -> Result<(Questionnaire, Vec<Medium>)> {
    let path = Path::new(name);
    match builtin::find_questionnaire(name) {
        Some(bytes) if !path.is_file() => {
            Ok((sound(name, json::load(bytes, &Builtin))?, Vec::new()))
        }
        _ => {
            if !path.exists() && path.extension().is_none() {
                bail!(
                    "there is no questionnaire `{name}`: those that come with the program are {}, and \
                     any other is named by the path of its file (.json, .xlsx)",
                    builtin::questionnaires().join(", ")
                );
            }
            let checked = check::load_to_serve(path);
            let problems = checked.problems.clone();
            let questionnaire = sound(name, checked)?;
            tell_warnings(name, &problems);
            let media = check::media(path, &questionnaire)?;
            Ok((questionnaire, media))
        }
    }
}

/// Says what `check` warns of, which keeps nobody from publishing: the first of it, and how much more there is.
fn tell_warnings(name: &str, problems: &[Problem]) {
    const MOST_TOLD: usize = 10;
    let language = check::language(None);
    for warning in problems.iter().take(MOST_TOLD) {
        tell(&format!("{name}: {}", words::problem(warning, language)));
    }
    let more = problems.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        tell(&format!(
            "{name}: {}",
            words::remark(&remark!("check-more-warnings", more), language)
        ));
    }
}

/// A questionnaire that can be served, or all its problems.
pub(super) fn sound(name: &str, checked: Checked) -> Result<Questionnaire> {
    checked.sound().map_err(refused(name))
}

/// A questionnaire as it is written, with what is not published, or all its problems.
pub(super) fn whole(name: &str, checked: Checked) -> Result<Questionnaire> {
    checked.whole().map_err(refused(name))
}

fn refused(name: &str) -> impl FnOnce(Vec<Problem>) -> anyhow::Error {
    move |problems| {
        let language = check::language(None);
        let told = problems.iter().map(|problem| words::problem(problem, language));
        let problems: Vec<String> = told.map(|told| format!("\n  {told}")).collect();
        let what = words::remark(&remark!("refused-served", name), language);
        anyhow!("{what}:{}", problems.concat())
    }
}

pub(super) fn slugged(text: &str) -> Result<Slug> {
    let fine = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
        && text.len() <= 60;
    if !fine {
        bail!("`{text}` cannot be part of an address: use a–z, 0–9 and -");
    }
    Ok(Slug(text.to_owned()))
}

/// A password of 100 bits that can be typed.
pub(super) fn generated_password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random: [u8; 20] = rand::random();
    let letters = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    letters.enumerate().fold(String::new(), |mut text, (i, letter)| {
        if i > 0 && i % 5 == 0 {
            text.push('-');
        }
        text.push(letter);
        text
    })
}

pub(super) fn simulate(directory: &Path, survey: &str, responses: usize, seed: u64) -> Result<()> {
    let (config, app) = data::open(directory)?;
    let is_elsewhere = [&config.office_url, &config.collect_url, &config.results_url];
    if is_elsewhere.into_iter().any(|url| !url.is_empty()) {
        bail!(
            "the stores of {} are elsewhere, where people's answers may be: responses are invented only in \
             stores that a demo made in its own directory",
            directory.display()
        );
    }
    if !demo::is_demo(directory) {
        bail!(
            "{} is no demo's directory: among the answers of people, invented ones could not be told \
             apart; make a place for them with `zugvogel demo --data DIR --responses 0 --no-serve`",
            directory.display()
        );
    }
    populate(&app, &Slug(survey.to_owned()), responses, seed)
}

/// Simulates with progress.
pub(super) fn populate(app: &App, survey: &Slug, responses: usize, seed: u64) -> Result<()> {
    let mut progress = |done| {
        if done < responses {
            tell(&format!("  {done} of {}", counted(responses, "response", "responses")));
        }
    };
    let body = || app.populate(OPERATOR, survey, responses, seed, &mut progress);
    let populated = alone(app, body).map_err(|error| named(error, survey))?;
    tell(&format!(
        "  {}, {}, {} who declined",
        counted(populated.submitted, "response", "responses"),
        counted(populated.broken_off, "break-off", "break-offs"),
        populated.declined
    ));
    if populated.known > 0 {
        tell(&format!(
            "  {} there already; another seed gives others",
            counted(
                populated.known,
                &format!("response of seed {seed} was"),
                &format!("responses of seed {seed} were")
            )
        ));
    }
    let Mixed { waiting, batch, .. } = populated.mixed;
    if waiting > 0 {
        tell(&format!(
            "  {} for the mix, which moves {batch} or more at once",
            counted(waiting, "response waits", "responses wait")
        ));
    }
    Ok(())
}

pub(super) fn mix(directory: &Path, survey: &str, force: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let slug = Slug(survey.to_owned());
    let mixed = alone(&app, || mix_one(&app, &slug, force));
    if let Ok(aside) = app.surveys().aside_now(OPERATOR, &slug)
        && aside != Aside::default()
    {
        tell(&told_aside(&aside));
    }
    let mixed = mixed.map_err(|error| named(error, &slug))?;
    let moved = counted(mixed.moved, "response", "responses");
    let waiting = counted(mixed.waiting, "is waiting", "are waiting");
    print(&format!("moved {moved}, {waiting}\n"))
}

/// What is set aside, and why.
fn told_aside(aside: &Aside) -> String {
    let reasons = [
        (
            aside.unreadable,
            "response cannot be opened: it is damaged, or was sealed under another secret.key",
            "responses cannot be opened: they are damaged, or were sealed under another secret.key",
        ),
        (
            aside.doubles,
            "response is in the results already: an older collect was put back, and reconcile not run",
            "responses are in the results already: an older collect was put back, and reconcile not run",
        ),
        (
            aside.damaged,
            "response has a file that is damaged",
            "responses have a file that is damaged",
        ),
        (
            aside.messages,
            "message cannot be opened: it is damaged, or was sealed under another secret.key",
            "messages cannot be opened: they are damaged, or were sealed under another secret.key",
        ),
    ];
    let reasons = reasons.iter().filter(|(number, ..)| *number > 0);
    let told =
        reasons.map(|(number, one, several)| format!("\n  {}", counted(number, one, several)));
    let reasons: Vec<String> = told.collect();
    format!(
        "warning: what cannot be moved is set aside; it is kept, and tried again each time:{}",
        reasons.concat()
    )
}

pub(super) fn clock(directory: &Path, confirm: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    if confirm {
        app.office().confirm_clock(OPERATOR)?;
    }
    let now = app.clock.local().strftime("%Y-%m-%d %H:%M %Z").to_string();
    print(&match app.office().look_at_clock(OPERATOR)?.trust {
        ClockTrust::Steady => format!("it is {now}, and what is kept no longer is deleted\n"),
        ClockTrust::New => format!("it is {now}; nothing is deleted in the first three days\n"),
        ClockTrust::Leapt => format!(
            "it is {now}, but the clock has leapt, or nobody looked at it for more than a day: nothing \
             of residents is deleted for three days. If it is right, say so with --confirm\n"
        ),
    })
}

/// Does what mixes while nobody else does.
pub(super) fn alone<T>(app: &App, body: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let mut waiting = |holder: &str| tell(&format!("waiting for the mix that runs ({holder}) …"));
    by_hand(app, JobKind::Mix, &mut waiting, body)
}

fn mix_one(app: &App, slug: &Slug, force: bool) -> Result<Mixed, Error> {
    app.deliver(OPERATOR, slug)?;
    let mut mixed = app.carry(OPERATOR, slug, &mut rand::rng())?;
    if force {
        let forced = app.force_mix(OPERATOR, slug, &mut rand::rng())?;
        let is_batch = usize::try_from(forced.batch).is_ok_and(|batch| forced.moved >= batch);
        if forced.moved > 0 && is_batch {
            tell(&format!(
                "warning: {} moved and nothing was kept back; who knows most of them can tell the \
                 others",
                counted(forced.moved, "response was", "responses were")
            ));
        } else if forced.moved > 0 {
            tell(&format!(
                "warning: {} moved with less company than the {} that were promised to be mixed at \
                 once",
                counted(forced.moved, "response was", "responses were"),
                forced.batch
            ));
        }
        mixed = Mixed { moved: mixed.moved + forced.moved, ..forced };
    }
    Ok(mixed)
}

/// Says how many responses are not in the results yet.
pub(super) fn tell_waiting(app: &App, survey: &Slug) -> Result<()> {
    let waiting = app.waiting_now(OPERATOR, survey).map_err(|error| named(error, survey))?;
    if waiting > 0 {
        let wait = counted(waiting, "response waits", "responses wait");
        tell(&format!("{wait} for the mix and can be read only after it"));
    }
    Ok(())
}

/// "Not found" with the name of what was not found.
pub(super) fn named(error: Error, survey: &Slug) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no survey `{survey}` in this data directory"),
        other => other.into(),
    }
}
