//! What residents may ask for beside answering: no more letters, a device that forgets, the prize
//! draw, the deletion of what they submitted.

use std::sync::atomic::Ordering;

use zugvogel::access::WithdrawalCode;
use zugvogel::app::Actor;
use zugvogel::app::mix::Mixed;
use zugvogel::domain::{Mode, Offer, Purpose};
use zugvogel::error::Error;
use zugvogel::ids::Slug;
use zugvogel::storage::office::contacts::list_contacts;

use crate::app::tables::{self, Tally};
use crate::app::{TestApp, run_sql};
use crate::browser::Ask;
use crate::databases::{TestStores, both};
use crate::resident::Resident;

const SURVEY: &str = "brief";

fn with(stores: TestStores, offers: &[Offer]) -> TestApp {
    let app = TestApp::new(stores);
    app.publish_with_codes(SURVEY, Mode::Anonymous, offers);
    app
}

fn slug() -> Slug {
    Slug(SURVEY.to_owned())
}

fn tally(app: &TestApp) -> Tally {
    let id = app.app.surveys().load_now(&Actor::Operator, &slug()).unwrap().survey.id;
    let read = move |conn: &mut _| Ok::<_, Error>(tables::tally(conn, &id)?);
    app.app.stores.office.read_now(read).unwrap()
}

fn contacts(app: &TestApp, purpose: Purpose) -> Vec<String> {
    let id = app.app.surveys().load_now(&Actor::Operator, &slug()).unwrap().survey.id;
    let read = move |conn: &mut _| Ok::<_, Error>(list_contacts(conn, &id, purpose)?);
    let rows = app.app.stores.office.read_now(read).unwrap();
    rows.into_iter().map(|row| row.address).collect()
}

fn to_review<'a>(app: &'a TestApp, code: &str) -> Resident<'a> {
    let mut resident = app.resident_with(SURVEY, code);
    resident.answer(&[("often", "4")]).answer(&[("wish", "Kaffee")]).is_on("review");
    resident
}

/// The withdrawal code on a page.
pub(crate) fn withdrawal_on(resident: &Resident<'_>) -> String {
    let html = resident.page.html();
    let (_, shown) = html.split_once("<p class=\"code\"><bdi dir=\"ltr\">").unwrap();
    let code = shown.split_once('<').unwrap().0;
    assert!(WithdrawalCode::parse(code).is_ok(), "{code}");
    code.to_owned()
}

/// Submits and gives the withdrawal code.
fn submitted(app: &TestApp, code: &str) -> String {
    let mut resident = to_review(app, code);
    resident.press().is_on("done");
    withdrawal_on(&resident)
}

fn withdraw(app: &TestApp, code: &str) {
    let mut anywhere = Resident::new(app, SURVEY, "de");
    anywhere.open("/withdraw").answer(&[("code", code)]).is_on("withdrawn");
}

fn force_mix(app: &TestApp) -> Result<Mixed, Error> {
    app.app.force_mix(&Actor::Operator, &slug(), &mut rand::rng())
}

