#include "domain/Things.h"

#include <array>

namespace domain
{

static const std::array<QString, ThingKindCount> &kindNames()
{
    static const std::array<QString, ThingKindCount> names = {
        QStringLiteral("smoke"),  QStringLiteral("electrical"),  QStringLiteral("tilt"),
        QStringLiteral("gas"),    QStringLiteral("water-level"), QStringLiteral("rain"),
        QStringLiteral("camera"), QStringLiteral("presence"),    QStringLiteral("door"),
        QStringLiteral("lift"),   QStringLiteral("other")};
    return names;
}

/// Lower case with one hyphen for every run of blanks, hyphens and underscores: "Water_Level" -> "water-level".
static QString plainWord(const QString &text)
{
    QString word;
    for (const QChar c : text.trimmed().toLower()) {
        const bool gap = c.isSpace() || c == u'_' || c == u'-' || c == u'/';
        if (!gap)
            word += c;
        else if (!word.endsWith(u'-'))
            word += u'-';
    }
    return word;
}

QString thingKindName(ThingKind kind)
{
    return kindNames()[size_t(kind)];
}

ThingKind thingKindFromName(const QString &name)
{
    const QString word = plainWord(name);
    const auto &names = kindNames();
    for (size_t i = 0; i < names.size(); ++i) {
        if (word == names[i])
            return ThingKind(i);
    }
    struct Part {
        QStringView text;
        ThingKind kind;
    };
    // The first part that the word contains decides, so the particular ones stand before the general ones.
    static const Part parts[] = {{u"烟", ThingKind::Smoke},
                                 {u"smoke", ThingKind::Smoke},
                                 {u"fire-detector", ThingKind::Smoke},
                                 {u"积水", ThingKind::WaterLevel},
                                 {u"水位", ThingKind::WaterLevel},
                                 {u"液位", ThingKind::WaterLevel},
                                 {u"water-gauge", ThingKind::WaterLevel},
                                 {u"waterlevel", ThingKind::WaterLevel},
                                 {u"level-gauge", ThingKind::WaterLevel},
                                 {u"雨", ThingKind::Rain},
                                 {u"rain", ThingKind::Rain},
                                 {u"pluvio", ThingKind::Rain},
                                 {u"倾", ThingKind::Tilt},
                                 {u"tilt", ThingKind::Tilt},
                                 {u"inclin", ThingKind::Tilt},
                                 {u"燃气", ThingKind::Gas},
                                 {u"可燃", ThingKind::Gas},
                                 {u"煤气", ThingKind::Gas},
                                 {u"gas", ThingKind::Gas},
                                 {u"摄像", ThingKind::Camera},
                                 {u"视频", ThingKind::Camera},
                                 {u"监控探头", ThingKind::Camera},
                                 {u"camera", ThingKind::Camera},
                                 {u"cctv", ThingKind::Camera},
                                 {u"video", ThingKind::Camera},
                                 {u"人体", ThingKind::Presence},
                                 {u"人感", ThingKind::Presence},
                                 {u"红外", ThingKind::Presence},
                                 {u"presence", ThingKind::Presence},
                                 {u"occupancy", ThingKind::Presence},
                                 {u"motion", ThingKind::Presence},
                                 {u"pir", ThingKind::Presence},
                                 {u"门磁", ThingKind::Door},
                                 {u"门禁", ThingKind::Door},
                                 {u"door", ThingKind::Door},
                                 {u"电梯", ThingKind::Lift},
                                 {u"升降机", ThingKind::Lift},
                                 {u"elevator", ThingKind::Lift},
                                 {u"lift", ThingKind::Lift},
                                 {u"电气", ThingKind::Electrical},
                                 {u"用电", ThingKind::Electrical},
                                 {u"漏电", ThingKind::Electrical},
                                 {u"剩余电流", ThingKind::Electrical},
                                 {u"electric", ThingKind::Electrical},
                                 {u"power-monitor", ThingKind::Electrical},
                                 {u"residual-current", ThingKind::Electrical}};
    for (const Part &part : parts) {
        if (word.contains(part.text))
            return part.kind;
    }
    return ThingKind::Other;
}

QString statusName(ThingStatus status)
{
    switch (status) {
    case ThingStatus::Unknown:
        return QStringLiteral("unknown");
    case ThingStatus::Online:
        return QStringLiteral("online");
    case ThingStatus::Stale:
        return QStringLiteral("stale");
    case ThingStatus::Offline:
        return QStringLiteral("offline");
    case ThingStatus::Fault:
        return QStringLiteral("fault");
    }
    return {};
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Normal:
        return QStringLiteral("normal");
    case Severity::Minor:
        return QStringLiteral("minor");
    case Severity::Major:
        return QStringLiteral("major");
    case Severity::Critical:
        return QStringLiteral("critical");
    }
    return {};
}

Severity severityFromName(const QString &name, bool *ok)
{
    if (ok)
        *ok = true;
    if (name == QLatin1String("warning"))
        return Severity::Minor;
    for (Severity severity : {Severity::Normal, Severity::Minor, Severity::Major, Severity::Critical}) {
        if (name == severityName(severity))
            return severity;
    }
    if (ok)
        *ok = false;
    return Severity::Minor;
}

}
