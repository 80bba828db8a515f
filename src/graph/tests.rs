//! The network by hand-computed examples.
