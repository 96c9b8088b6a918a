//! Passkeys: what a browser sends when a device makes and uses one, and what is sent by who has none.

use zugvogel::app::App;
use zugvogel::app::office::accounts::passkeys::{MOST_PASSKEYS, Passkeys};

use super::*;
use crate::authenticator::{Authenticator, TOUCHED, VERIFIED};

const ORIGIN: &str = "https://umfrage.example";

fn with_passkeys(app: App) -> App {
    App { passkeys: Passkeys::at(ORIGIN), ..app }
}

/// What the form with a challenge says: options, state.
fn challenge(page: &Answer) -> (String, String) {
    let html = page.html();
    let attribute = |name: &str| {
        let (_, rest) = html.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{html}"));
        html::text(rest.split_once('"').unwrap().0)
    };
    (attribute("data-options"), attribute("name=\"state\" value"))
}

fn add(browser: &mut Browser<'_>, name: &str, state: &str, credential: &str) -> Answer {
    let fields = [("name", name), ("state", state), ("credential", credential)];
    post(browser, "/me/passkeys", &fields)
}

/// Adds the passkey of a device.
fn add_device(browser: &mut Browser<'_>, name: &str, device: &mut Authenticator) -> Answer {
    let (options, state) = challenge(&get(browser, "/me/factor"));
    let credential = device.create(&options);
    add(browser, name, &state, &credential)
}

/// What a session that waits sends.
fn answer_with(half: &mut Browser<'_>, page: &Answer, state: &str, credential: &str) -> Answer {
    let html = page.html();
    let forms = html::forms(&html);
    let csrf =
        forms.iter().flat_map(|form| form.sent()).find(|(name, _)| *name == "_csrf").unwrap().1;
    let fields = [("_csrf", csrf), ("state", state), ("credential", credential)];
    half.ask(Ask::form("/login/passkey", &fields)).unwrap()
}

/// Somebody who has typed her password, and the page that asks for more.
fn half<'a>(app: &'a TestApp, email: &str) -> (Browser<'a>, Answer) {
    let mut browser = Browser::new(app, "de");
    assert_eq!(sign_in(&mut browser, email, PASSWORD).header("location"), Some("/login/code"));
    let page = get(&mut browser, "/login/code");
    (browser, page)
}

fn location(answer: &Answer) -> (u16, Option<&str>) {
    (answer.status, answer.header("location"))
}

