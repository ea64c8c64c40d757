"""Of the measuring tools what can be told without measuring: files, figures, ratios, flame graphs."""
import contextlib
import io
import json
import os
import subprocess
import tempfile
import unittest

import cities
import city
import flame

TOOLS = os.environ.get("YUNJIE_BENCH_TOOLS", "")


def tool(name):
    path = os.path.join(TOOLS, name)
    if not TOOLS or not os.path.exists(path):
        raise unittest.SkipTest(f"{name} is not built")
    return path


class Files(unittest.TestCase):
    def test_geopackage_is_read_whole_by_the_bare_loop(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "blocks.gpkg")
            cities.write_gpkg(250, path)
            told = json.loads(subprocess.check_output([tool("bare_ogr"), path]))
        self.assertEqual((told["features"], told["geometries"]), (250, 250))

    def test_cityjson_is_json_and_its_faces_have_vertices(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "blocks.city.json")
            cities.write_cityjson(30, path)
            json.loads(subprocess.check_output([tool("bare_json"), path]))
            with open(path, encoding="utf-8") as file:
                model = json.load(file)
        self.assertEqual(len(model["CityObjects"]), 30)
        used = [v for each in model["CityObjects"].values() for face in each["geometry"][0]["boundaries"][0] for v in face[0]]
        self.assertEqual(sorted(set(used)), list(range(len(model["vertices"]))))

    def test_the_same_for_the_same_number(self):
        self.assertEqual(cities.blocks(50), cities.blocks(50))


class Figures(unittest.TestCase):
    def medians(self, load):
        return {"gpkg-100": {"bare_city": {"firstFrameSeconds": 0.5, "peakMiB": 300.0},
                             "yunjie": {"loadSeconds": load, "drawnMiB": 450.0}},
                "gpkg-10000": {"bare_city": {"firstFrameSeconds": 5.0}, "yunjie": {"loadSeconds": 100 * load}}}

    def test_times_have_one_name_each(self):
        self.assertEqual(city.flat({"frameMs": {"median": 2, "p99": 3, "worst": 4}, "renderer": "x", "peakMiB": 5}),
                         {"frameMs": 2, "frameP99Ms": 3, "frameWorstMs": 4, "peakMiB": 5})

    def test_ratio_to_the_bound(self):
        ratio = city.ratios(self.medians(1.5), ["yunjie"])
        self.assertEqual(ratio["gpkg-100/loadSeconds/yunjie"], 3)
        self.assertEqual(ratio["gpkg-100/drawnMiB/yunjie"], 1.5)

    def test_growth_is_an_exponent(self):
        growth = city.exponents(self.medians(1.5), ["yunjie"])
        self.assertAlmostEqual(growth["gpkg/loadSeconds/yunjie"], 1)
        self.assertAlmostEqual(growth["gpkg/firstFrameSeconds/bare_city"], 0.5)

    def test_worse_by_more_than_a_fifth_is_told(self):
        kept = city.ratios(self.medians(1.5), ["yunjie"])
        self.assertEqual(city.compare(city.ratios(self.medians(1.7), ["yunjie"]), kept), [])
        worse = city.compare(city.ratios(self.medians(1.9), ["yunjie"]), kept)
        self.assertEqual([line.split(":")[0] for line in worse],
                         ["gpkg-100/loadSeconds/yunjie", "gpkg-10000/loadSeconds/yunjie"])

    def test_what_is_not_measured_any_more_is_told(self):
        self.assertEqual(len(city.compare({}, {"a": 1.0})), 1)

    def test_a_missed_bound_stands_in_the_table(self):
        medians = {"gpkg-100000": {"bare_city": {"firstFrameSeconds": 0.5}, "yunjie": {"loadSeconds": 2.0, "idleFrames": 3}}}
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            city.show(medians, city.ratios(medians, ["yunjie"]), {}, ["yunjie"])
        self.assertEqual(out.getvalue().count("MISSED"), 2)


class Flames(unittest.TestCase):
    SAMPLES = """app 10 1.000000:  1000 cpu-clock:
\t    1 scene::build<int>(std::vector<int>)+0x1 (/bin/app)
\t    2 main+0x2 (/bin/app)

app 10 2.000000:  3000 cpu-clock:
\t    3 geometry::clip(int (*)(int))+0x3 (/bin/app)
\t    2 main+0x2 (/bin/app)

"""

    def test_samples_become_a_tree_from_the_root(self):
        samples = list(flame.stacks(self.SAMPLES.splitlines(True)))
        self.assertEqual([s[3] for s in samples], [["main", "scene::build"], ["main", "geometry::clip"]])
        root = flame.tree([(s[0], s[2], s[3]) for s in samples])
        self.assertEqual(root["below"]["app"]["below"]["main"]["below"]["geometry::clip"]["weight"], 3000)

    def test_picture_tells_shares(self):
        root = flame.tree([(s[0], s[2], s[3]) for s in flame.stacks(self.SAMPLES.splitlines(True))])
        self.assertIn("scene::build 25.0 %", flame.draw(root, "A & B", 0.1))


if __name__ == "__main__":
    unittest.main()
