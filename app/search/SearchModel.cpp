#include "search/SearchModel.h"

#include "core/Text.h"

#include <QPointer>
#include <QThreadPool>

namespace app
{

SearchModel::SearchModel(QObject *parent, Twin *twin)
    : QAbstractListModel(parent), m_twin(twin ? twin : Twin::current())
{
    connect(m_twin, &Twin::cityChanged, this, &SearchModel::rebuild);
    connect(m_twin, &Twin::languageChanged, this, [this] {
        if (!m_results.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    rebuild();
}

void SearchModel::rebuild()
{
    m_index.reset();
    show({});
    Q_EMIT readyChanged();
    const std::shared_ptr<const domain::City> city = m_twin->city();
    const quint64 build = ++m_build;
    if (!city || !city->complete)
        return;
    QThreadPool::globalInstance()->start([self = QPointer<SearchModel>(this), city, build] {
        auto made = std::make_shared<const SearchIndex>(city);
        QMetaObject::invokeMethod(qApp, [self, made, build] {
            if (!self || self->m_build != build)
                return;
            self->m_index = made;
            Q_EMIT self->readyChanged();
            self->search();
        });
    });
}

void SearchModel::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    search();
}

void SearchModel::search()
{
    const quint64 number = ++m_search;
    const bool asked = !m_query.trimmed().isEmpty();
    m_busy = asked;
    if (!asked || !m_index) {
        show({});
        return;
    }
    Q_EMIT resultsChanged();
    QThreadPool::globalInstance()->start(
        [self = QPointer<SearchModel>(this), index = m_index, query = m_query, number] {
            std::vector<SearchResult> results = index->find(query);
            QMetaObject::invokeMethod(qApp, [self, number, found = std::move(results)]() mutable {
                if (!self || self->m_search != number)
                    return;
                self->m_busy = false;
                self->show(std::move(found));
            });
        });
}

void SearchModel::show(std::vector<SearchResult> results)
{
    beginResetModel();
    m_results = std::move(results);
    endResetModel();
    Q_EMIT resultsChanged();
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_results.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SearchResult &result = m_results[size_t(index.row())];
    switch (role) {
    case KindRole:
        return domain::kindName(result.object.kind);
    case KindNameRole:
        return label(result.object.kind);
    case IdRole:
        return result.object.id;
    case Qt::DisplayRole:
    case TitleRole:
        return result.title.in(m_twin->language());
    case SubtitleRole:
        if (const QString context = result.context.in(m_twin->language());
            !context.isEmpty() && context != result.title.in(m_twin->language()))
            return result.object.kind == domain::ObjectKind::Feature ? placeTypeLabel(context) : context;
        return label(result.object.kind);
    default:
        return {};
    }
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    return {{KindRole, "kind"},
            {KindNameRole, "kindName"},
            {IdRole, "id"},
            {TitleRole, "title"},
            {SubtitleRole, "subtitle"}};
}

}
