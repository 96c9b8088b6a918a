//! Reading a posted form: bounded in size and time, strict about its encoding, an ordered map of
//! names to values with nothing typed yet.

use std::time::Duration;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Payload;
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;

use crate::engine::Form;
use crate::view::respond::Trouble;

/// Most bytes of a page's answers.
pub(super) const LIMIT: usize = 256 * 1024;
/// Most fields of a page.
pub(super) const FIELDS: usize = 2000;
/// How long the body may take; actix itself would wait for ever.
const DEADLINE: Duration = Duration::from_secs(10);

/// Why a form cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadForm {
    /// More than a page can hold.
    TooLarge,
    /// Not a form, broken off, or not UTF-8.
    Malformed,
    /// Stalled.
    Slow,
    /// It brings files and does not show that it comes from a page of ours.
    NotOurs,
}

impl BadForm {
    /// What the person is told.
    pub(super) fn trouble(self) -> Trouble<'static> {
        match self {
            Self::TooLarge => Trouble::TooLarge,
            Self::NotOurs => Trouble::FormExpired,
            Self::Malformed | Self::Slow => Trouble::BadForm,
        }
    }
}

/// Reads the body as a form. No form of ours has two fields of one name, but for pages of questions.
pub(super) async fn read(request: &HttpRequest, body: Payload) -> Result<Form, BadForm> {
    let form = read_page(request, body).await?;
    let is_doubled = form.doubled().next().is_some();
    if is_doubled { Err(BadForm::Malformed) } else { Ok(form) }
}

/// Reads the body as a form that may have several fields of one name.
pub(super) async fn read_page(request: &HttpRequest, mut body: Payload) -> Result<Form, BadForm> {
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
    if !media.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(BadForm::Malformed);
    }
    let all = async {
        let mut bytes = Vec::new();
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|_| BadForm::Malformed)?;
            if bytes.len() + chunk.len() > LIMIT {
                return Err(BadForm::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    let bytes = tokio::time::timeout(DEADLINE, all).await.map_err(|_| BadForm::Slow)??;
    let form = parse(&bytes);
    keep(request, TypedForm::Body(bytes));
    form
}

/// What was typed: it stays with its request, so that nothing is lost where it cannot be stored.
pub(super) enum TypedForm {
    /// As it came.
    Body(Vec<u8>),
    /// As it was read.
    Fields(Form),
}

/// Leaves with a request what was typed.
pub(super) fn keep(request: &HttpRequest, typed: TypedForm) {
    request.extensions_mut().insert(typed);
}

/// What was typed in a request.
pub(super) fn typed(request: &HttpRequest) -> Option<Form> {
    match request.extensions().get::<TypedForm>()? {
        TypedForm::Body(bytes) => parse(bytes).ok(),
        TypedForm::Fields(form) => Some(form.clone()),
    }
}

/// Reads names and values as they stand in a body, or behind the `?` of an address.
pub(super) fn parse(bytes: &[u8]) -> Result<Form, BadForm> {
    let mut form = Form::default();
    let fields = bytes.split(|byte| *byte == b'&').filter(|field| !field.is_empty());
    for (number, field) in fields.enumerate() {
        if number == FIELDS {
            return Err(BadForm::TooLarge);
        }
        let mut halves = field.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default())?;
        let value = decoded(halves.next().unwrap_or_default())?;
        form.push(name, value);
    }
    Ok(form)
}

/// Percent-decoding that refuses what others repair in silence.
fn decoded(bytes: &[u8]) -> Result<String, BadForm> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || {
                    let digit = rest.next().copied().map(char::from)?.to_digit(16)?;
                    u8::try_from(digit).ok()
                };
                let (high, low) = (digit(), digit());
                high.zip(low).map(|(high, low)| high * 16 + low).ok_or(BadForm::Malformed)?
            }
            byte => *byte,
        });
    }
    match String::from_utf8(out) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(BadForm::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expect: Result<&[(&str, &str)], BadForm>) {
        let form = parse(body.as_bytes());
        let pairs = form.as_ref().map(|form| form.iter().collect::<Vec<_>>());
        assert_eq!(pairs.map_err(|e| *e), expect.map(<[_]>::to_vec), "{body}");
    }

    #[test]
    fn forms_are_read_strictly() {
        check("", Ok(&[]));
        check("a=1&b=2&a=3", Ok(&[("a", "1"), ("b", "2"), ("a", "3")]));
        check("ort=Ovelg%C3%B6nne+%26+Jade", Ok(&[("ort", "Ovelgönne & Jade")]));
        check("a", Ok(&[("a", "")]));
        check("a=b=c", Ok(&[("a", "b=c")]));
        check("a=%C3", Err(BadForm::Malformed));
        check("a=%ED%A0%80", Err(BadForm::Malformed));
        check("a=%", Err(BadForm::Malformed));
        check("a=%G1", Err(BadForm::Malformed));
        check("a=%00", Err(BadForm::Malformed));
        check(&"a=&".repeat(FIELDS + 1), Err(BadForm::TooLarge));
    }
}
