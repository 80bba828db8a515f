//! What a name is made of and how alike two are.

pub mod alike;
pub mod fold;
pub mod key;
pub mod titles;
