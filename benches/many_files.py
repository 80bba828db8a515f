"""What a large pile of files costs.

Usage: python3 benches/many_files.py PROGRAM [FILES [texts]]     (PROGRAM: target/release/undersigned; FILES: 20000)

Word documents, web pages and PDF files in equal parts, each a letter of its own with twelve signatories, read for the first
time: for `text`, `mentions` and `build` without a cache, the CPU seconds of the program with its workers, the seconds by the
clock and the peak of memory of its largest process.

With `texts`: one form letter as so many small text files, each with four signatories of a circle of 3,000, of which some
sign again and again: `build` for the first time, and again from its cache.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

GIVEN = "Ada Mara Tobias Ines Petra Rowan Edda Joris Lena Otto Ida Ebba Colin Leo Nils Vera Hugo Ruth Iris Bruno".split()
SOUNDS = "bar ton wick ley mor den hol ster gan ric vel nor sund mark heim ford".split()
POSTS = ["Chair", "Secretary", "Professor of Law", "Director", "Spokesperson"]
BODIES = ["Quay Watch", "Bay Council", "Ferry Users Association", "Harbour Union", "Lakeside Museum"]
PROSE = (
    "We write to you about the ferry across the bay, which was late on two days of three this winter. Pupils came too late "
    "to school, nurses came too late to work, and nobody on the quay could say when the next boat would leave. "
)


def letter(chance, number):
    """The lines of a letter."""
    surname = lambda: "".join(chance.choice(SOUNDS) for _ in range(2)).title()
    who = lambda: f"{chance.choice(GIVEN)} {surname()}, {chance.choice(POSTS)}, {chance.choice(BODIES)}"
    rows = [f"{at}. {who()}" for at in range(1, 13)]
    day = f"{chance.randint(1, 28)} May {chance.randint(2005, 2024)}"
    return [f"Open Letter {number} to the Harbour Board", day, *[PROSE + f"It is letter {number}."] * 4, "Signed by:", *rows]


def html(lines):
    body = "".join(f"<p>{line}</p>\n" for line in lines[1:])
    return f"<!DOCTYPE html><html><head><title>{lines[0]}</title></head><body><h1>{lines[0]}</h1>{body}</body></html>".encode()


def docx(lines, path):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')


def pdf(lines):
    """A page of one column in Helvetica."""
    drawn, y = [], 800
    for line in lines:
        words, row = line.split(), []
        while words:
            row.append(words.pop(0))
            if not words or len(" ".join(row + words[:1])) > 95:
                drawn.append(f"BT /F1 10 Tf 50 {y} Td ({' '.join(row)}) Tj ET")
                row, y = [], y - 13
        y -= 6
    content = "\n".join(drawn).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def form_letters(chance, files, pile):
    """The same letter again and again, with other names below."""
    surnames = ["".join(chance.choice(SOUNDS) for _ in range(2)).title() for _ in range(256)]
    people = [f"{chance.choice(GIVEN)} {chance.choice(surnames)}" for _ in range(3000)]
    for number in range(files):
        folder = pile / f"{number // 1000:03}"
        folder.mkdir(exist_ok=True)
        rows = [f"{at}. {chance.choice(people)}, {chance.choice(POSTS)}, {chance.choice(BODIES)}" for at in range(1, 5)]
        day = f"{chance.randint(1, 28)} May {chance.randint(2005, 2024)}"
        head = [f"Open Letter {number} to the Harbour Board", day, f"{PROSE}It is letter {number}.", "Signed by:"]
        (folder / f"{number}.txt").write_text("\n\n".join(head) + "\n\n" + "\n".join(rows) + "\n")


def measured(command, out):
    """CPU seconds, seconds by the clock, megabytes at the peak, and the exit code."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with open(out, "wb") as printed:
        code = subprocess.run(command, stdout=printed, env=os.environ | {"UNDERSIGNED_CACHE": f"{out}-cache"}).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - start, after.ru_maxrss / 1024, code


def main():
    program, files = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as work:
        pile = Path(work, "pile")
        pile.mkdir()
        if sys.argv[3:] == ["texts"]:
            form_letters(chance, files, pile)
            build = [program, "build", pile, "--no-figure", "--quiet", "-o", Path(work, "out")]
            tell({"for the first time": build, "again": build}, files, work)
            return
        for number in range(files):
            lines = letter(chance, number)
            match number % 3:
                case 0:
                    docx(lines, pile / f"{number:05}.docx")
                case 1:
                    (pile / f"{number:05}.html").write_bytes(html(lines))
                case _:
                    (pile / f"{number:05}.pdf").write_bytes(pdf(lines))
        commands = {
            "text": [program, "text", "--json", pile],
            "mentions": [program, "mentions", pile],
            "build": [program, "build", pile, "--no-cache", "--quiet", "-o", Path(work, "out")],
        }
        tell(commands, files, work)


def tell(commands, files, work):
    for name, command in commands.items():
        cpu, clock, memory, code = measured(command, Path(work, "printed"))
        print(f"{name}: {files} files in {cpu:.0f} CPU s, {clock:.0f} s, {memory:.0f} MB so far, exit code {code}", flush=True)


main()