both! {
    /// Added, asked for, named, taken away; the password alone opens nothing meanwhile.
    fn a_passkey_is_the_second_factor(stores) {
        let app = TestApp::with(stores, with_passkeys);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let mut other = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut other, ANNA, PASSWORD).status, 303);
        let mut phone = Authenticator::new(1, ORIGIN);
        let shown = add_device(&mut anna, " Diensttelefon <b>", &mut phone);
        assert_eq!((shown.status, shown.html().matches("<code class=\"code\">").count()), (200, 10));
        let recovery = shown.html().split("<code class=\"code\">").nth(1).unwrap()
            .split('<').next().unwrap().to_owned();
        assert_eq!(get(&mut other, "/surveys").status, 303, "other sessions end");
        let page = get(&mut anna, "/me/factor");
        assert!(page.html().contains("Diensttelefon &#60;b&#62;"), "{}", page.html());
        assert!(page.text().contains("noch nie benutzt"));

        let (mut browser, page) = half(&app, ANNA);
        assert_eq!(get(&mut browser, "/surveys").header("location"), Some("/login"));
        assert!(!page.text().contains("Sechs Ziffern"), "there is no app");
        let (options, state) = challenge(&page);
        let credential = phone.sign(&options);
        let right = answer_with(&mut browser, &page, &state, &credential);
        assert_eq!(location(&right), (303, Some("/surveys")));
        assert_eq!(get(&mut browser, "/surveys").status, 200);
        assert!(get(&mut anna, "/me/factor").text().contains("zuletzt benutzt am 15. Juni 2026"));

        // A recovery code helps who has lost her device; no code of six digits does, however many are tried.
        let (mut browser, _) = half(&app, ANNA);
        for _ in 0..7 {
            let wrong = enter(&mut browser, "000000");
            assert!(wrong.status == 422 && wrong.text().contains("Wiederherstellungscode gilt nicht"));
        }
        assert_eq!(enter(&mut browser, &recovery).status, 303);

        // A second one and the app stand beside it; the last that is taken away takes the codes along.
        let mut stick = Authenticator::new(2, ORIGIN);
        assert_eq!(location(&add_device(&mut anna, "", &mut stick)), (303, Some("/me/factor")));
        assert_eq!(post(&mut anna, "/me/factor/begin", &[]).status, 303);
        let totp = app_of(&get(&mut anna, "/me/factor"));
        let code = totp.generate(seconds("2026-06-15T10:00:00Z")).to_string();
        let confirmed = post(&mut anna, "/me/factor/confirm", &[("code", &code)]);
        assert_eq!(location(&confirmed), (303, Some("/me/factor")), "she has codes already");
        assert!(get(&mut anna, "/me").text().contains("Noch 9 Wiederherstellungscodes"));
        let (_, page) = half(&app, ANNA);
        assert!(page.text().contains("Sechs Ziffern") && page.html().contains("data-options"));
        assert_eq!(post(&mut anna, "/me/factor/remove", &[]).status, 303);
        let ids = |page: &Answer| -> Vec<String> {
            page.html().split("name=\"passkey\" value=\"").skip(1)
                .map(|it| it.split('"').next().unwrap().to_owned()).collect()
        };
        let both = ids(&get(&mut anna, "/me/factor"));
        assert_eq!(both.len(), 2);
        for id in both {
            assert_eq!(post(&mut anna, "/me/factor/remove", &[("passkey", &id)]).status, 303);
        }
        let mut browser = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut browser, ANNA, PASSWORD).header("location"), Some("/surveys"));
        assert!(!get(&mut anna, "/me").text().contains("Wiederherstellungscodes"));
    }

    /// Nothing but a fresh answer of her own device to the question of this session counts.
    fn what_does_not_fit_is_refused(stores) {
        let app = TestApp::with(stores, with_passkeys);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let mut meike = signed_in(&app, MEIKE, Role::Designer);
        let mut phone = Authenticator::new(1, ORIGIN);

        // Adding: of another session, from another site, without a finger, garbage, twice.
        let (options, state) = challenge(&get(&mut anna, "/me/factor"));
        let (others, foreign) = challenge(&get(&mut meike, "/me/factor"));
        let mut liar = Authenticator::new(9, "https://umfrage.example.evil.example");
        let mut untouched = Authenticator::new(8, ORIGIN);
        untouched.flags = TOUCHED;
        let answers = [
            (foreign.as_str(), phone.create(&others)), (&foreign, phone.create(&options)),
            (&state, phone.create(&others)), (&state, liar.create(&options)),
            (&state, untouched.create(&options)), (&state, "{}".to_owned()), (&state, "x".to_owned()),
            ("", phone.create(&options)), ("AAAA", phone.create(&options)),
        ];
        for (number, (state, credential)) in answers.iter().enumerate() {
            let refused = add(&mut anna, "x", state, credential);
            assert!(refused.status == 422 && refused.text().contains("passt nicht"), "{number}");
        }
        for (error, told) in [
            ("", "keinen Passkey gegeben"), ("NotAllowedError", "Abgebrochen"),
            ("InvalidStateError", "schon einen Passkey"), ("SecurityError", "passt nicht"),
        ] {
            let refused = add(&mut anna, "Mein Gerät", &state, error);
            assert!(refused.status == 422 && refused.text().contains(told), "{error}");
            assert!(refused.html().contains("value=\"Mein Gerät\""), "what was typed stays");
        }
        let long = "ü".repeat(500);
        let credential = phone.create(&options);
        assert_eq!(add(&mut anna, &long, &state, &credential).status, 200);
        let page = get(&mut anna, "/me/factor").text();
        assert!(page.contains(&"ü".repeat(60)) && !page.contains(&"ü".repeat(61)));
        // A device that makes its passkey again, though it was told of it, or for somebody else.
        for (browser, told) in [(&mut anna, "passt nicht"), (&mut meike, "schon einen Passkey")] {
            let again = add_device(browser, "x", &mut phone);
            assert!(again.status == 422 && again.text().contains(told), "{}", again.text());
        }

        // Signing in: the answer of another session, from another site, without a finger, of another device.
        let (mut browser, page) = half(&app, ANNA);
        let (options, state) = challenge(&page);
        let (mut thief, stolen) = half(&app, ANNA);
        let (hers, her_state) = challenge(&stolen);
        let mut strange = Authenticator::new(7, ORIGIN);
        phone.flags = TOUCHED;
        let unverified = phone.sign(&options);
        phone.flags = VERIFIED;
        phone.origin = liar.origin;
        let lured = phone.sign(&options);
        phone.origin = ORIGIN;
        let answers = [
            (her_state.as_str(), phone.sign(&hers)), (&state, phone.sign(&hers)), (&state, unverified),
            (&state, lured), (&state, strange.sign(&options)), (&state, "[]".to_owned()),
        ];
        for (number, (state, credential)) in answers.iter().enumerate() {
            let refused = answer_with(&mut browser, &page, state, credential);
            assert!(refused.status == 422 && refused.text().contains("passt nicht"), "{number}");
        }
        let right = phone.sign(&options);
        assert_eq!(answer_with(&mut browser, &page, &state, &right).status, 303);
        // Once: the session that waited is over, and the answer fits no other.
        let replayed = answer_with(&mut thief, &stolen, &state, &right);
        assert_eq!(replayed.status, 422);
        assert_eq!(location(&answer_with(&mut browser, &page, &state, &right)).1, Some("/login"));
        // A copy of the device has counted less than the device.
        phone.counter = 1;
        let copied = phone.sign(&challenge(&get(&mut thief, "/login/code")).0);
        let state = challenge(&get(&mut thief, "/login/code")).1;
        assert_eq!(answer_with(&mut thief, &stolen, &state, &copied).status, 422);
    }

    /// What an organisation demands is met by a passkey, and an administrator may take all away.
    fn a_passkey_is_what_an_organisation_demands(stores) {
        let app = TestApp::with(stores, with_passkeys);
        let mut admin = signed_in(&app, "admin@county.example", Role::Admin);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let accounts = app.app.accounts();
        accounts.demand_factor(&Actor::Operator, &Slug("county".to_owned()), true).unwrap();
        assert_eq!(get(&mut admin, "/people").header("location"), Some("/me/factor"));
        let mut key = Authenticator::new(3, ORIGIN);
        assert_eq!(add_device(&mut admin, "Schlüssel", &mut key).status, 200);
        assert_eq!(get(&mut admin, "/people").status, 200);
        let page = get(&mut admin, "/me/factor").html();
        let id = page.split("name=\"passkey\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let kept = post(&mut admin, "/me/factor/remove", &[("passkey", id)]);
        assert!(kept.status == 422 && kept.text().contains("nicht entfernen"), "{}", kept.text());
        // Nobody takes away what is somebody else's.
        assert_eq!(post(&mut anna, "/me/factor/remove", &[("passkey", id)]).status, 303);
        assert!(get(&mut admin, "/me/factor").html().contains(id));

        let mut phone = Authenticator::new(1, ORIGIN);
        assert_eq!(add_device(&mut anna, "x", &mut phone).status, 200);
        assert!(get(&mut admin, "/people").text().matches("zweiter Faktor").count() >= 2);
        let page = page_of(&mut admin, ANNA);
        assert_eq!(post(&mut admin, &format!("{page}/remove-factor"), &[]).status, 303);
        let mut browser = Browser::new(&app, "de");
        assert_eq!(sign_in(&mut browser, ANNA, PASSWORD).header("location"), Some("/surveys"));
    }

    fn an_account_has_ten_passkeys_at_most(stores) {
        let app = TestApp::with(stores, with_passkeys);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let (options, state) = challenge(&get(&mut anna, "/me/factor"));
        for seed in 1..=u8::try_from(MOST_PASSKEYS).unwrap() {
            let status = add_device(&mut anna, "x", &mut Authenticator::new(seed, ORIGIN)).status;
            assert_eq!(status, if seed == 1 { 200 } else { 303 });
        }
        let page = get(&mut anna, "/me/factor");
        assert!(page.text().contains("Mehr als zehn") && !page.html().contains("data-options"));
        let credential = Authenticator::new(99, ORIGIN).create(&options);
        let late = add(&mut anna, "x", &state, &credential);
        assert!(late.status == 422 && late.text().contains("Mehr als zehn"), "{}", late.text());
    }

    /// Without an address of their own browsers make none, and the page says what there is instead.
    fn where_there_are_none_the_app_is_left(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let page = get(&mut anna, "/me/factor");
        assert!(page.text().contains("public_url") && !page.html().contains("data-options"));
        assert_eq!(location(&add(&mut anna, "x", "", "")), (303, Some("/me/factor")));
    }
}
