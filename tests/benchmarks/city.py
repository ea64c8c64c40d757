#!/usr/bin/env python3
"""Measures the viewer on large cities beside its bounds, by turns in the same run.

    city.py PROGRAM... [--tools DIR] [--work DIR] [--cases LIST] [--sizes LIST] [--rounds N] [--frames N]
            [--json OUT] [--against RATIOS.json] [--keep RATIOS.json]

PROGRAM is a yunjie; several are compared with each other. --tools: where bare_city, bare_ogr, bare_json and
bench_ingest are (beside the first PROGRAM). --work keeps the files that are made. Cases: gpkg, cityjson, sample,
markers, ingest. Without a display it runs itself under xvfb-run. --against fails (status 1) where a ratio to its bound
is worse than the kept one by more than 20 %; --keep writes the ratios of this run.
"""
import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

import cities

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 1.2
# Of what is measured, what has a bound in the bare programs: ours, theirs (and of which program).
BOUNDS = [
    ("loadSeconds", "firstFrameSeconds"),
    ("loadCpuSeconds", "loadCpuSeconds"),
    ("cachedSeconds", "firstFrameSeconds"),
    ("frameMs", "frameMs"),
    ("fullMs", "frameMs"),
    ("streetMs", "streetMs"),
    # Processor time, which other processes disturb less.
    ("frameCpuMs", "frameCpuMs"),
    ("fullCpuMs", "frameCpuMs"),
    ("streetCpuMs", "streetCpuMs"),
    ("drawnMiB", "peakMiB"),
]
# Bounds that the product has to keep (ratio, or a figure of its own).
MUST = {
    ("gpkg-100000", "loadSeconds"): 3.0, ("gpkg-100000", "fullMs"): 1.6, ("gpkg-100000", "frameMs"): 0.6,
    ("gpkg-100000", "drawnMiB"): 1.5, ("gpkg-500000", "drawnMiB"): 1.3, ("cityjson-64000", "loadSeconds"): 8.0,
}
MUST_BE = {
    ("gpkg-500000", "pickP99Ms"): 0.5, ("gpkg-100000", "cachedFirstCitySeconds"): 1.0,
    ("gpkg-100000", "cachedSeconds"): 2.0, ("gpkg-100000", "idleCpuPercent"): 3.0, ("gpkg-500000", "idleCpuPercent"): 3.0,
    ("gpkg-100000", "idleFrames"): 0.0, ("gpkg-500000", "idleFrames"): 0.0, ("gpkg-100000", "flyWorstMs"): 100.0,
    ("gpkg-500000", "flyWorstMs"): 100.0, ("markers-100000", "markedRatio"): 1.3,
}


class Failure(Exception):
    """A program that could not be measured with."""


