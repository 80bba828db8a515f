//! The order of things: find, read, compile.
