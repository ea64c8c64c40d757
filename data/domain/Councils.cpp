#include "domain/Councils.h"

#include "domain/Tr.h"

#include <QJsonArray>

namespace domain
{

static bool is(const Entry &entry, const char *verb)
{
    return entry.verb == QLatin1String(verb);
}

base::Status checkEntry(const Council &council, const Entry &next)
{
    const auto failed = [&](const char *code, const QString &message, const QString &hint = {}) {
        return base::failure(QLatin1String(code), message, {}, council.id.isEmpty() ? next.id : council.id, hint);
    };
    if (next.version != council.version + 1)
        return failed("version-taken", tr("the meeting is no longer as it was shown"),
                      tr("look at it again and decide anew"));
    const bool isFirst = council.version == 0;
    if (is(next, CouncilHold)) {
        if (!isFirst)
            return failed("step-illegal", tr("the meeting is recorded already"));
        const Council said = councilFromJson(next.body);
        if (said.place.id.isEmpty() || said.held == 0)
            return failed("body-missing", tr("a meeting needs a place and a time"));
        return {};
    }
    if (isFirst || (!is(next, CouncilAmend) && !is(next, CouncilSolve)))
        return failed("step-illegal", tr("\"%1\" cannot be done to a meeting").arg(next.verb));
    if (is(next, CouncilSolve)) {
        const int issue = next.body.value(QLatin1String("issue")).toInt(-1);
        if (issue < 0 || size_t(issue) >= council.issues.size())
            return failed("body-missing", tr("choose an issue of the meeting"));
    }
    return {};
}

void applyEntry(Council &council, const Entry &entry)
{
    const bool isHold = is(entry, CouncilHold);
    if (isHold || is(entry, CouncilAmend)) {
        const Council said = councilFromJson(entry.body);
        const auto has = [&](const char *key) { return isHold || entry.body.contains(QLatin1String(key)); };
        if (has("place"))
            council.place = said.place;
        if (has("held"))
            council.held = said.held;
        if (has("title"))
            council.title = said.title;
        if (has("minutes"))
            council.minutes = said.minutes;
        if (has("issues"))
            council.issues = said.issues;
    } else if (is(entry, CouncilSolve)) {
        const int issue = entry.body.value(QLatin1String("issue")).toInt(-1);
        if (issue >= 0 && size_t(issue) < council.issues.size()) {
            Council::Issue &solved = council.issues[size_t(issue)];
            solved.solved = entry.body.value(QLatin1String("solved")).toBool(true);
            solved.solvedAt = solved.solved ? entry.time : 0;
            if (const QString event = entry.body.value(QLatin1String("event")).toString(); !event.isEmpty())
                solved.event = event;
        }
    } else {
        return;
    }
    council.id = entry.id;
    council.version = std::max(council.version, entry.version);
}

Council foldCouncil(const std::vector<Entry> &entries)
{
    Council council;
    for (const Entry &entry : entries)
        applyEntry(council, entry);
    return council;
}

QJsonObject toJson(const Council &council)
{
    QJsonObject json;
    const auto text = [](QJsonObject &into, const char *key, const QString &value) {
        if (!value.isEmpty())
            into.insert(QLatin1String(key), value);
    };
    text(json, "id", council.id);
    if (!council.place.id.isEmpty())
        json.insert(QStringLiteral("place"), refText(council.place));
    json.insert(QStringLiteral("held"), council.held);
    text(json, "title", council.title);
    text(json, "minutes", council.minutes);
    QJsonArray issues;
    for (const Council::Issue &issue : council.issues) {
        QJsonObject each{{QStringLiteral("text"), issue.text}};
        text(each, "event", issue.event);
        if (issue.solved) {
            each.insert(QStringLiteral("solved"), true);
            each.insert(QStringLiteral("solvedAt"), issue.solvedAt);
        }
        issues.append(each);
    }
    json.insert(QStringLiteral("issues"), issues);
    if (council.version > 0)
        json.insert(QStringLiteral("version"), council.version);
    return json;
}

Council councilFromJson(const QJsonObject &json)
{
    Council council;
    const auto text = [](const QJsonObject &from, const char *key) {
        return from.value(QLatin1String(key)).toString();
    };
    council.id = text(json, "id");
    council.place = refFromText(text(json, "place"));
    council.held = json.value(QLatin1String("held")).toInteger();
    council.title = text(json, "title");
    council.minutes = text(json, "minutes");
    for (const QJsonValue value : json.value(QLatin1String("issues")).toArray()) {
        const QJsonObject each = value.toObject();
        council.issues.push_back({text(each, "text"), text(each, "event"), each.value(QLatin1String("solved")).toBool(),
                                  each.value(QLatin1String("solvedAt")).toInteger()});
    }
    council.version = json.value(QLatin1String("version")).toInt();
    return council;
}

}
