//! What a count is worth: against how often the two could have met, and against chance.

/// The chance that two who are in `a` and `b` of `all` groups share `k` or more, were their groups drawn at random:
/// the upper tail of the hypergeometric distribution.
///
/// The terms are summed from the end where they fall, each from the one before (N. L. Johnson, A. W. Kemp and S. Kotz,
/// *Univariate Discrete Distributions*, 3rd ed. (2005), ch. 6), so that nothing overflows.
pub fn tail(k: u32, a: u32, b: u32, all: u32) -> f64 {
    let (k, a, b, all) = (f64::from(k), f64::from(a), f64::from(b), f64::from(all));
    let (least, most) = ((a + b - all).max(0.0), a.min(b));
    if k <= least {
        return 1.0;
    }
    if k > most {
        return 0.0;
    }
    let term = |i: f64| (choose(a, i) + choose(all - a, b - i) - choose(all, b)).exp();
    let up = |i: f64| (a - i) * (b - i) / ((i + 1.0) * (all - a - b + i + 1.0));
    if k > a * b / all {
        let (mut sum, mut next, mut i) = (0.0, term(k), k);
        while i <= most && next > sum * f64::EPSILON {
            sum += next;
            next *= up(i);
            i += 1.0;
        }
        sum.min(1.0)
    } else {
        let (mut sum, mut next, mut i) = (0.0, term(k - 1.0), k - 1.0);
        while i >= least && next > sum * f64::EPSILON {
            sum += next;
            next /= up(i - 1.0);
            i -= 1.0;
        }
        (1.0 - sum).clamp(0.0, 1.0)
    }
}

/// The false discovery rate at which each would still be found, among `tests` tests of which only these found anything
/// (the chance of any other is 1): Benjamini and Hochberg's step-up.
pub fn rates(chances: &[f64], tests: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*b].total_cmp(&chances[*a]).then(b.cmp(a)));
    let mut rates = vec![1.0; chances.len()];
    let mut least: f64 = 1.0;
    for (place, index) in order.into_iter().enumerate() {
        let rank = (chances.len() - place) as f64;
        least = least.min(chances[index] * tests / rank);
        rates[index] = least;
    }
    rates
}

/// The logarithm of n over k.
fn choose(n: f64, k: f64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// ln n!, by Stirling's series (M. Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions* (1964), 6.1.41):
/// for n + 1 ≥ 16 the terms given here are exact to a double's last places.
fn ln_factorial(n: f64) -> f64 {
    let x = n + 1.0;
    if x < 16.0 {
        return (1..=n as u32).map(f64::from).product::<f64>().ln();
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let series = inverse
        * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0))));
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-9, "{found:e} is not {expected:e}");
    }

    #[test]
    fn the_tail_is_that_of_counted_draws() {
        // Of 5 groups 2 and 3: all draws that share none, one or two are 1, 6 and 3 of 10.
        near(tail(1, 2, 3, 5), 0.9);
        near(tail(2, 2, 3, 5), 0.3);
        assert_eq!((tail(0, 2, 3, 5), tail(3, 2, 3, 5)), (1.0, 0.0));
        assert_eq!(tail(1, 3, 3, 5), 1.0, "they cannot miss each other");
    }

    #[test]
    fn factorials_meet_where_the_series_begins() {
        near(ln_factorial(15.0), 1_307_674_368_000f64.ln());
        near(ln_factorial(20.0), 2_432_902_008_176_640_000f64.ln());
        assert_eq!(ln_factorial(0.0), 0.0);
    }

    #[test]
    fn rates_step_up() {
        // m·p/rank is .04, .06, .0533, .5 over 4 tests; each is at most what any larger chance gives.
        let found = rates(&[0.03, 0.01, 0.04, 0.5], 4.0);
        for (rate, expected) in found.iter().zip([0.16 / 3.0, 0.04, 0.16 / 3.0, 0.5]) {
            near(*rate, expected);
        }
        near(rates(&[0.01], 1000.0)[0], 1.0);
        assert!(rates(&[], 0.0).is_empty());
    }
}
