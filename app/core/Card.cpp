#include "core/Card.h"

#include "core/Directory.h"

#include <QClipboard>
#include <QGuiApplication>

#include <cmath>

namespace app
{

Card::Card(Twin &twin, Selection &selection, QObject *parent) : QObject(parent), m_twin(twin), m_selection(selection)
{
    connect(&selection, &Selection::currentChanged, this, &Card::refresh);
    connect(&selection, &Selection::enteredChanged, this, &Card::refresh);
    connect(&twin, &Twin::cityChanged, this, &Card::refresh);
    connect(&twin, &Twin::interiorChanged, this, &Card::refresh);
    connect(&twin, &Twin::residentChanged, this, &Card::refresh);
    connect(&twin, &Twin::changed, this, &Card::refresh);
    connect(&twin, &Twin::ticked, this, &Card::refresh);
    connect(&twin, &Twin::languageChanged, this, &Card::refresh);
}

QString Card::kind() const
{
    return domain::kindName(m_object.kind);
}

void Card::setAnchor(const QPointF &anchor)
{
    const bool valid = !std::isnan(anchor.x()) && !std::isnan(anchor.y());
    if (valid == m_anchorValid && (!valid || anchor == m_anchor))
        return;
    m_anchorValid = valid;
    if (valid)
        m_anchor = anchor;
    Q_EMIT anchorChanged();
}

void Card::trigger(const QString &action)
{
    if (action == QLatin1String("fly"))
        m_selection.flyTo(m_object);
    else if (action == QLatin1String("enter"))
        m_selection.enter(m_object);
    else if (action == QLatin1String("up"))
        m_selection.up();
    else if (action == QLatin1String("place"))
        m_selection.flyTo(placeOf(m_twin, m_object));
    else if (action == QLatin1String("copy")) {
        QGuiApplication::clipboard()->setText(m_object.id);
        Q_EMIT copied(m_object.id);
    } else {
        if (action == QLatin1String("table") && !m_twin.interior())
            m_selection.enter(m_object);
        Q_EMIT wanted(action);
    }
}

void Card::refresh()
{
    const domain::ObjectRef object = m_selection.current().isNull() ? m_selection.entered() : m_selection.current();
    const bool sameObject = object == m_object;
    if (object.isNull() && sameObject)
        return;
    Content content = cardContent(m_twin, object);
    if (sameObject && content == m_content)
        return;
    m_object = object;
    m_content = std::move(content);
    Q_EMIT changed();
}

}
