//! What a name is made of and how alike two are.

pub mod fold;
pub mod parts;
pub mod shape;
