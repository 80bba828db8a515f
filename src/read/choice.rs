//! Which files of a folder are wanted, by patterns of their paths.

use globset::{Error, GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::Path;

/// Patterns of paths below the folder given: `*.pdf`, `2020/**`.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    only: Option<GlobSet>,
    except: Option<GlobSet>,
}

impl Choice {
    /// Only files of which a pattern of `only` fits, if there is one, and none of `except`.
    ///
    /// # Errors
    /// When a pattern is none.
    pub fn new(only: &[String], except: &[String]) -> Result<Choice, Error> {
        Ok(Choice { only: set(only)?, except: set(except)? })
    }

    /// Whether a file is wanted, by its path below the folder.
    pub fn wants(&self, below: &Path) -> bool {
        self.only.as_ref().is_none_or(|set| set.is_match(below))
            && !self.except.as_ref().is_some_and(|set| set.is_match(below))
    }
}

/// A pattern without `/` is about names, whatever their folder.
fn set(patterns: &[String]) -> Result<Option<GlobSet>, Error> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let whole = if pattern.contains('/') { pattern.clone() } else { format!("**/{pattern}") };
        set.add(GlobBuilder::new(whole.trim_start_matches("./")).literal_separator(true).build()?);
    }
    Ok(Some(set.build()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_by_name_or_path() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let choice = Choice::new(&words(&["*.txt", "2020/**"]), &words(&["draft*"])).expect("they are patterns");
        for (path, wanted) in
            [("a.txt", true), ("x/a.txt", true), ("2020/x/a.md", true), ("a.md", false), ("x/draft-1.txt", false)]
        {
            assert_eq!(choice.wants(Path::new(path)), wanted, "{path}");
        }
        assert!(Choice::default().wants(Path::new("a")));
        assert!(Choice::new(&words(&["[a"]), &[]).is_err());
    }
}
