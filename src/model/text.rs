//! Words that a run holds many times over.

/// Text that does not change once it is read: a name, a post, a passage, the name of a rule.
///
/// A letter of 50,000 signatories holds a dozen of them for each, most of them short, and the same name goes from the
/// mention to the chain, the entity and the node. Up to fifteen bytes lie in the value itself, without a place of their
/// own in memory; longer ones are shared, so that a clone costs nothing. It reads as a `&str` and is written as a plain
/// string.
pub type Text = ecow::EcoString;
