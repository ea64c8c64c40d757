#pragma once

#include "TestDistrict.h"
#include "Times.h"
#include "domain/EventCycle.h"
#include "live/TwinState.h"

/// A twin of the test district that is told of events.
class ToldOfEvents : public QObject
{
    Q_OBJECT

protected:
    std::shared_ptr<domain::City> m_city;
    std::unique_ptr<live::TwinState> m_twin;

    static domain::Event said(const char *id, domain::EventState state, qint64 time)
    {
        domain::Event event;
        event.id = QLatin1String(id);
        event.type = QStringLiteral("noise");
        event.source = QStringLiteral("hotline");
        event.state = state;
        event.updated = time;
        if (state == domain::EventState::Reported)
            event.reported = time;
        return event;
    }
    domain::Event at(domain::Event event, double x, double y) const
    {
        const geometry::Vec3 lonLat = m_city->frame.toLonLat({x, y, 0});
        event.hasPosition = true;
        event.longitude = lonLat.x;
        event.latitude = lonLat.y;
        return event;
    }
    domain::ChangeSet tell(const domain::Event &event, qint64 now) { return m_twin->apply({}, {}, {event}, now); }
    domain::ChangeSet tell(const domain::Event &event) { return tell(event, event.updated); }
    const domain::Event &known(const char *id) const { return *m_twin->event(QLatin1String(id)); }
    /// As the store saves what a person does.
    static domain::Entry step(const domain::Event &event, domain::EventVerb verb, qint64 time,
                              const QJsonObject &body = {}, const char *who = "Duty officer")
    {
        auto entry = domain::nextEntry(
            event, verb, {QLatin1String(who), QStringLiteral("desk 1"), QStringLiteral("why"), time}, body);
        if (!entry)
            qFatal("%s", qPrintable(entry.error().message));
        static qint64 sequence = 0;
        entry->sequence = ++sequence;
        return *entry;
    }

private Q_SLOTS:
    void init()
    {
        m_city = makeTestDistrict();
        m_city->catalogue.types[0].domain = QStringLiteral("environment");
        m_city->catalogue.types[1].domain = QStringLiteral("emergency");
        m_city->catalogue.types[1].klass = QStringLiteral("D");
        m_twin = std::make_unique<live::TwinState>();
        m_twin->setCity(m_city);
    }
};
