#!/usr/bin/env python3
"""Writes files for measuring; the same content for the same N.

    cities.py gpkg N FILE.gpkg           plain buildings 25 m apart, EPSG:4547 (wants ogr2ogr)
    cities.py cityjson N FILE.city.json  boxes with roofs and attributes, about 970 bytes each
    cities.py buildings N > FILE         the same blocks as GeoJSON in degrees
    cities.py devices N > FILE           devices over the sample district
    cities.py things N FILE.geojson      devices over the buildings of `gpkg`, so many that each has about one
"""
import json
import math
import os
import random
import subprocess
import sys

METRES_LON, METRES_LAT = 102800, 110750  # a degree at 22.5 N
PITCH = 25
WEST, SOUTH = 510000.0, 2492000.0  # EPSG:4547, Shenzhen
USES = ["residential", "commercial", "office", "industrial", "school"]


def side_of(count):
    return max(1, round(count ** 0.5))


def footprint(rng):
    """Corners about the middle, metres: turned a little, so that no edge is easier than another."""
    w, d, turn = rng.uniform(5, 9), rng.uniform(5, 9), rng.uniform(-0.3, 0.3)
    c, s = math.cos(turn), math.sin(turn)
    return [(x * c - y * s, x * s + y * c) for x, y in ((-w, -d), (w, -d), (w, d), (-w, d))]


def bodies(count):
    """(number, middle x, middle y, corners, height) of each building, metres from the south-west."""
    rng, side = random.Random(1), side_of(count)
    for i in range(count):
        yield i, i % side * PITCH, i // side * PITCH, footprint(rng), round(9 + rng.random() ** 4 * 120, 1)


def write_gpkg(count, path):
    """By way of CSV with WKT: nothing is quicker for ogr2ogr to read."""
    table = path + ".csv"
    with open(table, "w", encoding="utf-8") as file:
        file.write("WKT,id,height,storeys,year,use\n")
        for i, x, y, corners, height in bodies(count):
            ring = ",".join(f"{WEST + x + dx:.3f} {SOUTH + y + dy:.3f}" for dx, dy in corners + corners[:1])
            file.write(f'"POLYGON(({ring}))",B{i},{height},{max(1, round(height / 3.2))},{1980 + i * 7 % 45},{USES[i % 5]}\n')
    with open(table + "t", "w", encoding="utf-8") as file:
        file.write('"WKT","String","Real","Integer","Integer","String"\n')
    if os.path.exists(path):
        os.remove(path)
    subprocess.run(["ogr2ogr", "-f", "GPKG", path, table, "-oo", "GEOM_POSSIBLE_NAMES=WKT", "-oo", "KEEP_GEOM_COLUMNS=NO",
                    "-a_srs", "EPSG:4547", "-nln", "buildings", "-nlt", "POLYGON", "-gt", "unlimited"], check=True)
    os.remove(table)
    os.remove(table + "t")


def write_cityjson(count, path):
    """Bottom, roof and four walls of each, with semantics; millimetres."""
    ring = [[0, 3, 2, 1], [4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]]
    surfaces = '[{"type":"GroundSurface"},{"type":"RoofSurface"},{"type":"WallSurface"}]'
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":'
                   f'[{WEST},{SOUTH},0]}},"metadata":{{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/4547"}},'
                   '"CityObjects":{')
        for i, _, _, _, height in bodies(count):
            faces = ",".join("[[" + ",".join(str(8 * i + v) for v in face) + "]]" for face in ring)
            attributes = (f'{{"measuredHeight":{height},"storeysAboveGround":{max(1, round(height / 3.2))},'
                          f'"yearOfConstruction":{1980 + i * 7 % 45},"function":"{USES[i % 5]}","roofType":"flat",'
                          f'"identificatie":"NL.IMBAG.Pand.{i:016d}","documentdatum":"2020-04-{1 + i % 28:02d}",'
                          f'"status":"Pand in gebruik","rmse":{i * 13 % 1000 / 1000},"volume":{height * 180:.3f},'
                          f'"source":"generated for measuring","validity":{{"from":"2019-03-12","to":"9999-12-31"}},"quality":{{"points":{i % 97},"complete":true}}}}')
            file.write(("," if i else "") + f'"B{i:08d}":{{"type":"Building","attributes":{attributes},"geometry":[{{"type":"Solid",'
                       f'"lod":"1.2","boundaries":[[{faces}]],"semantics":{{"surfaces":{surfaces},"values":[[0,1,2,2,2,2]]}}}}]}}')
        file.write('},"vertices":[')
        for i, x, y, corners, height in bodies(count):
            points = [(x + dx, y + dy, z) for z in (0, height) for dx, dy in corners]
            file.write(("," if i else "") + ",".join(f"[{round(px * 1000)},{round(py * 1000)},{round(pz * 1000)}]"
                                                     for px, py, pz in points))
        file.write("]}")


def geojson(features):
    return {"type": "FeatureCollection", "features": features}


def point(i, kind, lon, lat, **more):
    return {"type": "Feature", "properties": {"id": f"X{i}", "kind": kind, **more},
            "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def devices(count):
    rng = random.Random(1)
    return geojson([point(i, rng.choice(["smoke", "electrical", "camera", "tilt"]), 114.1015 + rng.random() * 0.017,
                          22.5325 + rng.random() * 0.0125, h=rng.random() * 30) for i in range(count)])


def write_things(count, path):
    """In the buildings' own reference system, as GDAL's older GeoJSON names it."""
    rng = random.Random(2)
    length = side_of(count) * PITCH
    collection = geojson([point(i, rng.choice(["smoke", "electrical", "camera", "tilt"]), WEST + rng.random() * length,
                                SOUTH + rng.random() * length, h=round(rng.random() * 20, 1)) for i in range(count)])
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(collection, file)


def blocks(count):
    features = []
    for i, x, y, corners, height in bodies(count):
        ring = [[114.10 + (x + dx) / METRES_LON, 22.52 + (y + dy) / METRES_LAT] for dx, dy in corners + corners[:1]]
        features.append({"type": "Feature", "properties": {"id": i, "height": height},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
    return geojson(features)


if __name__ == "__main__":
    writers = {"gpkg": write_gpkg, "cityjson": write_cityjson, "things": write_things}
    printers = {"buildings": blocks, "devices": devices}
    what = sys.argv[1] if len(sys.argv) > 2 else ""
    if what in printers:
        json.dump(printers[what](int(sys.argv[2])), sys.stdout)
    elif what in writers and len(sys.argv) > 3:
        writers[what](int(sys.argv[2]), sys.argv[3])
    else:
        sys.exit(__doc__)
