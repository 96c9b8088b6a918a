//! Random orders that follow from a stored seed: the same respondent always sees the same order.

use super::model::Order;
use super::splitmix::scatter;

/// The positions `0..len` in the order a respondent sees them. `name` keeps the orders of
/// different questions apart.
///
/// Shuffling is Fisher–Yates (inside-out) over the Park–Miller generator, as ODK's `randomize`.
pub(super) fn positions(order: Order, seed: u32, name: &str, len: usize) -> Vec<usize> {
    match order {
        Order::Fixed => (0..len).collect(),
        Order::Rotate if len == 0 => Vec::new(),
        Order::Rotate => {
            let begin = OrderGenerator::new(seed, name).below(len);
            (0..len).map(|i| (i + begin) % len).collect()
        }
        Order::Shuffle => {
            let mut random = OrderGenerator::new(seed, name);
            let mut out: Vec<usize> = Vec::with_capacity(len);
            for i in 0..len {
                let j = random.below(i + 1);
                if j == i {
                    out.push(i);
                } else {
                    out.push(out[j]);
                    out[j] = i;
                }
            }
            out
        }
    }
}

/// Whether the poles of what is called so, a differential's row or the column that tells it of all its
/// rows, are exchanged.
pub(super) fn is_mirrored(seed: u32, name: &str) -> bool {
    OrderGenerator::new(seed, name).below(2) == 1
}

struct OrderGenerator(u64);

impl OrderGenerator {
    const MODULUS: u64 = 2_147_483_647;

    fn new(seed: u32, name: &str) -> Self {
        // FNV-1a takes in seed and name, and leaves names that differ in one letter side by side.
        let mixed = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ u64::from(seed), |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(scatter(mixed) % (Self::MODULUS - 1) + 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0 * 16_807 % Self::MODULUS;
        ((self.0 - 1) * limit as u64 / (Self::MODULUS - 1)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_a_permutation_and_stays() {
        for order in [Order::Fixed, Order::Rotate, Order::Shuffle] {
            for seed in 0..200 {
                let mut seen = positions(order, seed, "im_sd", 12);
                assert_eq!(seen, positions(order, seed, "im_sd", 12));
                seen.sort_unstable();
                assert_eq!(seen, (0..12).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn neighbouring_rows_are_mirrored_independently() {
        let mut both = [[0; 2]; 2];
        for seed in 0..4000 {
            let [a, b] = ["im_sd_01", "im_sd_02"].map(|row| usize::from(is_mirrored(seed, row)));
            both[a][b] += 1;
        }
        assert!(both.iter().flatten().all(|&n| (880..1120).contains(&n)), "{both:?}");
    }

    #[test]
    fn every_position_comes_first_about_equally_often() {
        let mut first = [0; 6];
        for seed in 0..6000 {
            first[positions(Order::Shuffle, seed, "q", 6)[0]] += 1;
        }
        assert!(first.iter().all(|&n| (850..1150).contains(&n)), "{first:?}");
    }
}
