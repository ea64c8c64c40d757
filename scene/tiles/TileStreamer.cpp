#include "scene/tiles/TileStreamer.h"

#include "scene/tiles/TileBytes.h"

#include <algorithm>

namespace scene
{

static constexpr qint64 UsualBudget = qint64(768) << 20;
static constexpr double MostPixels = 16; ///< as other programs have it
static constexpr double Around = 0.15;    ///< of the picture, on each side, is read before it is seen
static constexpr int Readers = 4;         ///< sources wait for disks, databases and servers
static constexpr int MostBuilding = 16;   ///< contents that wait for the workers who build them
static constexpr int LeavingFrames = 2;   ///< what was added shows in the second frame

TileStreamer::TileStreamer(TileSink &sink, QObject *parent)
    : QObject(parent), m_sink(sink), m_budget(UsualBudget)
{
    m_pool.setMaxThreadCount(Readers);
    m_clock.start();
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_due && m_hasView && choose())
            Q_EMIT shownChanged();
    });
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &TileStreamer::tryAgain);
}

TileStreamer::~TileStreamer()
{
    for (auto &[number, request] : m_requests)
        request.job->cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

void TileStreamer::setLayers(const std::vector<std::shared_ptr<const domain::Layer>> &layers)
{
    const auto stays = [&layers](const std::unique_ptr<Tree> &tree) {
        return std::find(layers.begin(), layers.end(), tree->layer) != layers.end();
    };
    for (const auto &tree : m_trees)
        if (!stays(tree))
            dropTree(*tree);
    std::erase_if(m_trees, [&](const auto &tree) { return !stays(tree); });
    for (const auto &layer : layers) {
        const bool known =
            std::any_of(m_trees.begin(), m_trees.end(), [&layer](const auto &tree) { return tree->layer == layer; });
        if (known || !layer->tiles)
            continue;
        auto tree = std::make_unique<Tree>();
        tree->layer = layer;
        tree->root = std::make_unique<TileNode>();
        tree->root->tile = layer->tiles->root();
        ++m_nodes;
        m_trees.push_back(std::move(tree));
    }
    soon();
}

void TileStreamer::setHidden(const QSet<QString> &layers)
{
    for (const auto &tree : m_trees)
        tree->hidden = layers.contains(tree->layer->info.id);
    soon();
}

void TileStreamer::setBudget(qint64 bytes)
{
    m_budget = bytes > 0 ? bytes : UsualBudget;
    m_strain = 1;
    soon();
}

void TileStreamer::keep(const QSet<quint32> &numbers)
{
    m_kept = numbers;
}

void TileStreamer::soon()
{
    if (m_trees.empty())
        return;
    m_due = true;
    if (m_hasView)
        m_soon.start();
}

static bool isSame(const ViewState &a, const ViewState &b)
{
    return a.eye == b.eye && a.view == b.view && a.size == b.size && a.fovY == b.fovY;
}

bool TileStreamer::look(const ViewState &state)
{
    const bool left = hideLeavers();
    if (m_trees.empty() || state.size.isEmpty())
        return left;
    if (!m_hasView || !isSame(state, m_state)) {
        constexpr double Easing = 0.95, Room = 0.5;
        if (m_strain > 1 && double(bytes()) < Room * double(m_budget))
            m_strain = std::max(1.0, m_strain * Easing);
        m_state = state;
        m_hasView = true;
        m_sight = ViewVolume(state);
        m_around = ViewVolume(state, Around);
        m_due = true;
    }
    return (m_due && choose()) || left;
}

bool TileStreamer::choose()
{
    m_due = false;
    ++m_turn;
    bool changed = false;
    m_wished = 0;
    std::vector<std::pair<Tree *, std::vector<TileWish>>> wishes;
    for (const auto &tree : m_trees) {
        TileChoice choice;
        if (!tree->hidden)
            choice = chooseTiles(*tree->root, m_sight, m_around, MostPixels * m_strain, m_turn);
        changed |= show(*tree, choice.shown);
        for (const TileWish &wish : choice.wishes)
            m_wished += wish.urgency != TileWish::Urgency::Spare;
        wishes.emplace_back(tree.get(), std::move(choice.wishes));
    }
    for (auto &[tree, list] : wishes)
        for (const TileWish &wish : list)
            if (const auto it = m_requests.find(wish.node->request); it != m_requests.end())
                it->second.wanted = m_turn;
    cancelUnwanted();
    makeRoom();
    for (auto &[tree, list] : wishes)
        ask(*tree, list);
    constexpr size_t MostNodes = 50'000;
    if (m_nodes > MostNodes) {
        for (const auto &tree : m_trees)
            prune(*tree, *tree->root);
    }
    return changed;
}

void TileStreamer::ask(Tree &tree, const std::vector<TileWish> &wishes)
{
    // What may not be needed leaves readers to what is, and memory too.
    constexpr int LeftOver = 2;
    constexpr double Room = 0.75;
    for (const TileWish &wish : wishes) {
        const int reading = int(m_requests.size());
        const bool idle = wish.urgency >= TileWish::Urgency::Near;
        if (reading >= Readers - (idle ? LeftOver : 0) || m_building >= MostBuilding)
            return;
        if (wish.urgency == TileWish::Urgency::Spare && double(bytes()) > Room * double(m_budget))
            return;
        const TileNode &node = *wish.node;
        if (node.request == 0 &&
            (wish.below ? node.below == TileNode::Below::Unknown : node.content == TileNode::Content::None))
            start(tree, wish);
    }
}

void TileStreamer::start(Tree &tree, const TileWish &wish)
{
    const quint64 number = m_nextRequest++;
    TileNode &node = *wish.node;
    auto job = std::make_shared<base::Job>();
    node.request = number;
    if (wish.below)
        node.below = TileNode::Below::Asked;
    else
        node.content = TileNode::Content::Reading;
    m_requests.emplace(number, Request{&tree, &node, wish.below, m_turn, job});
    m_pool.start([this, number, job, source = tree.layer->tiles, tile = node.tile, below = wish.below] {
        if (below) {
            auto tiles = std::make_shared<Below>(source->children(tile, *job));
            QMetaObject::invokeMethod(this, [this, number, tiles] { receivedBelow(number, *tiles); });
        } else {
            auto content = std::make_shared<Content>(source->read(tile, *job));
            QMetaObject::invokeMethod(this, [this, number, content] { received(number, *content); });
        }
    });
}

std::optional<TileStreamer::Request> TileStreamer::takeRequest(quint64 number)
{
    const auto it = m_requests.find(number);
    if (it == m_requests.end())
        return {}; // nobody waits for it any more
    Request request = it->second;
    m_requests.erase(it);
    request.node->request = 0;
    soon();
    return request;
}

void TileStreamer::received(quint64 number, const Content &content)
{
    const auto request = takeRequest(number);
    if (!request)
        return;
    TileNode &node = *request->node;
    if (!content) {
        node.content = TileNode::Content::Failed;
        wentWrong(*request->tree, node, content.error());
        return;
    }
    wentRight(*request->tree, node);
    if (!*content) { // nothing is there
        node.content = TileNode::Content::None;
        node.tile.hasContent = false;
        return;
    }
    node.content = TileNode::Content::Building;
    node.bytes = bytesOf(**content);
    m_bytes += node.bytes;
    node.seen = -1;
    node.number = m_sink.takeTile(request->tree->layer, *content);
    m_held.push_back({request->tree, &node});
    ++m_building;
    checkBuilt();
    Q_EMIT residentChanged();
}

void TileStreamer::receivedBelow(quint64 number, const Below &tiles)
{
    const auto request = takeRequest(number);
    if (!request)
        return;
    TileNode &node = *request->node;
    if (!tiles) {
        node.below = TileNode::Below::Failed;
        wentWrong(*request->tree, node, tiles.error());
        return;
    }
    wentRight(*request->tree, node);
    node.below = TileNode::Below::Known;
    for (const domain::Tile &tile : *tiles) {
        auto child = std::make_unique<TileNode>();
        child->tile = tile;
        child->parent = &node;
        child->depth = node.depth + 1;
        node.children.push_back(std::move(child));
        ++m_nodes;
    }
    if (node.children.empty())
        node.tile.hasChildren = false;
}

void TileStreamer::checkBuilt()
{
    if (m_building == 0)
        return;
    for (const Held &held : m_held) {
        if (held.node->content != TileNode::Content::Building || !m_sink.isTileBuilt(held.node->number))
            continue;
        held.node->content = TileNode::Content::Ready;
        --m_building;
        soon();
    }
}

void TileStreamer::wentWrong(Tree &tree, TileNode &node, base::Error error)
{
    // A server that restarts is back in seconds; one that is down is not asked for ever.
    constexpr std::array<qint64, 5> Waits{2'000, 10'000, 30'000, 60'000, 300'000};
    const bool first = node.tries == 0;
    node.retry = m_clock.elapsed() + Waits[size_t(std::min(node.tries, int(Waits.size()) - 1))];
    ++node.tries;
    m_failed.emplace_back(&tree, &node);
    if (!m_retry.isActive() || m_retry.remainingTime() > node.retry - m_clock.elapsed())
        m_retry.start(int(std::max<qint64>(1, node.retry - m_clock.elapsed())));
    if (!first)
        return;
    ++tree.failed;
    if (error.source.isEmpty())
        error.source = tree.layer->tiles->source();
    if (error.feature.isEmpty())
        error.feature = node.tile.name;
    Q_EMIT failed(tree.layer->info.id, error);
    Q_EMIT residentChanged();
}

void TileStreamer::wentRight(Tree &tree, TileNode &node)
{
    if (node.tries == 0)
        return;
    node.tries = 0;
    --tree.failed;
}

void TileStreamer::tryAgain()
{
    const qint64 now = m_clock.elapsed();
    qint64 next = 0;
    std::erase_if(m_failed, [&](const auto &entry) {
        TileNode &node = *entry.second;
        if (node.retry > now) {
            next = next ? std::min(next, node.retry) : node.retry;
            return false;
        }
        if (node.content == TileNode::Content::Failed)
            node.content = TileNode::Content::None;
        if (node.below == TileNode::Below::Failed)
            node.below = TileNode::Below::Unknown;
        return true;
    });
    if (next)
        m_retry.start(int(std::max<qint64>(1, next - now)));
    soon();
}

void TileStreamer::cancel(TileNode &node, Request &request)
{
    request.job->cancel();
    node.request = 0;
    if (request.below)
        node.below = TileNode::Below::Unknown;
    else
        node.content = TileNode::Content::None;
}

void TileStreamer::cancelUnwanted()
{
    for (auto it = m_requests.begin(); it != m_requests.end();) {
        if (it->second.wanted == m_turn) {
            ++it;
            continue;
        }
        cancel(*it->second.node, it->second);
        it = m_requests.erase(it);
    }
}

bool TileStreamer::show(Tree &tree, const std::vector<TileNode *> &shown)
{
    bool changed = false, added = false;
    std::vector<TileNode *> before = std::move(tree.shown);
    for (TileNode *node : before)
        node->shown = false;
    for (TileNode *node : shown)
        node->shown = true;
    tree.shown = shown;
    for (TileNode *node : shown) {
        if (std::erase_if(m_leaving, [node](const auto &entry) { return entry.first == node; }) > 0)
            continue;
        if (std::find(before.begin(), before.end(), node) != before.end())
            continue;
        m_sink.showTile(node->number, true);
        changed = added = true;
    }
    for (TileNode *node : before) {
        if (node->shown)
            continue;
        changed = true;
        if (added) // until what takes its place is on screen
            m_leaving.emplace_back(node, LeavingFrames);
        else
            m_sink.showTile(node->number, false);
    }
    return changed;
}

bool TileStreamer::hideLeavers()
{
    const bool any = !m_leaving.empty();
    std::erase_if(m_leaving, [this](auto &entry) {
        if (--entry.second > 0)
            return false;
        m_sink.showTile(entry.first->number, false);
        return true;
    });
    return any;
}

void TileStreamer::drop(Tree &tree, TileNode &node)
{
    m_building -= node.content == TileNode::Content::Building;
    std::erase_if(m_held, [&node](const Held &held) { return held.node == &node; });
    std::erase_if(m_leaving, [&node](const auto &entry) { return entry.first == &node; });
    std::erase(tree.shown, &node);
    m_drawnBytes -= m_sink.tileBytes(node.number);
    m_sink.dropTile(node.number);
    m_bytes -= node.bytes;
    node.bytes = 0;
    node.number = 0;
    node.shown = false;
    node.content = TileNode::Content::None;
}

void TileStreamer::dropTree(Tree &tree)
{
    for (auto it = m_requests.begin(); it != m_requests.end();) {
        if (it->second.tree == &tree) {
            cancel(*it->second.node, it->second);
            it = m_requests.erase(it);
        } else {
            ++it;
        }
    }
    std::erase_if(m_failed, [&tree](const auto &entry) { return entry.first == &tree; });
    eachNode(*tree.root, [&](TileNode &node) {
        if (node.number)
            drop(tree, node);
        --m_nodes;
    });
    Q_EMIT residentChanged();
}

bool TileStreamer::isSettled() const
{
    return m_trees.empty() || (m_hasView && !m_due && m_wished == 0 && m_leaving.empty());
}

int TileStreamer::shownTiles() const
{
    int count = 0;
    for (const auto &tree : m_trees)
        count += int(tree->shown.size());
    return count;
}

int TileStreamer::pendingTiles() const
{
    return m_wished;
}

int TileStreamer::failedTiles(const QString &layer) const
{
    int count = 0;
    for (const auto &tree : m_trees)
        if (tree->layer->info.id == layer)
            count += tree->failed;
    return count;
}

}
