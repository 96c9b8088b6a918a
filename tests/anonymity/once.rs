//! One code, two devices, the same moment: exactly one response, a thousand times.

use std::sync::Arc;

use tokio::sync::Barrier;
use zugvogel::domain::MessageKind;
use zugvogel::engine::interview::Destination;
use zugvogel::error::Error;
use zugvogel::storage::Conn;
use zugvogel::storage::collect::outbox::count_waiting;

use crate::databases::both;
use crate::survey;
use crate::tables::count_where;

const ROUNDS: usize = 1000;

both! {
fn two_devices_submit_one_code_at_once(stores) {
    let app = survey::app(&stores);
    let tokens = survey::publish(&app, "race", 20, ROUNDS);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let served = app.respondents().survey("race").await.unwrap();
        for (round, token) in tokens.iter().enumerate() {
            let shown = survey::answer(&app, &served, token, "m").await;
            let start = Arc::new(Barrier::new(2));
            let device = || {
                let (interviews, served) = (app.respondents().interviews(), served.clone());
                let (token, start) = (token.clone(), Arc::clone(&start));
                let shown = shown.clone();
                tokio::spawn(async move {
                    start.wait().await;
                    interviews.submit(&served, &token, ("de", Some(&shown))).await
                })
            };
            let (one, other) = tokio::join!(device(), device());
            for outcome in [one, other] {
                assert_eq!(outcome.unwrap().unwrap(), Some(Destination::Done), "round {round}");
            }
        }
        let id = served.id.clone();
        let count = move |conn: &mut Conn| {
            let done = count_waiting(conn, &id, MessageKind::Done)?;
            Ok::<_, Error>((count_where(conn, "inbox", &id, "batch IS NULL")?, done))
        };
        let rounds = i64::try_from(ROUNDS).unwrap();
        assert_eq!(stores.collect.read_now(count).unwrap(), (rounds, rounds));
    });
}
}
