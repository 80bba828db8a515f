"""How well and how fast PDF files are read, beside poppler's pdftotext in the same run.

Usage: python3 benches/beside_pdftotext.py PROGRAM FILE-OR-FOLDER…     (PROGRAM: target/release/undersigned)

For each file on which pdftotext finds fifty words: the share of its words that `undersigned text` gives in the same order
(longest common runs), the same for the nearer of the two orders that pdftotext knows (tables and forms down, as it does by
itself, or across, with -layout), the share of its pairs of neighbouring words that ours holds too, and the share of its words
that ours holds anywhere. Running heads and page numbers, which `undersigned` leaves out, are left out of both: lines that
pdftotext gives on three pages in ten, and on two at least. Then the CPU time of both over all files. pdftotext comes from
the package poppler-utils.
"""

import difflib
import re
import resource
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

LEAST_WORDS, MOST_WORDS = 50, 6_000


def run(command):
    """What a command prints, and its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, timeout=60)
        printed = done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        printed = ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pattern(line):
    return re.sub(r"\d+", "#", line.strip())


def without_furniture(text, furniture):
    return "\n".join(line for line in text.replace("\f", "\n").split("\n") if pattern(line) not in furniture)


def furniture(text):
    """Lines, numbers made alike, that stand on three pages in ten."""
    pages = [page for page in text.split("\f") if page.strip()]
    seen = Counter(line for page in pages for line in {pattern(line) for line in page.split("\n")})
    return {line for line, pages_with in seen.items() if line and pages_with >= max(2, 0.3 * len(pages))}


def words(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("-\n", "").replace("-", "")
    return re.findall(r"\w+", text.lower())[:MOST_WORDS]


def shared(ours, theirs):
    """The share of theirs that ours holds."""
    return sum((Counter(ours) & Counter(theirs)).values()) / max(1, len(theirs))


def in_order(ours, theirs):
    """The share of theirs that ours gives in the same order."""
    blocks = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(theirs))


def main():
    program, *paths = sys.argv[1:]
    files = [file for path in map(Path, paths) for file in (sorted(path.glob("**/*.pdf")) if path.is_dir() else [path])]
    rows, seconds, pages = [], [0.0, 0.0], 0
    for file in files:
        theirs, their_seconds = run(["pdftotext", "-enc", "UTF-8", file, "-"])
        across, _ = run(["pdftotext", "-layout", "-enc", "UTF-8", file, "-"])
        ours, our_seconds = run([program, "text", file])
        known = furniture(theirs)
        a, b = words(without_furniture(theirs, known)), words(without_furniture(ours, known))
        across = words(without_furniture(across, furniture(across)))
        if len(a) < LEAST_WORDS:
            continue
        seconds = [seconds[0] + our_seconds, seconds[1] + their_seconds]
        pages += theirs.count("\f")
        pairs = shared(list(zip(b, b[1:])), list(zip(a, a[1:])))
        down = in_order(b, a)
        rows.append((down, max(down, in_order(b, across)), pairs, shared(b, a), len(a), file.name))
    for row in sorted(rows):
        print("%.3f in order, %.3f in either, %.3f of pairs, %.3f of words, %5d words  %s" % row)
    for column, name in enumerate(["in order", "in either order", "of pairs", "of words"]):
        values = sorted(row[column] for row in rows)
        weighted = sum(row[column] * row[4] for row in rows) / max(1, sum(row[4] for row in rows))
        good = sum(value >= 0.96 for value in values)
        median = values[len(values) // 2]
        print(f"{name}: median {median:.3f}, by words {weighted:.3f}, .96 and more on {good} of {len(values)}")
    for name, spent in zip(["undersigned", "pdftotext"], seconds):
        print(f"{name}: {pages} pages in {spent:.1f} CPU s, {pages / max(spent, 0.01):.0f} a second")


main()
