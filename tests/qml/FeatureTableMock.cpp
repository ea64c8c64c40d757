#include "FeatureTableMock.h"

#include <QTimer>

namespace tests
{

QVariant FeatureTableMock::data(const QModelIndex &index, int role) const
{
    const int row = index.row(), column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case 0:
            return QStringLiteral("B%1").arg(row + 1, 5, 10, QLatin1Char('0'));
        case 1:
            return text("Building %1", "%1 栋").arg(row + 1);
        case 2:
            return text("%1 Guiyuan Road", "桂园路 %1 号").arg(2 * row + 1);
        case 3:
            return row % 3 ? text("Residential", "住宅") : text("Commercial", "商业");
        default:
            return QString::number((row * 7 + column * 13) % 90);
        }
    case Qt::UserRole + 1:
        return column > 3;
    case Qt::UserRole + 2:
        return column == 3 && row % 11 == 0 ? QStringLiteral("minor") : QString();
    case Qt::UserRole + 3:
    case Qt::UserRole + 4:
        return row == m_current;
    default:
        return {};
    }
}

QHash<int, QByteArray> FeatureTableMock::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {Qt::UserRole + 1, "numeric"},
            {Qt::UserRole + 2, "visual"},
            {Qt::UserRole + 3, "marked"},
            {Qt::UserRole + 4, "current"}};
}

void FeatureTableMock::setChinese(bool chinese)
{
    m_chinese = chinese;
    Q_EMIT columnsChanged();
    Q_EMIT tableChanged();
}

static QVariantMap choice(const QString &id, const QString &label)
{
    return {{QStringLiteral("id"), id}, {QStringLiteral("label"), label}};
}

QVariantList FeatureTableMock::sources() const
{
    return {choice(QStringLiteral("buildings"), text("Buildings", "楼栋")),
            choice(QStringLiteral("things"), text("Devices", "设备")),
            choice(QStringLiteral("layer:roads"), text("Layer: Roads", "图层：道路"))};
}

QVariantList FeatureTableMock::columns() const
{
    const std::vector<std::pair<const char *, const char *>> names{
        {"Code", "编码"},  {"Name", "名称"},    {"Address", "地址"},
        {"Use", "用途"},   {"Storeys", "层数"}, {"Height", "高度"},
        {"Units", "房屋"}, {"People", "人数"},  {"Open events", "未结事件"}};
    QVariantList list;
    for (size_t i = 0; i < names.size(); ++i) {
        QVariantMap column =
            choice(QString::fromLatin1(names[i].first).toLower(), text(names[i].first, names[i].second));
        column.insert(QStringLiteral("name"), column.value(QStringLiteral("label")));
        column.insert(QStringLiteral("unit"), i == 5 ? QStringLiteral("m") : QString());
        column.insert(QStringLiteral("numeric"), i > 3);
        column.insert(QStringLiteral("width"), i == 2 ? 16 : 10);
        column.insert(QStringLiteral("sorted"), i == 7 ? -1 : 0);
        column.insert(QStringLiteral("filtered"), i == 3);
        column.insert(QStringLiteral("shown"), true);
        list.append(column);
    }
    return list;
}

QVariantList FeatureTableMock::foot() const
{
    QVariantList list;
    for (int i = 0; i < columnCount(); ++i)
        list.append(QVariantMap{{QStringLiteral("text"), i > 3 ? QStringLiteral("12,345") : QString()},
                                {QStringLiteral("mean"), i == 5}});
    return list;
}

QVariantList FeatureTableMock::filters() const
{
    return {QVariantMap{{QStringLiteral("column"), QStringLiteral("use")},
                        {QStringLiteral("text"), text("Use: Residential", "用途：住宅")}}};
}

QVariantList FeatureTableMock::formats() const
{
    return {choice(QStringLiteral("csv"), QStringLiteral("CSV")),
            choice(QStringLiteral("gpkg"), QStringLiteral("GeoPackage"))};
}

void FeatureTableMock::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    Q_EMIT filterChanged();
    constexpr int LaterMs = 40;
    QTimer::singleShot(LaterMs, this, [this] {
        beginResetModel();
        m_count = m_words.isEmpty() ? 240 : 120;
        m_current = -1;
        endResetModel();
        Q_EMIT countChanged();
        Q_EMIT currentRowChanged();
    });
}

void FeatureTableMock::click(int row, int)
{
    m_current = row;
    called(QStringLiteral("click %1").arg(row));
    Q_EMIT currentRowChanged();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void FeatureTableMock::called(const QString &what)
{
    m_calls += what;
    Q_EMIT tableChanged();
}

}
