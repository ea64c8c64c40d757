#include "core/Settings.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>

namespace app
{

/// The value where it is one of those allowed, else the first of them.
static QString oneOf(const QString &value, const QStringList &allowed)
{
    return allowed.contains(value) ? value : allowed.first();
}

Settings::Settings(const QString &profile) : m_profile(profile)
{
    const QString folder =
        profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) : profile;
    m_settings =
        std::make_unique<QSettings>(QDir(folder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
}

QString Settings::folder() const
{
    return QFileInfo(m_settings->fileName()).absolutePath();
}

QString Settings::cacheFolder() const
{
    return m_profile.isEmpty() ? QString() : QDir(m_profile).filePath(QStringLiteral("cache"));
}

QString Settings::mapKey() const
{
    return m_settings->value(QStringLiteral("maps/tiandituKey")).toString();
}

int Settings::tileMemory() const
{
    return std::max(0, m_settings->value(QStringLiteral("view/tileMemory"), 0).toInt());
}

void Settings::setTileMemory(int mebibytes)
{
    put(QStringLiteral("view/tileMemory"), mebibytes);
}

void Settings::setMapKey(const QString &key)
{
    put(QStringLiteral("maps/tiandituKey"), key.trimmed());
}

void Settings::put(const QString &key, const QVariant &value)
{
    m_settings->setValue(key, value);
}

QString Settings::language() const
{
    return m_settings->value(QStringLiteral("language")).toString();
}

void Settings::setLanguage(const QString &language)
{
    put(QStringLiteral("language"), language);
}

QString Settings::theme() const
{
    return oneOf(m_settings->value(QStringLiteral("theme")).toString(),
                 {QStringLiteral("command"), QStringLiteral("plan")});
}

void Settings::setTheme(const QString &theme)
{
    put(QStringLiteral("theme"), theme);
}

QString Settings::quality() const
{
    return oneOf(m_settings->value(QStringLiteral("quality")).toString(),
                 {QStringLiteral("auto"), QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high")});
}

void Settings::setQuality(const QString &quality)
{
    put(QStringLiteral("quality"), quality);
}

QString Settings::layout() const
{
    return oneOf(m_settings->value(QStringLiteral("layout")).toString(),
                 {QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")});
}

void Settings::setLayout(const QString &layout)
{
    put(QStringLiteral("layout"), layout);
}

QString Settings::roomPaint() const
{
    return m_settings->value(QStringLiteral("roomPaint"), QStringLiteral("function")).toString();
}

void Settings::setRoomPaint(const QString &paint)
{
    put(QStringLiteral("roomPaint"), paint);
}

QString Settings::operatorName() const
{
    const QString login =
        qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME", QSysInfo::machineHostName())).trimmed();
    const QString kept = m_settings->value(QStringLiteral("operations/who")).toString().trimmed();
    return kept.isEmpty() ? login : kept;
}

void Settings::setOperatorName(const QString &name)
{
    put(QStringLiteral("operations/who"), name);
}

QString Settings::role() const
{
    return m_settings->value(QStringLiteral("operations/role")).toString();
}

void Settings::setRole(const QString &role)
{
    put(QStringLiteral("operations/role"), role);
}

bool Settings::desktopNotifications() const
{
    return m_settings->value(QStringLiteral("operations/desktop"), true).toBool();
}

void Settings::setDesktopNotifications(bool on)
{
    put(QStringLiteral("operations/desktop"), on);
}

QString Settings::seat() const
{
    return m_settings->value(QStringLiteral("operations/seat"), QSysInfo::machineHostName()).toString();
}

double Settings::textScale() const
{
    return std::clamp(m_settings->value(QStringLiteral("textScale"), 1.0).toDouble(), 0.75, 3.0);
}

void Settings::setTextScale(double scale)
{
    put(QStringLiteral("textScale"), scale);
}

bool Settings::reducedMotion() const
{
    return m_settings->value(QStringLiteral("reducedMotion"), false).toBool();
}

void Settings::setReducedMotion(bool reduced)
{
    put(QStringLiteral("reducedMotion"), reduced);
}

bool Settings::soundMuted() const
{
    return m_settings->value(QStringLiteral("soundMuted"), false).toBool();
}

void Settings::setSoundMuted(bool muted)
{
    put(QStringLiteral("soundMuted"), muted);
}

QString Settings::colouring() const
{
    return m_settings->value(QStringLiteral("colouring"), QStringLiteral("plain")).toString();
}

void Settings::setColouring(const QString &colouring)
{
    put(QStringLiteral("colouring"), colouring);
}

/// Paths and connection strings hold slashes and passwords: neither belongs into a key.
static QString keyOf(const char *what, const QString &project)
{
    const QByteArray hash = QCryptographicHash::hash(project.toUtf8(), QCryptographicHash::Sha1).toHex().left(12);
    return QStringLiteral("%1-%2").arg(QLatin1String(what), QString::fromLatin1(hash));
}

QString Settings::rulesFile(const QString &project) const
{
    return QDir(folder()).absoluteFilePath(QStringLiteral("rules/%1.json").arg(keyOf("rules", project)));
}

QString Settings::storyboardsFile(const QString &project) const
{
    return QDir(folder()).absoluteFilePath(QStringLiteral("storyboards/%1.json").arg(keyOf("storyboards", project)));
}

QString Settings::clientId(const QString &project, const QString &feed)
{
    const QString key = keyOf("client", project + u'\n' + feed);
    QString id = m_settings->value(key).toString();
    if (id.isEmpty()) {
        // Some brokers take no more than 23 letters (MQTT 3.1.1, 3.1.3.1).
        const QString random = QString::number(QRandomGenerator::system()->generate64(), 36);
        id = QStringLiteral("yunjie-") + random.rightJustified(13, u'0');
        put(key, id);
    }
    return id;
}

QString Settings::storeUrl(const QString &project) const
{
    const QString folder =
        m_profile.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : m_profile;
    return QStringLiteral("sqlite:%1")
        .arg(QDir(folder).absoluteFilePath(QStringLiteral("stores/%1.sqlite").arg(keyOf("store", project))));
}

static QString viewsKey(const QString &project)
{
    return keyOf("views", project);
}

int Settings::tourMinutes() const
{
    return std::clamp(m_settings->value(QStringLiteral("tourMinutes"), 0).toInt(), 0, 120);
}

void Settings::setTourMinutes(int minutes)
{
    put(QStringLiteral("tourMinutes"), minutes);
}

int Settings::tileCacheMiB() const
{
    constexpr int Usual = 512, Most = 100'000;
    return std::clamp(m_settings->value(QStringLiteral("tileCacheMiB"), Usual).toInt(), 0, Most);
}

QByteArray Settings::patrolRoutes(const QString &project) const
{
    return m_settings->value(keyOf("patrols", project)).toByteArray();
}

void Settings::setPatrolRoutes(const QString &project, const QByteArray &json)
{
    put(keyOf("patrols", project), json);
}

QByteArray Settings::inspectionViews(const QString &project) const
{
    return m_settings->value(keyOf("inspection", project)).toByteArray();
}

void Settings::setInspectionViews(const QString &project, const QByteArray &json)
{
    put(keyOf("inspection", project), json);
}

QByteArray Settings::layers(const QString &project) const
{
    return m_settings->value(keyOf("layers", project)).toByteArray();
}

void Settings::setLayers(const QString &project, const QByteArray &json)
{
    put(keyOf("layers", project), json);
}

QVariantMap Settings::desk(const QString &part) const
{
    return QJsonDocument::fromJson(m_settings->value(QStringLiteral("desk/%1").arg(part)).toByteArray())
        .object()
        .toVariantMap();
}

void Settings::setDesk(const QString &part, const QVariantMap &state)
{
    put(QStringLiteral("desk/%1").arg(part),
        QJsonDocument(QJsonObject::fromVariantMap(state)).toJson(QJsonDocument::Compact));
}

double Settings::screenScale() const
{
    const double scale = m_settings->value(QStringLiteral("screenScale"), 0.0).toDouble();
    return scale > 0 ? std::clamp(scale, 0.75, 3.0) : 0;
}

void Settings::setScreenScale(double scale)
{
    put(QStringLiteral("screenScale"), scale);
}

std::vector<domain::SavedView> Settings::views(const QString &project) const
{
    std::vector<domain::SavedView> views;
    const int count = m_settings->beginReadArray(viewsKey(project));
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        domain::SavedView view;
        const QString name = m_settings->value(QStringLiteral("name")).toString();
        view.name = {name, name};
        view.longitude = m_settings->value(QStringLiteral("longitude")).toDouble();
        view.latitude = m_settings->value(QStringLiteral("latitude")).toDouble();
        view.height = m_settings->value(QStringLiteral("height")).toDouble();
        view.heading = m_settings->value(QStringLiteral("heading")).toDouble();
        view.pitch = m_settings->value(QStringLiteral("pitch")).toDouble();
        views.push_back(view);
    }
    m_settings->endArray();
    return views;
}

void Settings::setViews(const QString &project, const std::vector<domain::SavedView> &views)
{
    m_settings->remove(viewsKey(project));
    m_settings->beginWriteArray(viewsKey(project), int(views.size()));
    for (size_t i = 0; i < views.size(); ++i) {
        m_settings->setArrayIndex(int(i));
        put(QStringLiteral("name"), views[i].name.en);
        put(QStringLiteral("longitude"), views[i].longitude);
        put(QStringLiteral("latitude"), views[i].latitude);
        put(QStringLiteral("height"), views[i].height);
        put(QStringLiteral("heading"), views[i].heading);
        put(QStringLiteral("pitch"), views[i].pitch);
    }
    m_settings->endArray();
}

}
