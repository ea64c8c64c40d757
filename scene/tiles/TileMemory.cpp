// How much of the tiles stays in memory, and what is let go of.
#include "scene/tiles/TileStreamer.h"

#include <algorithm>

namespace scene
{

void TileStreamer::makeRoom()
{
    m_drawnBytes = 0;
    for (const Held &held : m_held)
        m_drawnBytes += m_sink.tileBytes(held.node->number);
    constexpr qint64 Looks = 100; // at rest nothing is forgotten, nor what a slow machine looked at a few looks ago
    const qint64 now = m_clock.elapsed();
    m_flown += std::min(now - m_lastChoice, m_forgetAfter / Looks);
    m_lastChoice = now;
    std::vector<Held> idle;
    for (const Held &held : m_held) {
        TileNode &node = *held.node;
        if (node.seen < 0 || node.used == m_turn || node.spared == m_turn || node.shown)
            node.seen = m_flown;
        const bool leaving = std::any_of(m_leaving.begin(), m_leaving.end(),
                                         [&node](const auto &entry) { return entry.first == &node; });
        if (node.content == TileNode::Content::Ready && node.used != m_turn && !leaving && !node.shown &&
            !m_kept.contains(node.number))
            idle.push_back(held);
    }
    // Of those that were seen at the same time the finest go first: one coarse tile stands for many.
    std::sort(idle.begin(), idle.end(), [](const Held &a, const Held &b) {
        if (a.node->used != b.node->used)
            return a.node->used < b.node->used;
        return a.node->depth > b.node->depth;
    });
    constexpr double Enough = 0.9; // so that not every tile that comes makes one go
    const double aim = bytes() > m_budget ? Enough * double(m_budget) : double(m_budget);
    bool dropped = false;
    for (const Held &held : idle) {
        // What nobody came back to for long goes though there is room: hours of flying take no more than minutes do.
        if (double(bytes()) <= aim && m_flown - held.node->seen <= m_forgetAfter)
            continue;
        drop(*held.tree, *held.node);
        dropped = true;
    }
    if (bytes() > m_budget) {
        constexpr double Coarser = 1.25, Coarsest = 64;
        if (m_strain < Coarsest) {
            m_strain *= Coarser;
            soon();
        }
    }
    if (dropped)
        Q_EMIT residentChanged();
}

/// Forgets what lies below tiles that were not looked at for long; returns whether the whole branch can be forgotten.
bool TileStreamer::prune(Tree &tree, TileNode &node)
{
    constexpr quint64 Long = 300; // choices
    bool below = true;
    for (const auto &child : node.children)
        below &= prune(tree, *child);
    const bool old = node.used + Long < m_turn;
    if (below && old && !node.children.empty() && node.below == TileNode::Below::Known) {
        for (const auto &child : node.children)
            eachNode(*child, [this](TileNode &) { --m_nodes; });
        node.children.clear();
        node.below = TileNode::Below::Unknown;
    }
    return below && old && node.content == TileNode::Content::None && node.request == 0 && node.tries == 0;
}

}
