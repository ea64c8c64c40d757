#include "interior/PlanText.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace interior
{

using domain::SpaceFunction;

Plan planOf(const domain::Interior &interior, const QString &unit)
{
    Plan plan;
    for (const domain::Space &space : interior.spaces) {
        if (space.unit != unit)
            continue;
        plan.rooms += space.function == SpaceFunction::Room;
        plan.halls += space.function == SpaceFunction::Hall;
        plan.kitchens += space.function == SpaceFunction::Kitchen;
        plan.baths += space.function == SpaceFunction::Bath;
    }
    return plan;
}

Plan planOf(const domain::Unit &unit)
{
    return {unit.rooms, unit.halls, unit.kitchens, unit.baths};
}

static QString chineseNumber(int n)
{
    static const char *const digits[] = {"零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"};
    return n >= 0 && n <= 10 ? QString::fromUtf8(digits[n]) : QString::number(n);
}

QString planText(const Plan &plan, const QString &language)
{
    const bool chinese = language.startsWith(QLatin1String("zh"));
    QStringList parts;
    const auto add = [&](int count, const char *zh, const char *one, const char *many) {
        if (count <= 0)
            return;
        if (chinese)
            parts.append(chineseNumber(count) + QString::fromUtf8(zh));
        else
            parts.append(QStringLiteral("%1 %2").arg(count).arg(QLatin1String(count == 1 ? one : many)));
    };
    add(plan.rooms, "室", "room", "rooms");
    add(plan.halls, "厅", "hall", "halls");
    add(plan.kitchens, "厨", "kitchen", "kitchens");
    add(plan.baths, "卫", "bath", "baths");
    return parts.join(chinese ? QString() : QStringLiteral(", "));
}

base::Warnings consistency(const domain::Building &building, const std::vector<const domain::Unit *> &table,
                           const domain::Interior &interior)
{
    base::Warnings warnings;
    const auto tr = [](const char *text) { return QCoreApplication::translate("interior", text); };
    if (interior.schematic)
        return warnings;
    QSet<QString> inModel;
    for (const domain::Space &space : interior.spaces) {
        if (!space.unit.isEmpty())
            inModel.insert(space.unit);
    }
    for (const domain::Unit &unit : interior.units)
        inModel.insert(unit.id);
    // A model opened by itself has no table.
    if (!table.empty() && !inModel.isEmpty() && qsizetype(table.size()) != inModel.size()) {
        warnings.add(QStringLiteral("units-differ"), interior.source, building.id,
                     tr("the table has %1 units, the model %2").arg(table.size()).arg(inModel.size()));
    }
    QSet<int> storeys;
    for (const domain::Storey &storey : interior.storeys)
        storeys.insert(storey.number);
    for (const domain::Unit *unit : table) {
        if (!storeys.isEmpty() && !storeys.contains(unit->storey))
            warnings.add(QStringLiteral("unit-storey-unknown"), interior.source, unit->id,
                         tr("the unit's storey is not in the model"));
        const Plan model = planOf(interior, unit->id);
        if (inModel.contains(unit->id) && model != Plan{} && model != planOf(*unit))
            warnings.add(QStringLiteral("plan-differs"), interior.source, unit->id,
                         tr("the rooms of the table and of the model differ"));
    }
    const int above = int(std::count_if(interior.storeys.begin(), interior.storeys.end(),
                                        [](const domain::Storey &s) { return s.number > 0; }));
    if (building.storeysAbove > 0 && above > 0 && above != building.storeysAbove) {
        warnings.add(QStringLiteral("storeys-differ"), interior.source, building.id,
                     tr("the table has %1 storeys above ground, the model %2").arg(building.storeysAbove).arg(above));
    }
    return warnings;
}

}
