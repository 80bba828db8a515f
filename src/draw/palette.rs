//! Colours and marks. Every colour goes with a mark inside the shape, so that the two are told apart in grey as well.

use super::svg::number;
use crate::model::{Node, NodeKind, Role};

/// The outline of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A person.
    Circle,
    /// An organisation.
    Square,
    /// A document.
    Sheet,
}

impl Shape {
    /// The outline of a node.
    pub fn of(kind: NodeKind) -> Shape {
        match kind {
            NodeKind::Person => Shape::Circle,
            NodeKind::Organisation => Shape::Square,
            NodeKind::Document => Shape::Sheet,
        }
    }

    /// What it stands for.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Circle => NodeKind::Person.word(),
            Shape::Square => NodeKind::Organisation.word(),
            Shape::Sheet => NodeKind::Document.word(),
        }
    }
}

/// Red, green and blue.
type Colour = [u8; 3];

/// Okabe and Ito's palette for all kinds of colour vision (Color Universal Design, 2008), its black left out.
const COLOURS: [Colour; 7] = [
    [0x00, 0x72, 0xB2],
    [0xE6, 0x9F, 0x00],
    [0x00, 0x9E, 0x73],
    [0xCC, 0x79, 0xA7],
    [0xD5, 0x5E, 0x00],
    [0x56, 0xB4, 0xE9],
    [0x8C, 0x8C, 0x8C],
];

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
/// Ties between two of different colours.
pub const NEUTRAL: &str = "#aab1b8";
/// Text.
pub const INK: &str = "#1a1a1a";
/// Text of lesser weight, arrows and dashes.
pub const GREY: &str = "#555555";

/// What a shape bears inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    Dot,
    Ring,
    Hollow,
    Bar,
    Cross,
    Pale,
    Pole,
}

const MARKS: [Mark; 8] =
    [Mark::Plain, Mark::Dot, Mark::Ring, Mark::Hollow, Mark::Bar, Mark::Cross, Mark::Pale, Mark::Pole];

/// How one role or group looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    colour: Colour,
    mark: Mark,
}

/// Colour and mark of each role, in the order of `Role::ALL`.
const ROLES: [Look; 7] = [
    Look { colour: COLOURS[0], mark: Mark::Plain },
    Look { colour: COLOURS[1], mark: Mark::Dot },
    Look { colour: COLOURS[4], mark: Mark::Ring },
    Look { colour: COLOURS[3], mark: Mark::Hollow },
    Look { colour: COLOURS[2], mark: Mark::Bar },
    Look { colour: COLOURS[5], mark: Mark::Pole },
    Look { colour: COLOURS[6], mark: Mark::Pale },
];

/// Roles by what they tell of a holder, the most telling first: a chair who also speaks is shown as the chair.
const TELLING: [Role; 6] =
    [Role::Chair, Role::Signatory, Role::Speaker, Role::Issuer, Role::Participant, Role::Addressee];

/// The role `node` holds most often (the most telling among equals); `mentioned` only when it holds no other.
pub fn main_role(node: &Node) -> Role {
    let held = |role: Role| node.roles[role as usize];
    let most = TELLING.into_iter().rev().max_by_key(|&role| held(role));
    most.filter(|&role| held(role) > 0).unwrap_or(Role::Mentioned)
}

/// The look of a role.
pub fn of_role(role: Role) -> Look {
    ROLES[role as usize]
}

/// The look of the group numbered `number`, from 1: seven colours and eight marks, so that no pair comes again before
/// the 57th group.
pub fn of_group(number: u32) -> Look {
    let index = number.saturating_sub(1) as usize;
    Look { colour: COLOURS[index % COLOURS.len()], mark: MARKS[index % MARKS.len()] }
}

/// The look of what belongs to no group.
pub fn apart() -> Look {
    of_role(Role::Mentioned)
}

/// The look of documents, and of legend entries about shape or size alone.
pub fn neutral() -> Look {
    Look { colour: [0x77, 0x77, 0x77], mark: Mark::Plain }
}

/// A cell of a table: from pale at 0 to dark at 1.
pub fn shade(share: f64) -> String {
    hex(mixed(WHITE, mixed(COLOURS[0], BLACK, 0.25), share.clamp(0.0, 1.0)))
}

/// An opaque pale form of the colour, for ties between two of one look.
pub fn pale(look: Look) -> String {
    hex(mixed(look.colour, WHITE, 0.5))
}

/// Half the side of a square, or the radius of a circle, with the area of a circle of `radius`.
pub fn reach(shape: Shape, radius: f64) -> f64 {
    // Half the square root of pi.
    if shape == Shape::Circle { radius } else { radius * 0.886 }
}

/// An outline at the origin, with its mark.
pub fn outline(shape: Shape, look: Look, radius: f64) -> String {
    let edge = hex(mixed(look.colour, BLACK, 0.38));
    let fill = match look.mark {
        Mark::Hollow => hex(WHITE),
        Mark::Pale => hex(mixed(look.colour, WHITE, 0.6)),
        _ => hex(look.colour),
    };
    let stroke = if look.mark == Mark::Hollow { radius * 0.36 } else { 0.9 };
    let size = reach(shape, radius) - stroke / 2.0;
    let stroke_colour = if look.mark == Mark::Hollow { hex(look.colour) } else { edge };
    let style = format!(r#"class="shape" fill="{fill}" stroke="{stroke_colour}" stroke-width="{}""#, number(stroke));
    let drawn = match shape {
        Shape::Circle => format!(r#"<circle r="{}" {style}/>"#, number(size)),
        Shape::Square => {
            let (from, side) = (number(-size), number(2.0 * size));
            format!(r#"<rect x="{from}" y="{from}" width="{side}" height="{side}" {style}/>"#)
        }
        Shape::Sheet => sheet(size, &style),
    };
    drawn + &mark(look.mark, radius)
}

/// A page with its upper right corner folded.
fn sheet(size: f64, style: &str) -> String {
    let (half, fold) = (size * 0.78, size * 0.55);
    let [left, right, top, bottom] = [-half, half, -size, size].map(number);
    let (crease, turned) = (number(half - fold), number(fold - size));
    format!(r#"<path d="M{left} {top}H{crease}L{right} {turned}V{bottom}H{left}Z" {style}/>"#)
}

fn mark(mark: Mark, radius: f64) -> String {
    let (half, thick) = (number(radius * 0.5), number(radius * 0.28));
    let line =
        |d: String| format!(r##"<path class="mark" d="{d}" fill="none" stroke="#ffffff" stroke-width="{thick}"/>"##);
    match mark {
        Mark::Plain | Mark::Hollow | Mark::Pale => String::new(),
        Mark::Dot => format!(r##"<circle class="mark" r="{}" fill="#ffffff"/>"##, number(radius * 0.34)),
        Mark::Ring => format!(
            r##"<circle class="mark" r="{half}" fill="none" stroke="#ffffff" stroke-width="{}"/>"##,
            number(radius * 0.24)
        ),
        Mark::Bar => line(format!("M-{half} 0H{half}")),
        Mark::Pole => line(format!("M0 -{half}V{half}")),
        Mark::Cross => line(format!("M-{half} 0H{half}M0 -{half}V{half}")),
    }
}

fn mixed(colour: Colour, other: Colour, share: f64) -> Colour {
    std::array::from_fn(|i| (f64::from(colour[i]) * (1.0 - share) + f64::from(other[i]) * share).round() as u8)
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
