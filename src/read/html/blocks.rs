//! Which blocks of a page say what it says, and which belong to the site around it.
//!
//! In the manner of Readability: links, hidden parts and telling names of classes give the site away. Unlike there, a list
//! outside the main text stays: signatories stand at the foot.

use super::tables::{ARTICLE_ROLES, SITE_ROLES, SITE_WORDS, SOFT_WORDS};
use html5ever::tokenizer::Tag;

/// A page with less running text than this says too little to tell its main text from the rest: all of it stays.
const TELLING: usize = 500;
/// The main text holds so much of the page's running text, in hundredths.
const MAIN: usize = 85;
/// What is marked as the main text needs only so much of what is around it.
const MARKED: usize = 40;
/// What is marked as the site's is believed up to so much of the page's text, in hundredths.
const SITE: usize = 40;
/// A block with so many links for its text, in hundredths, is a menu.
const LINKED: usize = 25;
/// So many blocks of text are a list.
const LIST: usize = 3;
/// A class or id of more words is the sentence of a heading.
const NAME: usize = 4;
/// Text of this many bytes before the main text is its day or its author.
const BYLINE: usize = 200;

/// What the tag of a block says of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    #[default]
    Plain,
    /// The main text, by its own account.
    Main,
    /// A heading of the whole page.
    Heading,
    /// Stands beside the main text: lists may be in it.
    Beside,
    /// Menus, comments, advertisements, what nobody sees.
    Site,
}

/// A block: how many bytes of text stand directly in it, in links and not.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    within: usize,
    part: Part,
    plain: usize,
    linked: usize,
    /// Blocks with text, itself included.
    texts: usize,
    /// Blocks that call themselves the main text, itself included.
    mains: usize,
}

/// The blocks of a page, each behind the one that it stands in; the first is the page.
#[derive(Debug)]
pub(super) struct Blocks {
    all: Vec<Block>,
    /// Of each open block: at which depth of elements it stands, and which it is.
    open: Vec<(usize, usize)>,
}

impl Default for Blocks {
    fn default() -> Blocks {
        Blocks { all: vec![Block::default()], open: Vec::new() }
    }
}

impl Blocks {
    /// A block begins as the `depth`th open element.
    pub fn open(&mut self, tag: &Tag, depth: usize) {
        self.open.push((depth, self.all.len()));
        let within = self.open.iter().rev().nth(1).map_or(0, |(_, block)| *block);
        self.all.push(Block { within, part: part(tag), ..Block::default() });
    }

    /// The `depth`th open element ends.
    pub fn close(&mut self, depth: usize) {
        while self.open.last().is_some_and(|(opened, _)| *opened >= depth) {
            self.open.pop();
        }
    }

    /// Counts text; which block it stands in.
    pub fn text(&mut self, text: &str, is_link: bool) -> usize {
        let at = self.open.last().map_or(0, |(_, block)| *block);
        let block = &mut self.all[at];
        let length = text.split_ascii_whitespace().map(|word| word.len() + 1).sum::<usize>();
        if is_link {
            block.linked += length
        } else {
            block.plain += length
        }
        at
    }

    /// Of each block whether its text belongs to what the page says.
    pub fn kept(&self) -> Vec<bool> {
        let whole = sums(&self.all);
        let is_site = |block: &Block, sum: &Block| {
            (match block.part {
                Part::Site => true,
                Part::Beside => !is_list(sum),
                _ => false,
            }) && sum.mains == 0
                && sum.plain * 100 <= whole[0].plain * SITE
        };
        let mut kept = vec![true; self.all.len()];
        for at in 1..self.all.len() {
            kept[at] = kept[self.all[at].within] && !is_site(&self.all[at], &whole[at]);
        }
        let left: Vec<Block> =
            self.all.iter().zip(&kept).map(|(block, kept)| if *kept { *block } else { silent(block) }).collect();
        let sums = sums(&left);
        if sums[0].plain < TELLING {
            return kept;
        }
        let (main, path) = self.main(&sums);
        let mut inside = vec![false; self.all.len()];
        for at in 0..self.all.len() {
            let Block { within, part, .. } = self.all[at];
            inside[at] = at == main || at > 0 && inside[within];
            // Beside the path down to the main text each block is judged as a whole.
            kept[at] &= inside[at]
                || path[at]
                || part == Part::Heading
                || if path[within] { stays(&sums[at], at < main) } else { kept[within] };
        }
        kept
    }

