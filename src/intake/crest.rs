//! Crests and logos, cleaned: a picture is decoded and written anew; of a drawing only shapes with their
//! geometry and paint are written again, by a list of what is allowed. An element or a paint without which the
//! drawing would be another is refused with the reason; whatever else is left out is told.

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
}

/// What is served in the place of a file.
#[derive(Debug)]
pub struct CleanCrest {
    /// What it is.
    pub format: CrestFormat,
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// What was left out of a drawing, each kind once.
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
    fn note(&mut self, what: String) {
        if !self.0.contains(&what) {
            self.0.push(what);
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
const DROPPED: [&str; 5] = ["metadata", "title", "desc", "defs", "namedview"];

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
            Event::Comment(_) => left_out.note("`<!-- -->`".to_owned()),
            Event::PI(instruction) => left_out.note(format!("`<?{}?>`", instruction.target())),
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            // Between shapes nothing is written, so it is not seen.
            Event::GeneralRef(_) | Event::Text(_) | Event::CData(_) => {
                left_out.note("text".to_owned());
            }
            event @ (Event::Start(_) | Event::Empty(_)) => {
                let is_empty = matches!(event, Event::Empty(_));
                let (Event::Start(start) | Event::Empty(start)) = event else { continue };
                let name = start.name().as_ref().to_owned();
                if is_over || (open.is_empty() && name != "svg") {
                    return Err(CrestProblem::WrongType);
                }
                // What another program has under a name of its own, and what is not seen.
                let is_dropped = DROPPED.contains(&name.as_str()) || name.contains(':');
                if is_dropped {
                    left_out.note(format!("`<{name}>`"));
                    dropped += usize::from(!is_empty);
                    continue;
                }
                if !SHAPES.contains(&name.as_str()) || (name == "svg" && !open.is_empty()) {
                    return Err(CrestProblem::NotAllowed(format!("<{name}>")));
                }
                shapes += 1;
                if shapes > ELEMENTS || open.len() >= DEPTH {
                    return Err(CrestProblem::TooMany);
                }
                written.push_str(&format!("<{name}"));
                attributes(&start, name == "svg", &mut written, left_out)?;
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

/// Writes the attributes of a shape that are allowed.
fn attributes(
    start: &BytesStart<'_>,
    is_root: bool,
    written: &mut String,
    left_out: &mut LeftOut,
) -> Result<(), CrestProblem> {
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
            _ if ATTRIBUTES.contains(&name.as_str()) => given.push((name, value.into_owned())),
            _ => left_out.note(format!("`{name}`")),
        }
    }
    // Of what is said twice, the style holds, and of that the later.
    let mut kept: Vec<(&str, &str)> = Vec::new();
    for (name, value) in given.iter().chain(&styled) {
        if value.to_ascii_lowercase().contains("url") || !value.chars().all(is_plain) {
            return Err(CrestProblem::NotAllowed(format!("{name}=\"{}\"", value.trim())));
        }
        kept.retain(|(known, _)| *known != name.as_str());
        kept.push((name, value));
    }
    if is_root {
        written.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
        let find = |name: &str| kept.iter().find(|(known, _)| *known == name).map(|(_, it)| *it);
        if find("viewBox").is_none() {
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
    Ok(())
}

/// The paint among the declarations of a style.
fn declarations(style: &str, left_out: &mut LeftOut) -> Vec<(String, String)> {
    let mut paint = Vec::new();
    for part in style.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let is_paint = |name: &str| {
            let mut paints = ["fill", "stroke", "opacity"].iter();
            ATTRIBUTES.contains(&name) && paints.any(|it| name.starts_with(it))
        };
        match part.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
            Some((name, value)) if is_paint(name) => {
                paint.push((name.to_owned(), value.to_owned()));
            }
            _ => left_out.note(format!("`style=\"{part}\"`")),
        }
    }
    paint
}

/// What numbers, names of colours, paths and transformations are made of.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter.is_ascii_whitespace() || "#.,+-()%".contains(letter)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, RgbaImage};

    use super::*;

    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">{inside}</svg>")
    }

    fn cleaned(text: &str) -> Result<String, CrestProblem> {
        let CleanCrest { format, bytes, .. } = clean(text.as_bytes())?;
        assert_eq!(format, CrestFormat::Svg);
        let written = String::from_utf8(bytes).unwrap();
        // What was cleaned is clean.
        let again = clean(written.as_bytes()).unwrap();
        assert_eq!((again.bytes.as_slice(), again.left_out), (written.as_bytes(), Vec::new()));
        Ok(written)
    }

    #[test]
    fn a_drawing_keeps_its_shapes() {
        let drawn = svg(
            "<g transform=\"translate(1 -2)\"><path d=\"M0 0h8v8z\" fill=\"#0b5563\"/>\
                         <circle cx=\"4\" cy=\"4\" r=\"1\" fill=\"none\" stroke=\"#fff\" stroke-width=\".5\"/></g>",
        );
        assert_eq!(cleaned(&drawn).as_deref(), Ok(drawn.as_str()));
        // What drawing programs write.
        let inkscape = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape -->\n\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
            width=\"80\" height=\"96px\" id=\"svg1\" inkscape:version=\"1.3\">\
            <sodipodi:namedview><inkscape:grid/></sodipodi:namedview><defs><style>a{}</style></defs>\n\
            <metadata><rdf:RDF>x</rdf:RDF></metadata><title>Wappen</title>\
            <path style=\"fill:#c00;fill-opacity:1;font-family:x;-inkscape-stroke:none\" d=\"M 0,0 H 8\" \
            inkscape:label=\"x\" id=\"p\"/></svg>";
        assert_eq!(
            cleaned(inkscape).as_deref(),
            Ok(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 80 96\" width=\"80\" height=\"96px\">\
                <path d=\"M 0,0 H 8\" fill=\"#c00\" fill-opacity=\"1\"/></svg>"
            )
        );
    }

    /// Each is refused, or comes out with nothing of it.
    #[test]
    fn nothing_in_a_drawing_does_anything() {
        let inside = [
            "<script>alert(1)</script>",
            "<SCRIPT>alert(1)</SCRIPT>",
            "<svg:script xmlns:svg=\"http://www.w3.org/2000/svg\">alert(1)</svg:script>",
            "<g onload=\"alert(1)\"><path d=\"M0 0\" onclick=\"alert(1)\" OnMouseOver=\"alert(1)\"/></g>",
            "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"javascript:alert(1)\"/></foreignObject>",
            "<a href=\"javascript:alert(1)\"><path d=\"M0 0h8\"/></a>",
            "<a xlink:href=\"https://evil.example/\"><path d=\"M0 0h8\"/></a>",
            "<image href=\"https://evil.example/pixel.png\" width=\"1\" height=\"1\"/>",
            "<image xlink:href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>",
            "<use href=\"https://evil.example/x.svg#a\"/>",
            "<use href=\"#a\"/>",
            "<style>@import url(https://evil.example/x.css);</style>",
            "<style>path{fill:url(https://evil.example/#x)}</style>",
            "<path d=\"M0 0\" fill=\"url(https://evil.example/#x)\"/>",
            "<path d=\"M0 0\" fill=\"URL(#x)\"/>",
            "<path d=\"M0 0\" style=\"fill:url(https://evil.example/#x)\"/>",
            "<path d=\"M0 0\" style=\"background:url(https://evil.example/)\"/>",
            "<path d=\"M0 0\" style=\"behavior:expression(alert(1))\"/>",
            "<path d=\"M0 0\" fill=\"u&#114;l(https://evil.example/#x)\"/>",
            "<path d=\"M0 0\" filter=\"url(https://evil.example/#x)\" mask=\"url(#m)\" clip-path=\"url(#c)\"/>",
            "<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>",
            "<path d=\"M0 0\"><set attributeName=\"onclick\" to=\"alert(1)\"/></path>",
            "<animateTransform attributeName=\"transform\" begin=\"0s\" dur=\"1s\"/>",
            "<handler type=\"text/javascript\">alert(1)</handler>",
            "<linearGradient href=\"https://evil.example/#g\"/>",
            "<feImage href=\"https://evil.example/\"/>",
            "<text>Sign in again: evil.example</text>",
            "<svg onload=\"alert(1)\"/>",
            "<path d=\"M0 0&quot;/&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"/>",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<!-- --><script>alert(1)</script><!-- -->",
            "<?xml-stylesheet href=\"https://evil.example/x.css\"?>",
            "<title><script>alert(1)</script></title>",
            "<metadata><a/><script>alert(1)</script></metadata><path d=\"M0 0\"/>",
            "&xxe;",
        ];
        let traces = [
            "alert", "evil", "script", "href", "url", "on", "style", "import", "data:", "foreign",
            "anim", "set ", "use", "&", "<!", "<?",
        ];
        let mut refused = 0;
        for inside in inside {
            match cleaned(&svg(inside)) {
                Err(_) => refused += 1,
                Ok(written) => {
                    let inner =
                        written.replace("xmlns=\"http://www.w3.org/2000/svg\"", "").to_lowercase();
                    for trace in traces {
                        assert!(!inner.contains(trace), "{trace} of {inside} in {written}");
                    }
                }
            }
        }
        assert!(refused >= 15, "{refused}");
        let whole = [
            "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg viewBox=\"0 0 1 1\">&b;</svg>",
            "<!DOCTYPE svg SYSTEM \"file:///etc/passwd\"><svg viewBox=\"0 0 1 1\"/>",
            "<html><body/></html>",
            "<svg xmlns=\"http://www.w3.org/1999/xhtml\" viewBox=\"0 0 1 1\"/>",
            "<svg viewBox=\"0 0 1 1\"/><svg viewBox=\"0 0 1 1\"/>",
            "<svg viewBox=\"0 0 1 1\"/><script/>",
            "<svg viewBox=\"0 0 1 1\"><g></svg>",
            "<svg viewBox=\"0 0 1 1\"><g>",
            "<svg/>",
            "<svg width=\"100%\" height=\"1em\"/>",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
            "text",
            "",
        ];
        for text in whole {
            assert!(clean(text.as_bytes()).is_err(), "{text}");
        }
    }

    /// Whatever is in a drawing is refused, kept or told.
    #[test]
    fn nothing_is_left_out_in_silence() {
        let left_out = |inside: &str| clean(svg(inside).as_bytes()).unwrap().left_out;
        assert_eq!(left_out("<g>\n <path d=\"M0 0h8\" style=\" fill : red ;\"/>\n</g>"), [""; 0]);
        for (inside, told) in [
            ("<title>A<b/>&amp;</title>", "`<title>`"),
            ("<ours:title/>", "`<ours:title>`"),
            ("<!-- A -->", "`<!-- -->`"),
            ("<?xml-stylesheet href=\"x.css\"?>", "`<?xml-stylesheet?>`"),
            ("words", "text"),
            ("<![CDATA[words]]>", "text"),
            ("&amp;", "text"),
            ("<g id=\"a\"/><g id=\"b\"/>", "`id`"),
            ("<g clip-path=\"url(#a)\"/>", "`clip-path`"),
            ("<g display=\"none\"/>", "`display`"),
            ("<g FILL=\"red\"/>", "`FILL`"),
            ("<g style=\"display: none\"/>", "`style=\"display: none\"`"),
            ("<g style=\"fi\\6c l:red\"/>", "`style=\"fi\\6c l:red\"`"),
            ("<g style=\"stroke-location:inside\"/>", "`style=\"stroke-location:inside\"`"),
            ("<g style=\"fill\"/>", "`style=\"fill\"`"),
        ] {
            assert_eq!(left_out(inside), [told], "{inside}");
        }
        for paint in [
            "fill=\"image-set('a' 1x)\"",
            "style=\"fill:\\72 ed\"",
            "stroke=\"r\\65 d\"",
            "style=\"fill:red !important\"",
            "fill=\"rgb(1 2 3 / 50%)\"",
            "transform=\"translate(1_0)\"",
        ] {
            let refused = clean(svg(&format!("<g {paint}/>")).as_bytes());
            assert!(matches!(refused, Err(CrestProblem::NotAllowed(_))), "{paint}: {refused:?}");
        }
        let both = svg("<g style=\"fill:red\" fill=\"blue\"/>");
        assert!(cleaned(&both).unwrap().contains("<g fill=\"red\"/>"), "as it is drawn");
    }

    #[test]
    fn drawings_are_bounded() {
        assert_eq!(cleaned(&svg(&"<g/>".repeat(ELEMENTS))), Err(CrestProblem::TooMany));
        let deep = format!("{}{}", "<g>".repeat(DEPTH), "</g>".repeat(DEPTH));
        assert_eq!(cleaned(&svg(&deep)), Err(CrestProblem::TooMany));
        assert_eq!(clean(&vec![b' '; MOST_BYTES + 1]).unwrap_err(), CrestProblem::TooLarge);
        assert_eq!(clean(b"<svg\xff/>").unwrap_err(), CrestProblem::WrongType);
        assert_eq!(clean(b"GIF89a\x01\0\x01\0").unwrap_err(), CrestProblem::WrongType);
    }

    #[test]
    fn a_picture_is_written_anew() {
        let picture: DynamicImage = RgbaImage::new(800, 400).into();
        let mut sent = Vec::new();
        picture.write_to(&mut Cursor::new(&mut sent), ImageFormat::Png).unwrap();
        sent.extend(b"<script>hidden</script>");
        let CleanCrest { format, bytes: kept, left_out } = clean(&sent).unwrap();
        assert_eq!((format, left_out), (CrestFormat::Png, Vec::new()));
        assert!(!kept.windows(6).any(|window| window == b"hidden"));
        let picture = image::load_from_memory(&kept).unwrap();
        assert_eq!(
            (picture.width(), picture.height(), picture.color().has_alpha()),
            (384, 192, true)
        );
        assert!(matches!(clean(&sent[..60]), Err(CrestProblem::Damaged(_))));
    }
}
