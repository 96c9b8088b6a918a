//! Security headers on every answer.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::ConnectionType;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;

use super::{Https, ending};

/// Nothing from anywhere but our own stylesheet, icon, pictures and sounds; no script, but where a
/// page says so.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
const HEADERS: [(&str, &str); 5] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
];

/// The policy of a page with a script of ours.
pub(super) fn with_script() -> (HeaderName, String) {
    (CONTENT_SECURITY_POLICY, format!("{POLICY}; script-src 'self'; connect-src 'self'"))
}

/// Lets a page have a script of ours.
pub(super) fn allow_script(headers: &mut HeaderMap) {
    set_policy(headers, with_script().1);
}

/// Lets a page of ours be shown within another one of ours.
pub(super) fn allow_frame(headers: &mut HeaderMap) {
    let same = HeaderValue::from_static("SAMEORIGIN");
    headers.insert(HeaderName::from_static("x-frame-options"), same);
    let policy = match headers.get(CONTENT_SECURITY_POLICY).map(HeaderValue::to_str) {
        Some(Ok(own)) => own,
        _ => POLICY,
    };
    set_policy(headers, policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
}

/// The policy of a page with scripts of ours that shows another one of ours within it.
pub(super) fn show_frame(headers: &mut HeaderMap) {
    set_policy(
        headers,
        format!("{POLICY}; frame-src 'self'; script-src 'self'; connect-src 'self'"),
    );
}

/// What only this person may see is kept by her browser and by nothing between.
pub(super) fn keep_private(headers: &mut HeaderMap) {
    let is_public = |it: &HeaderValue| it.as_bytes().starts_with(b"public");
    if headers.get(CACHE_CONTROL).is_some_and(is_public) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    }
}

fn set_policy(headers: &mut HeaderMap, policy: String) {
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Adds the headers that are not there yet, also to the answer of a request that failed.
pub(super) async fn add(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let Https(https) = Https::of(request.request());
    match next.call(request).await {
        Ok(mut answer) => {
            add_to(answer.headers_mut(), https);
            if ending::is_ending() {
                answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
            }
            Ok(answer)
        }
        Err(error) => {
            let mut answer = error.error_response();
            add_to(answer.headers_mut(), https);
            Err(InternalError::from_response(error, answer).into())
        }
    }
}

fn add_to(headers: &mut HeaderMap, https: bool) {
    let mut add = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    add(CONTENT_SECURITY_POLICY, POLICY);
    add(X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(REFERRER_POLICY, "no-referrer");
    add(CACHE_CONTROL, "no-store");
    if https {
        add(STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    for (name, value) in HEADERS {
        add(HeaderName::from_static(name), value);
    }
}
