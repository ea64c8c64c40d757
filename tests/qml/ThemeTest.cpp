#include "Checks.h"
#include "MockInterface.h"
#include "domain/StateColours.h"

#include <QColor>
#include <QJSValue>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using tests::MockInterface;

namespace
{

double linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// WCAG 2.1, contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor over(const QColor &top, const QColor &below)
{
    const auto mix = [&](double t, double b) { return float(t * top.alphaF() + b * (1 - top.alphaF())); };
    return QColor::fromRgbF(mix(top.redF(), below.redF()), mix(top.greenF(), below.greenF()),
                            mix(top.blueF(), below.blueF()));
}

enum class Sight { Full, Protanopia, Deuteranopia };

/// Without red or green cones: Machado, Oliveira, Fernandes 2009, severity 1, on linear light.
QColor seen(const QColor &c, Sight sight)
{
    if (sight == Sight::Full)
        return c;
    static constexpr std::array<double, 9> Protan{0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                                                  0.099216, -0.003882, -0.048116, 1.051998};
    static constexpr std::array<double, 9> Deutan{0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                                                  0.047413, -0.011820, 0.042940,  0.968881};
    const auto &m = sight == Sight::Protanopia ? Protan : Deutan;
    const std::array<double, 3> light{linear(c.redF()), linear(c.greenF()), linear(c.blueF())};
    const auto channel = [&](size_t row) {
        const double v =
            std::clamp(m[3 * row] * light[0] + m[3 * row + 1] * light[1] + m[3 * row + 2] * light[2], 0.0, 1.0);
        return float(v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
    };
    return QColor::fromRgbF(channel(0), channel(1), channel(2));
}

/// CIE 1976 colour difference (D65).
double difference(const QColor &a, const QColor &b)
{
    const auto lab = [](const QColor &c) {
        const double r = linear(c.redF()), g = linear(c.greenF()), bl = linear(c.blueF());
        const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
        const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * bl) / 0.95047),
                     y = f(0.2126 * r + 0.7152 * g + 0.0722 * bl),
                     z = f((0.0193 * r + 0.1192 * g + 0.9505 * bl) / 1.08883);
        return std::array<double, 3>{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto p = lab(a), q = lab(b);
    return std::sqrt(std::pow(p[0] - q[0], 2) + std::pow(p[1] - q[1], 2) + std::pow(p[2] - q[2], 2));
}

}

/// Theme.qml's own values, as they are: text can be read and signs told apart on everything that they lie on.
class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreColouredAsOnTheMap_data() { themes(); }
    void statesAreColouredAsOnTheMap();
    void textCanBeRead_data() { themes(); }
    void textCanBeRead();
    void everyTextCanBeRead_data();
    void everyTextCanBeRead();
    void signsStandOut_data() { themes(); }
    void signsStandOut();
    void colourIsNeverTheOnlySign_data() { themes(); }
    void colourIsNeverTheOnlySign();

private:
    static void themes()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("command") << QStringLiteral("command");
        QTest::newRow("plan") << QStringLiteral("plan");
    }
    bool load(const QString &theme)
    {
        if (!m_interface.show({QStringLiteral("desk"), theme, QStringLiteral("en"), {1280, 720}}))
            return false;
        m_theme = m_interface.singleton("Theme");
        return m_theme != nullptr;
    }
    QColor colour(const char *name) const { return m_theme->property(name).value<QColor>(); }
    QMap<QString, QColor> states() const
    {
        QMap<QString, QColor> all;
        const QVariantMap map = m_theme->property("stateColours").toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            all.insert(it.key(), QColor(it.value().toString()));
        return all;
    }
    /// What words lie on: panels over the brightest and the darkest of the city, sheets, and rows in them that are
    /// pointed at or chosen.
    QMap<QString, QColor> surfaces(const QString &theme) const
    {
        QMap<QString, QColor> all;
        const QColor roof(theme == QLatin1String("plan") ? "#8C8475" : "#6F819B");
        for (const auto &[name, below] : {std::pair("roofs", roof), std::pair("ground", colour("ground"))}) {
            for (const char *base : {"panel", "sheet"}) {
                const QColor surface = over(colour(base), below);
                all.insert(QStringLiteral("%1 over %2").arg(QLatin1String(base), QLatin1String(name)), surface);
                for (const char *tint : {"raised", "hover", "chosen"})
                    all.insert(QStringLiteral("%1, %2 over %3")
                                   .arg(QLatin1String(tint), QLatin1String(base), QLatin1String(name)),
                               over(colour(tint), surface));
            }
        }
        return all;
    }

    MockInterface m_interface;
    QObject *m_theme = nullptr;
};

