//! A client, and its ledger: what it sent, and what was acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::browser::{Answer, Ask, Browser, Door};

/// What one client did and what the server said to it.
#[derive(Default)]
pub(crate) struct Ledger {
    /// Cookies of interviews with the last wish whose page was acknowledged.
    pub(crate) saved: Vec<(BTreeMap<String, String>, String)>,
    /// Wishes of submissions that were acknowledged.
    pub(crate) submitted: Vec<String>,
    /// Wishes whose submission was sent, with or without an answer.
    pub(crate) tried: BTreeSet<String>,
}

/// A way to the server that counts its answers.
pub(crate) struct Counted<'d> {
    pub(crate) door: &'d dyn Door,
    pub(crate) answers: &'d AtomicUsize,
}

impl Door for Counted<'_> {
    fn send(&self, ask: &Ask) -> std::io::Result<Answer> {
        let answer = self.door.send(ask)?;
        self.answers.fetch_add(1, Ordering::Relaxed);
        Ok(answer)
    }
}

/// Answers interview after interview until the server is gone. Every second one stays a draft.
pub(crate) fn answer(door: &dyn Door, name: &str) -> Ledger {
    let mut ledger = Ledger::default();
    for number in 0.. {
        let wish = format!("{name} {number}");
        if interview(door, &wish, number % 2 == 0, &mut ledger).is_none() {
            break;
        }
    }
    ledger
}

/// One interview; none when the server did not answer.
pub(crate) fn interview(
    door: &dyn Door,
    wish: &str,
    submits: bool,
    ledger: &mut Ledger,
) -> Option<()> {
    let mut browser = Browser::new(door, "de");
    browser.ask(Ask::form("/s/feedback/start", &[])).ok()?;
    let pages =
        [("besuch", "often", "4"), ("zeiten", "wish", "begonnen"), ("zeiten", "wish", wish)];
    for (page, name, value) in pages {
        let path = format!("/s/feedback/p/{page}");
        let form = browser.ask(Ask::get(&path)).ok()?.form();
        let mut fields = form.sent();
        fields.retain(|field| field.0 != name);
        fields.push((name, value));
        let answer = browser.ask(Ask::form(&path, &fields)).ok()?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        if name == "wish" {
            ledger.saved.retain(|(cookies, _)| *cookies != browser.cookies);
            ledger.saved.push((browser.cookies.clone(), value.to_owned()));
        }
    }
    if submits {
        let form = browser.ask(Ask::get("/s/feedback/review")).ok()?.form();
        ledger.tried.insert(wish.to_owned());
        let answer = browser.ask(Ask::form("/s/feedback/review", &form.sent())).ok()?;
        assert_eq!(answer.header("location"), Some("/s/feedback/done"));
        ledger.submitted.push(wish.to_owned());
    }
    Some(())
}
