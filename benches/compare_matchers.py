#!/usr/bin/env python3
"""Other matchers beside ours on a set of labelled pairs.

    compare_matchers.py PROGRAM PAIRS.csv [person|organisation]

PAIRS.csv has the columns left, right, same. Prints AUC, recall at false-positive rates of 2 % and 5 %, for
`PROGRAM compare`, RapidFuzz (pip install rapidfuzz) and, where it is installed, nomenklatura's logic-v2
(pip install nomenklatura; needs libicu-dev and pkg-config). Ours was weighed on the development pairs: for honest
figures give pairs it has not seen, or read the cross-validated ones that `--example weigh_names` prints.
"""
import csv, subprocess, sys, tempfile


def figures(scores, same):
    true = sorted((s for s, y in zip(scores, same) if y), reverse=True)
    false = sorted((s for s, y in zip(scores, same) if not y), reverse=True)
    auc = sum((t > f) + 0.5 * (t == f) for t in true for f in false) / (len(true) * len(false))
    recall = [sum(t > false[int(rate * len(false))] for t in true) / len(true) for rate in (0.02, 0.05)]
    return auc, *recall


def ours(program, pairs, kind):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as table:
        rows = csv.writer(table)
        rows.writerow(["left", "right"])
        rows.writerows((p["left"], p["right"]) for p in pairs)
        table.flush()
        out = subprocess.run([program, "compare", "--kind", kind, table.name], check=True, capture_output=True, text=True).stdout
    return [float(row["score"]) for row in csv.DictReader(out.splitlines())]


def logic_v2(pairs, kind):
    from followthemoney import model
    from nomenklatura.matching import LogicV2
    from nomenklatura.matching.types import ScoringConfig

    schema = {"person": "Person", "organisation": "Organization"}[kind]
    config = ScoringConfig.defaults()

    def entity(name):
        return model.get_proxy({"id": name, "schema": schema, "properties": {"name": [name]}})

    return [LogicV2.compare(entity(p["left"]), entity(p["right"]), config).score for p in pairs]


def main():
    program, path, kind = sys.argv[1], sys.argv[2], (sys.argv[3:] or ["person"])[0]
    with open(path, newline="", encoding="utf-8") as table:
        pairs = list(csv.DictReader(table))
    same = [p["same"] == "1" for p in pairs]
    matchers = {"undersigned": lambda: ours(program, pairs, kind)}
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.distance import JaroWinkler

        matchers["Jaro-Winkler"] = lambda: [JaroWinkler.similarity(p["left"].lower(), p["right"].lower()) for p in pairs]
        matchers["RapidFuzz WRatio"] = lambda: [fuzz.WRatio(p["left"].lower(), p["right"].lower()) for p in pairs]
    except ImportError:
        print("rapidfuzz is not installed", file=sys.stderr)
    try:
        import nomenklatura  # noqa: F401

        matchers["logic-v2"] = lambda: logic_v2(pairs, kind)
    except ImportError:
        print("nomenklatura is not installed", file=sys.stderr)
    print(f"{'matcher':18} {'AUC':>6} {'R@2%':>6} {'R@5%':>6}")
    for name, scores in matchers.items():
        print(f"{name:18} " + " ".join(f"{figure:6.3f}" for figure in figures(scores(), same)))


if __name__ == "__main__":
    main()
