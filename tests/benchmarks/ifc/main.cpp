#include "formats/ifc/IfcLoad.h"
#include "formats/ifc/IfcWeb.h"
#include "geometry/Box.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QSet>

#include <cstdio>

// bench_ifc FOLDER [compare]: every IFC file in it, as a line of a table: products and spaces whose shapes the text
// promises, those that got triangles, by which reader, and the time; with `compare`, how many of IFC++'s shapes have
// the box of web-ifc's. The last lines sum up by schema.

namespace
{

geometry::Box3 boxOf(const formats::ifc::ProductMesh &mesh)
{
    geometry::Box3 box;
    for (const uint32_t index : mesh.indices)
        box.add(geometry::Vec3(mesh.origin[0] + double(mesh.positions[index * 3]),
                               mesh.origin[1] + double(mesh.positions[index * 3 + 1]),
                               mesh.origin[2] + double(mesh.positions[index * 3 + 2])));
    return box;
}

/// How many of IFC++'s shapes have the box that web-ifc gives them: "87 of 90".
QByteArray agreement(const formats::ifc::WebIfc &other, const QString &file, const formats::ifc::Loaded &loaded)
{
    std::vector<uint32_t> ids;
    for (const auto &mesh : loaded.meshes.products)
        ids.push_back(mesh.product);
    const auto meshes = formats::ifc::meshByWebIfc(other, file, ids, formats::ifc::MeshLimits(), base::Job());
    if (!meshes)
        return {};
    size_t same = 0;
    QByteArray apart;
    for (const auto &mesh : meshes->products) {
        const auto *ours = loaded.mesh(mesh.product);
        const geometry::Box3 a = boxOf(mesh), b = ours ? boxOf(*ours) : geometry::Box3();
        const double reach = 0.02 + 0.01 * glm::length(a.size());
        const bool agrees = ours && glm::length(a.min - b.min) < reach && glm::length(a.max - b.max) < reach;
        same += agrees;
        if (!agrees && apart.count(' ') < 5)
            apart += " #" + QByteArray::number(mesh.product);
    }
    return QByteArray::number(qulonglong(same)) + " of " + QByteArray::number(qulonglong(meshes->products.size())) +
           apart;
}

struct Sum {
    int files = 0, whole = 0, part = 0, none = 0, bare = 0;
};

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fputs("usage: bench_ifc FOLDER [compare]\n", stderr);
        return 2;
    }
    const formats::ifc::WebIfc other = argc > 2 ? formats::ifc::findWebIfc() : formats::ifc::WebIfc();
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QStringList files;
    QDirIterator all(folder.path(), {QStringLiteral("*.ifc"), QStringLiteral("*.ifczip"), QStringLiteral("*.ifcxml")},
                     QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    std::map<QString, Sum> sums;
    std::printf("| file | schema | promised | IFC++ | web-ifc | Assimp | without | seconds | boxes as web-ifc |\n"
                "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (const QString &file : files) {
        QElapsedTimer timer;
        timer.start();
        const auto loaded = formats::ifc::load(file, base::Job());
        const double seconds = double(timer.elapsed()) / 1000;
        const QByteArray name = folder.relativeFilePath(file).toUtf8();
        if (!loaded) {
            std::printf("| %s | %s | | | | | | %.2f | |\n", name.constData(), qPrintable(loaded.error().code), seconds);
            continue;
        }
        const QString schema = loaded->model->schema.left(6);
        std::array<size_t, 3> by{};
        for (const auto &mesh : loaded->meshes.products)
            ++by[size_t(mesh.reader)];
        Sum &sum = sums[schema];
        ++sum.files;
        ++(loaded->expected == 0                         ? sum.bare
           : loaded->found == 0                          ? sum.none
           : loaded->found * 100 < loaded->expected * 98 ? sum.part
                                                         : sum.whole);
        std::printf(
            "| %s | %s | %zu | %zu | %zu | %zu | %zu | %.2f | %s |\n", name.constData(), qPrintable(schema),
            loaded->expected, by[0], by[1], by[2], loaded->expected - loaded->found, seconds,
            other.isThere() && file.endsWith(QLatin1String(".ifc")) ? agreement(other, file, *loaded).constData() : "");
        std::fflush(stdout);
    }
    for (const auto &[schema, sum] : sums)
        std::printf("%s: %d files; of those with shapes %d whole, %d in part, %d none\n", qPrintable(schema), sum.files,
                    sum.whole, sum.part, sum.none);
    return 0;
}
