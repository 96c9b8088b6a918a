//! Wrong codes by the thousand, from one network and from a thousand: none opens anything, and
//! nobody honest is kept out. The guessers never wait for an answer: they hang up and go on.
//!
//! A hundred thousand take minutes: `GUESSES=100000 cargo test --test anonymity guesses`.

use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use futures_util::future::join_all;
use rand::SeedableRng;
use rand::rngs::StdRng;
use zugvogel::access::AccessCode;
use zugvogel::app::interviews::OfferedSurvey;
use zugvogel::app::respondents::enter::Entered;
use zugvogel::app::respondents::throttle::Network;
use zugvogel::app::{Actor, App, Respondents};
use zugvogel::ids::Slug;

use crate::databases::{Kind, TestStores, stores};
use crate::survey;

fn guesses() -> usize {
    std::env::var("GUESSES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// Guessers try several at once.
const AT_ONCE: usize = 20;
/// An answer to a right code comes on the next beat.
const PROMPT: Duration = Duration::from_millis(200);

struct Scene {
    _stores: TestStores,
    respondents: Respondents,
    survey: OfferedSurvey,
    codes: Vec<AccessCode>,
}

async fn scene() -> Scene {
    let stores = stores(Kind::Sqlite).unwrap();
    let app: App = survey::app(&stores);
    survey::publish(&app, "guess", 20, 1);
    let lot = zugvogel::app::office::codes::Lot {
        survey: Slug("guess".to_owned()),
        number: 200,
        stratum: String::new(),
    };
    let mut codes = Vec::new();
    let mut each = |drawn: &[AccessCode]| {
        codes.extend(drawn.iter().cloned());
        Ok(())
    };
    app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut each).unwrap();
    let respondents = app.respondents();
    let survey = respondents.survey("guess").await.unwrap();
    Scene { _stores: stores, respondents, survey, codes }
}

impl Scene {
    fn network(&self, number: usize) -> Network {
        let number = u32::try_from(number).unwrap();
        self.respondents
            .throttle
            .network(IpAddr::V4(Ipv4Addr::from_bits(0x0b00_0000 | number << 8)))
    }

    async fn guess(&self, code: &AccessCode, network: Network) -> Entered {
        self.respondents.enter(&self.survey, code, network).await.unwrap().0
    }

    /// Somebody honest comes with her letter.
    async fn is_let_in(&self, number: usize, network: Network) {
        let code = &self.codes[number % self.codes.len()];
        let (entered, moment) = self.respondents.enter(&self.survey, code, network).await.unwrap();
        assert!(matches!(entered, Entered::Welcome(_)), "{entered:?}");
        assert!(moment.wait() <= PROMPT, "her answer is not kept back");
    }
}

async fn guess_from(networks: usize) {
    let scene = scene().await;
    let mut random = StdRng::seed_from_u64(1);
    let guesses: Vec<AccessCode> = (0..guesses()).map(|_| AccessCode::draw(&mut random)).collect();
    let (mut hits, mut refused) = (0, 0);
    for (number, some) in guesses.chunks(AT_ONCE).enumerate() {
        let network = |at: usize| scene.network((number * AT_ONCE + at) % networks);
        let tried = some.iter().enumerate().map(|(at, code)| scene.guess(code, network(at)));
        for entered in join_all(tried).await {
            match entered {
                Entered::Unknown => {}
                Entered::TooMany => refused += 1,
                Entered::Welcome(_) | Entered::Used(_) => hits += 1,
            }
        }
        if number.is_multiple_of(10) {
            scene.is_let_in(number, scene.network(number % networks)).await;
            scene.is_let_in(number, scene.network(networks + number)).await;
        }
    }
    let all = guesses.len();
    println!("{all} guesses from {networks} networks: {hits} hits, {refused} not tried");
    assert_eq!(hits, 0);
}

#[test]
fn guesses_from_one_network_find_nothing() {
    actix_web::rt::System::new().block_on(guess_from(1));
}

#[test]
fn guesses_from_a_thousand_networks_find_nothing() {
    actix_web::rt::System::new().block_on(guess_from(1000));
}

/// Who floods with many requests at once keeps one processor busy and no more: somebody from
/// another network does not queue behind them, and his honest neighbour gets her turn.
#[test]
fn a_flood_leaves_room_for_neighbours() {
    actix_web::rt::System::new().block_on(async {
        let scene = scene().await;
        let mut random = StdRng::seed_from_u64(2);
        let network = scene.network(0);
        for _ in 0..30 {
            scene.guess(&AccessCode::draw(&mut random), network).await;
        }
        let guesses: Vec<AccessCode> = (0..100).map(|_| AccessCode::draw(&mut random)).collect();
        let answered = Cell::new(0);
        let flood = join_all(guesses.iter().map(async |code| {
            let entered = scene.guess(code, network).await;
            answered.set(answered.get() + 1);
            entered
        }));
        let others = async {
            scene.is_let_in(1, scene.network(1)).await;
            assert!(answered.get() < 50, "{} were answered before", answered.get());
            scene.is_let_in(0, network).await;
        };
        let (tried, ()) = futures_util::future::join(flood, others).await;
        assert!(tried.iter().all(|entered| *entered == Entered::Unknown));
    });
}
