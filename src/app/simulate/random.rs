//! The simulation's dice. Only sums and products: the same bits everywhere.

use crate::engine::splitmix::{STEP, scatter};

/// Good enough for dice, never for secrets.
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The dice of one resident: those of different residents are independent.
    pub(super) fn new(seed: u64, resident: u64) -> Self {
        let mut outer = Self(seed);
        let scattered = outer.next() ^ resident.wrapping_mul(STEP);
        Self(Self(scattered).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        scatter(self.0)
    }

    /// A number from 0 up to, but not including, 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// The seed of a draft.
    pub(super) fn seed(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }

    /// One of `0..limit`; 0 when there is none.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.unit() * limit as f64) as usize
    }

    pub(super) fn pick<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.below(things.len()))
    }

    /// One of the things, in proportion to their weights; none when all weights are 0.
    pub(super) fn weighted<T: Copy>(&mut self, things: &[(T, f64)]) -> Option<T> {
        let total: f64 = things.iter().map(|(_, weight)| weight).sum();
        let mut rest = self.unit() * total;
        let likely = || things.iter().filter(|(_, weight)| *weight > 0.0);
        for (thing, weight) in likely() {
            if rest < *weight {
                return Some(*thing);
            }
            rest -= weight;
        }
        likely().next_back().map(|(thing, _)| *thing)
    }

    /// Bell-shaped with mean 0 and variance 1: twelve uniform numbers added (Irwin–Hall), because
    /// logarithms and cosines differ between machines in the last bit.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_never_changes() {
        // The first outputs for seed 0, as published with the algorithm.
        let mut random = Random(0);
        assert_eq!(random.next(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.next(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::new(1, 1);
        let mut count = [0; 3];
        for _ in 0..10_000 {
            let things = [(0, 1.0), (1, 0.0), (2, 3.0)];
            count[random.weighted(&things).unwrap()] += 1;
        }
        assert_eq!(count[1], 0);
        assert!((2300..2700).contains(&count[0]), "{count:?}");
        assert_eq!(random.weighted(&[((), 0.0)]), None);
        assert_eq!(random.weighted::<()>(&[]), None);
    }

    #[test]
    fn normal_is_centred_with_variance_one() {
        let mut random = Random::new(2, 7);
        let drawn: Vec<f64> = (0..10_000).map(|_| random.normal()).collect();
        let mean = drawn.iter().sum::<f64>() / 1e4;
        let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 1e4;
        assert!(mean.abs() < 0.05 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }
}
