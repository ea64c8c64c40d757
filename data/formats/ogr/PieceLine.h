#pragma once

#include "formats/ogr/FeatureMaker.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

namespace formats
{

/// Makes pieces of batches, on helpers and on the thread that brings the batches, and hands them over on that thread,
/// in the batches' order: what comes out does not depend on how many helped.
class PieceLine
{
public:
    PieceLine(const MakerSetup &setup, std::function<void(LayerPiece)> take);
    ~PieceLine(); ///< what was not made yet is left; waits for what is being made
    void push(FeatureBatch batch);
    /// Makes and hands over all that is left.
    void finish();

private:
    struct Waiting {
        quint64 number;
        FeatureBatch batch;
    };
    void help();
    /// The next batch that waits is made here. False where none waits.
    bool makeNext();
    void handOver();

    const MakerSetup &m_setup;
    std::function<void(LayerPiece)> m_take;
    std::mutex m_mutex;
    std::condition_variable m_came, m_made;
    std::deque<Waiting> m_waiting;
    std::map<quint64, LayerPiece> m_pieces; ///< made, and not handed over
    quint64 m_pushed = 0, m_handedOver = 0;
    int m_helping = 0;
    bool m_stopped = false;
};

}
