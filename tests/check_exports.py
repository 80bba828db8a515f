"""Reads an output folder with pandas and networkx and checks that both see what was written.

Usage: check_exports.py OUT. Exits with 1 and a message where they do not.
"""

import sys
from pathlib import Path

import networkx
import pandas

INTEGERS = "Documents Signatory Speaker Chair Addressee Issuer Participant Mentioned Degree Component".split()
ROLES = {"signatory", "speaker", "chair", "addressee", "issuer", "participant", "mentioned"}


def check(holds, message):
    if not holds:
        sys.exit(f"check_exports: {message}")


def table(folder, name):
    """A table as pandas guesses it, but for text: a person called "None" or "NA" is no missing value."""
    return pandas.read_csv(folder / name, keep_default_na=False, na_values={"Newman": [""], "Weight": [""]})


def check_nodes(nodes):
    for column in INTEGERS:
        check(nodes.empty or pandas.api.types.is_integer_dtype(nodes[column]), f"nodes.csv: {column} is not whole numbers")
    check(nodes.empty or pandas.api.types.is_float_dtype(nodes["Strength"]), "nodes.csv: Strength is not decimals")
    check(nodes["Id"].str.lower().is_unique, "nodes.csv: an Id stands twice")
    check((nodes["Label"] != "").all(), "nodes.csv: a Label is empty")
    check(set(nodes["Kind"]) <= {"person", "organisation", "document"}, "nodes.csv: an unknown Kind")


def check_edges(edges, nodes):
    for column in ["Weight", "Newman"]:
        check(edges.empty or pandas.api.types.is_float_dtype(edges[column]), f"edges.csv: {column} is not decimals")
        check((edges[column] > 0).all(), f"edges.csv: a {column} is not above 0")
    check(edges["Id"].str.lower().is_unique, "edges.csv: an Id stands twice")
    check(set(edges["Source"]) | set(edges["Target"]) <= set(nodes["Id"]), "edges.csv: an end is not in nodes.csv")
    check((edges["Source"] != edges["Target"]).all(), "edges.csv: a row ties a name to itself")
    directed = edges["Type"] == "Directed"
    check((directed == ~edges["Kind"].isin(["alongside", "shared"])).all(), "edges.csv: Type and Kind disagree")
    check((edges["Source"] < edges["Target"])[~directed].all(), "edges.csv: an undirected row is not in order")


def check_graph(edges, nodes):
    """networkx must find the degrees, strengths and components that nodes.csv tells."""
    graph = networkx.from_pandas_edgelist(
        edges, "Source", "Target", edge_attr=True, edge_key="Id", create_using=networkx.MultiDiGraph
    )
    graph.add_nodes_from(nodes["Id"])
    check(graph.number_of_nodes() == len(nodes), "networkx has another number of nodes")
    check(graph.number_of_edges() == len(edges), "networkx has another number of edges")
    plain = networkx.Graph(graph.to_undirected())
    strength = dict(graph.degree(weight="Weight"))
    components = sorted(networkx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    component = {name: number for number, part in enumerate(components, 1) for name in part}
    for row in nodes.itertuples():
        check(plain.degree(row.Id) == row.Degree, f"networkx has another degree for {row.Id}")
        check(abs(strength[row.Id] - row.Strength) < 1e-6, f"networkx has another strength for {row.Id}")
        check(component[row.Id] == row.Component, f"networkx has another component for {row.Id}")


def check_incidence(incidence, nodes):
    check(not incidence.duplicated(["document", "entity"]).any(), "incidence.csv: a pair stands twice")
    held = {role for roles in incidence["roles"] for role in roles.split("|")}
    check(held <= ROLES, f"incidence.csv: unknown roles {sorted(held - ROLES)}")
    check(set(nodes["Id"]) <= set(incidence["entity"]) | set(incidence["document"]), "a node is missing from incidence.csv")
    graph = networkx.Graph()
    graph.add_nodes_from(("document", name) for name in incidence["document"])
    graph.add_nodes_from(("entity", name) for name in incidence["entity"])
    graph.add_edges_from((("document", row.document), ("entity", row.entity)) for row in incidence.itertuples())
    check(graph.number_of_edges() == len(incidence), "networkx has another number of incidences")
    check(networkx.is_bipartite(graph), "the two-mode network is not bipartite")


def main():
    check(len(sys.argv) == 2, "name the output folder: check_exports.py OUT")
    folder = Path(sys.argv[1])
    nodes, edges, incidence = (table(folder, f"{name}.csv") for name in ["nodes", "edges", "incidence"])
    check_nodes(nodes)
    check_edges(edges, nodes)
    check_graph(edges, nodes)
    check_incidence(incidence, nodes)
    print(f"{folder}: {len(nodes)} nodes, {len(edges)} edges, {len(incidence)} incidences read alike")


if __name__ == "__main__":
    main()
