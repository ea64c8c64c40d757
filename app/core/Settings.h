#pragma once

#include "domain/City.h"

#include <QSettings>
#include <QString>
#include <QVariantMap>

#include <memory>
#include <vector>

namespace app
{

/// What the user chose, kept between runs in `settings.ini`: in the profile folder where one is given, else in the
/// user's own configuration folder. Read once at start; written by Qt in the background of the event loop.
class Settings
{
public:
    explicit Settings(const QString &profile = {});

    QString language() const; ///< empty: the system's
    void setLanguage(const QString &language);
    QString theme() const; ///< "command" (default) or "plan"
    void setTheme(const QString &theme);
    QString quality() const; ///< "auto" (default), "low", "medium", "high"
    void setQuality(const QString &quality);
    QString layout() const; ///< "desk" (default), "wall", "briefing"
    void setLayout(const QString &layout);
    double textScale() const;
    void setTextScale(double scale);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    bool soundMuted() const;
    void setSoundMuted(bool muted);
    QString colouring() const;
    void setColouring(const QString &colouring);

    QString operatorName() const; ///< "who" of what is done here; the login name at first
    void setOperatorName(const QString &name);
    QString role() const; ///< in which they sit here, as Access has it; empty: nobody has logged in yet
    void setRole(const QString &role);
    QString seat() const; ///< this workplace in the journal; the machine's name at first
    bool desktopNotifications() const;
    void setDesktopNotifications(bool on);
    /// This user's own rules of a project that cannot be written.
    QString rulesFile(const QString &project) const;
    /// This user's own storyboards of a project.
    QString storyboardsFile(const QString &project) const;
    /// The lasting name by which a broker knows this viewer's feed, made once: what is sent while we are down is kept.
    QString clientId(const QString &project, const QString &feed);
    /// The store of a project that names none; "sqlite:FILE".
    QString storeUrl(const QString &project) const;

    QString roomPaint() const; ///< what rooms are coloured by; "function" by default
    void setRoomPaint(const QString &paint);

    QString mapKey() const; ///< of online maps that want one (Tianditu)
    void setMapKey(const QString &key);
    int tileMemory() const; ///< MiB that layers which come by what is looked at may take; 0 (default): the usual
    void setTileMemory(int mebibytes);

    /// Views saved by the user for a project (any stable text that names it).
    std::vector<domain::SavedView> views(const QString &project) const;
    void setViews(const QString &project, const std::vector<domain::SavedView> &views);

    /// What the user made of a project's layers, as LayerState has it; empty: nothing.
    QByteArray layers(const QString &project) const;
    void setLayers(const QString &project, const QByteArray &json);
    /// How a part of the desk was left ("docks/1920x1080", "table/buildings"); empty: it never was touched.
    QVariantMap desk(const QString &part) const;
    void setDesk(const QString &part, const QVariantMap &state);
    double screenScale() const; ///< of everything on the desk; 0: by the screen
    void setScreenScale(double scale);

    /// Views of inspections of a project, as JSON; empty: none are kept.
    QByteArray inspectionViews(const QString &project) const;
    void setInspectionViews(const QString &project, const QByteArray &json);

    int tourMinutes() const; ///< that nobody touches the wall before its tour begins; 0 (default): never
    void setTourMinutes(int minutes);

    /// Routes of patrols through cameras of a project, as JSON; empty: none are kept.
    QByteArray patrolRoutes(const QString &project) const;
    void setPatrolRoutes(const QString &project, const QByteArray &json);

    int tileCacheMiB() const; ///< how much of finished tiles is kept on disk between runs; 0: nothing

    QString folder() const;      ///< where settings.ini lies
    QString cacheFolder() const; ///< in the profile folder where one is given; else empty: the user's own caches

private:
    void put(const QString &key, const QVariant &value);
    QString m_profile;
    std::unique_ptr<QSettings> m_settings;
};

}
