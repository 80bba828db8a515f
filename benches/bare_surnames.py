#!/usr/bin/env python3
"""How often a surname alone is the one person of the pile who bears it in full, on news with links to who is meant.

    bare_surnames.py FOLDER [PROGRAM]

FOLDER holds clones of (each is passed over where it is absent):
    github.com/klimzaporojets/DWIE                      802 articles of Deutsche Welle, people, bodies and posts linked
    github.com/kermitt2/entity-fishing                  links of AIDA-CoNLL (1,393 Reuters articles), 320 web pages with text
    github.com/shanybar/event_entity_coref_ecb_plus     ECB+: 976 excerpts of news on 43 topics
    github.com/clamsproject/aapb-annotations            20 programmes of the NewsHour
    github.com/ad-freiburg/elevant                      texts of AIDA-CoNLL's two smaller parts, other words starred out

Two tables. "alone": surnames that do stand alone in a document. "as if": each linked person of each document as if only the
surname stood there, against the rest of the pile, which gives far more cases. Each cell: right/all, Wilson's 95 % interval, by
bits of the surname; conditions: any, a body that the bearer belongs to is named (DWIE alone tells), another person is
named in full in both documents. Whole corpora, then random piles and piles around one document.

With PROGRAM half of the documents with text lose the given names of all linked people, the program merges the pile, and what
it joined is held against the links.
"""
import csv, difflib, glob, json, math, os, random, re, subprocess, sys, tempfile, unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict

LEXICON = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "lexicon")
BITS = (0, 9, 10, 11, 12, 13)
POSTS = {"member_of", "head_of", "player_of", "coach_of", "spokesperson_of", "founder_of", "advisor_of"}
LETTERS = str.maketrans("łđðı’`ʼ‘ʿʾ", "lddi''''''") | {ord("ø"): "o", ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th"}
LATER = {"jr", "sr", "ii", "iii", "iv"}
# Last words that only stand in names of bodies which begin with a given name, and the like.
NOBODY = set("olympics gama bros plo interbank olympiakos arabs american poland america games louisville classic cup plc".split())


def rows(*path):
    with open(os.path.join(LEXICON, *path), encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and line[0] != "#"]


def fold(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower().translate(LETTERS)
    words = "".join(c if c.isalnum() or c == "'" else " " for c in plain).split()
    return " ".join(filter(None, (w.removesuffix("'s").replace("'", "") for w in words)))


def tables():
    common = {r[0] for r in rows("en", "common-words.txt")}
    given = set()
    for name in os.listdir(os.path.join(LEXICON, "en", "names")):
        if name != "family.txt":
            given |= {r[0] for r in rows("en", "names", name) if name == "given.txt" or (r + [""])[1] in ("given", "both")}
    census = {r[0]: max(float(r[1]), float(r[2])) for r in rows("names", "frequency.txt")}
    spellings = Counter()
    for (forms,) in rows("names", "variants.txt"):
        for form in forms.split(", "):
            spellings[form] = max(spellings[form], forms.count(", ") + 1)
    titles = {fold(r[0]) for table in ("honorifics.txt", "positions.txt") for r in rows("en", table)}
    return common, given, census, spellings, titles, NOBODY | {fold(r[0]) for r in rows("en", "legal-forms.txt")}


COMMON, GIVEN, CENSUS, SPELLINGS, TITLES, BODIES = tables()


def bits(word):
    """As names::tables::NameTables::bits."""
    by_spellings = 15 - 1.4 * math.log2(SPELLINGS[word] + 1)
    most = CENSUS.get(word, 0)
    return min(by_spellings, math.log2(1e6 / most)) if most else by_spellings


def key(name):
    words = fold(name).split()
    while len(words) > 1 and (words[0] in TITLES or (len(words) > 2 and " ".join(words[:2]) in TITLES)):
        words = words[1:]
    while len(words) > 1 and words[-1] in LATER:
        words.pop()
    return " ".join(words)


def is_surname(word):
    return len(word) > 1 and word not in GIVEN and word not in COMMON


class Document:
    """Who is named: `full` and `alone`, each link with its names; bodies; who belongs to which."""

    def __init__(self, name, people, bodies=(), posts=(), text=None):
        self.name, self.bodies, self.text, self.people = name, set(bodies), text, people
        self.posts, self.full, single, hyphened = defaultdict(set), defaultdict(set), defaultdict(set), set()
        for who, body in posts:
            self.posts[who].add(body)
        for who, written in people:
            name = key(written)
            if name:
                (self.full if " " in name else single)[who].add(name)
                hyphened |= {who} if "-" in written.split()[-1].strip("-") else set()
        words = {word for names in self.full.values() for name in names for word in name.split()}
        longest = {who: max(sorted(names), key=len) for who, names in single.items() if who not in self.full and not names & words}
        self.alone = {who: word for who, word in longest.items() if is_surname(word)}
        last = lambda names: Counter(name.split()[-1] for name in sorted(names)).most_common(1)[0][0]
        self.surnames = {who: last(names) for who, names in self.full.items() if who not in hyphened}


def unlinked(written, document):
    """A name without a link: the same name is one person, a surname alone is nobody else's."""
    return f"nil:{key(written)}" + ("" if " " in key(written) else f"#{document}")


def dwie(folder):
    for path in sorted(glob.glob(f"{folder}/DWIE/data/annos/*.json")):
        found = json.load(open(path, encoding="utf-8"))
        concepts = {c["concept"]: c for c in found["concepts"]}
        names = defaultdict(list)
        for mention in found["mentions"]:
            names[mention.get("concept")].append(mention["text"])
        link = lambda c: (c.get("link") or "").strip() or unlinked(c["text"], found["id"])
        people = {n: c for n, c in concepts.items() if "type::person" in c["tags"]}
        bodies = {n: c for n, c in concepts.items() if "type::organization" in c["tags"] and n not in people}
        posts = [(r["s"], r["o"]) for r in found["relations"] if r["p"] in POSTS and r["s"] in people and r["o"] in concepts]
        yield Document(found["id"], [(link(c), m) for n, c in people.items() for m in names[n] or [c["text"]]],
                       map(link, bodies.values()), [(link(people[s]), link(concepts[o])) for s, o in posts])


def linked(folder, *parts):
    for part in parts:
        base = f"{folder}/entity-fishing/data/corpus/corpus-long/{part}"
        if not os.path.exists(f"{base}/{part}.xml"):
            continue
        for found in ET.parse(f"{base}/{part}.xml").getroot().iter("document"):
            people, bodies, name = [], [], found.get("docName")
            for a in found.iter("annotation"):
                written, title = a.findtext("mention") or "", (a.findtext("wikiName") or "").replace("_", " ")
                words, of = key(written).split(), fold(re.sub(r" \(.*\)$", "", title)).split()
                if not words:
                    continue
                whole = len(words) > 1 and (words[0] in GIVEN or len(words[0]) == 1)
                ends = len(of) > 1 and "," not in title and of[0] in GIVEN and of[-1] == words[-1]
                if title not in ("", "NIL"):
                    is_person = words[-1] not in BODIES and (ends or (whole and len(of) > 1 and words[-1] in of))
                    people += [(title, written)] if is_person else []
                    bodies += [] if is_person else [title]
                elif whole and words[-1] not in BODIES:
                    people.append((unlinked(written, name), written))
            path = f"{base}/RawText/{name}"
            text = open(path, encoding="utf-8", errors="replace").read() if os.path.exists(path) else None
            yield Document(name, people, bodies, text=text)


def ecb(folder):
    base, text, people = f"{folder}/event_entity_coref_ecb_plus/data/interim/cybulska_setup", defaultdict(dict), defaultdict(list)
    for part in ("Train", "Dev", "Test") if os.path.exists(base) else ():
        for line in open(f"{base}/ECB_{part}_corpus.txt", encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            if len(columns) > 3:
                text[columns[0]].setdefault(int(columns[1]), []).append(columns[3])
        for m in json.load(open(f"{base}/ECB_{part}_Entity_gold_mentions.json")):
            words = key(m["tokens_str"]).split()
            # The type holds bodies as well.
            is_name = len(words) == 1 or (words and words[-1] not in BODIES and (words[0] in GIVEN or len(words[0]) == 1))
            if m["mention_type"].startswith("HUM") and m["tokens_str"][:1].isupper() and is_name:
                people[m["doc_id"]].append(((m["doc_id"].split("_")[0], m["coref_chain"]), m["tokens_str"]))
    for name in people:
        yield Document(name, people[name], text="\n".join(" ".join(words) for words in text[name].values()))


def newshour(folder):
    for path in sorted(glob.glob(f"{folder}/aapb-annotations/projects/newshour-namedentity-wikipedialink/golds/*.tsv")):
        people, name = [], os.path.basename(path)
        for row in list(csv.reader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            if len(row) > 6 and row[2] == "person" and key(row[5]):
                people.append(((row[7] if len(row) > 7 else "") or row[6] or unlinked(row[5], name), row[5]))
        yield Document(name, people)


def aida_texts(folder):
    for part in ("dev", "test"):
        path = f"{folder}/elevant/benchmarks/aida-conll-{part}.benchmark.jsonl"
        for line in open(path, encoding="utf-8") if os.path.exists(path) else ():
            found, people = json.loads(line), []
            for label in found["labels"]:
                written, who = found["text"][slice(*label["span"])], label["entity_id"]
                words = key(written).split()
                if who.startswith("Q") and "Q215627" in label["type"].split("|"):
                    people.append((who, written))
                elif not who.startswith("Q") and len(words) > 1 and (words[0] in GIVEN or len(words[0]) == 1):
                    people.append((unlinked(written, ""), written))
            yield Document(f"{part}-{found['id']}", people, text=found["text"])


def untold(who, other, names, others):
    """Whether one of two lacks a link, and their given names may be one: nobody can tell."""
    first = lambda names: {name.split()[0] for name in names if " " in name}
    near = lambda a, b: a[0] == b[0] and (1 in (len(a), len(b)) or difflib.SequenceMatcher(None, a, b).ratio() > 0.7)
    return "nil:" in f"{who}{other}" and any(near(a, b) for a in first(names or {fold(str(who))}) for b in first(others))


def cases(pile, as_if):
    """(word, who, bearer, bits, body, person) of each surname that one person of the other documents bears in full."""
    bearers, inside = defaultdict(lambda: defaultdict(set)), defaultdict(set)
    for at, document in enumerate(pile):
        for who, names in document.full.items():
            for words in map(str.split, names):
                for word in words:
                    bearers[word][who].add(at)
                for word in words[:-1]:
                    inside[word].add(at)
    for at, document in enumerate(pile):
        for who, word in (document.surnames if as_if else document.alone).items():
            others = {other: where - {at} for other, where in bearers[word].items() if where - {at}}
            here = any(word in name.split() for other, names in document.full.items() if other != who for name in names)
            if not is_surname(word) or here or inside[word] - {at} or len(others) != 1:
                continue
            ((bearer, where),) = others.items()
            names = {name for n in where for name in pile[n].full[bearer]}
            if who != bearer and untold(who, bearer, document.full.get(who, ()), names):
                continue
            posts = {body for n in where for body in pile[n].posts.get(bearer, ())}
            circle = {other for n in where for other in pile[n].full} - {bearer}
            yield word, who, bearer, bits(word), not posts.isdisjoint(document.bodies), not circle.isdisjoint(set(document.full) - {who})


def wilson(right, n, z=1.96):
    middle, half = right / n + z * z / 2 / n, z * math.sqrt(right * (n - right) / n**3 + (z / n) ** 2 / 4)
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def table(title, found, interval=wilson):
    for condition, holds in (("any", lambda c: True), ("body", lambda c: c[4]), ("person", lambda c: c[5])):
        cells = []
        for least in BITS:
            kept = [c for c in found if c[3] >= least and holds(c)]
            right = sum(c[1] == c[2] for c in kept)
            said = "" if not kept else " [%.3f, %.3f]" % interval(right, len(kept)) if interval else " %.3f" % (right / len(kept))
            cells.append(f">={least} {right}/{len(kept)}{said}")
        print(f"{title:34} {condition:7}", " | ".join(cells))


def around(documents, size):
    """A document, and those that share most rare people and bodies with it."""
    holds, score, seed = Counter(), Counter(), random.randrange(len(documents))
    about = [set(d.full) | d.bodies for d in documents]
    for things in about:
        holds.update(things)
    for at, things in enumerate(about):
        score[at] = sum(1 / holds[thing] for thing in sorted(things & about[seed]))
    score[seed] = math.inf
    return [documents[at] for at, shared in score.most_common(size) if shared]


def merged(program, name, documents, draws=4):
    """What the program joins where half of the documents hold surnames alone."""
    joined, called = {}, defaultdict(set)
    for who, written in (person for document in documents for person in document.people):
        called[who].add(key(written))
    for _ in range(draws):
        short = set(random.sample([d.name for d in documents], len(documents) // 2))
        with tempfile.TemporaryDirectory() as work:
            os.mkdir(f"{work}/in")
            by_id = {re.sub(r"[^\w.-]", "_", d.name) + ".txt": d for d in documents}
            for file, document in by_id.items():
                text = document.text
                for written in sorted({m for _, m in document.people if " " in key(m)}, key=len, reverse=True):
                    if document.name in short and "-" not in written.split()[-1]:
                        text = text.replace(written, written.split()[-1])
                open(f"{work}/in/{file}", "w", encoding="utf-8").write(text)
            subprocess.run([program, "build", f"{work}/in", "-o", f"{work}/out", "--no-figure", "--no-cache", "-q"], check=False)
            entities = defaultdict(lambda: defaultdict(set))
            for row in csv.DictReader(open(f"{work}/out/appearances.csv", encoding="utf-8")):
                if row["kind"] == "person":
                    entities[row["entity"]][row["document"]] |= {key(name) for name in row["names"].split("|")}
        for documents_of in entities.values():
            full = {d: {n for n in names if " " in n} for d, names in documents_of.items() if any(" " in n for n in names)}
            for document in set(documents_of) - set(full) if full else ():
                word = max(sorted(documents_of[document]), key=len)
                linked_as = lambda d, is_it: {who for who, m in by_id[d].people if is_it(key(m))}
                one = linked_as(document, lambda k: word in k.split())
                other = set().union(*(linked_as(d, lambda k: k in names) for d, names in full.items()))
                names = set().union(*full.values())
                unclear = all(untold(a, b, called[a], names) for a in one for b in other)
                known = "right" if one & other else "untold" if unclear else "wrong"
                joined[document, word] = (known, sorted(map(str, one)), sorted(map(str, other)))
    count = Counter(known for known, *_ in joined.values())
    print(f"{name}: joined {dict(sorted(count.items()))}, surnames {len({word for _, word in joined})}")
    for (document, word), (known, *links) in sorted(joined.items()):
        if known != "right":
            print("  ", known, word, document, *links)


def main():
    folder, program = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    random.seed(1)
    aida = [f"aida-{part}" for part in ("train", "testa", "testb")]
    corpora = {"DWIE": list(dwie(folder)), "AIDA-CoNLL": list(linked(folder, *aida)), "ECB+": list(ecb(folder)),
               "NewsHour": list(newshour(folder)), "web pages": list(linked(folder, "clueweb"))}
    for name in [name for name, documents in corpora.items() if not documents]:
        print(f"{name}: absent, passed over")
        del corpora[name]
    alone = {name: list(cases(documents, False)) for name, documents in corpora.items() if name != "web pages"}
    as_if = {name: list(cases(documents, True)) for name, documents in corpora.items()}
    for title, found in (("alone", alone), ("as if", as_if)):
        for name in found:
            table(f"{title}, {name}", found[name])
        if found:
            table(f"{title}, all", [case for cases_of in found.values() for case in cases_of])
    for name in ("DWIE", "AIDA-CoNLL"):
        for size, draws in ((5, 400), (20, 300), (100, 100)) if name in corpora else ():
            for kind, draw in (("random", random.sample), ("around one", around)):
                found = [case for _ in range(draws) for case in cases(draw(corpora[name], size), True)]
                # Draws overlap: no interval.
                table(f"as if, {name}, {size} {kind}", found, interval=None)
    if program:
        texts = {"AIDA-CoNLL": list(aida_texts(folder)), "ECB+": corpora.get("ECB+"), "web pages": corpora.get("web pages")}
        for name, documents in texts.items():
            merged(program, name, [d for d in documents or () if d.text]) if documents else print(f"{name}: no texts")


if __name__ == "__main__":
    main()
