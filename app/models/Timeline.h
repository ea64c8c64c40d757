#pragma once

#include "core/Selection.h"

#include <QVariantList>

namespace app
{

/// What happened to the event that is selected, newest first: who, when, what, why, with what result. What was taken
/// back stays, marked so.
class Timeline : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString event READ event NOTIFY changed) ///< empty: no event is selected
    /// {what, when, age, who, words (why, result, a note ...), url, undone, step (it moved the event on)}
    Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)
    Q_PROPERTY(QString assignee READ assignee NOTIFY changed)
    Q_PROPERTY(QString limit READ limit NOTIFY changed) ///< "overdue by 5 min"
    Q_PROPERTY(bool overdue READ isOverdue NOTIFY changed)
    Q_PROPERTY(int level READ level NOTIFY changed)
    Q_PROPERTY(int satisfaction READ satisfaction NOTIFY changed)

public:
    explicit Timeline(QObject *parent = nullptr, Twin *twin = nullptr, Selection *selection = nullptr);
    void follow(Selection &selection);

    QString event() const { return m_event; }
    QVariantList steps() const { return m_steps; }
    QString assignee() const;
    QString limit() const;
    bool isOverdue() const;
    int level() const;
    int satisfaction() const;

Q_SIGNALS:
    void changed();

private:
    const domain::Event *current() const;
    void refresh();

    Twin *m_twin;
    Selection *m_selection = nullptr;
    QString m_event;
    QVariantList m_steps;
    qint64 m_shownAges = 0;
};

}