both! {
    fn who_wants_no_letters_is_left_alone_and_nothing_of_her_is_kept(stores) {
        let app = with(stores, &[]);
        let codes = app.codes(SURVEY, "", 3);
        // With a begun questionnaire, without typing the code again.
        let mut begun = app.resident_with(SURVEY, &codes[0]);
        begun.answer(&[("often", "1")]).is_on("zweck");
        begun.open("/opt-out").sees("Angefangene Antworten löschen wir").press();
        begun.is_on("opted-out").sees("keine weiteren Briefe");
        assert!(begun.browser.cookies.is_empty());
        assert_eq!(app.stored(SURVEY), (0, 0));
        // With the letter alone, and once more after submitting.
        to_review(&app, &codes[1]).press().is_on("done");
        for code in [&codes[2], &codes[1]] {
            let mut letter = Resident::new(&app, SURVEY, "de");
            letter.open("/opt-out").answer(&[("code", code)]).is_on("opted-out");
        }
        let mut wrong = Resident::new(&app, SURVEY, "de");
        wrong.open("/opt-out").answer(&[("code", "K7MP-29XR-4HTW-D")]).says_error_at("code");
        wrong.open("/opt-out").answer(&[("code", "")]).says_error_at("code");
        assert_eq!(tally(&app).opted_out, 0);
        assert_eq!(app.app.deliver(&Actor::Operator, &slug()).unwrap(), 3, "at once, without company");
        assert_eq!(tally(&app), Tally { invited: 3, done: 0, opted_out: 3 });
        assert_eq!(app.stored(SURVEY), (0, 1), "what was submitted stays");
        // She may change her mind.
        app.resident_with(SURVEY, &codes[0]).is_on("besuch");
        Resident::new(&app, "feedback", "de").open("/opt-out").has_status(404);
    }

    fn a_shared_device_forgets_and_the_code_goes_on(stores) {
        let app = with(stores, &[]);
        let code = app.codes(SURVEY, "", 1).remove(0);
        let mut shared = app.resident_with(SURVEY, &code);
        shared.answer(&[("often", "1")]).open("/later").sees("Auf diesem Gerät vergessen").press();
        assert!(shared.browser.cookies.is_empty());
        shared.sees("Umfrage starten").open("/p/zweck").sees_not("Zweck");
        assert_eq!(app.stored(SURVEY), (1, 0));
        shared.enter(&code).is_on("zweck").open("/p/besuch").shows("often", "1");
        // Deleting is another thing.
        shared.open("/forget").press();
        assert_eq!(app.stored(SURVEY), (0, 0));
        shared.enter(&code).is_on("besuch").shows("often", "");
    }

    /// An address comes after submission only, once, and nothing connects it with answers.
    fn an_address_is_taken_once_and_apart(stores) {
        let app = with(stores, &[Offer::Draw]);
        let code = app.codes(SURVEY, "", 1).remove(0);
        let mut resident = app.resident_with(SURVEY, &code);
        resident.answer(&[("often", "4")]).open("/draw").sees_not("Name und Anschrift");
        resident.open("/p/zeiten").answer(&[("wish", "x")]).press().is_on("done");
        resident.sees("Zur Verlosung").sees_not("Ergebnisse bestellen");
        resident.open("/report").has_status(404);
        resident.open("/draw").answer(&[("address", "  ")]).says_error_at("address");
        resident.open("/draw").answer(&[("address", &"x".repeat(401))]).says_error_at("address");
        let address = "Anna Behrens\nDeichweg 1, Brake";
        resident.open("/draw");
        let ask = resident.filled(&[("address", address)]);
        for _ in 0..3 {
            resident.send(ask.clone()).is_on("draw").sees("Sie nehmen an der Verlosung teil");
        }
        assert_eq!(app.app.deliver(&Actor::Operator, &slug()).unwrap(), 0, "too little company");
        force_mix(&app).unwrap();
        assert_eq!(tally(&app).done, 1);
        assert_eq!(contacts(&app, Purpose::Draw), [address]);
        assert!(contacts(&app, Purpose::Report).is_empty());
    }

    fn submitted_answers_are_withdrawn_with_their_code(stores) {
        let app = with(stores, &[Offer::Withdrawal]);
        let codes = app.codes(SURVEY, "", 2);
        let mut early = to_review(&app, &codes[0]);
        let shown = withdrawal_on(&early);
        early.open("/review").sees("Löschcode").sees("lassen sie sich wiederfinden");
        assert_eq!(withdrawal_on(&early), shown, "the same on every look");
        let click = early.whole(&[]);
        early.press().is_on("done");
        assert_eq!(withdrawal_on(&early), shown);
        early.send(click).is_on("done");
        assert_eq!(withdrawal_on(&early), shown, "also after a double click");
        let mut other = to_review(&app, &codes[1]);
        let kept = withdrawal_on(&other);
        other.press().is_on("done");
        assert_ne!(kept, shown);

        let withdraw = |code: &str| withdraw(&app, code);
        // While it is still in the inbox: it is gone as soon as it arrives.
        withdraw(&shown.to_lowercase());
        assert_eq!(app.responses(SURVEY).len(), 1);
        withdraw(&shown);
        withdraw(&WithdrawalCode::draw(&mut rand::rng()).to_string());
        assert_eq!(app.responses(SURVEY).len(), 1, "once, and no other's");
        let counted = || app.app.analysis().dataset_now(&Actor::Operator, &slug()).unwrap();
        assert_eq!((counted().ids().len(), app.datasets()), (1, 1));
        withdraw(&kept);
        assert_eq!(app.responses(SURVEY).len(), 0);
        assert_eq!(app.datasets(), 0, "it is not left in what is kept for counting either");
        assert_eq!(counted().ids().len(), 0);
        let mut mistyped = Resident::new(&app, SURVEY, "de");
        mistyped.open("/withdraw").answer(&[("code", "K7MP")]).says_error_at("code");
        // Who withdrew has answered all the same; the code opens nothing any more.
        app.resident_with(SURVEY, &codes[0]).has_status(409);
    }

    /// What is taken back while its response cannot be moved is taken back when it can.
    fn a_withdrawal_waits_for_a_batch_that_fails(stores) {
        let app = with(stores, &[Offer::Withdrawal]);
        let code = submitted(&app, &app.codes(SURVEY, "", 1)[0]);
        withdraw(&app, &code);
        run_sql(&app.app.stores.collect, "UPDATE inbox SET id = 'x' || id");
        assert!(force_mix(&app).is_err());
        run_sql(&app.app.stores.collect, "UPDATE inbox SET id = substr(id, 2)");
        assert_eq!(app.responses(SURVEY).len(), 0);
    }

    fn a_withdrawal_that_cannot_be_read_keeps_back_no_other(stores) {
        let app = with(stores, &[Offer::Withdrawal]);
        let codes = app.codes(SURVEY, "", 2);
        withdraw(&app, &WithdrawalCode::draw(&mut rand::rng()).to_string());
        run_sql(&app.app.stores.collect, "UPDATE outbox SET id = '0000' || id WHERE kind = 'withdrawal'");
        let code = submitted(&app, &codes[0]);
        submitted(&app, &codes[1]);
        withdraw(&app, &code);
        assert!(force_mix(&app).is_err());
        assert!(!app.app.untidy.load(Ordering::Relaxed), "no trace of it is left");
        assert_eq!(app.app.analysis().count_now(&Actor::Operator, &slug()).unwrap(), 1);
    }

    /// As if the program had been killed between deleting the response and its dataset.
    fn a_dataset_goes_also_when_its_response_is_gone_already(stores) {
        let app = with(stores, &[Offer::Withdrawal]);
        let code = submitted(&app, &app.codes(SURVEY, "", 1)[0]);
        assert_eq!(app.responses(SURVEY).len(), 1);
        app.app.analysis().dataset_now(&Actor::Operator, &slug()).unwrap();
        withdraw(&app, &code);
        run_sql(&app.app.stores.results, "DELETE FROM withdrawals; DELETE FROM responses");
        assert_eq!(app.datasets(), 1);
        force_mix(&app).unwrap();
        assert_eq!(app.datasets(), 0);
    }

    /// Where it is not offered, no code is made, shown or stored.
    fn without_the_offer_there_is_no_withdrawal(stores) {
        let app = with(stores, &[]);
        let code = app.codes(SURVEY, "", 1).remove(0);
        let mut resident = to_review(&app, &code);
        resident.sees_not("Löschcode").press().is_on("done").sees_not("Löschcode");
        resident.open("/withdraw").has_status(404);
        let ask = Ask::form("/s/brief/withdraw", &[("code", "x")]);
        resident.send(ask).has_status(404);
        assert_eq!(app.responses(SURVEY).len(), 1);
    }

    /// A report of a barrier reaches the office without company, a code or a token; also when the
    /// survey is over.
    fn a_barrier_can_be_reported(stores) {
        let app = with(stores, &[]);
        let mut resident = Resident::new(&app, SURVEY, "de");
        resident.open("/accessibility").sees("Barriere melden").open("/barrier");
        resident.answer(&[]).says_error_at("barrier").sees("mit höchstens 2000 Zeichen");
        let long = "x".repeat(2001);
        resident.answer(&[("barrier", &long)]).says_error_at("barrier").shows("barrier", &long);
        let words = "Seite 3 liest mein Gerät nicht vor.\nTel. 04401 1";
        resident.answer(&[("barrier", words)]).is_on("barrier-reported").sees("Danke");
        assert!(resident.browser.cookies.is_empty(), "nobody is known by it");
        app.app.deliver(&Actor::Operator, &slug()).unwrap();
        let reported = contacts(&app, Purpose::Barrier);
        assert_eq!(reported.iter().map(|text| text.replace('\r', "")).collect::<Vec<_>>(), [words]);
        assert_eq!(app.stored(SURVEY), (0, 0));
    }

    /// The whole questionnaire can be read before it is begun, in every language.
    fn the_empty_questionnaire_can_be_printed(stores) {
        let app = TestApp::new(stores);
        let mut resident = Resident::new(&app, "wesermarsch", "de");
        resident.sees("Den ganzen Fragebogen lesen oder drucken").open("/print");
        let questionnaire = crate::app::questionnaire("wesermarsch");
        let page = resident.page.text();
        let asked = questionnaire.questions().iter().filter(|question| question.is_visible());
        let labels = asked.map(|question| question.definition.label.get("de", "de"));
        let plain = labels.filter(|label| !label.is_empty() && !label.contains(['*', '$', '_', '[']));
        let plain: Vec<&str> = plain.collect();
        assert!(plain.len() > 50, "{}", plain.len());
        for label in plain {
            assert!(page.contains(label), "{label}");
        }
        resident.sees("onst weiter mit Frage").sees("Ausbildung").open("/print?lang=ar");
        resident.sees("الاستبيان كاملًا");
    }
}
