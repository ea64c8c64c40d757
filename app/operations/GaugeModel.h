#pragma once

#include "operations/Keeper.h"

#include <QTimer>
#include <QVariantList>

#include <map>

namespace app
{

/// Rain, river and ponding beside the weather: of each property that rain and water-level devices observe the gauge
/// that stands worst, with its last hours and the next limit of the rules. What came before the program started is read
/// from the store; a replay brings its own. Main thread.
class GaugeModel : public QObject
{
    Q_OBJECT
    /// One a property, rain first: {id, label, count (gauges), thing, name, valueText, riseText (within the last hour),
    /// visual, shape, ageText, points ([{x: ms UTC, y}], oldest first), unit, limit (absent: none), limitText,
    /// limitVisual}.
    Q_PROPERTY(QVariantList gauges READ gauges NOTIFY changed)

public:
    static constexpr qint64 SpanMs = 6 * 3600 * 1000;

    GaugeModel(QObject *parent, Twin *twin, Keeper *keeper);
    const QVariantList &gauges() const { return m_gauges; }
    /// The district's time of day, "14:05".
    Q_INVOKABLE QString clock(double ms) const;
    /// A value of a property with its unit.
    Q_INVOKABLE QString reading(const QString &property, double value) const;
    /// The datastreams whose past is wanted.
    static QStringList streamsOf(const domain::City &city);

Q_SIGNALS:
    void changed();

private:
    struct Track {
        const domain::Thing *thing = nullptr; ///< lives as long as m_city
        const domain::Datastream *stream = nullptr;
        std::map<qint64, double> steps; ///< the greatest of every five minutes
        qint64 newest = 0;
        double value = geometry::NaN;
        void add(qint64 time, double reading);
    };
    void refill();
    void askStore();
    void hear(const feeds::FeedBatch &batch);
    void compute();
    QVariantMap describe(const QString &property, const std::vector<const Track *> &tracks) const;
    const domain::AlarmRule *nextLimit(const Track &track) const;

    Twin &m_twin;
    Keeper &m_keeper;
    std::shared_ptr<const domain::City> m_city;
    QHash<QString, Track> m_tracks; ///< by datastream
    QStringList m_properties;       ///< in the order of the devices
    QVariantList m_gauges;
    int m_cities = 0; ///< what was asked for an earlier one is not listened to
    QTimer m_soon;    ///< changes come ten times a second; figures follow once a second
};

}
