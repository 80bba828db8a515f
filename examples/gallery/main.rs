//! Draws the gallery anew: `cargo run --example gallery` writes `graphs/gallery`. With a folder behind it, the networks go there
//! as .dot, for Graphviz to draw.

mod figures;
mod piles;

use std::path::Path;
use std::{env, fs, io};
use undersigned::export::dot::dot;

fn main() -> io::Result<()> {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/gallery");
    fs::create_dir_all(&gallery)?;
    for figure in figures::all() {
        fs::write(gallery.join(figure.name).with_extension("svg"), &figure.svg)?;
        if let Some(folder) = env::args().nth(1) {
            fs::write(Path::new(&folder).join(figure.name).with_extension("dot"), dot(&figure.pile))?;
        }
    }
    Ok(())
}