void ThemeTest::textCanBeRead()
{
    QFETCH(QString, theme);
    QVERIFY(load(theme));
    QMap<QString, QColor> inks = states();
    QCOMPARE(inks.size(), 8);
    for (const char *name : {"text", "textQuiet", "accent"})
        inks.insert(QLatin1String(name), colour(name));
    const auto all = surfaces(theme);
    QStringList pale;
    for (auto ink = inks.begin(); ink != inks.end(); ++ink) {
        for (auto surface = all.begin(); surface != all.end(); ++surface) {
            if (const double ratio = contrast(*ink, *surface); ratio < 4.5)
                pale.append(QStringLiteral("%1 on %2: %3").arg(ink.key(), surface.key()).arg(ratio, 0, 'f', 2));
        }
    }
    QVERIFY2(pale.isEmpty(), qPrintable(pale.join(u'\n')));
    // What stands on the accent, also when it is pointed at or pressed.
    for (const QColor &button : {colour("accent"), colour("accent").lighter(108), colour("accent").darker(115)})
        QVERIFY2(contrast(colour("accentInk"), button) >= 4.5, qPrintable(button.name()));
}

void ThemeTest::everyTextCanBeRead_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("layout");
    QTest::addColumn<QString>("sheet");
    for (const char *theme : {"command", "plan"}) {
        for (const char *layout : {"desk", "wall", "briefing"})
            QTest::addRow("%s %s", theme, layout)
                << QString::fromLatin1(theme) << QString::fromLatin1(layout) << QString();
        for (const char *sheet :
             {"settings", "help", "layers", "views", "records", "rules", "alerts", "sources", "indicators"})
            QTest::addRow("%s %s", theme, sheet)
                << QString::fromLatin1(theme) << QStringLiteral("desk") << QString::fromLatin1(sheet);
    }
}

/// Everything visible below an item, itself included, in the order in which it is drawn.
static QList<QQuickItem *> drawn(QQuickItem *item)
{
    if (!item->isVisible() || item->opacity() <= 0)
        return {};
    QList<QQuickItem *> children = item->childItems(), all;
    std::stable_sort(children.begin(), children.end(),
                     [](const QQuickItem *a, const QQuickItem *b) { return a->z() < b->z(); });
    const auto first =
        std::find_if(children.begin(), children.end(), [](const QQuickItem *child) { return child->z() >= 0; });
    for (auto child = children.begin(); child != first; ++child)
        all += drawn(*child);
    all += item;
    for (auto child = first; child != children.end(); ++child)
        all += drawn(*child);
    return all;
}

/// Whether a point of the scene is within an item and all that clips it.
static bool shows(const QQuickItem *item, const QPointF &at)
{
    if (!tests::sceneRect(item).contains(at))
        return false;
    for (const QQuickItem *above = item->parentItem(); above; above = above->parentItem()) {
        if (above->clip() && !tests::sceneRect(above).contains(at))
            return false;
    }
    return true;
}

/// Each text as it is drawn, on all that is drawn below it; what is disabled need not (WCAG 2.1, 1.4.3).
void ThemeTest::everyTextCanBeRead()
{
    QFETCH(QString, theme);
    QFETCH(QString, layout);
    QFETCH(QString, sheet);
    QQuickWindow *window = m_interface.show({layout, theme, QStringLiteral("en"), {1920, 1080}});
    QVERIFY(window);
    m_theme = m_interface.singleton("Theme");
    QObject *operations = m_interface.singleton("Operations");
    operations->setProperty("alarmLoad", QStringLiteral("flood"));
    operations->setProperty("unacknowledgedCritical", 2);
    m_interface.singleton("Shell")->setProperty("list", QStringLiteral("alarms"));
    if (!sheet.isEmpty()) {
        window->requestActivate();
        m_interface.singleton("Shell")->setProperty("sheet", sheet);
        QTRY_VERIFY(tests::openSheet(window));
    }
    const auto opacityOf = [](const QQuickItem *item) {
        double opacity = 1;
        for (; item; item = item->parentItem())
            opacity *= item->opacity();
        return opacity;
    };
    const QColor roof(theme == QLatin1String("plan") ? "#8C8475" : "#6F819B");
    const auto pale = [&] {
        QStringList found;
        int texts = 0;
        const QList<QQuickItem *> items = drawn(window->contentItem());
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QQuickItem *text = items[i];
            if (!text->inherits("QQuickText") || text->property("text").toString().trimmed().isEmpty() ||
                !text->isEnabled())
                continue;
            const QPointF middle = tests::sceneRect(text).center();
            if (!shows(text, middle))
                continue;
            QColor below = roof;
            bool onPanel = false;
            for (qsizetype j = 0; j < i; ++j) {
                const QQuickItem *item = items[j];
                // One with a gradient is the map's shade, and says white of itself.
                if (!item->inherits("QQuickRectangle") || item->property("gradient").value<QJSValue>().isObject() ||
                    item->property("gradient").value<QJSValue>().isQObject() || !shows(item, middle))
                    continue;
                QColor colour = item->property("color").value<QColor>();
                colour.setAlphaF(colour.alphaF() * float(opacityOf(item)));
                onPanel = onPanel || colour.alphaF() > 0.7;
                below = over(colour, below);
            }
            if (!onPanel)
                continue; // words on the map have an outline of their own
            ++texts;
            QColor ink = text->property("color").value<QColor>();
            ink.setAlphaF(ink.alphaF() * float(opacityOf(text)));
            if (const double ratio = contrast(over(ink, below), below); ratio < 4.5)
                found.append(QStringLiteral("%1: %2 on %3 is %4")
                                 .arg(tests::describe(text), ink.name(), below.name())
                                 .arg(ratio, 0, 'f', 2));
        }
        return texts > 5 ? found.join(u'\n') : QStringLiteral("only %1 texts").arg(texts);
    };
    QTRY_COMPARE(pale(), QString());
}

