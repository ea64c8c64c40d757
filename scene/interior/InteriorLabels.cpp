#include "scene/interior/InteriorLabels.h"

#include "domain/Names.h"
#include "scene/interior/InteriorStyle.h"
#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"

#include <QCoreApplication>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

constexpr double NamePixels = 13, AreaPixels = 11;
constexpr double Gap = 3;          ///< pixels between texts
constexpr double SmallestRoom = 9; ///< pixels of free radius below which nothing is tried

}

struct InteriorLabels::Impl {
    TextLook nameLook() const
    {
        TextLook look;
        look.pixels = NamePixels * scale;
        look.weight = QFont::Medium;
        look.colour = theme == Theme::Plan ? QColor(0x1C, 0x27, 0x33) : QColor(0xF0, 0xF5, 0xFC);
        look.halo = theme == Theme::Plan ? QColor(255, 255, 255, 170) : QColor(0x0B, 0x12, 0x20, 150);
        look.haloWidth = 1.5 * scale;
        return look;
    }
    TextLook areaLook() const
    {
        TextLook look = nameLook();
        look.pixels = AreaPixels * scale;
        look.weight = QFont::Normal;
        look.colour = theme == Theme::Plan ? QColor(0x47, 0x56, 0x68) : QColor(0xC3, 0xD1, 0xE4);
        return look;
    }
    void layout();

    std::vector<RoomLabel> rooms; ///< the largest first
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    std::vector<QRectF> obstacles;
    QRectF stage;
    std::function<bool(const geometry::Vec3 &)> behind;
    bool dirty = true;
    std::vector<Placed> placed;
    Atlas atlas;
};

InteriorLabels::InteriorLabels(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>())
{
    setFlag(ItemHasContents);
}

InteriorLabels::~InteriorLabels() = default;

QString spaceText(const domain::Space &space, const QString &language)
{
    const QString own = domain::ownName(space, language);
    return own.isEmpty() ? functionText(space.function) : own;
}

QString storeyText(const domain::Interior &interior, int number, const QString &language)
{
    const auto storey = std::find_if(interior.storeys.begin(), interior.storeys.end(),
                                     [number](const domain::Storey &each) { return each.number == number; });
    if (storey != interior.storeys.end()) {
        if (const QString own = domain::ownName(*storey, language); !own.isEmpty())
            return own;
    }
    return number > 0 ? QCoreApplication::translate("scene", "%1F", "storey").arg(number)
                      : QCoreApplication::translate("scene", "B%1", "storey below ground").arg(-number);
}

static void changed(QQuickItem *item, bool &dirty)
{
    dirty = true;
    item->polish();
    item->update();
}

void InteriorLabels::setRooms(std::vector<RoomLabel> rooms)
{
    if (rooms.empty() && m_impl->rooms.empty())
        return;
    m_impl->rooms = std::move(rooms);
    std::stable_sort(m_impl->rooms.begin(), m_impl->rooms.end(), [](const RoomLabel &a, const RoomLabel &b) {
        return a.always != b.always ? a.always : a.radius > b.radius;
    });
    changed(this, m_impl->dirty);
}

void InteriorLabels::setViewState(const ViewState &state)
{
    m_impl->view = state;
    if (!m_impl->rooms.empty())
        changed(this, m_impl->dirty);
}

void InteriorLabels::setTheme(Theme theme)
{
    m_impl->theme = theme;
    m_impl->atlas.clear();
    changed(this, m_impl->dirty);
}

void InteriorLabels::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_impl->scale)
        return;
    m_impl->scale = scale;
    m_impl->atlas.clear();
    changed(this, m_impl->dirty);
}

void InteriorLabels::setStage(const QRectF &stage)
{
    if (stage == m_impl->stage)
        return;
    m_impl->stage = stage;
    if (!m_impl->rooms.empty())
        changed(this, m_impl->dirty);
}

void InteriorLabels::setObstacles(const std::vector<QRectF> &obstacles)
{
    if (obstacles == m_impl->obstacles)
        return;
    m_impl->obstacles = obstacles;
    if (!m_impl->rooms.empty())
        changed(this, m_impl->dirty);
}

void InteriorLabels::setBehind(std::function<bool(const geometry::Vec3 &)> behind)
{
    m_impl->behind = std::move(behind);
}

