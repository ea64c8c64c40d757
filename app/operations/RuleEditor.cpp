#include "operations/RuleEditor.h"

#include "core/Choice.h"
#include "core/Directory.h"
#include "core/OperationWords.h"
#include "core/Text.h"
#include "core/Words.h"
#include "operations/Operations.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::AlarmRule;
using Compare = AlarmRule::Compare;

enum Role {
    IdRole = Qt::UserRole + 1,
    NameRole,
    ThingRole,
    ThingNameRole,
    PropertyRole,
    PropertyNameRole,
    ConditionRole,
    SeverityRole,
    SeverityNameRole,
    EventRole,
    EnabledRole,
    EditedRole
};

static const std::vector<std::pair<QString, Compare>> &compareNames()
{
    static const std::vector<std::pair<QString, Compare>> names = {
        {QStringLiteral("above"), Compare::Above},     {QStringLiteral("below"), Compare::Below},
        {QStringLiteral("equals"), Compare::Equals},   {QStringLiteral("rise"), Compare::Rise},
        {QStringLiteral("months"), Compare::Months},   {QStringLiteral("deviation"), Compare::Deviation},
        {QStringLiteral("silence"), Compare::Silence}, {QStringLiteral("share"), Compare::Share}};
    return names;
}

RuleEditor::RuleEditor(Operations &operations, QObject *parent)
    : QAbstractListModel(parent), m_operations(operations), m_twin(operations.twin())
{
    connect(&m_twin, &Twin::cityChanged, this, &RuleEditor::takeRules);
    connect(&m_twin, &Twin::rulesChanged, this, &RuleEditor::takeRules);
    connect(&m_twin, &Twin::languageChanged, this, [this] {
        if (count() > 0)
            Q_EMIT dataChanged(index(0), index(count() - 1));
        Q_EMIT wordsChanged();
        Q_EMIT changed();
    });
}

void RuleEditor::takeRules()
{
    if (isDirty() && m_twin.city())
        return; // what somebody is at work on is kept
    setDraft(m_twin.city() ? m_twin.city()->rules : domain::Rules(), {});
    Q_EMIT wordsChanged();
}

void RuleEditor::setDraft(domain::Rules rules, const QString &edited)
{
    beginResetModel();
    m_draft = std::move(rules);
    if (edited.isEmpty())
        m_edited.clear();
    else if (!m_edited.contains(edited))
        m_edited.append(edited);
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT changed();
}

// Where it is kept

void RuleEditor::open(const QString &project, const QString &own, bool keepsOwn)
{
    cancelTrial();
    m_edited.clear();
    m_place = {};
    takeRules();
    QThreadPool::globalInstance()->start(
        [self = QPointer<RuleEditor>(this), opening = ++m_openings, project, own, keepsOwn] {
            const auto place = findRulePlace(project, own, keepsOwn);
            const bool hasOwn = place && place->inProfile && QFileInfo::exists(own);
            const auto rules = hasOwn ? readRules(own) : base::Result<domain::Rules>(domain::Rules());
            QMetaObject::invokeMethod(qApp, [=] {
                if (!self || opening != self->m_openings)
                    return;
                if (place)
                    self->m_place = *place;
                if (hasOwn && rules)
                    self->m_twin.setRules(*rules);
                else if (!rules)
                    Q_EMIT self->notice(errorLine(rules.error()));
                Q_EMIT self->changed();
            });
        });
}

QString RuleEditor::place() const
{
    if (m_place.file.isEmpty())
        return {};
    if (m_place.inProfile)
        return tr("The project cannot be written: the rules are kept for this user alone, in %1").arg(m_place.file);
    return m_place.addsKey ? tr("In %1, which the project will name").arg(m_place.file) : tr("In %1").arg(m_place.file);
}

bool RuleEditor::mayChange()
{
    const Access &access = m_operations.access();
    if (!access.mayAdminister())
        Q_EMIT notice(access.whyNotAdminister());
    return access.mayAdminister();
}

void RuleEditor::save()
{
    if (!mayChange())
        return;
    if (m_writing || m_place.file.isEmpty() || !isDirty())
        return;
    m_writing = true;
    Q_EMIT changed();
    QThreadPool::globalInstance()->start(
        [self = QPointer<RuleEditor>(this), opening = m_openings, place = m_place, rules = m_draft] {
            const base::Status written = writeRules(place, rules);
            QMetaObject::invokeMethod(qApp, [=] {
                if (!self)
                    return;
                self->m_writing = false;
                if (written && opening == self->m_openings) {
                    self->m_place.addsKey = false;
                    self->m_edited.clear();
                    self->m_twin.setRules(rules);
                    Q_EMIT self->notice(tr("The rules are saved and in force: %1").arg(place.file));
                } else if (!written) {
                    Q_EMIT self->notice(errorLine(written.error()));
                }
                Q_EMIT self->changed();
            });
        });
}

// The list

