//! Several organisations in one installation, and people who work for more than one of them.

use std::collections::BTreeMap;

use zugvogel::app::Actor;
use zugvogel::app::office::accounts::people::{AccountAct, Person};
use zugvogel::domain::Role::{Admin, Analyst, Designer};
use zugvogel::domain::{Role, Roles};
use zugvogel::error::Error;
use zugvogel::ids::Slug;
use zugvogel::storage::office::audit::Entry;

use super::{
    CHOSEN, PASSWORD, app_of, choose, enter, form, get, link_on, organisation, page_of, post,
    seconds, sign_in, with_cookies,
};
use crate::app::TestApp;
use crate::browser::{Answer, Ask, Browser};
use crate::databases::both;
use crate::html;

const EVE: &str = "eve@elsewhere.example";
const NEW: &str = "new@elsewhere.example";

/// A browser signed in with an account of an organisation that is made for it.
fn works<'a>(app: &'a TestApp, slug: &str, email: &str, role: Role) -> Browser<'a> {
    let owner = organisation(app, slug);
    app.app.accounts().add(&Actor::Operator, owner, email, PASSWORD, role).unwrap();
    let mut browser = Browser::new(app, "de");
    assert_eq!(sign_in(&mut browser, email, PASSWORD).status, 303);
    browser
}

/// Invites somebody by command, and gives the link's path.
fn invited(app: &TestApp, slug: &str, email: &str, role: Role) -> String {
    let owner = organisation(app, slug);
    let link = app.app.accounts().invite(&Actor::Operator, owner, email, Roles::from(role));
    link.unwrap().unwrap().address("")
}

fn join(browser: &mut Browser<'_>, link: &str, password: &str) -> Answer {
    browser.ask(Ask::form(link, &[("own-password", password)])).unwrap()
}

/// Eve works for `elsewhere` and for the county, signed in there.
fn eve<'a>(app: &'a TestApp, elsewhere: Role, county: Role) -> Browser<'a> {
    let mut eve = works(app, "elsewhere", EVE, elsewhere);
    let link = invited(app, "county", EVE, county);
    let joined = join(&mut eve, &link, PASSWORD);
    assert_eq!((joined.status, joined.header("location")), (303, Some("/surveys")));
    eve
}

fn switch(browser: &mut Browser<'_>, to: &str) -> u16 {
    post(browser, "/me/organisation", &[("organisation", to)]).status
}

/// The organisation in which the pages of a browser work, by its switch.
fn place(browser: &mut Browser<'_>) -> String {
    let html = get(browser, "/me").html();
    let tags = html::tags(&html);
    let chosen =
        tags.iter().find(|tag| tag.name == "option" && tag.attribute("selected").is_some());
    chosen.unwrap().attribute("value").unwrap().to_owned()
}

pub(crate) fn person(app: &TestApp, email: &str, slug: &str) -> Person {
    let slug = Slug(slug.to_owned());
    app.app.accounts().person_called(&Actor::Operator, email, Some(&slug)).unwrap().unwrap()
}

pub(crate) fn change(app: &TestApp, email: &str, slug: &str, act: AccountAct) {
    let accounts = app.app.accounts();
    accounts.change(&Actor::Operator, &person(app, email, slug), act).unwrap().unwrap();
}

/// What the trail of an organisation tells.
fn trail_of(app: &TestApp, slug: &str) -> Vec<String> {
    let (owner, mut all) = (organisation(app, slug), Vec::new());
    let read = app.app.office().read_trail(&Actor::Operator, &mut |entry: &Entry| {
        if entry.organisation_id.as_ref() == Some(&owner) {
            all.push(entry.action.clone());
        }
        Ok::<_, Error>(())
    });
    read.unwrap();
    all
}

