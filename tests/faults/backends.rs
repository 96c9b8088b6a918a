//! PostgreSQL ends the program's connections again and again while people answer and submit: what was
//! acknowledged is there, once, what was typed is given back where it is not stored, and nobody meets a 500.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use crate::browser::{Answer, Ask, Browser};
use crate::databases::Kind;
use crate::place::Place;

const CLIENTS: usize = 4;
const INTERVIEWS: usize = 12;

/// Asks until it is answered. What cannot be stored stands on the page that says so.
fn insist(browser: &mut Browser<'_>, ask: &Ask, typed: &str, refused: &AtomicUsize) -> Answer {
    for _ in 0..500 {
        let answer = browser.ask(ask.clone()).unwrap();
        if answer.status != 503 {
            assert!(answer.status < 400, "{} {}: {}", ask.method, ask.path, answer.text());
            return answer;
        }
        refused.fetch_add(1, Ordering::Relaxed);
        if ask.method == "POST" {
            assert!(answer.html().contains(typed), "{}: {}", ask.path, answer.text());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{} {} is never answered", ask.method, ask.path)
}

fn interview(browser: &mut Browser<'_>, wish: &str, refused: &AtomicUsize) {
    insist(browser, &Ask::form("/s/feedback/start", &[]), "", refused);
    for (page, name, value) in [("besuch", "often", "4"), ("zeiten", "wish", wish)] {
        let path = format!("/s/feedback/p/{page}");
        let form = insist(browser, &Ask::get(&path), "", refused).form();
        let mut fields = form.sent();
        fields.retain(|field| field.0 != name);
        fields.push((name, value));
        let answer = insist(browser, &Ask::form(&path, &fields), value, refused);
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let form = insist(browser, &Ask::get("/s/feedback/review"), wish, refused).form();
    let answer = insist(browser, &Ask::form("/s/feedback/review", &form.sent()), "", refused);
    assert_eq!(answer.header("location"), Some("/s/feedback/done"));
}

#[test]
fn ended_backends_lose_and_double_nothing() {
    let Some(place) = Place::new(Kind::Postgres) else { return };
    let url = &place.databases.urls.collect;
    let (_, name) = url.rsplit_once("application_name=").unwrap();
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = '{name}' AND pid <> pg_backend_pid()"
    );
    let server = place.serve();
    let (door, is_over, refused) = (server.door(), AtomicBool::new(false), AtomicUsize::new(0));
    let mut expected = BTreeSet::new();
    std::thread::scope(|scope| {
        let ending = scope.spawn(|| {
            let ours = url.replace(&format!("application_name={name}"), "application_name=ending");
            let mut conn = PgConnection::establish(&ours).unwrap();
            while !is_over.load(Ordering::Relaxed) {
                conn.batch_execute(&end).unwrap();
                std::thread::sleep(Duration::from_millis(150));
            }
        });
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (door, refused) = (&door, &refused);
                scope.spawn(move || {
                    let mut wishes = Vec::new();
                    for number in 0..INTERVIEWS {
                        let wish = format!("Wunsch {client} {number}");
                        interview(&mut Browser::new(door, "de"), &wish, refused);
                        wishes.push(wish);
                    }
                    wishes
                })
            })
            .collect();
        for client in clients {
            expected.extend(client.join().unwrap());
        }
        is_over.store(true, Ordering::Relaxed);
        ending.join().unwrap();
    });
    drop(server);
    place.end_leases();
    place.run(&["mix", "feedback", "--force"]);
    let wishes = place.wishes();
    assert_eq!(wishes.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert!(wishes.values().all(|times| *times == 1), "{wishes:?}");
    assert!(refused.load(Ordering::Relaxed) > 0, "no connection ended in the middle");
}
