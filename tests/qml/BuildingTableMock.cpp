#include "BuildingTableMock.h"

namespace tests
{

void BuildingTableMock::renew()
{
    beginResetModel();
    endResetModel();
    Q_EMIT tableChanged();
}

void BuildingTableMock::setChinese(bool chinese)
{
    m_chinese = chinese;
    renew();
}

void BuildingTableMock::setOpen(bool open)
{
    m_open = open;
    renew();
}

void BuildingTableMock::setStoreys(int storeys)
{
    m_storeys = storeys;
    renew();
}

void BuildingTableMock::setUnits(int units)
{
    m_units = units;
    renew();
}

QString BuildingTableMock::unitAt(int row, int column) const
{
    if (column < 1 || number(row) < 0)
        return {};
    const int merged = row == 0 && column == 2 ? 1 : column;
    return QStringLiteral("%1%2").arg(number(row)).arg(merged, 2, 10, QLatin1Char('0'));
}

QVariant BuildingTableMock::data(const QModelIndex &index, int role) const
{
    const int row = index.row(), column = index.column();
    const bool below = number(row) < 0, covered = row == 0 && column == 2, merged = row == 0 && column == 1;
    const bool alarm = number(row) == 7 && column == 3, shop = number(row) == 1;
    switch (role) {
    case KindRole:
        return column == 0 ? "common" : below ? "empty" : covered ? "covered" : "unit";
    case IdRole:
        return column == 0 ? QStringLiteral("B00012::%1").arg(number(row)) : unitAt(row, column);
    case NumberRole:
        return column == 0 ? QString() : merged ? QStringLiteral("1801-1802") : unitAt(row, column);
    case TextRole:
        return column == 0 ? text("3 devices", "3 台设备")
               : alarm     ? text("critical", "严重")
               : shop      ? text("shop", "店铺")
                           : text("3 rooms, 2 halls, 2 baths", "三室两厅两卫");
    case ColourRole:
        return shop ? "#9A6A9E" : (row * 7 + column * 3) % 5 == 0 ? "#B08A4A" : "#4E7FB8";
    case VisualRole:
        return alarm ? "critical" : column == 0 && number(row) == 3 ? "offline" : "";
    case SpanRole:
        return merged ? 2 : 1;
    case NameRole:
        return unitAt(row, column);
    default:
        return {};
    }
}

QHash<int, QByteArray> BuildingTableMock::roleNames() const
{
    return {{KindRole, "kind"},     {IdRole, "id"},         {NumberRole, "number"}, {TextRole, "text"},
            {ColourRole, "colour"}, {VisualRole, "visual"}, {SpanRole, "span"},     {NameRole, "name"}};
}

QVariantList BuildingTableMock::paints() const
{
    return {QVariantMap{{"id", "tenancy"}, {"label", text("Tenancy", "房屋性质")}},
            QVariantMap{{"id", "sensors"}, {"label", text("Sensors", "感知设备")}}};
}

QVariantList BuildingTableMock::legend() const
{
    if (!m_open)
        return {};
    return {
        QVariantMap{{"label", text("owner-occupied", "自住")}, {"colour", "#4E7FB8"}, {"count", 49}, {"visual", ""}},
        QVariantMap{{"label", text("let", "出租")}, {"colour", "#B08A4A"}, {"count", 18}, {"visual", ""}},
        QVariantMap{{"label", text("shop", "商铺")}, {"colour", "#9A6A9E"}, {"count", 4}, {"visual", ""}}};
}

QVariantList BuildingTableMock::rowHeads() const
{
    QVariantList list;
    for (int row = 0; row < rowCount(); ++row) {
        const int n = number(row);
        list.append(QVariantMap{{"number", n},
                                {"id", QStringLiteral("B00012::%1").arg(n)},
                                {"name", n > 0 ? text("Storey %1", "%1层").arg(n) : text("Basement 1", "地下1层")},
                                {"count", n > 0 ? m_units : 0},
                                {"detail", n > 0 ? text("1 let", "出租 1") : QString()},
                                {"visual", n == 7 ? "critical" : "normal"}});
    }
    return list;
}

QVariantList BuildingTableMock::columnHeads() const
{
    QVariantList list;
    for (int column = 0; column < columnCount(); ++column)
        list.append(QVariantMap{
            {"name", column == 0 ? text("Common", "公共") : QStringLiteral("%1").arg(column, 2, 10, QLatin1Char('0'))},
            {"count", column == 0 ? 0 : m_storeys - 1},
            {"detail", column == 0 ? QString() : text("4 let", "出租 4")},
            {"visual", ""}});
    return list;
}

QString BuildingTableMock::totals() const
{
    return text("19 storeys · 71 units · 201 people", "19 层 · 71 套 · 201 人");
}

QString BuildingTableMock::unitOf(const QString &kind, const QString &id) const
{
    return kind == QLatin1String("unit") ? id : QString();
}

int BuildingTableMock::rowOf(const QString &kind, const QString &id) const
{
    return kind == QLatin1String("unit") ? m_storeys - 1 - id.left(id.size() - 2).toInt() : -1;
}

int BuildingTableMock::columnOf(const QString &unit) const
{
    return unit.right(2).toInt();
}

}
