#include "models/AlarmModel.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"

#include <algorithm>
#include <cmath>

namespace app
{

using domain::AlarmState;
using domain::Severity;

QString runningText(qint64 ms)
{
    constexpr qint64 Minute = 60, Hour = 60 * Minute, Day = 24 * Hour;
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    if (seconds >= Day)
        return ageText(ms);
    const QString tail = QStringLiteral("%1").arg(seconds % Minute, 2, 10, QLatin1Char('0'));
    if (seconds < Hour)
        return QStringLiteral("%1:%2").arg(seconds / Minute).arg(tail);
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / Hour)
        .arg(seconds % Hour / Minute, 2, 10, QLatin1Char('0'))
        .arg(tail);
}

QString runningText(const domain::Alarm &alarm, qint64 now)
{
    return alarm.active ? runningText(now - alarm.raised)
                        : translate("app", "over for %1").arg(ageText(now - alarm.cleared));
}

QString alarmText(const Twin &twin, const domain::Alarm &alarm)
{
    const QString rule = ruleName(twin, alarm.rule);
    if (alarm.why.unit.isEmpty() || std::isnan(alarm.why.value))
        return rule;
    return translate("app", "%1 %2", "rule, reading")
        .arg(rule, readingText(alarm.why.property, alarm.why.value, alarm.why.unit));
}

AlarmModel::AlarmModel(QObject *parent, Twin *twin) : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    constexpr int SoonMs = 50;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_soon, &QTimer::timeout, this, &AlarmModel::rebuild);
    connect(m_twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        for (const domain::Alarm &alarm : changes.alarms)
            m_changed.insert(alarm.id);
        if (changes.reset || !changes.alarms.empty() || !changes.incidents.empty())
            later();
    });
    connect(m_twin, &Twin::cityChanged, this, &AlarmModel::later);
    connect(m_twin, &Twin::cityChanged, this, &AlarmModel::choicesChanged);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        Q_EMIT choicesChanged();
    });
    connect(m_twin, &Twin::ticked, this, [this](qint64 now) {
        // A time that was shelved until may have come.
        for (const domain::Alarm *alarm : m_twin->state().alarms()) {
            if (alarm->shelvedUntil != 0 && alarm->shelvedUntil <= now)
                later();
        }
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {RunningRole});
    });
    rebuild();
}

void AlarmModel::later()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void AlarmModel::refilter()
{
    rebuild();
    Q_EMIT filterChanged();
}

void AlarmModel::setFilterText(const QString &text)
{
    if (text.trimmed() == m_text)
        return;
    m_text = text.trimmed();
    refilter();
}

void AlarmModel::setFilterState(const QString &state)
{
    if (state == m_state)
        return;
    m_state = state;
    refilter();
}

void AlarmModel::setFilterSeverity(const QString &severity)
{
    if (severity == m_severity)
        return;
    m_severity = severity;
    refilter();
}

void AlarmModel::setFilterRule(const QString &rule)
{
    if (rule == m_rule)
        return;
    m_rule = rule;
    refilter();
}

void AlarmModel::setFlat(bool flat)
{
    if (flat == m_flat)
        return;
    m_flat = flat;
    refilter();
}

bool AlarmModel::isNarrowed() const
{
    return !m_text.isEmpty() || !m_state.isEmpty() || !m_severity.isEmpty() || !m_rule.isEmpty();
}

void AlarmModel::clearFilters()
{
    for (QString *filter : {&m_text, &m_state, &m_severity, &m_rule})
        filter->clear();
    refilter();
}

bool AlarmModel::passes(const domain::Alarm &alarm) const
{
    bool known = false;
    if (!m_severity.isEmpty() && alarm.severity < domain::severityFromName(m_severity, &known))
        return false;
    if (!m_rule.isEmpty() && alarm.rule != m_rule)
        return false;
    const AlarmState state = domain::alarmState(alarm, m_twin->now());
    if (state == AlarmState::Normal)
        return false;
    if ((m_state == QLatin1String("calling") && !domain::isCalling(alarm, m_twin->now())) ||
        (m_state == QLatin1String("acknowledged") && state != AlarmState::ActiveAcknowledged) ||
        (m_state == QLatin1String("shelved") && state != AlarmState::Shelved) ||
        (m_state == QLatin1String("suppressed") && state != AlarmState::Suppressed))
        return false;
    if (m_text.isEmpty())
        return true;
    const auto has = [this](const QString &text) { return text.contains(m_text, Qt::CaseInsensitive); };
    return has(alarm.id) || has(ruleName(*m_twin, alarm.rule)) || has(app::nameOf(*m_twin, alarm.subject)) ||
           has(placeText(*m_twin, alarm));
}

