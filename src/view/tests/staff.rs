//! The pages of staff.

use super::super::staff::field::*;
use super::super::staff::new_survey::*;
use super::super::staff::surveys::*;
use super::*;
use crate::domain::{AccountState, AuditAction, FieldState, LinkPurpose, Role, Roles};
use crate::view::staff::DeletionDue;
use crate::view::staff::account::{
    ConfirmPage, ForgotPage, ForgotState, IdentityLine, LinkOverPage, MePage, SessionLine,
    SetPasswordPage,
};
use crate::view::staff::audit::{AuditActor, AuditLine, AuditPage};
use crate::view::staff::delete_survey::DeleteSurveyPage;
use crate::view::staff::factor::{
    Challenge, CodeProblem, FactorPage, FactorProblem, LoginCodePage, PasskeyLine, RecoveryPage,
};
use crate::view::staff::oidc::{OnwardPage, ProofPage, ReturnRefusedPage};
use crate::view::staff::people::{LinkPage, PeoplePage, PersonLine, PersonPage};
use crate::view::staff::waves::{StudyWaves, WaveLink};

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
            workplaces: Vec::new(),
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
                forgot: Some("/login/forgot"),
                provider: Some(("/login/oidc", "A & <b>")),
            }
            .render(),
            SurveysPage {
                frame: frame(),
                blocks: Vec::new(),
                filters: Vec::new(),
                new: Some("/surveys/new"),
                is_deleted: true,
                overdue: Vec::new(),
            }
            .render(),
            SurveysPage {
                frame: frame(),
                filters: vec![Filter { of: ListPart::All, number: 1, is_current: true }],
                new: None,
                is_deleted: false,
                overdue: vec![OverdueSurvey {
                    title: "A & B",
                    slug: "x",
                    href: "/surveys/x".into(),
                }],
                blocks: vec![SurveyBlock {
                    study: Some(StudyHead { title: "A & B", study: "x", waves: 2 }),
                    surveys: vec![row(counts)],
                }],
            }
            .render(),
            FieldPage {
                frame: frame(),
                title: "A & B",
                survey: "/surveys/x".into(),
                run: run(),
                state: FieldState::Paused,
                planned: None,
                is_decided: true,
                delete: Some("/surveys/x/delete".into()),
                problem: Some("No <day>".into()),
                typed: "31.12.".into(),
                acts: [OfferedAct::Resume, OfferedAct::Extend, OfferedAct::Close]
                    .map(|act| FieldOffer { act, href: format!("/x/{}", act.path()) })
                    .into(),
            }
            .render(),
            ClosePage {
                frame: frame(),
                title: "A & B",
                field: "/surveys/x/field".into(),
                today: jiff::civil::date(2026, 6, 1),
                is_possible: true,
            }
            .render(),
            DeleteSurveyPage {
                frame: frame(),
                title: "A & B",
                slug: "x",
                survey: "/surveys/x".into(),
                refusal: None,
                invitations: 1,
                contacts: 2,
                typed: "y\"",
                is_wrong: true,
            }
            .render(),
            NewSurveyPage {
                frame: frame(),
                action: "/surveys/new",
                fills_publisher: true,
                wave: Some(WaveNote { of: "x".into(), study: "x".into(), number: 2 }),
                versions: vec![VersionChoice {
                    id: "1".into(),
                    questionnaire: "a".into(),
                    number: Some(2),
                    day: jiff::civil::date(2026, 6, 1),
                }],
                values: &Form::new(vec![("slug".into(), "A \"B\"".into())]),
                problems: [
                    "slug",
                    "version",
                    "file",
                    "mode",
                    "open-door",
                    "opens",
                    "closes",
                    "batch",
                    "anyway",
                ]
                .map(|field| (field, format!("<{field}>")))
                .into(),
                checks: vec![CheckLine {
                    is_fine: false,
                    words: "<b>".into(),
                    place: Some(("/<b>".into(), "<b>".into())),
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
                due: Some(DeletionDue {
                    day: jiff::civil::date(2026, 6, 1),
                    is_over: true,
                    delete: Some("/surveys/x/delete".into()),
                }),
                counts,
                field: Some("/surveys/x/field".into()),
                is_new: true,
                is_known: true,
                next_wave: Some("/surveys/new?wave-of=x".into()),
                study: Some(StudyWaves {
                    study: "x",
                    number: 2,
                    waves: vec![WaveLink {
                        number: 1,
                        slug: "x",
                        href: "/surveys/x".into(),
                        run: run(),
                        state: FieldState::Closed,
                    }],
                }),
                has_codes: true,
                versions: vec![VersionRow {
                    number: 2,
                    label: "2026 <b>",
                    day: jiff::civil::date(2026, 6, 1),
                    href: "/v/2".into(),
                }],
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

fn row(counts: Counts) -> SurveyRow<'static> {
    SurveyRow {
        title: "A & B",
        wave: Some(2),
        slug: "x",
        href: "/staff/s/x".into(),
        run: run(),
        number: 3,
        state: FieldState::Paused,
        today: jiff::civil::date(2026, 6, 2),
        mode: Mode::Confidential,
        has_open_door: true,
        counts,
        step: NextStep::of(FieldState::Paused, true, false),
        may_lead: true,
    }
}

/// A number below a batch tells of single people; none at all tells of nobody.
#[test]
fn responses_that_are_fewer_than_a_batch_are_not_counted_aloud() {
    let de = Locale::find("de").unwrap();
    let frame = || StaffFrame {
        t: de,
        here: "/staff",
        look: Default::default(),
        organisation: "",
        workplaces: Vec::new(),
        person: "",
        roles: None,
        tabs: Vec::new(),
        home: "/staff",
        own: "/me",
        sign_out: "/staff/sign-out",
        csrf: "",
    };
    for (responses, told) in
        [(0, ">0<"), (1, ">weniger als 20<"), (19, ">weniger als 20<"), (1066, ">1.066<")]
    {
        let counts = Counts { responses, batch: 20, without_code: None };
        let filters = vec![Filter { of: ListPart::All, number: 1, is_current: true }];
        let surveys = vec![row(counts)];
        let page = SurveysPage {
            frame: frame(),
            blocks: vec![SurveyBlock { study: None, surveys }],
            filters,
            new: None,
            is_deleted: false,
            overdue: Vec::new(),
        };
        let html = page.render().unwrap();
        assert!(html.contains(told), "{responses}: {html}");
    }
}

#[test]
fn every_page_of_accounts_is_sound() {
    let roles = Roles::of(&[Role::Designer, Role::Field]).unwrap();
    let noon = jiff::civil::date(2026, 6, 1).at(12, 0, 0, 0);
    let line = |state, has_factor| PersonLine {
        email: "a&b\"@musterhausen.example".to_owned(),
        is_oneself: false,
        roles: roles.clone(),
        state,
        link_until: Some(noon),
        signed_in_on: None,
        has_factor,
        href: "/people/x".to_owned(),
    };
    let challenge = || Some(Challenge { options: "{\"a\":1}".into(), state: "AAAA".into() });
    for t in Locale::for_staff() {
        let frame = || StaffFrame {
            t,
            here: "/people",
            look: Default::default(),
            organisation: "Stadt Musterhausen",
            workplaces: Vec::new(),
            person: "anna@musterhausen.example",
            roles: Some(&roles),
            tabs: Vec::new(),
            home: "/surveys",
            own: "/me",
            sign_out: "/logout",
            csrf: "token",
        };
        let person = |state, problem: Option<String>| PersonPage {
            frame: frame(),
            person: line(state, true),
            sessions: 2,
            is_shared: false,
            chosen: vec![Role::Field],
            was_saved: problem.is_none(),
            problem,
            list: "/people",
            own: "/me",
        };
        let forgot = |state| ForgotPage {
            frame: frame(),
            action: "/login/forgot",
            login: "/login",
            email: "a\"b",
            state,
        };
        let session = |is_this| SessionLine {
            id: "1".into(),
            began: noon,
            seen: noon,
            is_this,
            organisation: None,
        };
        let entry = |who, action| AuditLine { at: noon, who, action, object: "x".into() };
        let pages = [
            PeoplePage {
                frame: frame(),
                people: AccountState::ALL.iter().map(|state| line(*state, false)).collect(),
                email: "a\"b".into(),
                chosen: vec![Role::Admin],
                problem: Some("A & B".into()),
                is_roles: true,
                invite: "/people/invite",
            }
            .render(),
            person(AccountState::Active, None).render(),
            person(AccountState::Invited, Some("<b>".into())).render(),
            person(AccountState::Disabled, None).render(),
            LinkPage {
                frame: frame(),
                email: "a@b.example",
                purpose: LinkPurpose::Reset,
                address: Some("https://a.example/set-password/x".into()),
                failure: Some(("refused", 554)),
                until: noon,
                list: "/people",
            }
            .render(),
            LinkPage {
                frame: frame(),
                email: "a@b.example",
                purpose: LinkPurpose::Invitation,
                address: None,
                failure: None,
                until: noon,
                list: "/people",
            }
            .render(),
            forgot(ForgotState::NoAddress).render(),
            forgot(ForgotState::Asked).render(),
            SetPasswordPage {
                frame: frame(),
                email: "a@b.example".into(),
                organisation: Some("<".into()),
                may_be_known: true,
                problem: Some("<".into()),
                is_wrong: false,
            }
            .render(),
            LinkOverPage { frame: frame() }.render(),
            ConfirmPage {
                frame: frame(),
                action: "/people/invite",
                typed: vec![("email", "a\"b"), ("role-field", "on")],
                is_wrong: true,
            }
            .render(),
            MePage {
                frame: frame(),
                email: "a@b.example",
                roles: roles.clone(),
                problem: None,
                factor: Some(9),
                set_up: "/me/factor",
                identity: Some(IdentityLine { name: "A <b>", linked_on: None }),
                was_changed: true,
                sessions: vec![session(true), session(false)],
            }
            .render(),
            OnwardPage { frame: frame(), to: "/me?a=\"&b=<" }.render(),
            ProofPage {
                frame: frame(),
                email: "a\"b",
                is_wrong: true,
                action: "/login/oidc/link",
                back: "/login",
            }
            .render(),
            ReturnRefusedPage { frame: frame(), words: "No <b>".into(), back: "/login" }.render(),
            LoginCodePage {
                frame: frame(),
                email: "a@b.example",
                problem: Some(CodeProblem::Wrong(Some(2))),
                has_app: true,
                challenge: challenge(),
                script: "/assets/passkey.js",
                back: "/login",
            }
            .render(),
            FactorPage {
                frame: frame(),
                is_demanded: true,
                passkeys: vec![PasskeyLine {
                    id: "a\"b".into(),
                    name: "<b>".into(),
                    added_on: Some(noon.date()),
                    used_on: None,
                }],
                has_passkeys: true,
                challenge: challenge(),
                script: "/assets/passkey.js",
                name: "a\"b",
                has_app: false,
                begun: Some(("ABCD EFGH".into(), "otpauth://totp/a?secret=ABCDEFGH".into())),
                recovery_codes: Some(9),
                problem: Some(FactorProblem { words: "a & b".into(), field: "passkey-name" }),
                own: "/me",
            }
            .render(),
            RecoveryPage { frame: frame(), codes: vec!["abcd-efgh".into()], own: "/me" }.render(),
            AuditPage {
                frame: frame(),
                entries: vec![
                    entry(AuditActor::Operator, Ok(AuditAction::AddStaff)),
                    entry(AuditActor::Person("a&b".into()), Err("new.word".into())),
                ],
                older: Some("/audit?before=7".into()),
                newest: Some("/audit"),
            }
            .render(),
        ];
        for page in pages {
            markup::check(&page.unwrap());
        }
    }
}
