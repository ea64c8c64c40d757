#include "core/CardWriter.h"

#include <algorithm>
#include <array>
#include <map>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

namespace card
{

QVariantMap row(const QString &name, const QString &value, const QString &unit, const QString &state)
{
    return {{QStringLiteral("label"), name},
            {QStringLiteral("value"), value},
            {QStringLiteral("unit"), unit},
            {QStringLiteral("state"), state}};
}

QVariantMap link(QVariantMap row, const ObjectRef &object)
{
    row.insert(QStringLiteral("kind"), domain::kindName(object.kind));
    row.insert(QStringLiteral("id"), object.id);
    return row;
}

QVariantMap section(const QString &title, const QVariantList &rows)
{
    return {{QStringLiteral("title"), title}, {QStringLiteral("rows"), rows}};
}

QVariantMap chipSection(const QString &title, const QVariantList &chips)
{
    return {{QStringLiteral("title"), title}, {QStringLiteral("chips"), chips}};
}

QVariantMap chip(const QString &name, const QString &value, const QString &state)
{
    return {{QStringLiteral("label"), name},
            {QStringLiteral("value"), value},
            {QStringLiteral("state"), state},
            {QStringLiteral("shape"), shapeOf(state)}};
}

QVariantMap action(const char *id, const QString &text)
{
    return {{QStringLiteral("id"), QString::fromLatin1(id)}, {QStringLiteral("label"), text}};
}

}

using namespace card;

static constexpr int MaxEvents = 8;
static constexpr int MaxAttributes = 16;

/// The way down to what holds the object, and who is in charge there.
void CardWriter::addPlace(const ObjectRef &object)
{
    QString manager;
    for (const ObjectRef &step : pathOf(m_twin, object)) {
        if (step == object)
            continue;
        if (step.kind == ObjectKind::Building || step.kind == ObjectKind::Grid)
            m_card.rows.append(link(row(label(step.kind), nameOf(m_twin, step)), step));
        const domain::AdminArea *area = m_city.area(step);
        if (area && !area->manager.isEmpty())
            manager = domain::inLanguage(area->manager, area->managerEn, m_twin.language());
    }
    add(translate("app", "Person in charge"), manager);
}

void CardWriter::addSensors(const std::vector<const domain::Thing *> &things)
{
    if (things.empty())
        return;
    // By kind, the worst state of each, and how many are in it: "Smoke detector 72", "1 critical".
    static const std::array order{"critical", "major", "minor", "fault", "offline", "stale", "normal"};
    std::map<domain::ThingKind, std::array<int, order.size()>> byKind;
    std::array<int, order.size()> total{};
    for (const domain::Thing *thing : things) {
        const domain::ThingState *state = m_twin.state().thing(thing->id);
        const QString visual = state ? visualState(state->status, state->severity)
                                     : visualState(domain::ThingStatus::Unknown, domain::Severity::Normal);
        const size_t at = size_t(std::find(order.begin(), order.end(), visual.toLatin1()) - order.begin());
        if (at >= order.size())
            continue;
        ++byKind[thing->kind][at];
        ++total[at];
    }
    QVariantList chips;
    for (const auto &[kind, counts] : byKind) {
        const auto worst = std::find_if(counts.begin(), counts.end(), [](int count) { return count > 0; });
        int all = 0;
        for (const int count : counts)
            all += count;
        const QString state = QString::fromLatin1(order[size_t(worst - counts.begin())]);
        const QString value =
            *worst == all || state == QLatin1String("normal")
                ? QString::number(all)
                : translate("app", "%1 of %2", "sensors in the worst state, all").arg(*worst).arg(all);
        chips.append(chip(label(kind), value, state));
    }
    m_card.sections.append(chipSection(translate("app", "Sensors"), chips));
    static const std::array<const char *, order.size()> words{
        QT_TRANSLATE_NOOP("app", "critical"), QT_TRANSLATE_NOOP("app", "major"),   QT_TRANSLATE_NOOP("app", "minor"),
        QT_TRANSLATE_NOOP("app", "fault"),    QT_TRANSLATE_NOOP("app", "offline"), QT_TRANSLATE_NOOP("app", "stale"),
        QT_TRANSLATE_NOOP("app", "normal")};
    QVariantList states;
    for (size_t i = 0; i < order.size(); ++i) {
        if (total[i] > 0)
            states.append(chip(translate("app", words[i]), QString::number(total[i]), QString::fromLatin1(order[i])));
    }
    m_card.sections.append(chipSection(translate("app", "Sensors by state"), states));
}

void CardWriter::addOpenEvents(const ObjectRef &place)
{
    std::vector<const domain::Event *> open;
    for (const domain::Event *event : m_twin.state().eventsIn(place)) {
        if (!domain::isFinal(event->state))
            open.push_back(event);
    }
    addEvents(std::move(open));
}

void CardWriter::addEvents(std::vector<const domain::Event *> open)
{
    if (open.empty())
        return;
    std::sort(open.begin(), open.end(), [](const domain::Event *a, const domain::Event *b) {
        return a->severity != b->severity ? a->severity > b->severity : a->reported > b->reported;
    });
    QVariantList rows;
    for (const domain::Event *event : open) {
        if (rows.size() == MaxEvents) {
            rows.append(row(translate("app", "and %1 more").arg(open.size() - MaxEvents), QString()));
            break;
        }
        const QString value =
            translate("app", "%1 · %2", "state, age").arg(label(event->state), ageText(m_twin.now() - event->reported));
        rows.append(link(row(titleOf(m_twin, *event), value, {}, visualState(*event)), event->ref()));
    }
    m_card.sections.append(section(translate("app", "Open events"), rows));
}

void CardWriter::addAttributes(const domain::Layer &layer, quint32 attributeRow)
{
    const domain::AttributeTable &table = layer.attributes;
    QVariantList rows;
    for (int column = 0; column < table.columns() && rows.size() < MaxAttributes; ++column) {
        const QString value = attributeRow < table.rows() ? table.text(attributeRow, column) : QString();
        if (!value.isEmpty())
            rows.append(row(table.name(column), value));
    }
    if (!rows.isEmpty())
        m_card.sections.append(section(translate("app", "From the source"), rows));
}

void CardWriter::badgeFor(const ObjectRef &place)
{
    const PlaceState state = m_twin.places().of(place);
    if (state.alarms > 0)
        m_card.badge = translate("app", "%n alarm(s)", nullptr, state.alarms);
    else if (state.openEvents > 0)
        m_card.badge = translate("app", "%n open event(s)", nullptr, state.openEvents);
    else
        return;
    m_card.badgeState = domain::severityName(state.worst);
}

}
