// Reads network.gexf, network.graphml and network.json of output folders with graphology, as sigma and Gephi Lite do, and
// checks that the nodes and ties are those of nodes.csv and edges.csv.
//
// Usage: node check_graphology.mjs MODULES OUT…, after `npm install graphology graphology-gexf graphology-graphml`
// in the folder MODULES.

import {readFileSync, existsSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";

const [modules, ...folders] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "x.js"));
const {MultiGraph} = require("graphology");
const parsers = {"network.gexf": require("graphology-gexf"), "network.graphml": require("graphology-graphml")};

const fail = (message) => {
  console.error(`check_graphology: ${message}`);
  process.exit(1);
};

/** The first cells of a table's rows: ids hold neither commas nor quotes. */
const ids = (file) => readFileSync(file, "utf8").trimEnd().split("\n").slice(1).map((row) => row.split(",")[0]);

for (const folder of folders) {
  const nodes = ids(join(folder, "nodes.csv"));
  const edges = ids(join(folder, "edges.csv")).length;
  for (const name of ["network.gexf", "network.graphml", "network.json"]) {
    const file = join(folder, name);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const graph = parsers[name] ? parsers[name].parse(MultiGraph, text) : MultiGraph.from(JSON.parse(text));
    if (graph.order !== nodes.length || nodes.some((node) => !graph.hasNode(node))) fail(`${file}: other nodes`);
    if (graph.size !== edges) fail(`${file}: ${graph.size} ties, not ${edges}`);
    graph.forEachNode((node, held) => held.kind && held.label || fail(`${file}: ${node} has no label or kind`));
    graph.forEachEdge((edge, held) => held.weight > 0 || fail(`${file}: ${edge} has no weight`));
  }
  console.log(`${folder}: read alike by graphology`);
}
