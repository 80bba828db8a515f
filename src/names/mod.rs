//! What a name is made of and how alike two are.

pub mod align;
pub mod bodies;
pub mod body;
pub mod compare;
pub mod disguise;
pub mod distance;
pub mod fold;
pub mod forest;
pub mod jaro;
pub mod key;
pub mod met;
pub mod packed;
pub mod parts;
pub mod people;
pub mod person;
pub mod pieces;
pub mod places;
pub mod rules;
pub mod shape;
pub mod sound;
pub mod spelling;
pub mod tables;
pub mod titles;
pub mod vocabulary;
pub mod word;
