//! Signing in by an identity provider: who is let in, who must prove more, and what is refused, with a provider that lies.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use tempfile::TempDir;
use zugvogel::app::App;
use zugvogel::app::office::accounts::people::AccountAct;
use zugvogel::clock::Clock;
use zugvogel::oidc::IdentityProvider;

use super::organisations::{change, person};
use super::*;
use crate::databases::TestStores;
use crate::provider::{
    Asked, BUTTON, CLIENT_SECRET, NOW, Provider, discovery, http, public_key, unsigned,
};

const DISCOVERY: &str = "/.well-known/openid-configuration";

fn told_by(provider: &Provider, app: App) -> App {
    let folder = tempfile::tempdir().unwrap();
    let settings = provider.settings(folder.path());
    App { provider: IdentityProvider::of(&settings, folder.path()).unwrap(), ..app }
}

fn served(stores: TestStores, provider: &Provider) -> TestApp {
    TestApp::with(stores, |app| told_by(provider, app))
}

/// An account of the county.
fn add(app: &TestApp, email: &str, role: Role) {
    let owner = organisation(app, "county");
    app.app.accounts().add(&Actor::Operator, owner, email, PASSWORD, role).unwrap();
}

/// Begins to sign in, and gives what the provider is asked.
fn depart(browser: &mut Browser<'_>, provider: &Provider) -> Asked {
    let answer = get(browser, "/login/oidc");
    assert_eq!((answer.status, answer.body.len()), (303, 0), "{}", answer.text());
    provider.read(answer.header("location").unwrap())
}

/// Comes back from another site: of the cookies only those come along that are not strict.
fn come_back(browser: &mut Browser<'_>, path: &str) -> Answer {
    let mut away = browser.clone();
    away.cookies.retain(|name, _| name == "zv_trip");
    let answer = away.ask(Ask::get(path).with("sec-fetch-site", "cross-site")).unwrap();
    browser.cookies.remove("zv_trip");
    browser.cookies.extend(away.cookies);
    answer
}

/// Where a page between leads on.
fn onward(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let html = answer.html();
    let (_, rest) = html.split_once("content=\"0; url=").unwrap_or_else(|| panic!("{html}"));
    html::text(rest.split_once('"').unwrap().0)
}

fn verified(email: &str) -> Value {
    json!({ "email": email, "email_verified": true })
}

/// The whole way of somebody whom the provider knows; where it ends.
fn sign_in_there(
    browser: &mut Browser<'_>,
    provider: &Provider,
    subject: &str,
    more: Value,
) -> Answer {
    let asked = depart(browser, provider);
    let back = provider.grant(&asked, subject, more);
    come_back(browser, &back)
}

fn prove(browser: &mut Browser<'_>, password: &str) -> Answer {
    let form = get(browser, "/login/oidc/link").form();
    let mut sent = form.sent();
    sent.retain(|(name, _)| *name != "password");
    sent.push(("password", password));
    browser.ask(Ask::form("/login/oidc/link", &sent)).unwrap()
}

/// A browser of somebody who is linked, from the first sign-in on.
fn linked<'a>(app: &'a TestApp, provider: &Provider, email: &str, subject: &str) -> Browser<'a> {
    let mut browser = Browser::new(app, "de");
    let back = sign_in_there(&mut browser, provider, subject, verified(email));
    assert_eq!(onward(&back), "/login/oidc/link");
    let proved = prove(&mut browser, PASSWORD);
    assert_eq!((proved.status, proved.header("location")), (303, Some("/surveys")));
    browser
}

#[track_caller]
fn refused(answer: &Answer, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.text().contains(words), "{words}: {}", answer.text());
    assert!(answer.html().contains("href=\"/login\""), "a way back");
    assert!(!answer.all("set-cookie").any(|it| it.starts_with("zv_session")));
}

