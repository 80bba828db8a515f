//! `data/lexicon`, compiled in: what a linguist can know and mend.

/// All tables.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The tables that come with the program, parsed once.
    pub fn built_in() -> &'static Lexicon {
        static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
        &LEXICON
    }
}
