//! The access log: route, status and a class of duration. No address, no agent, no cookie, no
//! query, no page of a survey: what is not written cannot be joined.

use std::time::Instant;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// Logs a request after it was answered.
pub(super) async fn access(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // To find the route's pattern, the router looks for it a second time.
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return next.call(request).await;
    }
    let begun = Instant::now();
    let method = request.method().clone();
    let answer = next.call(request).await?;
    let route = answer.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let took = match begun.elapsed().as_millis() {
        ..10 => "<10ms",
        10..100 => "<100ms",
        100..1000 => "<1s",
        _ => ">=1s",
    };
    tracing::debug!(%method, route, status = answer.status().as_u16(), took, "request");
    Ok(answer)
}
