#include "session/LegendModel.h"

#include "core/Text.h"
#include "scene/CityView.h"
#include "session/Session.h"

#include <algorithm>

namespace app
{

/// Words of our own that stand in data, in the window's language.
static QString legendLabel(const QString &colouring, const QString &value)
{
    if (colouring == QLatin1String("attribute:structure"))
        return structureLabel(value);
    return colouring == QLatin1String("attribute:roofShape") ? roofLabel(value) : value;
}

LegendModel::LegendModel(QObject *parent, Session *session) : QAbstractListModel(parent)
{
    Session *of = session ? session : Session::current();
    if (!of)
        return;
    const auto read = [this, of] {
        const scene::CityView *view = of->view();
        if (!view || of->isHeld())
            return;
        std::vector<Entry> entries;
        for (const scene::LegendEntry &entry : view->legend())
            entries.push_back({legendLabel(of->colouring(), entry.label), entry.colour, entry.count});
        setEntries(std::move(entries));
    };
    const auto follow = [this, of, read] {
        if (!of->view())
            return;
        connect(of->view(), &scene::CityView::legendChanged, this, read);
        read();
    };
    connect(of, &Session::viewAttached, this, follow);
    follow();
    const auto look = [this, of] {
        const auto &city = of->twin().city();
        const bool parts = city && std::any_of(city->layers.begin(), city->layers.end(),
                                               [](const auto &layer) { return layer->tiles != nullptr; });
        if (parts == m_ofShown)
            return;
        m_ofShown = parts;
        Q_EMIT ofShownChanged();
    };
    connect(&of->twin(), &Twin::cityChanged, this, look);
    connect(&of->twin(), &Twin::cityChanged, this, read); // the view may have had the city before
    look();
}

void LegendModel::setEntries(std::vector<Entry> entries)
{
    if (entries == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(entries);
    endResetModel();
    Q_EMIT countChanged();
}

int LegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant LegendModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry &entry = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return entry.label;
    case ColourRole:
        return entry.colour;
    case CountRole:
        return entry.count;
    default:
        return {};
    }
}

QHash<int, QByteArray> LegendModel::roleNames() const
{
    return {{LabelRole, "label"}, {ColourRole, "colour"}, {CountRole, "count"}};
}

}
