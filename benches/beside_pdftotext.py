"""How well and how fast PDF files are read, beside poppler's pdftotext in the same run.

Usage: python3 benches/beside_pdftotext.py PROGRAM FILE-OR-FOLDER…     (PROGRAM: target/release/undersigned)

For each file on which pdftotext finds fifty words: the share of its words that `undersigned text` gives in the same order
(longest common subsequence), the same for the nearer of the two orders that pdftotext knows (tables and forms down, as it
does by itself, or across, with -layout), the share of its pairs of neighbouring words that ours holds too, and the share of
its words that ours holds anywhere. Then the CPU time of both over all files. pdftotext comes from the package poppler-utils.

What counts as pdftotext's words:
- words on the part of the page that is shown (its crop box), since a reader sees no others;
- each character of Chinese and Japanese, which have no spaces between words;
- words broken by a hyphen at a line's end put together, also over a column or a page;
- no heads, feet and page numbers, which `undersigned` leaves out: among the outer three lines of a page those that stand on
  three pages in ten, and on two at least, numbers made alike;
- no lines in which characters of private use and control characters outnumber letters: there the file does not name its letters.
"""

import re
import resource
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

LEAST_WORDS, OUTER_LINES, MOST_RUNS = 50, 3, 20


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


def without_furniture(text):
    """Pages without the outer lines that repeat over pages."""
    pages = [page.split("\n") for page in text.split("\f") if page.strip()]
    outer = []
    for page in pages:
        filled = [at for at, line in enumerate(page) if line.strip()]
        outer.append(set(filled[:OUTER_LINES] + filled[-OUTER_LINES:]))
    seen = Counter(line for page, places in zip(pages, outer) for line in {pattern(page[at]) for at in places})
    repeated = {line for line, pages_with in seen.items() if pages_with >= max(2, 0.3 * len(pages))}
    kept = [
        line for page, places in zip(pages, outer) for at, line in enumerate(page)
        if at not in places or pattern(line) not in repeated
    ]
    return "\n".join(kept)


def is_named(line):
    """Whether the file says what most of a line's letters are."""
    private = sum(unicodedata.category(c) in ("Co", "Cc") for c in line if c != "\t")
    return private <= sum(c.isalnum() for c in line)


def words(text):
    text = "\n".join(filter(is_named, text.replace("\f", "\n").split("\n")))
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = re.sub(r"[-\u2010]\s*\n\s*|-", "", text)
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+", text.lower())


def shared(ours, theirs):
    """The share of theirs that ours holds."""
    return sum((Counter(ours) & Counter(theirs)).values()) / max(1, len(theirs))


def in_order(ours, theirs):
    """The share of theirs that ours gives in the same order: the longest common subsequence, by the bits of one number."""
    places = {}
    for at, word in enumerate(theirs):
        places[word] = places.get(word, 0) | 1 << at
    everything = (1 << len(theirs)) - 1
    row = everything
    for word in ours:
        matched = row & places.get(word, 0)
        row = (row + matched | row - matched) & everything
    return (len(theirs) - row.bit_count()) / max(1, len(theirs))


def shown(file):
    """Runs of pages of which the same part is shown: the options that keep pdftotext to each."""
    printed, _ = run(["pdfinfo", "-box", "-l", "10000", file])
    kinds = "MediaBox", "CropBox"
    media, crop = (re.findall(rf"^Page +\d+ {name}: +(.+)$", printed, re.M) for name in kinds)
    if len(media) != len(crop) or not media or re.search(r"^Page +\d+ rot: +[1-9]", printed, re.M):
        return [[]]
    runs = []
    for page, boxes in enumerate(zip(media, crop), 1):
        if runs and runs[-1][0] == boxes:
            runs[-1][2] = page
        else:
            runs.append([boxes, page, page])
    options = []
    for (media, crop), first, last in runs:
        (left, _, _, top), (x0, y0, x1, y1) = (list(map(float, box.split())) for box in (media, crop))
        area = {"-x": x0 - left, "-y": top - y1, "-W": x1 - x0, "-H": y1 - y0}
        pages = {"-f": first, "-l": last}
        options.append([part for name, at in (pages | area).items() for part in (name, str(round(at)))])
    return options if len(options) <= MOST_RUNS else [[]]


def read_by_pdftotext(file, *more):
    """What pdftotext prints of the part that is shown, and its CPU seconds."""
    done = [run(["pdftotext", *more, "-enc", "UTF-8", *options, file, "-"]) for options in shown(file)]
    return "".join(printed for printed, _ in done), sum(seconds for _, seconds in done)


def main():
    program, *paths = sys.argv[1:]
    files = [file for path in map(Path, paths) for file in (sorted(path.glob("**/*.pdf")) if path.is_dir() else [path])]
    rows, seconds, pages = [], [0.0, 0.0], 0
    for file in files:
        theirs, their_seconds = read_by_pdftotext(file)
        across, _ = read_by_pdftotext(file, "-layout")
        ours, our_seconds = run([program, "text", file])
        a, b = words(without_furniture(theirs)), words(ours)
        if len(a) < LEAST_WORDS:
            continue
        seconds = [seconds[0] + our_seconds, seconds[1] + their_seconds]
        pages += theirs.count("\f")
        pairs = shared(list(zip(b, b[1:])), list(zip(a, a[1:])))
        down = in_order(b, a)
        either = max(down, in_order(b, words(without_furniture(across))))
        rows.append((down, either, pairs, shared(b, a), len(a), file.name))
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
