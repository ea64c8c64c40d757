// The entered building from the inside.
#include "scene/CityViewState.h"

namespace scene
{

void CityView::setInterior(std::shared_ptr<const domain::Interior> interior)
{
    m_impl->interior = std::move(interior);
    Q_EMIT interiorSettledChanged();
}

const std::shared_ptr<const domain::Interior> &CityView::interior() const
{
    return m_impl->interior;
}

void CityView::setInteriorLook(const InteriorLook &look)
{
    m_impl->interiorLook = look;
}

const InteriorLook &CityView::interiorLook() const
{
    return m_impl->interiorLook;
}

bool CityView::isInteriorSettled() const
{
    return true;
}

void CityView::setSectionHandle(bool) {}

bool CityView::setWalking(bool, const QString &)
{
    return false;
}

bool CityView::isWalking() const
{
    return false;
}

void CityView::setAnnotations(std::vector<Annotation>) {}

SnapPoint CityView::snapAt(const QPointF &) const
{
    return {};
}

void CityView::setProbing(bool) {}

}
