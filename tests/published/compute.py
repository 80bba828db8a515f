"""Computes what published networks measure, by networkx, igraph and scipy, and writes it beside this file.

Usage: compute.py, with `pip install networkx igraph scipy`. The networks are those that networkx carries: Zachary's
karate club (W. W. Zachary, J. Anthropol. Res. 33, 452 (1977)), the figures of Les Misérables (D. E. Knuth, The Stanford
GraphBase (1993)) and the women of the South at their meetings (A. Davis, B. Gardner and M. Gardner, Deep South (1941)).
Nodes are numbers; no name is written. Where networkx and igraph measure the same, they must agree.
"""

import itertools
import json
import random
from pathlib import Path

import igraph
import networkx
from scipy.stats import false_discovery_control, hypergeom

HERE = Path(__file__).parent


def numbered(graph):
    order = {name: number for number, name in enumerate(sorted(graph, key=str))}
    return networkx.relabel_nodes(graph, order)


def brokerage(graph, community):
    """Betweenness between nodes of two communities, by the definition: all shortest paths are walked."""
    nodes = sorted(graph)
    sums = dict.fromkeys(nodes, 0.0)
    for source, target in itertools.combinations(nodes, 2):
        if community[source] != community[target] and networkx.has_path(graph, source, target):
            paths = list(networkx.all_shortest_paths(graph, source, target))
            for path in paths:
                for node in path[1:-1]:
                    sums[node] += 1 / len(paths)
    pairs = (len(nodes) - 1) * (len(nodes) - 2) / 2
    return [sums[node] / pairs for node in nodes]


def measured(graph):
    nodes = sorted(graph)
    edges = sorted((min(a, b), max(a, b), float(data.get("weight", 1))) for a, b, data in graph.edges(data=True))
    other = igraph.Graph(len(nodes), [edge[:2] for edge in edges])
    weights = [edge[2] for edge in edges]
    by_node = lambda values: [values[node] for node in nodes]
    betweenness = by_node(networkx.betweenness_centrality(graph))
    pairs = (len(nodes) - 1) * (len(nodes) - 2) / 2
    constraint = by_node(networkx.constraint(graph, weight="weight"))
    pagerank = by_node(networkx.pagerank(graph, tol=1e-14, max_iter=1000, weight="weight"))
    clustering = by_node(networkx.clustering(graph))
    for ours, theirs in [
        (betweenness, [value / pairs for value in other.betweenness()]),
        (constraint, other.constraint(weights=weights)),
        (clustering, other.transitivity_local_undirected(mode="zero")),
    ]:
        assert all(abs(a - b) < 1e-9 for a, b in zip(ours, theirs)), "networkx and igraph differ"
    best = None
    for seed in range(100):
        random.seed(seed)
        found = other.community_leiden("modularity", weights=weights, n_iterations=-1)
        if best is None or found.modularity > best.modularity + 1e-12:
            best = found
    community = best.membership
    return {
        "edges": edges,
        "nodes": len(nodes),
        "betweenness": betweenness,
        "pagerank": pagerank,
        "clustering": clustering,
        "core": by_node(networkx.core_number(graph)),
        "constraint": constraint,
        "community": community,
        "brokerage": brokerage(graph, community),
        "modularity": other.modularity(community, weights=weights),
    }


def two_mode(graph):
    women = sorted((node for node, data in graph.nodes(data=True) if data["bipartite"] == 0))
    meetings = sorted((node for node, data in graph.nodes(data=True) if data["bipartite"] == 1))
    bipartite = networkx.bipartite
    counts = bipartite.weighted_projected_graph(graph, women)
    newman = bipartite.collaboration_weighted_projected_graph(graph, women)
    jaccard = bipartite.overlap_weighted_projected_graph(graph, women, jaccard=True)
    number = {woman: place for place, woman in enumerate(women)}
    pairs = sorted(counts.edges(), key=lambda pair: sorted(number[woman] for woman in pair))
    chance = lambda a, b: hypergeom.sf(counts[a][b]["weight"] - 1, len(meetings), graph.degree(a), graph.degree(b))
    chances = [float(chance(a, b)) for a, b in pairs]
    possible = len(women) * (len(women) - 1) // 2
    rates = false_discovery_control(chances + [1.0] * (possible - len(chances)))
    rows = []
    for (a, b), p, q in zip(pairs, chances, rates):
        left, right = sorted((number[a], number[b]))
        weights = [counts[a][b]["weight"], newman[a][b]["weight"], jaccard[a][b]["weight"], p, float(q)]
        rows.append([left, right, *weights])
    return {"meetings": [sorted(number[woman] for woman in graph[meeting]) for meeting in meetings], "women": len(women), "ties": rows}


def main():
    networks = {
        "karate": measured(numbered(networkx.karate_club_graph())),
        "miserables": measured(numbered(networkx.les_miserables_graph())),
        "southern-women": two_mode(numbered_apart(networkx.davis_southern_women_graph())),
    }
    for name, values in networks.items():
        text = json.dumps(values, separators=(",", ":")).replace("],", "],\n").replace(',"', ',\n"')
        (HERE / f"{name}.json").write_text(text + "\n")


def numbered_apart(graph):
    """Numbers that keep the two modes apart: women first, in the order of their names."""
    return networkx.relabel_nodes(graph, {name: number for number, name in enumerate(sorted(graph, key=lambda n: (graph.nodes[n]["bipartite"], str(n))))})


if __name__ == "__main__":
    main()
