//! Pages for codes: what is wrong is told at the field, and each mode in its own words.

use super::*;
use crate::access::Mistyped;

#[test]
fn a_mistyped_code_is_told_at_its_field_in_every_language() {
    let questionnaire = every_kind();
    for t in Locale::list() {
        let frame = || frame(&questionnaire, t);
        for fault in [
            CodeFault::Unknown,
            CodeFault::Mistyped(Mistyped::Empty),
            CodeFault::Mistyped(Mistyped::Unknown('<')),
            CodeFault::Mistyped(Mistyped::Length(3)),
            CodeFault::Mistyped(Mistyped::Check),
        ] {
            let (typed, fault) = ("\"><b>", Some(fault));
            for page in [
                EnterCode { frame: frame(), typed, fault }.render(),
                OptOut { frame: frame(), has_code: false, typed, fault }.render(),
                Withdraw { frame: frame(), typed, fault }.render(),
            ] {
                markup::check_with_errors(&page.unwrap(), t);
            }
        }
    }
}

/// What a survey promises is said in its own words, and no other mode's.
#[test]
fn the_first_page_names_the_mode() {
    let questionnaire = every_kind();
    let definition = questionnaire.definition();
    let de = Locale::find("de").unwrap();
    for (mode, words) in [
        (Mode::Open, "ohne Namen und ohne Code"),
        (Mode::Anonymous, "Diese Umfrage ist anonym."),
        (Mode::Confidential, "vertraulich, aber nicht anonym"),
    ] {
        let terms = Terms { mode, ..Terms::default() };
        let frame = || PageFrame { terms, ..frame(&questionnaire, de) };
        let html = WelcomePage::new(frame(), definition, None, &[]).render().unwrap();
        let localized = ["ohne Namen und ohne Code", "Umfrage ist anonym.", "aber nicht anonym"];
        assert!(html.contains(words), "{words}: {html}");
        assert_eq!(
            localized.iter().filter(|localized| html.contains(**localized)).count(),
            1,
            "{words}"
        );
        assert_eq!(html.contains("<script"), mode != Mode::Open, "{words}");
    }
}
