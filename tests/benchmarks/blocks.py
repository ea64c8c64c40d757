#!/usr/bin/env python3
"""Writes GeoJSON for measuring: blocks.py buildings N > FILE, plain blocks 25 m apart, or blocks.py devices N > FILE,
devices over the sample district. The same content for the same N."""
import json
import random
import sys

METRES_LON, METRES_LAT = 102800, 110750  # a degree at 22.5 N


def building(i, side):
    lon, lat = 114.10 + i % side * 25 / METRES_LON, 22.52 + i // side * 25 / METRES_LAT
    w, h = (10 + random.random() * 10) / METRES_LON, (10 + random.random() * 10) / METRES_LAT
    ring = [[lon, lat], [lon + w, lat], [lon + w, lat + h], [lon, lat + h], [lon, lat]]
    height = round(9 + random.random() ** 4 * 120, 1)
    return {"type": "Feature", "properties": {"id": i, "height": height}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def device(i):
    kind = random.choice(["smoke", "electrical", "camera", "tilt"])
    place = [114.1015 + random.random() * 0.017, 22.5325 + random.random() * 0.0125]
    return {"type": "Feature", "properties": {"id": f"X{i}", "kind": kind, "h": random.random() * 30},
            "geometry": {"type": "Point", "coordinates": place}}


what, count = sys.argv[1], int(sys.argv[2])
random.seed(1)
side = max(1, round(count ** 0.5))
json.dump({"type": "FeatureCollection",
           "features": [building(i, side) if what == "buildings" else device(i) for i in range(count)]}, sys.stdout)
