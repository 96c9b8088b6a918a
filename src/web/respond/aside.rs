//! Leaving a page of answers by one of our links. They are buttons that bring what is typed: it is kept as
//! far as it is in order, and what is not is carried by the page that is shown, which leads back with it.
//! A page of answers cannot carry those of another one; who goes back to one is told what was not kept.
//! What is typed on a form beside the questionnaire (a code, an address) is carried only.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use super::finish::SHOWN;
use super::page::{ROW, not_stored, review_at, row_of, seed_of};
use super::side_pages::{CHECKED, overview_page};
use super::{Reply, Visit, cookies};
use crate::app::interviews::{Kept, Standing};
use crate::app::respondents::drafts::DRAFT_DAYS;
use crate::engine::interview::{Destination, Post};
use crate::engine::{Form, Interview};
use crate::view::PageFrame;
use crate::view::respond::{Later, LaterState, Legal, WelcomePage};

/// The button of a page that leads back with what it carries.
const LOOK: &str = "_look";

/// The button of a form, of answers or of what is asked beside them, that leads elsewhere.
const TO: &str = "_to";

/// Says on the page that somebody went back to that not all of what she left is kept.
pub(super) const NOT_KEPT: &str = "unkept";

/// Where a page stands that carries what was typed, so that it is shown in another language, too.
const AT: &str = "_at";

/// The pages that lead back to where they were opened.
const SIDE_PAGES: [&str; 10] = [
    "later",
    "overview",
    "privacy",
    "imprint",
    "accessibility",
    "print",
    "forget",
    "forgotten",
    "barrier",
    "barrier-reported",
];

/// Where one of our links leads from a page of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detour {
    Back,
    Later,
    Overview,
    Legal(LegalPage),
}

/// A page that says who asks and what holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LegalPage {
    Privacy,
    Imprint,
    Accessibility,
}

impl Detour {
    const ALL: [Self; 6] = [
        Self::Back,
        Self::Later,
        Self::Overview,
        Self::Legal(LegalPage::Privacy),
        Self::Legal(LegalPage::Imprint),
        Self::Legal(LegalPage::Accessibility),
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Later => "later",
            Self::Overview => "overview",
            Self::Legal(LegalPage::Privacy) => "privacy",
            Self::Legal(LegalPage::Imprint) => "imprint",
            Self::Legal(LegalPage::Accessibility) => "accessibility",
        }
    }

    /// Where a form leads: by its button, or because its page is wanted in another language.
    pub(super) fn find(form: &Form, is_switch: bool) -> Option<Self> {
        let name = form.find(if is_switch { AT } else { TO })?;
        Self::ALL.into_iter().find(|aside| aside.name() == name)
    }
}

/// The place that the address of a side page says it was opened from: `?from=p/region`. It is a part
/// of an address of ours, and nothing else.
pub(super) fn opened_from(request: &HttpRequest) -> Option<String> {
    let own = request.path().rsplit('/').next().unwrap_or_default();
    if !SIDE_PAGES.contains(&own) {
        return None;
    }
    let mut parts = request.query_string().split('&');
    let place = parts.find_map(|part| part.strip_prefix("from=")).unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/%".contains(&byte);
    let is_inside = !place.starts_with('/') && !place.contains("//") && !place.contains("..");
    let place = if is_inside && place.bytes().all(is_plain) { place } else { "" };
    Some(place.to_owned())
}

/// The address of what comes before a page: of one that was opened from the review, its row there.
pub(super) fn before(
    visit: &Visit,
    interview: &Interview<'_>,
    page: usize,
    from_review: Option<Option<&str>>,
) -> String {
    match (from_review, interview.page_before(page)) {
        (Some(row), _) => review_at(visit, row),
        (None, Some(page)) => visit.address(Destination::Page(page)),
        (None, None) => visit.base.clone(),
    }
}

/// What a form beside the questionnaire is posted for.
pub(super) enum Errand {
    /// One of our links leaves it: for the page of the link, which carries what was typed. It stands in the body
    /// of that page alone, since it may be a code.
    Leave(Reply),
    /// To be shown again: in another language, or back from the page that carried it.
    Show,
    /// To be sent.
    Send,
}

/// What for; and the visit goes on in the language that is wanted.
pub(super) fn errand(visit: &mut Visit, form: &Form) -> Errand {
    let is_switch = visit.switch(form);
    let is_back = form.find(LOOK).is_some();
    match Detour::find(form, is_switch) {
        Some(aside @ Detour::Legal(page)) if !is_back => {
            let carried = carried(form, aside, None);
            Errand::Leave(legal(visit, page, visit.frame().carrying(&carried)))
        }
        _ if is_switch || is_back => Errand::Show,
        _ => Errand::Send,
    }
}

