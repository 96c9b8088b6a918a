//! The members of an organisation: who may do what, and since when they were here last.

use actix_web::HttpRequest;
use actix_web::http::header::HOST;
use actix_web::web::{Data, Path};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::app::actor::Actor;
use crate::app::office::accounts::Accounts;
use crate::app::office::accounts::letters::Handover;
use crate::app::office::accounts::links::OneTimeLink;
use crate::app::office::accounts::people::{AccountAct, Person};
use crate::app::office::accounts::problem::AccountProblem;
use crate::clock;
use crate::domain::{Role, Roles};
use crate::engine::Form;
use crate::error::Error;
use crate::ids::StaffId;
use crate::view::staff::people::{LinkPage, PeoplePage, PersonLine, PersonPage};
use crate::web::Https;
use crate::web::error_page::has_word;
use crate::web::refusal::Refusal;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::ManageAccounts;
use crate::web::staff::told::told;

/// Where the list is.
pub(in crate::web) const PEOPLE: &str = "/people";

/// Behind the address of a page where something was done.
const SAVED: &str = "saved";

/// A use case of accounts, which blocks, on a thread of its own.
async fn on_thread<T: Send + 'static>(
    accounts: &Data<Accounts>,
    desk: &Desk<ManageAccounts>,
    work: impl FnOnce(&Accounts, &Actor) -> Result<T, Error> + Send + 'static,
) -> Result<T, Refusal> {
    let (accounts, actor) = (accounts.clone(), desk.actor.clone());
    let done = actix_web::web::block(move || work(&accounts, &actor)).await;
    Ok(done.map_err(|error| Error::Internal(error.into()))??)
}

/// The list, and the form to invite somebody.
pub(super) async fn list(desk: Desk<ManageAccounts>, accounts: Data<Accounts>) -> StaffReply {
    let page = listed(&desk, &accounts, &Form::default(), None).await?;
    desk.page(&page)
}

async fn listed<'d>(
    desk: &'d Desk<ManageAccounts>,
    accounts: &Data<Accounts>,
    typed: &Form,
    problem: Option<&AccountProblem>,
) -> Result<PeoplePage<'d>, Refusal> {
    let people = on_thread(accounts, desk, Accounts::people).await?;
    Ok(PeoplePage {
        frame: desk.frame(),
        people: people.iter().map(|person| line(desk, person)).collect(),
        email: typed.find("email").unwrap_or_default().to_owned(),
        chosen: chosen(typed),
        problem: problem.map(|problem| told(problem, desk.t())),
        is_roles: matches!(problem, Some(AccountProblem::Roles(_))),
        invite: "/people/invite",
    })
}

/// The roles that are ticked.
fn chosen(form: &Form) -> Vec<Role> {
    let ticked = |role: &Role| form.find(&format!("role-{}", role.as_str())).is_some();
    Role::ALL.iter().copied().filter(ticked).collect()
}

fn line(desk: &Desk<ManageAccounts>, person: &Person) -> PersonLine {
    PersonLine {
        email: person.email.clone(),
        is_oneself: is_oneself(desk, &person.id),
        roles: person.roles.clone(),
        state: person.state,
        link_until: person.link_until.map(zoned),
        signed_in_on: person.signed_in_on,
        has_factor: person.has_factor,
        href: format!("{PEOPLE}/{}", person.id),
    }
}

fn is_oneself(desk: &Desk<ManageAccounts>, id: &StaffId) -> bool {
    desk.actor.account().is_some_and(|account| account.id == *id)
}

/// A moment as clocks here show it.
pub(in crate::web) fn zoned(moment: Timestamp) -> DateTime {
    clock::local(moment).datetime()
}

/// Invites somebody: the link is shown once.
pub(super) async fn invite(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    request: HttpRequest,
) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let email = form.values.find("email").unwrap_or_default().to_owned();
    let invited = match Roles::of(&chosen(&form.values)) {
        Ok(roles) => {
            let work = move |accounts: &Accounts, actor: &Actor| {
                let owner = actor.account().ok_or(Error::NotFound)?.organisation.clone();
                accounts.invite(actor, owner, &email, roles)
            };
            on_thread(&accounts, &form.desk, work).await?
        }
        Err(unfit) => Err(AccountProblem::Roles(unfit)),
    };
    match invited {
        Ok(link) => hand_over(&form.desk, &accounts, link, &request).await,
        Err(problem) => {
            let page = listed(&form.desk, &accounts, &form.values, Some(&problem)).await?;
            form.desk.page_again(&page)
        }
    }
}

