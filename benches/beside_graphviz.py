"""The figure beside Graphviz's sfdp, in one run: CPU, stress and how well communities are apart.

Usage: beside_graphviz.py BINARY [RUNS], with Graphviz and `pip install numpy scipy`. BINARY is the bench `figure`:
`cargo bench --bench figure --no-run` prints where it is. For 60, 500 and 2,000 made names: CPU seconds of layout and figure
(ours draws all names, with legend and caption; sfdp its plain SVG with straight lines), the best of RUNS (3). Stress is that of the largest
component before boxes are pushed apart, per pair, to the steps of the network at the best scale; silhouette is that of the
communities, by places on the page (1: well apart, 0: mixed).
"""

import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, shortest_path


def spent(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out


def placed_by_sfdp(dot):
    """Places by id, without any pushing apart."""
    plain = spent(["sfdp", "-Goverlap=true", "-Tplain", str(dot)])[1]
    nodes = [line.split() for line in plain.splitlines() if line.startswith("node ")]
    return {node[1].strip('"'): (float(node[2]), float(node[3])) for node in nodes}


def stress(places, steps):
    """Least over all scales, per pair: sum of ((s·gap − steps) / steps)²."""
    one, other = numpy.triu_indices(len(places), 1)
    gaps = numpy.hypot(*(places[one] - places[other]).T)
    shares = gaps / steps[one, other]
    scale = shares.sum() / (shares**2).sum()
    return float(((scale * shares - 1) ** 2).mean())


def silhouette(places, communities):
    gaps = numpy.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    groups = {group: numpy.flatnonzero(communities == group) for group in set(communities)}
    values = []
    for node, group in enumerate(communities):
        if len(groups[group]) < 2:
            continue
        own = gaps[node, groups[group]].sum() / (len(groups[group]) - 1)
        near = min(gaps[node, members].mean() for other, members in groups.items() if other != group)
        values.append((near - own) / max(near, own))
    return float(numpy.mean(values))


def main():
    binary, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print("names  ours s  sfdp s   stress ours  sfdp  ratio   silhouette ours  sfdp")
    with tempfile.TemporaryDirectory() as folder:
        for names in (60, 500, 2000):
            dot = Path(folder) / f"{names}.dot"
            ours = min(float(spent([binary, str(names), str(dot)])[1].split()[0]) for _ in range(runs))
            sfdp = min(spent(["sfdp", "-Goverlap=prism", "-Gsplines=line", "-Tsvg", "-o", f"{folder}/x.svg", str(dot)])[0] for _ in range(runs))
            rows = [line.split() for line in dot.with_suffix(".places").read_text().splitlines()]
            at = {row[0]: index for index, row in enumerate(rows)}
            ties = re.findall(r'^\s*"?([^"\s]+)"?\s*(?:--|->)\s*"?([^"\s\[;]+)"?', dot.read_text(), re.M)
            ends = numpy.array([[at[a], at[b]] for a, b in ties])
            matrix = csr_matrix((numpy.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(rows), len(rows)))
            part = connected_components(matrix, directed=False)[1]
            kept = numpy.flatnonzero(part == numpy.bincount(part).argmax())
            steps = shortest_path(matrix[kept][:, kept], directed=False, unweighted=True)
            communities = numpy.array([row[1] for row in rows])[kept]
            by_sfdp = placed_by_sfdp(dot)
            one = numpy.array([[float(row[2]), float(row[3])] for row in rows])[kept]
            other = numpy.array([by_sfdp[row[0]] for row in rows])[kept]
            a, b = stress(one, steps), stress(other, steps)
            apart = silhouette(one, communities), silhouette(other, communities)
            print(f"{names:5}  {ours:6.2f}  {sfdp:6.2f}   {a:11.3f}  {b:.3f}  {a / b:.2f}   {apart[0]:15.2f}  {apart[1]:.2f}")


main()