def run_json(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)}: status {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return json.loads(done.stdout)


def flat(result):
    """The figures of `yunjie bench --json` and the bare programs by one name each."""
    out = {}
    for key, value in result.items():
        if isinstance(value, dict) and "median" in value:
            out[key] = value["median"]
            stem = key[:-2]
            for part, name in (("p99", "P99Ms"), ("worst", "WorstMs"), ("first", "FirstMs"), ("cpuMean", "CpuMs")):
                if part in value:
                    out[stem + name] = value[part]
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            out[key] = value
    return out


class Bench:
    def __init__(self, options):
        self.options = options
        self.tools = options.tools or os.path.dirname(os.path.abspath(options.programs[0]))
        self.results = {}  # case -> who -> figure -> values

    def add(self, case, who, figures):
        for key, value in figures.items():
            self.results.setdefault(case, {}).setdefault(who, {}).setdefault(key, []).append(value)

    def tool(self, name, *arguments):
        return [os.path.join(self.tools, name), *arguments]

    def made(self, name, write):
        """A file of the work folder, made where it is not there."""
        path = os.path.join(self.options.work, name)
        if not os.path.exists(path):
            print(f"making {name} ...", file=sys.stderr)
            write(path)
        return path

    def names(self):
        return [p if len(self.options.programs) > 1 else "yunjie" for p in self.options.programs]

    def viewer(self, program, profile, paths, parts):
        return flat(run_json([program, "bench", *paths, "--json", "--frames", str(self.options.frames), "--profile",
                              profile, "--parts", parts, "--size", "1920x1080"]))

    def programs(self, case, paths, parts):
        """Each PROGRAM with nothing kept from before, then again with what it has kept."""
        for program, who in zip(self.options.programs, self.names()):
            with tempfile.TemporaryDirectory() as profile:
                self.add(case, who, self.viewer(program, profile, paths, "orbit,idle"))
                again = self.viewer(program, profile, paths, parts)
                figures = {k: v for k, v in again.items()
                           if k not in ("idleCpuPercent", "idleFrames", "residentMiB", "loadSeconds", "loadCpuSeconds", "firstFrameSeconds", "firstCitySeconds", "loadedMiB",
                                        "drawnMiB", "peakMiB", "frameMs", "frameCpuMs", "frameP99Ms", "frameWorstMs",
                                        "frameFirstMs", "triangles", "drawCalls", "buildings", "markers")}
                figures.update(cachedSeconds=again["loadSeconds"], cachedFirstCitySeconds=again["firstCitySeconds"],
                               cachedMiB=again["drawnMiB"])
                self.add(case, who, figures)

    def gpkg(self, count):
        case, path = f"gpkg-{count}", self.made(f"blocks-{count}.gpkg", lambda p: cities.write_gpkg(count, p))
        frames = str(self.options.frames)
        for _ in range(self.options.rounds):
            self.add(case, "bare_ogr", flat(run_json(self.tool("bare_ogr", path))))
            self.add(case, "bare_city", flat(run_json(self.tool("bare_city", path, "--frames", frames))))
            self.programs(case, [path], "orbit,street,fly,pick,full,recolour")

    def cityjson(self, count):
        case, path = f"cityjson-{count}", self.made(f"blocks-{count}.city.json", lambda p: cities.write_cityjson(count, p))
        for _ in range(self.options.rounds):
            self.add(case, "bare_json", flat(run_json(self.tool("bare_json", path))))
            self.programs(case, [path], "orbit,pick")

    def sample(self, count):
        case, folder = f"sample-{count}", os.path.join(self.options.work, f"sample-{count}")
        if not os.path.exists(os.path.join(folder, "district.json")):
            print(f"making sample-{count} ...", file=sys.stderr)
            more = [] if count == 2600 else ["--buildings", str(count)]
            subprocess.run([self.options.programs[0], "sample", folder, *more], check=True, stdout=subprocess.DEVNULL)
        bodies = os.path.join(folder, "district.gpkg")
        for _ in range(self.options.rounds):
            self.add(case, "bare_ogr", flat(run_json(self.tool("bare_ogr", bodies))))
            self.add(case, "bare_city", flat(run_json(self.tool("bare_city", bodies, "--layer", "buildings", "--frames",
                                                                str(self.options.frames)))))
            self.programs(case, [folder], "orbit,street,fly,pick,full,recolour,markers,layouts")

    def markers(self, count):
        """So many devices over as many buildings: frames with all markers and with none, by turns in one process."""
        case = f"markers-{count}"
        blocks = self.made(f"blocks-{count}.gpkg", lambda p: cities.write_gpkg(count, p))
        things = self.made(f"things-{count}.geojson", lambda p: cities.write_things(count, p))
        project = os.path.join(self.options.work, f"markers-{count}.json")
        with open(project, "w", encoding="utf-8") as file:
            json.dump({"format": "yunjie-district/1", "name": {"en": f"Markers {count}"}, "crs": "EPSG:4547",
                       "layers": [{"id": "buildings", "kind": "building", "source": os.path.basename(blocks)}],
                       "things": [{"source": os.path.basename(things)}]}, file)
        for _ in range(self.options.rounds):
            for program, who in zip(self.options.programs, self.names()):
                with tempfile.TemporaryDirectory() as profile:
                    figures = self.viewer(program, profile, [project], "markers,pick,idle")
                figures["markedRatio"] = figures["markedMs"] / figures["unmarkedMs"]
                self.add(case, who, figures)

    def ingest(self, _count):
        """5,000 observations a second into a store, then as fast as it goes beside mosquitto_sub alone."""
        out = subprocess.run(self.tool("bench_ingest", "5000", "10"), stdout=subprocess.PIPE, check=True).stdout.decode()
        kept = re.search(r"as fast as it goes: (\d+) a second kept, \d+ % of what mosquitto_sub alone receives \((\d+)\)", out)
        lost = re.search(r": (\d+) lost", out)
        if not kept or not lost:
            raise Failure(f"bench_ingest says nothing that is understood:\n{out}")
        self.add("ingest-5000", "mosquitto_sub", {"perSecond": float(kept[2])})
        self.add("ingest-5000", "yunjie", {"perSecond": float(kept[1]), "lost": float(lost[1])})

    def medians(self):
        return {case: {who: {key: statistics.median(values) for key, values in figures.items()}
                       for who, figures in all_of.items()} for case, all_of in self.results.items()}


def ratios(medians, programs):
    """case/figure/who -> ours by the bound's."""
    out = {}
    for case, figures in medians.items():
        for who in programs:
            ours = figures.get(who, {})
            for key, bound in BOUNDS:
                theirs = figures.get("bare_city", {}).get(bound)
                if key in ours and theirs:
                    out[f"{case}/{key}/{who}"] = ours[key] / theirs
            parse = figures.get("bare_json", {}).get("parseMs")
            if parse and "loadSeconds" in ours:
                out[f"{case}/loadSeconds/{who}"] = ours["loadSeconds"] * 1000 / parse
            alone = figures.get("mosquitto_sub", {}).get("perSecond")
            if alone and "perSecond" in ours:
                out[f"{case}/perSecond/{who}"] = alone / ours["perSecond"]
            if "markedRatio" in ours:
                out[f"{case}/markedRatio/{who}"] = ours["markedRatio"]
    return out


def exponents(medians, programs):
    """How figures grow with the number of buildings: the slope of a line through their logarithms."""
    out = {}
    kept = {"loadSeconds", "cachedSeconds", "frameMs", "fullMs", "streetMs", "pickP99Ms", "recolourMs", "drawnMiB",
            "loadCpuSeconds", "frameCpuMs", "streetCpuMs", "firstFrameSeconds", "peakMiB", "readMs"}
    for kind in ("gpkg", "sample"):
        sizes = sorted((int(case.split("-")[1]), case) for case in medians if case.startswith(kind + "-"))
        for who in [*programs, "bare_city", "bare_ogr"]:
            for key in sorted(kept):
                points = [(math.log(n), math.log(medians[case][who][key])) for n, case in sizes
                          if medians[case].get(who, {}).get(key, 0) > 0]
                if len(points) > 1:
                    out[f"{kind}/{key}/{who}"] = statistics.linear_regression(*zip(*points)).slope
    return out


def show(medians, ratio, growth, programs):
    for case, figures in medians.items():
        print(f"\n{case}")
        for who in ("bare_ogr", "bare_json", "bare_city", "mosquitto_sub"):
            if who in figures:
                told = ", ".join(f"{k} {v:g}" for k, v in figures[who].items()
                                 if k in ("readMs", "parseMs", "firstFrameSeconds", "loadCpuSeconds", "frameMs", "frameCpuMs",
                                          "streetMs", "streetCpuMs", "peakMiB", "perSecond"))
                print(f"  {who}: {told}")
        for who in programs:
            for key, value in figures.get(who, {}).items():
                told = f"  {who} {key:24} {value:12.3f}"
                by = ratio.get(f"{case}/{key}/{who}")
                told += f"  {by:7.2f} x bound" if by is not None else ""
                must, most = MUST.get((case, key)), MUST_BE.get((case, key))
                if must is not None and by is not None:
                    told += f"  (must: {must:g})" + ("" if by <= must else "  MISSED")
                elif most is not None:
                    told += f"  (must: {most:g})" + ("" if value <= most else "  MISSED")
                print(told)
    far, near = medians.get("gpkg-500000"), medians.get("gpkg-100000")
    for who in programs if far and near else []:
        if "frameMs" in far.get(who, {}) and "frameMs" in near.get(who, {}):
            by = far[who]["frameMs"] / near[who]["frameMs"]
            print(f"\n{who} frame of 500,000 by that of 100,000: {by:.2f}  (must: 1.5)" + ("" if by <= 1.5 else "  MISSED"))
    if growth:
        print("\ngrowth with the number of buildings, as an exponent")
        for key, value in growth.items():
            print(f"  {key:40} {value:5.2f}")


def compare(ratio, kept):
    """Names of what is worse than what was kept by more than the limit."""
    worse = [f"{key}: {value:.2f}, was {kept[key]:.2f}" for key, value in ratio.items()
             if key in kept and value > LIMIT * kept[key]]
    missing = [f"{key}: not measured any more" for key in kept if key not in ratio]
    return worse + missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    parser.add_argument("--tools")
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "yunjie-bench"))
    parser.add_argument("--cases", default="gpkg,cityjson,sample,markers,ingest")
    parser.add_argument("--sizes", default="2600,20000,100000,500000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--frames", type=int, default=30)
    parser.add_argument("--json")
    parser.add_argument("--against")
    parser.add_argument("--keep")
    options = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", sys.executable, *sys.argv])
    os.makedirs(options.work, exist_ok=True)
    options.work = os.path.abspath(options.work)
    bench = Bench(options)
    sizes = [int(n) for n in options.sizes.split(",")]
    counts = {"gpkg": sizes, "cityjson": [64000], "sample": [n for n in sizes if n <= 20000],
              "markers": [n for n in (10000, 100000) if n <= max(sizes)], "ingest": [5000]}
    loads, failed = [os.getloadavg()[0]], False
    started = time.strftime("%Y-%m-%d %H:%M:%S")
    for case in options.cases.split(","):
        if case not in counts:
            sys.exit(f"there is no case {case}: {', '.join(counts)}")
        for count in counts[case]:
            print(f"{case} {count} ...", file=sys.stderr)
            try:
                getattr(bench, case)(count)
            except Failure as failure:  # what was measured of the others is still told
                print(f"FAILED {case} {count}: {failure}", file=sys.stderr)
                failed = True
            loads.append(os.getloadavg()[0])
    programs, medians = bench.names(), bench.medians()
    ratio, growth = ratios(medians, programs), exponents(medians, programs)
    show(medians, ratio, growth, programs)
    print(f"\n{started}, {os.cpu_count()} cores, load {min(loads):.1f} to {max(loads):.1f}, {options.rounds} rounds")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"started": started, "cores": os.cpu_count(), "load": loads, "results": bench.results, "medians": medians,
                       "ratios": ratio, "exponents": growth}, file, indent=1)
    if options.keep:
        with open(options.keep, "w", encoding="utf-8") as file:
            json.dump({key: round(value, 3) for key, value in sorted(ratio.items())}, file, indent=1)
            file.write("\n")
    if options.against:
        with open(options.against, encoding="utf-8") as file:
            worse = compare(ratio, json.load(file))
        for line in worse:
            print(f"WORSE {line}")
        failed = failed or bool(worse)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
