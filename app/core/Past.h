#pragma once

#include "domain/City.h"
#include "domain/Events.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>

#include <array>
#include <memory>
#include <optional>

namespace app
{

/// How a district stood at a past time, as far as indicators ask. A value that does not change.
struct PastMoment {
    qint64 time = 0;                              ///< ms UTC
    std::vector<domain::Event> events;            ///< open then, or ended on that day until then
    QHash<QString, domain::ThingStatus> statuses; ///< by thing
    bool knowsThings = false;                     ///< readings of then are kept
    QHash<QString, double> figures; ///< of that day, by indicator: what no journal tells (docs/indicators.md)
};

/// How `PastMoment::figures` names an indicator of a place; null: of everything.
QString figureKey(const QString &indicator, const domain::ObjectRef &scope);

/// What came in on a day like those before: the mean of each hour.
struct UsualDay {
    std::array<double, 24> hours{};
    int days = 0; ///< that it is the mean of; 0: none is known
    bool operator==(const UsualDay &) const = default;
};

/// What trends compare with: the same time of day yesterday and a week ago, and the usual day. Filled by who asks the
/// store (Historian). Main thread.
class Past : public QObject
{
    Q_OBJECT

public:
    enum class Ago : quint8 { Day, Week };
    static constexpr int AgoCount = 2;

    /// The same time of day by a district's clocks, days before.
    static qint64 timeOf(Ago ago, qint64 now, const QTimeZone &zone);

    /// Null: nothing is known of then.
    const std::shared_ptr<const PastMoment> &moment(Ago ago) const { return m_moments[size_t(ago)]; }
    const UsualDay &usual() const { return m_usual; }
    void setMoment(Ago ago, std::shared_ptr<const PastMoment> moment);
    void setUsual(const UsualDay &usual);
    void clear();

Q_SIGNALS:
    void changed();

private:
    std::array<std::shared_ptr<const PastMoment>, AgoCount> m_moments;
    UsualDay m_usual;
};

}