both! {
    /// Page by page, in the list and in the trail, before and after.
    fn whoever_invites_does_not_learn_who_has_an_account_elsewhere(stores) {
        let app = TestApp::new(stores);
        let mut theirs = works(&app, "elsewhere", "admin@elsewhere.example", Admin);
        let mut eve = works(&app, "elsewhere", EVE, Analyst);
        let mut admin = works(&app, "county", "admin@county.example", Admin);
        let before = trail_of(&app, "elsewhere");

        let same = |answer: &Answer, email: &str| {
            let mut html = answer.html().replace(email, "…");
            if let Some((start, rest)) = html.split_once("/set-password/") {
                html = format!("{start}{}", &rest[43..]);
            }
            (answer.status, html)
        };
        let mut ask = |email: &str| {
            let shown = post(&mut admin, "/people/invite", &[("email", email), ("role-designer", "on")]);
            let again = post(&mut admin, "/people/invite", &[("email", email), ("role-field", "on")]);
            assert!(again.status == 422 && again.text().contains("schon ein Konto"), "{}", again.text());
            let link = link_on(&shown);
            let page = page_of(&mut admin, email);
            let person = get(&mut admin, &page);
            let id = page.rsplit('/').next().unwrap().to_owned();
            // She whom the link was handed to for passing it on looks, and tries.
            let mut nosy = Browser::new(&app, "de");
            let opened = get(&mut nosy, &link);
            let short = choose(&mut nosy, &link, "kurz");
            let wrong = join(&mut nosy, &link, CHOSEN);
            let without = sign_in(&mut nosy, email, "falsch-falsch-falsch");
            let told = [&shown, &person, &opened, &short, &wrong, &without];
            let told = told.map(|it| {
                let (status, html) = same(it, email);
                (status, html.replace(&id, "…"))
            });
            (link, told, page)
        };
        let (hers, known, page) = ask(EVE);
        let (link, unknown, other) = ask(NEW);
        for (known, unknown) in known.iter().zip(&unknown) {
            assert_eq!(known, unknown);
        }
        assert!(known[2].1.contains("County lädt Sie ein"), "{}", known[2].1);
        // Another link voids the first one, and does nothing to the account.
        for page in [&page, &other] {
            let again = post(&mut admin, &format!("{page}/reset"), &[]);
            assert!(again.text().contains("nimmt"), "{}", again.text());
        }
        assert_eq!([&hers, &link].map(|it| get(&mut Browser::new(&app, "de"), it).status), [410, 410]);
        assert_eq!(get(&mut eve, "/surveys").status, 200);
        assert_eq!(switch(&mut eve, "county"), 404, "not before she has accepted");
        assert!(!get(&mut eve, "/me").html().contains("id=\"workplace\""));

        let [hers, link] = [&page, &other].map(|page| {
            link_on(&post(&mut admin, &format!("{page}/reset"), &[]))
        });
        // Who has an account keeps her password; nobody else chooses one for her.
        let refused = choose(&mut eve, &hers, CHOSEN);
        assert!(refused.status == 422 && refused.text().contains("schon ein Konto"), "{}", refused.text());
        assert_eq!(join(&mut eve, &hers, PASSWORD).header("location"), Some("/surveys"));
        assert_eq!(join(&mut eve, &hers, PASSWORD).status, 410, "once");
        assert_eq!(place(&mut eve), "county");
        let mut new = Browser::new(&app, "de");
        assert_eq!(join(&mut new, &link, CHOSEN).status, 422);
        assert_eq!(choose(&mut new, &link, CHOSEN).header("location"), Some("/login?chosen"));
        assert_eq!(sign_in(&mut new, NEW, CHOSEN).status, 303);
        let pages = [(&page, EVE), (&other, NEW)].map(|(page, email)| {
            let id = page.rsplit('/').next().unwrap();
            same(&get(&mut admin, page), email).1.replace(id, "…")
        });
        assert_eq!(pages[0], pages[1]);
        let told = get(&mut admin, "/audit").text();
        assert_eq!(told.matches("Einladung angenommen").count(), 2, "{told}");
        assert!(!told.contains("admin@elsewhere"), "{told}");

        // Nor does the other organisation learn of the county.
        assert_eq!(trail_of(&app, "elsewhere"), before);
        for page in ["/people", "/audit"] {
            let text = get(&mut theirs, page).text().to_lowercase();
            assert!(!text.contains("county") && !text.contains(NEW), "{page}: {text}");
        }
    }

    /// Two links, of which the first makes the account, and the second one is accepted with its password.
    fn two_organisations_invite_the_same_person(stores) {
        let app = TestApp::new(stores);
        works(&app, "county", "admin@county.example", Admin);
        works(&app, "elsewhere", "admin@elsewhere.example", Admin);
        let (first, second) =
            (invited(&app, "county", NEW, Designer), invited(&app, "elsewhere", NEW, Analyst));
        let mut new = Browser::new(&app, "de");
        assert_eq!(choose(&mut new, &first, CHOSEN).status, 303);
        let thief = choose(&mut Browser::new(&app, "de"), &second, PASSWORD);
        assert!(thief.status == 422 && thief.text().contains("schon ein Konto"), "{}", thief.text());
        assert_eq!(join(&mut new, &second, PASSWORD).status, 422);
        assert_eq!(join(&mut new, &second, CHOSEN).status, 303);
        assert_eq!(place(&mut new), "elsewhere");
        // A membership that ends before it was accepted takes its link along.
        let third = invited(&app, "third", NEW, Analyst);
        change(&app, NEW, "third", AccountAct::Disable);
        assert_eq!(join(&mut new, &third, CHOSEN).status, 410);
    }

    fn a_role_counts_where_it_was_given(stores) {
        let app = TestApp::new(stores);
        let mut eve = eve(&app, Designer, Admin);
        assert_eq!(place(&mut eve), "county");
        let status = |eve: &mut Browser<'_>, page: &str| get(eve, page).status;
        assert_eq!(["/people", "/questionnaires"].map(|it| status(&mut eve, it)), [200, 404]);
        assert_eq!(status(&mut eve, "/surveys/feedback"), 200);
        let before = eve.cookies.clone();
        assert_eq!(switch(&mut eve, "elsewhere"), 303);
        assert_eq!(place(&mut eve), "elsewhere");
        assert_eq!(["/people", "/questionnaires"].map(|it| status(&mut eve, it)), [404, 200]);
        assert_eq!(status(&mut eve, "/surveys/feedback"), 404);
        assert!(!get(&mut eve, "/surveys").text().contains("feedback"));
        assert_eq!(get(&mut with_cookies(&app, &before), "/surveys").header("location"), Some("/login"));
        // To where she works already nothing happens; to where she does not there is nothing.
        assert_eq!(switch(&mut eve, "elsewhere"), 303);
        organisation(&app, "third");
        assert_eq!(["third", "nowhere", ""].map(|to| switch(&mut eve, to)), [404; 3]);
        let foreign = Ask::form("/me/organisation", &[("organisation", "county")]);
        assert_eq!(eve.ask(foreign).unwrap().status, 400, "not from a page of hers");

        // She begins where she worked last.
        for slug in ["county", "elsewhere"] {
            switch(&mut eve, slug);
            let mut again = Browser::new(&app, "de");
            assert_eq!(sign_in(&mut again, EVE, PASSWORD).status, 303);
            assert_eq!(place(&mut again), slug);
        }
        // On her own page she sees all her sessions, and where each works.
        let me = get(&mut eve, "/me").text();
        assert!(me.contains("County: seit") && me.contains("elsewhere: seit"), "{me}");
    }

    /// In one tab she has switched; in the other a form from before is still open.
    fn a_form_from_before_a_switch_does_nothing(stores) {
        let app = TestApp::new(stores);
        let mut eve = eve(&app, Admin, Admin);
        let stale = form(&mut eve, "/people/invite", &[("email", NEW), ("role-designer", "on")]);
        let rename = form(&mut eve, "/organisation/name", &[("name", "Umbenannt")]);
        assert_eq!(switch(&mut eve, "elsewhere"), 303);
        for form in [stale.clone(), rename] {
            let refused = eve.ask(form).unwrap();
            assert_eq!(refused.status, 400);
            assert!(refused.text().contains("die Organisation gewechselt"), "{}", refused.text());
        }
        for slug in ["elsewhere", "county"] {
            switch(&mut eve, slug);
            let text = get(&mut eve, "/people").text();
            assert!(!text.contains(NEW) && !text.contains("Umbenannt"), "{slug}: {text}");
        }
        assert_eq!(eve.ask(stale).unwrap().status, 400, "nor back where it is from");
        // A preview belongs to the organisation whose questionnaire it shows.
        let mut dora = works(&app, "elsewhere", "dora@elsewhere.example", Designer);
        let link = invited(&app, "county", "dora@elsewhere.example", Designer);
        assert_eq!(join(&mut dora, &link, PASSWORD).status, 303);
        let begun = post(&mut dora, "/questionnaires", &[("from", "template:feedback")]);
        let editor = get(&mut dora, begun.header("location").unwrap()).html();
        let (_, preview) = editor.split_once("/preview/").unwrap();
        let preview = format!("/preview/{}", preview.split(['"', '/']).next().unwrap());
        assert_eq!(get(&mut dora, &preview).status, 200);
        assert_eq!(switch(&mut dora, "elsewhere"), 303);
        assert_eq!(get(&mut dora, &preview).status, 404);
    }

    /// At the very same moment: one session stays one, and whoever ends all others ends those that are just beginning.
    fn switching_at_once_makes_no_other_sessions(stores) {
        let app = TestApp::new(stores);
        let mut eve = eve(&app, Admin, Admin);
        for _ in 0..4 {
            let mut other = with_cookies(&app, &BTreeMap::new());
            assert_eq!(sign_in(&mut other, EVE, PASSWORD).status, 303);
            let to = if place(&mut other) == "county" { "elsewhere" } else { "county" };
            let ask = form(&mut other, "/me/organisation", &[("organisation", to)]);
            let ask = other.dressed(ask);
            let mut asks = vec![ask; 7];
            let end = form(&mut eve, "/me/sessions/end", &[]);
            asks.push(eve.dressed(end));
            let answers = app.send_together(&asks);
            assert_eq!(answers[7].status, 303);
            let began = |answer: &&Answer| answer.all("set-cookie").any(|it| it.contains("zv_session="));
            assert!(answers[..7].iter().filter(began).count() <= 1, "one session became several");
            for answer in &answers[..7] {
                let Some(cookie) = answer.all("set-cookie").find(|it| it.contains("zv_session=")) else { continue };
                let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
                let cookies = BTreeMap::from([(name.to_owned(), value.to_owned())]);
                let asked = with_cookies(&app, &cookies).ask(Ask::get("/surveys")).unwrap();
                assert_eq!((asked.status, asked.header("location")), (303, Some("/login")), "it was ended");
            }
        }
    }

    fn who_is_disabled_in_one_organisation_works_in_the_other(stores) {
        let app = TestApp::new(stores);
        let mut eve = eve(&app, Admin, Analyst);
        let mut admin = works(&app, "county", "admin@county.example", Admin);
        let mut elsewhere = Browser::new(&app, "de");
        sign_in(&mut elsewhere, EVE, PASSWORD);
        assert_eq!(switch(&mut elsewhere, "elsewhere"), 303);
        let page = page_of(&mut admin, EVE);
        assert!(get(&mut admin, &page).text().contains("an einer Stelle angemeldet"), "here");
        for (act, fields) in [("roles", &[("role-designer", "on")][..]), ("end-sessions", &[]), ("disable", &[])] {
            assert_eq!(get(&mut eve, "/surveys").status, 200, "{act}");
            assert_eq!(post(&mut admin, &format!("{page}/{act}"), fields).status, 303);
            assert_eq!(get(&mut eve, "/surveys").status, 303, "{act}");
            assert_eq!(get(&mut elsewhere, "/people").status, 200, "{act}");
            sign_in(&mut eve, EVE, PASSWORD);
            if act != "disable" {
                assert_eq!(switch(&mut eve, "county"), 303);
            }
        }
        // There is nothing to switch to any more.
        assert_eq!(get(&mut eve, "/people").status, 200);
        assert_eq!(switch(&mut eve, "county"), 404);
        assert!(!get(&mut eve, "/me").html().contains("id=\"workplace\""));
        // An administrator elsewhere is none here, and the last one there stays one.
        let own = page_of(&mut admin, "admin@county.example");
        assert_eq!(post(&mut admin, &format!("{own}/disable"), &[]).status, 422);
        let last = app.app.accounts().change(
            &Actor::Operator, &person(&app, EVE, "elsewhere"), AccountAct::Disable,
        );
        assert!(last.unwrap().is_err());
        works(&app, "elsewhere", "admin@elsewhere.example", Admin);
        change(&app, EVE, "elsewhere", AccountAct::Disable);
        assert_eq!(get(&mut eve, "/people").status, 303);
        assert_eq!(sign_in(&mut eve, EVE, PASSWORD).status, 422);
        // Who is let in again, or invited by somebody else, is there as before.
        let third = invited(&app, "third", EVE, Designer);
        assert_eq!(join(&mut eve, &third, PASSWORD).status, 303);
        assert_eq!(get(&mut eve, "/questionnaires").status, 200);
        assert_eq!(post(&mut admin, &format!("{page}/enable"), &[]).status, 303);
        assert_eq!(switch(&mut eve, "county"), 303);
    }

    /// It would be the other organisation's door, too; so no administrator does it, to whomever.
    fn only_the_operator_resets_where_several_organisations_are(stores) {
        let app = TestApp::new(stores);
        let mut admin = works(&app, "county", "admin@county.example", Admin);
        let mut anna = works(&app, "county", "anna@county.example", Analyst);
        let page = page_of(&mut admin, "anna@county.example");
        let offers = |admin: &mut Browser<'_>, page: &str| {
            let html = get(admin, page).html();
            (html.contains("/reset\""), html.contains("teilen sich diese Installation"))
        };
        assert_eq!(offers(&mut admin, &page), (true, false), "alone");
        let mut eve = eve(&app, Analyst, Analyst);
        let hers = page_of(&mut admin, EVE);
        assert_eq!([&page, &hers].map(|it| offers(&mut admin, it)), [(false, true); 2], "told alike");
        for (page, act) in [(&page, "reset"), (&hers, "reset"), (&page, "remove-factor"), (&hers, "remove-factor")] {
            let refused = post(&mut admin, &format!("{page}/{act}"), &[]);
            assert!(refused.status == 422 && refused.text().contains("wer sie betreibt"), "{act}");
        }
        for browser in [&mut anna, &mut eve] {
            assert_eq!(get(browser, "/surveys").status, 200);
        }

        // The operator may; all her sessions end, and both organisations are told.
        let mut other = Browser::new(&app, "de");
        sign_in(&mut other, EVE, PASSWORD);
        switch(&mut other, "elsewhere");
        let accounts = app.app.accounts();
        let link = accounts.reset(&Actor::Operator, &person(&app, EVE, "elsewhere")).unwrap().unwrap();
        for browser in [&mut eve, &mut other] {
            assert_eq!(get(browser, "/surveys").status, 303);
        }
        // In between, an invitation is no way to her account.
        let third = invited(&app, "third", EVE, Admin);
        let mut thief = Browser::new(&app, "de");
        assert_eq!(choose(&mut thief, &third, "fünf graue Gänse fliegen").status, 422);
        assert_eq!(join(&mut thief, &third, "").status, 422);
        assert_eq!(choose(&mut eve, &link.address(""), CHOSEN).status, 303);
        assert_eq!(sign_in(&mut eve, EVE, CHOSEN).status, 303);
        assert_eq!(join(&mut eve, &third, CHOSEN).status, 303);
        for slug in ["county", "elsewhere"] {
            let told = trail_of(&app, slug);
            let count = |action| told.iter().filter(|it| *it == action).count();
            assert_eq!((count("staff.reset"), count("staff.password")), (1, 1), "{slug}: {told:?}");
        }
        // Names are not enough where she is in several.
        let several = accounts.person_called(&Actor::Operator, EVE, None).unwrap().unwrap_err();
        assert!(several.to_string().contains("--organisation"), "{several}");
    }

    /// Also of who signed in where none is demanded; and it stays as long as one of hers demands it.
    fn a_demanded_second_factor_is_set_up_after_a_switch(stores) {
        let mut app = TestApp::new(stores);
        let mut browser = eve(&app, Designer, Admin);
        assert_eq!(switch(&mut browser, "elsewhere"), 303);
        app.app.accounts().demand_factor(&Actor::Operator, &Slug("county".to_owned()), true).unwrap();
        assert_eq!(get(&mut browser, "/questionnaires").status, 200);
        assert_eq!(switch(&mut browser, "county"), 303);
        for page in ["/surveys", "/people"] {
            assert_eq!(get(&mut browser, page).header("location"), Some("/me/factor"), "{page}");
        }
        assert_eq!(switch(&mut browser, "elsewhere"), 303, "she may go back");
        assert_eq!(get(&mut browser, "/questionnaires").status, 200);
        assert_eq!(post(&mut browser, "/me/factor/begin", &[]).status, 303);
        let totp = app_of(&get(&mut browser, "/me/factor"));
        let code = |moment| totp.generate(seconds(moment)).to_string();
        let first = code("2026-06-15T10:00:00Z");
        assert_eq!(post(&mut browser, "/me/factor/confirm", &[("code", &first)]).status, 200);
        let kept = post(&mut browser, "/me/factor/remove", &[]);
        assert!(kept.status == 422 && kept.text().contains("für die Sie arbeiten"), "{}", kept.text());
        assert_eq!(switch(&mut browser, "county"), 303);
        assert_eq!(get(&mut browser, "/people").status, 200);

        // Who accepts an invitation types her code, too.
        let cookies = browser.cookies.clone();
        app = app.restarted("2026-06-15T10:01:00Z");
        let third = invited(&app, "third", EVE, Analyst);
        let mut phone = Browser::new(&app, "de");
        assert_eq!(join(&mut phone, &third, PASSWORD).header("location"), Some("/login/code"));
        assert_eq!(get(&mut phone, "/surveys").header("location"), Some("/login"));
        assert_eq!(enter(&mut phone, &code("2026-06-15T10:01:00Z")).status, 303);
        assert_eq!(place(&mut phone), "third");
        assert_eq!(place(&mut with_cookies(&app, &cookies)), "county", "another session");
    }

    /// A switch is a coming here and a going there; who fails to sign in is told to each, but to none that only
    /// invited her.
    fn each_trail_tells_of_its_own(stores) {
        let mut app = TestApp::new(stores);
        let mut browser = eve(&app, Designer, Admin);
        invited(&app, "third", EVE, Analyst);
        assert_eq!(switch(&mut browser, "elsewhere"), 303);
        assert_eq!(trail_of(&app, "elsewhere")[2..], ["session.begin", "session.begin"]);
        assert_eq!(trail_of(&app, "county").last().unwrap(), "session.end");
        assert_eq!(sign_in(&mut Browser::new(&app, "de"), EVE, "falsch-falsch-falsch").status, 422);
        app = app.restarted("2026-06-15T11:00:01Z");
        app.app.accounts().tell_refusals(&Actor::System).unwrap();
        for (slug, told) in [("county", true), ("elsewhere", true), ("third", false)] {
            let tells = trail_of(&app, slug).last().unwrap() == "session.refuse";
            assert_eq!(tells, told, "{slug}: {:?}", trail_of(&app, slug));
        }
    }
}
