//! Guards around every request: panics become an error page, posts must come from our own pages.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HOST, HeaderName, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest};
use futures_util::FutureExt;

use super::error_page;
use super::refusal::Refusal;
use crate::view::respond::Trouble;

/// Turns a panic in a handler into the error page; the server goes on.
pub(super) async fn catch_panics(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // The router needs the request for itself, so only what the page needs is kept.
    let asked = request.request();
    let chosen = error_page::chosen(asked).next();
    let (wishes, here) = (error_page::wishes(asked).cloned(), error_page::here(asked));
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(answer) => answer,
        Err(_) => {
            let t = error_page::locale_for(chosen, wishes.as_ref());
            Err(error_page::internal(t, &here, &anyhow::anyhow!("a handler panicked")).into())
        }
    }
}

/// Whether a post comes from a page of ours, as far as the browser tells. Old browsers tell
/// nothing, and all of them write the origin `null` because our pages send no referrer; for those
/// there is the token in the form.
pub(super) fn is_from_here(request: &HttpRequest) -> bool {
    let text = |name: &HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(&ORIGIN), text(&HOST)) {
        (None | Some("null"), _) => true,
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, origin)| origin == host)
        }
        (Some(_), None) => false,
    }
}

/// [`is_from_here`] for forms of people who have no token yet, the start button among them. Their pages let the browser name the
/// origin, so that `null` means another site that hides.
pub(super) fn is_surely_from_here(request: &HttpRequest) -> bool {
    let hides = request.headers().get(ORIGIN).is_some_and(|origin| origin == "null");
    let tells = request.headers().contains_key("sec-fetch-site");
    is_from_here(request) && (tells || !hides)
}

/// Answers only who asks for `localhost` or for an address in numbers: a page of a stranger may have pointed another
/// name at this machine, and would be one with ours.
pub(super) async fn only_by_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    match host.is_some_and(is_address) {
        true => Ok(next.call(request).await?.map_into_boxed_body()),
        false => Ok(request.error_response(Refusal::Trouble(Trouble::NotFound))),
    }
}

fn is_address(host: &str) -> bool {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let name =
        host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    let in_brackets = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    name.eq_ignore_ascii_case("localhost")
        || in_brackets.is_some_and(|name| name.parse::<Ipv6Addr>().is_ok())
        || name.parse::<Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expect: bool) {
        let mut request = TestRequest::post().insert_header(("host", "umfrage.example"));
        for header in headers {
            request = request.insert_header(*header);
        }
        assert_eq!(is_from_here(&request.to_http_request()), expect, "{headers:?}");
    }

    #[test]
    fn posts_from_elsewhere_are_recognised() {
        check(&[], true);
        check(&[("origin", "null")], true);
        check(&[("origin", "null"), ("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "null"), ("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("origin", "https://umfrage.example")], true);
        check(&[("origin", "https://boese.example")], false);
    }

    #[test]
    fn without_a_token_an_origin_must_not_hide() {
        let check = |headers: &[(&'static str, &'static str)], expect| {
            let mut request = TestRequest::post().insert_header(("host", "umfrage.example"));
            for header in headers {
                request = request.insert_header(*header);
            }
            assert_eq!(is_surely_from_here(&request.to_http_request()), expect, "{headers:?}");
        };
        check(&[], true);
        check(&[("origin", "null")], false);
        check(&[("origin", "null"), ("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "null"), ("sec-fetch-site", "cross-site")], false);
        check(&[("origin", "https://umfrage.example")], true);
        check(&[("origin", "https://boese.example")], false);
    }
}
