//! What a name is made of and how alike two are.

pub mod alike;
pub mod fold;
pub mod key;
pub mod parts;
pub mod places;
pub mod shape;
pub mod titles;
