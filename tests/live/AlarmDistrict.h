#pragma once

#include "domain/AlarmCycle.h"
#include "domain/City.h"
#include "live/TwinState.h"

#include <memory>

/// A district for alarms: building B1 with a unit U1 (smoke S1, electrical E1, presence P1, camera V1) and devices in
/// its corridors, building B2 with the tilt sensor T1, water levels W1 and W2 outdoors. Every device but those of days
/// (tilt: 6 h) reports once a minute.
class AlarmDistrict
{
public:
    explicit AlarmDistrict(const QString &zone = QStringLiteral("Asia/Shanghai"), int corridor = 0);

    std::shared_ptr<domain::City> city;
    domain::AlarmRule &rule(const char *id, domain::ThingKind kind, const char *property,
                            domain::AlarmRule::Compare compare, double threshold, double seconds = 0,
                            domain::Severity severity = domain::Severity::Major);
    domain::AlarmRule &silence(const char *id = "offline");
    domain::AlarmRule &share(const char *id = "offline-share", double share = 0.2);
    static QString corridorThing(int index) { return QStringLiteral("C%1").arg(index); }
    static std::vector<domain::ThingStatusReport> corridor(int from, int to, bool online, qint64 time);
};

/// A twin that is told things; collects the entries that it makes.
class ToldTwin
{
public:
    explicit ToldTwin(const std::shared_ptr<domain::City> &city) { twin.setCity(city); }

    domain::ChangeSet say(const QString &datastream, const QJsonValue &result, qint64 time, qint64 now = 0);
    domain::ChangeSet tick(qint64 now) { return kept(twin.tick(now)); }
    domain::ChangeSet kept(domain::ChangeSet changes);
    const domain::Alarm *alarm(const QString &subject, const char *rule) const;
    bool isActive(const QString &subject, const char *rule) const;
    domain::AlarmState state(const QString &subject, const char *rule, qint64 now) const;
    /// "raise S1/smoke v1 @60" ...: verbs of the entries so far, of one rule or of all.
    QStringList told(const char *rule = "") const;
    /// What a person does, as it comes back from the store.
    domain::ChangeSet act(const QString &alarm, domain::AlarmVerb verb, qint64 time, const QJsonObject &body = {});

    live::TwinState twin;
    std::vector<domain::Entry> entries;
};

/// Some of its datastreams, devices and alarms.
inline const QString Current = QStringLiteral("E1-residual-current"), Smoke = QStringLiteral("S1-smoke"),
                     S1 = QStringLiteral("S1"), E1 = QStringLiteral("E1"), B1 = QStringLiteral("B1"),
                     SmokeAlarm = QStringLiteral("thing:S1/smoke"), HighAlarm = QStringLiteral("thing:E1/high");

/// A critical rule for smoke, which opens events, and one for residual current above 300 mA.
AlarmDistrict smokeDistrict();
/// How many alarms call for attention.
int callingCount(const ToldTwin &told, qint64 now);
