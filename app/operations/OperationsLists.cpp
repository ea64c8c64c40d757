// What an operator chooses from: teams, events to merge with; and a report by hand.
#include "base/Durations.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "domain/People.h"
#include "operations/Acts.h"
#include "operations/Answers.h"
#include "operations/Operations.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::EventVerb;
using domain::ObjectKind;

static double metresBetween(const domain::Event &a, const domain::Event &b)
{
    return glm::distance(geometry::Vec2(a.position), geometry::Vec2(b.position));
}

/// A distance for QML: null where it is not known.
static QVariant distanceOf(double metres)
{
    return std::isnan(metres) ? QVariant() : QVariant(std::round(metres));
}

QVariantList Operations::teamsFor(const QString &event) const
{
    QVariantList list;
    if (!m_twin.city())
        return list;
    const std::vector<domain::Team> &teams = m_twin.city()->teams;
    QSet<QString> listed;
    const auto add = [&](const domain::Team &team, const live::DispatchSuggestion &suggestion, bool suggested) {
        list.append(QVariantMap{{QStringLiteral("id"), team.id},
                                {QStringLiteral("name"), team.name.in(m_twin.language())},
                                {QStringLiteral("kind"), teamKindLabel(team.kind)},
                                {QStringLiteral("inCharge"), suggestion.inCharge},
                                {QStringLiteral("distance"), distanceOf(suggestion.metres)},
                                {QStringLiteral("busy"), suggestion.busy},
                                {QStringLiteral("suggested"), suggested},
                                {QStringLiteral("telephone"), domain::maskedNumber(team.telephone)}});
        listed.insert(team.id);
    };
    // The first in charge and the first of the others, which is the nearest of its kind: who marks all marks none.
    bool hasMember = false;
    bool hasTeam = false;
    for (const live::DispatchSuggestion &suggestion : m_twin.state().suggestions(event)) {
        const auto found = std::find_if(teams.begin(), teams.end(),
                                        [&](const domain::Team &team) { return team.id == suggestion.team; });
        if (found == teams.end())
            continue;
        bool &has = suggestion.inCharge ? hasMember : hasTeam;
        add(*found, suggestion, !has);
        has = true;
    }
    QHash<QString, int> busy;
    for (const domain::Event *each : m_twin.state().events()) {
        if (!domain::isFinal(each->state) && !each->assignee.isEmpty())
            ++busy[each->assignee];
    }
    for (const domain::Team &team : teams) {
        if (!listed.contains(team.id))
            add(team, {team.id, false, geometry::NaN, busy.value(team.id)}, false);
    }
    return list;
}

void Operations::lookAtTelephone(const QString &id, const QString &why)
{
    const std::vector<domain::Team> teams = m_twin.city() ? m_twin.city()->teams : std::vector<domain::Team>();
    const auto team = std::find_if(teams.begin(), teams.end(), [&](const domain::Team &each) { return each.id == id; });
    if (team == teams.end())
        return;
    if (!m_access.mayReveal()) {
        Q_EMIT refused(m_access.whyNotReveal());
        return;
    }
    if (why.trimmed().isEmpty()) {
        Q_EMIT refused(tr("Say what you need it for: each look at a telephone is written down"));
        return;
    }
    domain::Entry entry;
    entry.subject = domain::Subject::Look;
    // Looks do not follow one another: each is a subject of its own.
    entry.id = QStringLiteral("team:%1@%2").arg(id, QUuid::createUuid().toString(QUuid::WithoutBraces));
    entry.verb = QStringLiteral("telephone");
    entry.time = m_twin.now();
    entry.who = who();
    entry.seat = seat();
    entry.why = why.trimmed();
    onAnswer(m_keeper.store().append({entry}), this,
             [this, id, telephone = team->telephone](const base::Result<std::vector<domain::Entry>> &saved) {
                 if (saved)
                     Q_EMIT telephoneShown(id, telephone);
                 else
                     Q_EMIT refused(saved.error().message);
             });
}

QString Operations::wordsOf(const QString &event) const
{
    const domain::Event *found = m_twin.state().event(event);
    return !found || found->description.isEmpty() ? event : tr("%1 (%2)", "words, code").arg(found->description, event);
}

