#pragma once

#include "base/LocalizedText.h"
#include "base/Result.h"
#include "domain/Things.h"

#include <QJsonObject>

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

    const EventType *type(const QString &id) const; ///< by id or alias; null where unknown
    const EventDomain *domain(const QString &id) const;
    static base::Result<Catalogue> fromJson(const QJsonObject &object, const QString &source);
};

/// One condition on one observed property. Fires at the first time `above` (or `below`) held for `seconds`; with
/// `risePerMinute` the rise within a minute is compared instead.
struct AlarmRule {
    QString id;
    base::LocalizedText name;
    ThingKind thing = ThingKind::Other;
    QString property;
    enum class Compare : quint8 { Above, Below, Equals, Rise } compare = Compare::Above;
    double threshold = 0;
    double seconds = 0;
    Severity severity = Severity::Minor;
};

/// What makes a reading an alarm: data that a district may edit.
struct Rules {
    std::vector<AlarmRule> rules;
    double staleAfterPeriods = 2, offlineAfterPeriods = 6;
    static base::Result<Rules> fromJson(const QJsonObject &object, const QString &source);
};

/// One of the 42 indicators of the overview.
struct Indicator {
    QString id;
    base::LocalizedText name;
    base::LocalizedText unit;
    QString group;
    QString query; ///< "count:building", "sum:area:registered", "things:smoke", "events:today" ...: see
                   ///< docs/project-file.md
    enum class Good : quint8 { Neither, Up, Down } good = Good::Neither;
};
base::Result<std::vector<Indicator>> indicatorsFromJson(const QJsonObject &object, const QString &source);

}
