#include "formats/ifc/IfcLoad.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QSet>

#include <cstdio>

// bench_ifc FOLDER: every IFC file in it, as a line of a table: products and spaces whose shapes the text promises,
// those that got triangles, by which reader, and the time. The last lines sum up by schema.

namespace
{

struct Sum {
    int files = 0, whole = 0, part = 0, none = 0, bare = 0;
};

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fputs("usage: bench_ifc FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QStringList files;
    QDirIterator all(folder.path(), {QStringLiteral("*.ifc"), QStringLiteral("*.ifczip"), QStringLiteral("*.ifcxml")},
                     QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    files.sort();
    std::map<QString, Sum> sums;
    std::printf("| file | schema | promised | IFC++ | web-ifc | Assimp | without | seconds |\n"
                "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (const QString &file : files) {
        QElapsedTimer timer;
        timer.start();
        const auto loaded = formats::ifc::load(file, base::Job());
        const double seconds = double(timer.elapsed()) / 1000;
        const QByteArray name = folder.relativeFilePath(file).toUtf8();
        if (!loaded) {
            std::printf("| %s | %s | | | | | | %.2f |\n", name.constData(), qPrintable(loaded.error().code), seconds);
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
        std::printf("| %s | %s | %zu | %zu | %zu | %zu | %zu | %.2f |\n", name.constData(), qPrintable(schema),
                    loaded->expected, by[0], by[1], by[2], loaded->expected - loaded->found, seconds);
        std::fflush(stdout);
    }
    for (const auto &[schema, sum] : sums)
        std::printf("%s: %d files; of those with shapes %d whole, %d in part, %d none\n", qPrintable(schema), sum.files,
                    sum.whole, sum.part, sum.none);
    return 0;
}
