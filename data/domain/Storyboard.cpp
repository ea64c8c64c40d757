#include "domain/Storyboard.h"

#include "domain/Tr.h"

#include <QDateTime>
#include <QJsonArray>
#include <QSet>

#include <cmath>

namespace domain
{

static const QLatin1String Format("yunjie-storyboard/1");

static QString textOf(const ObjectRef &object)
{
    return object.kind == ObjectKind::None ? object.id : QStringLiteral("%1:%2").arg(kindName(object.kind), object.id);
}

static double rounded(double value, double scale)
{
    return std::round(value * scale) / scale;
}

static QJsonObject toJson(const Slide &slide)
{
    constexpr double Degrees = 1e7, Metres = 100, Angles = 100; // a centimetre, a hundredth of a degree
    const SavedView &at = slide.camera;
    QJsonObject object{{QStringLiteral("id"), slide.id},
                       {QStringLiteral("title"), slide.title.toJson()},
                       {QStringLiteral("text"), slide.text.toJson()},
                       {QStringLiteral("camera"), QJsonArray{rounded(at.longitude, Degrees),
                                                             rounded(at.latitude, Degrees), rounded(at.height, Metres),
                                                             rounded(at.heading, Angles), rounded(at.pitch, Angles)}}};
    const auto put = [&object](const char *key, const QString &value) {
        if (!value.isEmpty())
            object.insert(QLatin1String(key), value);
    };
    put("theme", slide.theme);
    put("colouring", slide.colouring);
    put("indicator", slide.indicator);
    if (!slide.hiddenLayers.isEmpty())
        object.insert(QStringLiteral("hiddenLayers"), QJsonArray::fromStringList(slide.hiddenLayers));
    if (slide.time)
        put("time", QDateTime::fromMSecsSinceEpoch(*slide.time, Qt::UTC).toString(Qt::ISODateWithMs));
    put("selected", textOf(slide.selected));
    put("entered", textOf(slide.entered));
    if (slide.seconds > 0)
        object.insert(QStringLiteral("seconds"), slide.seconds);
    return object;
}

QJsonObject Storyboard::toJson() const
{
    QJsonArray list;
    for (const Slide &slide : slides)
        list.append(domain::toJson(slide));
    return {{QStringLiteral("format"), Format},
            {QStringLiteral("id"), id},
            {QStringLiteral("name"), name.toJson()},
            {QStringLiteral("slides"), list}};
}

namespace
{

/// Reads the slides of one storyboard; an error names the file and the place in it.
class SlideReader
{
public:
    explicit SlideReader(const QString &source) : m_source(source) {}

    base::Result<Slide> read(const QJsonObject &object, const QString &pointer)
    {
        const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
        Slide slide;
        slide.id = text("id");
        if (slide.id.isEmpty())
            return wrong(pointer, tr("\"%1\" is missing or not of the right type").arg(QLatin1String("id")));
        if (m_ids.contains(slide.id))
            return wrong(pointer + QStringLiteral("/id"), tr("\"%1\" is there twice").arg(slide.id));
        m_ids.insert(slide.id);
        slide.title = base::LocalizedText::fromJson(object.value(QLatin1String("title")));
        slide.text = base::LocalizedText::fromJson(object.value(QLatin1String("text")));
        if (!readCamera(object.value(QLatin1String("camera")).toArray(), slide.camera))
            return wrong(pointer + QStringLiteral("/camera"),
                         tr("this has to be longitude, latitude, metres above ground, heading and pitch in degrees"));
        slide.theme = text("theme");
        if (!slide.theme.isEmpty() && slide.theme != QLatin1String("command") && slide.theme != QLatin1String("plan"))
            return wrong(pointer + QStringLiteral("/theme"),
                         tr("the theme is \"command\" or \"plan\", not \"%1\"").arg(slide.theme));
        slide.colouring = text("colouring");
        slide.indicator = text("indicator");
        const QJsonArray hidden = object.value(QLatin1String("hiddenLayers")).toArray();
        for (const QJsonValue layer : hidden)
            slide.hiddenLayers.append(layer.toString());
        if (const QString time = text("time"); !time.isEmpty()) {
            const QDateTime parsed = QDateTime::fromString(time, Qt::ISODateWithMs);
            if (!parsed.isValid())
                return wrong(pointer + QStringLiteral("/time"), tr("\"%1\" is no time in ISO 8601").arg(time));
            slide.time = parsed.toMSecsSinceEpoch();
        }
        slide.selected = refFromText(text("selected"));
        slide.entered = refFromText(text("entered"));
        slide.seconds = object.value(QLatin1String("seconds")).toDouble();
        if (slide.seconds < 0 || !std::isfinite(slide.seconds))
            return wrong(pointer + QStringLiteral("/seconds"), tr("seconds cannot be negative"));
        return slide;
    }

private:
    static bool readCamera(const QJsonArray &numbers, SavedView &camera)
    {
        constexpr int Parts = 5;
        if (numbers.size() != Parts)
            return false;
        for (const QJsonValue number : numbers) {
            if (!number.isDouble())
                return false;
        }
        camera = {{},
                  numbers[0].toDouble(),
                  numbers[1].toDouble(),
                  numbers[2].toDouble(),
                  numbers[3].toDouble(),
                  numbers[4].toDouble()};
        return std::abs(camera.longitude) <= 180 && std::abs(camera.latitude) <= 90;
    }
    tl::unexpected<base::Error> wrong(const QString &pointer, const QString &why) const
    {
        return base::failure(QStringLiteral("storyboard-invalid"), why, m_source, pointer);
    }

    QString m_source;
    QSet<QString> m_ids;
};

}

base::Result<Storyboard> Storyboard::fromJson(const QJsonObject &object, const QString &source)
{
    const QString format = object.value(QLatin1String("format")).toString();
    if (format != Format)
        return base::failure(QStringLiteral("format-unknown"),
                             tr("the format is \"%1\", not \"%2\"").arg(format, Format), source,
                             QStringLiteral("/format"));
    Storyboard board;
    board.id = object.value(QLatin1String("id")).toString();
    if (board.id.isEmpty())
        return base::failure(QStringLiteral("storyboard-invalid"),
                             tr("\"%1\" is missing or not of the right type").arg(QLatin1String("id")), source,
                             QStringLiteral("/id"));
    board.name = base::LocalizedText::fromJson(object.value(QLatin1String("name")));
    if (board.name.isEmpty())
        board.name = {board.id, board.id};
    SlideReader reader(source);
    const QJsonArray slides = object.value(QLatin1String("slides")).toArray();
    for (qsizetype i = 0; i < slides.size(); ++i) {
        auto slide = reader.read(slides.at(i).toObject(), QStringLiteral("/slides/%1").arg(i));
        if (!slide)
            return tl::unexpected(slide.error());
        board.slides.push_back(std::move(*slide));
    }
    return board;
}

}
