#include "report/DailyReport.h"

#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "report/DailyPage.h"
#include "session/Session.h"

#include <QDateTime>
#include <QDir>

namespace app
{

DailyReport::DailyReport(Session &session, QObject *parent) : QObject(parent), m_session(session), m_day(day())
{
    connect(&session, &Session::timeChanged, this, [this] {
        if (std::exchange(m_day, day()) != m_day)
            Q_EMIT dayChanged();
    });
}

DailyReport::~DailyReport() = default;

QDate DailyReport::day() const
{
    const Twin &twin = m_session.twin();
    return QDateTime::fromMSecsSinceEpoch(twin.now(), zoneOf(twin.city().get())).date();
}

QString DailyReport::today() const
{
    return day().toString(Qt::ISODate);
}

QString DailyReport::yesterday() const
{
    return day().addDays(-1).toString(Qt::ISODate);
}

QUrl DailyReport::suggestion(const QString &day) const
{
    QString name = tr("%1 daily report %2", "file name").arg(m_session.title(), day);
    name.replace(u'/', u'-');
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(name + QStringLiteral(".pdf")));
}

void DailyReport::write(const QUrl &file, const QString &day)
{
    const QDate date = QDate::fromString(day, Qt::ISODate);
    const QString path = file.toLocalFile();
    if (m_gatherer || !date.isValid() || path.isEmpty())
        return;
    m_gatherer = new DailyGatherer(m_session.twin(), m_session.keeper().store(), m_session.hub().status(), this);
    Q_EMIT busyChanged();
    m_gatherer->gather(date, [this, path](const base::Result<DailyFigures> &figures) {
        m_gatherer->deleteLater();
        m_gatherer = nullptr;
        Q_EMIT busyChanged();
        QDir().mkpath(QFileInfo(path).absolutePath());
        const base::Status status = figures
                                        ? writeDailyPdf(*figures, *m_session.twin().city(), m_session.language(), path)
                                        : base::Status(tl::unexpected(figures.error()));
        if (status) {
            m_session.tell(tr("Daily report saved: %1").arg(path));
            Q_EMIT written(path);
        } else {
            m_session.tell(errorLine(status.error()));
            Q_EMIT failed(errorLine(status.error()));
        }
    });
}

}
