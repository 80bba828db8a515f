//! Positions on a page: affine maps as PDF writes them.

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    pub(super) const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Matrix {
        Matrix { a, b, c, d, e, f }
    }

    /// From six numbers; nothing where there are fewer or one of them is not finite.
    pub(super) fn of(numbers: &[f64]) -> Option<Matrix> {
        match numbers {
            &[a, b, c, d, e, f] if numbers.iter().all(|n| n.is_finite()) => Some(Matrix::new(a, b, c, d, e, f)),
            _ => None,
        }
    }

    /// This map first, then `next`.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        Matrix {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// The same map from an origin moved by `x`, `y`.
    pub(super) fn moved(self, x: f64, y: f64) -> Matrix {
        Matrix { e: x * self.a + y * self.c + self.e, f: x * self.b + y * self.d + self.f, ..self }
    }

    /// Where a point lands.
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (x * self.a + y * self.c + self.e, x * self.b + y * self.d + self.f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_one_another() {
        let scale = Matrix::new(2.0, 0.0, 0.0, 2.0, 0.0, 0.0);
        let shift = Matrix::new(1.0, 0.0, 0.0, 1.0, 10.0, 0.0);
        assert_eq!(scale.then(shift).apply(1.0, 1.0), (12.0, 2.0));
        assert_eq!(shift.then(scale).apply(1.0, 1.0), (22.0, 2.0));
        assert_eq!(scale.moved(1.0, 1.0).apply(0.0, 0.0), (2.0, 2.0));
        assert_eq!(Matrix::of(&[1.0, 0.0, 0.0, 1.0, f64::NAN, 0.0]), None);
    }
}
