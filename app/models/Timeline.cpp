#include "models/Timeline.h"

#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "models/EventModel.h"

#include <algorithm>

namespace app
{

using domain::EventVerb;

Timeline::Timeline(QObject *parent, Twin *twin, Selection *selection)
    : QObject(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        const auto isOurs = [this](const domain::Event &event) { return event.id == m_event; };
        if (changes.reset || std::any_of(changes.events.begin(), changes.events.end(), isOurs))
            refresh();
    });
    connect(m_twin, &Twin::cityChanged, this, &Timeline::refresh);
    connect(m_twin, &Twin::languageChanged, this, &Timeline::refresh);
    connect(m_twin, &Twin::ticked, this, [this](qint64 now) {
        constexpr qint64 StepMs = 10000;
        if (!m_event.isEmpty() && std::abs(now - m_shownAges) >= StepMs)
            refresh();
    });
    if (selection)
        follow(*selection);
}

void Timeline::follow(Selection &selection)
{
    m_selection = &selection;
    connect(m_selection, &Selection::currentChanged, this, &Timeline::refresh);
    refresh();
}

const domain::Event *Timeline::current() const
{
    return m_event.isEmpty() ? nullptr : m_twin->state().event(m_event);
}

/// Why, with what result, to whom, into what: what a step has to say beside its name.
static QString wordsOf(const Twin &twin, const domain::Transition &step)
{
    const auto text = [&](const char *key) { return step.detail.value(QLatin1String(key)).toString(); };
    QStringList words;
    const auto add = [&words](const QString &word) {
        if (!word.isEmpty() && !words.contains(word))
            words.append(word);
    };
    switch (step.verb) {
    case EventVerb::Dispatch:
    case EventVerb::Assign:
        add(translate("app", "to %1", "a team")
                .arg(text("assigneeName").isEmpty() ? text("assignee") : text("assigneeName")));
        break;
    case EventVerb::Merge: {
        const domain::Event *into = twin.state().event(text("into"));
        add(translate("app", "into %1", "another event").arg(into ? titleOf(twin, *into) : text("into")));
        break;
    }
    case EventVerb::Absorb: {
        const domain::Event *from = twin.state().event(text("from"));
        add(from ? titleOf(twin, *from) : text("from"));
        break;
    }
    case EventVerb::Escalate:
        add(translate("app", "to level %1").arg(step.detail.value(QLatin1String("level")).toInt()));
        break;
    case EventVerb::Attach:
        add(text("title"));
        break;
    case EventVerb::Note:
        add(text("text"));
        break;
    default:
        break;
    }
    add(step.result);
    add(step.why);
    if (const int satisfaction = step.detail.value(QLatin1String("satisfaction")).toInt(); satisfaction > 0)
        add(translate("app", "satisfaction %1 of 5").arg(satisfaction));
    return words.join(QStringLiteral(" · "));
}

void Timeline::refresh()
{
    const domain::ObjectRef object = m_selection ? m_selection->current() : domain::ObjectRef();
    m_event = object.kind == domain::ObjectKind::Event ? object.id : QString();
    m_steps.clear();
    m_shownAges = m_twin->now();
    if (const domain::Event *event = current()) {
        const QTimeZone zone = zoneOf(m_twin->city().get());
        for (auto step = event->history.rbegin(); step != event->history.rend(); ++step) {
            QVariantMap map;
            map[QStringLiteral("what")] = stepLabel(*event, *step);
            map[QStringLiteral("when")] = timeText(step->time, zone);
            map[QStringLiteral("age")] = ageText(m_twin->now() - step->time);
            map[QStringLiteral("who")] = step->who;
            map[QStringLiteral("words")] = wordsOf(*m_twin, *step);
            map[QStringLiteral("url")] =
                step->verb == EventVerb::Attach ? step->detail.value(QLatin1String("url")).toString() : QString();
            map[QStringLiteral("undone")] = step->undone;
            map[QStringLiteral("step")] = step->verb != EventVerb::Note && step->verb != EventVerb::Attach;
            m_steps.append(map);
        }
    }
    Q_EMIT changed();
}

QString Timeline::assignee() const
{
    const domain::Event *event = current();
    return !event ? QString() : event->assigneeName.isEmpty() ? event->assignee : event->assigneeName;
}

QString Timeline::limit() const
{
    const domain::Event *event = current();
    return event ? limitText(*event, m_twin->now()) : QString();
}

bool Timeline::isOverdue() const
{
    const domain::Event *event = current();
    return event && app::isOverdue(*event, m_twin->now());
}

int Timeline::level() const
{
    const domain::Event *event = current();
    return event ? event->level : 0;
}

int Timeline::satisfaction() const
{
    const domain::Event *event = current();
    return event ? event->satisfaction : 0;
}

}
