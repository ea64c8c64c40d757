// The register of residents: plainly made up, to be looked at as a real one is (docs/privacy.md).
#include "sample/GeoPackage.h"
#include "sample/People.h"
#include "sample/Writers.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace sample
{

namespace
{

constexpr int ThisYear = 2026; ///< of the days that are played

struct Resident {
    quint32 unit = 0; ///< index into the model's
    int slot = 0;     ///< within the unit
    const char *kind = "registered";
    int born = 0; ///< 0: not settled yet
    std::vector<const char *> care;
};

/// An identity number of the form of GB 11643-1999 with a region that there is not and a check digit that is wrong.
QString invalidIdentity(int born, quint32 serial)
{
    const QString body = QStringLiteral("000000%1%2%3%4")
                             .arg(born, 4, 10, QLatin1Char('0'))
                             .arg(serial % 12 + 1, 2, 10, QLatin1Char('0'))
                             .arg(serial % 28 + 1, 2, 10, QLatin1Char('0'))
                             .arg(serial % 1000, 3, 10, QLatin1Char('0'));
    constexpr std::array Weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (size_t i = 0; i < Weights.size(); ++i)
        sum += Weights[i] * body.at(qsizetype(i)).digitValue();
    constexpr const char *Checks = "10X98765432";
    return body + QLatin1Char(Checks[(sum + 1) % 11]);
}

/// 张样例: surnames that are usual, given names that say what they are.
QString madeUpName(Random &random)
{
    static const QStringList surnames =
        QString::fromUtf8("张 李 王 陈 刘 黄 林 吴 周 郑 何 罗 梁 谢 宋 唐 许 邓 冯 曾 彭 蔡 潘 叶 欧阳").split(u' ');
    static const QStringList given = QString::fromUtf8("样例 示例 模拟 虚构 假设 演示").split(u' ');
    const auto pick = [&](const QStringList &list) { return list.at(random.integer(0, int(list.size()) - 1)); };
    const QString surname = pick(surnames);
    return surname + pick(given);
}

/// The people of one grid, so that its numbers (registered, aged, disabled ...) are those of the areas' table.
void settleGrid(const Area &grid, std::vector<Resident> &people, const DistrictModel &model, Random &random)
{
    const auto number = [&](const char *name) {
        const auto found = std::find_if(grid.numbers.begin(), grid.numbers.end(),
                                        [&](const auto &each) { return qstrcmp(each.first, name) == 0; });
        return found == grid.numbers.end() ? 0 : found->second;
    };
    std::vector<size_t> order(people.size());
    std::iota(order.begin(), order.end(), size_t(0));
    for (size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[size_t(random.integer(0, int(i) - 1))]);
    size_t registered = size_t(number("registered")), overseas = size_t(number("overseas"));
    for (size_t i = 0; i < order.size(); ++i)
        people[order[i]].kind = i < registered ? "registered" : i < registered + overseas ? "overseas" : "migrant";

    int aged = number("aged60"), alone = number("alone70"), disabled = number("disabled"), care = number("key_care");
    for (const size_t i : order) {
        if (alone == 0 || aged == 0)
            break;
        if (model.units[people[i].unit].occupants != 1)
            continue;
        people[i].born = random.integer(ThisYear - 94, ThisYear - 71);
        people[i].care.push_back("alone-70");
        --alone;
        --aged;
    }
    for (const size_t i : order) {
        Resident &person = people[i];
        if (person.born != 0)
            continue;
        // Who lives alone over seventy is counted above.
        const bool isAlone = model.units[person.unit].occupants == 1;
        if (aged > 0 && !isAlone) {
            person.born = random.integer(ThisYear - 92, ThisYear - 61);
            --aged;
        } else {
            person.born = random.integer(ThisYear - 59, person.slot == 0 ? ThisYear - 19 : ThisYear - 1);
        }
    }
    for (size_t i = order.size(); i > 0 && disabled + care > 0; --i) {
        Resident &person = people[order[i - 1]];
        if (!person.care.empty())
            continue;
        person.care.push_back(disabled > 0 ? "disabled" : "key-care");
        --(disabled > 0 ? disabled : care);
    }
}

}

base::Status writeResidents(const QString &file, const DistrictModel &model, const base::Job &job)
{
    auto package = GeoPackage::create(file);
    if (!package)
        return tl::unexpected(package.error());
    OGRLayer *table = package->layer("people", wkbNone,
                                     {{"code", OFTString},
                                      {"name", OFTString},
                                      {"identity", OFTString},
                                      {"telephone", OFTString},
                                      {"unit", OFTString},
                                      {"building", OFTString},
                                      {"kind", OFTString},
                                      {"birth_year", OFTInteger},
                                      {"care", OFTString}},
                                     "Simulated. Residents that are made up: no such names, numbers or telephones");
    if (!table)
        return package->problem();
    std::vector<std::vector<Resident>> grids(model.grids.size());
    for (size_t i = 0; i < model.units.size(); ++i) {
        const UnitRecord &unit = model.units[i];
        for (int slot = 0; slot < unit.occupants; ++slot)
            grids[size_t(model.buildings[unit.building].grid)].push_back({quint32(i), slot, "registered", 0, {}});
    }
    Random random = Random::forTopic(model.seed, 21);
    quint32 serial = 0;
    OGRFeature f(table->GetLayerDefn());
    for (size_t g = 0; g < grids.size(); ++g) {
        if (job.isCancelled())
            return base::failure(QStringLiteral("cancelled"), QCoreApplication::translate("sample", "cancelled"));
        settleGrid(model.grids[g], grids[g], model, random);
        for (const Resident &person : grids[g]) {
            const UnitRecord &unit = model.units[person.unit];
            ++serial;
            f.Reset();
            setText(f, 0, QStringLiteral("P%1").arg(serial, 6, 10, QLatin1Char('0')));
            setText(f, 1, madeUpName(random));
            setText(f, 2,
                    qstrcmp(person.kind, "overseas") == 0
                        ? QStringLiteral("X000%1").arg(serial, 6, 10, QLatin1Char('0'))
                        : invalidIdentity(person.born, serial));
            // No telephone of the mainland begins with 100.
            setText(f, 3, QStringLiteral("10000%1").arg(serial, 6, 10, QLatin1Char('0')));
            setText(f, 4, houseCode(model, unit));
            setText(f, 5, model.buildings[unit.building].code);
            f.SetField(6, person.kind);
            f.SetField(7, person.born);
            QStringList care;
            for (const char *word : person.care)
                care.append(QString::fromLatin1(word));
            setText(f, 8, care.join(u';'));
            package->put(table, f);
            if (package->hasFailed())
                return package->problem();
        }
    }
    package->index("people", "unit");
    package->index("people", "building");
    return package->finish();
}

}
