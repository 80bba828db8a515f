//! How wide text is, and where its lines break.

use super::advances::ADVANCES;

/// The fonts asked for; [`ADVANCES`] bounds them all.
pub const FONTS: &str = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";
/// From one line to the next, in font sizes.
pub const LEADING: f64 = 1.18;
/// From the base line to the top of the highest letters, accents included, in font sizes.
pub const ASCENT: f64 = 0.95;
/// From the base line to the foot of the lowest letters, in font sizes.
pub const DESCENT: f64 = 0.24;
/// How much wider than the plain letters the bold ones are, at most.
const BOLD: f64 = 1.25;
/// More of a text than this is cut, with an ellipsis (its full form stays in the tooltip), in characters.
const LONGEST: usize = 160;

/// A safe upper bound of the width of `text` at font size 1.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum()
}

/// A safe upper bound of the width of `text` in bold at font size 1.
pub fn bold_width(text: &str) -> f64 {
    width(text) * BOLD
}

fn advance(character: char) -> f64 {
    let code = character as u32;
    let known = ADVANCES.iter().find_map(|&(first, run)| run.get(code.checked_sub(first)? as usize));
    match (known, code) {
        (Some(&thousandths), _) if thousandths > 0 => f64::from(thousandths) / 1000.0,
        // Hebrew, Arabic and their neighbours: never wider than the letter m and a half.
        (_, 0x0590..=0x08FF | 0xFB1D..=0xFDCF | 0xFDF0..=0xFDF9 | 0xFE70..=0xFEFF) => 1.0,
        // Chinese, Japanese, Korean: one square each.
        (_, 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF) => 1.0,
        _ => 1.4,
    }
}

/// `text` in at most `lines` balanced lines no wider than `room` (at font size 1) where that is
/// possible, else no wider than `most`, in more lines if it must be. A word wider than `most` is broken.
pub fn balanced(text: &str, room: f64, most: f64, lines: usize) -> Vec<String> {
    let text = shortened(text);
    let longest = text.split(' ').map(width).fold(0.0, f64::max);
    let mut room = room.max(longest.min(most));
    let mut broken = wrapped(&text, room, width);
    while broken.len() > lines && room < most {
        room = (room * 1.08).min(most);
        broken = wrapped(&text, room, width);
    }
    // The narrowest room that needs no further line makes the lines alike.
    let wanted = broken.len();
    let mut narrower = room * 0.96;
    while wanted > 1 && narrower > 1.0 {
        let closer = wrapped(&text, narrower, width);
        if closer.len() > wanted || closer.iter().flat_map(|line| line.split(' ')).count() > text.split(' ').count() {
            break;
        }
        broken = closer;
        narrower *= 0.96;
    }
    broken
}

/// `text` in lines no wider than `room` (at font size 1, by `measure`); white space runs are one space. Never empty.
pub fn wrapped(text: &str, room: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if measure(&longer) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if measure(&line) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, character.to_string()));
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// `text` in one line no wider than `room` (at font size 1), with an ellipsis where it is cut.
pub fn cut(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept) + width("…") > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut kept: String = text.chars().take(LONGEST - 1).collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider() {
        assert!(width("WWW") > 3.0 * width("iii"));
        assert!(bold_width("Ann") > width("Ann"));
        assert!(width("杨淇") >= 2.0);
    }

    #[test]
    fn lines_fit_and_lose_nothing() {
        let text = "International Association of the Friends of Very Long Organisation Names";
        let lines = wrapped(text, 9.0, width);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line) <= 9.0));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_without_a_space_is_broken() {
        let lines = wrapped(&"a".repeat(100), 9.0, width);
        assert!(lines.iter().all(|line| width(line) <= 9.0));
        assert_eq!(lines.concat().len(), 100);
    }

    #[test]
    fn lines_are_balanced() {
        let lines = balanced("Council of Northern Lighthouses", 12.0, 20.0, 3);
        assert_eq!(lines, ["Council of Northern", "Lighthouses"]);
        assert_eq!(balanced("", 12.0, 20.0, 3), [""]);
    }

    #[test]
    fn what_cannot_be_printed_is_cut_with_an_ellipsis() {
        let lines = balanced(&"word ".repeat(2_000), 12.0, 20.0, 3);
        assert!(lines.concat().ends_with('…') && lines.len() < 12);
    }
}
