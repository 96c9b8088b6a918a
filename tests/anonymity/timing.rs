//! How long it takes to be told that a code is known, unknown or used tells nothing: Welch's t of
//! any two below 4.5. Takes minutes and a quiet machine, so it runs only when asked:
//! `TIMING_SAMPLES=400 cargo test --test anonymity timing -- --nocapture`.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Instant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use zugvogel::access::AccessCode;
use zugvogel::app::office::codes::Lot;
use zugvogel::app::respondents::enter::Entered;
use zugvogel::app::{Actor, App};
use zugvogel::engine::interview::Destination;
use zugvogel::ids::Slug;
use zugvogel::seal::{Cost, Stretcher};

use crate::databases::{Kind, stores};
use crate::survey;

/// More failures in an hour than this make everybody who fails wait.
const MOST: usize = 450;

/// Welch's t of two samples.
fn welch(one: &[f64], other: &[f64]) -> f64 {
    let mean = |sample: &[f64]| sample.iter().sum::<f64>() / sample.len() as f64;
    let error = |sample: &[f64]| {
        let (mean, n) = (mean(sample), sample.len() as f64);
        sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0) / n
    };
    (mean(one) - mean(other)) / (error(one) + error(other)).sqrt()
}

/// By hand: means 2.5 and 6, variances 5/3 and 10, so (2.5 − 6) / √(5/12 + 2) = −2.2514.
#[test]
fn the_statistic_is_welchs() {
    let t = welch(&[1.0, 2.0, 3.0, 4.0], &[2.0, 4.0, 6.0, 8.0, 10.0]);
    assert!((t + 2.2514).abs() < 1e-4, "{t}");
}

#[test]
fn known_unknown_and_used_codes_take_as_long() {
    let samples = std::env::var("TIMING_SAMPLES").ok().and_then(|n| n.parse::<usize>().ok());
    let Some(samples) = samples else {
        println!("skipped: TIMING_SAMPLES is not set");
        return;
    };
    assert!((30..=MOST).contains(&samples), "TIMING_SAMPLES between 30 and {MOST}");
    actix_web::rt::System::new().block_on(async {
        let stores = stores(Kind::Sqlite).unwrap();
        let app = App { cost: Cost::default(), ..survey::app(&stores) };
        survey::publish(&app, "timing", 20, 1);
        let mut codes = Vec::new();
        let mut each = |drawn: &[AccessCode]| {
            codes.extend(drawn.iter().cloned());
            Ok(())
        };
        let lot = Lot { survey: Slug("timing".to_owned()), number: 20, stratum: String::new() };
        app.draw_codes(&Actor::Operator, &lot, &mut rand::rng(), &mut each).unwrap();
        let respondents = app.respondents();
        let served = respondents.survey("timing").await.unwrap();
        let mut stretcher = Stretcher::new(app.cost).unwrap();
        for code in &codes[10..] {
            let token = stretcher.token(&served.id, &code.plain()).unwrap();
            let shown = survey::answer(&app, &served, &token, "m").await;
            let submitting = respondents.interviews();
            let to = submitting.submit(&served, &token, ("de", Some(&shown))).await.unwrap();
            assert_eq!(to, Some(Destination::Done));
        }
        let mut random = StdRng::seed_from_u64(1);
        let mut took = [const { Vec::new() }; 3];
        for number in 0..samples {
            // One after the other, in turns, so that a busy moment of the machine hits all three.
            for class in [0, 1, 2].map(|at| (at + number) % 3) {
                let code = match class {
                    0 => codes[number % 10].clone(),
                    1 => codes[10 + number % 10].clone(),
                    _ => AccessCode::draw(&mut random),
                };
                let from = u32::try_from(number * 3 + class).unwrap() << 8;
                let network = respondents.throttle.network(IpAddr::V4(Ipv4Addr::from_bits(from)));
                let begun = Instant::now();
                let (entered, moment) = respondents.enter(&served, &code, network).await.unwrap();
                moment.come().await;
                took[class].push(begun.elapsed().as_secs_f64());
                let is_right = match class {
                    0 => matches!(entered, Entered::Welcome(_)),
                    1 => matches!(entered, Entered::Used(_)),
                    _ => entered == Entered::Unknown,
                };
                assert!(is_right, "{entered:?}");
            }
        }
        // The slowest tenth of all tells about the machine's other work.
        let mut all = took.concat();
        all.sort_by(f64::total_cmp);
        let slow = all[all.len() * 9 / 10];
        for took in &mut took {
            took.retain(|seconds| *seconds <= slow);
        }
        let [known, used, unknown] = &took;
        for (name, t) in [
            ("known, unknown", welch(known, unknown)),
            ("known, used", welch(known, used)),
            ("used, unknown", welch(used, unknown)),
        ] {
            println!("{name}: Welch's t = {t:.2}");
            assert!(t.abs() < 4.5, "{name}: {t}");
        }
        // The test could fail: a beat more would show.
        let later: Vec<f64> = known.iter().map(|seconds| seconds + 0.05).collect();
        assert!(welch(&later, unknown) > 4.5, "too noisy to tell anything");
    });
}
