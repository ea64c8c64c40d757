#include "cli/Export.h"

#include "cli/Tr.h"
#include "loading/District.h"
#include "loading/Exports.h"
#include "loading/Interiors.h"

#ifdef YUNJIE_GUI
#include "inspect/Exporter.h"
#endif

#include <QLocale>

#include <algorithm>
#include <cstdio>

namespace cli
{

/// The building that is meant: the one named, else the only one that is known from the inside.
static base::Result<QString> buildingOf(const domain::City &city, const QString &asked)
{
    if (!asked.isEmpty())
        return asked;
    QStringList known;
    for (const auto &layer : city.layers) {
        if (layer->interiors)
            known += layer->interiors->buildings();
    }
    known.removeDuplicates();
    if (known.size() == 1)
        return known.first();
    return base::failure(QStringLiteral("building-missing"),
                         tr("%1 buildings are known from the inside: say which one").arg(known.size()), {}, {},
                         tr("--building %1").arg(known.value(0, QStringLiteral("ID"))));
}

/// The storey that is meant: the one named, else the ground floor, else the lowest.
static base::Result<int> storeyOf(const domain::Interior &interior, int asked)
{
    QStringList numbers;
    bool hasGround = false, hasAsked = false;
    for (const domain::Storey &storey : interior.storeys) {
        numbers.append(QString::number(storey.number));
        hasGround = hasGround || storey.number == 1;
        hasAsked = hasAsked || storey.number == asked;
    }
    if (asked != 0 ? !hasAsked : numbers.isEmpty())
        return base::failure(QStringLiteral("storey-unknown"), tr("there is no storey %1").arg(asked), interior.source,
                             interior.building, tr("storeys: %1").arg(numbers.join(u' ')));
    return asked != 0 ? asked : hasGround ? 1 : interior.storeys.front().number;
}

static base::Status writePlan(const domain::City &city, const domain::Interior &interior, const Arguments &arguments)
{
    const auto storey = storeyOf(interior, arguments.storey);
    if (!storey)
        return tl::unexpected(storey.error());
    if (arguments.output.endsWith(QLatin1String(".dxf"), Qt::CaseInsensitive)) {
        constexpr double Usual = 100;
        return loading::exportStoreyDxf(city, interior, *storey, arguments.scale > 0 ? arguments.scale : Usual,
                                        arguments.output);
    }
#ifdef YUNJIE_GUI
    const QString language = !arguments.language.isEmpty()                      ? arguments.language
                             : QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN")
                                                                                : QStringLiteral("en");
    app::PlanRequest request = app::planRequest(city, interior, *storey, language);
    request.scale = arguments.scale;
    request.paper = arguments.paper;
    const auto drawing = app::drawPlan(interior, *storey, language);
    if (!drawing)
        return base::failure(QStringLiteral("export-empty"), tr("nothing of this storey can be drawn"), interior.source,
                             QString::number(*storey));
    const auto sheet = app::writePlanPdf(*drawing, request, arguments.output);
    if (!sheet)
        return tl::unexpected(sheet.error());
    std::printf("1:%d %s\n", sheet->scale, qPrintable(QPageSize::key(sheet->page.pageSize().id())));
    return {};
#else
    return base::failure(QStringLiteral("viewer-missing"), tr("this build has no viewer (YUNJIE_GUI is off)"),
                         arguments.output, {}, tr("write .dxf instead"));
#endif
}

static base::Status writePart(const domain::City &city, const domain::Interior &interior, const Arguments &arguments)
{
    using domain::ObjectKind;
    std::vector<domain::ObjectRef> objects;
    if (!arguments.select.isEmpty()) {
        const QString id = arguments.select.contains(QLatin1String("::"))
                               ? arguments.select
                               : domain::insideId(interior.building, arguments.select);
        for (const ObjectKind kind : {ObjectKind::Element, ObjectKind::Space, ObjectKind::Storey})
            objects.push_back({kind, id});
        objects.push_back({ObjectKind::Unit, arguments.select});
    } else if (arguments.storey != 0) {
        const auto storey = storeyOf(interior, arguments.storey);
        if (!storey)
            return tl::unexpected(storey.error());
        for (const domain::Storey &each : interior.storeys) {
            if (each.number == *storey)
                objects.push_back({ObjectKind::Storey, each.id});
        }
    } else {
        objects.push_back({ObjectKind::Building, interior.building});
    }
    return loading::exportGltf(city, &interior, objects, arguments.output);
}

int runExport(const Arguments &arguments)
{
    const base::Job job;
    const auto fail = [](const base::Error &error) {
        printError(error);
        return 1;
    };
    loading::LoadOptions options;
    if (!arguments.profile.isEmpty())
        options.cacheFolder = arguments.profile + QStringLiteral("/cache");
    const auto district = loading::load(arguments.paths, options, job);
    if (!district)
        return fail(district.error());
    const domain::City &city = *district->city;
    const auto building = buildingOf(city, arguments.building);
    if (!building)
        return fail(building.error());
    const auto interior = loading::openInterior(city, *building, job);
    if (!interior)
        return fail(interior.error());
    const bool isModel = arguments.output.endsWith(QLatin1String(".glb"), Qt::CaseInsensitive) ||
                         arguments.output.endsWith(QLatin1String(".gltf"), Qt::CaseInsensitive);
    const base::Status written =
        isModel ? writePart(city, **interior, arguments) : writePlan(city, **interior, arguments);
    if (!written)
        return fail(written.error());
    std::printf("%s\n", qPrintable(arguments.output));
    return 0;
}

}