    /// The smallest block that holds most of the page's text, and of each block whether it holds that one.
    fn main(&self, sums: &[Block]) -> (usize, Vec<bool>) {
        let mut fullest: Vec<Option<usize>> = vec![None; sums.len()];
        for at in 1..sums.len() {
            let fullest = &mut fullest[self.all[at].within];
            if fullest.is_none_or(|other| sums[other].plain < sums[at].plain) {
                *fullest = Some(at);
            }
        }
        let (mut main, mut path) = (0, vec![false; sums.len()]);
        while let Some(next) = fullest[main] {
            let marked = self.all[next].part == Part::Main && sums[next].plain * 100 >= sums[main].plain * MARKED;
            if !marked && sums[next].plain * 100 < sums[0].plain * MAIN {
                break;
            }
            path[main] = true;
            main = next;
        }
        (main, path)
    }
}

/// Text in a block and in all blocks that stand in it.
fn sums(all: &[Block]) -> Vec<Block> {
    let own = |block: &Block| {
        let mains = usize::from(block.part == Part::Main);
        Block { texts: usize::from(block.plain > 0), mains, ..*block }
    };
    let mut sums: Vec<Block> = all.iter().map(own).collect();
    for at in (1..sums.len()).rev() {
        let Block { within, plain, linked, texts, mains, .. } = sums[at];
        let around = &mut sums[within];
        around.plain += plain;
        around.linked += linked;
        around.texts += texts;
        around.mains += mains;
    }
    sums
}

fn silent(block: &Block) -> Block {
    Block { plain: 0, linked: 0, ..*block }
}

fn is_menu(sum: &Block) -> bool {
    sum.linked * 100 > (sum.plain + sum.linked) * LINKED
}

fn is_list(sum: &Block) -> bool {
    sum.texts >= LIST && !is_menu(sum)
}

/// Whether a block beside the main text stays: a list, or the day and the author before it.
fn stays(sum: &Block, is_before: bool) -> bool {
    is_list(sum) || is_before && sum.plain < BYLINE && !is_menu(sum)
}

/// What a tag says of its block.
fn part(tag: &Tag) -> Part {
    let mut part = match &*tag.name {
        "html" | "body" => return Part::Plain,
        "article" | "main" => Part::Main,
        "h1" => Part::Heading,
        "aside" | "footer" => Part::Beside,
        _ => Part::Plain,
    };
    for attribute in &tag.attrs {
        let value = attribute.value.to_ascii_lowercase();
        let said = match &*attribute.name.local {
            "hidden" => Part::Site,
            "aria-hidden" if value == "true" => Part::Site,
            "style" if is_unseen(&value) => Part::Site,
            "role" if SITE_ROLES.contains(&&*value) => Part::Site,
            "role" | "itemprop" if ARTICLE_ROLES.contains(&&*value) => Part::Main,
            "class" | "id" => named(&value),
            _ => Part::Plain,
        };
        // What says that it is the main text may hold columns; a comment may call itself an article.
        match (part, said) {
            (Part::Main | Part::Heading, Part::Beside) | (_, Part::Plain) => {}
            _ => part = said,
        }
    }
    part
}

fn is_unseen(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What the words of a class or an id say.
fn named(value: &str) -> Part {
    let is_break = |c: char| !c.is_ascii_alphanumeric();
    let names = value.split_ascii_whitespace().filter(|name| name.split(is_break).count() <= NAME);
    let said = names.flat_map(|name| name.split(is_break)).map(|word| match word {
        word if SITE_WORDS.contains(&word) => Part::Site,
        word if SOFT_WORDS.contains(&word) => Part::Beside,
        _ => Part::Plain,
    });
    said.max().unwrap_or_default()
}
