#include "search/SearchModel.h"

#include "core/Text.h"
#include "domain/TileSource.h"

#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <utility>

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
    constexpr int TypingMs = 250, PatienceMs = 10'000;
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingMs);
    connect(&m_typing, &QTimer::timeout, this, &SearchModel::askTiles);
    m_patience.setSingleShot(true);
    m_patience.setInterval(PatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_asking)
            m_asking->cancel();
    });
    rebuild();
}

SearchModel::~SearchModel()
{
    if (m_asking)
        m_asking->cancel();
    keep({});
}

void SearchModel::rebuild()
{
    m_index.reset();
    if (m_asking)
        m_asking->cancel();
    keep({});
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
    if (m_asking)
        std::exchange(m_asking, nullptr)->cancel(); // the server is told to stop, too
    m_typing.stop();
    m_patience.stop();
    m_partly = false;
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
                const auto &city = self->m_twin->city();
                self->m_busy = city && hasTiledLayers(*city);
                if (self->m_busy)
                    self->m_typing.start();
                self->show(std::move(found));
            });
        });
}

void SearchModel::askTiles()
{
    m_asking = std::make_shared<base::Job>();
    m_patience.start();
    QThreadPool::globalInstance()->start(
        [self = QPointer<SearchModel>(this), city = m_twin->city(), query = m_query, job = m_asking] {
            TiledFindings findings = findInTiles(*city, query, *job);
            QMetaObject::invokeMethod(qApp, [self, job, found = std::move(findings)]() mutable {
                if (self && self->m_asking == job)
                    self->takeTiles(std::move(found));
            });
        });
}

void SearchModel::takeTiles(TiledFindings findings)
{
    m_asking.reset();
    m_patience.stop();
    m_busy = false;
    m_partly = !findings.whole;
    if (!findings.contents.empty())
        keep(findings.contents);
    std::vector<SearchResult> all = m_results;
    for (SearchResult &result : findings.results)
        if (std::none_of(all.begin(), all.end(), [&](const auto &known) { return known.object == result.object; }))
            all.push_back(std::move(result));
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.score > b.score; });
    show(std::move(all));
}

/// Until others are found: who has chosen a result sees its card and flies there before its tile has come.
void SearchModel::keep(const std::vector<std::shared_ptr<const domain::Layer>> &contents)
{
    if (m_resident) {
        for (const auto &content : m_kept)
            m_resident->remove(content);
    }
    m_kept = contents;
    m_resident = m_twin->city() ? m_twin->city()->resident : nullptr;
    if (m_resident) {
        for (const auto &content : m_kept)
            m_resident->add(content);
    }
}

QString SearchModel::note() const
{
    if (m_busy || m_query.trimmed().isEmpty() || !m_twin->city())
        return {};
    if (m_partly)
        return tr("A large layer could not be searched to the end. More letters, or a whole code, find sooner.");
    const auto &layers = m_twin->city()->layers;
    const auto unasked = std::find_if(layers.begin(), layers.end(),
                                      [](const auto &layer) { return layer->tiles && !layer->tiles->canFind(); });
    if (unasked == layers.end())
        return {};
    return tr("Of %1 only what is in memory was searched: fly near to find more.")
        .arg((*unasked)->info.label(m_twin->language()));
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
