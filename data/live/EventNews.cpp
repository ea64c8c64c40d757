#include "live/EventNews.h"

#include <algorithm>

namespace live
{

using domain::Event;
using domain::EventState;
using domain::ObjectKind;
using domain::Transition;

bool isPlausible(EventState from, EventState to)
{
    if (domain::mayFollow(from, to))
        return true;
    const bool inLine = to > from && to <= EventState::Closed && from < EventState::Closed;
    const bool afterReopening =
        from == EventState::Reopened && to >= EventState::Dispatched && to <= EventState::Closed;
    return inLine || afterReopening;
}

/// Steps that are not known yet. A source that repeats its state with a newer time says nothing.
static std::vector<Transition> newSteps(const Event &known, const Event &said)
{
    std::vector<Transition> told = said.history;
    if (told.empty())
        told.push_back({said.state, said.updated, {}, {}, {}});
    std::stable_sort(told.begin(), told.end(),
                     [](const Transition &a, const Transition &b) { return a.time < b.time; });
    std::vector<Transition> all, fresh;
    for (const Transition &step : known.history) {
        if (step.version == 0)
            all.push_back(step);
    }
    for (Transition &step : told) {
        const Transition *before = nullptr;
        bool isKnown = false;
        for (const Transition &other : all) {
            isKnown = isKnown || (other.to == step.to && other.time == step.time);
            if (other.time <= step.time && (!before || other.time >= before->time))
                before = &other;
        }
        const bool saysWords = before &&
                               (step.who != before->who || step.why != before->why || step.result != before->result) &&
                               !(step.who.isEmpty() && step.why.isEmpty() && step.result.isEmpty());
        if (isKnown || (before && before->to == step.to && !saysWords))
            continue;
        step.version = 0;
        all.push_back(step);
        fresh.push_back(step);
    }
    return fresh;
}

std::optional<Event> newsOf(const Event &known, domain::Severity base, const Event &said)
{
    Event news;
    news.id = known.id;
    news.updated = said.updated;
    news.state = known.state;
    news.history = newSteps(known, said);
    bool isNew = !news.history.empty();
    if (said.updated < known.told)
        return isNew ? std::optional(news) : std::nullopt;

    const auto take = [&isNew](auto &into, const auto &value, bool differs) {
        if (differs) {
            into = value;
            isNew = true;
        }
    };
    const auto text = [&take](QString &into, const QString &value, const QString &before) {
        take(into, value, !value.isEmpty() && value != before);
    };
    text(news.type, said.type, known.type);
    text(news.title, said.title, known.title);
    text(news.description, said.description, known.description);
    text(news.klass, said.klass, known.klass);
    text(news.source, said.source, known.source);
    text(news.address, said.address, known.address);
    text(news.mediaUrl, said.mediaUrl, known.mediaUrl);
    const bool samePlace =
        said.place.id == known.place.id && (said.place.kind == ObjectKind::None || said.place.kind == known.place.kind);
    take(news.place, said.place, !said.place.id.isEmpty() && !samePlace);
    const bool moved = said.hasPosition &&
                       (!known.hasPosition || said.longitude != known.longitude || said.latitude != known.latitude);
    take(news.hasPosition, true, moved);
    news.longitude = said.longitude;
    news.latitude = said.latitude;
    take(news.reported, said.reported, said.reported != 0 && said.reported < known.reported);
    take(news.due, said.due, said.due != 0 && said.due != known.due);
    take(news.severity, said.severity, said.severity != domain::Severity::Minor && said.severity != base);
    take(news.satisfaction, said.satisfaction, said.satisfaction > 0 && said.satisfaction != known.satisfaction);
    if (!known.worked) {
        take(news.state, said.state, said.state != known.state);
        text(news.assignee, said.assignee, known.assignee);
        text(news.assigneeName, said.assigneeName, known.assigneeName);
        text(news.mergedInto, said.mergedInto, known.mergedInto);
        news.closed = said.closed;
    }
    return isNew ? std::optional(news) : std::nullopt;
}

std::vector<Event> stepwise(const Event &said)
{
    if (said.history.size() < 2)
        return {said};
    std::vector<Transition> steps = said.history;
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Transition &a, const Transition &b) { return a.time < b.time; });
    std::vector<Event> messages;
    for (size_t i = 0; i < steps.size(); ++i) {
        Event message;
        if (i == 0) {
            message = said;
            message.closed = 0;
            message.assignee.clear();
            message.assigneeName.clear();
            message.mergedInto.clear();
            message.satisfaction = 0;
        }
        message.id = said.id;
        message.state = steps[i].to;
        message.updated = steps[i].time != 0 ? steps[i].time : said.updated;
        message.history = {steps[i]};
        messages.push_back(std::move(message));
    }
    Event &last = messages.back();
    last.state = said.state;
    last.updated = std::max(last.updated, said.updated);
    last.closed = said.closed;
    last.assignee = said.assignee;
    last.assigneeName = said.assigneeName;
    last.mergedInto = said.mergedInto;
    last.satisfaction = said.satisfaction;
    return messages;
}

}
