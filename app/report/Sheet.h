#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace app
{

/// Draws on paper, in millimetres from the top left; letters stay letters.
class Sheet
{
public:
    static constexpr double Resolution = 1200; ///< dots an inch

    Sheet(QPainter &painter, QString family) : m_painter(painter), m_family(std::move(family)) {}

    static double dots(double millimetres) { return millimetres * Resolution / 25.4; }
    static QPointF dots(const QPointF &p) { return {dots(p.x()), dots(p.y())}; }
    static QRectF dots(const QRectF &r) { return {dots(r.topLeft()), QSizeF(dots(r.width()), dots(r.height()))}; }
    QPainter &painter() { return m_painter; }
    const QSet<QChar> &drawn() const { return m_drawn; } ///< characters of all texts so far

    QFont font(double height, bool strong = false) const
    {
        QFont made(m_family);
        made.setPixelSize(std::max(1, int(std::lround(dots(height)))));
        made.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        // Ligatures and contextual forms have no code of their own: such text could not be searched for.
        made.setStyleStrategy(QFont::PreferNoShaping);
        return made;
    }
    double widthOf(const QString &text, double height, bool strong = false) const
    {
        return QFontMetricsF(font(height, strong)).horizontalAdvance(text) * 25.4 / Resolution;
    }

    /// One line within a box: smaller, down to three quarters, where it is too wide, and cut only then.
    void text(const QRectF &box, QString words, double height, const QColor &colour,
              Qt::Alignment alignment = Qt::AlignLeft, bool strong = false)
    {
        constexpr double Least = 0.75;
        const double width = widthOf(words, height, strong);
        if (width > box.width())
            height = std::max(height * Least, height * box.width() / width);
        if (widthOf(words, height, strong) > box.width() * 1.02) // sizes are whole dots
            words = QFontMetricsF(font(height, strong)).elidedText(words, Qt::ElideRight, dots(box.width()));
        for (const QChar character : words)
            m_drawn.insert(character);
        m_painter.setFont(font(height, strong));
        m_painter.setPen(colour);
        const Qt::Alignment vertical = alignment & Qt::AlignVertical_Mask ? Qt::Alignment() : Qt::AlignVCenter;
        m_painter.drawText(dots(box), int(alignment | vertical) | Qt::TextSingleLine, words);
    }
    /// Several lines; Chinese breaks anywhere.
    void paragraph(const QRectF &box, const QString &words, double height, double leading, const QColor &colour)
    {
        m_painter.setFont(font(height));
        m_painter.setPen(colour);
        const QFontMetricsF metrics(font(height));
        double y = box.top();
        qsizetype at = 0;
        while (at < words.size() && y + leading <= box.bottom() + 0.01) {
            qsizetype end = at, good = at;
            while (end < words.size() && metrics.horizontalAdvance(words.mid(at, end + 1 - at)) <= dots(box.width())) {
                ++end;
                if (end == words.size() || mayBreak(words, end))
                    good = end;
            }
            if (good == at)
                good = std::max(end, at + 1);
            text({box.left(), y, box.width() + 1, leading}, words.mid(at, good - at).trimmed(), height, colour);
            at = good;
            while (at < words.size() && words[at].isSpace())
                ++at;
            y += leading;
        }
    }
    void line(const QPointF &a, const QPointF &b, double width, const QColor &colour,
              Qt::PenStyle style = Qt::SolidLine)
    {
        m_painter.setPen(QPen(colour, dots(width), style, Qt::FlatCap));
        m_painter.drawLine(dots(a), dots(b));
    }
    void fill(const QRectF &box, const QColor &colour) { m_painter.fillRect(dots(box), colour); }
    void frame(const QRectF &box, double width, const QColor &colour)
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(colour, dots(width), Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.drawRect(dots(box));
    }

private:
    /// Between two words, or between Chinese characters where no mark would begin the line.
    static bool mayBreak(const QString &words, qsizetype at)
    {
        static const QString Never = QStringLiteral("，。；：、）％%！？”");
        if (words[at].isSpace() || words[at - 1].isSpace())
            return true;
        const auto isHan = [](QChar c) { return c.unicode() >= 0x2E80; };
        return (isHan(words[at]) || isHan(words[at - 1])) && !Never.contains(words[at]) && words[at - 1] != u'（' &&
               words[at - 1] != u'“';
    }

    QPainter &m_painter;
    QString m_family;
    QSet<QChar> m_drawn;
};

}
