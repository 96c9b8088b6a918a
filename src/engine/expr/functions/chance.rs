//! Chance. Nothing here is drawn anew at each look: the seed in [`Env`], the place and the order of
//! the calls decide, so that a page shows twice what it showed once.
//!
//! [`Env`]: super::super::Env

use super::super::Nodes;
use super::super::eval::{Arguments, Context};
use super::super::value::Value;
use super::{Function, Takes};
use crate::engine::expr::{seed_of, shuffled};
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

/// The nodes in the order that a seed decides.
fn randomize<'a>(arguments: &Arguments<'a, '_>) -> Value<'a> {
    let nodes = arguments.value(0).into_texts();
    let seed = match arguments.len() {
        1 => (draw(arguments.context) >> 33) as i64,
        _ => seed_of(&arguments.value(1), arguments.context.env),
    };
    let order = shuffled(seed, nodes.len());
    let mut nodes: Vec<_> = nodes.into_iter().map(Some).collect();
    Value::Nodes(Nodes::Many(order.into_iter().filter_map(|at| nodes[at].take()).collect()))
}
