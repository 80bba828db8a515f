//! Packs the great tables of words, so that the program need not read through them each time it starts.

#[allow(dead_code)]
#[path = "src/lexicon/words.rs"]
mod words;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use words::Words;

const TABLES: &str = "data/lexicon/en";

/// All that readings depend on: readings of another program are not taken from the cache.
const PROGRAM: [&str; 3] = ["src", "data", "Cargo.lock"];

fn main() -> io::Result<()> {
    for folder in PROGRAM {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rustc-env=UNDERSIGNED_FINGERPRINT={:016x}", fingerprint()?);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo tells build scripts where to write"));
    let names = Path::new(TABLES).join("names");
    let regions = regions(&names)?;
    let regions: Vec<&str> = regions.iter().map(String::as_str).collect();
    let (given, family) = (fs::read_to_string(names.join("given.txt"))?, fs::read_to_string(names.join("family.txt"))?);
    let common = fs::read_to_string(Path::new(TABLES).join("common-words.txt"))?;
    let words = Words::pack(&common, &given, &family, &regions);
    let (slots, text) = words.parts();
    fs::write(out.join("words.slots"), slots)?;
    fs::write(out.join("words.txt"), text)
}

/// A hash of every file of the program, in the order of their paths.
fn fingerprint() -> io::Result<u64> {
    let mut files: Vec<PathBuf> = PROGRAM.iter().map(PathBuf::from).collect();
    let mut hash = DefaultHasher::new();
    let mut at = 0;
    while let Some(path) = files.get(at).cloned() {
        at += 1;
        if path.is_dir() {
            let mut below: Vec<PathBuf> =
                fs::read_dir(&path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
            below.sort();
            files.append(&mut below);
        } else if path.exists() {
            (path.to_str(), fs::read(&path)?).hash(&mut hash);
        }
    }
    Ok(hash.finish())
}

/// The tables of names by region, in the order of their files' names.
fn regions(names: &Path) -> io::Result<Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(names)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.retain(|file| !file.ends_with("given.txt") && !file.ends_with("family.txt"));
    files.sort();
    files.iter().map(fs::read_to_string).collect()
}
