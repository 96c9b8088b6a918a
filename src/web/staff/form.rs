//! Forms that staff post.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::desk::Desk;
use super::need::Need;
use crate::view::respond::Trouble;
use crate::web::refusal::Refusal;
use crate::web::{form, guard};

/// A posted form of somebody who is signed in and meets a need. That it comes from a page of hers
/// has been examined.
pub(in crate::web) struct StaffForm<N> {
    /// Who sent it.
    pub(in crate::web) desk: Desk<N>,
}

impl<N: Need> FromRequest for StaffForm<N> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refusal>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let desk = Desk::from_request(request, payload);
        let body = web::Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            // Who is not signed in any more is told that, and not that her form is old.
            let desk: Desk<N> = desk.await?;
            let body = body.await.map_err(|_| Refusal::Trouble(Trouble::BadForm))?;
            let values = form::read(&request, body).await?;
            let given = values.find("_csrf").unwrap_or_default();
            let is_hers = desk.context.accounts.is_csrf(&desk.session.token, given);
            match guard::is_from_here(&request) && is_hers {
                true => Ok(Self { desk }),
                false => Err(Refusal::Trouble(Trouble::BadForm)),
            }
        })
    }
}
