#include "scene/overlays/AreaLabels.h"

#include "scene/overlays/OverlayText.h"
#include "scene/overlays/SpriteNode.h"

#include <QPainter>
#include <QQuickWindow>

#include <algorithm>
#include <cmath>

namespace scene
{

static constexpr double NamePixels = 14, FigurePixels = 18, Padding = 9, Swatch = 4, Gap = 3;

struct AreaLabels::Impl {
    void layout();
    TextLook look(bool figure) const
    {
        TextLook text;
        text.pixels = (figure ? FigurePixels : NamePixels) * scale;
        text.weight = figure ? QFont::DemiBold : QFont::Normal;
        text.colour =
            theme == Theme::Command ? QColor(figure ? 0xF2F6FC : 0xC3D0E2) : QColor(figure ? 0x141D28 : 0x3A4858);
        return text;
    }
    QSizeF sizeOf(const AreaLabel &label) const;
    /// Where it stands: its middle, or else what of the area on the stage is nearest to it.
    std::optional<QPointF> placeOf(const AreaLabel &label, const QRectF &within) const;
    Atlas::Cell plate(const AreaLabel &label, const QSizeF &size);

    std::vector<AreaLabel> labels;
    std::vector<QSizeF> sizes; ///< by label: measuring a text is slow
    std::vector<Placed> placed;
    std::vector<size_t> shown; ///< labels of `placed`
    ViewState view;
    Theme theme = Theme::Command;
    double scale = 1;
    QRectF stage;
    Atlas atlas;
};

AreaLabels::AreaLabels(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>())
{
    setFlag(ItemHasContents);
}

AreaLabels::~AreaLabels() = default;

void AreaLabels::setLabels(std::vector<AreaLabel> labels)
{
    m_impl->labels = std::move(labels);
    m_impl->atlas.clear();
    m_impl->sizes.clear();
    m_impl->layout();
    Q_EMIT laidOut();
    update();
}

void AreaLabels::setViewState(const ViewState &state)
{
    m_impl->view = state;
    if (m_impl->labels.empty())
        return;
    m_impl->layout();
    Q_EMIT laidOut();
    update();
}

void AreaLabels::setTheme(Theme theme)
{
    m_impl->theme = theme;
    m_impl->atlas.clear();
    update();
}

void AreaLabels::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_impl->scale)
        return;
    m_impl->scale = scale;
    m_impl->atlas.clear();
    m_impl->sizes.clear();
    m_impl->layout();
    update();
}

void AreaLabels::setStage(const QRectF &stage)
{
    m_impl->stage = stage;
    m_impl->layout();
    update();
}

const std::vector<AreaLabels::Placed> &AreaLabels::placed() const
{
    return m_impl->placed;
}

QSizeF AreaLabels::Impl::sizeOf(const AreaLabel &label) const
{
    const QStringList lines = label.text.split(QLatin1Char('\n'));
    QSizeF size(0, 0);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QSizeF line = textSize(lines[i], look(i > 0 || lines.size() == 1));
        size = {std::max(size.width(), line.width()), size.height() + line.height()};
    }
    return size + QSizeF((2 * Padding + Swatch) * scale, Padding * scale);
}

std::optional<QPointF> AreaLabels::Impl::placeOf(const AreaLabel &label, const QRectF &within) const
{
    double depth = 0;
    const QPointF middle = view.project(label.middle, &depth);
    if (depth > view.nearPlane && within.contains(middle))
        return middle;
    std::optional<QPointF> best;
    double nearest = std::numeric_limits<double>::infinity();
    for (const geometry::Vec3 &point : label.inside) {
        const QPointF at = view.project(point, &depth);
        if (!(depth > view.nearPlane) || !within.contains(at))
            continue;
        const double away = std::hypot(at.x() - within.center().x(), at.y() - within.center().y());
        if (away < nearest) {
            nearest = away;
            best = at;
        }
    }
    return best;
}

