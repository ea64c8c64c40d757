#include "models/DeviceStats.h"

#include "core/Text.h"

namespace app
{

DeviceStats::DeviceStats(QObject *parent, Twin *twin) : QObject(parent), m_twin(twin ? twin : Twin::current())
{
    constexpr int SecondMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SecondMs);
    connect(&m_soon, &QTimer::timeout, this, &DeviceStats::refresh);
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if ((changes.reset || !changes.things.empty()) && !m_soon.isActive())
            m_soon.start();
    });
    connect(m_twin, &Twin::cityChanged, this, &DeviceStats::refresh);
    connect(m_twin, &Twin::languageChanged, this, &DeviceStats::refresh);
    refresh();
}

void DeviceStats::refresh()
{
    std::array<Sum, domain::ThingKindCount> sums{};
    Sum all;
    if (const auto city = m_twin->city()) {
        for (const auto &layer : city->layers) {
            for (const domain::Thing &thing : layer->things) {
                const domain::ThingState *state = m_twin->state().thing(thing.id);
                const domain::ThingStatus status = state ? state->status : domain::ThingStatus::Unknown;
                sums[size_t(thing.kind)].add(status);
                all.add(status);
            }
        }
    }
    QVariantList kinds;
    for (int i = 0; i < domain::ThingKindCount; ++i) {
        const Sum &sum = sums[size_t(i)];
        if (sum.count == 0)
            continue;
        const auto kind = domain::ThingKind(i);
        QVariantMap map{{QStringLiteral("id"), domain::thingKindName(kind)},
                        {QStringLiteral("label"), label(kind)},
                        {QStringLiteral("count"), sum.count},
                        {QStringLiteral("share"), double(sum.of(domain::ThingStatus::Online)) / sum.count}};
        for (size_t status = 0; status < sum.by.size(); ++status)
            map.insert(domain::statusName(domain::ThingStatus(status)), sum.by[status]);
        kinds.append(map);
    }
    if (kinds == m_kinds)
        return;
    m_kinds = std::move(kinds);
    m_all = all;
    Q_EMIT changed();
}

}
