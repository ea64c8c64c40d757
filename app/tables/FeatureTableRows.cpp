// Rows of the attribute table: what is marked, both ways to the selection.
#include "core/Directory.h"
#include "core/Text.h"
#include "tables/FeatureTable.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

std::vector<ObjectRef> FeatureTable::markedObjects() const
{
    std::vector<ObjectRef> objects;
    for (const int row : m_marked) {
        if (m_city && size_t(row) < m_rows.size())
            objects.push_back(refOf(*m_city, m_rows[size_t(row)]));
    }
    return objects;
}

void FeatureTable::tellMarks()
{
    Q_EMIT markedChanged();
    if (!m_shown.empty() && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {MarkedRole, CurrentRole});
}

void FeatureTable::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    Q_EMIT currentRowChanged();
}

void FeatureTable::click(int row, int modifiers)
{
    if (row < 0 || row >= count())
        return;
    const int of = m_shown[size_t(row)];
    if (modifiers & Qt::ControlModifier) {
        if (m_marked.contains(of) && m_marked.size() > 1)
            m_marked.remove(of);
        else
            m_marked.insert(of);
        m_anchor = row;
    } else if ((modifiers & Qt::ShiftModifier) && m_anchor >= 0) {
        m_marked.clear();
        for (int i = std::min(row, m_anchor); i <= std::max(row, m_anchor); ++i)
            m_marked.insert(m_shown[size_t(i)]);
    } else {
        m_marked = {of};
        m_anchor = row;
    }
    setCurrent(row);
    tellMarks();
    refreshFoot();
    m_choosing = true;
    m_selection.select(refOf(*m_city, at(row)));
    m_choosing = false;
}

void FeatureTable::step(int rows, bool extend)
{
    if (count() == 0)
        return;
    const int next = m_current < 0 ? 0 : std::clamp(m_current + rows, 0, count() - 1);
    click(next, extend ? int(Qt::ShiftModifier) : 0);
}

void FeatureTable::hover(int row)
{
    m_selection.hover(row >= 0 && row < count() ? refOf(*m_city, at(row)) : ObjectRef());
}

void FeatureTable::markAll()
{
    m_marked = QSet<int>(m_shown.begin(), m_shown.end());
    tellMarks();
    refreshFoot();
}

void FeatureTable::unmark()
{
    m_marked.clear();
    if (m_current >= 0 && m_current < count())
        m_marked.insert(m_shown[size_t(m_current)]);
    tellMarks();
    refreshFoot();
}

/// What is selected elsewhere is the current row, or what it stands in.
void FeatureTable::follow()
{
    takePlace();
    if (!m_active || m_choosing || !m_city)
        return;
    m_followDue = isFiltering();
    std::vector<ObjectRef> path = pathOf(m_twin, subjectOf(m_twin, m_selection.current()));
    std::reverse(path.begin(), path.end());
    if (const domain::Building *building = m_city->building(path.empty() ? QString() : path.front().id))
        path.push_back({ObjectKind::Quarter, building->quarter});
    QHash<ObjectRef, int> wanted;
    for (size_t i = 0; i < path.size(); ++i)
        wanted.insert(path[i], int(i));
    int best = -1, rank = int(path.size());
    for (int row = 0; row < count() && rank > 0; ++row) {
        const int at_ = wanted.value(refOf(*m_city, at(row)), rank);
        if (at_ < rank) {
            rank = at_;
            best = row;
        }
    }
    // Several that are marked stay so while something within them is looked at.
    const bool among = best >= 0 && m_marked.size() > 1 && m_marked.contains(m_shown[size_t(best)]);
    const bool joins = QGuiApplication::keyboardModifiers() & Qt::ControlModifier; // a click on the map adds its row
    if (!among) {
        if (!joins)
            m_marked.clear();
        if (best >= 0)
            m_marked.insert(m_shown[size_t(best)]);
        m_anchor = best;
    }
    setCurrent(best);
    tellMarks();
    refreshFoot();
}

void FeatureTable::zoom()
{
    if (!m_city)
        return;
    if (m_marked.size() < 2) {
        if (m_current >= 0 && m_current < count())
            m_selection.flyTo(refOf(*m_city, at(m_current)));
        return;
    }
    geometry::Box3 box;
    for (const int row : m_marked) {
        const geometry::Box3 each = boundsOf(*m_city, m_rows[size_t(row)]);
        if (!each.isEmpty())
            box.add(each);
    }
    if (!box.isEmpty())
        Q_EMIT zoomWanted(box);
}

}
