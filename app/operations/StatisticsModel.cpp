#include "operations/StatisticsModel.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/Text.h"
#include "operations/Answers.h"
#include "operations/HistoryModel.h"
#include "operations/Operations.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace app
{

using Key = store::StatisticsQuery::Key;

static const std::vector<std::pair<QString, Key>> &keyNames()
{
    static const std::vector<std::pair<QString, Key>> names = {
        {QStringLiteral("none"), Key::None}, {QStringLiteral("domain"), Key::Domain},
        {QStringLiteral("type"), Key::Type}, {QStringLiteral("class"), Key::Class},
        {QStringLiteral("area"), Key::Area}, {QStringLiteral("source"), Key::Source},
        {QStringLiteral("day"), Key::Day},   {QStringLiteral("month"), Key::Month}};
    return names;
}

static Key keyOf(const QString &name)
{
    const auto &names = keyNames();
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto &each) { return each.first == name; });
    return found != names.end() ? found->second : Key::None;
}

StatisticsModel::StatisticsModel(QObject *parent, Operations *operations)
    : QObject(parent), m_operations(operations ? operations : Operations::current())
{
    constexpr int SoonMs = 1000;
    m_soon.setSingleShot(true);
    m_soon.setInterval(SoonMs);
    connect(&m_soon, &QTimer::timeout, this, &StatisticsModel::refresh);
    const auto later = [this] {
        m_stale = true;
        if (m_active && !m_soon.isActive())
            m_soon.start();
    };
    connect(&m_operations->keeper(), &Keeper::appended, this, later);
    connect(&m_operations->keeper(), &Keeper::ready, this, later);
    connect(&m_operations->twin(), &Twin::languageChanged, this, [this, later] {
        Q_EMIT wordsChanged();
        later();
    });
    connect(&m_operations->twin(), &Twin::cityChanged, this, &StatisticsModel::wordsChanged);
}

void StatisticsModel::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    Q_EMIT changed();
    if (active && m_stale)
        ask();
}

void StatisticsModel::choose(QString &mine, const QString &value)
{
    if (mine == value)
        return;
    mine = value;
    Q_EMIT questionChanged();
    refresh();
}

void StatisticsModel::setPeriod(const QString &period)
{
    choose(m_period, period);
}

void StatisticsModel::setBy(const QString &key)
{
    choose(m_by, key);
}

void StatisticsModel::setThen(const QString &key)
{
    choose(m_then, key);
}

void StatisticsModel::setAreaLevel(const QString &level)
{
    choose(m_areaLevel, level);
}

void StatisticsModel::setRange(double from, double to)
{
    m_from = qint64(from);
    m_to = qint64(to);
    m_period = QStringLiteral("own");
    Q_EMIT questionChanged();
    refresh();
}

void StatisticsModel::setFilter(const QVariantMap &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    Q_EMIT questionChanged();
    refresh();
}

void StatisticsModel::refresh()
{
    m_stale = true;
    if (m_active)
        ask();
}

std::pair<qint64, qint64> StatisticsModel::range() const
{
    const Twin &twin = m_operations->twin();
    const QTimeZone zone = zoneOf(twin.city().get());
    const QDate today = QDateTime::fromMSecsSinceEpoch(twin.now(), zone).date();
    const auto begin = [&](const QDate &day) { return QDateTime(day, QTime(0, 0), zone).toMSecsSinceEpoch(); };
    if (m_period == QLatin1String("own"))
        return {m_from, m_to};
    if (m_period == QLatin1String("all"))
        return {0, 0};
    const QDate tomorrow = today.addDays(1);
    if (m_period == QLatin1String("yesterday"))
        return {begin(today.addDays(-1)), begin(today)};
    if (m_period == QLatin1String("week"))
        return {begin(today.addDays(-6)), begin(tomorrow)};
    if (m_period == QLatin1String("month"))
        return {begin(QDate(today.year(), today.month(), 1)), begin(tomorrow)};
    if (m_period == QLatin1String("year"))
        return {begin(QDate(today.year(), 1, 1)), begin(tomorrow)};
    return {begin(today), begin(tomorrow)};
}

