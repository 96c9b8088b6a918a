//! SplitMix64 (Steele, Lea and Flood 2014): near numbers become unlike ones. Our own few lines,
//! because orders that running surveys show, `random()` and simulated data must stay what they are,
//! and a crate's generator may change with its version. Never for secrets.

/// What the generator's state grows by.
pub(crate) const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The generator's output for a state.
pub(crate) fn scatter(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