/// Sends a link by mail; where that is not done, or fails, the page with the link. Without mail it leads to the
/// address by which this page was asked for.
async fn hand_over(
    desk: &Desk<ManageAccounts>,
    accounts: &Data<Accounts>,
    link: OneTimeLink,
    request: &HttpRequest,
) -> StaffReply {
    let sent = link.clone();
    let handover = on_thread(accounts, desk, move |accounts, _| Ok(accounts.hand_over(&sent)));
    let handover = handover.await?;
    let scheme = if Https::of(request).0 { "https" } else { "http" };
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let here = format!("{scheme}://{host}");
    let address = link.address(accounts.public_url().unwrap_or(&here));
    desk.page(&LinkPage {
        frame: desk.frame(),
        email: &link.email,
        purpose: link.purpose,
        address: (handover != Handover::Mailed).then_some(address),
        failure: match handover {
            Handover::Failed(failure) => Some((failure.word(), failure.code())),
            Handover::ByHand | Handover::Mailed => None,
        },
        until: zoned(link.expires_at),
        list: PEOPLE,
    })
}

/// One account.
pub(super) async fn show(
    desk: Desk<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let page = one(&desk, &accounts, &path, None, None).await?;
    desk.page(&PersonPage { was_saved: has_word(&request, SAVED), ..page })
}

async fn one<'d>(
    desk: &'d Desk<ManageAccounts>,
    accounts: &Data<Accounts>,
    id: &str,
    chosen: Option<Vec<Role>>,
    problem: Option<String>,
) -> Result<PersonPage<'d>, Refusal> {
    let id = StaffId(id.to_owned());
    let work = move |accounts: &Accounts, actor: &Actor| {
        let person = accounts.person(actor, &id)?;
        let sessions = accounts.count_sessions(actor, &person)?;
        Ok((person, sessions, accounts.is_shared(actor)?))
    };
    let (person, sessions, is_shared) = on_thread(accounts, desk, work).await?;
    Ok(PersonPage {
        frame: desk.frame(),
        chosen: chosen.unwrap_or_else(|| person.roles.iter().collect()),
        person: line(desk, &person),
        sessions,
        is_shared,
        problem,
        was_saved: false,
        list: PEOPLE,
        own: crate::web::staff::ME,
    })
}

/// Gives an account other roles.
pub(super) async fn set_roles(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    let chosen = chosen(&form.values);
    match Roles::of(&chosen) {
        Ok(roles) => change(form, &accounts, &path, &request, AccountAct::SetRoles(roles)).await,
        Err(unfit) => {
            // Whose account it is is asked first: what is of others does not exist.
            let problem = told(&AccountProblem::Roles(unfit), form.desk.t());
            let page = one(&form.desk, &accounts, &path, Some(chosen), Some(problem)).await?;
            form.desk.page_again(&page)
        }
    }
}

/// Lets an account sign in no more.
pub(super) async fn disable(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    change(form, &accounts, &path, &request, AccountAct::Disable).await
}

/// Lets an account sign in again.
pub(super) async fn enable(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    change(form, &accounts, &path, &request, AccountAct::Enable).await
}

/// Ends the sessions of an account.
pub(super) async fn end_sessions(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    change(form, &accounts, &path, &request, AccountAct::EndSessions).await
}

/// Takes the second factor of an account away.
pub(super) async fn remove_factor(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    change(form, &accounts, &path, &request, AccountAct::RemoveFactor).await
}

async fn change(
    form: StaffForm<ManageAccounts>,
    accounts: &Data<Accounts>,
    id: &str,
    request: &HttpRequest,
    act: AccountAct,
) -> StaffReply {
    if let Some(page) = form.confirm(request).await? {
        return Ok(page);
    }
    let (person, roles) = (StaffId(id.to_owned()), chosen(&form.values));
    let is_roles = matches!(act, AccountAct::SetRoles(_));
    let work = move |accounts: &Accounts, actor: &Actor| {
        accounts.change(actor, &accounts.person(actor, &person)?, act)
    };
    match on_thread(accounts, &form.desk, work).await? {
        Ok(()) => Ok(go(&format!("{PEOPLE}/{id}?{SAVED}"))),
        Err(problem) => {
            let problem = told(&problem, form.desk.t());
            let chosen = is_roles.then_some(roles);
            let page = one(&form.desk, accounts, id, chosen, Some(problem)).await?;
            form.desk.page_again(&page)
        }
    }
}

/// Makes a password worth nothing and gives a link to choose another; of somebody who has none yet, another
/// invitation.
pub(super) async fn reset(
    form: StaffForm<ManageAccounts>,
    accounts: Data<Accounts>,
    path: Path<String>,
    request: HttpRequest,
) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let person = StaffId(path.clone());
    let work = move |accounts: &Accounts, actor: &Actor| {
        accounts.reset(actor, &accounts.person(actor, &person)?)
    };
    match on_thread(&accounts, &form.desk, work).await? {
        Ok(link) => hand_over(&form.desk, &accounts, link, &request).await,
        Err(problem) => {
            let problem = told(&problem, form.desk.t());
            let page = one(&form.desk, &accounts, &path, None, Some(problem)).await?;
            form.desk.page_again(&page)
        }
    }
}
