#pragma once

#include "core/Settings.h"

#include <QObject>
#include <QVariantMap>

namespace app
{

/// How the desk was left: docks by the size of the screen, tables by what they show. Kept between runs unless the
/// session keeps nothing; then for as long as the program runs. Main thread.
class DeskMemory : public QObject
{
    Q_OBJECT

public:
    explicit DeskMemory(Settings &settings, QObject *parent = nullptr) : QObject(parent), m_settings(settings) {}
    /// Pictures and measurements neither know nor change what the user has arranged.
    void forget() { m_keep = false; }

    /// What was kept of a part ("docks/1920x1080", "table/buildings"); empty: nothing.
    Q_INVOKABLE QVariantMap of(const QString &part) const;
    Q_INVOKABLE void keep(const QString &part, const QVariantMap &state);

private:
    Settings &m_settings;
    QHash<QString, QVariantMap> m_now;
    bool m_keep = true;
};

}
