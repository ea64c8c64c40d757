#pragma once

#include "viewer/Viewer.h"

#include <QJsonObject>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>

namespace cli
{

/// From publish to marker, through a real broker: publishes readings of the district's cable temperatures at a rate, one in
/// ten of which changes its device's severity, and waits for the frame that shows each change. Main thread.
class BenchLive : public QObject
{
public:
    BenchLive(app::Viewer &viewer, const QString &broker, double rate, double seconds);
    ~BenchLive() override;

    /// Calls `done` when all is published and a moment has passed. Errors: as MqttPublisher::open.
    void start(std::function<void()> done);
    /// {"sent", "changes", "shown", "latencyMs": {"median", "p95", "worst"}, "mainLateMs"}
    QJsonObject report() const;
    const QString &failure() const { return m_failure; }

private:
    void publish();
    void onChanges(const domain::ChangeSet &changes);

    app::Viewer &m_viewer;
    const QString m_broker;
    const double m_rate, m_seconds;
    std::unique_ptr<QThread> m_publisher;
    QStringList m_streams;
    QHash<QString, domain::Severity> m_severity;
    std::vector<qint64> m_changed, m_drawn; ///< times of publishing: applied, and in the frame that is on its way
    std::vector<double> m_latencyMs;
    quint64 m_sent = 0, m_changes = 0;
    QTimer m_beat;
    QElapsedTimer m_sinceBeat;
    double m_worstBeatMs = 0;
    QString m_failure;
    std::function<void()> m_done;
};

}
