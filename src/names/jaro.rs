//! The likeness of two words by Jaro and Winkler, as strsim has it, for millions of pairs.

/// Words of so many plain letters are compared by a bit for each.
const LONGEST: usize = u64::BITS as usize;

/// How alike two words are, 0 to 1.
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    let short = |word: &str| !word.is_empty() && word.len() <= LONGEST && word.is_ascii();
    if !short(a) || !short(b) {
        return strsim::jaro_winkler(a, b);
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let jaro = jaro(a, b);
    let begin = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    if jaro > 0.7 { jaro + 0.1 * begin as f64 * (1.0 - jaro) } else { jaro }
}

/// Letters that both have within reach of each other, and how many of these stand in another order.
fn jaro(a: &[u8], b: &[u8]) -> f64 {
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut places = [0u64; 128];
    for (at, letter) in b.iter().enumerate() {
        places[usize::from(*letter)] |= 1 << at;
    }
    let (mut met, mut answered) = (0u64, 0u64);
    for (at, letter) in a.iter().enumerate() {
        let end = (at + reach + 1).min(LONGEST);
        let window = u64::MAX >> (LONGEST - end) & u64::MAX << at.saturating_sub(reach);
        let free = places[usize::from(*letter)] & window & !answered;
        // The first of them.
        answered |= free & free.wrapping_neg();
        met |= u64::from(free != 0) << at;
    }
    if met == 0 {
        return 0.0;
    }
    let matches = f64::from(met.count_ones());
    let crossed = ones(met).zip(ones(answered)).filter(|(i, j)| a[*i] != b[*j]).count() / 2;
    (matches / a.len() as f64 + matches / b.len() as f64 + (matches - crossed as f64) / matches) / 3.0
}

/// The places of the bits that are set, rising.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        at
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_strsim_says() {
        let long = "ab".repeat(32);
        let words = [
            "",
            "a",
            "martarid",
            "marhtarid",
            "ridmarta",
            "thornkvist",
            "tornkvist",
            "dikson",
            "diksonks",
            "ивановида",
            &long,
            &long[1..],
            &"ab".repeat(33),
        ];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            assert_eq!(jaro_winkler(a, b).to_bits(), strsim::jaro_winkler(a, b).to_bits(), "{a} {b}");
        }
    }
}
