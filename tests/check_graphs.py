"""Reads the graph files of an output folder as other programs do and checks that all tell what nodes.csv and edges.csv tell.

Usage: check_graphs.py OUT [SCHEMAS]. Needs networkx, igraph, pandas, lxml and followthemoney; `dot` where it is installed.
SCHEMAS is a folder with the RelaxNG schema of GEXF 1.3. Files that are not there are passed over. Exits with 1 and a
message where something differs.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import igraph
import networkx
import pandas
from followthemoney import model
from lxml import etree

TIE_NUMBERS = {"Count": "count", "Newman": "newman", "Chance": "chance", "Discovery": "discovery", "Jaccard": "jaccard"}
NODE_NUMBERS = {"Documents": "documents", "Degree": "degree", "Betweenness": "betweenness", "Community": "community"}


def check(holds, message):
    if not holds:
        sys.exit(f"check_graphs: {message}")


def unguarded(text):
    return text[1:] if text.startswith("'") else text


def spaced(text):
    """A label as every format shows it: what a spreadsheet must not see is another matter."""
    return " ".join(unguarded(text).replace("⧵", "\\").split())


def same(file, what, found, expected):
    check(found == expected or expected != "" and abs(float(found) - float(expected)) < 1e-8, f"{file}: {what} is {found}, not {expected}")


def check_network(file, graph, nodes, edges, label="label"):
    """A networkx graph against the tables."""
    check(set(graph) == set(nodes["Id"]), f"{file}: other nodes")
    for row in nodes.to_dict("records"):
        held = graph.nodes[row["Id"]]
        check(" ".join(held[label].split()) == spaced(row["Label"]), f"{file}: another label of {row['Id']}")
        check(held["kind"] == row["Kind"], f"{file}: another kind of {row['Id']}")
        for column, name in NODE_NUMBERS.items():
            same(file, f"{name} of {row['Id']}", held[name], row[column])
    found = {}
    for source, target, held in graph.edges(data=True):
        found[frozenset([source, target]), held["kind"], held.get("directed") and held["label"]] = held
    check(graph.number_of_edges() == len(edges), f"{file}: {graph.number_of_edges()} ties, not {len(edges)}")
    kinds = Counter((frozenset([source, target]), held["kind"]) for source, target, held in graph.edges(data=True))
    check(kinds == Counter((frozenset([row.Source, row.Target]), row.Kind) for row in edges.itertuples()), f"{file}: other ties")
    by_pair = {(frozenset([s, t]), held["kind"]): held for s, t, held in graph.edges(data=True)}
    for row in edges.to_dict("records"):
        key = frozenset([row["Source"], row["Target"]]), row["Kind"]
        if kinds[key] > 1:
            continue
        same(file, f"weight of {row['Id']}", by_pair[key]["weight"], row["Weight"])
        for column, name in TIE_NUMBERS.items():
            same(file, f"{name} of {row['Id']}", by_pair[key].get(name, ""), row[column])


def check_gexf(file, schema):
    if schema:
        relaxed = etree.RelaxNG(etree.parse(schema / "gexf.rng"))
        relaxed.assertValid(etree.parse(file))
    return networkx.read_gexf(file)


def check_igraph(file, nodes, edges):
    graph = igraph.Graph.Read_GraphML(str(file))
    check(graph.vcount() == len(nodes) and graph.ecount() == len(edges), f"{file}: igraph has another size")
    if len(nodes):
        check(set(graph.vs["id"]) == set(nodes["Id"]), f"{file}: igraph has other nodes")
        check(abs(sum(graph.es["weight"]) - pandas.to_numeric(edges["Weight"]).sum()) < 1e-6, f"{file}: igraph has other weights")


def check_dot(file, nodes):
    if not shutil.which("dot"):
        print(f"{file}: passed over, the program dot is not installed")
        return
    ran = subprocess.run(["dot", "-Tdot_json", file], capture_output=True, check=True)
    objects = json.loads(ran.stdout).get("objects", [])
    check({node["name"] for node in objects} == set(nodes["Id"]), f"{file}: dot reads other nodes")
    labels = {node["name"]: node["label"].replace('\\\\', '\\') for node in objects}
    for row in nodes.itertuples():
        check(" ".join(labels[row.Id].split()) == spaced(row.Label), f"{file}: dot reads another label of {row.Id}")


def check_ftm(file, folder):
    entities = [json.loads(line) for line in file.read_text().splitlines()]
    known = {entity["id"] for entity in entities}
    check(len(known) == len(entities), f"{file}: an id stands twice")
    for data in entities:
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate({"properties": data["properties"]})
        for name, values in data["properties"].items():
            prop = proxy.schema.get(name)
            check(prop is not None, f"{file}: {proxy.schema.name} knows no {name}")
            check(proxy.get(name) or not any(values), f"{file}: {name} of {data['id']} is not taken")
            check(prop.range is None or set(values) <= known, f"{file}: {name} of {data['id']} leads nowhere")
    incidence = pandas.read_csv(folder / "incidence.csv", keep_default_na=False)
    held = Counter(entity["schema"] for entity in entities)
    roles = sum(len(row.split("|")) for row in incidence["roles"])
    check(held["Documentation"] + held["Mention"] == roles, f"{file}: other appearances")


def main():
    check(len(sys.argv) in (2, 3), "name the output folder: check_graphs.py OUT [SCHEMAS]")
    folder = Path(sys.argv[1])
    schema = Path(sys.argv[2]) if len(sys.argv) == 3 else None
    read = lambda name: pandas.read_csv(folder / name, keep_default_na=False, na_filter=False)
    nodes, edges = read("nodes.csv"), read("edges.csv")
    checked = []

    def there(name):
        if (folder / name).exists():
            checked.append(name)
            return folder / name

    for name in ["network.gexf", "network-dynamic.gexf"]:
        if file := there(name):
            check_network(file, check_gexf(file, schema), nodes, edges)
    if file := there("network.graphml"):
        check_network(file, networkx.read_graphml(file), nodes, edges)
        check_igraph(file, nodes, edges)
    if file := there("network.json"):
        graph = networkx.node_link_graph(json.loads(file.read_text()), directed=True, multigraph=True, name="key", edges="edges")
        flat = networkx.MultiGraph()
        flat.add_nodes_from((node, held["attributes"]) for node, held in graph.nodes(data=True))
        flat.add_edges_from((source, target, held["attributes"]) for source, target, held in graph.edges(data=True))
        check_network(file, flat, nodes, edges)
    if file := there("network.dot"):
        check_dot(file, nodes)
    if file := there("cytoscape.csv"):
        table = read("cytoscape.csv")
        check(list(zip(table["source"], table["target"], table["interaction"])) == list(zip(edges["Source"], edges["Target"], edges["Kind"])), f"{file}: other ties")
    if file := there("kumu-connections.csv"):
        elements, connections = read("kumu-elements.csv"), read("kumu-connections.csv")
        check(elements["Label"].str.lower().is_unique and len(elements) == len(nodes), "kumu-elements.csv: other nodes")
        check(set(connections["From"]) | set(connections["To"]) <= set(elements["Label"]), f"{file}: an end is no element")
        check(len(connections) == len(edges), f"{file}: other ties")
    if file := there("entities.ftm.json"):
        check_ftm(file, folder)
    print(f"{folder}: {', '.join(checked)} read alike")


if __name__ == "__main__":
    main()
