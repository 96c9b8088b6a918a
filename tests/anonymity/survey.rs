//! A survey with one page and one free text, answered without HTTP.

use zugvogel::app::interviews::{OfferedSurvey, PostOutcome, Standing};
use zugvogel::app::office::codes::Lot;
use zugvogel::app::office::publish::NewSurvey;
use zugvogel::app::{Actor, App};
use zugvogel::clock::Clock;
use zugvogel::domain::{Mode, Offers};
use zugvogel::engine::interview::Post;
use zugvogel::engine::{Form, Interview, Questionnaire, check};
use zugvogel::ids::Slug;
use zugvogel::seal::{Cost, Secret, Stretcher};

use crate::databases::TestStores;

/// Trying codes is slow on purpose; here it need not be.
pub(crate) const QUICK: Cost = Cost { memory: 8, passes: 1 };

const QUESTIONNAIRE: &str = r#"{
  "name": "mark", "version": "1", "languages": ["de"], "title": "Marke",
  "publisher": {"name": "Stadt", "contact": "Amt", "phone": "1", "email": "a@stadt.example",
    "imprint": "Stadt", "privacy": "Nichts."},
  "welcome": {"title": "Wozu?", "lead": "Darum.", "facts": []},
  "thanks": {"title": "Danke", "text": "Fertig."},
  "sections": [{"name": "all", "title": "Alles"}],
  "pages": [{"name": "one", "section": "all", "title": "Eins",
    "questions": [{"kind": "text", "name": "mark", "label": "Marke?"}]}],
  "ends": []
}"#;

fn questionnaire() -> Questionnaire {
    let checked = check(serde_json::from_str(QUESTIONNAIRE).unwrap());
    checked.sound().unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// The application over these stores.
pub(crate) fn app(stores: &TestStores) -> App {
    let clock = Clock::Fixed("2026-06-15T10:00:00Z".parse().unwrap());
    App { cost: QUICK, ..App::new((**stores).clone(), Secret::from([7; 32]), clock) }
}

/// Puts an anonymous survey into the field and draws the tokens of its codes, in the order of the
/// letters.
pub(crate) fn publish(app: &App, slug: &str, batch: i32, codes: usize) -> Vec<String> {
    let organisation =
        app.organisation(&Actor::Operator, &Slug("county".to_owned()), "County").unwrap();
    let survey = NewSurvey {
        slug: Slug(slug.to_owned()),
        organisation,
        mode: Mode::Anonymous,
        batch,
        opens_on: None,
        closes_on: None,
        offers: Offers::default(),
        wave: None,
    };
    let id = app.publish(&Actor::Operator, &questionnaire(), survey).unwrap();
    let lot = Lot { survey: Slug(slug.to_owned()), number: codes, stratum: String::new() };
    let mut stretcher = Stretcher::new(app.cost).unwrap();
    let mut tokens = Vec::new();
    let mut each = |drawn: &[zugvogel::access::AccessCode]| {
        tokens.extend(drawn.iter().map(|code| stretcher.token(&id, &code.plain()).unwrap()));
        Ok(())
    };
    app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut each).unwrap();
    tokens
}

/// Writes the mark on the one page; nothing is submitted yet. Gives what the review says it shows.
pub(crate) async fn answer(app: &App, survey: &OfferedSurvey, token: &str, mark: &str) -> String {
    let interviews = app.respondents().interviews();
    let env = interviews.env("de", 1);
    let draft = Interview::begin(&survey.questionnaire, 1, "de", &env);
    let post = Post {
        page: 0,
        form: Form::new(vec![("mark".to_owned(), mark.to_owned())]),
        shown: Interview::new(&survey.questionnaire, &draft, &env).fingerprint(0),
        from_review: false,
    };
    let posted = interviews.post(survey, token, ("de", 1), &post).await.unwrap();
    assert!(matches!(posted, PostOutcome::Go(_)), "{posted:?}");
    let Standing::Draft(saved) = app.respondents().progress(survey, token).await.unwrap() else {
        panic!("the draft is gone")
    };
    Interview::new(&survey.questionnaire, &saved.draft, &env).fingerprint_of_all()
}
