//! Stylesheet and icon, for ever under their hashed names.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpRequest, HttpResponse};

use super::error_page::{self, ErrorPage};
use crate::view::assets;

/// Sends an asset.
pub(super) async fn show(request: HttpRequest) -> Result<HttpResponse, ErrorPage> {
    let asset =
        assets::find_asset(request.path()).ok_or_else(|| error_page::not_found(&request))?;
    Ok(HttpResponse::Ok()
        .content_type(asset.content_type)
        .insert_header((CACHE_CONTROL, assets::CACHE_CONTROL))
        .body(asset.bytes))
}
