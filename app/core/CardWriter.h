#pragma once

#include "core/Card.h"
#include "core/Directory.h"
#include "core/Text.h"

namespace app
{

/// Rows, sections, chips and actions as Card has them.
namespace card
{

QVariantMap row(const QString &name, const QString &value, const QString &unit = {}, const QString &state = {});
/// A row that leads to another object.
QVariantMap link(QVariantMap row, const domain::ObjectRef &object);
QVariantMap section(const QString &title, const QVariantList &rows);
QVariantMap chipSection(const QString &title, const QVariantList &chips);
QVariantMap chip(const QString &name, const QString &value, const QString &state);
QVariantMap action(const char *id, const QString &text);

}

/// Builds the card of one object.
class CardWriter
{
public:
    CardWriter(const Twin &twin, const domain::City &city) : m_twin(twin), m_city(city) {}

    Card::Content building(const domain::Building &building);
    Card::Content area(const domain::AdminArea &area);
    Card::Content storey(const domain::Storey &storey);
    Card::Content unit(const domain::Unit &unit);
    Card::Content space(const domain::Space &space);
    Card::Content door(const domain::Door &door);
    Card::Content element(const domain::Element &element);
    Card::Content thing(const domain::Thing &thing);
    Card::Content event(const domain::Event &event);
    Card::Content alarm(const domain::Alarm &alarm);
    Card::Content incident(const domain::Incident &incident);
    Card::Content alert(const domain::Alert &alert);
    Card::Content feature(const domain::Feature &feature);
    Card::Content model(const domain::Model &model, const domain::Layer &layer);

private:
    void add(const QString &name, const QString &value, const QString &unit = {}, const QString &state = {})
    {
        if (!value.isEmpty())
            m_card.rows.append(card::row(name, value, unit, state));
    }
    void addCount(const QString &name, qint64 count)
    {
        if (count > 0)
            add(name, numberText(double(count), 0));
    }
    void addPlace(const domain::ObjectRef &object);
    void addEvidence(const domain::Alarm &alarm);
    void addLimits(const domain::Event &event);
    void addTimeline(const domain::Event &event);
    void addAlarmsOf(const domain::Event &event);
    QVariantMap alarmChip(const domain::Alarm &alarm) const;
    void addSensors(const std::vector<const domain::Thing *> &things);
    void addOpenEvents(const domain::ObjectRef &place);
    void addEvents(std::vector<const domain::Event *> open);
    // Of the building that is entered.
    void addDevicesOf(const domain::ObjectRef &part);
    void addEventsOf(const domain::ObjectRef &part);
    bool addRooms(const domain::ObjectRef &object);
    void addRoomActions(const domain::ObjectRef &object);
    QVariantList waysOutRows(const domain::ObjectRef &object) const;
    void addWaysOut(const domain::ObjectRef &object);
    void addProperties(const std::vector<std::pair<QString, QString>> &properties);
    void addInside(const domain::Building &building, const std::vector<const domain::Unit *> &units);
    void addAttributes(const domain::Layer &layer, quint32 attributeRow);
    void badgeFor(const domain::ObjectRef &place);

    static constexpr size_t MostListed = 8; ///< devices named one by one

    const Twin &m_twin;
    const domain::City &m_city;
    Card::Content m_card;
};

}
