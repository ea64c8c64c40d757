#!/usr/bin/env python3
"""What it costs to know the inside of every building of the sample and to draw one: interiors.py PROGRAM [ID] [RUNS].
Opens the same district without its interior layers and with them, in turns, and enters ID there. Medians; needs a
display (xvfb-run). Bounds of the project: 100 MiB more, 300 ms to the first storey, frames 1.3 times the plain one."""
import json
import os
import statistics
import subprocess
import sys
import tempfile

program = sys.argv[1]
wanted = sys.argv[2] if len(sys.argv) > 2 else "B00017"
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3


def bench(project, *more):
    out = subprocess.run([program, "bench", project, "--frames", "20", "--json", "--profile", profile, *more],
                         stdout=subprocess.PIPE, check=True).stdout
    return json.loads(out)


with tempfile.TemporaryDirectory() as folder:
    profile = os.path.join(folder, "profile")
    subprocess.run([program, "sample", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    whole = os.path.join(folder, "district.json")
    with open(whole, encoding="utf-8") as file:
        district = json.load(file)
    district["layers"] = [layer for layer in district["layers"]
                          if layer.get("kind") not in ("storey", "space", "door") and "building" not in layer]
    bare = os.path.join(folder, "bare.json")
    with open(bare, "w", encoding="utf-8") as file:
        json.dump(district, file)
    known = json.loads(subprocess.run([program, "check", whole, "--json"], stdout=subprocess.PIPE, check=True).stdout)
    without, inside = [], []
    for _ in range(runs):
        without.append(bench(bare)["residentMiB"])
        inside.append(bench(whole, "--enter", wanted)["inside"])
    print(f"buildings known from the inside: {known['interiors'].get('known', 0)}")
    print(f"without interiors: {statistics.median(without):.0f} MiB resident")
    for key in ("residentMiB", "firstStoreyMs", "wholeMs", "plainMs", "isolatedRatio", "sectionRatio"):
        print(f"{key}: {statistics.median(i[key] for i in inside):.2f}")
    print(f"more: {statistics.median(i['residentMiB'] for i in inside) - statistics.median(without):.0f} MiB")
