//! Passwords tried at the real program from a thousand networks: a member of staff who comes from a browser
//! and a network that nobody knows gets in, also when she mistypes once.

use std::io::Write;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::browser::{Answer, Ask, Browser};
use crate::databases::Kind;
use crate::floods::From;
use crate::place::Place;
use crate::program::Socket;

const ANNA: &str = "anna@county.example";
const PASSWORD: &str = "Sturmflut-1962-Wangerooge";
const WRONG: &str = "falsch-falsch-falsch";
const NETWORKS: usize = 1000;
/// So many of the flood's passwords may be looked at while somebody honest waits. It is one or two but
/// for what the machine does meanwhile; in a queue it would be all that wait.
const MEANWHILE: usize = 10;
/// How long a flood may be young.
const FRESH: Duration = Duration::from_secs(40);

fn sign_in(door: Socket, network: &str, email: &str, password: &str) -> std::io::Result<Answer> {
    let from = From(door, network.to_owned());
    let ask = Ask::form("/login", &[("email", email), ("password", password)]);
    Browser::new(&from, "de").ask(ask)
}

/// What became of the flood's attempts.
#[derive(Debug, Default)]
struct Flood {
    tried: AtomicUsize,
    refused: AtomicUsize,
    unanswered: AtomicUsize,
    is_over: AtomicBool,
}

impl Flood {
    /// One network that tries again and again, this account and others.
    fn guess(&self, door: Socket, number: usize) {
        let network = format!("10.{}.{}.0", number / 250, number % 250);
        for attempt in number.. {
            if self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let other = format!("{}@county.example", attempt % 500);
            let email = if attempt % 2 == 0 { ANNA } else { &other };
            let count = match sign_in(door, &network, email, WRONG) {
                Ok(answer) if answer.status == 422 => &self.tried,
                Ok(answer) => {
                    assert!([429, 503].contains(&answer.status), "{}", answer.status);
                    assert!(answer.header("retry-after").is_some());
                    // The machine is one for all.
                    std::thread::sleep(Duration::from_millis(200));
                    &self.refused
                }
                Err(_) => &self.unanswered,
            };
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn who_comes_for_the_first_time_gets_in_while_a_thousand_networks_try() {
    let place = Place::new(Kind::Sqlite).unwrap();
    let mut adding = place.command(&["user", "add", ANNA, "--password-stdin"]);
    let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    writeln!(adding.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    assert!(adding.wait().unwrap().success());
    let server = place.serve();
    let (door, flood) = (server.door(), Flood::default());
    let all = std::thread::scope(|scope| {
        for number in 0..NETWORKS {
            let flood = &flood;
            let small = std::thread::Builder::new().stack_size(256 << 10);
            small.spawn_scoped(scope, move || flood.guess(door, number)).unwrap();
        }
        // In its first seconds each network of the flood is as new as she is.
        let begun = Instant::now();
        while flood.refused.load(Ordering::Relaxed) < NETWORKS / 2 && begun.elapsed() < FRESH {
            std::thread::sleep(Duration::from_millis(20));
        }
        // An answer that never comes is none; the flood must end before that is judged.
        let one = |network: &str, password| {
            let (began, before) = (Instant::now(), flood.tried.load(Ordering::Relaxed));
            let status = sign_in(door, network, ANNA, password).map_or(0, |answer| answer.status);
            let meanwhile = flood.tried.load(Ordering::Relaxed) - before;
            (status, meanwhile, began.elapsed())
        };
        let mut all = Vec::new();
        for number in 0..4 {
            std::thread::sleep(Duration::from_secs(1));
            let [sure, unsure] = [1, 2].map(|it| format!("203.{it}.{number}.0"));
            all.push([
                (303, one(&sure, PASSWORD)),
                (422, one(&unsure, WRONG)),
                (303, one(&unsure, PASSWORD)),
            ]);
        }
        flood.is_over.store(true, Ordering::Relaxed);
        all
    });
    println!("{all:?}; {flood:?}");
    let is_right = |(right, (status, meanwhile, _)): &(u16, (u16, usize, Duration))| {
        status == right && *meanwhile <= MEANWHILE
    };
    assert!(all.iter().flat_map(|round| &round[..2]).all(is_right), "{all:?}");
    // Where many networks of the flood come new at the same time, they are before her second attempt.
    let again = all.iter().filter(|round| is_right(&round[2])).count();
    assert!(again * 2 >= all.len(), "{all:?}");
    let [refused, unanswered] = [flood.refused, flood.unanswered].map(AtomicUsize::into_inner);
    assert!(refused > NETWORKS / 2 && refused > unanswered, "they are told to come again");
}