QVariant RuleEditor::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const AlarmRule &rule = m_draft.rules[size_t(index.row())];
    switch (role) {
    case IdRole:
        return rule.id;
    case Qt::DisplayRole:
    case NameRole:
        return rule.name.in(m_twin.language());
    case ThingRole:
        return domain::thingKindName(rule.thing);
    case ThingNameRole:
        return rule.thing == domain::ThingKind::Other ? tr("any device") : label(rule.thing);
    case PropertyRole:
        return rule.property;
    case PropertyNameRole:
        return propertyLabel(rule.property);
    case ConditionRole: {
        QString unit;
        for (const QVariant &each : properties(domain::thingKindName(rule.thing))) {
            if (each.toMap().value(QStringLiteral("id")).toString() == rule.property)
                unit = each.toMap().value(QStringLiteral("unit")).toString();
        }
        // A rule may wait for devices that the district has not got yet.
        return ruleText(rule, m_twin.language(), unit.isEmpty() ? usualUnit(rule.property) : unit);
    }
    case SeverityRole:
        return domain::severityName(rule.severity);
    case SeverityNameRole:
        return label(rule.severity);
    case EventRole:
        return rule.event;
    case EnabledRole:
        return rule.enabled;
    case EditedRole:
        return m_edited.contains(rule.id);
    default:
        return {};
    }
}

QHash<int, QByteArray> RuleEditor::roleNames() const
{
    return {{IdRole, "id"},
            {NameRole, "name"},
            {ThingRole, "thing"},
            {ThingNameRole, "thingName"},
            {PropertyRole, "property"},
            {PropertyNameRole, "propertyName"},
            {ConditionRole, "condition"},
            {SeverityRole, "severity"},
            {SeverityNameRole, "severityName"},
            {EventRole, "event"},
            {EnabledRole, "enabled"},
            {EditedRole, "edited"}};
}

// Words to choose from

QVariantList RuleEditor::things() const
{
    QVariantList list{choice(domain::thingKindName(domain::ThingKind::Other), tr("any device"))};
    for (int i = 0; i < domain::ThingKindCount; ++i) {
        const auto kind = domain::ThingKind(i);
        if (kind != domain::ThingKind::Other)
            list.append(choice(domain::thingKindName(kind), label(kind)));
    }
    return list;
}

QVariantList RuleEditor::compares() const
{
    static const char *texts[] = {QT_TR_NOOP("above"),
                                  QT_TR_NOOP("below"),
                                  QT_TR_NOOP("equal to"),
                                  QT_TR_NOOP("rises by"),
                                  QT_TR_NOOP("above in consecutive months"),
                                  QT_TR_NOOP("standard deviations from its own past"),
                                  QT_TR_NOOP("offline"),
                                  QT_TR_NOOP("share of a building's devices")};
    QVariantList list;
    for (size_t i = 0; i < compareNames().size(); ++i)
        list.append(choice(compareNames()[i].first, tr(texts[i])));
    return list;
}

QVariantList RuleEditor::eventTypes() const
{
    QVariantList list{choice(QString(), tr("none"))};
    for (const domain::EventType &type :
         m_twin.city() ? m_twin.city()->catalogue.types : std::vector<domain::EventType>())
        list.append(choice(type.id, type.name.in(m_twin.language())));
    return list;
}

QVariantList RuleEditor::properties(const QString &thing) const
{
    const domain::ThingKind kind = domain::thingKindFromName(thing);
    QVariantList list;
    QStringList known;
    for (const auto &layer :
         m_twin.city() ? m_twin.city()->layers : std::vector<std::shared_ptr<const domain::Layer>>()) {
        for (const domain::Thing &each : layer->things) {
            if (kind != domain::ThingKind::Other && each.kind != kind)
                continue;
            for (const domain::Datastream &stream : each.datastreams) {
                if (known.contains(stream.property))
                    continue;
                known.append(stream.property);
                QVariantMap entry = choice(stream.property, propertyLabel(stream.property));
                entry.insert(QStringLiteral("unit"), stream.unit);
                list.append(entry);
            }
        }
    }
    return list;
}

// One rule

static QVariantMap toMap(const AlarmRule &rule)
{
    const auto &names = compareNames();
    const auto compare =
        std::find_if(names.begin(), names.end(), [&](const auto &each) { return each.second == rule.compare; });
    return {{QStringLiteral("id"), rule.id},
            {QStringLiteral("nameEn"), rule.name.en},
            {QStringLiteral("nameZh"), rule.name.zh},
            {QStringLiteral("thing"), domain::thingKindName(rule.thing)},
            {QStringLiteral("property"), rule.property},
            {QStringLiteral("compare"), compare->first},
            {QStringLiteral("threshold"), rule.threshold},
            {QStringLiteral("seconds"), rule.seconds},
            {QStringLiteral("months"), rule.months},
            {QStringLiteral("days"), rule.days},
            {QStringLiteral("ofRule"), rule.ofRule},
            {QStringLiteral("minimum"), rule.minimum},
            {QStringLiteral("clear"), std::isnan(rule.clear) ? QVariant() : QVariant(rule.clear)},
            {QStringLiteral("severity"), domain::severityName(rule.severity)},
            {QStringLiteral("event"), rule.event},
            {QStringLiteral("suppresses"), rule.suppresses},
            {QStringLiteral("enabled"), rule.enabled}};
}

