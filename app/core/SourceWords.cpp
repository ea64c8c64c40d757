#include "core/Text.h"
#include "core/WordList.h"

namespace app
{

// Words that data uses.

QString propertyLabel(const QString &property)
{
    static const Word words[] = {{"smoke", QT_TRANSLATE_NOOP("app", "Smoke")},
                                 {"gas-lel", QT_TRANSLATE_NOOP("app", "Gas")},
                                 {"residual-current", QT_TRANSLATE_NOOP("app", "Residual current")},
                                 {"cable-temperature", QT_TRANSLATE_NOOP("app", "Cable temperature")},
                                 {"load", QT_TRANSLATE_NOOP("app", "Load")},
                                 {"current-a", QT_TRANSLATE_NOOP("app", "Current, phase A")},
                                 {"current-b", QT_TRANSLATE_NOOP("app", "Current, phase B")},
                                 {"current-c", QT_TRANSLATE_NOOP("app", "Current, phase C")},
                                 {"voltage-a", QT_TRANSLATE_NOOP("app", "Voltage, phase A")},
                                 {"voltage-b", QT_TRANSLATE_NOOP("app", "Voltage, phase B")},
                                 {"voltage-c", QT_TRANSLATE_NOOP("app", "Voltage, phase C")},
                                 {"tilt", QT_TRANSLATE_NOOP("app", "Tilt")},
                                 {"water-level", QT_TRANSLATE_NOOP("app", "Water level")},
                                 {"rain-rate", QT_TRANSLATE_NOOP("app", "Rain")},
                                 {"ponding-depth", QT_TRANSLATE_NOOP("app", "Ponding")},
                                 {"presence", QT_TRANSLATE_NOOP("app", "Presence")},
                                 {"door", QT_TRANSLATE_NOOP("app", "Door")}};
    return lookUp(words, property);
}

QString usualUnit(const QString &property)
{
    if (property.startsWith(QLatin1String("voltage-")))
        return QStringLiteral("V");
    if (property.startsWith(QLatin1String("current-")))
        return QStringLiteral("A");
    if (property == QLatin1String("residual-current"))
        return QStringLiteral("mA");
    return property == QLatin1String("cable-temperature") ? QStringLiteral("degC") : QString();
}

QString unitText(const QString &unit)
{
    return unit == QLatin1String("degC") ? QStringLiteral("°C") : unit;
}

QString tenancyLabel(const QString &tenancy)
{
    static const Word words[] = {{"owner-occupied", QT_TRANSLATE_NOOP("app", "owner-occupied")},
                                 {"let", QT_TRANSLATE_NOOP("app", "let")},
                                 {"vacant", QT_TRANSLATE_NOOP("app", "vacant")},
                                 {"workshop", QT_TRANSLATE_NOOP("app", "workshop")},
                                 {"shop", QT_TRANSLATE_NOOP("app", "shop")},
                                 {"office", QT_TRANSLATE_NOOP("app", "office")}};
    return lookUp(words, tenancy);
}

QString structureLabel(const QString &structure)
{
    static const Word words[] = {{"frame", QT_TRANSLATE_NOOP("app", "frame")},
                                 {"masonry", QT_TRANSLATE_NOOP("app", "masonry")},
                                 {"frame-shear-wall", QT_TRANSLATE_NOOP("app", "frame and shear wall")},
                                 {"shear-wall", QT_TRANSLATE_NOOP("app", "shear wall")},
                                 {"core-tube", QT_TRANSLATE_NOOP("app", "frame and core tube")},
                                 {"steel", QT_TRANSLATE_NOOP("app", "steel")},
                                 {"timber", QT_TRANSLATE_NOOP("app", "timber")}};
    return lookUp(words, structure);
}

QString roofLabel(const QString &shape)
{
    static const Word words[] = {
        {"flat", QT_TRANSLATE_NOOP("app", "flat")},         {"gabled", QT_TRANSLATE_NOOP("app", "gabled")},
        {"hipped", QT_TRANSLATE_NOOP("app", "hipped")},     {"pyramidal", QT_TRANSLATE_NOOP("app", "pyramidal")},
        {"skillion", QT_TRANSLATE_NOOP("app", "skillion")}, {"dome", QT_TRANSLATE_NOOP("app", "dome")}};
    return lookUp(words, shape);
}

QString eventSourceLabel(const QString &source)
{
    static const Word words[] = {{"resident", QT_TRANSLATE_NOOP("app", "resident's report")},
                                 {"resident report", QT_TRANSLATE_NOOP("app", "resident's report")},
                                 {"resident-report", QT_TRANSLATE_NOOP("app", "resident's report")},
                                 {"grid member", QT_TRANSLATE_NOOP("app", "grid member")},
                                 {"grid-member", QT_TRANSLATE_NOOP("app", "grid member")},
                                 {"hotline", QT_TRANSLATE_NOOP("app", "hotline")},
                                 {"sensor", QT_TRANSLATE_NOOP("app", "sensor alarm")},
                                 {"sensor alarm", QT_TRANSLATE_NOOP("app", "sensor alarm")},
                                 {"sensor-alarm", QT_TRANSLATE_NOOP("app", "sensor alarm")},
                                 {"video", QT_TRANSLATE_NOOP("app", "video recognition")},
                                 {"video recognition", QT_TRANSLATE_NOOP("app", "video recognition")},
                                 {"video-recognition", QT_TRANSLATE_NOOP("app", "video recognition")},
                                 {"weather", QT_TRANSLATE_NOOP("app", "weather")},
                                 {"system", QT_TRANSLATE_NOOP("app", "another system")},
                                 {"other-system", QT_TRANSLATE_NOOP("app", "another system")}};
    return lookUp(words, source);
}

QString placeTypeLabel(const QString &type)
{
    static const Word words[] = {{"avenue", QT_TRANSLATE_NOOP("app", "avenue")},
                                 {"street", QT_TRANSLATE_NOOP("app", "street")},
                                 {"lane", QT_TRANSLATE_NOOP("app", "lane")},
                                 {"alley", QT_TRANSLATE_NOOP("app", "alley")},
                                 {"promenade", QT_TRANSLATE_NOOP("app", "promenade")},
                                 {"rail", QT_TRANSLATE_NOOP("app", "railway")},
                                 {"river", QT_TRANSLATE_NOOP("app", "river")},
                                 {"pond", QT_TRANSLATE_NOOP("app", "pond")},
                                 {"park", QT_TRANSLATE_NOOP("app", "park")},
                                 {"garden", QT_TRANSLATE_NOOP("app", "garden")},
                                 {"square", QT_TRANSLATE_NOOP("app", "square")},
                                 {"pitch", QT_TRANSLATE_NOOP("app", "sports ground")},
                                 {"embankment", QT_TRANSLATE_NOOP("app", "embankment")},
                                 {"tree", QT_TRANSLATE_NOOP("app", "tree")},
                                 {"heritage", QT_TRANSLATE_NOOP("app", "heritage site")},
                                 {"school", QT_TRANSLATE_NOOP("app", "school")},
                                 {"kindergarten", QT_TRANSLATE_NOOP("app", "kindergarten")},
                                 {"party-service", QT_TRANSLATE_NOOP("app", "Party service centre")},
                                 {"government", QT_TRANSLATE_NOOP("app", "government office")},
                                 {"police", QT_TRANSLATE_NOOP("app", "police station")},
                                 {"culture", QT_TRANSLATE_NOOP("app", "culture centre")},
                                 {"clinic", QT_TRANSLATE_NOOP("app", "clinic")},
                                 {"hospital", QT_TRANSLATE_NOOP("app", "hospital")},
                                 {"fire-station", QT_TRANSLATE_NOOP("app", "fire station")},
                                 {"fire-point", QT_TRANSLATE_NOOP("app", "micro fire station")},
                                 {"market", QT_TRANSLATE_NOOP("app", "market")},
                                 {"station", QT_TRANSLATE_NOOP("app", "railway station")},
                                 {"elderly-care", QT_TRANSLATE_NOOP("app", "care for the aged")},
                                 {"toilet", QT_TRANSLATE_NOOP("app", "public toilet")},
                                 {"waste", QT_TRANSLATE_NOOP("app", "waste station")},
                                 {"charging", QT_TRANSLATE_NOOP("app", "charging point")}};
    return lookUp(words, type);
}

QString fieldLabel(const QString &field)
{
    static const Word words[] = {{"residents", QT_TRANSLATE_NOOP("app", "Residents")},
                                 {"units", QT_TRANSLATE_NOOP("app", "Units")},
                                 {"structure", QT_TRANSLATE_NOOP("app", "Structure")},
                                 {"quarter", QT_TRANSLATE_NOOP("app", "Quarter")},
                                 {"address", QT_TRANSLATE_NOOP("app", "Address")},
                                 {"storeysBelow", QT_TRANSLATE_NOOP("app", "Storeys below ground")},
                                 {"roofShape", QT_TRANSLATE_NOOP("app", "Shape of the roof")},
                                 {"roofHeight", QT_TRANSLATE_NOOP("app", "Height of the roof")},
                                 {"roofDirection", QT_TRANSLATE_NOOP("app", "Direction of the roof")}};
    return lookUp(words, field);
}

}
