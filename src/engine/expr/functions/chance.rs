//! Chance. Nothing here is drawn anew at each look: the seed in [`Env`], the place and the order of
//! the calls decide, so that a page shows twice what it showed once.
//!
//! [`Env`]: super::super::Env

use sha2::{Digest, Sha256};

use super::super::Nodes;
use super::super::eval::{Arguments, Context};
use super::super::value::Value;
use super::{Function, Takes};
use crate::engine::splitmix::{STEP, scatter};

/// No identifier is longer.
const LONGEST: f64 = 1_000.0;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("random", 0..=0, |a| Value::Number(fraction(draw(a.context)))),
    Function::new("randomize", 1..=2, randomize).taking(Takes::Nodes),
    Function::new("uuid", 0..=1, uuid),
];

/// 64 random bits, told apart by response, question, instance and order of the calls.
fn draw(context: Context<'_, '_>) -> u64 {
    let place = next(context.env.seed ^ next(context.resolver.salt()));
    next(place.wrapping_add(context.run.draw()))
}

fn next(number: u64) -> u64 {
    scatter(number.wrapping_add(STEP))
}

/// A number from 0 up to and without 1.
fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// A version 4 identifier, or so many letters and digits.
fn uuid<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let bits = || draw(arguments.context);
    if arguments.len() == 0 {
        let bytes = (u128::from(bits()) << 64 | u128::from(bits())).to_be_bytes();
        let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
        return Value::Text(id.to_string().into());
    }
    const SIGNS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    // `as` turns NaN into 0.
    let length = arguments.number(0).clamp(0.0, LONGEST) as usize;
    let sign = |bits: u64| SIGNS.get((bits % 36) as usize).copied().map_or('0', char::from);
    let id: String = (0..length).map(|_| sign(bits())).collect();
    Value::Text(id.into())
}

/// The nodes in the order that a seed decides: shuffled from the inside out (Fisher and Yates) with
/// the generator of Park and Miller 1988, as ODK prescribes.
fn randomize<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let nodes = arguments.value(0).into_texts();
    let seed = match arguments.len() {
        1 => (draw(arguments.context) >> 33) as i64,
        _ => seed_of(&arguments.value(1), arguments),
    };
    let mut generator = ParkMiller::new(seed);
    let mut shuffled = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        // Below `index + 1`, because the fraction is below 1.
        let to = (generator.fraction() * (index + 1) as f64) as usize;
        shuffled.push(node);
        shuffled.swap(index, to.min(index));
    }
    Value::Nodes(Nodes::Many(shuffled))
}

/// A number without its decimals; of any other text, the first 8 bytes of its SHA-256.
fn seed_of(value: &Value<'_>, arguments: &Arguments<'_, '_>) -> i64 {
    let number = value.number(arguments.context.env);
    if !number.is_nan() {
        // `as` saturates.
        return number as i64;
    }
    let text = value.to_text();
    match text.as_ref() {
        "" => 0,
        text => {
            let hash = Sha256::digest(text.as_bytes());
            let first: Option<&[u8; 8]> = hash.first_chunk();
            first.map_or(0, |bytes| i64::from_be_bytes(*bytes))
        }
    }
}

/// The "minimal standard" generator of Park and Miller (1988).
struct ParkMiller(i64);

impl ParkMiller {
    const MODULUS: i64 = 2_147_483_647;

    fn new(seed: i64) -> ParkMiller {
        let seed = seed % Self::MODULUS;
        ParkMiller(if seed <= 0 { seed + Self::MODULUS - 1 } else { seed })
    }

    /// A number from 0 up to and without 1.
    fn fraction(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % Self::MODULUS;
        (self.0 - 1) as f64 / (Self::MODULUS - 1) as f64
    }
}
