//! Points and boxes of the figure, in its own units: x to the right, y downwards.

/// A place on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// Units from the left.
    pub x: f64,
    /// Units from the top.
    pub y: f64,
}

impl Point {
    /// The point `(x, y)`.
    pub fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }

    /// How far it is to `other`.
    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The point a share `t` of the way to `other`.
    pub fn towards(self, other: Point, t: f64) -> Point {
        Point::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }
}

/// An upright box.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side.
    pub right: f64,
    /// Its lower side.
    pub bottom: f64,
}

impl Rect {
    /// How wide it is.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// How high it is.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Its middle.
    pub fn centre(self) -> Point {
        Point::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The box moved by `by`.
    pub fn at(self, by: Point) -> Rect {
        Rect { left: self.left + by.x, top: self.top + by.y, right: self.right + by.x, bottom: self.bottom + by.y }
    }

    /// The box with its sides at `share` of their distance from the origin.
    pub fn sized(self, share: f64) -> Rect {
        let Rect { left, top, right, bottom } = self;
        Rect { left: left * share, top: top * share, right: right * share, bottom: bottom * share }
    }

    /// The box with `margin` more on every side.
    pub fn grown(self, margin: f64) -> Rect {
        Rect {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    /// The smallest box around both.
    pub fn around(self, other: Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether `point` lies inside.
    pub fn holds(self, point: Point) -> bool {
        self.left < point.x && point.x < self.right && self.top < point.y && point.y < self.bottom
    }

    /// Whether the two share more than a side.
    pub fn overlaps(self, other: Rect) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}
