//! The cookies: a resident's draft, her withdrawal code where there is one, a staff session, a browser
//! in which staff signed in before, one that is on its way to an identity provider, the language. Nothing else is set.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use super::Https;
use crate::access::WithdrawalCode;
use crate::app::respondents::drafts::DRAFT_DAYS;

/// For how many days a resident may come back in the same browser: a week longer than drafts are
/// kept at least, since a draft may stay that long. Renewed whenever something is stored.
const COOKIE_DAYS: i64 = DRAFT_DAYS as i64 + 7;
/// For how many days a browser is known in which somebody signed in.
const DEVICE_DAYS: i64 = 180;
/// Cookies that do not look like our tokens are ignored.
const TOKEN_LENGTH: usize = 43;

/// Name of the language cookie; it holds a language code and nothing about the person.
pub(super) const LANGUAGE: &str = "zv_lang";

/// The token of a resident's draft in this survey.
pub(super) fn find_draft(request: &HttpRequest, https: Https, survey: &str) -> Option<String> {
    token(request, &name(https, "draft", survey))
}

/// A cookie for a resident's draft. `Lax`, since people arrive by links from mails.
pub(super) fn draft(https: Https, survey: &str, token: String) -> Cookie<'static> {
    let cookie = Cookie::build(name(https, "draft", survey), token).same_site(SameSite::Lax);
    cookie.path("/").http_only(true).secure(https.0).max_age(Duration::days(COOKIE_DAYS)).finish()
}

/// The withdrawal code of what this browser submitted.
pub(super) fn find_withdrawal(
    request: &HttpRequest,
    https: Https,
    survey: &str,
) -> Option<WithdrawalCode> {
    let cookie = request.cookie(&name(https, "withdrawal", survey))?;
    WithdrawalCode::parse(cookie.value()).ok()
}

/// A cookie for a withdrawal code, so that the last page can show it; gone with the browser.
pub(super) fn withdrawal(https: Https, survey: &str, code: String) -> Cookie<'static> {
    let cookie = Cookie::build(name(https, "withdrawal", survey), code);
    cookie.same_site(SameSite::Strict).path("/").http_only(true).secure(https.0).finish()
}

/// The token of a staff session.
pub(super) fn find_session(request: &HttpRequest, https: Https) -> Option<String> {
    token(request, session_name(https))
}

/// A cookie for a staff session; gone with the browser.
pub(super) fn session(https: Https, token: String) -> Cookie<'static> {
    let cookie = Cookie::build(session_name(https), token).same_site(SameSite::Strict);
    cookie.path("/").http_only(true).secure(https.0).finish()
}

/// By which a browser is known in which somebody signed in before.
pub(super) fn find_device(request: &HttpRequest, https: Https) -> Option<String> {
    token(request, device_name(https))
}

/// A cookie by which this browser is known when somebody signs in again.
pub(super) fn device(https: Https, token: String) -> Cookie<'static> {
    let cookie = Cookie::build(device_name(https), token).same_site(SameSite::Strict);
    cookie.path("/").http_only(true).secure(https.0).max_age(Duration::days(DEVICE_DAYS)).finish()
}

/// What a browser brings back that was sent to an identity provider.
pub(super) fn find_trip(request: &HttpRequest, https: Https) -> Option<String> {
    Some(request.cookie(trip_name(https))?.value().to_owned())
}

/// A cookie that is sealed, for who goes to an identity provider and comes back. `Lax`, since she comes back from another
/// site, with which the browser sends no `Strict` one. It opens nothing: it says only what was begun in this browser.
pub(super) fn trip(https: Https, sealed: String) -> Cookie<'static> {
    let cookie = Cookie::build(trip_name(https), sealed).same_site(SameSite::Lax);
    cookie.path("/").http_only(true).secure(https.0).max_age(Duration::minutes(10)).finish()
}

/// A cookie for the language.
pub(super) fn language(https: Https, code: &'static str) -> Cookie<'static> {
    let cookie = Cookie::build(LANGUAGE, code).same_site(SameSite::Lax);
    cookie.path("/").http_only(true).secure(https.0).finish()
}

/// The same cookie, emptied and over.
pub(super) fn removed(mut cookie: Cookie<'static>) -> Cookie<'static> {
    cookie.set_value("");
    cookie.set_max_age(Duration::ZERO);
    cookie
}

fn name(https: Https, what: &str, survey: &str) -> String {
    let prefix = if https.0 { "__Host-" } else { "" };
    format!("{prefix}zv_{what}_{survey}")
}

fn session_name(https: Https) -> &'static str {
    if https.0 { "__Host-zv_session" } else { "zv_session" }
}

fn device_name(https: Https) -> &'static str {
    if https.0 { "__Host-zv_device" } else { "zv_device" }
}

fn trip_name(https: Https) -> &'static str {
    if https.0 { "__Host-zv_trip" } else { "zv_trip" }
}

fn token(request: &HttpRequest, name: &str) -> Option<String> {
    let value = request.cookie(name)?.value().to_owned();
    let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    (value.len() == TOKEN_LENGTH && plain).then_some(value)
}
