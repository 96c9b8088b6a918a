//! The organisation of whoever is signed in: its name, crest and colours, and what it demands of its staff.

use std::collections::BTreeMap;

use actix_web::HttpRequest;
use actix_web::web::Data;

use crate::app::office::Office;
use crate::app::office::accounts::Accounts;
use crate::app::office::organisation::{LONGEST_NAME, LookChange, MOST_MONTHS, OrganisationAct};
use crate::domain::look::{Colour, Colours};
use crate::engine::Form;
use crate::engine::model::{Publisher, Text};
use crate::error::Error;
use crate::i18n::Locale;
use crate::intake::crest::{self, CleanCrest, CrestProblem};
use crate::view::staff::organisation::{OrganisationPage, OrganisationPart, PublisherField};
use crate::web::error_page::has_word;
use crate::web::refusal::Refusal;
use crate::web::staff::desk::{Desk, StaffReply, go};
use crate::web::staff::form::StaffForm;
use crate::web::staff::need::ManageOrganisation;

/// The languages in which it says something of itself: those of staff.
const LANGUAGES: [&str; 2] = ["de", "en"];

/// Where it is.
pub(in crate::web) const ORGANISATION: &str = "/organisation";

type OrganisationForm = StaffForm<ManageOrganisation>;
/// The field, and what is wrong there.
type Problems = Vec<(&'static str, String)>;

/// All of it.
pub(super) async fn show(
    desk: Desk<ManageOrganisation>,
    office: Data<Office>,
    accounts: Data<Accounts>,
    request: HttpRequest,
) -> StaffReply {
    let is_saved = |part: &OrganisationPart| has_word(&request, part.word());
    let saved = OrganisationPart::ALL.into_iter().find(is_saved);
    let page = page(&desk, &office, &accounts, None).await?;
    desk.page(&OrganisationPage { saved, ..page })
}

/// Another name.
pub(super) async fn rename(
    form: OrganisationForm,
    office: Data<Office>,
    accounts: Data<Accounts>,
) -> StaffReply {
    let name = form.values.find("name").unwrap_or_default().trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        let most = [("most", LONGEST_NAME.into())];
        let words = form.desk.t().with("organisation-name-wrong", &most);
        return again(&form, &office, &accounts, vec![("name", words)]).await;
    }
    office.change_organisation(&form.desk.actor, OrganisationAct::Rename(name)).await?;
    Ok(saved(OrganisationPart::Name))
}

/// Another crest or other colours; what is left empty is the neutral one.
pub(super) async fn set_look(
    form: OrganisationForm,
    office: Data<Office>,
    accounts: Data<Accounts>,
) -> StaffReply {
    let change = match look(&form) {
        Ok(change) => change,
        Err(problems) => return again(&form, &office, &accounts, problems).await,
    };
    office.change_organisation(&form.desk.actor, OrganisationAct::SetLook(change)).await?;
    Ok(saved(OrganisationPart::Look))
}

/// What it says of itself to those who are asked.
pub(super) async fn set_publisher(form: OrganisationForm, office: Data<Office>) -> StaffReply {
    let typed = |name: &str| form.values.find(name).unwrap_or_default().trim().to_owned();
    let text = |key: &str| {
        let all = LANGUAGES.map(|code| (code.to_owned(), typed(&format!("{key}-{code}"))));
        let said: BTreeMap<_, _> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        if said.is_empty() { Text::Absent } else { Text::By(said) }
    };
    let publisher = Publisher {
        name: text("name"),
        unit: text("unit"),
        contact: text("contact"),
        phone: typed("phone"),
        email: typed("email"),
        hours: text("hours"),
        imprint: text("imprint"),
        privacy: text("privacy"),
    };
    let act = OrganisationAct::SetPublisher(Box::new(publisher.begun()));
    office.change_organisation(&form.desk.actor, act).await?;
    Ok(saved(OrganisationPart::Publisher))
}

/// For how long it keeps answers; an empty field says nothing.
pub(super) async fn set_retention(
    form: OrganisationForm,
    office: Data<Office>,
    accounts: Data<Accounts>,
) -> StaffReply {
    let months = match form.values.find("months").unwrap_or_default().trim() {
        "" => None,
        typed => match typed.parse().ok().filter(|months| (1..=MOST_MONTHS).contains(months)) {
            Some(months) => Some(months),
            None => {
                let most = [("most", i64::from(MOST_MONTHS).into())];
                let words = form.desk.t().with("organisation-retention-wrong", &most);
                return again(&form, &office, &accounts, vec![("months", words)]).await;
            }
        },
    };
    office.change_organisation(&form.desk.actor, OrganisationAct::KeepFor(months)).await?;
    Ok(saved(OrganisationPart::Retention))
}

