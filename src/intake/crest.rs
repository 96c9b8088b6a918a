//! Crests and logos, cleaned: a picture is decoded and written anew; of a drawing only shapes with their
//! geometry and paint are written again, by a list of what is allowed. What the drawing does not display is
//! dropped. An element or a paint without which the drawing would be another is refused with the reason; whatever
//! else is left out is told, if the picture may differ by it.

use std::io::Cursor;

use image::ImageFormat;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::domain::look::CrestFormat;

/// The most bytes of a file.
const MOST_BYTES: usize = 500_000;
/// The longest side of a picture as it is served: three times what pages show.
const PIXELS: u32 = 384;
/// The most shapes, and how deep groups are in groups.
const ELEMENTS: usize = 3_000;
const DEPTH: usize = 24;
/// The most things that are told, and the most letters of each.
const TOLD: usize = 20;
const LETTERS: usize = 80;

/// Why a crest is refused: what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrestProblem {
    /// Too large.
    #[error("the file has more than {MOST_BYTES} bytes: make it smaller")]
    TooLarge,
    /// Neither.
    #[error("this is neither an SVG drawing nor a PNG picture")]
    WrongType,
    /// Damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Too many shapes, or too deep.
    #[error("the drawing has more than {ELEMENTS} shapes, or more than {DEPTH} groups in groups")]
    TooMany,
    /// Without which it would look different.
    #[error(
        "the drawing has `{0}`, which is not taken: save it as plain shapes in flat colours, or as PNG"
    )]
    NotAllowed(String),
    /// No size.
    #[error("the drawing says neither viewBox nor width and height in pixels")]
    NoSize,
    /// A size of nothing.
    #[error("the drawing's viewBox `{0}` has no area; it is four numbers, the last two above 0")]
    NoArea(String),
}

/// What is served in the place of a file.
#[derive(Debug, Clone)]
pub struct CleanCrest {
    /// What it is.
    pub format: CrestFormat,
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// What was left out of a drawing, each kind once; `…` stands for more than can be told.
    pub left_out: Vec<String>,
}

/// Makes a crest of a file.
pub fn clean(body: &[u8]) -> Result<CleanCrest, CrestProblem> {
    if body.len() > MOST_BYTES {
        return Err(CrestProblem::TooLarge);
    }
    let mut left_out = LeftOut::default();
    let (format, bytes) = match image::guess_format(body) {
        Ok(ImageFormat::Png) => (CrestFormat::Png, picture(body)?),
        Ok(_) => return Err(CrestProblem::WrongType),
        Err(_) => (CrestFormat::Svg, drawing(body, &mut left_out)?.into_bytes()),
    };
    Ok(CleanCrest { format, bytes, left_out: left_out.0 })
}

/// What was left out of a drawing.
#[derive(Default)]
struct LeftOut(Vec<String>);

impl LeftOut {
    fn note(&mut self, what: &str) {
        let mut letters = what.chars();
        let mut told: String = letters.by_ref().take(LETTERS).collect();
        if letters.next().is_some() {
            told.push('…');
        }
        match self.0.len() {
            _ if self.0.contains(&told) => {}
            known if known < TOLD => self.0.push(told),
            TOLD => self.0.push("…".to_owned()),
            _ => {}
        }
    }
}

/// A picture, no larger than shown, and written anew.
fn picture(body: &[u8]) -> Result<Vec<u8>, CrestProblem> {
    let damaged = |error: image::ImageError| CrestProblem::Damaged(error.to_string());
    let decoded = super::decoded(body, ImageFormat::Png).map_err(damaged)?;
    let mut picture = decoded.ok_or(CrestProblem::TooLarge)?.picture;
    if picture.width().max(picture.height()) > PIXELS {
        picture = picture.thumbnail(PIXELS, PIXELS);
    }
    let mut written = Vec::new();
    picture.write_to(&mut Cursor::new(&mut written), ImageFormat::Png).map_err(damaged)?;
    Ok(written)
}

const SHAPES: [&str; 9] =
    ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"];
