#include "scene/overlays/Atlas.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{
constexpr int CellGap = 1; // between cells, so that filtering never reads a neighbour
}

void Atlas::setDevicePixelRatio(double ratio)
{
    if (ratio == m_ratio || !(ratio > 0))
        return;
    m_ratio = ratio;
    clear();
}

void Atlas::clear()
{
    m_pages.clear();
    m_cells.clear();
    m_needed = -1;
    ++m_generation;
}

bool Atlas::isOverfull()
{
    if (m_needed < 0 && !m_pages.empty())
        m_needed = pages();
    return pages() > std::max(m_needed, std::min(2 * m_needed + SparePages, MostPages));
}

const Atlas::Cell *Atlas::find(const QString &key) const
{
    const auto found = m_cells.constFind(key);
    return found == m_cells.constEnd() ? nullptr : &*found;
}

QRect Atlas::place(int width, int height)
{
    if (m_pages.empty() ||
        (m_pages.back().x + width > PageWidth && m_pages.back().y + m_pages.back().shelf + height > PageHeight) ||
        m_pages.back().y + height > PageHeight) {
        Page page;
        page.image = QImage(PageWidth, PageHeight, QImage::Format_ARGB32_Premultiplied);
        page.image.fill(Qt::transparent);
        m_pages.push_back(std::move(page));
    }
    Page &page = m_pages.back();
    if (page.x + width > PageWidth) {
        page.x = 0;
        page.y += page.shelf;
        page.shelf = 0;
    }
    const QRect rect(page.x, page.y, width, height);
    page.x += width + CellGap;
    page.shelf = std::max(page.shelf, height + CellGap);
    return rect;
}

const Atlas::Cell &Atlas::cell(const QString &key, const QSizeF &size, const std::function<void(QPainter &)> &paint)
{
    if (const auto found = m_cells.constFind(key); found != m_cells.constEnd())
        return *found;
    const int width = int(std::ceil(size.width() * m_ratio)), height = int(std::ceil(size.height() * m_ratio));
    if (width <= 0 || height <= 0 || width > PageWidth || height > PageHeight)
        return *m_cells.insert(key, Cell());
    const QRect rect = place(width, height);
    Page &page = m_pages.back();
    QPainter painter(&page.image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
    painter.setClipRect(rect);
    painter.translate(rect.topLeft());
    painter.scale(m_ratio, m_ratio);
    paint(painter);
    page.version = ++m_version;
    return *m_cells.insert(key, Cell{int(m_pages.size()) - 1, rect, QSizeF(width / m_ratio, height / m_ratio)});
}

}
