#include "inspect/SectionTool.h"

#include "core/Text.h"
#include "inspect/Bodies.h"
#include "inspect/Figures.h"

#include <algorithm>
#include <cmath>

namespace app
{

using geometry::Vec3;

SectionTool::SectionTool(Twin &twin, Inside &inside, QObject *parent) : QObject(parent), m_twin(twin), m_inside(inside)
{
    connect(&inside, &Inside::interiorChanged, this, &SectionTool::refresh);
    connect(&inside, &Inside::lookChanged, this, &SectionTool::refresh);
    connect(&twin, &Twin::languageChanged, this, &SectionTool::changed);
    refresh();
}

void SectionTool::setAxis(const QString &axis)
{
    m_inside.setSection(axis);
}

void SectionTool::refresh()
{
    const auto &interior = m_inside.interior();
    if (interior != m_of) {
        m_of = interior;
        m_corners.clear();
        m_bounds = {};
    }
    if (!interior) {
        m_normal = Vec3(0);
    } else if (m_corners.empty() && isActive()) {
        m_bounds = interior::boundsOf(*interior);
        const auto add = [this](const geometry::Box3 &box) {
            if (box.isEmpty())
                return;
            for (const double x : {box.min.x, box.max.x}) {
                for (const double y : {box.min.y, box.max.y}) {
                    for (const double z : {box.min.z, box.max.z})
                        m_corners.emplace_back(x, y, z);
                }
            }
        };
        for (const domain::Element &element : interior->elements)
            add(element.mesh.bounds());
        for (const domain::Space &space : interior->spaces) {
            for (const geometry::Polygon &polygon : space.shape) {
                for (const geometry::Vec2 &p : polygon.outer) {
                    m_corners.emplace_back(p, space.base);
                    m_corners.emplace_back(p, space.base + double(space.height));
                }
            }
        }
        m_normal = Vec3(0);
    }
    if (const auto &section = m_inside.look().section; section && section->normal != m_normal) {
        m_normal = section->normal;
        m_low = m_high = 0;
        for (const Vec3 &corner : m_corners) {
            const double along = glm::dot(corner - middle(), m_normal);
            m_low = std::min(m_low, along);
            m_high = std::max(m_high, along);
        }
    }
    Q_EMIT changed();
}

double SectionTool::position() const
{
    const auto &section = m_inside.look().section;
    return section ? glm::dot(section->point - middle(), section->normal) : 0;
}

void SectionTool::setPosition(double metres)
{
    const auto section = m_inside.look().section;
    if (!section)
        return;
    const double wanted = std::clamp(metres, m_low, m_high);
    constexpr double Same = 1e-6;
    if (std::abs(wanted - position()) < Same)
        return;
    m_inside.setSectionPlane(
        scene::SectionPlane{section->point + section->normal * (wanted - position()), section->normal});
}

void SectionTool::nudge(double metres)
{
    setPosition(position() + metres);
}

void SectionTool::flip()
{
    const auto section = m_inside.look().section;
    if (section)
        m_inside.setSectionPlane(scene::SectionPlane{section->point, -section->normal});
}

QString SectionTool::positionText() const
{
    const auto &section = m_inside.look().section;
    const auto &interior = m_inside.interior();
    if (!section || !interior)
        return {};
    constexpr double Level = 0.999;
    if (std::abs(section->normal.z) < Level)
        return translate("app", "%1 m from the middle").arg(fixedText(position(), 2));
    const Rooms *rooms = m_twin.rooms();
    const domain::Storey *ground = rooms ? rooms->storeyOfNumber(1) : nullptr;
    const double floor = ground ? ground->base : interior->storeys.empty() ? 0 : interior->storeys.front().base;
    return translate("app", "%1 m above the ground floor").arg(fixedText(section->point.z - floor, 2));
}

}
