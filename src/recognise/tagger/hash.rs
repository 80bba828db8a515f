//! Hashes that are the same on every machine and in every version: what the model's rows are found by.

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991).
pub fn of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Two hashes as one; the order counts.
pub fn pair(left: u64, right: u64) -> u64 {
    finish(left.rotate_left(23) ^ right.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// A value under a template: the name of a feature. The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
pub fn feature(template: u64, value: u64) -> u64 {
    finish(value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