store::StatisticsQuery statisticsQuery(const QVariantMap &question, const Twin &twin)
{
    store::StatisticsQuery query;
    query.from = question.value(QStringLiteral("from")).toLongLong();
    query.to = question.value(QStringLiteral("to")).toLongLong();
    query.by = keyOf(question.value(QStringLiteral("by")).toString());
    query.then = keyOf(question.value(QStringLiteral("then")).toString());
    query.areaLevel = question.value(QStringLiteral("areaLevel")).toString();
    query.filter = eventQuery(question, twin.now());
    query.filter.reportedFrom = query.filter.reportedTo = 0; // the period is the query's own
    query.timezone = QString::fromUtf8(zoneOf(twin.city().get()).id());
    return query;
}

store::StatisticsQuery StatisticsModel::question() const
{
    QVariantMap asked = m_filter;
    const auto [first, end] = range();
    asked.insert({{QStringLiteral("from"), first},
                  {QStringLiteral("to"), end},
                  {QStringLiteral("by"), m_by},
                  {QStringLiteral("then"), m_then},
                  {QStringLiteral("areaLevel"), m_areaLevel}});
    return statisticsQuery(asked, m_operations->twin());
}

void StatisticsModel::ask()
{
    m_stale = false;
    const int serial = ++m_serial;
    m_asked = 2;
    Q_EMIT changed();
    const auto answered = [this, serial] {
        const bool mine = serial == m_serial;
        m_asked -= mine ? 1 : 0;
        return mine;
    };
    store::Store &store = m_operations->keeper().store();
    onAnswer(store.statistics(question()), this, [this, answered](const base::Result<store::Statistics> &found) {
        if (!answered())
            return;
        m_error = found ? QString() : found.error().message;
        if (found)
            take(*found);
        Q_EMIT changed();
    });
    store::StatisticsQuery query = question();
    query.by = query.then = Key::None;
    query.filter.domains = {QStringLiteral("disputes")};
    onAnswer(store.statistics(query), this, [this, answered](const base::Result<store::Statistics> &found) {
        if (!answered())
            return;
        m_disputes.clear();
        if (found && found->funnel.size() >= 6) {
            const auto step = [&](const QString &id, const QString &text, int count) {
                const int first = std::max(1, found->funnel.front());
                m_disputes.append(QVariantMap{{QStringLiteral("id"), id},
                                              {QStringLiteral("label"), text},
                                              {QStringLiteral("count"), count},
                                              {QStringLiteral("share"), double(count) / first}});
            };
            step(QStringLiteral("received"), tr("Received"), found->funnel[0]);
            step(QStringLiteral("mediation"), tr("In mediation"), found->funnel[1]);
            step(QStringLiteral("settled"), tr("Settled"), found->total.settled);
        }
        Q_EMIT changed();
    });
}

QString statisticsName(const domain::City *city, const QString &language, Key key, const QString &value)
{
    if (key == Key::None)
        return {};
    if (value.isEmpty())
        return translate("app", "unknown");
    switch (key) {
    case Key::Domain: {
        const domain::EventDomain *found = city ? city->catalogue.domain(value) : nullptr;
        return found ? found->name.in(language) : value;
    }
    case Key::Type: {
        const domain::EventType *found = city ? city->catalogue.type(value) : nullptr;
        return found ? found->name.in(language) : value;
    }
    case Key::Class:
        return translate("app", "Class %1").arg(value);
    case Key::Area: {
        const domain::ObjectRef area = domain::refFromText(value);
        const auto *found = city ? city->area(area) : nullptr;
        const QString name = found ? domain::nameIn(*found, language) : QString();
        return name.isEmpty() ? area.id : name;
    }
    case Key::Source:
        return eventSourceLabel(value);
    default:
        return value;
    }
}

QString StatisticsModel::keyLabel(const QString &key, const QString &value) const
{
    const Twin &twin = m_operations->twin();
    return statisticsName(twin.city().get(), twin.language(), keyOf(key), value);
}

/// How far an event came; unlike the name of a state, right for those that are further by now.
static QString stepName(domain::EventState step)
{
    using enum domain::EventState;
    switch (step) {
    case Accepted:
        return translate("app", "Accepted", "step of the work");
    case Dispatched:
        return translate("app", "Dispatched", "step of the work");
    case Handling:
        return translate("app", "Handled", "step of the work");
    case Verifying:
        return translate("app", "Verified", "step of the work");
    case Closed:
        return translate("app", "Closed", "step of the work");
    default:
        return translate("app", "Reported", "step of the work");
    }
}

