#include "inspect/Inspector.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "inspect/Bodies.h"
#include "inspect/PropertyRows.h"
#include "interior/PropertySearch.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QThreadPool>

namespace app
{

static constexpr size_t MaxHits = 2000;

Inspector::Inspector(Twin &twin, Selection &selection, Inside &inside, QObject *parent)
    : QObject(parent), m_twin(twin), m_selection(selection), m_inside(inside),
      m_properties({"set", "name", "value", "visual", "heading"}),
      m_hits({"kind", "id", "name", "type", "storey", "property", "value"})
{
    constexpr int TypingMs = 200;
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMs);
    connect(&m_typing, &QTimer::timeout, this, &Inspector::search);
    connect(&selection, &Selection::currentChanged, this, &Inspector::refresh);
    connect(&selection, &Selection::enteredChanged, this, &Inspector::refresh);
    connect(&twin, &Twin::languageChanged, this, [this] {
        refresh();
        search();
    });
    connect(&inside, &Inside::interiorChanged, this, [this] {
        m_names.clear();
        refresh();
        search();
    });
}

void Inspector::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    refresh();
    search();
    Q_EMIT activeChanged();
}

void Inspector::refresh()
{
    if (!m_active)
        return;
    if (m_names.isEmpty() && m_inside.interior()) {
        m_names = interior::propertyNames(*m_inside.interior());
        Q_EMIT namesChanged();
    }
    const domain::ObjectRef object = m_selection.current().isNull() ? m_selection.entered() : m_selection.current();
    m_title = nameOf(m_twin, object);
    m_type = label(object.kind);
    if (object.kind == domain::ObjectKind::Element && m_twin.rooms()) {
        if (const domain::Element *element = m_twin.rooms()->element(object.id))
            m_type = element->type;
    }
    m_properties.setRows(propertyRows(m_twin, object));
    Q_EMIT changed();
}

void Inspector::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_typing.start();
    Q_EMIT queryChanged();
    Q_EMIT hitsChanged();
}

void Inspector::search()
{
    m_typing.stop();
    const auto interior = m_inside.interior();
    const quint64 asked = ++m_asked;
    if (!interior || !m_active || m_query.trimmed().isEmpty()) {
        m_answered = asked;
        m_more = false;
        m_hits.setRows({});
        Q_EMIT hitsChanged();
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer<Inspector>(this), interior, query = m_query, asked] {
        auto found = interior::searchProperties(*interior, query, MaxHits + 1);
        QMetaObject::invokeMethod(qApp, [self, found = std::move(found), asked] {
            if (!self || asked != self->m_asked)
                return;
            self->m_answered = asked;
            self->m_more = found.size() > MaxHits;
            std::vector<RowModel::Row> rows;
            for (size_t i = 0; i < std::min(found.size(), MaxHits); ++i) {
                const interior::PropertyHit &hit = found[i];
                const Rooms *rooms = self->m_twin.rooms();
                const domain::Storey *storey = rooms ? rooms->storeyOfNumber(hit.storey) : nullptr;
                const bool space = hit.object.kind == domain::ObjectKind::Space;
                const domain::Door *door = rooms ? rooms->door(hit.object.id) : nullptr;
                const QString kind = door    ? door->isWindow ? translate("app", "Window") : label(hit.object.kind)
                                        : space ? label(hit.object.kind)
                                             : elementTypeLabel(hit.type);
                rows.push_back({domain::kindName(hit.object.kind), hit.object.id,
                                space                ? nameOf(self->m_twin, hit.object)
                                : hit.name.isEmpty() ? domain::partOfInsideId(hit.object.id)
                                                     : hit.name,
                                kind, storey ? nameOf(*storey, self->m_twin.language()) : QString(), hit.property,
                                hit.value});
            }
            self->m_hits.setRows(std::move(rows));
            Q_EMIT self->hitsChanged();
        });
    });
}

QString Inspector::hitsText() const
{
    if (m_query.trimmed().isEmpty())
        return {};
    if (isSearching())
        return translate("app", "Searching");
    if (m_more)
        return translate("app", "More than %1 found").arg(numberText(double(MaxHits), 0));
    return m_hits.count() == 0 ? translate("app", "Nothing found")
                               : translate("app", "Found: %1").arg(numberText(m_hits.count(), 0));
}

QStringList Inspector::hitIds() const
{
    QStringList ids;
    for (int i = 0; i < m_hits.count(); ++i)
        ids.append(m_hits.row(i)[1].toString());
    return ids;
}

void Inspector::copyProperties()
{
    QString text = m_title + u'\n';
    for (int i = 0; i < m_properties.count(); ++i) {
        const RowModel::Row &row = m_properties.row(i);
        text += row[0].toString() + u'\t' + row[1].toString() + u'\t' + row[2].toString() + u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(translate("app", "Copied: %1").arg(m_title));
}

}
