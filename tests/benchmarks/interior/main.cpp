// What the geometry of insides costs: bench_interior [FILE.ifc ...]. Medians in milliseconds, one line a figure.
#include "HandMadeInterior.h"
#include "formats/ifc/IfcReader.h"
#include "interior/Assemble.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <functional>

namespace
{

double median(int runs, const std::function<double(int)> &what)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i)
        times.push_back(what(i));
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[size_t(runs) / 2];
}

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) * 1e-6;
}

void tell(const QString &what, double ms)
{
    std::printf("%-58s %9.2f ms\n", qPrintable(what), ms);
}

void measure(const QString &name, const domain::Interior &from)
{
    const auto interior = std::make_shared<const domain::Interior>(from);
    std::shared_ptr<const scene::InteriorGeometry> geometry;
    std::vector<double> firsts;
    const double all = median(5, [&](int) {
        QElapsedTimer timer;
        timer.start();
        double first = -1;
        geometry = scene::buildInterior(interior, {}, base::Job(), [&](const auto &) {
            if (first < 0)
                first = since(timer);
        });
        firsts.push_back(first);
        return since(timer);
    });
    std::sort(firsts.begin(), firsts.end());
    size_t triangles = 0;
    geometry::Box3 box;
    for (const auto &storey : geometry->storeys) {
        triangles += (storey->lower->indices.size() + storey->upper->indices.size()) / 3;
        box.add(storey->bounds);
    }
    tell(name + QStringLiteral(": first storey"), firsts[firsts.size() / 2]);
    tell(QStringLiteral("%1: all %2 storeys, %3 triangles").arg(name).arg(geometry->storeys.size()).arg(triangles),
         all);
    for (const auto &[axis, normal] :
         {std::pair("across", geometry::Vec3(1, 0, 0)), std::pair("level", geometry::Vec3(0, 0, 1)),
          std::pair("aslant", glm::normalize(geometry::Vec3(1, 2, 1)))}) {
        const double ms = median(21, [&](int i) {
            const geometry::Vec3 at = box.min + box.size() * ((i + 0.5) / 21);
            QElapsedTimer timer;
            timer.start();
            scene::sectionFaces(*geometry, {at, normal}, {});
            return since(timer);
        });
        tell(name + QStringLiteral(": section ") + QLatin1String(axis), ms);
    }
}

}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    measure(QStringLiteral("one storey of 61 spaces"), handmade::slabHouse(1, 30));
    measure(QStringLiteral("tower of 33 storeys of 21 spaces"), handmade::slabHouse(33, 10));
    for (int i = 1; i < argc; ++i) {
        formats::IfcRequest request;
        request.file = QString::fromLocal8Bit(argv[i]);
        request.building = QStringLiteral("B1");
        request.frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508000, 2494000, 0});
        request.position = geometry::Vec3(114.08, 22.54, 5);
        auto read = formats::readIfc(request, base::Job());
        if (!read)
            continue;
        domain::Building building;
        building.id = request.building;
        interior::assemble(*read, building, {});
        measure(QFileInfo(request.file).completeBaseName(), *read);
    }
    return 0;
}
