#pragma once

#include <QHash>
#include <QImage>
#include <QRect>
#include <QSizeF>

#include <functional>
#include <vector>

class QPainter;

namespace scene
{

/// Pictures drawn once by QPainter and packed into pages that become textures. Premultiplied, at the screen's own
/// resolution. Main thread.
class Atlas
{
public:
    /// Device pixels. Low pages: a new picture makes its page's texture anew, which then is little.
    static constexpr int PageWidth = 1024, PageHeight = 256;
    static constexpr int MostPages = 24; ///< 1 MiB each, and as much with the graphics
    static constexpr int SparePages = 2;

    struct Cell {
        int page = -1;
        QRect rect;  ///< device pixels within the page
        QSizeF size; ///< logical pixels, of `rect`
        bool isNull() const { return page < 0; }
    };

    /// Drops everything where it changes.
    void setDevicePixelRatio(double ratio);
    double devicePixelRatio() const { return m_ratio; }
    /// The picture of this key, drawn by `paint` (logical pixels, origin at its top left) the first time. One that is
    /// larger than a page is a null cell.
    const Cell &cell(const QString &key, const QSizeF &size, const std::function<void(QPainter &)> &paint);
    /// Null where it was not drawn yet.
    const Cell *find(const QString &key) const;
    void clear();
    /// Counts how often everything was dropped: cells of another generation are void.
    quint32 generation() const { return m_generation; }
    /// To be asked before the pictures of a frame are. More pages than are kept, which is twice what all was drawn anew
    /// on the last time and a few: the owner clears and draws anew what it still shows. So what has been seen in hours
    /// of flying about takes no more than what was seen in the first minutes.
    bool isOverfull();

    int pages() const { return int(m_pages.size()); }
    const QImage &page(int index) const { return m_pages[size_t(index)].image; }
    quint64 version(int index) const { return m_pages[size_t(index)].version; }

private:
    struct Page {
        QImage image;
        quint64 version = 0;
        int x = 0, y = 0, shelf = 0; ///< where the next cell goes, and the height of its row
    };
    QRect place(int width, int height);

    double m_ratio = 1;
    quint32 m_generation = 0;
    quint64 m_version = 0;
    int m_needed = -1; ///< pages, the frame after everything was dropped; -1: not known yet
    std::vector<Page> m_pages;
    QHash<QString, Cell> m_cells;
};

}
