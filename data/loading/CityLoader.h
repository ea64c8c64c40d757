#pragma once

#include "loading/District.h"

#include <QObject>
#include <QThread>

namespace loading
{

/// Runs `load` on a thread of its own. Everything public is for the main thread, where the signals arrive too.
class CityLoader : public QObject
{
    Q_OBJECT

public:
    explicit CityLoader(QObject *parent = nullptr);
    ~CityLoader() override; ///< cancels and waits

    /// Starts anew; what was running is cancelled and says nothing more.
    void open(const QStringList &paths, const LoadOptions &options = {});
    void cancel();
    bool isRunning() const { return m_job != nullptr; }

Q_SIGNALS:
    void progress(const QString &stage, double fraction);
    void city(const loading::CityPtr &snapshot);
    void finished(const loading::District &district);
    void failed(const base::Error &error);

private:
    void stop();

    std::shared_ptr<base::Job> m_job;
    std::vector<std::unique_ptr<QThread>> m_threads; ///< the running one last
};

}
