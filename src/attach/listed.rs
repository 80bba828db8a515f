//! Which row of a signatory list a name stands in.

use crate::model::{BlockKind, Layout, Mention, Span};

/// The rows of a document's signatory lists: each field with the number of its row, in the order of the text.
pub struct Listed(Vec<(Span, usize)>);

impl Listed {
    /// The rows that a document signs with.
    pub fn of(layout: &Layout) -> Listed {
        let signed = layout.blocks.iter().filter(|block| block.kind == BlockKind::Signature);
        let rows = signed.flat_map(|block| &block.rows).enumerate();
        let mut fields: Vec<(Span, usize)> =
            rows.flat_map(|(number, row)| row.fields.iter().map(move |field| (field.span, number))).collect();
        fields.sort_by_key(|(span, _)| span.start);
        Listed(fields)
    }

    /// The row of each mention; none in running text.
    pub fn rows(&self, mentions: &[Mention]) -> Vec<Option<usize>> {
        let row = |mention: &Mention| {
            let next = self.0.partition_point(|(span, _)| span.start <= mention.whole.start);
            let (span, row) = self.0[next.checked_sub(1)?];
            (mention.whole.start < span.end).then_some(row)
        };
        mentions.iter().map(row).collect()
    }
}
