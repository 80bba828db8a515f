//! Numbers that look random and are the same on every machine: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood,
//! OOPSLA 2014).

/// A seeded source of numbers.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The source of this seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// Puts a slice into a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `sides`; the bias is below 2⁻³² for less than 2³² sides.
    fn below(&mut self, sides: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(sides)) >> 64) as u64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