both! {
    /// The first time with the password; then by what the provider calls her, whatever her address is.
    fn who_is_linked_signs_in_by_the_provider(stores) {
        let log = log();
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Analyst);
        let mut anna = Browser::new(&app, "de");
        assert!(get(&mut anna, "/login").text().contains(BUTTON));
        let left = get(&mut anna, "/login/oidc");
        let cookie = left.header("set-cookie").unwrap();
        assert!(cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"), "{cookie}");
        let asked = provider.read(left.header("location").unwrap());
        for (name, value) in [
            ("response_type", "code"), ("scope", "openid email"), ("client_id", "zugvogel"),
            ("code_challenge_method", "S256"), ("prompt", "select_account"),
            ("redirect_uri", "http://127.0.0.1:8080/login/oidc/callback"),
        ] {
            assert_eq!(asked[name], value, "{name}");
        }
        let back = provider.grant(&asked, "s-anna", verified("Anna@County.example"));
        let code = back.split(['=', '&']).nth(1).unwrap().to_owned();
        assert_eq!(onward(&come_back(&mut anna, &back)), "/login/oidc/link");
        let page = get(&mut anna, "/login/oidc/link").text();
        assert!(page.contains(ANNA) && page.contains("Warum wir fragen"), "{page}");
        assert_eq!(get(&mut anna, "/surveys").header("location"), Some("/login"));
        let wrong = prove(&mut anna, "falsch-falsch-falsch");
        assert!(wrong.status == 422 && wrong.text().contains("stimmt nicht"), "{}", wrong.text());
        assert_eq!(get(&mut anna, "/surveys").header("location"), Some("/login"));
        let token = [("password", PASSWORD)];
        assert_eq!(anna.ask(Ask::form("/login/oidc/link", &token)).unwrap().status, 400);
        assert_eq!(prove(&mut anna, PASSWORD).header("location"), Some("/surveys"));
        assert_eq!(get(&mut anna, "/surveys").status, 200);
        assert_eq!(get(&mut anna, "/login/oidc/link").header("location"), Some("/login"), "once");
        assert!(get(&mut anna, "/me").text().contains("Verknüpft seit 15. Juni 2026"));

        for more in [json!({}), verified(MEIKE), json!({ "email": "x", "email_verified": "true" })] {
            let mut browser = Browser::new(&app, "de");
            let back = sign_in_there(&mut browser, &provider, "s-anna", more);
            assert_eq!(onward(&back), "/surveys");
            assert!(get(&mut browser, "/surveys").html().contains(ANNA));
        }
        assert_eq!(provider.asked(DISCOVERY), 1, "remembered");
        assert_eq!(provider.asked("/keys"), 1, "remembered");
        let trail = audited(&app);
        let began = trail.iter().position(|it| it == "identity.link").unwrap();
        assert_eq!(trail[began..began + 3], ["identity.link", "identity.use", "session.begin"]);
        assert_eq!(trail.iter().filter(|it| *it == "identity.use").count(), 4);

        // Nothing dangerous without the password: the provider has not asked for it just now.
        let mut browser = Browser::new(&app, "de");
        let back = sign_in_there(&mut browser, &provider, "s-anna", json!({}));
        assert_eq!(onward(&back), "/surveys");
        let asked = post(&mut browser, "/me/identity/remove", &[]);
        assert!(asked.text().contains("Bestätigen Sie"), "{}", asked.text());
        let password = [("confirm-password", PASSWORD)];
        assert_eq!(post(&mut browser, "/me/identity/remove", &password).status, 303);
        assert!(get(&mut browser, "/me").text().contains("Konto verknüpfen"));
        assert_eq!(audited(&app).last().unwrap(), "identity.unlink");
        let back = sign_in_there(&mut Browser::new(&app, "de"), &provider, "s-anna", json!({}));
        refused(&back, 403, "gehört hier kein Konto");

        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        for secret in [CLIENT_SECRET, &code, PASSWORD] {
            assert!(!log.contains(secret), "{secret}");
        }
    }

    /// Nothing but a fresh token of this provider for this sign-in in this browser counts.
    fn what_does_not_fit_is_refused(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Analyst);
        let good = |asked: &Asked, name: &str, value: Value| {
            let mut claims = provider.claims(asked, "s-anna");
            claims["email"] = ANNA.into();
            claims["email_verified"] = true.into();
            claims[name] = value;
            claims
        };
        for (name, value) in [
            ("nonce", json!("other")), ("nonce", Value::Null), ("aud", json!("other")),
            ("aud", json!(["zugvogel", "other"])), ("azp", json!("other")), ("exp", json!(NOW - 61)),
            ("iat", json!(NOW + 120)), ("iat", json!(NOW - 3600)), ("iss", json!("https://other.example")),
            ("sub", json!("")),
        ] {
            let mut browser = Browser::new(&app, "de");
            let asked = depart(&mut browser, &provider);
            let token = provider.signed(&good(&asked, name, value));
            let back = come_back(&mut browser, &provider.give(&asked, token));
            refused(&back, 422, "passt nicht");
        }

        // Signed by nobody, by what everybody knows, by somebody else, or not this: claims that are right otherwise.
        for case in 0..6 {
            let mut browser = Browser::new(&app, "de");
            let asked = depart(&mut browser, &provider);
            let claims = good(&asked, "name", json!("x"));
            let right = provider.signed(&claims);
            let (signed, signature) = right.rsplit_once('.').unwrap();
            let token = match case {
                0 => format!("{}.", unsigned(&json!({ "alg": "none" }), &claims)),
                1 => {
                    let message = unsigned(&json!({ "alg": "HS256", "kid": "first" }), &claims);
                    let mut mac = Hmac::<Sha256>::new_from_slice(&public_key("first")).unwrap();
                    mac.update(message.as_bytes());
                    format!("{message}.{}", BASE64.encode(mac.finalize().into_bytes()))
                }
                2 => {
                    let header = json!({ "alg": "ES256", "kid": "first" });
                    let others = unsigned(&header, &good(&asked, "sub", json!("s-eve")));
                    format!("{others}.{signature}")
                }
                3 => format!("{signed}."),
                4 => signed.to_owned(),
                _ => String::new(),
            };
            refused(&come_back(&mut browser, &provider.give(&asked, token)), 422, "passt nicht");
            // What was signed well is taken.
            let asked = depart(&mut browser, &provider);
            let token = provider.signed(&good(&asked, "name", json!("x")));
            assert_eq!(onward(&come_back(&mut browser, &provider.give(&asked, token))), "/login/oidc/link");
        }

        // Said in the address.
        for (said, told) in [
            ("error=access_denied&error_description=%3Cb%3Eevil", (422, "abgebrochen")),
            ("error=server_error", (503, "antwortet gerade nicht")),
            ("error=invalid_scope&error_description=evil", (422, "passt nicht")),
            ("code=x", (422, "passt nicht")),
            ("code=x&iss=https%3A%2F%2Fother.example", (422, "passt nicht")),
            ("", (422, "passt nicht")),
        ] {
            let mut browser = Browser::new(&app, "de");
            let state = &depart(&mut browser, &provider)["state"];
            let back = come_back(&mut browser, &format!("/login/oidc/callback?state={state}&{said}"));
            refused(&back, told.0, told.1);
            assert!(!back.html().contains("evil"), "{}", back.html());
        }
        let audit = audited(&app);
        assert!(!audit.iter().any(|it| it.starts_with("identity") || it == "session.begin"), "{audit:?}");
    }

    /// What one browser began, once, and in time.
    fn a_return_counts_once_and_where_it_began(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Analyst);
        linked(&app, &provider, ANNA, "s-anna");
        let mut anna = Browser::new(&app, "de");
        let mut eve = Browser::new(&app, "de");
        let asked = depart(&mut anna, &provider);
        let others = depart(&mut eve, &provider);
        let back = provider.grant(&asked, "s-anna", json!({}));
        // Somebody else's browser, one that has begun nothing, and what was made up.
        refused(&come_back(&mut eve, &back), 422, "anderen Browser");
        refused(&come_back(&mut Browser::new(&app, "de"), &back), 422, "anderen Browser");
        for made_up in ["x", "AAAA", &"A".repeat(4000)] {
            let mut browser = Browser::new(&app, "de");
            browser.cookies.insert("zv_trip".to_owned(), made_up.to_owned());
            refused(&come_back(&mut browser, &back), 422, "anderen Browser");
            assert_eq!(get(&mut browser, "/login/oidc/link").header("location"), Some("/login"));
        }
        let hers = format!("/login/oidc/callback?code=x&state={}", others["state"]);
        refused(&come_back(&mut anna.clone(), &hers), 422, "anderen Browser");
        refused(&come_back(&mut anna.clone(), "/login/oidc/callback"), 422, "anderen Browser");
        assert_eq!(come_back(&mut anna.clone(), "/login/oidc/callback?state=%FF").status, 400);
        // What waits for the provider is not what waits for a password.
        assert_eq!(get(&mut anna, "/login/oidc/link").header("location"), Some("/login"));

        let kept = anna.cookies.clone();
        let twice = [(); 2].map(|()| anna.dressed(Ask::get(&back)));
        let mut statuses: Vec<u16> =
            app.send_together(&twice).iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
        refused(&come_back(&mut with_cookies(&app, &kept), &back), 422, "schon beendet");

        // Too late: ten minutes.
        let asked = depart(&mut anna, &provider);
        let back = provider.grant(&asked, "s-anna", json!({ "exp": NOW + 3600, "iat": NOW + 540 }));
        let kept = anna.cookies.clone();
        let later = |app: TestApp, seconds| app.restarted_with(|app| {
            let now = jiff::Timestamp::from_second(NOW + seconds).unwrap();
            App { clock: Clock::Fixed(now), ..told_by(&provider, app) }
        });
        let app = later(app, 601);
        refused(&come_back(&mut with_cookies(&app, &kept), &back), 422, "zu lange gedauert");
        let app = later(app, 600);
        assert_eq!(onward(&come_back(&mut with_cookies(&app, &kept), &back)), "/surveys");
    }

    /// The same page for everybody who has no account to work with.
    fn who_has_no_account_is_told_the_same(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        for email in [ANNA, "ben@county.example", "admin@county.example"] {
            add(&app, email, Role::Admin);
        }
        invited(&app, MEIKE);
        linked(&app, &provider, "ben@county.example", "s-ben");
        linked(&app, &provider, "admin@county.example", "s-admin");
        change(&app, "admin@county.example", "county", AccountAct::Disable);
        let mut seen = BTreeMap::new();
        for (subject, more) in [
            ("s-new", json!({})),
            ("s-new", verified("nobody@county.example")),
            ("s-new", verified("no address")),
            ("s-new", json!({ "email": ANNA })),
            ("s-new", json!({ "email": ANNA, "email_verified": false })),
            ("s-new", json!({ "email": ANNA, "email_verified": "true" })),
            ("s-new", json!({ "email": [ANNA], "email_verified": true })),
            ("s-new", verified("ben@county.example")),
            ("s-new", verified(MEIKE)),
            ("s-new", verified("admin@county.example")),
            ("s-admin", json!({})),
        ] {
            let answer = sign_in_there(&mut Browser::new(&app, "de"), &provider, subject, more.clone());
            if more["email"].is_array() {
                refused(&answer, 422, "passt nicht");
                continue;
            }
            refused(&answer, 403, "gehört hier kein Konto");
            seen.insert(answer.html(), subject);
        }
        assert_eq!(seen.len(), 1, "{seen:?}");
        // Who is known has not become somebody else meanwhile.
        let mut browser = Browser::new(&app, "de");
        assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-ben", json!({}))), "/surveys");
        // She is disabled while she types the password.
        let mut anna = Browser::new(&app, "de");
        let back = sign_in_there(&mut anna, &provider, "s-new", verified(ANNA));
        assert_eq!(onward(&back), "/login/oidc/link");
        change(&app, ANNA, "county", AccountAct::Disable);
        assert_eq!(prove(&mut anna, PASSWORD).status, 422);
    }

    /// Keys that nobody knows yet are asked for once, however many are named.
    fn an_unknown_key_is_asked_for_once(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Analyst);
        linked(&app, &provider, ANNA, "s-anna");
        provider.rotate("second");
        let mut anna = Browser::new(&app, "de");
        assert_eq!(onward(&sign_in_there(&mut anna, &provider, "s-anna", json!({}))), "/surveys");
        assert_eq!(provider.asked("/keys"), 2);
        for number in 0..5 {
            provider.rotate(&format!("flood {number}"));
            let back = sign_in_there(&mut Browser::new(&app, "de"), &provider, "s-anna", json!({}));
            refused(&back, 422, "passt nicht");
        }
        assert_eq!(provider.asked("/keys"), 2);
    }

    /// Whatever the provider does, the page says something and the password works.
    fn a_provider_that_is_not_well_harms_nobody(stores) {
        let mut app = TestApp::new(stores);
        add(&app, ANNA, Role::Analyst);
        let moved = |provider: &Provider, path: &str| {
            let to = format!("{}/elsewhere{path}", provider.issuer);
            format!("HTTP/1.1 307 Moved\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                .into_bytes()
        };
        let huge = || http("200 OK", &format!("{{\"x\":\"{}\"}}", "x".repeat(1 << 20)));
        let lies = |issuer: &str, name: &str, value: &str| {
            let mut lies = discovery(issuer);
            lies[name] = value.into();
            http("200 OK", &lies.to_string())
        };
        for case in 0..14 {
            let provider = Provider::start();
            let own = provider.issuer.clone();
            let (path, bytes, status) = match case {
                0 => (DISCOVERY, moved(&provider, DISCOVERY), 422),
                1 => (DISCOVERY, huge(), 422),
                2 => (DISCOVERY, http("200 OK", "<html>"), 422),
                3 => (DISCOVERY, http("500 Oh", ""), 503),
                4 => (DISCOVERY, b"no http\r\n\r\n".to_vec(), 503),
                5 => (DISCOVERY, lies(&own, "issuer", "https://other.example"), 422),
                6 => (DISCOVERY, lies(&own, "issuer", &format!("{own}/")), 422),
                7 => (DISCOVERY, lies(&own, "authorization_endpoint", "http://other.example/a"), 422),
                8 => (DISCOVERY, lies(&own, "jwks_uri", "file:///etc/passwd"), 422),
                9 => ("/token", moved(&provider, "/token"), 422),
                10 => ("/token", huge(), 422),
                11 => ("/token", http("503 Oh", ""), 503),
                12 => ("/keys", moved(&provider, "/keys"), 422),
                _ => ("/keys", http("200 OK", r#"{"keys":[]}"#), 422),
            };
            provider.answer(path, bytes);
            app = app.restarted_with(|app| told_by(&provider, app));
            let mut anna = Browser::new(&app, "de");
            let words = if status == 503 { "antwortet gerade nicht" } else { "passt nicht" };
            let told = match path {
                DISCOVERY => get(&mut anna, "/login/oidc"),
                _ => sign_in_there(&mut anna, &provider, "s-anna", verified(ANNA)),
            };
            refused(&told, status, words);
            assert_eq!(provider.asked(path), 1, "{case}");
            assert_eq!(provider.asked(&format!("/elsewhere{path}")), 0, "{case}: sent on");
            assert_eq!(sign_in(&mut anna, ANNA, PASSWORD).status, 303);
        }

        // Nobody is there; and somebody who says nothing, for ten seconds and no longer.
        let provider = Provider::start();
        let folder = TempDir::new().unwrap();
        let mut settings = provider.settings(folder.path());
        settings.oidc_issuer = "http://127.0.0.1:9".to_owned();
        let gone = IdentityProvider::of(&settings, folder.path()).unwrap();
        app = app.restarted_with(|app| App { provider: gone, ..app });
        refused(&get(&mut Browser::new(&app, "de"), "/login/oidc"), 503, "antwortet gerade nicht");
        provider.answer(DISCOVERY, Vec::new());
        app = app.restarted_with(|app| told_by(&provider, app));
        let begun = Instant::now();
        let asks: Vec<Ask> = (0..12).map(|_| Browser::new(&app, "de").dressed(Ask::get("/login/oidc"))).collect();
        for answer in app.send_together(&asks) {
            refused(&answer, 503, "antwortet gerade nicht");
        }
        let waited = begun.elapsed();
        assert!(waited > Duration::from_secs(9) && waited < Duration::from_secs(30), "{waited:?}");
        assert_eq!(provider.asked(DISCOVERY), 8, "no more at once");
    }

    /// Ours is asked for, unless the provider says that it has asked for several.
    fn a_second_factor_is_still_asked_for(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Admin);
        let mut anna = linked(&app, &provider, ANNA, "s-anna");
        let accounts = app.app.accounts();
        accounts.demand_factor(&Actor::Operator, &Slug("county".to_owned()), true).unwrap();
        let mut browser = Browser::new(&app, "de");
        let several = || json!({ "amr": ["pwd", "otp"] });
        assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-anna", several())), "/surveys");
        assert_eq!(get(&mut browser, "/people").header("location"), Some("/me/factor"));
        assert_eq!(post(&mut anna, "/me/factor/begin", &[]).status, 303);
        let totp = app_of(&get(&mut anna, "/me/factor"));
        let code = |moment| totp.generate(seconds(moment)).to_string();
        let first = code("2026-06-15T10:00:00Z");
        assert_eq!(post(&mut anna, "/me/factor/confirm", &[("code", &first)]).status, 200);

        for more in [json!({}), json!({ "amr": ["pwd"] }), json!({ "amr": "mfa" })] {
            let mut browser = Browser::new(&app, "de");
            assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-anna", more)), "/login/code");
            assert_eq!(get(&mut browser, "/surveys").header("location"), Some("/login"));
        }
        for more in [several(), json!({ "amr": ["mfa"] })] {
            let mut browser = Browser::new(&app, "de");
            assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-anna", more)), "/surveys");
            assert_eq!(get(&mut browser, "/people").status, 200);
        }
        // The code lets her in, and is no password.
        let mut browser = Browser::new(&app, "de");
        assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-anna", json!({}))), "/login/code");
        assert_eq!(enter(&mut browser, &code("2026-06-15T10:00:30Z")).status, 303);
        assert_eq!(get(&mut browser, "/people").status, 200);
        let asked = post(&mut browser, "/me/identity/remove", &[]);
        assert!(asked.text().contains("Bestätigen Sie"), "{}", asked.text());
    }

    /// In a session that goes on, of an account and a person there that have no other link.
    fn somebody_links_her_own_account(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        let mut meike = signed_in(&app, MEIKE, Role::Analyst);
        let begin = |browser: &mut Browser<'_>| {
            let page = post(browser, "/me/identity", &[]);
            provider.read(&onward(&page))
        };
        let asked = begin(&mut anna);
        let back = provider.grant(&asked, "s-anna", json!({}));
        assert_eq!(onward(&come_back(&mut anna, &back)), "/me");
        let page = get(&mut anna, "/me").text();
        assert!(page.contains("Verknüpft seit") && page.contains(BUTTON), "{page}");
        assert_eq!(audited(&app).last().unwrap(), "identity.link");
        // Both ways around: one of both is linked already.
        for (browser, subject) in [(&mut meike, "s-anna"), (&mut anna, "s-other")] {
            let asked = begin(browser);
            let back = come_back(browser, &provider.grant(&asked, subject, json!({})));
            refused(&back, 422, "schon verknüpft");
        }
        assert_eq!(audited(&app).last().unwrap(), "identity.link");
        assert_eq!(get(&mut meike, "/surveys").status, 200, "she is still signed in");
        // Her session has ended meanwhile.
        let asked = begin(&mut meike);
        assert_eq!(post(&mut meike, "/logout", &[]).status, 303);
        let back = provider.grant(&asked, "s-meike", json!({}));
        refused(&come_back(&mut meike, &back), 422, "gilt nicht mehr");
        let mut browser = Browser::new(&app, "de");
        assert_eq!(onward(&sign_in_there(&mut browser, &provider, "s-anna", json!({}))), "/surveys");
        let unlink = [("confirm-password", PASSWORD)];
        assert_eq!(post(&mut browser, "/me/identity/remove", &unlink).status, 303);
        assert_eq!(post(&mut browser, "/me/identity/remove", &[]).status, 303, "there is none");
        assert_eq!(audited(&app).iter().filter(|it| *it == "identity.unlink").count(), 1);
    }

    /// Whoever knew the password before may have linked what is his.
    fn another_password_by_a_link_takes_the_link_away(stores) {
        let provider = Provider::start();
        let app = served(stores, &provider);
        add(&app, ANNA, Role::Analyst);
        linked(&app, &provider, ANNA, "s-thief");
        let anna = person(&app, ANNA, "county");
        let link = app.app.accounts().reset(&Actor::Operator, &anna).unwrap().unwrap();
        let mut thief = Browser::new(&app, "de");
        refused(&sign_in_there(&mut thief, &provider, "s-thief", json!({})), 403, "kein Konto");
        assert_eq!(choose(&mut Browser::new(&app, "de"), &link.address(""), CHOSEN).status, 303);
        refused(&sign_in_there(&mut thief, &provider, "s-thief", json!({})), 403, "kein Konto");
    }

    /// Off until it is set up.
    fn where_there_is_no_provider_there_is_no_button(stores) {
        let app = TestApp::new(stores);
        let mut anna = signed_in(&app, ANNA, Role::Analyst);
        assert!(!get(&mut Browser::new(&app, "de"), "/login").html().contains("oidc"));
        assert!(!get(&mut anna, "/me").html().contains("identity"));
        for path in ["/login/oidc", "/login/oidc/link"] {
            let answer = get(&mut Browser::new(&app, "de"), path);
            assert_eq!(answer.header("location"), Some("/login"), "{path}");
        }
        refused(&get(&mut Browser::new(&app, "de"), "/login/oidc/callback?code=x&state=y"), 422, "gilt nicht mehr");
        assert_eq!(post(&mut anna, "/me/identity", &[]).header("location"), Some("/me"));
    }
}
