//! Members of staff of the organisation `county`, signed in.

use zugvogel::app::Actor;
use zugvogel::domain::Role;
use zugvogel::ids::Slug;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};

pub(crate) const PASSWORD: &str = "Sturmflut-1962-Wangerooge";

/// The browser of somebody with an account of her own.
pub(crate) fn signed_in<'a>(
    app: &'a TestApp,
    name: &str,
    role: Role,
    language: &'static str,
) -> Browser<'a> {
    let email = format!("{name}@county.example");
    let owner = app.app.organisation(&Actor::Operator, &Slug("county".to_owned()), "X").unwrap();
    app.app.accounts().add(&Actor::Operator, owner, &email, PASSWORD, role).unwrap();
    let mut browser = Browser::new(app, language);
    let form = [("email", email.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.ask(Ask::form("/login", &form)).unwrap().status, 303);
    browser
}

/// A page that is there.
pub(crate) fn get(browser: &mut Browser<'_>, path: &str) -> Answer {
    let answer = browser.ask(Ask::get(path)).unwrap();
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer
}
