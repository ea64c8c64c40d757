#pragma once

#include "inside/Inside.h"
#include "inspect/PlanPdf.h"

#include <QUrl>

namespace app
{

/// What the sheet of a storey's plan says, from city and inside. Size and paper are left open.
PlanRequest planRequest(const domain::City &city, const domain::Interior &interior, int storey,
                        const QString &language);

/// Writes what is seen to files: a storey's plan as PDF or DXF, the selection as glTF. Works in a worker. Main thread.
class Exporter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    /// The storey whose plan is written: the one that is isolated, else the ground floor; empty where there is none.
    Q_PROPERTY(QString storeyName READ storeyName NOTIFY subjectChanged)
    /// What goes into a model file; empty where nothing is chosen that has a body.
    Q_PROPERTY(QString selectionName READ selectionName NOTIFY subjectChanged)
    Q_PROPERTY(QVariantList papers READ papers NOTIFY wordsChanged) ///< {id, label}
    Q_PROPERTY(QVariantList scales READ scales NOTIFY wordsChanged)

public:
    Exporter(Twin &twin, Selection &selection, Inside &inside, QObject *parent = nullptr);

    bool isBusy() const { return m_running > 0; }
    QString storeyName() const;
    QString selectionName() const;
    QVariantList papers() const;
    QVariantList scales() const;

    /// A name for the file to be written, in the user's documents: "pdf", "dxf" (of the plan), "glb" (of the
    /// selection).
    Q_INVOKABLE QUrl suggestion(const QString &ending) const;
    /// By the file's ending; `scale` 0 and `paper` "": chosen to fit.
    Q_INVOKABLE void writePlan(const QUrl &file, int scale, const QString &paper);
    Q_INVOKABLE void writeSelection(const QUrl &file);

Q_SIGNALS:
    void busyChanged();
    void subjectChanged();
    void wordsChanged();
    void notice(const QString &text);

private:
    int storey() const;
    void run(std::function<QString()> work);

    Twin &m_twin;
    Selection &m_selection;
    Inside &m_inside;
    int m_running = 0;
};

}
