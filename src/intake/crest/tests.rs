//! Drawings as they come, and as they must not.

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
    let drawn = svg("<g transform=\"translate(1 -2)\"><path d=\"M0 0h8v8z\" fill=\"#0b5563\"/>\
                     <circle cx=\"4\" cy=\"4\" r=\"1\" fill=\"none\" stroke=\"#fff\" stroke-width=\".5\"/></g>");
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
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 0\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0,0,8,-8\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"\" width=\"8\" height=\"8\"/>",
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
        ("<ours:title/>", "`<ours:title>`"),
        ("<defs><b/>&amp;</defs>", "`<defs>`"),
        ("<?xml-stylesheet href=\"x.css\"?>", "`<?xml-stylesheet?>`"),
        ("words", "text"),
        ("<![CDATA[words]]>", "text"),
        ("&amp;", "text"),
        ("<g display=\"none\"><path d=\"M0 0\"/></g>", "`<g>` with `display=\"none\"`"),
        ("<path style=\"Display : None\" d=\"M0 0\"/>", "`<path>` with `display=\"none\"`"),
        ("<g FILL=\"red\"/>", "`FILL`"),
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
        "visibility=\"hidden\"",
        "style=\"visibility:collapse\"",
        "clip-path=\"url(#a)\"",
        "style=\"mask: url(#a)\"",
        "filter=\"url(#a)\"",
    ] {
        let refused = clean(svg(&format!("<g {paint}/>")).as_bytes());
        assert!(matches!(refused, Err(CrestProblem::NotAllowed(_))), "{paint}: {refused:?}");
    }
    let both = svg("<g style=\"fill:red\" fill=\"blue\"/>");
    assert!(cleaned(&both).unwrap().contains("<g fill=\"red\"/>"), "as it is drawn");
}

/// What the drawing hides is not shown; what the style says holds.
#[test]
fn what_is_hidden_stays_hidden() {
    let red = "<path d=\"M0 0\" fill=\"red\"/>";
    for hidden in [
        format!("<g display=\"none\">{red}<g>{red}</g></g>"),
        format!("<g style=\"fill:url(#a);display: none\">{red}</g>"),
        "<path d=\"M0 0\" fill=\"red\" display=\"inline\" style=\"display:none\"/>".to_owned(),
    ] {
        assert_eq!(cleaned(&svg(&format!("{hidden}<g/>"))), Ok(svg("<g/>")), "{hidden}");
    }
    let shown =
        "<g display=\"none\" style=\"display:inline\" visibility=\"visible\" mask=\"none\"/>";
    let clean = clean(svg(shown).as_bytes()).unwrap();
    assert_eq!(clean.bytes, svg("<g/>").into_bytes());
    assert_eq!(clean.left_out, [""; 0]);
    assert!(cleaned("<svg viewBox=\"0 0 8 8\" display=\"none\"/>").is_err());
}

/// What a program notes for itself is no news, and of much else enough is told.
#[test]
fn what_is_told_can_be_read() {
    let left_out = |inside: &str| clean(svg(inside).as_bytes()).unwrap().left_out;
    let notes = "<g id=\"a\" data-name=\"b\" serif:id=\"c\" inkscape:label=\"d\" \
        style=\"-inkscape-stroke:none;font-family:x\"/><sodipodi:namedview/><title>A</title><!-- A -->";
    assert_eq!(left_out(notes), [""; 0]);
    let many: String = (0..90).map(|number| format!("<g a{number}=\"\"/>")).collect();
    let told = left_out(&many);
    assert_eq!((told.len(), told.last().map(String::as_str)), (21, Some("…")));
    let told = left_out(&format!("<g style=\"a:{}\"/>", "b".repeat(500)));
    assert!(told[0].chars().count() < 100, "{told:?}");
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
    assert_eq!((picture.width(), picture.height(), picture.color().has_alpha()), (384, 192, true));
    assert!(matches!(clean(&sent[..60]), Err(CrestProblem::Damaged(_))));
}
