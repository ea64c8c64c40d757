#include "formats/ogr/PieceLine.h"

#include "base/Parallel.h"

#include <chrono>

namespace formats
{

PieceLine::PieceLine(const MakerSetup &setup, std::function<void(LayerPiece)> take)
    : m_setup(setup), m_take(std::move(take))
{
}

PieceLine::~PieceLine()
{
    std::unique_lock lock(m_mutex);
    m_stopped = true;
    m_waiting.clear();
    m_came.notify_all();
    m_made.wait(lock, [this] { return m_helping == 0; });
}

void PieceLine::push(FeatureBatch batch)
{
    const int most = base::helpers().maxThreadCount();
    size_t waiting = 0;
    bool wanted = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({m_pushed++, std::move(batch)});
        waiting = m_waiting.size();
        // A source of one batch is not worth a helper, which needs a transformation of its own.
        wanted = m_pushed > 1 && m_helping < most && waiting > size_t(m_helping);
        m_helping += wanted;
    }
    m_came.notify_one();
    if (wanted && !base::helpers().tryStart([this] { help(); })) {
        const std::scoped_lock lock(m_mutex);
        --m_helping;
    }
    handOver();
    if (waiting > size_t(most) + 1)
        makeNext();
}

void PieceLine::finish()
{
    while (makeNext())
        handOver();
    {
        std::unique_lock lock(m_mutex);
        m_stopped = true;
        m_came.notify_all();
        m_made.wait(lock, [this] { return m_helping == 0; });
    }
    handOver();
}

bool PieceLine::makeNext()
{
    std::unique_lock lock(m_mutex);
    if (m_waiting.empty())
        return false;
    Waiting next = std::move(m_waiting.front());
    m_waiting.pop_front();
    lock.unlock();
    const std::shared_ptr<const MapToScene> toScene = next.batch.toScene;
    LayerPiece piece = FeatureMaker(m_setup, next.batch, nullptr).make(toScene.get());
    lock.lock();
    m_pieces.emplace(next.number, std::move(piece));
    return true;
}

void PieceLine::help()
{
    // A slow source needs nobody to wait for it.
    constexpr std::chrono::milliseconds Patience(30);
    std::shared_ptr<const MapToScene> theirs; // what `own` was made after
    std::optional<MapToScene> own;
    std::unique_lock lock(m_mutex);
    while (m_came.wait_for(lock, Patience, [this] { return m_stopped || !m_waiting.empty(); }) && !m_waiting.empty()) {
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        if (next.batch.toScene && next.batch.toScene != theirs) {
            theirs = next.batch.toScene;
            auto again = theirs->again();
            own = again ? std::optional(std::move(*again)) : std::nullopt;
        }
        if (next.batch.toScene && !own) { // whoever pushed it can
            lock.lock();
            m_waiting.push_front(std::move(next));
            break;
        }
        LayerPiece piece = FeatureMaker(m_setup, next.batch, nullptr).make(own ? &*own : nullptr);
        lock.lock();
        m_pieces.emplace(next.number, std::move(piece));
    }
    --m_helping;
    m_made.notify_all();
}

void PieceLine::handOver()
{
    std::unique_lock lock(m_mutex);
    for (auto first = m_pieces.begin(); first != m_pieces.end() && first->first == m_handedOver;
         first = m_pieces.begin()) {
        LayerPiece piece = std::move(first->second);
        m_pieces.erase(first);
        ++m_handedOver;
        lock.unlock();
        m_take(std::move(piece));
        lock.lock();
    }
}

}
