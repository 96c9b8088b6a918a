//! Comments in a pretest. On a page of questions they belong to its form, so that nothing typed is lost: whichever button
//! sends it, a comment goes along. Elsewhere they are a form of their own.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Payload;

use super::{Refusal, Reply, Visit};
use crate::app::interviews::pretest::{GuestComment, GuestRefusal, LONGEST, LONGEST_NAME};
use crate::engine::edit::Element;
use crate::engine::interview::Destination;
use crate::engine::show::{OwnedLine, ShownPage};
use crate::engine::{Form, Identity, Questionnaire};
use crate::i18n::Locale;
use crate::view::respond::Trouble;
use crate::view::{CommentForm, CommentPage, PageFrame, PretestStrip};
use crate::web::error_page::has_word;

/// The button that sends a comment and nothing else.
const BUTTON: &str = "_comment";
/// What a comment is about: the key of an element.
const ABOUT: &str = "_about";
/// The place of the survey where a form of its own stands.
const PLACE: &str = "_place";
/// Says behind an address that a comment was kept.
const KEPT: &str = "said";

/// What became of the comment that came with a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Said {
    /// There was none.
    #[default]
    Nothing,
    /// It was kept.
    Kept,
    /// It was not.
    Refused(GuestRefusal),
}

impl Visit {
    /// Keeps the comment that came with a page of questions, and takes it out of the form. Tells whether the page is to
    /// be shown again.
    pub(super) async fn hear(&self, form: &mut Form, page: usize) -> Result<bool, Refusal> {
        let words = form.find(CommentForm::WORDS).is_some_and(|words| !words.trim().is_empty());
        let is_button = form.find(BUTTON).is_some();
        if !self.survey.is_pretest || !(words || is_button) {
            return Ok(false);
        }
        let questionnaire = &self.survey.questionnaire;
        let page = page_element(questionnaire, page);
        let wanted = form.find(ABOUT).and_then(|key| key.parse::<Element>().ok());
        let is_there = |of: &Element| {
            matches!(of, Element::Question(_))
                && questionnaire.definition().find_element(of).is_ok()
        };
        let about = wanted.filter(is_there).unwrap_or_else(|| page.clone());
        let said = match self.say(form, about, Some(page)).await? {
            Ok(()) => {
                form.set(CommentForm::WORDS, "");
                Said::Kept
            }
            Err(refusal) => Said::Refused(refusal),
        };
        self.said.set(said);
        Ok(is_button || said != Said::Kept)
    }

    async fn say(
        &self,
        form: &Form,
        about: Element,
        page: Option<Element>,
    ) -> Result<Result<(), GuestRefusal>, Refusal> {
        let typed = |name| form.find(name).unwrap_or_default();
        let words = typed(CommentForm::WORDS).replace("\r\n", "\n").trim().to_owned();
        let name = typed(CommentForm::NAME).trim().to_owned();
        let comment = GuestComment { about, page, words, name };
        let token = self.token.as_deref().unwrap_or_default();
        Ok(self.site.interviews.store.comment(token, comment, self.from).await?)
    }

