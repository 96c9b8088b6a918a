//! Who writes questionnaires, and the forms of the editor.

use serde_json::Value;
use zugvogel::domain::Role;

use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::html;
use crate::staff::{self, get};

pub(crate) fn designer<'a>(app: &'a TestApp, name: &str) -> Browser<'a> {
    staff::signed_in(app, name, Role::Designer, "de")
}

/// The form of a page that is sent to this address.
pub(crate) fn form(html: &str, action: &str) -> Vec<(String, String)> {
    let forms = html::forms(html);
    let wanted = forms.iter().find(|form| form.action.as_deref() == Some(action));
    let sent = wanted.unwrap_or_else(|| panic!("no form goes to {action}")).sent();
    sent.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The form of a page that has this field.
pub(crate) fn form_with(html: &str, name: &str) -> Vec<(String, String)> {
    let forms = html::forms(html);
    let sent = forms.iter().find(|form| form.has(name)).unwrap().sent();
    sent.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub(crate) fn post(browser: &mut Browser<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.ask(Ask::form(path, &fields)).unwrap()
}

/// A form with other values in some fields.
pub(crate) fn with(
    mut fields: Vec<(String, String)>,
    other: &[(&str, &str)],
) -> Vec<(String, String)> {
    for (name, value) in other {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

pub(crate) fn csrf(browser: &mut Browser<'_>) -> (String, String) {
    let html = get(browser, "/questionnaires").html();
    let forms = html::forms(&html);
    let token = forms[0].sent().into_iter().find(|(name, _)| *name == "_csrf").unwrap();
    (token.0.to_owned(), token.1.to_owned())
}

/// Begins a questionnaire, and says where its editor is.
pub(crate) fn begin(browser: &mut Browser<'_>, from: &str) -> String {
    let fields = [csrf(browser), ("from".to_owned(), from.to_owned())];
    let answer = post(browser, "/questionnaires", &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

pub(crate) fn document(browser: &mut Browser<'_>, base: &str) -> Value {
    serde_json::from_slice(&get(browser, &format!("{base}/file.json")).body).unwrap()
}

/// What is shown of an element, with other values in some fields, is sent.
pub(crate) fn change(
    browser: &mut Browser<'_>,
    base: &str,
    at: &str,
    other: &[(&str, &str)],
) -> Answer {
    let html = get(browser, &format!("{base}?at={at}")).html();
    post(browser, base, &with(form(&html, base), other))
}

#[track_caller]
pub(crate) fn is_done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.text());
}

pub(crate) fn undo(browser: &mut Browser<'_>, base: &str, word: &str) {
    let fields = [csrf(browser)];
    is_done(&post(browser, &format!("{base}/{word}"), &fields));
}
