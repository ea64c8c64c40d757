#include "operations/CouncilModel.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "operations/Answers.h"
#include "operations/Operations.h"

#include <QJsonArray>
#include <QUuid>

#include <algorithm>

namespace app
{

CouncilModel::CouncilModel(QObject *parent, Operations *operations)
    : PagedModel({"id", "place", "placeName", "held", "heldText", "title", "minutes", "raised", "solved", "issues"},
                 operations, parent)
{
}

void CouncilModel::setRange(double from, double to)
{
    if (qint64(from) == m_from && qint64(to) == m_to)
        return;
    m_from = qint64(from);
    m_to = qint64(to);
    Q_EMIT rangeChanged();
    restart();
}

void CouncilModel::ask(int, int, int serial)
{
    onAnswer(keeper().store().councils(m_from, m_to), this,
             [this, serial](const base::Result<std::vector<domain::Council>> &found) {
                 if (!found) {
                     fail(serial, found.error());
                     return;
                 }
                 m_councils = *found;
                 std::stable_sort(m_councils.begin(), m_councils.end(),
                                  [](const domain::Council &a, const domain::Council &b) { return a.held > b.held; });
                 const QTimeZone zone = zoneOf(twin().city().get());
                 std::vector<Row> rows;
                 for (const domain::Council &council : m_councils) {
                     QVariantList issues;
                     int solved = 0;
                     for (const domain::Council::Issue &issue : council.issues) {
                         solved += issue.solved ? 1 : 0;
                         issues.append(QVariantMap{{QStringLiteral("text"), issue.text},
                                                   {QStringLiteral("event"), issue.event},
                                                   {QStringLiteral("solved"), issue.solved},
                                                   {QStringLiteral("solvedText"), timeText(issue.solvedAt, zone)}});
                     }
                     rows.push_back({council.id, domain::refText(council.place), nameOf(twin(), council.place),
                                     double(council.held), timeText(council.held, zone), council.title, council.minutes,
                                     int(council.issues.size()), solved, QVariant(issues)});
                 }
                 const int total = int(rows.size());
                 take(serial, 0, std::move(rows), total);
             });
}

/// What was filled in, as entries have it.
static QJsonObject bodyOf(const QVariantMap &meeting)
{
    QJsonObject body;
    for (const char *key : {"place", "title", "minutes"}) {
        if (meeting.contains(QLatin1String(key)))
            body.insert(QLatin1String(key), meeting.value(QLatin1String(key)).toString().trimmed());
    }
    if (meeting.contains(QStringLiteral("held")))
        body.insert(QStringLiteral("held"), qint64(meeting.value(QStringLiteral("held")).toDouble()));
    if (meeting.contains(QStringLiteral("issues"))) {
        QJsonArray issues;
        for (const QVariant &each : meeting.value(QStringLiteral("issues")).toList()) {
            QJsonObject issue;
            if (each.typeId() == QMetaType::QString)
                issue.insert(QStringLiteral("text"), each.toString().trimmed());
            else
                issue = QJsonObject::fromVariantMap(each.toMap());
            if (!issue.value(QLatin1String("text")).toString().isEmpty())
                issues.append(issue);
        }
        body.insert(QStringLiteral("issues"), issues);
    }
    return body;
}

void CouncilModel::hold(const QVariantMap &meeting)
{
    QJsonObject body = bodyOf(meeting);
    if (!body.contains(QLatin1String("held")))
        body.insert(QStringLiteral("held"), twin().now());
    write(QUuid::createUuid().toString(QUuid::WithoutBraces), QLatin1String(domain::CouncilHold), body);
}

void CouncilModel::amend(const QString &id, const QVariantMap &meeting)
{
    QJsonObject body = bodyOf(meeting);
    // An issue whose words stay is the same: what became of it stays with it.
    const auto found = std::find_if(m_councils.begin(), m_councils.end(),
                                    [&](const domain::Council &council) { return council.id == id; });
    if (found != m_councils.end() && body.contains(QLatin1String("issues"))) {
        const QJsonArray before = domain::toJson(*found).value(QLatin1String("issues")).toArray();
        QJsonArray issues = body.value(QLatin1String("issues")).toArray();
        for (qsizetype i = 0; i < issues.size(); ++i) {
            QJsonObject issue = issues.at(i).toObject();
            for (const QJsonValue &old : before) {
                const QJsonObject same = old.toObject();
                if (issue.size() == 1 && same.value(QLatin1String("text")) == issue.value(QLatin1String("text")))
                    issue = same;
            }
            issues.replace(i, issue);
        }
        body.insert(QStringLiteral("issues"), issues);
    }
    write(id, QLatin1String(domain::CouncilAmend), body);
}

void CouncilModel::solve(const QString &id, int issue, bool solved)
{
    write(id, QLatin1String(domain::CouncilSolve),
          {{QStringLiteral("issue"), issue}, {QStringLiteral("solved"), solved}});
}

void CouncilModel::write(const QString &id, const QString &verb, const QJsonObject &body)
{
    if (const Access &access = operations()->access(); !access.mayWork()) {
        Q_EMIT operations()->refused(access.whyNotWork());
        return;
    }
    const auto found = std::find_if(m_councils.begin(), m_councils.end(),
                                    [&](const domain::Council &council) { return council.id == id; });
    domain::Council council;
    if (found != m_councils.end())
        council = *found;
    domain::Entry entry;
    entry.subject = domain::Subject::Council;
    entry.id = id;
    entry.version = council.version + 1;
    entry.verb = verb;
    entry.time = twin().now();
    entry.who = operations()->who();
    entry.seat = operations()->seat();
    entry.body = body;
    if (const base::Status status = domain::checkEntry(council, entry); !status) {
        Q_EMIT operations()->refused(status.error().message);
        return;
    }
    onAnswer(keeper().store().append({entry}), this, [this](const base::Result<std::vector<domain::Entry>> &saved) {
        if (!saved)
            Q_EMIT operations()->refused(saved.error().message);
        else
            Q_EMIT operations()->done(tr("The meeting was saved"), QString());
        refresh();
    });
}

}
