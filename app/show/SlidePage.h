#pragma once

#include "base/Result.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QPointer>
#include <QQuickItem>
#include <QRectF>

#include <vector>

class QPdfWriter;
class QPainter;

namespace app
{

/// A text of the interface as a page has it.
struct PageText {
    QPointer<QQuickItem> item;
    QString text;
    QFont font;
    QColor colour;
    QRectF box, clip; ///< logical pixels of the page
    Qt::Alignment alignment;
    bool wraps = false, isCut = false;
    int lines = 0; ///< at most; 0: any number
    double lineHeight = 1;
};

/// What stands written on an item and in it: every plain text that is seen.
std::vector<PageText> textsOf(QQuickItem *page);

/// A PDF of pictures with their texts as text: a page each.
class SlidePdf
{
public:
    /// `size` of the pages in logical pixels; pages are 13 1/3 inches wide, as slides of office programs are.
    SlidePdf(const QSize &size, const QString &title);
    ~SlidePdf();
    void addPage(const QImage &picture, const std::vector<PageText> &texts);
    /// Errors: "file-unwritable", "export-empty".
    base::Status write(const QString &file);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
