//! Stylesheet and icon, for ever under their hashed names.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse};

use super::refusal::Refusal;
use crate::error::Error;
use crate::view::assets;

/// Sends an asset.
pub(super) async fn show(request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let asset = assets::find_asset(request.path()).ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header((CACHE_CONTROL, assets::CACHE_CONTROL))
        .body(asset.bytes))
}
