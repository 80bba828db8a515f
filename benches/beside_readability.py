"""How far the text of web pages agrees with what Mozilla's Readability takes of them, and how fast pages are read beside
Python's trafilatura in the same run.

Usage: python3 benches/beside_readability.py PROGRAM TEST-PAGES     (PROGRAM: target/release/undersigned)

TEST-PAGES is the folder test/test-pages of github.com/mozilla/readability: folders with source.html and, of the same page,
expected.html, which is what Readability makes of it. For each page: precision, recall and F1 of the words that
`undersigned text` gives, each word counted as often as it stands. Then megabytes of HTML for each CPU second of both
programs: the pages joined to a pile, read by one process. trafilatura, lxml and lxml_html_clean come from PyPI.
"""

import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from lxml import html

# So often each page is read where speed is measured.
TIMES = 8

BLOCKS = "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
BLOCKS += "main nav ol option p pre section table tbody td tfoot th thead tr ul"

TRAFILATURA = """
import sys, pathlib, trafilatura
pages = [pathlib.Path(line).read_bytes() for line in sys.stdin.read().splitlines()]
for page in pages:
    trafilatura.extract(page, include_comments=False)
"""


def words(text):
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower()))


def text_of(page):
    """The text of a page, blocks parted."""
    tree = html.document_fromstring("<div>" + page + "</div>")
    for element in tree.iter(*BLOCKS.split()):
        element.tail = " " + (element.tail or "")
        element.text = " " + (element.text or "")
    return tree.text_content()


def scores(ours, theirs):
    shared = sum((ours & theirs).values())
    precision, recall = shared / max(1, ours.total()), shared / max(1, theirs.total())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def cpu(command, given=b""):
    """CPU seconds of a command and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=given, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.decode("utf-8", "replace")


def speed(program, pages):

    """Megabytes a CPU second."""
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for time in range(TIMES):
            for number, page in enumerate(pages):
                copies.append(Path(folder) / f"{time}-{number}.html")
                # No two have the same bytes: each is read.
                copies[-1].write_bytes(page.read_bytes() + f"<!-- {time} -->".encode())
        size = sum(copy.stat().st_size for copy in copies) / 1e6
        listed = "\n".join(map(str, copies)).encode()
        ours = min(cpu([program, "text", "--json", folder])[0] for _ in range(3))
        start = cpu([program, "--version"])[0]
        theirs = min(cpu([sys.executable, "-c", TRAFILATURA], listed)[0] for _ in range(2))
        import_only = cpu([sys.executable, "-c", TRAFILATURA])[0]
    print(f"{size:.1f} MB: undersigned {size / (ours - start):.1f} MB, trafilatura {size / (theirs - import_only):.1f} MB a CPU second")


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    pages = sorted(folder.glob("*/source.html"))
    rows = []
    for page in pages:
        _, printed = cpu([program, "text", str(page)])
        expected = text_of((page.parent / "expected.html").read_text(encoding="utf-8"))
        rows.append((*scores(words(printed), words(expected)), page.parent.name))
    for precision, recall, f1, name in sorted(rows, key=lambda row: row[2]):
        print(f"F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  {name}")
    for name, column in [("precision", 0), ("recall", 1), ("F1", 2)]:
        values = sorted(row[column] for row in rows)
        good = sum(value >= 0.95 for value in values)
        print(f"{name}: mean {sum(values) / len(values):.3f}, median {values[len(values) // 2]:.3f}, .95 and more on {good} of {len(values)}")
    speed(program, pages)


main()
