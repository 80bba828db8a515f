"""The peer of the benchmark: reads every .txt of a folder and counts its words and capitalised phrases, and no more.

Usage: tokenise.py FOLDER. This is the least that a script of an afternoon would do before it finds a single role.
"""

import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
PHRASE = re.compile(r"[A-Z]\w+(?:[ -](?:of|the|and|for|de|van|[A-Z]\w*))*")

words, phrases = Counter(), Counter()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    text = path.read_text(encoding="utf-8")
    words.update(WORD.findall(text))
    phrases.update(PHRASE.findall(text))
print(words.total(), phrases.total())