/// Signs, borders of what has the focus, and what is switched on: 3:1 (WCAG 2.1, 1.4.11), also without red or green.
void ThemeTest::signsStandOut()
{
    QFETCH(QString, theme);
    QVERIFY(load(theme));
    QMap<QString, QColor> signs = states();
    signs.insert(QStringLiteral("accent"), colour("accent"));
    auto all = surfaces(theme);
    const QColor panel = over(colour("panel"), colour("ground"));
    all.insert(QStringLiteral("pressed"), over(colour("pressed"), panel));
    all.insert(QStringLiteral("the ground of the map"), colour("ground"));
    for (const Sight sight : {Sight::Full, Sight::Protanopia, Sight::Deuteranopia}) {
        for (auto sign = signs.begin(); sign != signs.end(); ++sign) {
            for (auto surface = all.begin(); surface != all.end(); ++surface) {
                const double ratio = contrast(seen(*sign, sight), seen(*surface, sight));
                QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("%1 on %2, sight %3: %4")
                                                    .arg(sign.key(), surface.key())
                                                    .arg(int(sight))
                                                    .arg(ratio, 0, 'f', 2)));
            }
        }
    }
}

/// Markers, rooms and comparisons have theirs from the one table.
void ThemeTest::statesAreColouredAsOnTheMap()
{
    QFETCH(QString, theme);
    QVERIFY(load(theme));
    const auto inLists = states();
    QCOMPARE(size_t(inLists.size()), domain::StateColours.size());
    for (const domain::StateColour &each : domain::StateColours) {
        const QString state = QString::fromLatin1(each.state.data(), qsizetype(each.state.size()));
        const QColor onMap = QColor::fromRgb(theme == QLatin1String("plan") ? each.light : each.dark);
        QVERIFY2(inLists.value(state) == onMap, qPrintable(state));
    }
}

/// Each state has a shape of its own, and those that call for a hand are told apart by colour too, whoever looks.
void ThemeTest::colourIsNeverTheOnlySign()
{
    QFETCH(QString, theme);
    QVERIFY(load(theme));
    QSet<QString> shapes;
    const QVariantMap map = m_theme->property("stateShapes").toMap();
    for (const QVariant &shape : map)
        shapes.insert(shape.toString());
    QCOMPARE(shapes.size(), states().size());
    QCOMPARE(map.keys(), QStringList(states().keys()));
    constexpr double Told = 10; // CIE76; 2.3 is just noticed side by side
    const QStringList calling{QStringLiteral("critical"), QStringLiteral("major"), QStringLiteral("minor"),
                              QStringLiteral("in-hand"), QStringLiteral("normal")};
    const auto colours = states();
    QStringList alike;
    for (const Sight sight : {Sight::Full, Sight::Protanopia, Sight::Deuteranopia}) {
        for (qsizetype i = 0; i < calling.size(); ++i) {
            for (qsizetype j = i + 1; j < calling.size(); ++j) {
                const double d = difference(seen(colours[calling[i]], sight), seen(colours[calling[j]], sight));
                if (d < Told)
                    alike.append(QStringLiteral("%1 and %2, sight %3: %4")
                                     .arg(calling[i], calling[j])
                                     .arg(int(sight))
                                     .arg(d, 0, 'f', 1));
            }
        }
    }
    QVERIFY2(alike.isEmpty(), qPrintable(alike.join(u'\n')));
}

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
