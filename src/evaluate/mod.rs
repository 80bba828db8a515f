//! Appearances against annotations.
