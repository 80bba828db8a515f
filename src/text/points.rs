//! Code points and bytes of a text, one to the other: other programs count the first, spans the second.

/// So many code points lie between two stops: a look-up walks over fewer.
const STRIDE: usize = 128;

/// The code points of a text, numbered from 0.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// The byte at which every [`STRIDE`]th code point begins; the one past the last begins at the end.
    stops: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Those of a text.
    pub fn of(text: &'a str) -> CodePoints<'a> {
        let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        CodePoints { text, stops: starts.step_by(STRIDE).collect() }
    }

    /// The byte at which a code point begins; for the one past the last, the text's end; beyond it nothing.
    pub fn byte(&self, point: usize) -> Option<usize> {
        let stop = *self.stops.get(point / STRIDE)?;
        let starts = self.text[stop..].char_indices().map(|(byte, _)| stop + byte).chain([self.text.len()]);
        starts.take(STRIDE).nth(point % STRIDE)
    }

    /// The number of the code point that begins at a byte; for the text's end, how many there are.
    ///
    /// # Panics
    /// When no code point begins there.
    pub fn point(&self, byte: usize) -> usize {
        let stop = self.stops.partition_point(|stop| *stop <= byte) - 1;
        stop * STRIDE + self.text[self.stops[stop]..byte].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_lead_to_each_other() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE] {
            let text: String = "aé杨🛶".chars().cycle().take(length).collect();
            let points = CodePoints::of(&text);
            let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (point, byte) in starts.enumerate() {
                assert_eq!((points.byte(point), points.point(byte)), (Some(byte), point), "of {length}");
            }
            assert_eq!((points.byte(length + 1), points.byte(length + STRIDE)), (None, None), "of {length}");
        }
    }
}
