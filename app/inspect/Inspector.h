#pragma once

#include "inside/Inside.h"
#include "inspect/RowModel.h"

#include <QTimer>

namespace app
{

/// What is known of the selected object in all detail, and the search through the properties of the whole inside.
/// Main thread.
class Inspector : public QObject
{
    Q_OBJECT
    /// Somebody looks at it; until then nothing is worked out.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString type READ type NOTIFY changed)
    /// {set, name, value, visual, heading}: by set, `heading` where one begins; `visual` is a state where the value is
    /// one to look at.
    Q_PROPERTY(app::RowModel *properties READ properties CONSTANT)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// {kind, id, name, type, storey, property, value}
    Q_PROPERTY(app::RowModel *hits READ hits CONSTANT)
    Q_PROPERTY(QString hitsText READ hitsText NOTIFY hitsChanged)
    Q_PROPERTY(QStringList names READ names NOTIFY namesChanged) ///< of properties, for completing what is typed

public:
    Inspector(Twin &twin, Selection &selection, Inside &inside, QObject *parent = nullptr);

    bool isActive() const { return m_active; }
    void setActive(bool active);
    const QString &title() const { return m_title; }
    const QString &type() const { return m_type; }
    RowModel *properties() { return &m_properties; }
    const QString &query() const { return m_query; }
    void setQuery(const QString &query);
    RowModel *hits() { return &m_hits; }
    QString hitsText() const;
    const QStringList &names() const { return m_names; }
    bool isSearching() const { return m_asked != m_answered || m_typing.isActive(); }

    Q_INVOKABLE QStringList hitIds() const; ///< for isolating them
    Q_INVOKABLE void copyProperties();

Q_SIGNALS:
    void activeChanged();
    void changed();
    void queryChanged();
    void hitsChanged();
    void namesChanged();
    void notice(const QString &text);

private:
    void refresh();
    void search();

    Twin &m_twin;
    Selection &m_selection;
    Inside &m_inside;
    QString m_title, m_type, m_query;
    RowModel m_properties, m_hits;
    QStringList m_names;
    QTimer m_typing;
    quint64 m_asked = 0, m_answered = 0;
    bool m_active = false;
    bool m_more = false; ///< there were more hits than are listed
};

}
