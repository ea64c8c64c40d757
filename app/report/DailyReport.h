#pragma once

#include "core/Twin.h"

#include <QDate>
#include <QObject>
#include <QUrl>

namespace app
{

class DailyGatherer;
class Session;

/// The one-page report of a day from the window. Main thread.
class DailyReport : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(QString today READ today NOTIFY dayChanged) ///< the district's day, "2026-06-18"
    Q_PROPERTY(QString yesterday READ yesterday NOTIFY dayChanged)

public:
    explicit DailyReport(Session &session, QObject *parent = nullptr);
    ~DailyReport() override;

    bool isBusy() const { return m_gatherer != nullptr; }
    QString today() const;
    QString yesterday() const;
    /// A name in the user's documents: "样例街道日报-2026-06-18.pdf".
    Q_INVOKABLE QUrl suggestion(const QString &day) const;
    /// Writes the report of a day ("2026-06-18"); the session tells where, or why not.
    Q_INVOKABLE void write(const QUrl &file, const QString &day);

Q_SIGNALS:
    void busyChanged();
    void dayChanged();
    void written(const QString &file);
    void failed(const QString &reason);

private:
    QDate day() const;

    Session &m_session;
    DailyGatherer *m_gatherer = nullptr; ///< a child
    QDate m_day;
};

}