const std::vector<InteriorLabels::Placed> &InteriorLabels::placed() const
{
    m_impl->layout();
    return m_impl->placed;
}

void InteriorLabels::Impl::layout()
{
    if (!dirty)
        return;
    dirty = false;
    placed.clear();
    const TextLook name = nameLook(), area = areaLook();
    const QRectF all = stage.isEmpty() ? QRectF(QPointF(), view.size) : stage;
    // A level circle looks flatter the lower the eye.
    const auto free = [&](const QRectF &rect) {
        const auto meets = [&](const QRectF &other) { return other.intersects(rect); };
        return (stage.isEmpty() || stage.contains(rect)) &&
               std::none_of(obstacles.begin(), obstacles.end(), meets) &&
               std::none_of(placed.begin(), placed.end(), [&](const Placed &p) { return meets(p.rect); });
    };
    for (const RoomLabel &room : rooms) {
        double depth = 0;
        const QPointF at = view.project(room.at, &depth);
        if (depth <= 0.3 || !all.contains(at))
            continue;
        constexpr double Plenty = 200;
        const double radius = room.always ? Plenty : room.radius / view.metresPerPixel(depth);
        if (radius < SmallestRoom * scale)
            continue;
        const geometry::Vec3 way = glm::normalize(room.at - view.eye);
        const double height = 2 * radius * std::max(std::abs(way.z), 0.15);
        const QSizeF nameSize = room.name.isEmpty() ? QSizeF() : textSize(room.name, name);
        const QSizeF areaSize = room.area.isEmpty() ? QSizeF() : textSize(room.area, area);
        // Rooms are mostly longer than their largest circle is wide.
        const double width = 2.3 * radius;
        const bool hasName = !room.name.isEmpty() && nameSize.width() <= width && nameSize.height() * 0.8 <= height;
        bool hasArea = !room.area.isEmpty() && areaSize.width() <= width &&
                       (hasName ? nameSize.height() : 0) + areaSize.height() * 0.8 <= height;
        if (!hasName && !room.name.isEmpty())
            hasArea = false; // a number without a name tells little
        for (int attempt = 0; attempt < 2 && (hasName || hasArea); ++attempt) {
            const double w = std::max(hasName ? nameSize.width() : 0, hasArea ? areaSize.width() : 0);
            const double h = (hasName ? nameSize.height() : 0) + (hasArea ? areaSize.height() - 2 * scale : 0);
            bool stands = false;
            for (const double shift : {0.0, 0.5, -0.5, 1.0, -1.0}) {
                QRectF rect(at.x() - w / 2 - Gap, at.y() - h / 2 - Gap, w + 2 * Gap, h + 2 * Gap);
                rect.translate(0, shift * std::max(height - h, 0.0) * 0.5);
                if ((shift != 0.0 && (room.always || height <= h)) || !free(rect))
                    continue;
                if (!room.always && behind && behind(room.at))
                    break;
                placed.push_back({hasName ? room.name : QString(), hasArea ? room.area : QString(), rect});
                stands = true;
                break;
            }
            if (stands || !hasArea || !hasName)
                break;
            hasArea = false; // the name alone needs less
        }
    }
}

void InteriorLabels::updatePolish()
{
    const bool due = m_impl->dirty;
    m_impl->layout();
    if (due)
        Q_EMIT laidOut();
}

void InteriorLabels::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        update();
    QQuickItem::itemChange(change, data);
}

QSGNode *InteriorLabels::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    Impl &my = *m_impl;
    my.layout();
    my.atlas.setDevicePixelRatio(window()->effectiveDevicePixelRatio());
    if (my.atlas.isOverfull())
        my.atlas.clear();
    std::vector<Sprite> list;
    for (const Placed &p : my.placed) {
        double y = p.rect.top() + Gap;
        for (const auto &[text, look] : {std::pair(p.text, my.nameLook()), std::pair(p.area, my.areaLook())}) {
            if (text.isEmpty())
                continue;
            const Atlas::Cell cell = textCell(my.atlas, text, look);
            if (cell.isNull())
                continue;
            list.push_back(Sprite::centred(cell, QPointF(p.rect.center().x(), y + cell.size.height() / 2),
                                           my.atlas.devicePixelRatio()));
            y += cell.size.height() - 2 * my.scale;
        }
    }
    sprites->set(window(), my.atlas, list);
    return sprites;
}

}