/// Whether administrators need a second factor.
pub(super) async fn demand_factor(
    form: OrganisationForm,
    office: Data<Office>,
    request: HttpRequest,
) -> StaffReply {
    if let Some(page) = form.confirm(&request).await? {
        return Ok(page);
    }
    let act = OrganisationAct::DemandFactor(form.values.find("demand") == Some("on"));
    office.change_organisation(&form.desk.actor, act).await?;
    Ok(saved(OrganisationPart::Factor))
}

fn saved(part: OrganisationPart) -> actix_web::HttpResponse {
    go(&format!("{ORGANISATION}?{}", part.word()))
}

fn look(form: &OrganisationForm) -> Result<LookChange, Problems> {
    let (t, mut problems) = (form.desk.t(), Problems::new());
    let mut colour = |name: &'static str| -> Option<Colour> {
        let typed = form.values.find(name).unwrap_or_default().trim();
        match typed.parse() {
            Ok(colour) => Some(colour),
            Err(_) if typed.is_empty() => None,
            Err(_) => {
                let words = t.with("organisation-colour-wrong", &[("typed", typed.into())]);
                problems.push((name, words));
                None
            }
        }
    };
    let (colour, accent) = (colour("colour"), colour("accent"));
    if colour.is_none() && accent.is_some() && problems.is_empty() {
        problems.push(("colour", t.text("organisation-accent-alone").into_owned()));
    }
    let mut cleaned: Option<CleanCrest> = None;
    if let Some(file) = form.files.first() {
        match crest::clean(&file.bytes) {
            Ok(clean) => cleaned = Some(clean),
            Err(problem) => problems.push(("crest", words(&problem, t))),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let colours = colour.map(|colour| Colours { colour, accent: accent.unwrap_or(colour) });
    Ok(LookChange {
        drops_crest: form.values.find("no-crest").is_some(),
        drops_colours: true,
        crest: cleaned,
        colours,
    })
}

/// Why a crest is not taken.
fn words(problem: &CrestProblem, t: &Locale) -> String {
    let (word, what) = match problem {
        CrestProblem::TooLarge => ("too-large", ""),
        CrestProblem::WrongType => ("wrong-type", ""),
        CrestProblem::Damaged(_) => ("damaged", ""),
        CrestProblem::TooMany => ("too-many", ""),
        CrestProblem::NotAllowed(what) => ("not-allowed", what.as_str()),
        CrestProblem::NoSize | CrestProblem::NoArea(_) => ("no-size", ""),
    };
    t.with(&format!("crest-{word}"), &[("what", what.into())])
}

async fn again(
    form: &OrganisationForm,
    office: &Office,
    accounts: &Accounts,
    problems: Problems,
) -> StaffReply {
    let page = page(&form.desk, office, accounts, Some(&form.values)).await?;
    form.desk.page_again(&OrganisationPage { problems, ..page })
}

/// The page as it is, or with what was typed.
async fn page<'d>(
    desk: &'d Desk<ManageOrganisation>,
    office: &Office,
    accounts: &Accounts,
    typed: Option<&Form>,
) -> Result<OrganisationPage<'d>, Refusal> {
    let own = office.own_organisation(&desk.actor).await.map_err(|error| match error {
        Error::NotFound => Error::Forbidden,
        other => other,
    })?;
    let colours = own.look.colours;
    let typed =
        |name: &str, is: String| typed.and_then(|typed| typed.find(name)).map_or(is, str::to_owned);
    let shown = |colour: Option<Colour>| colour.map(|it| it.to_string()).unwrap_or_default();
    let of = &own.publisher;
    let texts = |key, text: &Text| LANGUAGES.map(|code| PublisherField::text(key, code, text));
    let word = |key, word: &str| [PublisherField::word(key, word)];
    let mut publisher = Vec::new();
    publisher.extend(texts("name", &of.name));
    publisher.extend(texts("unit", &of.unit));
    publisher.extend(texts("contact", &of.contact));
    publisher.extend(word("phone", &of.phone));
    publisher.extend(word("email", &of.email));
    publisher.extend(texts("hours", &of.hours));
    publisher.extend(texts("imprint", &of.imprint));
    publisher.extend(texts("privacy", &of.privacy));
    Ok(OrganisationPage {
        publisher,
        frame: desk.frame(),
        name: typed("name", own.name.clone()),
        colour: typed("colour", shown(colours.map(|it| it.colour))),
        accent: typed("accent", shown(colours.map(|it| it.accent))),
        look: own.look,
        keep_months: typed(
            "months",
            own.keep_months.map(|months| months.to_string()).unwrap_or_default(),
        ),
        needs_factor: own.needs_second_factor,
        sender: accounts.sender(),
        problems: Problems::new(),
        saved: None,
    })
}
