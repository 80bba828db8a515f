"""Projection, communities and betweenness beside scipy and igraph, in one run.

Usage: beside_igraph.py BINARY [RUNS], with `pip install numpy scipy igraph`. BINARY is the bench `network`:
`cargo bench --bench network --no-run` prints where it is. Each piece of work runs in a process of its own and tells its CPU
seconds (without reading the file) and its peak of memory; the best of RUNS (3) is printed.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def make_incidence(file):
    """100,000 documents of 20 draws over 500,000 names, the nth as often as 1/n."""
    import numpy

    dice = numpy.random.default_rng(7)
    weights = 1 / numpy.arange(1, 500_001)
    ends = numpy.cumsum(weights) / weights.sum()
    names = numpy.searchsorted(ends, dice.random(2_000_000)).astype(numpy.uint32)
    documents = numpy.repeat(numpy.arange(100_000, dtype=numpy.uint32), 20)
    pairs = numpy.unique(numpy.stack([documents, names], axis=1), axis=0)
    pairs.astype("<u4").tofile(file)


def make_graph(file):
    """10,000 nodes, some 122,000 edges: half within groups of fifty."""
    import numpy

    dice = numpy.random.default_rng(11)
    group = dice.integers(0, 200, 61_500)
    within = numpy.stack([group * 50 + dice.integers(0, 50, 61_500), group * 50 + dice.integers(0, 50, 61_500)], axis=1)
    between = dice.integers(0, 10_000, (61_500, 2))
    pairs = numpy.concatenate([within, between])
    pairs = numpy.unique(numpy.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    pairs.astype("<u4").tofile(file)


def peer(work, file):
    """What a peer does, in this process."""
    import numpy

    pairs = numpy.fromfile(file, dtype="<u4").reshape(-1, 2)
    if work in ("projection", "pruned"):
        from scipy.sparse import csr_matrix, triu

        matrix = csr_matrix((numpy.ones(len(pairs), dtype=numpy.int32), (pairs[:, 0], pairs[:, 1])))
        start = time.process_time()
        ties = triu(matrix.T.tocsr() @ matrix, k=1, format="csr")
        if work == "pruned":
            ties.data[ties.data < 2] = 0
            ties.eliminate_zeros()
        told = f"{ties.nnz} ties"
    elif work == "igraph-projection":
        import igraph

        names = int(pairs[:, 1].max()) + 1
        edges = numpy.stack([pairs[:, 1], pairs[:, 0] + names], axis=1)
        graph = igraph.Graph.Bipartite([0] * names + [1] * 100_000, edges.tolist())
        start = time.process_time()
        told = f"{graph.bipartite_projection(which=0, multiplicity=True).ecount()} ties"
    else:
        import random

        import igraph

        random.seed(0)
        graph = igraph.Graph(int(pairs.max()) + 1, pairs.tolist())
        start = time.process_time()
        if work == "leiden":
            told = f"Q {graph.community_leiden('modularity', n_iterations=-1).modularity:.4f}"
        else:
            told = f"sum {sum(graph.betweenness()) * 2 / (graph.vcount() - 1) / (graph.vcount() - 2):.6f}"
    spent = time.process_time() - start
    print(f"{spent:.2f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} {told}")


def best(command, runs):
    told = []
    for _ in range(runs):
        words = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split(maxsplit=2)
        told.append((float(words[0]), int(words[1]), words[2].strip()))
    return min(told)


def main():
    binary, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        incidence, graph = Path(folder) / "incidence", Path(folder) / "graph"
        make_incidence(incidence)
        make_graph(graph)
        for work, peers, file in [
            ("projection", ["projection", "igraph-projection"], incidence),
            ("pruned", ["pruned"], incidence),
            ("leiden", ["leiden"], graph),
            ("betweenness", ["betweenness"], graph),
        ]:
            ours = best([binary, work, str(file)], runs)
            print(f"{work:<12} undersigned  {ours[0]:6.2f} s  {ours[1]:5} MB  {ours[2]}", flush=True)
            for name in peers:
                theirs = best([sys.executable, __file__, "--peer", name, str(file)], 1 if "igraph" in name else runs)
                who = "igraph" if name not in ("projection", "pruned") else "scipy"
                ratios = f"{ours[0] / theirs[0]:.2f} of its CPU, {ours[1] / theirs[1]:.2f} of its memory"
                print(f"{'':<12} {who:<11}  {theirs[0]:6.2f} s  {theirs[1]:5} MB  {theirs[2]}: {ratios}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "--peer":
        peer(sys.argv[2], sys.argv[3])
    else:
        main()