/// What calls first, then the worst, then the newest.
static bool comesBefore(const domain::Alarm &a, const domain::Alarm &b, qint64 now)
{
    const bool callingA = domain::isCalling(a, now), callingB = domain::isCalling(b, now);
    if (callingA != callingB)
        return callingA;
    if (a.severity != b.severity)
        return a.severity > b.severity;
    if (a.active != b.active)
        return a.active;
    return a.raised != b.raised ? a.raised > b.raised : a.id < b.id;
}

/// Incidents of several alarms stand where their first one does.
void AlarmModel::appendGrouped(std::vector<Row> &rows, const std::vector<const domain::Alarm *> &alarms) const
{
    QHash<QString, QStringList> members;
    for (const domain::Alarm *alarm : alarms) {
        if (!m_flat && !alarm->incident.isEmpty())
            members[alarm->incident].append(alarm->id);
    }
    QSet<QString> told;
    for (const domain::Alarm *alarm : alarms) {
        const QStringList group = m_flat ? QStringList() : members.value(alarm->incident);
        if (group.size() < 2) {
            rows.push_back({Kind::Alarm, alarm->id});
            continue;
        }
        if (told.contains(alarm->incident))
            continue;
        told.insert(alarm->incident);
        const bool folded = !m_opened.contains(alarm->incident);
        rows.push_back({Kind::Incident, alarm->incident, 0, folded, group});
        for (const QString &id : folded ? QStringList() : group)
            rows.push_back({Kind::Alarm, id, 1});
    }
}

void AlarmModel::appendFolded(std::vector<Row> &rows, Kind kind, const std::vector<const domain::Alarm *> &alarms) const
{
    if (alarms.empty() || m_flat)
        return;
    QStringList ids;
    for (const domain::Alarm *alarm : alarms)
        ids.append(alarm->id);
    // Asked for alone they are not folded away.
    const bool folded = !m_opened.contains(nameOf(kind)) && m_state != nameOf(kind);
    rows.push_back({kind, nameOf(kind), 0, folded, ids});
    for (const QString &id : folded ? QStringList() : ids)
        rows.push_back({Kind::Alarm, id, 1});
}

