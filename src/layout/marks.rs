//! The marks of a line that can part its fields, and the words that lead from who signs to a body, told in one look.

/// Every mark of a line that can part fields: outside brackets, dashes, slashes and at-signs with a space beside them,
/// colons with a space behind.
pub struct Parts<'a> {
    line: &'a str,
    at: usize,
    depth: i32,
    /// Whether words that lead to a body stood before.
    pub led: bool,
}

/// Those of a line.
pub fn parts(line: &str) -> Parts<'_> {
    Parts { line, at: 0, depth: 0, led: false }
}

impl Iterator for Parts<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        let bytes = self.line.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            let at = self.at;
            if !MAY_PART[usize::from(*byte)] {
                self.at += 1;
                continue;
            }
            if *byte == b' ' {
                self.led = self.led || ends_lead(&bytes[..=at]);
                self.at += 1;
                continue;
            }
            let mark = self.line[at..].chars().next()?;
            self.at += mark.len_utf8();
            if self.parts_at(at, mark) {
                return Some((at, mark));
            }
        }
        None
    }
}

impl Parts<'_> {
    fn parts_at(&mut self, at: usize, mark: char) -> bool {
        self.depth += i32::from(mark == '(') - i32::from(mark == ')');
        let outside = self.depth <= 0;
        let after = self.line[self.at..].chars().next();
        let before = || self.line[..at].chars().next_back().is_some_and(char::is_whitespace);
        let spaced = || after.is_none_or(char::is_whitespace) || before();
        match mark {
            '\t' | '|' => true,
            ';' => outside,
            ',' => outside && !after.is_some_and(|c| c.is_ascii_digit() || NOTES.contains(&c)),
            '-' | '–' | '—' | '/' => outside && spaced(),
            // "Twitter: @quill" is a handle.
            '@' => outside && spaced() && !after.is_some_and(char::is_lowercase) && !self.line[..at].ends_with(": "),
            ':' => outside && after.is_some_and(char::is_whitespace),
            _ => false,
        }
    }
}

/// Marks that part where a space stands beside them.
pub const DASHES: [char; 3] = ['-', '–', '—'];

/// Whether a mark that can part fields, a bracket or a space begins with a byte.
const MAY_PART: [bool; 256] = {
    let mut told = [false; 256];
    // Both long dashes begin with the last.
    let bytes = *b"\t|;,-/@:() \xe2";
    let mut at = 0;
    while at < bytes.len() {
        told[bytes[at] as usize] = true;
        at += 1;
    }
    told
};

/// Signs of notes.
pub const NOTES: [char; 12] = ['*', '†', '‡', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Words that lead from who signs to the body that is signed for.
pub const LEADS: &[&str] = &["on behalf of ", "for ", "represented by "];

/// Whether bytes that end with a space end with such words; few words end with the letters that theirs do.
fn ends_lead(bytes: &[u8]) -> bool {
    let may_end = matches!(bytes, [.., b'f' | b'r' | b'y', b' ']);
    may_end && LEADS.iter().any(|lead| bytes.ends_with(lead.as_bytes()))
}
