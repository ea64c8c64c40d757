#include "charts/ChartTools.h"

#include "core/Csv.h"
#include "core/UserFiles.h"
#include "core/Words.h"

#include <QClipboard>
#include <QDir>
#include <QFont>
#include <QGuiApplication>
#include <QPainter>
#include <QQuickItemGrabResult>
#include <QThreadPool>
#include <QXYSeries>

namespace app
{

void ChartTools::setFolder(const QString &folder)
{
    if (m_folder == folder)
        return;
    m_folder = folder;
    Q_EMIT folderChanged();
}

void ChartTools::fill(QObject *series, const QVariantList &points) const
{
    auto *target = qobject_cast<QXYSeries *>(series);
    if (!target)
        return;
    QList<QPointF> all;
    all.reserve(points.size());
    for (const QVariant &point : points) {
        const QVariantMap each = point.toMap();
        all.append({each.value(QStringLiteral("x")).toDouble(), each.value(QStringLiteral("y")).toDouble()});
    }
    target->replace(all);
}

/// The picture with its title above, as it is pasted into a report.
static QImage framed(const QImage &chart, const QString &title, const QColor &ground, const QColor &ink,
                     const QString &family)
{
    QFont font(family);
    font.setPixelSize(std::max(12, chart.height() / 9));
    font.setWeight(QFont::DemiBold);
    const int margin = font.pixelSize();
    const int head = title.isEmpty() ? 0 : QFontMetrics(font).height() + margin / 2;
    QImage picture(chart.width() + 2 * margin, chart.height() + head + 2 * margin, QImage::Format_ARGB32_Premultiplied);
    picture.fill(ground);
    QPainter painter(&picture);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QRect(margin, margin, chart.width(), head), Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(title, Qt::ElideRight, chart.width()));
    painter.drawImage(margin, margin + head, chart);
    return picture;
}

void ChartTools::copy(QQuickItem *chart, const QString &title, const QColor &ground, const QColor &ink,
                      const QString &family)
{
    const QSharedPointer<QQuickItemGrabResult> result = chart ? chart->grabToImage() : nullptr;
    if (!result) {
        Q_EMIT notice(tr("The chart cannot be copied while it is not on screen"));
        return;
    }
    connect(result.get(), &QQuickItemGrabResult::ready, this, [this, result, title, ground, ink, family] {
        QGuiApplication::clipboard()->setImage(framed(result->image(), title, ground, ink, family));
        Q_EMIT notice(tr("Copied as a picture: %1").arg(title));
    });
}

void ChartTools::save(const QString &title, const QString &when, const QStringList &heads, const QVariantList &rows)
{
    QList<QStringList> table;
    for (const QVariant &row : rows) {
        QStringList cells;
        for (const QVariant &cell : row.toList())
            cells.append(cell.toString());
        table.append(cells);
    }
    const auto plain = [](QString text) {
        for (QChar &letter : text) {
            if (!letter.isLetterOrNumber() && letter != u'-')
                letter = u'-';
        }
        return text;
    };
    const QDir folder(m_folder.isEmpty() ? userFolder() : m_folder);
    const QString path = folder.filePath(QStringLiteral("%1-%2.csv").arg(plain(title), plain(when)));
    QThreadPool::globalInstance()->start([self = QPointer<ChartTools>(this), path, data = csv(heads, table)] {
        QMetaObject::invokeMethod(qApp, [self, path, written = writeWhole(data, path)] {
            if (self)
                Q_EMIT self->notice(written ? tr("Saved: %1").arg(path) : errorLine(written.error()));
        });
    });
}

}