/// What says nothing about how a drawing looks.
const NOTES: [&str; 4] = ["metadata", "title", "desc", "namedview"];
/// What alters shapes that are displayed, and the words by which it does not.
const ALTERING: [(&str, &[&str]); 4] = [
    ("visibility", &["visible", "inherit"]),
    ("clip-path", &["none"]),
    ("mask", &["none"]),
    ("filter", &["none"]),
];

const ATTRIBUTES: [&str; 30] = [
    "d",
    "points",
    "x",
    "y",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "x1",
    "y1",
    "x2",
    "y2",
    "transform",
    "viewBox",
    "preserveAspectRatio",
    "fill",
    "fill-rule",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
];

/// A drawing with nothing but shapes.
fn drawing(body: &[u8], left_out: &mut LeftOut) -> Result<String, CrestProblem> {
    let text = std::str::from_utf8(body).map_err(|_| CrestProblem::WrongType)?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(CrestProblem::WrongType);
    }
    let damaged = |error: quick_xml::Error| CrestProblem::Damaged(error.to_string());
    let mut reader = Reader::from_str(text);
    let mut written = String::new();
    // The names of what is open; of what is dropped, only how deep.
    let mut open: Vec<String> = Vec::new();
    let (mut dropped, mut shapes, mut is_over) = (0_usize, 0_usize, false);
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => break,
            Event::Decl(_) => {}
            Event::DocType(_) => return Err(CrestProblem::NotAllowed("<!DOCTYPE>".to_owned())),
            Event::End(_) if dropped > 0 => dropped -= 1,
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                written.push_str(&format!("</{name}>"));
                is_over = open.is_empty();
            }
            Event::Start(_) if dropped > 0 => dropped += 1,
            _ if dropped > 0 => {}
            Event::Comment(_) => {}
            Event::PI(instruction) => left_out.note(&format!("`<?{}?>`", instruction.target())),
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            // Between shapes nothing is written, so it is not seen.
            Event::GeneralRef(_) | Event::Text(_) | Event::CData(_) => left_out.note("text"),
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let is_empty = matches!(event, Event::Empty(_));
                let (Event::Start(start) | Event::Empty(start)) = event else { continue };
                let name = start.name().as_ref().to_owned();
                if is_over || (open.is_empty() && name != "svg") {
                    return Err(CrestProblem::WrongType);
                }
                // What another program has under a name of its own, and what is not seen.
                let is_note = NOTES.contains(&name.as_str()) || is_program(&name);
                if is_note || name == "defs" || name.contains(':') {
                    if !is_note {
                        left_out.note(&format!("`<{name}>`"));
                    }
                    dropped += usize::from(!is_empty);
                    continue;
                }
                if !SHAPES.contains(&name.as_str()) || (name == "svg" && !open.is_empty()) {
                    return Err(CrestProblem::NotAllowed(format!("<{name}>")));
                }
                let Some(attributes) = attributes(&start, name == "svg", left_out)? else {
                    left_out.note(&format!("`<{name}>` with `display=\"none\"`"));
                    dropped += usize::from(!is_empty);
                    continue;
                };
                shapes += 1;
                if shapes > ELEMENTS || open.len() >= DEPTH {
                    return Err(CrestProblem::TooMany);
                }
                written.push_str(&format!("<{name}{attributes}"));
                written.push_str(if is_empty { "/>" } else { ">" });
                match is_empty {
                    true => is_over = open.is_empty(),
                    false => open.push(name),
                }
            }
        }
    }
    match is_over {
        true => Ok(written),
        false => Err(CrestProblem::Damaged("it ends too early".to_owned())),
    }
}

/// Whether a name is one of Inkscape's own, which do not draw.
fn is_program(name: &str) -> bool {
    name.starts_with("sodipodi:") || name.starts_with("inkscape:")
}

