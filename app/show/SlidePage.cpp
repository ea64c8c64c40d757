#include "show/SlidePage.h"

#include "core/PdfText.h"
#include "core/Text.h"
#include "core/UserFiles.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace app
{

static void collect(QQuickItem *item, QQuickItem *page, double opacity, QRectF clip, std::vector<PageText> &texts)
{
    opacity *= item->opacity();
    if (!item->isVisible() || opacity <= 0)
        return;
    const QRectF box = item->mapRectToItem(page, QRectF(0, 0, item->width(), item->height()));
    if (item->clip())
        clip &= box;
    const QString text = item->inherits("QQuickText") ? item->property("text").toString() : QString();
    constexpr int PlainText = Qt::PlainText;
    if (!text.isEmpty() && item->property("textFormat").toInt() == PlainText && box.intersects(clip)) {
        PageText found;
        found.item = item;
        found.text = text;
        found.font = item->property("font").value<QFont>();
        found.colour = item->property("color").value<QColor>();
        found.colour.setAlphaF(float(found.colour.alphaF() * opacity));
        const auto padding = [item](const char *name) { return item->property(name).toDouble(); };
        found.box = box.adjusted(padding("leftPadding"), padding("topPadding"), -padding("rightPadding"),
                                 -padding("bottomPadding"));
        found.clip = clip;
        found.alignment = Qt::Alignment(item->property("effectiveHorizontalAlignment").toInt() |
                                        item->property("verticalAlignment").toInt());
        found.wraps = item->property("wrapMode").toInt() != 0;
        found.isCut = item->property("truncated").toBool();
        const int lines = item->property("maximumLineCount").toInt();
        found.lines = lines > 0 && lines < 1000 ? lines : 0;
        found.lineHeight = item->property("lineHeight").toDouble();
        if (found.font.pixelSize() > 0)
            texts.push_back(found);
    }
    QList<QQuickItem *> children = item->childItems();
    std::stable_sort(children.begin(), children.end(), [](QQuickItem *a, QQuickItem *b) { return a->z() < b->z(); });
    for (QQuickItem *child : children)
        collect(child, page, opacity, clip, texts);
}

std::vector<PageText> textsOf(QQuickItem *page)
{
    std::vector<PageText> texts;
    collect(page, page, 1, QRectF(0, 0, page->width(), page->height()), texts);
    return texts;
}

struct SlidePdf::Impl {
    QByteArray pdf;
    QBuffer buffer{&pdf};
    std::unique_ptr<QPdfWriter> writer;
    QPainter painter;
    QSize size;
    int pages = 0;
};

SlidePdf::SlidePdf(const QSize &size, const QString &title) : m_impl(std::make_unique<Impl>())
{
    constexpr double WidthMm = 13.0 * 25.4 + 25.4 / 3;
    constexpr int DotsAnInch = 1200;
    Impl &my = *m_impl;
    my.size = size;
    my.buffer.open(QIODevice::WriteOnly);
    my.writer = std::make_unique<QPdfWriter>(&my.buffer);
    my.writer->setResolution(DotsAnInch);
    my.writer->setPageLayout(QPageLayout(QPageSize(QSizeF(WidthMm, WidthMm * size.height() / size.width()),
                                                   QPageSize::Millimeter, {}, QPageSize::ExactMatch),
                                         QPageLayout::Portrait, QMarginsF(), QPageLayout::Millimeter));
    my.writer->setTitle(title);
    my.writer->setCreator(QStringLiteral("Yunjie"));
}

SlidePdf::~SlidePdf() = default;

static void draw(QPainter &painter, const PageText &text)
{
    QFont font = text.font;
    const QString family = pdfFont();
    if (!family.isEmpty() && font.family() != family)
        font.setFamily(family);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Ligatures and contextual forms have no code of their own: such text could not be searched for.
    font.setStyleStrategy(QFont::PreferNoShaping);
    QString words = text.text;
    if (text.isCut && !text.wraps)
        words = QFontMetricsF(font).elidedText(words, Qt::ElideRight, text.box.width());
    words.replace(u'\n', QChar::LineSeparator);
    QTextLayout layout(words, font);
    QTextOption option(Qt::Alignment(text.alignment & Qt::AlignHorizontal_Mask));
    option.setWrapMode(text.wraps ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::ManualWrap);
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    // Half a pixel more than on screen: rounding must not bring another line.
    constexpr double Slack = 0.5;
    for (int n = 0; text.lines == 0 || n < text.lines; ++n) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(text.box.width() + Slack);
        line.setPosition({0, y});
        y += line.height() * (text.lineHeight > 0 ? text.lineHeight : 1);
    }
    layout.endLayout();
    const double spare = text.box.height() - y;
    const double top = text.alignment & Qt::AlignBottom ? spare : text.alignment & Qt::AlignVCenter ? spare / 2 : 0;
    painter.save();
    if (!text.clip.contains(text.box))
        painter.setClipRect(text.clip);
    painter.setPen(text.colour);
    layout.draw(&painter, text.box.topLeft() + QPointF(0, top));
    painter.restore();
}

void SlidePdf::addPage(const QImage &picture, const std::vector<PageText> &texts)
{
    Impl &my = *m_impl;
    if (my.pages++ == 0)
        my.painter.begin(my.writer.get());
    else
        my.writer->newPage();
    if (!my.painter.isActive())
        return;
    my.painter.save();
    const QRectF page(0, 0, my.writer->width(), my.writer->height());
    my.painter.drawImage(page, picture.convertToFormat(QImage::Format_RGB32));
    my.painter.scale(page.width() / my.size.width(), page.height() / my.size.height());
    for (const PageText &text : texts)
        draw(my.painter, text);
    my.painter.restore();
}

base::Status SlidePdf::write(const QString &path)
{
    Impl &my = *m_impl;
    if (my.pages == 0 || !my.painter.isActive())
        return base::failure(QStringLiteral("export-empty"), translate("app", "there is no slide"), path);
    my.painter.end();
    mendPdfText(my.pdf);
    return writeWhole(my.pdf, path);
}

}
