"""Reads exported files as a program of somebody else's would: python3 read.py FOLDER.

FOLDER/counts.json says how many nodes, edges and rows there must be (tests/corpus/exports.rs writes it and the files).
"""

import csv
import json
import sys
from pathlib import Path

import networkx

folder = Path(sys.argv[1])
counts = json.loads((folder / "counts.json").read_text(encoding="utf-8"))

for graph in (networkx.read_graphml(folder / "graph.graphml"), networkx.read_gexf(folder / "graph.gexf", version="1.3")):
    assert graph.number_of_nodes() == counts["nodes"], graph
    assert graph.number_of_edges() == counts["edges"], graph
    for _, node in graph.nodes(data=True):
        assert node["text"] and node["date"] and node["document"], node
    for *_, edge in graph.edges(data=True):
        assert 0 < float(edge.get("weight") or edge["score"]) < 1 and edge["reasons"], edge

with open(folder / "passages.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file))
assert len(rows) == counts["nodes"], len(rows)
assert not any(value.startswith(tuple("=+-@\t\r")) for row in rows for value in row.values() if value)

print(f"read {counts['nodes']} nodes, {counts['edges']} edges and {len(rows)} rows")
