#include "domain/Objects.h"

#include <array>

namespace domain
{

static constexpr std::array KindNames{"",       "sub-district", "community", "block",    "grid",  "quarter", "building",
                                      "storey", "unit",         "space",     "thing",    "event", "alarm",   "feature",
                                      "model",  "door",         "element",   "incident", "alert"};

static const QLatin1String InsideMark("::");

QString insideId(const QString &building, const QString &part)
{
    return building + InsideMark + part;
}

QString buildingOfInsideId(const QString &id)
{
    const qsizetype mark = id.indexOf(InsideMark);
    return mark < 0 ? QString() : id.left(mark);
}

QString partOfInsideId(const QString &id)
{
    const qsizetype mark = id.indexOf(InsideMark);
    return mark < 0 ? id : id.mid(mark + InsideMark.size());
}

const QString &inLanguage(const QString &text, const QString &english, const QString &language)
{
    if (text.isEmpty() || english.isEmpty())
        return text.isEmpty() ? english : text;
    return language.startsWith(QLatin1String("zh")) ? text : english;
}

QString kindName(ObjectKind kind)
{
    return QString::fromLatin1(KindNames[size_t(kind)]);
}

ObjectKind kindFromName(const QString &name)
{
    for (size_t i = 1; i < KindNames.size(); ++i) {
        if (name.compare(QLatin1String(KindNames[i]), Qt::CaseInsensitive) == 0)
            return ObjectKind(i);
    }
    if (name.compare(QLatin1String("subdistrict"), Qt::CaseInsensitive) == 0)
        return ObjectKind::SubDistrict;
    return ObjectKind::None;
}

QString refText(const ObjectRef &object)
{
    return object.isNull() ? object.id : QString(kindName(object.kind) + u':' + object.id);
}

ObjectRef refFromText(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon > 0) {
        const ObjectKind kind = kindFromName(text.left(colon));
        if (kind != ObjectKind::None)
            return {kind, text.mid(colon + 1)};
    }
    return {ObjectKind::None, text};
}

}
