//! `zugvogel user`: staff accounts.

use std::io::BufRead;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Subcommand;
use serde::Serialize;

use super::commands::{OPERATOR, print, slugged};
use super::{Data, data};
use crate::app::App;
use crate::app::office::accounts::letters::Handover;
use crate::app::office::accounts::links::OneTimeLink;
use crate::app::office::accounts::people::{AccountAct, Person};
use crate::clock::local;
use crate::config::Config;
use crate::domain::{AccountState, Role, Roles};
use crate::mail::Mailer;

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add an account; its owner gets a link to choose a password, unless one comes on standard input
    ///
    /// The link is sent by mail, or printed where no mail is sent. It works once, for three days. Whoever has it can
    /// sign in: hand it on as you would a password. Who has an account in another organisation keeps it, and accepts
    /// by the link with its password.
    Add {
        /// The address to sign in with
        email: String,
        /// What the account may see and do; several times for several roles
        #[arg(long, value_enum, default_values_t = [Role::Analyst])]
        role: Vec<Role>,
        /// Short name of the organisation; made when it is missing
        #[arg(long, default_value = "default")]
        organisation: String,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
        /// Print the link instead of sending it by mail
        #[arg(long, conflicts_with = "password_stdin")]
        print_link: bool,
        #[command(flatten)]
        data: Data,
    },
    /// List all accounts, by address; once for each organisation
    List {
        /// An array of objects: `email`, `organisation`, `roles`, `state` (active, invited, disabled),
        /// `signed_in_on`, `second_factor`
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        data: Data,
    },
    /// Give an account these roles in its organisation instead of those it has; its sessions there end
    Roles {
        #[command(flatten)]
        user: OneUser,
        /// What the account may see and do; several times for several roles
        #[arg(long, value_enum, required = true)]
        role: Vec<Role>,
    },
    /// Let an account work in its organisation no more; its sessions there end at once
    Disable(OneUser),
    /// Let an account work in its organisation again
    Enable(OneUser),
    /// Make an account's password worth nothing, end its sessions, and give its owner a link to choose another
    ///
    /// The link is sent by mail, or printed where no mail is sent. It works once, for an hour. Whoever has it can
    /// sign in: hand it on as you would a password.
    /// It is the password for all organisations of the account. Of who has not accepted an invitation yet it is
    /// another invitation.
    Reset {
        /// Print the link instead of sending it by mail
        #[arg(long)]
        print_link: bool,
        #[command(flatten)]
        user: OneUser,
    },
    /// Take the second factor of an account away, whose owner has lost her phone; its sessions end
    RemoveFactor(OneUser),
}

#[derive(Debug, clap::Args)]
pub(super) struct OneUser {
    /// The address to sign in with
    email: String,
    /// Short name of the organisation, for who belongs to several
    #[arg(long)]
    organisation: Option<String>,
    #[command(flatten)]
    data: Data,
}

pub(super) fn run(command: &UserCommand) -> Result<()> {
    match command {
        UserCommand::Add { email, role, organisation, password_stdin: true, data, .. } => {
            add(&data.data, email, role, organisation)
        }
        UserCommand::Add { email, role, organisation, print_link, data, .. } => {
            invite(&data.data, email, (role, organisation), *print_link)
        }
        UserCommand::List { json, data } => list(&data.data, *json),
        UserCommand::Roles { user, role } => {
            let roles = Roles::of(role)?;
            let told = format!("{} has the roles {}", user.email, roles.as_str());
            change(user, AccountAct::SetRoles(roles), &told)
        }
        UserCommand::Disable(user) => {
            change(user, AccountAct::Disable, &format!("disabled {}", user.email))
        }
        UserCommand::Enable(user) => {
            change(user, AccountAct::Enable, &format!("enabled {}", user.email))
        }
        UserCommand::Reset { print_link, user } => reset(user, *print_link),
        UserCommand::RemoveFactor(user) => {
            let (_, app) = data::open(&user.data.data)?;
            let person = find_whole(&app, user)?;
            app.accounts().change(OPERATOR, &person, AccountAct::RemoveFactor)??;
            print(&format!("{} has no second factor\n", user.email))
        }
    }
}

/// Adds an account with the password on standard input.
fn add(directory: &Path, email: &str, roles: &[Role], organisation: &str) -> Result<()> {
    let roles = Roles::of(roles)?;
    let (_, app) = data::open(directory)?;
    let organisation = app.organisation(OPERATOR, &slugged(organisation)?, organisation)?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("reading the password")?;
    let password = line.trim_end_matches(['\r', '\n']);
    app.accounts().add(OPERATOR, organisation, email, password, roles)?;
    print(&format!("added {email}\n"))
}

