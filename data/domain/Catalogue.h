#pragma once

#include "base/LocalizedText.h"
#include "base/Result.h"
#include "domain/Things.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace domain
{

struct EventDomain {
    QString id;
    base::LocalizedText name;
};

/// One of the 22 types. Limits are minutes.
struct EventType {
    QString id;
    QString domain;
    base::LocalizedText name;
    QString klass;
    Severity severity = Severity::Minor;
    int acceptMinutes = 0, closeMinutes = 0;
    QStringList aliases; ///< other words for it in feeds ("Noise - Residential")
};

/// Domains and types of events: data that a district may edit.
struct Catalogue {
    std::vector<EventDomain> domains;
    std::vector<EventType> types;
    /// Reports of one type so near to each other are proposed for merging.
    double duplicateMetres = 50, duplicateMinutes = 30;

    const EventType *type(const QString &id) const; ///< by id or alias; null where unknown
    const EventDomain *domain(const QString &id) const;
    static base::Result<Catalogue> fromJson(const QJsonObject &object, const QString &source);
};

/// One condition on one observed property, or on the devices of a building. Fires at the first time it held for
/// `seconds`.
struct AlarmRule {
    QString id;
    base::LocalizedText name;
    ThingKind thing = ThingKind::Other; ///< Other: of any kind
    QString property;
    enum class Compare : quint8 {
        Above,
        Below,
        Equals,
        Rise,      ///< by more than `threshold` within `seconds`
        Months,    ///< above `threshold` in each of `months` consecutive calendar months (of the district's time zone)
        Deviation, ///< more than `threshold` standard deviations from the mean of its own last `days`
        Silence,   ///< the device is offline; no property
        Share      ///< more than `threshold` (a fraction) of a building's devices of this kind are in `ofRule`
    } compare = Compare::Above;
    double threshold = 0;
    double seconds = 0;
    int months = 2, days = 90;
    QString ofRule;                     ///< of shares: the rule that has to be active
    int minimum = 5;                    ///< of shares: buildings with fewer devices are passed over
    double clear = geometry::NaN;       ///< back across this it clears (hysteresis); NaN: `threshold`
    QHash<QString, double> thresholdOf; ///< of single stations, by the thing's id
    Severity severity = Severity::Minor;
    QString event;          ///< catalogue type of the event that it opens; empty: none
    QStringList suppresses; ///< rules whose alarms in the same building it explains while it is active
    bool enabled = true;
};

/// What makes a reading an alarm: data that a district may edit.
struct Rules {
    std::vector<AlarmRule> rules;
    double staleAfterPeriods = 2, offlineAfterPeriods = 6;
    double incidentSeconds = 120;           ///< alarms of one unit so close to one another are one incident
    int steadyAlarms = 1, floodAlarms = 10; ///< in ten minutes an operator (EEMUA 191): more is too much, a flood
    const AlarmRule *rule(const QString &id) const; ///< null where there is none
    QJsonObject toJson() const;                     ///< as `fromJson` reads it
    static base::Result<Rules> fromJson(const QJsonObject &object, const QString &source);
};

/// One of the 42 indicators of the overview.
struct Indicator {
    QString id;
    base::LocalizedText name;
    base::LocalizedText unit;
    base::LocalizedText definition; ///< what exactly is counted, for the user; may be empty
    QString group;
    QString query; ///< "count:building", "sum:area:registered", "things:smoke", "events:today" ...: see
                   ///< docs/project-file.md
    enum class Good : quint8 { Neither, Up, Down } good = Good::Neither;
    QHash<QString, double> past; ///< of earlier days ("2026-06-17"), where the district knows them from elsewhere
};
base::Result<std::vector<Indicator>> indicatorsFromJson(const QJsonObject &object, const QString &source);

}