std::vector<AlarmModel::Row> AlarmModel::makeRows()
{
    const qint64 now = m_twin->now();
    std::vector<const domain::Alarm *> shown, shelved, suppressed;
    Counts counts;
    for (const domain::Alarm *alarm : m_twin->state().alarms()) {
        if (!passes(*alarm))
            continue;
        switch (domain::alarmState(*alarm, now)) {
        case AlarmState::Shelved:
            ++counts.shelved;
            shelved.push_back(alarm);
            break;
        case AlarmState::Suppressed:
            ++counts.suppressed;
            suppressed.push_back(alarm);
            break;
        default:
            shown.push_back(alarm);
            if (domain::isCalling(*alarm, now)) {
                ++counts.calling;
                counts.worst = std::max(counts.worst, alarm->severity);
            } else {
                ++counts.acknowledged;
            }
        }
    }
    for (auto *list : {&shown, &shelved, &suppressed}) {
        std::sort(list->begin(), list->end(),
                  [now](const domain::Alarm *a, const domain::Alarm *b) { return comesBefore(*a, *b, now); });
    }
    std::vector<Row> rows;
    appendGrouped(rows, shown);
    appendFolded(rows, Kind::Shelved, shelved);
    appendFolded(rows, Kind::Suppressed, suppressed);
    if (counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
    return rows;
}

/// What stays at both ends keeps its rows, so that lists keep their place.
void AlarmModel::replaceRows(std::vector<Row> rows)
{
    const auto same = [](const Row &a, const Row &b) { return a.kind == b.kind && a.id == b.id && a.depth == b.depth; };
    size_t head = 0, tail = 0;
    const size_t least = std::min(rows.size(), m_rows.size());
    while (head < least && same(rows[head], m_rows[head]))
        ++head;
    while (tail < least - head && same(rows[rows.size() - 1 - tail], m_rows[m_rows.size() - 1 - tail]))
        ++tail;
    if (m_rows.size() > head + tail) {
        beginRemoveRows({}, int(head), int(m_rows.size() - tail) - 1);
        m_rows.erase(m_rows.begin() + qsizetype(head), m_rows.end() - qsizetype(tail));
        endRemoveRows();
    }
    if (rows.size() > head + tail) {
        beginInsertRows({}, int(head), int(rows.size() - tail) - 1);
        m_rows.insert(m_rows.begin() + qsizetype(head), rows.begin() + qsizetype(head), rows.end() - qsizetype(tail));
        endInsertRows();
    }
    const auto touched = [this](const Row &row) {
        return m_changed.contains(row.id) || std::any_of(row.members.begin(), row.members.end(),
                                                         [this](const QString &id) { return m_changed.contains(id); });
    };
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool different = rows[i] != m_rows[i];
        m_rows[i] = std::move(rows[i]);
        if (different || touched(m_rows[i]))
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
    m_changed.clear();
}

void AlarmModel::rebuild()
{
    m_soon.stop();
    const size_t before = m_rows.size();
    replaceRows(makeRows());
    if (m_rows.size() != before)
        Q_EMIT countsChanged();
}

void AlarmModel::toggle(const QString &id)
{
    if (!m_opened.remove(id))
        m_opened.insert(id);
    rebuild();
}

int AlarmModel::rowOf(const QString &alarm) const
{
    int group = -1;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].id == alarm)
            return int(i);
        if (m_rows[i].folded && m_rows[i].members.contains(alarm))
            group = int(i);
    }
    return group;
}

QString AlarmModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)].id : QString();
}

QStringList AlarmModel::callingIds() const
{
    QStringList ids;
    for (const domain::Alarm *alarm : m_twin->state().alarms()) {
        if (domain::isCalling(*alarm, m_twin->now()) && passes(*alarm))
            ids.append(alarm->id);
    }
    return ids;
}

QStringList AlarmModel::alarmsOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const Row &at = m_rows[size_t(row)];
    return at.kind == Kind::Alarm ? QStringList{at.id} : at.members;
}

QStringList AlarmModel::alarmsIn(const QString &incident) const
{
    QStringList ids;
    const domain::Incident *found = m_twin->state().incident(incident);
    for (const QString &id : found ? found->alarms : QStringList()) {
        const domain::Alarm *alarm = m_twin->state().alarm(id);
        if (alarm && domain::alarmState(*alarm, m_twin->now()) != AlarmState::Normal)
            ids.append(id);
    }
    return ids;
}

const domain::Alarm *AlarmModel::alarmOf(const Row &row) const
{
    if (row.kind == Kind::Shelved || row.kind == Kind::Suppressed)
        return nullptr;
    return m_twin->state().alarm(row.kind == Kind::Alarm ? row.id : row.members.value(0));
}

QString AlarmModel::nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Incident:
        return QStringLiteral("incident");
    case Kind::Shelved:
        return QStringLiteral("shelved");
    case Kind::Suppressed:
        return QStringLiteral("suppressed");
    case Kind::Alarm:
        break;
    }
    return QStringLiteral("alarm");
}

int AlarmModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariantList AlarmModel::states() const
{
    return {choice(QString(), tr("All that are not over")), choice(QStringLiteral("calling"), tr("Not acknowledged")),
            choice(QStringLiteral("acknowledged"), tr("Acknowledged")),
            choice(QStringLiteral("shelved"), tr("Shelved")), choice(QStringLiteral("suppressed"), tr("Suppressed"))};
}

QVariantList AlarmModel::severities() const
{
    return {choice(QString(), tr("All severities")), choice(QStringLiteral("major"), tr("Major and worse")),
            choice(QStringLiteral("critical"), tr("Critical"))};
}

QVariantList AlarmModel::rules() const
{
    QVariantList list{choice(QString(), tr("All rules"))};
    if (const auto &city = m_twin->city()) {
        for (const domain::AlarmRule &rule : city->rules.rules)
            list.append(choice(rule.id, rule.name.in(m_twin->language())));
    }
    return list;
}

}