/// "12 min", as ages are told; empty where there is none.
static QString minutesText(double minutes)
{
    if (std::isnan(minutes))
        return {};
    // An age counts what is full; a mean is rounded to what is told of it.
    constexpr double Hour = 60, Day = 24 * Hour;
    const double step = minutes >= 2 * Day ? Day : minutes >= 10 * Hour ? Hour : minutes >= 1 ? 1 : 1.0 / 60;
    return ageText(qRound64(std::round(minutes / step) * step * 60000));
}

static QVariant orNull(double value)
{
    return std::isnan(value) ? QVariant() : QVariant(value);
}

QVariantMap StatisticsModel::rowOf(const store::StatisticsRow &row) const
{
    return {{QStringLiteral("key"), row.key},
            {QStringLiteral("label"), keyLabel(m_by, row.key)},
            {QStringLiteral("then"), row.then},
            {QStringLiteral("thenLabel"), keyLabel(m_then, row.then)},
            {QStringLiteral("received"), row.received},
            {QStringLiteral("accepted"), row.accepted},
            {QStringLiteral("settled"), row.settled},
            {QStringLiteral("rejected"), row.rejected},
            {QStringLiteral("merged"), row.merged},
            {QStringLiteral("overdue"), row.overdue},
            {QStringLiteral("open"), row.open},
            {QStringLiteral("rate"), row.rate},
            {QStringLiteral("rateText"), QStringLiteral("%1 %").arg(numberText(row.rate * 100, 1))},
            {QStringLiteral("acceptMinutes"), orNull(row.acceptMinutes)},
            {QStringLiteral("closeMinutes"), orNull(row.closeMinutes)},
            {QStringLiteral("acceptText"), minutesText(row.acceptMinutes)},
            {QStringLiteral("closeText"), minutesText(row.closeMinutes)},
            {QStringLiteral("satisfaction"), orNull(row.satisfaction)}};
}

void StatisticsModel::take(const store::Statistics &found)
{
    m_rows.clear();
    for (const store::StatisticsRow &row : found.rows)
        m_rows.append(rowOf(row));
    m_total = rowOf(found.total);
    m_total.insert(QStringLiteral("label"), tr("All"));
    m_funnel.clear();
    using enum domain::EventState;
    static constexpr std::array Steps = {Reported, Accepted, Dispatched, Handling, Verifying, Closed};
    for (size_t i = 0; i < std::min(Steps.size(), found.funnel.size()); ++i)
        m_funnel.append(
            QVariantMap{{QStringLiteral("id"), domain::eventStateName(Steps[i])},
                        {QStringLiteral("label"), stepName(Steps[i])},
                        {QStringLiteral("count"), found.funnel[i]},
                        {QStringLiteral("share"), double(found.funnel[i]) / std::max(1, found.funnel.front())}});
    m_others = {{QStringLiteral("alarms"), found.alarms},
                {QStringLiteral("incidents"), found.incidents},
                {QStringLiteral("meetings"), found.meetings},
                {QStringLiteral("issuesRaised"), found.issuesRaised},
                {QStringLiteral("issuesSolved"), found.issuesSolved}};
}

QVariantList StatisticsModel::periods() const
{
    return {choice(QStringLiteral("today"), tr("Today")),          choice(QStringLiteral("yesterday"), tr("Yesterday")),
            choice(QStringLiteral("week"), tr("Last seven days")), choice(QStringLiteral("month"), tr("This month")),
            choice(QStringLiteral("year"), tr("This year")),       choice(QStringLiteral("all"), tr("Everything"))};
}

QVariantList StatisticsModel::keys() const
{
    return {choice(QStringLiteral("none"), tr("Nothing")), choice(QStringLiteral("domain"), tr("Domain")),
            choice(QStringLiteral("type"), tr("Type")),    choice(QStringLiteral("class"), tr("Class")),
            choice(QStringLiteral("area"), tr("Area")),    choice(QStringLiteral("source"), tr("Source")),
            choice(QStringLiteral("day"), tr("Day")),      choice(QStringLiteral("month"), tr("Month"))};
}

QVariantList StatisticsModel::levels() const
{
    QVariantList list;
    const domain::City *city = m_operations->twin().city().get();
    for (const domain::ObjectKind kind : {domain::ObjectKind::SubDistrict, domain::ObjectKind::Community,
                                          domain::ObjectKind::Block, domain::ObjectKind::Grid}) {
        const bool isThere = city && std::any_of(city->places.nodes().begin(), city->places.nodes().end(),
                                                 [&](const auto &node) { return node.area.level == kind; });
        if (isThere)
            list.append(choice(domain::kindName(kind), label(kind)));
    }
    return list;
}

}