void AreaLabels::Impl::layout()
{
    placed.clear();
    shown.clear();
    if (view.size.isEmpty())
        return;
    if (sizes.size() != labels.size()) {
        sizes.clear();
        for (const AreaLabel &label : labels)
            sizes.push_back(sizeOf(label));
    }
    const QRectF all(QPointF(), view.size);
    const QRectF within = stage.isEmpty() ? all : stage.intersected(all);
    for (size_t i = 0; i < labels.size(); ++i) {
        const AreaLabel &label = labels[i];
        const QSizeF size = sizes[i];
        const QRectF room = within.adjusted(size.width() / 2, size.height() / 2, -size.width() / 2, -size.height() / 2);
        if (label.text.isEmpty() || !room.isValid())
            continue;
        const auto at = placeOf(label, room);
        if (!at)
            continue;
        const QRectF rect(at->x() - size.width() / 2, at->y() - size.height() / 2, size.width(), size.height());
        const double gap = Gap * scale;
        // A little higher or lower where another stands already.
        for (const int shift : {0, -1, 1, -2, 2}) {
            const QRectF moved = rect.translated(0, shift * 0.55 * size.height());
            const bool free =
                within.contains(moved) && std::none_of(placed.begin(), placed.end(), [&](const Placed &o) {
                    return o.rect.adjusted(-gap, -gap, gap, gap).intersects(moved);
                });
            if (!free)
                continue;
            placed.push_back({label.area, label.text, moved});
            shown.push_back(i);
            break;
        }
    }
}

Atlas::Cell AreaLabels::Impl::plate(const AreaLabel &label, const QSizeF &size)
{
    const QString key = label.colour.name(QColor::HexArgb) + QLatin1Char('|') + label.text;
    return atlas.cell(key, size, [&](QPainter &painter) {
        const QRectF rect = QRectF(QPointF(), size).adjusted(0.5, 0.5, -0.5, -0.5);
        const double round = 4 * scale;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme == Theme::Command ? QColor(255, 255, 255, 34) : QColor(20, 30, 45, 40));
        painter.setBrush(theme == Theme::Command ? QColor(0x0E, 0x18, 0x28, 222) : QColor(255, 255, 255, 236));
        painter.drawRoundedRect(rect, round, round);
        // The class's colour stands beside the words, never under them.
        painter.setPen(Qt::NoPen);
        painter.setBrush(label.colour);
        painter.drawRoundedRect(QRectF(rect.left() + 0.4 * Padding * scale, rect.top() + 0.5 * Padding * scale,
                                       Swatch * scale, rect.height() - Padding * scale),
                                Swatch * scale / 2, Swatch * scale / 2);
        double top = Padding * scale / 2;
        const QStringList lines = label.text.split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const TextLook text = look(i > 0 || lines.size() == 1);
            const double height = textSize(lines[i], text).height();
            painter.setFont(overlayFont(text.pixels, text.weight));
            painter.setPen(text.colour);
            painter.drawText(
                QRectF((Padding + Swatch) * scale, top, size.width() - (1.5 * Padding + Swatch) * scale, height),
                Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextDontClip, lines[i]);
            top += height;
        }
    });
}

QSGNode *AreaLabels::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    Impl &my = *m_impl;
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    const double ratio = window()->effectiveDevicePixelRatio();
    my.atlas.setDevicePixelRatio(ratio);
    if (my.atlas.isOverfull())
        my.atlas.clear();
    std::vector<Sprite> pictures;
    for (size_t i = 0; i < my.placed.size(); ++i) {
        const Atlas::Cell cell = my.plate(my.labels[my.shown[i]], my.sizes[my.shown[i]]);
        if (!cell.isNull())
            pictures.push_back(Sprite::centred(cell, my.placed[i].rect.center(), ratio));
    }
    sprites->set(window(), my.atlas, pictures);
    return sprites;
}

void AreaLabels::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged)
        update();
}

}
