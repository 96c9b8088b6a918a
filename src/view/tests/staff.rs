//! The pages of staff.

use super::*;
use crate::domain::{FieldState, Role, Roles};

fn run() -> FieldPhase<'static> {
    let day = jiff::civil::date(2026, 6, 1);
    FieldPhase { opens: Some(day), closes: None, version: "1", hash: "0123abcd" }
}

#[test]
fn every_page_for_staff_is_sound() {
    let roles = Roles::from(Role::Field);
    for t in Locale::for_staff() {
        let counts = Counts { responses: 0, batch: 20, without_code: Some(0) };
        let frame = || StaffFrame {
            t,
            here: "/staff",
            look: Default::default(),
            organisation: "Stadt Musterhausen",
            person: "anna@musterhausen.example",
            roles: Some(&roles),
            tabs: vec![Tab { path: "/staff", key: "staff-surveys", is_current: true }],
            home: "/staff",
            own: "/me",
            sign_out: "/staff/sign-out",
            csrf: "token",
        };
        let pages = [
            Login {
                frame: frame(),
                email: "a\"b",
                problem: Some(LoginProblem::Wrong),
                was_chosen: false,
            }
            .render(),
            SurveysPage { frame: frame(), surveys: Vec::new() }.render(),
            SurveysPage {
                frame: frame(),
                surveys: vec![SurveyRow {
                    title: "A & B",
                    slug: "x",
                    href: "/staff/s/x".into(),
                    run: run(),
                    state: FieldState::Paused,
                    counts,
                }],
            }
            .render(),
            SurveyPage {
                aside: SetAside { unreadable: 2, doubles: 1, damaged: 1, messages: 0 },
                frame: frame(),
                title: "A & B",
                public: "/s/x",
                run: run(),
                state: FieldState::Closed,
                counts,
                quotas: vec![QuotaRow {
                    label: "Young & left",
                    responses: Some(3),
                    is_full: true,
                    max: 2,
                }],
                downloads: vec![
                    Download { key: "machine", href: "/z".into(), prepare: "/zp".into() },
                    Download { key: "xlsx", href: "/y".into(), prepare: "/yp".into() },
                ],
                files: vec![("responses.csv".into(), "/r".into())],
            }
            .render(),
        ];
        for page in pages {
            markup::check(&page.unwrap());
        }
    }
}

#[test]
fn waiting_responses_are_not_counted_aloud() {
    let de = Locale::find("de").unwrap();
    let frame = StaffFrame {
        t: de,
        here: "/staff",
        look: Default::default(),
        organisation: "",
        person: "",
        roles: None,
        tabs: Vec::new(),
        home: "/staff",
        own: "/me",
        sign_out: "/staff/sign-out",
        csrf: "",
    };
    let row = SurveyRow {
        title: "S",
        slug: "s",
        href: String::new(),
        run: run(),
        state: FieldState::Paused,
        counts: Counts { responses: 1066, batch: 20, without_code: None },
    };
    let html = SurveysPage { frame, surveys: vec![row] }.render().unwrap();
    assert!(
        html.contains("nicht gezählt") && !html.contains("unter 20") && html.contains(">1.066<")
    );
}
