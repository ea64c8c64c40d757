#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QQuickItem>
#include <QStringList>
#include <QVariantList>

namespace app
{

/// What the charts of the interface need of C++: many points at once into a series of Qt Charts, a chart as a picture
/// in the clipboard, the figures behind it as a file. Main thread; files are written by a worker.
class ChartTools : public QObject
{
    Q_OBJECT
    /// Where tables are written; empty: the user's documents.
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY folderChanged)

public:
    explicit ChartTools(QObject *parent = nullptr) : QObject(parent) {}

    const QString &folder() const { return m_folder; }
    void setFolder(const QString &folder);

    /// `points`: {x, y}; replaces what the series (a QXYSeries) had.
    Q_INVOKABLE void fill(QObject *series, const QVariantList &points) const;
    /// The chart with its title above, on `ground`, at the size it has on the screen; `notice` says so once it is
    /// there.
    Q_INVOKABLE void copy(QQuickItem *chart, const QString &title, const QColor &ground, const QColor &ink,
                          const QString &family);
    /// `rows`: lists of cells. Writes "TITLE-20260618-0940.csv" (`when`: that time, for the name); `notice` tells
    /// where, or why not.
    Q_INVOKABLE void save(const QString &title, const QString &when, const QStringList &heads,
                          const QVariantList &rows);

Q_SIGNALS:
    void folderChanged();
    void notice(const QString &text);

private:
    QString m_folder;
};

}
