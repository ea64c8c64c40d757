#pragma once

#include "core/Selection.h"

#include <QPointF>
#include <QVariantList>

namespace app
{

/// The content of the detail card: of what is selected, else of what is entered.
///
/// `rows` are {label, value, unit, state, url (of an attachment)}; `sections` are {title, rows}, {title, steps} (what
/// happened, newest first: {what, when, age, who, words, url, struck (taken back), moved (no mere note)}), {title,
/// plan} (a unit's id, for a picture of its plan), {title, chart} ({points ({t: ms UTC, v}), threshold (null: none to
/// draw), met (ms UTC), from, to (in words), unit}) or {title, chips}, chips being {label, value, state, shape, kind,
/// id} (kind and id where a chip can be selected); `actions` are {id, label}: where to look; what can be done to an
/// event or alarm Operations says. States are those of `visualState`. Main thread.
class Card : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool visible READ visible NOTIFY changed)
    Q_PROPERTY(QString kind READ kind NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY changed)
    Q_PROPERTY(QString badge READ badge NOTIFY changed)
    Q_PROPERTY(QString badgeState READ badgeState NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(QVariantList sections READ sections NOTIFY changed)
    Q_PROPERTY(QVariantList actions READ actions NOTIFY changed)
    Q_PROPERTY(QPointF anchor READ anchor NOTIFY anchorChanged)
    Q_PROPERTY(bool anchorValid READ anchorValid NOTIFY anchorChanged)

public:
    /// What a card says; equal ones are not shown anew.
    struct Content {
        QString title, subtitle, badge, badgeState;
        QVariantList rows, sections, actions;
        bool operator==(const Content &) const = default;
    };

    Card(Twin &twin, Selection &selection, QObject *parent = nullptr);

    bool visible() const { return !m_object.isNull(); }
    QString kind() const;
    const QString &title() const { return m_content.title; }
    const QString &subtitle() const { return m_content.subtitle; }
    const QString &badge() const { return m_content.badge; }
    const QString &badgeState() const { return m_content.badgeState; }
    const QVariantList &rows() const { return m_content.rows; }
    const QVariantList &sections() const { return m_content.sections; }
    const QVariantList &actions() const { return m_content.actions; }
    /// Where the object is on screen, logical pixels of the map; the last one known while it is out of sight.
    QPointF anchor() const { return m_anchor; }
    bool anchorValid() const { return m_anchorValid; }

    const domain::ObjectRef &object() const { return m_object; }
    /// From the view; NaN: out of sight.
    void setAnchor(const QPointF &anchor);
    /// Runs one of `actions`: "fly", "enter", "up", "copy", "place"; others are told by `wanted`.
    Q_INVOKABLE void trigger(const QString &action);

Q_SIGNALS:
    void changed();
    void anchorChanged();
    void copied(const QString &text);
    /// "table", "ways", "walk", "leave": for those who show the building.
    void wanted(const QString &action);

private:
    void refresh();

    Twin &m_twin;
    Selection &m_selection;
    domain::ObjectRef m_object;
    Content m_content;
    QPointF m_anchor;
    bool m_anchorValid = false;
};

/// What the card of an object says now.
Card::Content cardContent(const Twin &twin, const domain::ObjectRef &object);

}
