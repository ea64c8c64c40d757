#include "scene/overlays/LabelLayout.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <unordered_map>

namespace scene
{

using geometry::Vec3;

namespace
{

constexpr double Slack = 1.3;     ///< wider limits for labels that stand already
constexpr double Standing = 12;   ///< priority that they gain
constexpr double SameApart = 340; ///< pixels between two labels of one text
constexpr double NewGap = 10;     ///< pixels of room that a label needs to appear, but not to stay
constexpr double NewEdge = 28;    ///< and to the border of the view
constexpr double Edge = 3;        ///< pixels to the border of the view
constexpr double MostBend = 22;   ///< degrees that a road may turn under its name
constexpr double Flat = 4;        ///< degrees: a name that lies nearly flat is crisper level
constexpr size_t MostLabels = 260;

/// What lies on the ground is not named through a building. Of an area as a whole enough is seen from afar.
bool isHidable(LabelKind kind, double metresPerPixel)
{
    constexpr double Near = 0.6; // metres a pixel
    switch (kind) {
    case LabelKind::Road:
    case LabelKind::Facility:
    case LabelKind::Green:
    case LabelKind::Water:
        return true;
    case LabelKind::Grid:
    case LabelKind::Block:
    case LabelKind::Quarter:
        return metresPerPixel < Near;
    default:
        return false;
    }
}

/// Rectangles by cell of a grid, to find out what is free.
class Grid
{
public:
    bool isFree(const QRectF &rect) const
    {
        bool free = true;
        each(rect, [&](int64_t cell) {
            const auto found = m_cells.find(cell);
            free =
                free && (found == m_cells.end() || std::none_of(found->second.begin(), found->second.end(),
                                                                [&](const QRectF &r) { return r.intersects(rect); }));
        });
        return free;
    }
    void add(const QRectF &rect)
    {
        each(rect, [&](int64_t cell) { m_cells[cell].push_back(rect); });
    }

private:
    template <typename F> static void each(const QRectF &rect, F f)
    {
        constexpr double Side = 96;
        const auto cell = [](double v) { return int64_t(std::floor(v / Side)); };
        for (int64_t y = cell(rect.top()); y <= cell(rect.bottom()); ++y) {
            for (int64_t x = cell(rect.left()); x <= cell(rect.right()); ++x)
                f(y * 65536 + x);
        }
    }
    std::unordered_map<int64_t, std::vector<QRectF>> m_cells;
};

}

QRectF LabelLayout::Place::bounds() const
{
    const double a = angle * M_PI / 180;
    const double w = std::abs(std::cos(a)) * size.width() + std::abs(std::sin(a)) * size.height();
    const double h = std::abs(std::sin(a)) * size.width() + std::abs(std::cos(a)) * size.height();
    return {middle.x() - w / 2, middle.y() - h / 2, w, h};
}

std::vector<QRectF> LabelLayout::Place::boxes() const
{
    if (angle == 0 || size.height() <= 0)
        return {bounds()};
    // Pieces as long as the text is high, each in its own bounds.
    const int pieces = std::max(1, int(std::ceil(size.width() / size.height())));
    const double a = angle * M_PI / 180, step = size.width() / pieces;
    std::vector<QRectF> boxes;
    for (int i = 0; i < pieces; ++i) {
        const double along = (i + 0.5) * step - size.width() / 2;
        Place piece{middle + QPointF(std::cos(a), std::sin(a)) * along, QSizeF(step, size.height()), angle};
        boxes.push_back(piece.bounds());
    }
    return boxes;
}

void LabelLayout::setCandidates(std::vector<LabelCandidate> candidates)
{
    m_candidates = std::move(candidates);
    m_lasting = m_candidates.size();
    setScale(m_scale);
}

void LabelLayout::setPassing(std::vector<LabelCandidate> passing)
{
    QHash<QString, QSizeF> known;
    for (size_t i = m_lasting; i < m_candidates.size(); ++i)
        known.insert(m_candidates[i].text, m_sizes[i]);
    m_candidates.resize(m_lasting);
    m_sizes.resize(m_lasting);
    for (LabelCandidate &label : passing) {
        const auto size = known.constFind(label.text);
        m_sizes.push_back(size != known.constEnd() ? *size : QSizeF());
        m_candidates.push_back(std::move(label));
    }
}

void LabelLayout::setScale(double scale)
{
    m_scale = scale;
    m_sizes.assign(m_candidates.size(), QSizeF());
}

std::optional<LabelLayout::Place> LabelLayout::placeAlong(const LabelCandidate &label, const QSizeF &size,
                                                          const ViewState &view) const
{
    double depth = 0;
    const QPointF middle = view.project(label.anchor, &depth);
    // From the middle outwards until half of the text has room, on screen.
    const auto reach = [&](int direction) -> std::optional<QPointF> {
        QPointF at = middle;
        double rest = size.width() / 2;
        size_t next = direction > 0 ? label.middle + 1 : label.middle;
        for (;;) {
            if (next >= label.line.size())
                return {};
            double d = 0;
            const QPointF to = view.project(label.line[next], &d);
            if (d <= view.nearPlane)
                return {};
            const QPointF way = to - at;
            const double length = std::hypot(way.x(), way.y());
            if (length >= rest)
                return at + way * (rest / length);
            rest -= length;
            at = to;
            if (direction < 0 && next == 0)
                return {};
            next = direction > 0 ? next + 1 : next - 1;
        }
    };
    const auto from = reach(-1), to = reach(1);
    if (!from || !to)
        return {};
    const auto angleOf = [](const QPointF &v) { return std::atan2(v.y(), v.x()) * 180 / M_PI; };
    if (std::abs(std::remainder(angleOf(middle - *from) - angleOf(*to - middle), 360.0)) > MostBend)
        return {};
    double angle = angleOf(*to - *from);
    if (angle > 90 || angle <= -90)
        angle = std::remainder(angle + 180, 360.0);
    if (std::abs(angle) < Flat)
        angle = 0;
    return Place{middle, size, angle};
}

std::optional<LabelLayout::Place> LabelLayout::place(const Choice &choice, const ViewState &view) const
{
    const LabelCandidate &label = m_candidates[choice.candidate];
    // Measuring a text is slow: each once, and of a city's tens of thousands only what may be seen.
    QSizeF &size = m_sizes[choice.candidate];
    if (!size.isValid())
        size = textSize(label.text, labelLook(label.kind, Theme::Command, m_scale));
    double depth = 0;
    const QPointF foot = view.project(label.anchor, &depth);
    if (!(depth > view.nearPlane))
        return {};
    if (label.line.size() > 1)
        return placeAlong(label, size, view);
    if (label.kind == LabelKind::Building)
        return Place{foot - QPointF(0, size.height() / 2 + 3 * m_scale), size, 0};
    return Place{foot + QPointF(0, choice.shift * size.height()), size, 0};
}

std::vector<LabelLayout::Choice> LabelLayout::choose(const ViewState &view, const domain::City *city,
                                                     const std::vector<Choice> &kept, const Behind &behind) const
{
    struct Rank {
        double priority;
        quint32 index;
        double metresPerPixel;
    };
    constexpr int Absent = INT_MAX;
    std::vector<int> shifts(m_candidates.size(), Absent); // of those that stand
    for (const Choice &choice : kept)
        shifts[choice.candidate] = choice.shift;
    std::vector<bool> hidden;
    for (const auto &layer : city ? city->layers : std::vector<std::shared_ptr<const domain::Layer>>())
        hidden.push_back(m_hiddenLayers.contains(layer->info.id));

    QRectF inside = QRectF(QPointF(), view.size).adjusted(Edge, Edge, -Edge, -Edge);
    if (!m_stage.isEmpty())
        inside = inside.intersected(m_stage);
    std::vector<Rank> ranks;
    for (quint32 i = 0; i < m_candidates.size(); ++i) {
        const LabelCandidate &label = m_candidates[i];
        if ((label.layer < hidden.size() && hidden[label.layer]) || m_namedElsewhere.contains(label.object))
            continue;
        const bool stands = shifts[i] != Absent;
        double depth = 0;
        const QPointF pixel = view.project(label.anchor, &depth);
        const double metres = view.metresPerPixel(depth);
        if (!(depth > view.nearPlane) || !inside.contains(pixel) ||
            !labelFits(label, metres, view.size, stands ? Slack : 1.0))
            continue;
        ranks.push_back({label.priority + (stands ? Standing : 0.0), i, metres});
    }
    // Of equals the nearer to the eye is not better: the order of the data keeps them where they are.
    std::sort(ranks.begin(), ranks.end(), [](const Rank &a, const Rank &b) {
        return a.priority != b.priority ? a.priority > b.priority : a.index < b.index;
    });

    Grid grid;
    for (const QRectF &obstacle : m_obstacles)
        grid.add(obstacle);
    QHash<QString, std::vector<QPointF>> same;
    std::vector<Choice> chosen;
    for (const Rank &rank : ranks) {
        if (chosen.size() >= MostLabels)
            break;
        const LabelCandidate &label = m_candidates[rank.index];
        const bool stands = shifts[rank.index] != Absent;
        auto &others = same[label.text];
        const auto free = [&](int shift, bool old) {
            const auto found = place({rank.index, shift}, view);
            const double gap = old ? 0 : NewGap * m_scale, edge = old ? 0 : NewEdge * m_scale;
            if (!found || !inside.contains(found->bounds().adjusted(-edge, -edge, edge, edge)))
                return false;
            const double apart = SameApart * m_scale * (old ? 1 / Slack : 1.0);
            if (std::any_of(others.begin(), others.end(), [&](const QPointF &p) {
                    return std::hypot(p.x() - found->middle.x(), p.y() - found->middle.y()) < apart;
                })) {
                return false;
            }
            const std::vector<QRectF> boxes = found->boxes();
            return std::all_of(boxes.begin(), boxes.end(),
                               [&](const QRectF &box) { return grid.isFree(box.adjusted(-gap, -gap, gap, gap)); });
        };
        std::optional<int> shift;
        if (stands && free(shifts[rank.index], true))
            shift = shifts[rank.index];
        // The name of an area is as right a little beside its middle.
        const bool movable = label.line.empty() && label.kind != LabelKind::Building;
        for (const int other : {0, -1, 1, -2, 2}) {
            if (!shift && (other == 0 || movable) && free(other, false))
                shift = other;
        }
        if (!shift || (behind && isHidable(label.kind, rank.metresPerPixel) && behind(label.anchor)))
            continue;
        const auto found = place({rank.index, *shift}, view);
        for (const QRectF &box : found->boxes())
            grid.add(box);
        others.push_back(found->middle);
        chosen.push_back({rank.index, *shift});
    }
    return chosen;
}

}
