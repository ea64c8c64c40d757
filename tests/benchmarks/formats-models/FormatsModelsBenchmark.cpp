#include "formats/cityjson/CityJsonReader.h"
#include "formats/mesh/MeshReader.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

// Prints medians of five for reading CityJSON (as probe and whole) and meshes. Needs YUNJIE_TESTDATA. The 60 MB city is
// Delft, 43 times side by side. Peak memory only grows: it is that of the largest so far.

static double peakMiB()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

template <typename Work> static double medianMs(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// The file's objects again and again, each copy beside the last, with vertices and ids of its own.
static bool replicate(const QString &from, const QString &to, int copies)
{
    QFile in(from), out(to);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return false;
    const QJsonObject city = QJsonDocument::fromJson(in.readAll()).object();
    const QJsonArray vertices = city[u"vertices"].toArray();
    const qsizetype count = vertices.size();
    QJsonObject top = city;
    top.remove(u"vertices");
    top.remove(u"CityObjects");
    const QByteArray start = QJsonDocument(top).toJson(QJsonDocument::Compact);
    out.write(start.left(start.size() - 1) + ",\"CityObjects\":{");
    const std::function<QJsonValue(const QJsonValue &, qsizetype)> shifted = [&](const QJsonValue &value,
                                                                                 qsizetype by) -> QJsonValue {
        if (!value.isArray())
            return value.toInt() + int(by);
        QJsonArray list;
        for (const QJsonValue &one : value.toArray())
            list.append(shifted(one, by));
        return list;
    };
    const QJsonObject objects = city[u"CityObjects"].toObject();
    for (int copy = 0; copy < copies; ++copy) {
        for (auto it = objects.begin(); it != objects.end(); ++it) {
            QJsonObject object = it.value().toObject();
            QJsonArray geometries;
            for (const QJsonValue &geometry : object[u"geometry"].toArray()) {
                QJsonObject moved = geometry.toObject();
                moved[u"boundaries"] = shifted(moved[u"boundaries"], copy * count);
                geometries.append(moved);
            }
            object[u"geometry"] = geometries;
            out.write((copy == 0 && it == objects.begin() ? "\"" : ",\"") + it.key().toUtf8() + '_' +
                      QByteArray::number(copy) + "\":" + QJsonDocument(object).toJson(QJsonDocument::Compact));
        }
    }
    out.write("},\"vertices\":[");
    for (int copy = 0; copy < copies; ++copy) {
        QByteArray text;
        for (qsizetype i = 0; i < count; ++i) {
            const QJsonArray v = vertices[i].toArray();
            text += (copy + i == 0 ? "[" : ",[") + QByteArray::number(v[0].toInt() + 600000 * (copy % 7)) + ',' +
                    QByteArray::number(v[1].toInt() + 600000 * (copy / 7)) + ',' + QByteArray::number(v[2].toInt()) +
                    ']';
        }
        out.write(text);
    }
    return out.write("]}") > 0;
}

static void measure(const char *name, const formats::Reader &reader, const formats::LayerRequest &request)
{
    const double probe = medianMs([&] { (void)reader.probe(request); });
    const formats::Probe found = reader.probe(request);
    if (!found || !*found) {
        std::printf("%-28s not read\n", name);
        return;
    }
    const formats::Sublayer &layer = (*found)->layers.front();
    const auto frame = geometry::LocalFrame::around(layer.crs, layer.extent);
    size_t triangles = 0, features = 0;
    const double read = medianMs([&] {
        triangles = features = 0;
        const auto layers = reader.read(request, *frame, base::Job());
        if (!layers)
            return;
        for (const domain::Layer &one : *layers) {
            features += one.info.features;
            for (const domain::Building &building : one.buildings)
                triangles += building.solid ? building.solid->mesh.triangles() : 0;
            for (const domain::Feature &feature : one.features)
                triangles += feature.mesh ? feature.mesh->triangles() : 0;
            for (const domain::Model &model : one.models) {
                for (const domain::ModelPart &part : model.parts)
                    triangles += part.mesh.triangles();
            }
        }
    });
    std::printf("%-28s probe %7.1f ms, read %8.1f ms, %7zu features, %8zu triangles, peak %5.0f MiB\n", name, probe,
                read, features, triangles, peakMiB());
    std::fflush(stdout);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString data = qEnvironmentVariable("YUNJIE_TESTDATA");
    QTemporaryDir folder;
    const QString large = folder.filePath(QStringLiteral("large.city.json"));
    const auto request = [](const QString &file) {
        formats::LayerRequest wanted;
        wanted.id = QStringLiteral("it");
        wanted.source = file;
        return wanted;
    };
    if (data.isEmpty() || !replicate(data + QStringLiteral("/cityjson/delft_3dbag/delft.json"), large, 43)) {
        std::fputs("YUNJIE_TESTDATA is not set, or has no cityjson/delft_3dbag/delft.json\n", stderr);
        return 1;
    }
    measure("CityJSON Delft", formats::cityJsonReader(),
            request(data + QStringLiteral("/cityjson/delft_3dbag/delft.json")));
    measure("CityJSON Zürich", formats::cityJsonReader(),
            request(data + QStringLiteral("/cityjson/zurich_lod2/zurich_subset_lod2.json")));
    measure("CityJSONSeq 3D BAG", formats::cityJsonReader(),
            request(data + QStringLiteral("/cityjson/seq/extension.city.jsonl")));
    std::printf("(%.1f MB) ", double(QFile(large).size()) / 1e6);
    measure("CityJSON Delft x 43", formats::cityJsonReader(), request(large));
    measure("GLB VirtualCity", formats::meshReader(), request(data + QStringLiteral("/mesh/gltf/VirtualCity.glb")));
    measure("COLLADA duck", formats::meshReader(),
            request(data + QStringLiteral("/mesh/assimp/models/Collada/duck.dae")));
    formats::LayerRequest campus = request(data + QStringLiteral("/dem/capetown/obj275D_cput3d-str.obj"));
    campus.crs = QStringLiteral("EPSG:32734");
    measure("OBJ Cape Town", formats::meshReader(), campus);
    return 0;
}
