//! Pictures, sounds and films of questionnaires. Their addresses change with their content, so
//! browsers may keep them; films are sent in pieces, without which some browsers play none.

use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, ContentEncoding, RANGE,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};

use crate::engine::media::MediaFile;
use crate::view::assets;

/// Sends a file, or the piece of it that is asked for.
pub(super) fn answer(request: &HttpRequest, file: &MediaFile, bytes: Bytes) -> HttpResponse {
    let range = request.headers().get(RANGE).and_then(|range| range.to_str().ok());
    let (mut answer, body) = match range.and_then(|range| piece(range, bytes.len())) {
        None => (HttpResponse::Ok(), bytes),
        Some(None) => {
            let mut answer = HttpResponse::RangeNotSatisfiable();
            answer.insert_header((CONTENT_RANGE, format!("bytes */{}", bytes.len())));
            (answer, Bytes::new())
        }
        Some(Some((first, last))) => {
            let mut answer = HttpResponse::PartialContent();
            let range = format!("bytes {first}-{last}/{}", bytes.len());
            answer.insert_header((CONTENT_RANGE, range));
            (answer, bytes.slice(first..=last))
        }
    };
    answer
        .content_type(file.format.media_type())
        // They are packed as well as can be.
        .insert_header(ContentEncoding::Identity)
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((CACHE_CONTROL, assets::CACHE_CONTROL))
        .body(body)
}

/// The first and last byte of one piece. Nothing where all is to be sent: for several pieces, too;
/// `Some(None)` where the file ends before.
fn piece(range: &str, length: usize) -> Option<Option<(usize, usize)>> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    if first.is_empty() {
        let count: usize = last.parse().ok()?;
        return Some((count > 0).then(|| (length.saturating_sub(count), end)));
    }
    let first: usize = first.parse().ok()?;
    let last = if last.is_empty() { end } else { last.parse::<usize>().ok()?.min(end) };
    match first {
        _ if first > end => Some(None),
        _ if first > last => None,
        _ => Some(Some((first, last))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_browsers_ask_for_them() {
        for (range, expect) in [
            ("bytes=0-", Some(Some((0, 9)))),
            ("bytes=2-4", Some(Some((2, 4)))),
            ("bytes=2-400", Some(Some((2, 9)))),
            ("bytes=-3", Some(Some((7, 9)))),
            ("bytes=-30", Some(Some((0, 9)))),
            ("bytes=10-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=4-2", None),
            ("bytes=0-1,3-4", None),
            ("lines=0-1", None),
            ("bytes=", None),
        ] {
            assert_eq!(piece(range, 10), expect, "{range}");
        }
        assert_eq!(piece("bytes=0-", 0), None);
    }
}
