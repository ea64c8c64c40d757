#include "operations/StoreTools.h"

#include "core/Choice.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "operations/Answers.h"
#include "operations/HistoryModel.h"
#include "operations/Operations.h"
#include "operations/StatisticsModel.h"
#include "store/Export.h"

#include <QCoreApplication>
#include <QDir>
#include <QPointer>
#include <QThreadPool>

namespace app
{

using What = store::ExportRequest::What;

static const std::vector<std::pair<QString, What>> &tableNames()
{
    static const std::vector<std::pair<QString, What>> names = {{QStringLiteral("events"), What::Events},
                                                                {QStringLiteral("alarms"), What::Alarms},
                                                                {QStringLiteral("journal"), What::Journal},
                                                                {QStringLiteral("observations"), What::Observations},
                                                                {QStringLiteral("statistics"), What::Statistics}};
    return names;
}

StoreTools::StoreTools(Operations &operations, QObject *parent) : QObject(parent), m_operations(operations)
{
    connect(&operations.twin(), &Twin::languageChanged, this, &StoreTools::wordsChanged);
}

StoreTools::~StoreTools()
{
    cancel();
}

QVariantList StoreTools::tables() const
{
    return {choice(QStringLiteral("events"), tr("Events")), choice(QStringLiteral("alarms"), tr("Alarms")),
            choice(QStringLiteral("journal"), tr("Journal")),
            choice(QStringLiteral("observations"), tr("Observations")),
            choice(QStringLiteral("statistics"), tr("Statistics"))};
}

QVariantList StoreTools::formats() const
{
    return {choice(QStringLiteral("csv"), QStringLiteral("CSV")),
            choice(QStringLiteral("gpkg"), QStringLiteral("GeoPackage")),
            choice(QStringLiteral("geojson"), QStringLiteral("GeoJSON"))};
}

QUrl StoreTools::suggestion(const QString &what, const QString &ending) const
{
    const Twin &twin = m_operations.twin();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(twin.now(), zoneOf(twin.city().get()));
    const QString name = QStringLiteral("%1-%2.%3").arg(what, now.toString(QStringLiteral("yyyyMMdd-HHmm")), ending);
    return QUrl::fromLocalFile(QDir(userFolder()).filePath(name));
}

bool StoreTools::may(bool allowed, const QString &whyNot)
{
    if (!allowed)
        Q_EMIT notice(whyNot);
    return allowed;
}

void StoreTools::write(const QUrl &url, const QString &what, const QVariantMap &filter)
{
    const QString file = url.toLocalFile();
    if (isBusy() || file.isEmpty())
        return;
    // Sums are for everybody, what people reported for those who work it, who looked at whom for administrators.
    const Access &access = m_operations.access();
    const bool allowed = what == QLatin1String("journal")      ? may(access.mayAdminister(), access.whyNotAdminister())
                         : what == QLatin1String("statistics") ? true
                                                               : may(access.mayWork(), access.whyNotWork());
    if (!allowed)
        return;
    const Twin &twin = m_operations.twin();
    store::ExportRequest request;
    for (const auto &[name, table] : tableNames()) {
        if (name == what)
            request.what = table;
    }
    request.events = eventQuery(filter, twin.now());
    request.alarms = alarmQuery(filter);
    request.journal = journalQuery(filter);
    request.statistics = statisticsQuery(filter, twin);
    request.statisticsName = [city = twin.city(), language = twin.language()](auto key, const QString &value) {
        return statisticsName(city.get(), language, key, value);
    };
    request.datastreams = filter.value(QStringLiteral("datastreams")).toStringList();
    request.from = filter.value(QStringLiteral("from")).toLongLong();
    request.to = filter.value(QStringLiteral("to")).toLongLong();
    request.timezone = QString::fromUtf8(zoneOf(twin.city().get()).id());
    m_stage = tr("Writing %1").arg(file.section(u'/', -1));
    m_progress = -1;
    m_job = std::make_shared<base::Job>([self = QPointer<StoreTools>(this)](const QString &stage, double fraction) {
        QMetaObject::invokeMethod(qApp, [self, stage, fraction] {
            if (!self || !self->m_job)
                return;
            if (!stage.isEmpty())
                self->m_stage = stage;
            self->m_progress = fraction;
            Q_EMIT self->progressChanged();
        });
    });
    Q_EMIT progressChanged();
    QThreadPool::globalInstance()->start(
        [self = QPointer<StoreTools>(this), job = m_job, config = m_operations.keeper().config(), request, file] {
            const base::Status done = store::exportTo(config, request, file, *job);
            QMetaObject::invokeMethod(qApp, [self, job, done, file] {
                if (self && self->m_job == job)
                    self->end(done ? tr("Saved: %1").arg(file) : errorLine(done.error()));
            });
        });
}

void StoreTools::end(const QString &said)
{
    m_job.reset();
    m_waits = false;
    Q_EMIT progressChanged();
    Q_EMIT notice(said);
}

void StoreTools::cancel()
{
    if (!m_job)
        return;
    m_job->cancel();
    m_job.reset();
    Q_EMIT progressChanged();
}

void StoreTools::backup(const QUrl &url)
{
    const QString file = url.toLocalFile();
    const Access &access = m_operations.access();
    if (isBusy() || file.isEmpty() || !may(access.mayAdminister(), access.whyNotAdminister()))
        return;
    m_waits = true;
    m_stage = tr("Writing %1").arg(file.section(u'/', -1));
    m_progress = -1;
    Q_EMIT progressChanged();
    onAnswer(m_operations.keeper().store().backup(file), this, [this, file](const base::Status &done) {
        end(done ? tr("Backup saved: %1").arg(file) : errorLine(done.error()));
    });
}

void StoreTools::checkIntegrity()
{
    const Access &access = m_operations.access();
    if (isBusy() || !may(access.mayAdminister(), access.whyNotAdminister()))
        return;
    m_waits = true;
    m_stage = tr("Checking the store");
    m_progress = -1;
    Q_EMIT progressChanged();
    onAnswer(m_operations.keeper().store().checkIntegrity(), this, [this](const base::Result<QStringList> &found) {
        if (!found)
            end(errorLine(found.error()));
        else if (found->isEmpty())
            end(tr("The store is sound"));
        else
            end(tr("The store is damaged: %1. Make a backup, and open the last one that is sound").arg(found->first()));
    });
}

}
