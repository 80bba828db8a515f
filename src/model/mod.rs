//! The nouns: what every other part passes on. No input, no output, no rules.

pub mod appearance;
pub mod cell;
pub mod claim;
pub mod date;
pub mod decision;
pub mod dice;
pub mod document;
pub mod dossier;
pub mod entity;
pub mod few;
pub mod given;
pub mod layout;
pub mod mention;
pub mod network;
pub mod notice;
pub mod output;
pub mod presence;
pub mod reading;
pub mod role;
pub mod rows;
pub mod rule;
pub mod sketch;
pub mod slice;
pub mod span;
pub mod tables;
pub mod text;

pub use appearance::{Affiliation, Appearance, Chain};
pub use claim::{Claim, Place, Stretch};
pub use date::DocumentDate;
pub use decision::{Decision, Judgement, Side};
pub use dice::Dice;
pub use document::{Document, Format, Head, Mark, Places};
pub use dossier::{Alike, Dossier, RunFacts};
pub use entity::{EarlierName, Entity, Member, NameUse};
pub use few::Few;
pub use given::{Given, GivenMentions};
pub use layout::{Block, BlockKind, Column, Field, Layout, Line, Row, RowFields};
pub use mention::{Form, Kind, Mention, MentionRule};
pub use network::{
    Attendance, Measures, Network, Node, NodeKind, Scope, Subject, Tie, TieKind, Weighing, Weights, Within,
};
pub use notice::Notice;
pub use output::Output;
pub use presence::{Presence, presences};
pub use reading::Reading;
pub use role::{Role, RolePair};
pub use rule::Rule;
pub use sketch::{Sketch, Smallest};
pub use slice::{Every, Slice};
pub use span::Span;
pub use text::{Text, Texts};