QVariantList Operations::mergeTargets(const QString &id) const
{
    constexpr size_t MostTargets = 50;
    const domain::Event *event = m_twin.state().event(id);
    if (!event)
        return {};
    QStringList proposed;
    for (const live::MergeProposal &proposal : m_twin.state().proposals()) {
        if (proposal.event == id)
            proposed.append(proposal.into);
        else if (proposal.into == id)
            proposed.append(proposal.event);
    }
    struct Target {
        const domain::Event *event;
        double metres;
        int rank; ///< proposals, those of the same type, others
    };
    std::vector<Target> targets;
    for (const domain::Event *each : m_twin.state().events()) {
        if (each->id == id || domain::isFinal(each->state))
            continue;
        const int rank = proposed.contains(each->id) ? 0 : each->type == event->type ? 1 : 2;
        targets.push_back({each, metresBetween(*each, *event), rank});
    }
    std::sort(targets.begin(), targets.end(), [](const Target &a, const Target &b) {
        return std::tie(a.rank, a.metres, a.event->id) < std::tie(b.rank, b.metres, b.event->id);
    });
    if (targets.size() > MostTargets)
        targets.resize(MostTargets);
    QVariantList list;
    for (const Target &target : targets)
        list.append(QVariantMap{
            {QStringLiteral("id"), target.event->id},
            {QStringLiteral("title"), titleOf(m_twin, *target.event)},
            {QStringLiteral("address"), placeText(m_twin, *target.event)},
            {QStringLiteral("distance"), distanceOf(target.metres)},
            {QStringLiteral("minutes"),
             std::round(double(std::abs(target.event->reported - event->reported)) / double(base::MinuteMs))},
            {QStringLiteral("state"), domain::eventStateName(target.event->state)},
            {QStringLiteral("stateName"), label(target.event->state)},
            {QStringLiteral("proposed"), target.rank == 0}});
    return list;
}

QVariantList Operations::proposals() const
{
    QVariantList list;
    for (const live::MergeProposal &proposal : m_twin.state().proposals()) {
        const domain::Event *event = m_twin.state().event(proposal.event);
        const domain::Event *into = m_twin.state().event(proposal.into);
        if (!event || !into)
            continue;
        list.append(QVariantMap{{QStringLiteral("event"), event->id},
                                {QStringLiteral("into"), into->id},
                                {QStringLiteral("title"), titleOf(m_twin, *event)},
                                {QStringLiteral("intoTitle"), titleOf(m_twin, *into)},
                                {QStringLiteral("distance"), distanceOf(proposal.metres)},
                                {QStringLiteral("minutes"), std::round(proposal.minutes)}});
    }
    return list;
}

void Operations::acceptProposal(const QString &event, const QString &into)
{
    act({event}, domain::eventVerbName(EventVerb::Merge), {{QStringLiteral("into"), into}});
}

void Operations::declineProposal(const QString &event, const QString &into)
{
    const domain::Event *other = m_twin.state().event(into);
    act({event}, domain::eventVerbName(EventVerb::Note),
        {{QStringLiteral("text"), tr("No duplicate of %1").arg(other ? titleOf(m_twin, *other) : into)},
         {QStringLiteral("notDuplicateOf"), into}});
}

QString Operations::report(const QVariantMap &given)
{
    if (!mayWork())
        return {};
    const auto text = [&](const char *key) { return given.value(QLatin1String(key)).toString().trimmed(); };
    const auto &city = m_twin.city();
    if (!city || !canWrite()) {
        Q_EMIT refused(tr("Nothing can be saved just now: %1").arg(storeText()));
        return {};
    }
    domain::Event event;
    event.type = text("type");
    event.title = text("title");
    event.description = text("description");
    const domain::EventType *type = city->catalogue.type(event.type);
    if (!type) {
        Q_EMIT refused(tr("Choose the type of the event"));
        return {};
    }
    event.severity = type->severity;
    event.klass = type->klass;
    event.source = text("source").isEmpty() ? QStringLiteral("grid-member") : text("source");
    event.address = text("address");
    const QString place = text("place");
    if (!place.isEmpty()) {
        const domain::ObjectRef named = domain::refFromText(place);
        event.place = resolve(m_twin, domain::kindName(named.kind), named.id);
    }
    if (given.contains(QStringLiteral("lon")) && given.contains(QStringLiteral("lat"))) {
        event.hasPosition = true;
        event.longitude = given.value(QStringLiteral("lon")).toDouble();
        event.latitude = given.value(QStringLiteral("lat")).toDouble();
    }
    if (event.place.isNull() && !event.hasPosition) {
        Q_EMIT refused(tr("Choose where it is: a place, or a point on the map"));
        return {};
    }
    event.reported = event.updated = m_twin.now();
    // Read aloud over a telephone: the time, and three letters against another seat in the same minute.
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.reported, zoneOf(city.get()));
    QString letters;
    for (int i = 0; i < 3; ++i)
        letters.append(QChar(u'A' + QRandomGenerator::global()->bounded(26)));
    event.id = QStringLiteral("H%1-%2").arg(time.toString(QStringLiteral("yyMMdd-HHmmss")), letters);
    domain::Entry entry;
    entry.id = event.id;
    entry.verb = domain::eventVerbName(EventVerb::Report);
    entry.time = event.reported;
    entry.who = who();
    entry.seat = seat();
    entry.body = domain::toJson(event);
    m_acts->report(entry);
    return event.id;
}

}
