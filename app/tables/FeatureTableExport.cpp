// The attribute table as a file.
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "store/TableWriter.h"
#include "tables/FeatureTable.h"

#include <QDateTime>
#include <QDir>
#include <QPointer>
#include <QThreadPool>

#include <cmath>

namespace app
{

QVariantList FeatureTable::formats() const
{
    const auto format = [](const QString &id, const QString &label) {
        return QVariantMap{{QStringLiteral("id"), id}, {QStringLiteral("label"), label}};
    };
    return {format(QStringLiteral("csv"), QStringLiteral("CSV")),
            format(QStringLiteral("gpkg"), QStringLiteral("GeoPackage")),
            format(QStringLiteral("geojson"), QStringLiteral("GeoJSON"))};
}

QUrl FeatureTable::suggestion(const QString &ending) const
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_twin.now(), zoneOf(m_twin.city().get()));
    QString what = m_source;
    what.replace(u':', u'-').replace(u'/', u'-');
    const QString name = QStringLiteral("%1-%2.%3").arg(what, now.toString(QStringLiteral("yyyyMMdd-HHmm")), ending);
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(name));
}

void FeatureTable::write(const QUrl &url)
{
    const QString file = url.toLocalFile();
    if (m_writing || file.isEmpty() || !m_city)
        return;
    // Ids are English letters; what stands over the columns is translated.
    std::vector<QByteArray> ids;
    std::vector<store::TableColumn> columns;
    ids.reserve(m_visible.size());
    for (const int at : m_visible) {
        const FeatureColumn &each = m_columns[size_t(at)];
        ids.push_back(each.id.startsWith(QLatin1String("a:")) ? each.id.mid(2).toUtf8() : each.id.toUtf8());
        columns.push_back({each.numeric ? store::TableColumn::Kind::Real : store::TableColumn::Kind::Text,
                           ids.back().constData(),
                           each.unit.isEmpty() ? each.name : translate("app", "%1 [%2]").arg(each.name, each.unit)});
    }
    std::vector<store::TableRow> rows;
    const bool onlyMarked = m_marked.size() > 1;
    for (const int row : m_shown) {
        if (onlyMarked && !m_marked.contains(row))
            continue;
        const FeatureRow &of = m_rows[size_t(row)];
        store::TableRow out;
        for (const int at : m_visible) {
            QVariant value = m_columns[size_t(at)].value(of);
            if (m_columns[size_t(at)].numeric && std::isnan(value.toDouble()))
                value = {};
            out.values.append(value);
        }
        const geometry::Box3 box = boundsOf(*m_city, of);
        if (!box.isEmpty() && m_city->frame.crs().isValid()) {
            const geometry::Vec3 place = m_city->frame.toLonLat(box.centre());
            out.hasPosition = true;
            out.longitude = place.x;
            out.latitude = place.y;
        }
        rows.push_back(std::move(out));
    }
    m_writing = true;
    Q_EMIT writingChanged();
    QThreadPool::globalInstance()->start([self = QPointer<FeatureTable>(this), file, title = m_source,
                                          ids = std::move(ids), columns = std::move(columns), rows = std::move(rows),
                                          zone = zoneOf(m_city.get())]() mutable {
        // The bytes moved along with their vector; the columns look at them.
        const auto write = [&]() -> base::Status {
            auto writer = store::TableWriter::make(file, title, columns, true, zone);
            if (!writer)
                return tl::unexpected(writer.error());
            for (const store::TableRow &row : rows) {
                if (const base::Status added = (*writer)->add(row); !added)
                    return added;
            }
            return (*writer)->finish();
        };
        const base::Status done = write();
        const QString said = done ? QString() : errorLine(done.error());
        QMetaObject::invokeMethod(qApp, [self, file, said, count = rows.size()] {
            if (!self)
                return;
            self->m_writing = false;
            Q_EMIT self->writingChanged();
            Q_EMIT self->notice(
                said.isEmpty() ? translate("app", "%1 rows saved: %2").arg(numberText(double(count), 0), file) : said);
        });
    });
}

}
