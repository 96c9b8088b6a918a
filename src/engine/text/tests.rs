//! What becomes of texts that are written in Markdown, with pipes, and with what looks like HTML.

use super::*;

#[test]
fn keeps_the_allowed_and_drops_the_rest() {
    let rich =
        Rich::parse("Say **${name}** [ok](https://a.example) [no](javascript:alert(1)) <b>x</b>");
    let Block::Paragraph(run) = &rich.0[0] else { panic!("{rich:?}") };
    assert!(run.contains(&Inline::Strong(vec![Inline::Pipe("name".into())])));
    assert_eq!(rich.plain(), "Say ${name} ok no x");
}

#[test]
fn an_answer_stays_text() {
    let rich = Rich::parse("Sie schrieben ${wort}.");
    let piped = rich.piped(&|_| Cow::Borrowed("**<script>**"));
    assert_eq!(
        piped.0,
        [Block::Paragraph(vec![
            Inline::Text("Sie schrieben ".into()),
            Inline::Answer("**<script>**".into()),
            Inline::Text(".".into()),
        ])]
    );
}

#[test]
fn a_dollar_before_an_umlaut_is_text() {
    assert_eq!(pipes("ä${a_b}ö$ü${}"), ["a_b"]);
    assert_eq!(piped("ä${a}ö", &|_| Cow::Borrowed("!")), "ä!ö");
    let long = "ö".repeat(PIPED);
    let filled = piped("${a}${a}", &|_| Cow::Borrowed(&long));
    assert_eq!(filled, format!("{}……", "ö".repeat(PIPED / 2)), "not in the middle of a letter");
    let rich = Rich::parse("${a} ${a}").piped(&|_| Cow::Borrowed(&long));
    assert_eq!(rich.plain(), format!("{}… …", "ö".repeat(PIPED / 2)));
}

#[test]
fn an_inner_list_loses_no_item() {
    let items = |source| match Rich::parse(source).0.as_slice() {
        [Block::List { ordered, items }] => {
            let plain = |item: &Vec<Inline>| Rich(vec![Block::Paragraph(item.clone())]).plain();
            (*ordered, items.iter().map(plain).collect::<Vec<_>>())
        }
        other => panic!("{other:?}"),
    };
    let expect = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(items("- a\n  - b\n- c"), (false, expect.clone()));
    assert_eq!(items("1. a\n\n   - b\n\n2. c"), (true, expect));
    let expect = ["a", "31. b", "c"].map(str::to_owned).to_vec();
    assert_eq!(items("- a\n\n  31. b\n- c"), (false, expect));
}

#[test]
fn what_only_looks_like_html_is_text() {
    for text in [
        "Wie alt ist <Name des Kindes>?",
        "<Kind>",
        "<Kind> ist <wie alt>?",
        "a < b > c",
        "<kind/>",
    ] {
        assert_eq!(Rich::parse(text).plain(), text);
    }
    assert_eq!(Rich::parse("Say <b>yes</B><br/><!-- no -->").plain(), "Say yes");
}

#[test]
fn html_blocks_keep_their_text() {
    assert_eq!(Rich::parse("<div>Text</div>").plain(), "Text");
    let rich = Rich::parse("<div\nclass=\"x\">One <b>${a}</b>\n two</div>\n\nThree <");
    assert_eq!(
        rich.0,
        [
            Block::Paragraph(vec![
                Inline::Text("One ".into()),
                Inline::Pipe("a".into()),
                Inline::Text(" two".into())
            ]),
            Block::Paragraph(vec![Inline::Text("Three <".into())]),
        ]
    );
}

#[test]
fn a_date_at_the_beginning_is_no_list() {
    let paragraph = |text: &str| Block::Paragraph(vec![Inline::Text(text.into())]);
    let rich = Rich::parse("31. Dezember 2025\n12. Januar 2026\n\nDanach");
    let expect = ["31. Dezember 2025", "12. Januar 2026", "Danach"];
    assert_eq!(rich.0, expect.map(paragraph));
    assert_eq!(Rich::parse("1986.").0, [paragraph("1986.")]);
    let list = Rich::parse("31. Dezember\n    - a\n\nDanach");
    assert!(
        matches!(list.0.as_slice(), [Block::Paragraph(_), Block::List { .. }, Block::Paragraph(_)]),
        "{list:?}"
    );
    assert_eq!(list.plain(), "31. Dezember a Danach");
}