/// As its fields say; whether they fit together `Rules::fromJson` judges.
static AlarmRule ruleOf(const QVariantMap &map, AlarmRule rule)
{
    const auto text = [&map](const char *key) { return map.value(QLatin1String(key)).toString().trimmed(); };
    const auto take = [&map](const char *key, auto &into) {
        const QVariant value = map.value(QLatin1String(key));
        if (value.isValid() && !value.isNull() && !value.toString().isEmpty())
            into = value.value<std::remove_reference_t<decltype(into)>>();
    };
    rule.id = text("id");
    const QString en = text("nameEn"), zh = text("nameZh");
    rule.name = {en.isEmpty() ? zh : en, zh.isEmpty() ? en : zh};
    rule.thing = domain::thingKindFromName(text("thing"));
    rule.property = text("property");
    for (const auto &[name, compare] : compareNames()) {
        if (name == text("compare"))
            rule.compare = compare;
    }
    take("threshold", rule.threshold);
    take("seconds", rule.seconds);
    take("months", rule.months);
    take("days", rule.days);
    take("minimum", rule.minimum);
    take("enabled", rule.enabled);
    rule.clear = geometry::NaN;
    take("clear", rule.clear);
    rule.ofRule = rule.compare == Compare::Share ? text("ofRule") : QString();
    rule.severity = domain::severityFromName(text("severity"));
    rule.event = text("event");
    rule.suppresses = map.value(QStringLiteral("suppresses")).toStringList();
    return rule;
}

QVariantMap RuleEditor::rule(const QString &id) const
{
    const AlarmRule *found = m_draft.rule(id);
    return found ? toMap(*found) : QVariantMap();
}

QVariantMap RuleEditor::blank() const
{
    AlarmRule rule;
    rule.severity = domain::Severity::Major;
    for (int n = 1; rule.id.isEmpty() || m_draft.rule(rule.id); ++n)
        rule.id = QStringLiteral("own-%1").arg(n);
    return toMap(rule);
}

base::Result<domain::Rules> RuleEditor::draftWith(const QVariantMap &map) const
{
    domain::Rules rules = m_draft;
    const QString id = map.value(QStringLiteral("id")).toString().trimmed();
    const auto found =
        std::find_if(rules.rules.begin(), rules.rules.end(), [&](const AlarmRule &each) { return each.id == id; });
    if (found != rules.rules.end())
        *found = ruleOf(map, *found);
    else
        rules.rules.push_back(ruleOf(map, {}));
    return domain::Rules::fromJson(rules.toJson(), QString());
}

QStringList RuleEditor::check(const QVariantMap &map) const
{
    QStringList problems;
    const AlarmRule rule = ruleOf(map, {});
    if (rule.id.isEmpty())
        problems.append(tr("It needs a code of its own"));
    if (rule.name.isEmpty())
        problems.append(tr("It needs a name"));
    const bool ofReadings = rule.compare != Compare::Silence && rule.compare != Compare::Share;
    if (ofReadings && rule.property.isEmpty())
        problems.append(tr("Choose what it watches"));
    if (!rule.event.isEmpty() && m_twin.city() && !m_twin.city()->catalogue.type(rule.event))
        problems.append(tr("There is no type of event \"%1\"").arg(rule.event));
    if (problems.isEmpty()) {
        if (const auto rules = draftWith(map); !rules)
            problems.append(rules.error().message);
    }
    return problems;
}

bool RuleEditor::put(const QVariantMap &map)
{
    if (!mayChange() || !check(map).isEmpty())
        return false;
    setDraft(*draftWith(map), map.value(QStringLiteral("id")).toString().trimmed());
    return true;
}

void RuleEditor::remove(const QString &id)
{
    if (!mayChange())
        return;
    domain::Rules rules = m_draft;
    if (std::erase_if(rules.rules, [&](const AlarmRule &rule) { return rule.id == id; }) == 0)
        return;
    const auto sound = domain::Rules::fromJson(rules.toJson(), QString());
    if (sound)
        setDraft(*sound, id);
    else
        Q_EMIT notice(tr("Other rules refer to it: %1").arg(sound.error().message));
}

void RuleEditor::setEnabled(const QString &id, bool enabled)
{
    if (!mayChange())
        return;
    domain::Rules rules = m_draft;
    for (AlarmRule &rule : rules.rules) {
        if (rule.id == id && rule.enabled != enabled) {
            rule.enabled = enabled;
            setDraft(std::move(rules), id);
            return;
        }
    }
}

void RuleEditor::revert()
{
    m_edited.clear();
    takeRules();
}

}
