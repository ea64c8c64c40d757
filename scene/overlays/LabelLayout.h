#pragma once

#include "scene/ViewState.h"
#include "scene/overlays/LabelSource.h"

#include <QPointF>
#include <QRectF>
#include <QSet>

#include <functional>
#include <optional>

namespace scene
{

/// Chooses which names are written in a view and where: by priority, none over another or over a marker. Those that
/// stand already go before others of like rank and are let off lightly, so that they do not blink. No Qt Quick. One
/// thread.
class LabelLayout
{
public:
    /// Whether a point is hidden behind the city.
    using Behind = std::function<bool(const geometry::Vec3 &)>;

    struct Place {
        QPointF middle; ///< logical pixels
        QSizeF size;
        double angle = 0; ///< degrees, clockwise; upright
        QRectF bounds() const;
        /// Upright rectangles that cover it, closer than its bounds where it is turned.
        std::vector<QRectF> boxes() const;
    };

    /// A name that is written: which, and how many lines above (negative) or below its place, where that is taken.
    struct Choice {
        quint32 candidate = 0;
        int shift = 0;
        bool operator==(const Choice &) const = default;
    };

    void setCandidates(std::vector<LabelCandidate> candidates);
    /// Names that come and go while those stay: they are numbered behind them.
    void setPassing(std::vector<LabelCandidate> passing);
    size_t lasting() const { return m_lasting; } ///< so many do not pass
    void setScale(double scale);
    double scale() const { return m_scale; }
    void setHiddenLayers(const QSet<QString> &layers) { m_hiddenLayers = layers; }
    void setNamedElsewhere(const QSet<domain::ObjectRef> &objects) { m_namedElsewhere = objects; }
    /// Names stand within this (logical pixels); empty: within the view.
    void setStage(const QRectF &stage) { m_stage = stage; }
    const QRectF &stage() const { return m_stage; }
    void setObstacles(const std::vector<QRectF> &obstacles) { m_obstacles = obstacles; }
    const std::vector<QRectF> &obstacles() const { return m_obstacles; }

    /// What is to be written; `kept` is what is now. `city` names the hidden layers.
    std::vector<Choice> choose(const ViewState &view, const domain::City *city, const std::vector<Choice> &kept,
                               const Behind &behind = {}) const;
    /// Where a name stands in a view; nothing behind the eye or where a road is too crooked or too short for it.
    std::optional<Place> place(const Choice &choice, const ViewState &view) const;
    const LabelCandidate &candidate(quint32 index) const { return m_candidates[index]; }
    size_t size() const { return m_candidates.size(); }

private:
    std::optional<Place> placeAlong(const LabelCandidate &label, const QSizeF &size, const ViewState &view) const;

    std::vector<LabelCandidate> m_candidates;
    size_t m_lasting = 0;
    mutable std::vector<QSizeF> m_sizes; ///< invalid until they are asked for
    double m_scale = 1;
    QSet<QString> m_hiddenLayers;
    QSet<domain::ObjectRef> m_namedElsewhere;
    std::vector<QRectF> m_obstacles;
    QRectF m_stage;
};

}