/// Keeps what was typed and leads on; what is not kept is carried. Only who wants to go on later asks for
/// something to be stored that is not stored yet.
pub(super) async fn lead(visit: &Visit, post: Post, aside: Detour) -> Reply {
    let interviews = visit.interviews();
    let speaker = (visit.t.code(), seed_of(&post.form).unwrap_or_else(rand::random));
    let (token, begins) = (visit.token()?, aside == Detour::Later);
    let kept = match interviews.keep(&visit.survey, token, speaker, &post, begins).await {
        Ok(kept) => kept,
        Err(error) => return not_stored(visit, post, error.into()).await,
    };
    let (draft, is_stored) = match visit.progress().await? {
        Standing::Submitted => return Ok(visit.go(&visit.address(Destination::Done))),
        Standing::Draft(saved) => (saved.draft, true),
        Standing::Nothing => (visit.begin(speaker.1), false),
    };
    let (draft, env) = visit.speaking(draft);
    let interview = Interview::new(&visit.survey.questionnaire, &draft, &env);
    let row = row_of(visit, post.form.find(ROW));
    let before = before(visit, &interview, post.page, post.from_review.then_some(row.as_deref()));
    match &kept {
        Some(Kept { is_all: true, .. }) => {
            return visit.go_on(&match aside {
                Detour::Back => before,
                Detour::Later => format!("{}&kept", visit.frame().aside(aside.name())),
                _ => visit.frame().aside(aside.name()),
            });
        }
        // The survey's first page can carry, as side pages do.
        _ if aside != Detour::Back || before == visit.base => {}
        Some(_) => return visit.go_on(&with_word(&before, NOT_KEPT)),
        None => return Ok(visit.go(&with_word(&before, NOT_KEPT))),
    }
    let carried = carried(&post.form, aside, kept.as_ref());
    let frame = visit.frame().carrying(&carried);
    let state = match (&kept, is_stored) {
        (Some(_), _) => LaterState::Part,
        (None, true) => LaterState::Pages,
        (None, false) => LaterState::Nothing,
    };
    let mut page = show(visit, &interview, frame, aside, state).await?;
    if kept.is_some() {
        let (https, slug) = (visit.site.https, visit.survey.slug.as_str());
        page.add_cookie(&cookies::draft(https, slug, token.to_owned()))?;
    }
    Ok(page)
}

/// An address with a word for the page that it leads to.
fn with_word(address: &str, word: &str) -> String {
    match address.split_once('#') {
        Some((address, part)) => format!("{address}?{word}#{part}"),
        None => format!("{address}?{word}"),
    }
}

/// The fields that carry what was typed back to its page, which goes on from what is stored now.
fn carried<'f>(form: &'f Form, aside: Detour, kept: Option<&'f Kept>) -> Vec<(&'f str, &'f str)> {
    let is_carried = |name: &str| ![TO, AT, LOOK, "_language"].contains(&name);
    let mut fields: Vec<_> = form.iter().filter(|(name, _)| is_carried(name)).collect();
    for (name, value) in &mut fields {
        if let (SHOWN, Some(kept)) = (*name, kept) {
            *value = kept.mark.as_str();
        }
    }
    fields.push((AT, aside.name()));
    fields
}

fn legal(visit: &Visit, page: LegalPage, frame: PageFrame<'_>) -> Reply {
    let definition = visit.survey.questionnaire.definition();
    visit.page(&match page {
        LegalPage::Privacy => Legal::privacy(frame, definition),
        LegalPage::Imprint => Legal::imprint(frame, definition),
        LegalPage::Accessibility => Legal::accessibility(frame, CHECKED),
    })
}

async fn show(
    visit: &Visit,
    interview: &Interview<'_>,
    frame: PageFrame<'_>,
    aside: Detour,
    state: LaterState,
) -> Reply {
    match aside {
        Detour::Legal(page) => legal(visit, page, frame),
        Detour::Overview => visit.page(&overview_page(visit, interview, frame)),
        Detour::Later => {
            let (by_code, days) = (visit.is_by_code().await?, DRAFT_DAYS);
            visit.page(&Later { frame, state, resume: String::new(), days, by_code, hidden: &[] })
        }
        Detour::Back => {
            let has_codes = frame.terms.has_codes();
            let definition = visit.survey.questionnaire.definition();
            let page = WelcomePage::new(frame, definition, None, &[]);
            match has_codes {
                true => visit.scripted(StatusCode::OK, &page),
                false => visit.page(&page),
            }
        }
    }
}