fn invite(
    directory: &Path,
    email: &str,
    (roles, organisation): (&[Role], &str),
    print_link: bool,
) -> Result<()> {
    let roles = Roles::of(roles)?;
    let (config, app) = mailing(directory)?;
    let organisation = app.organisation(OPERATOR, &slugged(organisation)?, organisation)?;
    let link = app.accounts().invite(OPERATOR, organisation, email, roles)??;
    print(&format!("added {email}; {}", told(&app, &link, &config, print_link)))
}

fn reset(user: &OneUser, print_link: bool) -> Result<()> {
    let (config, app) = mailing(&user.data.data)?;
    let link = app.accounts().reset(OPERATOR, &find_whole(&app, user)?)??;
    print(&format!("reset {}; {}", user.email, told(&app, &link, &config, print_link)))
}

/// The installation with its mail; settings of mail that are wrong are told before anything is done.
fn mailing(directory: &Path) -> Result<(Config, App)> {
    let (config, app) = data::open(directory)?;
    let mailer = Mailer::of(&config, directory)?;
    Ok((config, App { mailer, ..app }))
}

/// Sends a link, and says so; or the link itself, with what whoever hands it on must know.
fn told(app: &App, link: &OneTimeLink, config: &Config, print_link: bool) -> String {
    let until = local(link.expires_at).strftime("%Y-%m-%d %H:%M %Z");
    let handover = match print_link {
        true => Handover::ByHand,
        false => app.accounts().hand_over(link),
    };
    let why = match handover {
        Handover::Mailed => {
            let email = &link.email;
            return format!(
                "a link to choose a password, once, until {until}, was sent to {email}\n"
            );
        }
        Handover::Failed(failure) => {
            format!("the mail was not sent ({failure}), so hand this on yourself: ")
        }
        Handover::ByHand => String::new(),
    };
    let address = link.address(&config.public_url);
    format!("{why}a password is chosen with this link, once, until {until}:\n{address}\n")
}

/// Says whether whoever manages accounts in an organisation needs a second factor.
pub(super) fn demand_factor(directory: &Path, organisation: &str, needs: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    app.accounts().demand_factor(OPERATOR, &slugged(organisation)?, needs)?;
    print(match needs {
        true => "whoever manages accounts there needs a second factor\n",
        false => "nobody there needs a second factor\n",
    })
}

fn change(user: &OneUser, act: AccountAct, told: &str) -> Result<()> {
    let (_, app) = data::open(&user.data.data)?;
    app.accounts().change(OPERATOR, &find(&app, user)?, act)??;
    print(&format!("{told}\n"))
}

fn find(app: &App, user: &OneUser) -> Result<Person> {
    let organisation = user.organisation.as_deref().map(slugged).transpose()?;
    Ok(app.accounts().person_called(OPERATOR, &user.email, organisation.as_ref())??)
}

/// Somebody by what concerns her whole account: where none is named, in any organisation that she works for.
fn find_whole(app: &App, user: &OneUser) -> Result<Person> {
    let wanted = user.email.trim().to_lowercase();
    let is_hers = |it: &Person| it.email == wanted && it.state == AccountState::Active;
    let any = app.accounts().people(OPERATOR)?.into_iter().find(is_hers);
    match any.filter(|_| user.organisation.is_none()) {
        Some(person) => Ok(person),
        None => find(app, user),
    }
}

/// An account for programs.
#[derive(Debug, Serialize)]
struct UserReport<'p> {
    email: &'p str,
    organisation: &'p str,
    roles: Vec<&'static str>,
    state: &'static str,
    signed_in_on: Option<String>,
    second_factor: bool,
}

impl<'p> From<&'p Person> for UserReport<'p> {
    fn from(person: &'p Person) -> Self {
        Self {
            email: &person.email,
            organisation: person.organisation.as_str(),
            roles: person.roles.iter().map(|role| role.as_str()).collect(),
            state: person.state.as_str(),
            signed_in_on: person.signed_in_on.map(|day| day.to_string()),
            second_factor: person.has_factor,
        }
    }
}

fn list(directory: &Path, json: bool) -> Result<()> {
    let (_, app) = data::open(directory)?;
    let people = app.accounts().people(OPERATOR)?;
    let all: Vec<UserReport<'_>> = people.iter().map(UserReport::from).collect();
    if json {
        return print(&(serde_json::to_string_pretty(&all)? + "\n"));
    }
    if all.is_empty() {
        return print("no accounts yet; add one with `zugvogel user add`\n");
    }
    let line = |it: &UserReport<'_>| {
        let last = it.signed_in_on.as_deref().unwrap_or("never");
        let roles = it.roles.join(", ");
        format!("{}  {}  {}  {roles}  last sign-in: {last}\n", it.email, it.organisation, it.state)
    };
    print(&all.iter().map(line).collect::<String>())
}
