#include "geometry/Crs.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cpl_error.h>
#include <ogr_spatialref.h>

#include <cmath>

namespace geometry
{

static std::shared_ptr<const OGRSpatialReference> adopt(OGRSpatialReference srs)
{
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return std::make_shared<const OGRSpatialReference>(std::move(srs));
}

// German AdV names (GeoInfoDok) as they stand in official CityGML: PROJ does not know them.
static QString withoutAdvUrn(const QString &text)
{
    static const QRegularExpression adv(
        QStringLiteral("^urn:adv:crs:ETRS89_UTM(\\d\\d)(?:\\*DE_(DHHN2016|DHHN92)_NH)?$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression gauss(QStringLiteral("^urn:adv:crs:DE_DHDN_3GK([2-5])(?:\\*DE_DHHN92_NH)?$"),
                                          QRegularExpression::CaseInsensitiveOption);
    if (const auto old = gauss.match(text); old.hasMatch()) {
        const QString code = QStringLiteral("EPSG:%1").arg(31464 + old.captured(1).toInt());
        return text.contains(QLatin1String("DHHN92"), Qt::CaseInsensitive) ? code + QStringLiteral("+5783") : code;
    }
    const auto match = adv.match(text);
    if (!match.hasMatch())
        return text;
    QString code = QStringLiteral("EPSG:258") + match.captured(1);
    if (match.captured(2).compare(QLatin1String("DHHN2016"), Qt::CaseInsensitive) == 0)
        code += QStringLiteral("+7837");
    else if (!match.captured(2).isEmpty())
        code += QStringLiteral("+5783");
    return code;
}

// "urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783" (OGC 07-092r3, 7.5.4) and
// "https://www.opengis.net/def/crs/EPSG/0/7415" to EPSG:A+B.
static QString toEpsg(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^\\d{4,6}$"));
    if (number.match(text).hasMatch())
        return QStringLiteral("EPSG:") + text;
    const bool urn = text.startsWith(QLatin1String("urn:ogc:def:crs"), Qt::CaseInsensitive);
    const bool url = text.contains(QLatin1String("opengis.net/def/crs"), Qt::CaseInsensitive);
    if (!urn && !url)
        return text;
    static const QRegularExpression code(QStringLiteral("EPSG[:/][\\d.]*[:/](\\d+)"),
                                         QRegularExpression::CaseInsensitiveOption);
    QStringList codes;
    for (auto it = code.globalMatch(text); it.hasNext();)
        codes.append(it.next().captured(1));
    if (!codes.isEmpty())
        return QStringLiteral("EPSG:") + codes.join(u'+');
    if (text.contains(QLatin1String("CRS84"), Qt::CaseInsensitive))
        return QStringLiteral("OGC:CRS84");
    return text;
}

base::Result<Crs> Crs::parse(const QString &text)
{
    const QString wanted = toEpsg(withoutAdvUrn(text.trimmed()));
    OGRSpatialReference srs;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const OGRErr error = wanted.isEmpty()
                             ? OGRERR_CORRUPT_DATA
                             : srs.SetFromUserInput(wanted.toUtf8().constData(),
                                                    OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get());
    CPLPopErrorHandler();
    if (error != OGRERR_NONE) {
        return base::failure(
            QStringLiteral("crs-unknown"),
            QCoreApplication::translate("geometry", "unknown coordinate reference system \"%1\"").arg(text.left(80)),
            {}, {}, QCoreApplication::translate("geometry", "give an EPSG code, such as EPSG:4547"));
    }
    Crs crs;
    crs.m_srs = adopt(std::move(srs));
    return crs;
}

Crs Crs::fromOgr(const OGRSpatialReference *srs)
{
    Crs crs;
    if (srs && !srs->IsEmpty())
        crs.m_srs = adopt(*srs);
    return crs;
}

static Crs fromEpsg(int code)
{
    OGRSpatialReference srs;
    srs.importFromEPSG(code);
    return Crs::fromOgr(&srs);
}

Crs Crs::wgs84()
{
    static const Crs crs = fromEpsg(4326);
    return crs;
}

Crs Crs::utm(double longitude, double latitude)
{
    const int zone = std::clamp(int(std::floor((longitude + 180.0) / 6.0)) + 1, 1, 60);
    return fromEpsg((latitude >= 0 ? 32600 : 32700) + zone);
}

bool Crs::isGeographic() const
{
    return m_srs && m_srs->IsGeographic();
}

bool Crs::isMetric() const
{
    return m_srs && m_srs->IsProjected() && std::abs(m_srs->GetLinearUnits() - 1.0) < 1e-9;
}

bool Crs::isNorthingFirst() const
{
    return m_srs && (m_srs->EPSGTreatsAsLatLong() || m_srs->EPSGTreatsAsNorthingEasting());
}

bool Crs::isCompound() const
{
    return m_srs && m_srs->IsCompound();
}

QString Crs::code() const
{
    if (!m_srs)
        return {};
    const auto codeOf = [this](const char *node) {
        const char *authority = m_srs->GetAuthorityName(node);
        const char *number = m_srs->GetAuthorityCode(node);
        return authority && number ? QString::fromUtf8(authority) + u':' + QString::fromUtf8(number) : QString();
    };
    const QString whole = codeOf(nullptr);
    if (!whole.isEmpty())
        return whole;
    if (m_srs->IsCompound()) {
        const QString horizontal = codeOf(m_srs->IsProjected() ? "PROJCS" : "GEOGCS");
        const QString vertical = codeOf("VERT_CS");
        if (!horizontal.isEmpty() && !vertical.isEmpty())
            return horizontal + u'+' + vertical.section(u':', 1);
    }
    return name();
}

QString Crs::name() const
{
    const char *text = m_srs ? m_srs->GetName() : nullptr;
    return text ? QString::fromUtf8(text) : QString();
}

bool Crs::sameAs(const Crs &other) const
{
    if (!m_srs || !other.m_srs)
        return !m_srs && !other.m_srs;
    if (m_srs == other.m_srs)
        return true;
    const char *const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
    return m_srs->IsSame(other.m_srs.get(), options);
}

struct Transform::Impl {
    /// OGR keeps what is given back, and hands it out again: PROJ takes up to 50 ms to find a way between two CRS.
    struct GiveBack {
        void operator()(OGRCoordinateTransformation *ogr) const { OGRCoordinateTransformation::DestroyCT(ogr); }
    };
    std::unique_ptr<OGRCoordinateTransformation, GiveBack> ogr;
};

Transform::Transform(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Transform::~Transform() = default;
Transform::Transform(Transform &&) noexcept = default;
Transform &Transform::operator=(Transform &&) noexcept = default;

base::Result<Transform> Transform::create(const Crs &from, const Crs &to)
{
    if (!from.isValid() || !to.isValid() || from.sameAs(to))
        return Transform(nullptr);
    CPLPushErrorHandler(CPLQuietErrorHandler);

    auto impl = std::make_unique<Impl>();
    impl->ogr.reset(OGRCreateCoordinateTransformation(from.ogr(), to.ogr()));
    CPLPopErrorHandler();
    if (!impl->ogr) {
        return base::failure(
            QStringLiteral("crs-transform"),
            QCoreApplication::translate("geometry", "no way from %1 to %2").arg(from.code(), to.code()));
    }
    impl->ogr->SetEmitErrors(false);
    return Transform(std::move(impl));
}

bool Transform::apply(Vec3 &point) const
{
    if (!m_impl)
        return true;
    Vec3 moved = point;
    int ok = FALSE;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    m_impl->ogr->Transform(1, &moved.x, &moved.y, &moved.z, &ok);
    CPLPopErrorHandler();
    if (!ok || !std::isfinite(moved.x) || !std::isfinite(moved.y))
        return false;
    point = moved;
    return true;
}

bool Transform::apply(Vec2 &point) const
{
    Vec3 p(point, 0);
    if (!apply(p))
        return false;
    point = Vec2(p);
    return true;
}

size_t Transform::apply(std::vector<Vec3> &points) const
{
    if (!m_impl || points.empty())
        return 0;
    const size_t n = points.size();
    std::vector<double> x(n), y(n), z(n);
    std::vector<int> ok(n);
    for (size_t i = 0; i < n; ++i)
        x[i] = points[i].x, y[i] = points[i].y, z[i] = points[i].z;
    // PROJ would print a line for each that cannot be moved; they are counted instead.
    CPLPushErrorHandler(CPLQuietErrorHandler);
    m_impl->ogr->Transform(int(n), x.data(), y.data(), z.data(), ok.data());
    CPLPopErrorHandler();
    size_t failed = 0;
    for (size_t i = 0; i < n; ++i) {
        if (ok[i] && std::isfinite(x[i]) && std::isfinite(y[i]))
            points[i] = {x[i], y[i], z[i]};
        else
            ++failed;
    }
    return failed;
}

}
