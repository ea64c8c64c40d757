#include "scene/tiles/TileChoice.h"

#include <algorithm>

namespace scene
{

using geometry::Vec3;

namespace
{

class Chooser
{
public:
    Chooser(const ViewVolume &sight, const ViewVolume &around, double mostPixels, quint64 turn)
        : m_sight(sight), m_around(around), m_mostPixels(mostPixels), m_turn(turn)
    {
    }

    /// Returns whether its place is covered by what is shown.
    bool visit(TileNode &node)
    {
        if (!meets(node))
            return true;
        node.used = m_turn;
        const bool wanted = isTooCoarse(node);
        node.refined = wanted;
        if (!wanted)
            return showOwn(node, false);
        if (node.below != TileNode::Below::Known) {
            if (node.below == TileNode::Below::Unknown || node.below == TileNode::Below::Asked)
                wish(node, true, m_sight.meets(node.tile.volume));
            return showOwn(node, node.below != TileNode::Below::Failed);
        }
        if (!node.tile.replaces) {
            const bool own = showOwn(node, false);
            for (const auto &child : node.children)
                visit(*child);
            return own;
        }
        const size_t before = m_choice.shown.size();
        bool covered = true;
        for (const auto &child : node.children)
            covered &= visit(*child);
        for (const auto &child : node.children) {
            child->spared = m_turn;
            if (child->used != m_turn && child->tile.hasContent && child->content == TileNode::Content::None)
                wish(*child, false, false, true);
        }
        node.needed = m_turn;
        if (covered)
            return true;
        if (node.content == TileNode::Content::Ready) {
            m_choice.shown.resize(before);
            m_choice.shown.push_back(&node);
            return true;
        }
        if (node.isDone())
            return false;
        wish(node, false, m_sight.meets(node.tile.volume));
        return false;
    }

    TileChoice take()
    {
        for (TileNode *node : m_choice.shown)
            node->needed = m_turn;
        std::sort(m_choice.wishes.begin(), m_choice.wishes.end());
        return std::move(m_choice);
    }

private:
    bool meets(const TileNode &node) const
    {
        const auto &viewer = node.tile.viewerVolume;
        const Vec3 &eye = m_around.eye();
        if (viewer && eye != glm::clamp(eye, viewer->min, viewer->max))
            return false;
        return m_around.meets(node.tile.volume);
    }

    bool isTooCoarse(const TileNode &node) const
    {
        constexpr double Longer = 0.8; // of the limit: until then what is finer stays
        constexpr double Empty = 0.25; // a tile that shows nothing itself is looked into from farther away
        if (!node.tile.hasChildren)
            return false;
        const double pixels = m_around.pixels(node.tile.geometricError, m_around.distanceTo(node.tile.volume));
        return pixels > m_mostPixels * (node.refined ? Longer : 1.0) * (node.tile.hasContent ? 1.0 : Empty);
    }

    /// `more`: there is something finer to come.
    bool showOwn(TileNode &node, bool more)
    {
        if (!node.tile.hasContent)
            return !more;
        if (node.content == TileNode::Content::Ready) {
            m_choice.shown.push_back(&node);
            return true;
        }
        if (node.content == TileNode::Content::Failed)
            return true; // a hole: it was told
        wish(node, false, m_sight.meets(node.tile.volume));
        return node.tile.replaces && node.below == TileNode::Below::Known && !node.children.empty() && showBelow(node);
    }

    /// What is finer than needed, until that is there. Returns whether it covers the whole.
    bool showBelow(TileNode &node)
    {
        bool all = true;
        for (const auto &child : node.children) {
            if (!meets(*child))
                continue;
            if (child->content == TileNode::Content::Ready) {
                child->used = m_turn;
                m_choice.shown.push_back(child.get());
            } else if (child->below == TileNode::Below::Known && !child->children.empty()) {
                all &= showBelow(*child);
            } else {
                all &= child->content == TileNode::Content::Failed ||
                       (!child->tile.hasContent && !child->tile.hasChildren);
            }
        }
        return all;
    }

    void wish(TileNode &node, bool below, bool seen, bool spare = false)
    {
        TileWish wish;
        wish.node = &node;
        wish.below = below;
        const domain::TileVolume &volume = node.tile.volume;
        const Vec3 middle = volume.box.isEmpty() ? volume.centre : volume.box.centre();
        const Vec3 way = middle - m_around.eye();
        const double length = glm::length(way);
        const double aside = length > 0 ? 1 - glm::dot(way / length, m_around.gaze()) : 0;
        wish.distance = m_around.distanceTo(volume) * (1 + aside);
        wish.urgency = spare ? TileWish::Urgency::Spare : seen ? TileWish::Urgency::Seen : TileWish::Urgency::Near;
        if (wish.urgency == TileWish::Urgency::Seen && !isCovered(node))
            wish.urgency = TileWish::Urgency::Hole;
        m_choice.wishes.push_back(wish);
    }

    static bool isCovered(const TileNode &node)
    {
        for (const TileNode *above = &node; above; above = above->parent)
            if (above->content == TileNode::Content::Ready)
                return true;
        return false;
    }

    const ViewVolume &m_sight, &m_around;
    double m_mostPixels;
    quint64 m_turn;
    TileChoice m_choice;
};

}

TileChoice chooseTiles(TileNode &root, const ViewVolume &sight, const ViewVolume &around, double mostPixels,
                       quint64 turn)
{
    Chooser chooser(sight, around, mostPixels, turn);
    chooser.visit(root);
    return chooser.take();
}

}
