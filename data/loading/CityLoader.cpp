#include "loading/CityLoader.h"

#include <QElapsedTimer>

#include <mutex>

namespace loading
{

namespace
{

/// Reports come by the hundred, and each that is told has the window drawn anew, which the readers' cores would do.
class Pace
{
public:
    bool isDue(const QString &stage)
    {
        constexpr qint64 EveryMs = 200;
        const std::lock_guard lock(m_mutex);
        if (m_since.isValid() && stage == m_stage && m_since.elapsed() < EveryMs)
            return false;
        m_stage = stage;
        m_since.start();
        return true;
    }

private:
    std::mutex m_mutex;
    QString m_stage;
    QElapsedTimer m_since;
};

}

CityLoader::CityLoader(QObject *parent) : QObject(parent) {}

CityLoader::~CityLoader()
{
    stop();
    for (const auto &thread : m_threads)
        thread->wait();
}

void CityLoader::stop()
{
    if (m_job)
        m_job->cancel();
    m_job.reset();
    std::erase_if(m_threads, [](const auto &thread) { return thread->isFinished(); });
}

void CityLoader::cancel()
{
    if (!m_job)
        return;
    stop();
    Q_EMIT failed({QStringLiteral("cancelled"), tr("loading was cancelled"), {}, {}, {}});
}

void CityLoader::open(const QStringList &paths, const LoadOptions &options)
{
    stop();
    // The job outlives whoever stops it: the worker holds it, and tells by it whether anyone still listens.
    const auto mine = std::make_shared<std::weak_ptr<base::Job>>();
    const auto toMain = [this, mine](auto emission) {
        QMetaObject::invokeMethod(
            this,
            [this, mine, emission] {
                if (m_job && mine->lock() == m_job)
                    emission();
            },
            Qt::QueuedConnection);
    };
    m_job = std::make_shared<base::Job>(
        [this, toMain, pace = std::make_shared<Pace>()](const QString &stage, double fraction) {
            if (pace->isDue(stage))
                toMain([this, stage, fraction] { Q_EMIT progress(stage, fraction); });
        });
    *mine = m_job;
    m_threads.emplace_back(QThread::create([this, paths, options, toMain, held = m_job] {
        const auto district = load(paths, options, *held, [this, toMain](const CityPtr &snapshot) {
            toMain([this, snapshot] { Q_EMIT city(snapshot); });
        });
        toMain([this, district] {
            m_job.reset();
            if (district)
                Q_EMIT finished(*district);
            else
                Q_EMIT failed(district.error());
        });
    }));
    m_threads.back()->start();
}

}
