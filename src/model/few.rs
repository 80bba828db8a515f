//! Lists that mostly hold one thing.

/// A list that holds one thing in itself and more of them, like a `Vec`, in a place of their own in memory: the claims of
/// an appearance, the mentions of a chain, the members of an entity. A letter of 50,000 signatories has a dozen such lists
/// for each.
pub type Few<T> = smallvec::SmallVec<[T; 1]>;
