#include "IndoorTesting.h"

#include <gdal_utils.h>
#include <ogrsf_frmts.h>

namespace indoor
{

constexpr double East = 500000, North = 2500000;

static QByteArray at(double x, double y)
{
    return '[' + QByteArray::number(East + x, 'f', 3) + ',' + QByteArray::number(North + y, 'f', 3) + ']';
}

QByteArray collection(const std::vector<Feature> &features)
{
    QByteArray text = R"({"type":"FeatureCollection","crs":{"type":"name","properties":)"
                      R"({"name":"urn:ogc:def:crs:EPSG::32650"}},"features":[)";
    for (const Feature &feature : features) {
        if (!text.endsWith('['))
            text += ",\n";
        text += R"({"type":"Feature","properties":)" + feature.properties + R"(,"geometry":)" + feature.geometry + '}';
    }
    return text + "]}";
}

QByteArray box(double x0, double y0, double x1, double y1)
{
    return R"({"type":"Polygon","coordinates":[[)" + at(x0, y0) + ',' + at(x1, y0) + ',' + at(x1, y1) + ',' +
           at(x0, y1) + ',' + at(x0, y0) + "]]}";
}

QByteArray line(double x0, double y0, double x1, double y1)
{
    return R"({"type":"LineString","coordinates":[)" + at(x0, y0) + ',' + at(x1, y1) + "]}";
}

QByteArray point(double x, double y)
{
    return R"({"type":"Point","coordinates":)" + at(x, y) + '}';
}

static GDALDatasetUniquePtr translated(const QString &geoJson, const QString &file, const CPLStringList &options)
{
    GDALAllRegister();
    const GDALDatasetUniquePtr from(GDALDataset::Open(geoJson.toUtf8().constData(), GDAL_OF_VECTOR));
    if (!from)
        return {};
    CPLStringList words(options);
    GDALVectorTranslateOptions *translate = GDALVectorTranslateOptionsNew(words.List(), nullptr);
    GDALDatasetH source = from.get();
    GDALDatasetUniquePtr to(GDALDataset::FromHandle(
        GDALVectorTranslate(file.toUtf8().constData(), nullptr, 1, &source, translate, nullptr)));
    GDALVectorTranslateOptionsFree(translate);
    return to;
}

bool intoGpkg(const QString &gpkg, const QString &layer, const QString &geoJson, const QString &index)
{
    CPLStringList options;
    for (const char *word : {"-f", "GPKG", "-nln"})
        options.AddString(word);
    options.AddString(layer.toUtf8().constData());
    if (QFile::exists(gpkg))
        options.AddString("-update");
    const GDALDatasetUniquePtr to = translated(geoJson, gpkg, options);
    if (to && !index.isEmpty())
        to->ExecuteSQL(
            QStringLiteral("CREATE INDEX \"%1_%2\" ON \"%1\"(\"%2\")").arg(layer, index).toUtf8().constData(), nullptr,
            nullptr);
    return to != nullptr;
}

bool convert(const QString &geoJson, const QString &file, const char *driver)
{
    CPLStringList options;
    options.AddString("-f");
    options.AddString(driver);
    return translated(geoJson, file, options) != nullptr;
}

loading::CityPtr cityOf(const QStringList &paths, QByteArray *why)
{
    static const QTemporaryDir cache;
    loading::LoadOptions options;
    options.cacheFolder = cache.path();
    const auto district = loading::load(paths, options, base::Job());
    if (!district) {
        if (why)
            *why = district.error().toLine().toUtf8();
        return {};
    }
    return district->city;
}

loading::InteriorPtr open(const domain::City &city, const QString &building)
{
    const auto interior = loading::openInterior(city, building, base::Job());
    return interior ? *interior : loading::InteriorPtr();
}

const domain::Layer *indoorLayer(const domain::City &city)
{
    const domain::Layer *found = nullptr;
    for (const auto &layer : city.layers) {
        if (layer->interiors && (!found || layer->info.features > found->info.features))
            found = layer.get();
    }
    return found;
}

const domain::Space *space(const domain::Interior &interior, const QString &id)
{
    for (const domain::Space &one : interior.spaces) {
        if (domain::partOfInsideId(one.id) == id)
            return &one;
    }
    return nullptr;
}

const domain::Door *door(const domain::Interior &interior, const QString &id)
{
    for (const domain::Door &one : interior.doors) {
        if (domain::partOfInsideId(one.id) == id)
            return &one;
    }
    return nullptr;
}

int warnings(const base::Warnings &warnings, const char *code, const char *feature)
{
    int count = 0;
    for (const base::Warning &warning : warnings.list()) {
        if (warning.code == QLatin1String(code) && (!feature || warning.examples.contains(QString::fromUtf8(feature))))
            count += feature ? 1 : warning.count;
    }
    return count;
}

QByteArray describe(const base::Warnings &warnings)
{
    QByteArray text;
    for (const base::Warning &warning : warnings.list())
        text += (warning.code + u' ' + warning.feature + u' ' + warning.message + u'\n').toUtf8();
    return text;
}

}
