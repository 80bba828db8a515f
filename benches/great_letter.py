#!/usr/bin/env python3
"""What one letter of very many signatories costs.

    cargo build --release && python3 benches/great_letter.py target/release/undersigned [SIGNATORIES]

Makes two letters (50,000 signatories without a number): names alone, drawn by the frequencies of a census, and rows of name, post
and one of some 1,500 bodies. Prints seconds by the clock and of the processor, and the peak of memory, of `build` with defaults.
"""
import os, random, subprocess, sys, tempfile
from pathlib import Path

FREQUENCY = Path(__file__).parent.parent / "data/lexicon/names/frequency.txt"
POSTS = ["Professor of Law", "Director", "Lecturer in Physics", "Researcher", "Nurse", "Retired teacher", "Chair", "Librarian"]
BODIES = ["University of {}", "{} College", "{} Teachers' Union", "{} Harbour Association", "{} Medical Centre", "{} Foundation"]
HEAD = "Open letter on the old harbour\n\nWe ask the government to keep the old harbour open. It feeds many families.\n\nSigned:\n\n"


def drawn(dice, many):
    """So many names, no two the same, and bodies."""
    rows = [line.split("\t") for line in FREQUENCY.read_text("utf-8").splitlines() if not line.startswith("#")]
    given = [(name.capitalize(), int(times)) for name, times, _ in rows if int(times)]
    family = [(name.capitalize(), int(times)) for name, _, times in rows if int(times)]
    of = lambda names: dice.choices([name for name, _ in names], [times for _, times in names])[0]
    found = {}
    while len(found) < many:
        found[f"{of(given)} {of(family)}"] = None
    places = [dice.choice(family)[0] + dice.choice(["ton", "field", "ham", "mouth", "bury"]) for _ in range(400)]
    return list(found), [dice.choice(BODIES).format(place) for place in places for _ in range(5)]


def measured(program, text):
    with tempfile.TemporaryDirectory() as folder:
        letters = Path(folder) / "letters"
        letters.mkdir()
        (letters / "letter.txt").write_text(text, "utf-8")
        out = str(Path(folder) / "out")
        started = os.times()
        child = subprocess.Popen([program, "build", str(letters), "-q", "--no-cache", "-o", out])
        _, status, used = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{program} failed")
        return os.times().elapsed - started.elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    program, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    dice = random.Random(7)
    names, bodies = drawn(dice, many)
    rows = [f"{name}, {dice.choice(POSTS)}, {dice.choice(bodies)}" for name in names]
    for what, lines in [("names alone", names), ("name, post, body", rows)]:
        clock, processor, memory = measured(program, HEAD + "\n".join(lines) + "\n")
        print(f"{what:18} {many:,} rows: {clock:5.1f} s by the clock, {processor:5.1f} s of the processor, {memory:.0f} MB")


main()
