//! How long a whole run takes: `undersigned build` over made letters, from files to files, against `tokenise.py`,
//! which merely cuts the same letters into words. `cargo bench` prints both times and their ratio; the ratio is what
//! to compare between machines.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const LETTERS: usize = 300;
const SIGNATORIES: usize = 40;
const RUNS: usize = 5;

const SYLLABLES: [&str; 16] =
    ["ba", "dor", "ka", "lin", "mar", "ne", "os", "pel", "qui", "ra", "sen", "tor", "u", "vel", "wen", "zi"];
const POSTS: [&str; 4] = ["Chair", "Secretary", "Director", "Professor of Law"];
const BODIES: [&str; 4] = ["Water Council", "Trade Union", "University", "Rights Committee"];

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn word(&mut self) -> String {
        let word: String = (0..2 + self.below(2)).map(|_| self.pick(&SYLLABLES)).collect();
        word[..1].to_uppercase() + &word[1..]
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.word(), self.word())
    }
}

/// An open letter: heading, address, some paragraphs with speech in them, a numbered list of signatories.
fn letter(dice: &mut Dice) -> String {
    let (body, addressee) = (format!("{} {}", dice.word(), dice.pick(&BODIES)), dice.name());
    let mut text =
        format!("OPEN LETTER TO THE {}\n\n12 March 2021\n\nDear President {addressee},\n\n", body.to_uppercase());
    for _ in 0..12 {
        let (speaker, place) = (dice.name(), dice.word());
        let sentence = format!("{speaker}, {} of the {place} {}, said that the", dice.pick(&POSTS), dice.pick(&BODIES));
        writeln!(text, "{sentence} river rises while the {body} adjourns, and that no register is kept.\n")
            .expect("a string takes all");
    }
    text.push_str("Signed:\n\n");
    for number in 1..=SIGNATORIES {
        let (name, post) = (dice.name(), dice.pick(&POSTS));
        writeln!(text, "{number}. {name}, {post}, {} {}", dice.word(), dice.pick(&BODIES)).expect("a string takes all");
    }
    text
}

/// The shortest of some runs: what disturbs a run only ever makes it longer. None where it cannot be run.
fn shortest(mut command: Command) -> Option<Duration> {
    command.stdout(Stdio::null());
    let run = |_| {
        let start = Instant::now();
        let is_done = command.status().is_ok_and(|status| status.success());
        is_done.then(|| start.elapsed())
    };
    (0..RUNS).map(run).collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn build(letters: &Path, out: &Path, threads: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
    command.arg("build").arg(letters).arg("-o").arg(out).args(["-q", "-j", threads]);
    command
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (letters, out) = (folder.path().join("letters"), folder.path().join("out"));
    std::fs::create_dir(&letters).expect("the folder is new");
    let mut dice = Dice(7);
    let mut bytes = 0;
    for number in 0..LETTERS {
        let text = letter(&mut dice);
        bytes += text.len();
        std::fs::write(letters.join(format!("{number:03}.txt")), text).expect("the folder is ours");
    }
    println!("{LETTERS} letters, {:.1} MB, the shortest of {RUNS} runs", bytes as f64 / 1e6);

    let mut python = Command::new("python3");
    python.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/tokenise.py")).arg(&letters);
    let peer = shortest(python);
    match peer {
        Some(time) => println!("tokenise.py            {:7.3} s", time.as_secs_f64()),
        None => println!("tokenise.py            not run: there is no python3"),
    }
    for threads in ["1", "2"] {
        let time = shortest(build(&letters, &out, threads)).expect("the made letters can be read").as_secs_f64();
        let ratio = peer.map(|peer| format!("   {:.2} times tokenise.py", time / peer.as_secs_f64()));
        println!("undersigned build -j {threads} {time:7.3} s{}", ratio.unwrap_or_default());
    }
}
