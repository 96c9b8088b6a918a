//! The crest and colours of an organisation. Their addresses change with their content.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, ContentEncoding};

use crate::domain::look::{Crest, OrganisationLook};
use crate::view::assets;

/// A drawing is a document if somebody opens it by itself: nothing in it may do anything.
const POLICY: &str = "default-src 'none'; sandbox";

/// What this file of a look is; nothing for another look's.
pub(super) enum LookFile {
    Sheet,
    Crest(Crest),
}

pub(super) fn find(look: OrganisationLook, file: &str) -> Option<LookFile> {
    match look.crest {
        Some(crest) if look.crest_file().as_deref() == Some(file) => Some(LookFile::Crest(crest)),
        _ => (look.sheet_file().as_deref() == Some(file)).then_some(LookFile::Sheet),
    }
}

pub(super) fn sheet(look: OrganisationLook) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, assets::CACHE_CONTROL))
        .body(look.stylesheet())
}

pub(super) fn crest(crest: Crest, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(crest.format.media_type())
        .insert_header(ContentEncoding::Identity)
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, assets::CACHE_CONTROL))
        .body(bytes)
}
