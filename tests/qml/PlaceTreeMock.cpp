#include "PlaceTreeMock.h"

namespace tests
{

namespace
{

QStandardItem *place(const QString &kind, const QString &id, const QString &name, int buildings, int events,
                     const QString &worst)
{
    auto *item = new QStandardItem(name);
    item->setData(kind, PlaceTreeMock::KindRole);
    item->setData(id, PlaceTreeMock::IdRole);
    item->setData(name, PlaceTreeMock::NameRole);
    item->setData(QVariantMap{{"buildings", buildings}, {"events", events}}, PlaceTreeMock::CountsRole);
    item->setData(worst, PlaceTreeMock::WorstRole);
    item->setData(kind, PlaceTreeMock::KindNameRole);
    return item;
}

}

PlaceTreeMock::PlaceTreeMock(QObject *parent) : QStandardItemModel(parent)
{
    fill();
}

QHash<int, QByteArray> PlaceTreeMock::roleNames() const
{
    return {{KindRole, "kind"},     {IdRole, "id"},       {NameRole, "name"},
            {CountsRole, "counts"}, {WorstRole, "worst"}, {KindNameRole, "kindName"}};
}

void PlaceTreeMock::setChinese(bool chinese)
{
    if (m_chinese == chinese)
        return;
    m_chinese = chinese;
    fill();
    Q_EMIT chineseChanged();
}

QModelIndex PlaceTreeMock::find(const QString &kind, const QString &id) const
{
    const QModelIndexList found =
        match(index(0, 0), IdRole, id, 2, Qt::MatchFlags(Qt::MatchExactly) | Qt::MatchRecursive);
    for (const QModelIndex &index : found) {
        if (index.data(KindRole).toString() == kind)
            return index;
    }
    return {};
}

void PlaceTreeMock::fill()
{
    const auto text = [this](const char *english, const char *chinese) {
        return QString::fromUtf8(m_chinese ? chinese : english);
    };
    clear();
    auto *root = place("sub-district", "S", text("Sample sub-district", "样例街道"), 2614, 53, "critical");
    const QStringList communities = {text("Guihua community", "桂花社区"), text("Laowei community", "老围社区"),
                                     text("Hepan community", "河畔社区"),  text("Cuiyuan community", "翠苑社区"),
                                     text("Wenhua community", "文华社区"), text("Hongbao community", "红宝社区")};
    for (int c = 0; c < communities.size(); ++c) {
        auto *community =
            place("community", QStringLiteral("C%1").arg(c + 1), communities[c], 260 + c, c < 3 ? 7 - c : 0,
                  c == 0   ? "critical"
                  : c == 1 ? "major"
                  : c == 2 ? "minor"
                           : "normal");
        for (int k = 1; k <= 3; ++k) {
            auto *block =
                place("block", QStringLiteral("K%1").arg(3 * c + k), text("Block %1", "街区 %1").arg(3 * c + k), 88, 0,
                      c == 0 && k == 3 ? "critical" : "normal");
            for (int g = 1; g <= 3; ++g) {
                const int number = 9 * c + 3 * (k - 1) + g;
                auto *grid = place("grid", QStringLiteral("G%1").arg(number, 2, 10, QLatin1Char('0')),
                                   text("Grid %1", "网格 %1").arg(number, 2, 10, QLatin1Char('0')), 29,
                                   number == 7 ? 2 : 0, number == 7 ? "critical" : "normal");
                for (int b = 1; b <= 6; ++b) {
                    const int building = 6 * (number - 1) + b - 30 + 5;
                    grid->appendRow(place("building", QStringLiteral("B%1").arg(building, 5, 10, QLatin1Char('0')),
                                          text("Building %1", "%1 栋").arg(building), 0, 0,
                                          building == 12 ? "critical" : "normal"));
                }
                block->appendRow(grid);
            }
            community->appendRow(block);
        }
        root->appendRow(community);
    }
    appendRow(root);
}

}
