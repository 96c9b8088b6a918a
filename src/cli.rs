//! The command line: what operators, designers and analysts do without a browser.
//!
//! Each command is a short function that calls use cases; results go to standard output, progress
//! and errors to standard error. Exit status: 0 fine, 1 a problem, 2 wrong usage.

mod audit;
mod backup;
mod beside;
mod check;
mod codes;
mod commands;
mod contacts;
mod convert;
mod count;
mod create;
mod data;
mod demo;
mod diff;
mod eval;
mod export;
mod look;
mod mail;
mod private;
mod questionnaire;
mod reconcile;
mod serve;
mod survey;
mod translations;
mod trial;
mod user;
mod words;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::domain::Purpose;
use crate::i18n::Locale;

/// Surveys that find out why young people move to a county and why they leave it.
#[derive(Debug, Parser)]
#[command(name = "zugvogel", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the whole thing: a study with simulated responses on this machine
    Demo(Demo),
    /// Serve an existing data directory
    Serve {
        /// What this process does: all, respond, staff or worker; otherwise the setting `role`
        #[arg(long)]
        role: Option<crate::domain::ProcessRole>,
        #[command(flatten)]
        data: Data,
    },
    /// Bring the stores of a data directory up to date; makes them, and the secret, where there is nothing
    Migrate {
        /// A part that is missing and is to begin empty; what it held is lost
        #[arg(long, value_enum, value_name = "PART")]
        new: Vec<data::NewPart>,
        #[command(flatten)]
        data: Data,
    },
    /// Copy the stores to a directory while the server runs: consistent, without history (SQLite)
    Backup {
        /// The directory to be made
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Copy secret.key, too: then the backup is as precious as the installation
        #[arg(long)]
        with_secret: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Put a backup into an empty data directory, or a lost part of it into one that lacks it
    Restore {
        /// The directory of the backup
        backup: PathBuf,
        /// Only this part; the others stay as they are
        #[arg(long, value_enum, value_name = "PART")]
        only: Vec<data::NewPart>,
        #[command(flatten)]
        data: Data,
    },
    /// Put in order what a store from a backup means for the others: says it, and does it with --yes
    ///
    /// Who has answered does not answer again, what has arrived does not arrive again, what was
    /// withdrawn stays withdrawn; what is lost is counted. Stop the server first.
    Reconcile {
        /// Do it
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Name all problems of questionnaire files
    ///
    /// Status 1 when there is an error. With --format json, standard output is an array of objects:
    /// `file`, `severity` (error, warning), `code`, `params`, `message`, `place`, and where they
    /// apply `hint`, `path` (JSON pointer), `at` (line:column within an expression), `line` and
    /// `column` of a text, `sheet`, `row` (from 1) and `column` (header) of a workbook, `element` of
    /// LimeSurvey.
    Check {
        /// Questionnaire files: .json, XLSForm (.xlsx, .xls, .csv, .md), LimeSurvey (.lss)
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        #[command(flatten)]
        told: ToldIn,
    },
    /// Turn a questionnaire into another file format: JSON, XLSForm, and out of LimeSurvey
    Convert {
        /// The file to read: .json, .xlsx, .xls, .csv, .md or .lss
        input: PathBuf,
        /// The file to write: .json, .xlsx, .csv or .md
        output: PathBuf,
        /// Replace the output if it exists
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        told: ToldIn,
    },
    /// Tell what changed from one questionnaire file to another, and how much that weighs
    Diff {
        /// The earlier file
        old: PathBuf,
        /// The later file
        new: PathBuf,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// List the texts beside their translations as CSV, fill in what comes back, note who has read it
    ///
    /// What is a draft, or was reviewed beside another source, is not published.
    Translations(translations::Translations),
    /// Try out expressions: one that is given, or JSON lines from standard input
    Eval(eval::Eval),
    /// Walk through a questionnaire in the browser, with the route and the reasons beside it
    Try {
        /// A questionnaire file
        file: PathBuf,
        /// Address to serve it at; keep it on the loopback
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: std::net::SocketAddr,
        #[command(flatten)]
        told: ToldIn,
    },
    /// Surveys
    #[command(subcommand)]
    Survey(survey::SurveyCommand),
    /// Versions of questionnaires in the field
    #[command(subcommand)]
    Questionnaire(questionnaire::QuestionnaireCommand),
    /// Organisations
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// Staff accounts
    #[command(subcommand)]
    User(user::UserCommand),
    /// The audit trail: who did what
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Let synthetic residents answer a survey, in a demo's data directory only
    Simulate {
        /// The survey
        survey: String,
        /// How many responses they submit
        #[arg(long)]
        responses: usize,
        /// The same seed gives the same answers
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[command(flatten)]
        data: Data,
    },
    /// Draw access codes for letters: writes them with their links to a file, and keeps none
    Codes(Codes),
    /// Write what residents left beside the questionnaire: addresses, reports of barriers
    Contacts(Contacts),
    /// Move submitted responses to the results, shuffled, and tell the office what it may know
    Mix {
        /// The survey
        survey: String,
        /// Also a batch too small to hide anybody in: only when the field phase is over
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Write the data of a survey to files
    Export {
        /// The survey
        survey: String,
        /// File format: CSV, a workbook, or JSON Lines
        #[arg(long, default_value = "csv", value_parser = PossibleValuesParser::new(export::formats()))]
        format: String,
        /// How CSV is written: for programs (usual), or for a spreadsheet in German
        #[arg(long, value_parser = PossibleValuesParser::new(export::presets()))]
        preset: Option<String>,
        /// Directory for the files; made when it is missing
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Count how often each answer was given: CSV on standard output
    Count {
        /// The survey
        survey: String,
        /// Variables of the codebook; without any, all that have at most 50 different answers
        variables: Vec<String>,
        #[command(flatten)]
        data: Data,
    },
    /// Say whether the clock is believed, which deletes what is kept no longer
    Clock {
        /// It is right: after a leap, delete by it at once and not only after three days
        #[arg(long)]
        confirm: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Send a mail to try out the settings of mail
    Mail {
        /// The address to send it to
        to: String,
        #[command(flatten)]
        data: Data,
    },
    /// Print a sample configuration file with all settings
    Config,
    /// Print the JSON Schema of the questionnaire format
    Schema,
}

#[derive(Debug, Args)]
struct Data {
    /// The data directory
    #[arg(long, default_value = "data")]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct Demo {
    /// The data directory of the demo
    #[arg(long, default_value = "demo-data")]
    data: PathBuf,
    /// How many responses are simulated the first time
    #[arg(long, default_value_t = 1220)]
    responses: usize,
    /// The same seed gives the same answers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only make the data
    #[arg(long)]
    no_serve: bool,
}

#[derive(Debug, Args)]
struct Codes {
    /// The survey
    survey: String,
    /// How many
    #[arg(long)]
    count: usize,
    /// The CSV file to be made, with the columns code and url; keep it as you keep the addresses
    #[arg(long)]
    out: PathBuf,
    /// Also if the links lead to this machine only, since no public address is set
    #[arg(long)]
    yes: bool,
    /// A coarse stratum that the answers carry along, of at least 100 invited people
    #[arg(long, default_value = "")]
    stratum: String,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Args)]
struct Contacts {
    /// The survey
    survey: String,
    /// What was written for
    #[arg(long, value_enum)]
    purpose: Purpose,
    /// The CSV file to be made, with the column text
    #[arg(long)]
    out: PathBuf,
    /// Delete from the store what was written to the file: once it is used, nothing may be kept
    #[arg(long)]
    delete: bool,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Subcommand)]
enum OrganisationCommand {
    /// Give an organisation's pages its crest and colours; says what they are
    ///
    /// Text in a colour that is too pale or too dark to be read is made darker or lighter, on light and on
    /// dark pages each.
    Look(look::SetLook),
    /// Demand a second factor of whoever manages accounts in an organisation, or demand it no more
    SecondFactor {
        /// Short name of the organisation
        organisation: String,
        /// Whether it is demanded
        #[arg(long, value_name = "on|off", value_parser = ["on", "off"])]
        demand: String,
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Say whether the trail is whole
    ///
    /// Status 1 when an entry was changed or removed. That the end was cut shows only against the
    /// hash of an entry that was noted elsewhere before: this command prints the last one, and the
    /// server's log has it from each start.
    Verify {
        /// A hash that was noted before: an entry must have it
        #[arg(long, value_name = "HASH")]
        known: Option<String>,
        #[command(flatten)]
        data: Data,
    },
    /// Write the trail as CSV: its entries in order, with the hashes that chain them
    ///
    /// Status 1 when the trail is not whole; the file is written all the same.
    Export {
        /// The file to write; it must not be there yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Json,
}

/// How problems are told.
#[derive(Debug, clap::Args)]
struct ToldIn {
    /// The language of problems; without it that of ZUGVOGEL_LANG or of the system, else English
    #[arg(long, value_parser = crate::i18n::problems::LANGUAGES)]
    lang: Option<String>,
}

impl ToldIn {
    fn language(&self) -> &'static str {
        check::language(self.lang.as_deref())
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) => {
            // Whoever reads has seen enough, as with `| head`.
            let is_unread = |cause: &std::io::Error| cause.kind() == ErrorKind::BrokenPipe;
            if !error.chain().filter_map(|cause| cause.downcast_ref()).any(is_unread) {
                commands::complain(&error);
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Check { files, format, told } => {
            return check::run(&files, format, told.language());
        }
        Command::Convert { input, output, force, told } => {
            return convert::run(&input, &output, force, told.language());
        }
        Command::Diff { old, new, format } => diff::run(&old, &new, format == ReportFormat::Json)?,
        Command::Translations(asked) => return translations::run(&asked),
        Command::Eval(eval) => eval::run(&eval)?,
        Command::Try { file, listen, told } => trial::run(&file, listen, told.language())?,
        Command::Demo(demo) => demo::run(&demo)?,
        Command::Serve { role, data } => serve::run(&data.data, role)?,
        Command::Migrate { new, data } => commands::migrate(&data.data, &new)?,
        Command::Backup { out, with_secret, data } => {
            backup::backup(&data.data, &out, with_secret)?;
        }
        Command::Restore { backup, only, data } => backup::restore(&backup, &data.data, &only)?,
        Command::Reconcile { yes, data } => reconcile::run(&data.data, yes)?,
        Command::Survey(command) => survey::run(&command)?,
        Command::Questionnaire(command) => questionnaire::run(&command)?,
        Command::Codes(codes) => codes::run(&codes)?,
        Command::Audit(AuditCommand::Verify { known, data }) => {
            audit::verify(&data.data, known.as_deref())?;
        }
        Command::Audit(AuditCommand::Export { out, data }) => audit::export(&data.data, &out)?,
        Command::Contacts(contacts) => contacts::run(&contacts)?,
        Command::Organisation(OrganisationCommand::Look(asked)) => look::run(asked)?,
        Command::Organisation(OrganisationCommand::SecondFactor { organisation, demand, data }) => {
            user::demand_factor(&data.data, &organisation, demand == "on")?;
        }
        Command::User(command) => user::run(&command)?,
        Command::Simulate { survey, responses, seed, data } => {
            commands::simulate(&data.data, &survey, responses, seed)?;
        }
        Command::Mix { survey, force, data } => commands::mix(&data.data, &survey, force)?,
        Command::Export { survey, format, preset, out, data } => {
            let format = export::chosen(&format, preset.as_deref())?;
            export::run(&data.data, &survey, format, &out)?;
        }
        Command::Count { survey, variables, data } => {
            count::run(&data.data, &survey, &variables)?;
        }
        Command::Clock { confirm, data } => commands::clock(&data.data, confirm)?,
        Command::Mail { to, data } => mail::run(&data.data, &to)?,
        Command::Config => commands::print(&crate::config::sample()?)?,
        Command::Schema => {
            let english = Locale::find("en").unwrap_or_else(Locale::fallback);
            commands::print(&crate::formats::json::schema(|key| english.text(key).into_owned())?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A day as it is typed.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written year-month-day, such as 2027-01-31".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Cli::command().debug_assert();
    }
}