    /// What surrounds a page of questions, with the form to comment on it.
    pub(super) fn commenting_on_page<'v>(
        &self,
        frame: PageFrame<'v>,
        (page, shown): (usize, &ShownPage<'_>),
        typed: Option<&Form>,
    ) -> PageFrame<'v> {
        if !self.survey.is_pretest {
            return frame;
        }
        let questionnaire = &self.survey.questionnaire;
        let whole = page_element(questionnaire, page).to_string();
        let mut choices = vec![(whole.clone(), None)];
        for question in shown.answerable().filter(|question| !question.label.is_empty()) {
            let stem = question.name.split('[').next().unwrap_or_default();
            let mut all = questionnaire.questions().iter().map(|it| &it.definition);
            let Some(known) = all.find(|it| it.name == stem) else { continue };
            let key = Element::Question(known.id().to_owned()).to_string();
            let language =
                question.label.language.as_ref().map(|it| it.clone().into_owned().into());
            let line = OwnedLine { text: shortened(&question.label.plain()), language };
            if choices.iter().all(|(other, _)| *other != key) {
                choices.push((key, Some(line)));
            }
        }
        let find = |name| typed.and_then(|form| form.find(name)).map(str::to_owned);
        let said = self.said.get();
        let comment = CommentForm {
            action: None,
            hidden: Vec::new(),
            choices,
            about: find(ABOUT).filter(|_| said != Said::Kept).unwrap_or(whole),
            words: find(CommentForm::WORDS).unwrap_or_default(),
            name: find(CommentForm::NAME).unwrap_or_else(|| self.guest_name()),
            problem: match said {
                Said::Refused(refusal) => Some(told(self.t, refusal)),
                Said::Nothing | Said::Kept => None,
            },
            is_kept: said == Said::Kept,
            is_general: false,
        };
        PageFrame { pretest: Some(PretestStrip { comment: Some(comment) }), ..frame }
    }

    /// The same around a page of another sort, at this place of the survey.
    pub(super) fn commenting<'v>(
        &self,
        frame: PageFrame<'v>,
        request: &HttpRequest,
        place: &str,
    ) -> PageFrame<'v> {
        if !self.survey.is_pretest {
            return frame;
        }
        let comment = CommentForm {
            name: self.guest_name(),
            is_kept: has_word(request, KEPT),
            ..self.apart(place)
        };
        PageFrame { pretest: Some(PretestStrip { comment: Some(comment) }), ..frame }
    }

    /// A form of its own.
    fn apart(&self, place: &str) -> CommentForm {
        let csrf = self.token.as_deref().map(|token| ("_csrf", self.csrf(token)));
        CommentForm {
            action: Some(format!("{}/comment", self.base)),
            hidden: csrf.into_iter().chain([(PLACE, place.to_owned())]).collect(),
            choices: Vec::new(),
            about: String::new(),
            words: String::new(),
            name: String::new(),
            problem: None,
            is_kept: false,
            is_general: !place.is_empty(),
        }
    }

    fn guest_name(&self) -> String {
        let token = self.token.as_deref();
        token.map(|token| self.site.interviews.store.guest_name(token)).unwrap_or_default()
    }

    /// The address of a place with a form of its own, and what is commented on there.
    fn placed(&self, place: &str) -> Option<(String, Element)> {
        let ends = self.survey.questionnaire.ends();
        match place {
            "" => Some((self.base.clone(), Element::Questionnaire)),
            "review" | "done" => Some((format!("{}/{place}", self.base), Element::Questionnaire)),
            place => {
                let name = place.strip_prefix("end/")?;
                let at = ends.iter().position(|end| end.definition.name == name)?;
                let of = Element::End(ends[at].definition.id().to_owned());
                Some((self.address(Destination::End(at)), of))
            }
        }
    }
}

/// Takes a comment from a form of its own.
pub(in crate::web) async fn comment(visit: Visit, request: HttpRequest, body: Payload) -> Reply {
    let form = match visit.token {
        Some(_) => visit.form(&request, body).await?,
        None => visit.form_without_token(&request, body).await?,
    };
    let place = form.find(PLACE).unwrap_or_default();
    let (back, about) = visit.placed(place).ok_or(Refusal::Trouble(Trouble::BadForm))?;
    let refusal = match visit.say(&form, about, None).await? {
        Ok(()) => return Ok(visit.go(&format!("{back}?{KEPT}"))),
        Err(refusal) => refusal,
    };
    let typed = |name| form.find(name).unwrap_or_default().to_owned();
    let comment = CommentForm {
        words: typed(CommentForm::WORDS),
        name: typed(CommentForm::NAME),
        problem: Some(told(visit.t, refusal)),
        ..visit.apart(place)
    };
    let pretest = Some(PretestStrip { comment: Some(comment) });
    let frame = PageFrame { pretest, ..visit.frame() };
    visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &CommentPage { frame, back })
}

fn page_element(questionnaire: &Questionnaire, page: usize) -> Element {
    Element::Page(questionnaire.page_id(page).to_owned())
}

/// A question as a list shows it.
fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Why a comment was not kept, and in which field that is mended.
fn told(t: &Locale, refusal: GuestRefusal) -> (String, &'static str) {
    let most = |most: usize| [("most", most.into())];
    match refusal {
        GuestRefusal::Empty => (t.text("pretest-empty").into_owned(), CommentForm::WORDS),
        GuestRefusal::TooLong => (t.with("pretest-too-long", &most(LONGEST)), CommentForm::WORDS),
        GuestRefusal::LongName => {
            (t.with("pretest-long-name", &most(LONGEST_NAME)), CommentForm::NAME)
        }
        GuestRefusal::TooMany => (t.text("pretest-too-many").into_owned(), CommentForm::WORDS),
    }
}
