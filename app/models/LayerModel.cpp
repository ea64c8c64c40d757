#include "models/LayerModel.h"

#include "core/Text.h"

#include <algorithm>

namespace app
{

LayerModel::LayerModel(QObject *parent, Twin *twin) : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::cityChanged, this, &LayerModel::refill);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {NameRole, Qt::DisplayRole, KindNameRole});
    });
    const auto tell = [this](const QString &layer, int role) {
        const int row = rowOf(layer);
        if (row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {role});
    };
    connect(&m_twin->layers(), &LayerState::visibleChanged, this,
            [tell](const QString &layer) { tell(layer, VisibleRole); });
    connect(&m_twin->layers(), &LayerState::opacityChanged, this,
            [tell](const QString &layer) { tell(layer, OpacityRole); });
    connect(m_twin, &Twin::missingPartsChanged, this, [tell](const QString &layer) { tell(layer, MissingRole); });
    refill();
}

void LayerModel::refill()
{
    std::vector<Row> rows;
    if (m_twin->city()) {
        for (const auto &layer : m_twin->city()->layers) {
            Row row{layer, 0};
            for (const base::Warning &warning : layer->warnings.list())
                row.warnings += warning.count;
            rows.push_back(std::move(row));
        }
    }
    std::reverse(rows.begin(), rows.end());
    // What the user has put into an order stays in it; layers that came since lie on top.
    const QStringList wanted = m_twin->layers().order();
    if (!wanted.isEmpty()) {
        const auto height = [&](const Row &row) {
            const qsizetype at = wanted.indexOf(row.layer->info.id);
            return at < 0 ? wanted.size() : at;
        };
        std::stable_sort(rows.begin(), rows.end(), [&](const Row &a, const Row &b) { return height(a) > height(b); });
    }
    const bool same =
        rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(),
                                                   [](const Row &a, const Row &b) { return a.layer == b.layer; });
    if (same)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

int LayerModel::rowOf(const QString &layer) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.layer->info.id == layer; });
    return found != m_rows.end() ? int(found - m_rows.begin()) : -1;
}

int LayerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant LayerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const domain::LayerInfo &info = row.layer->info;
    switch (role) {
    case IdRole:
        return info.id;
    case Qt::DisplayRole:
    case NameRole:
        return info.label(m_twin->language());
    case KindRole:
        return domain::layerKindName(info.kind);
    case KindNameRole:
        return label(info.kind);
    case VisibleRole:
        return m_twin->layers().visible(info.id, info.visible);
    case OpacityRole:
        return m_twin->layers().opacity(info.id, info.opacity);
    case OrderRole:
        return rowCount() - 1 - index.row();
    case FeaturesRole:
        return qint64(info.features);
    case SourceRole:
        return info.source;
    case CrsRole:
        return info.crs;
    case WarningsRole:
        return row.warnings;
    case TiledRole:
        return row.layer->tiles != nullptr;
    case MissingRole:
        return m_twin->missingParts(info.id);
    case MatchedRole: {
        QStringList pairs;
        for (const auto &[ours, theirs] : info.matched)
            pairs.append(QStringLiteral("%1 = %2").arg(ours, theirs));
        return pairs.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

bool LayerModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.row() >= rowCount())
        return false;
    if (role == VisibleRole)
        setVisible(index.row(), value.toBool());
    else if (role == OpacityRole)
        setOpacity(index.row(), value.toDouble());
    else
        return false;
    return true;
}

Qt::ItemFlags LayerModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? QAbstractListModel::flags(index) | Qt::ItemIsEditable : Qt::NoItemFlags;
}

QHash<int, QByteArray> LayerModel::roleNames() const
{
    return {{IdRole, "id"},           {NameRole, "name"},       {KindRole, "kind"},         {KindNameRole, "kindName"},
            {VisibleRole, "visible"}, {OpacityRole, "opacity"}, {OrderRole, "order"},       {FeaturesRole, "features"},
            {SourceRole, "source"},   {CrsRole, "crs"},         {WarningsRole, "warnings"}, {MatchedRole, "matched"},
            {TiledRole, "tiled"},     {MissingRole, "missing"}};
}

void LayerModel::setVisible(int row, bool visible)
{
    if (row >= 0 && row < rowCount())
        m_twin->layers().setVisible(m_rows[size_t(row)].layer->info.id, visible);
}

void LayerModel::setOpacity(int row, double opacity)
{
    if (row >= 0 && row < rowCount())
        m_twin->layers().setOpacity(m_rows[size_t(row)].layer->info.id, opacity);
}

void LayerModel::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= rowCount() || to >= rowCount())
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto first = m_rows.begin() + std::min(from, to), last = m_rows.begin() + std::max(from, to);
    if (to > from)
        std::rotate(first, first + 1, last + 1);
    else
        std::rotate(first, last, last + 1);
    endMoveRows();
    m_twin->layers().setOrder(order());
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {OrderRole});
}

QStringList LayerModel::order() const
{
    QStringList ids;
    for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row)
        ids.append(row->layer->info.id);
    return ids;
}

}