/// The attributes of a shape that are allowed; none of one that is not displayed, with all in it.
fn attributes(
    start: &BytesStart<'_>,
    is_root: bool,
    left_out: &mut LeftOut,
) -> Result<Option<String>, CrestProblem> {
    let (mut given, mut styled) = (Vec::new(), Vec::new());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| CrestProblem::Damaged(error.to_string()))?;
        let name = attribute.key.as_ref().to_owned();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| CrestProblem::Damaged(error.to_string()))?;
        match name.as_str() {
            "style" => styled.extend(declarations(&value, left_out)),
            "xmlns" if value != "http://www.w3.org/2000/svg" => {
                return Err(CrestProblem::WrongType);
            }
            // Names of what this file calls things; nothing of them is kept.
            _ if name == "xmlns" || name.starts_with("xmlns:") => {}
            _ if ATTRIBUTES.contains(&name.as_str()) || is_display(&name) => {
                given.push((name, value.into_owned()));
            }
            // Of another program, or for others than the eye.
            "id" | "version" | "role" => {}
            _ if name.contains(':') || name.starts_with("data-") || name.starts_with("aria-") => {}
            _ => left_out.note(&format!("`{name}`")),
        }
    }
    let display = given.iter().chain(&styled).rfind(|(name, _)| name == "display");
    let is_hidden = display.is_some_and(|(_, value)| value.trim().eq_ignore_ascii_case("none"));
    if is_hidden && !is_root {
        return Ok(None);
    }
    // Of what is said twice, the style holds, and of that the later.
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for (name, value) in given.iter().chain(&styled) {
        let word = value.trim().to_ascii_lowercase();
        let alters = match name.as_str() {
            "display" => is_hidden,
            _ => ALTERING.iter().any(|(it, nots)| it == name && !nots.contains(&word.as_str())),
        };
        if alters || word.contains("url") || !value.chars().all(is_plain) {
            return Err(CrestProblem::NotAllowed(format!("{name}=\"{}\"", value.trim())));
        }
        if is_display(name) {
            continue;
        }
        kept.retain(|(known, _)| *known != name.as_str());
        kept.push((name, value));
    }
    let mut written = String::new();
    if is_root {
        written.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        let find = |name: &str| kept.iter().find(|(known, _)| *known == name).map(|(_, it)| *it);
        if let Some(view) = find("viewBox") {
            has_area(view)?;
        } else {
            let pixels = |name| {
                let size = find(name)?.trim_end_matches("px").parse::<f64>().ok()?;
                (size > 0.0 && size.is_finite()).then_some(size)
            };
            let (Some(width), Some(height)) = (pixels("width"), pixels("height")) else {
                return Err(CrestProblem::NoSize);
            };
            written.push_str(&format!(" viewBox=\"0 0 {width} {height}\""));
        }
    }
    for (name, value) in kept {
        written.push_str(&format!(" {name}=\"{}\"", escape(value)));
    }
    Ok(Some(written))
}

/// Refuses a viewBox in which nothing is to be seen.
fn has_area(view: &str) -> Result<(), CrestProblem> {
    let numbers = view.split([' ', ',', '\t', '\n', '\r']).filter(|it| !it.is_empty());
    let numbers: Vec<Option<f64>> = numbers.map(|it| it.parse().ok()).collect();
    match numbers[..] {
        [Some(_), Some(_), Some(width), Some(height)] if width > 0.0 && height > 0.0 => Ok(()),
        _ => Err(CrestProblem::NoArea(view.to_owned())),
    }
}

/// Whether a property says whether, and how much of, a shape is displayed.
fn is_display(name: &str) -> bool {
    name == "display" || ALTERING.iter().any(|(it, _)| *it == name)
}

/// The paint among the declarations of a style, and what is displayed.
fn declarations(style: &str, left_out: &mut LeftOut) -> Vec<(String, String)> {
    let mut paint = Vec::new();
    for part in style.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let is_paint = |name: &str| {
            let mut paints = ["fill", "stroke", "opacity"].iter();
            ATTRIBUTES.contains(&name) && paints.any(|it| name.starts_with(it))
        };
        let declared = part.split_once(':');
        match declared.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim())) {
            Some((name, value)) if is_paint(&name) || is_display(&name) => {
                paint.push((name, value.to_owned()));
            }
            // There is no text.
            Some((name, _))
                if ["-inkscape-", "font", "text-"].iter().any(|it| name.starts_with(it)) => {}
            _ => left_out.note(&format!("`style=\"{part}\"`")),
        }
    }
    paint
}

/// What numbers, names of colours, paths and transformations are made of.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter.is_ascii_whitespace() || "#.,+-()%".contains(letter)
}

#[cfg(test)]
mod tests;
