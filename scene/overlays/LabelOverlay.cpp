#include "scene/overlays/LabelOverlay.h"

#include "scene/overlays/LabelLayout.h"
#include "scene/overlays/SpriteNode.h"

#include <QElapsedTimer>
#include <QQuickWindow>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace scene
{

namespace
{

constexpr int LayoutMs = 110; ///< between layouts while the view moves
constexpr int FadeMs = 200, FadeStepMs = 50;

/// A label that is shown, or that fades away.
struct Shown {
    LabelLayout::Choice choice;
    double opacity = 0;
    bool leaving = false;
};

}

struct LabelOverlay::Impl {
    explicit Impl(LabelOverlay *overlay) : q(overlay)
    {
        layoutTimer.setSingleShot(true);
        fadeTimer.setInterval(FadeStepMs);
        QObject::connect(&layoutTimer, &QTimer::timeout, q, [this] { layout(); });
        QObject::connect(&fadeTimer, &QTimer::timeout, q, [this] { fade(); });
    }

    void collect()
    {
        shown.clear();
        labels.setCandidates(city ? labelCandidates(*city, language) : std::vector<LabelCandidate>());
        collectTiles();
        soon();
    }
    /// What is written stays written where its tile is exchanged for another one that has it too.
    void collectTiles()
    {
        if (!city || (tiles.empty() && labels.size() == labels.lasting()))
            return;
        std::vector<LabelCandidate> passing = labelCandidates(*city, tiles, language);
        QHash<domain::ObjectRef, quint32> place;
        for (quint32 i = 0; i < passing.size(); ++i)
            place.insert(passing[i].object, quint32(labels.lasting()) + i);
        std::erase_if(shown, [&](Shown &s) {
            if (s.choice.candidate < labels.lasting())
                return false;
            const auto now = place.constFind(labels.candidate(s.choice.candidate).object);
            if (now == place.constEnd())
                return true;
            s.choice.candidate = *now;
            return false;
        });
        labels.setPassing(std::move(passing));
        soon();
    }
    void soon();
    void layout();
    void fade();
    void restyle()
    {
        atlas.clear();
        soon();
        q->update();
    }

    LabelOverlay *q;
    std::shared_ptr<const domain::City> city;
    LayerContents tiles;
    QString language = QStringLiteral("zh_CN");
    ViewState view;
    Theme theme = Theme::Command;
    bool reduced = false;
    const PickIndex *index = nullptr;
    PickIndex::Accept accept;

    LabelLayout labels;
    std::vector<Shown> shown;
    QElapsedTimer sinceLayout, sinceFade;
    QTimer layoutTimer, fadeTimer;
    Atlas atlas;
};

LabelOverlay::LabelOverlay(QQuickItem *parent) : QQuickItem(parent), m_impl(std::make_unique<Impl>(this))
{
    setFlag(ItemHasContents);
}

LabelOverlay::~LabelOverlay() = default;

void LabelOverlay::setCity(std::shared_ptr<const domain::City> city)
{
    const bool same = city && m_impl->city && city->layers == m_impl->city->layers && city->name == m_impl->city->name;
    m_impl->city = std::move(city);
    if (!same)
        m_impl->collect();
}

void LabelOverlay::setTiles(LayerContents tiles)
{
    if (tiles == m_impl->tiles)
        return;
    m_impl->tiles = std::move(tiles);
    m_impl->collectTiles();
}

void LabelOverlay::setViewState(const ViewState &state)
{
    m_impl->view = state;
    m_impl->soon();
    update();
}

void LabelOverlay::setTheme(Theme theme)
{
    if (m_impl->theme == theme)
        return;
    m_impl->theme = theme;
    m_impl->restyle();
}

void LabelOverlay::setTextScale(double scale)
{
    if (!(scale > 0) || scale == m_impl->labels.scale())
        return;
    m_impl->labels.setScale(scale);
    m_impl->restyle();
}

void LabelOverlay::setLanguage(const QString &language)
{
    if (m_impl->language == language)
        return;
    m_impl->language = language;
    m_impl->collect();
}

void LabelOverlay::setReducedMotion(bool reduced)
{
    m_impl->reduced = reduced;
}

void LabelOverlay::setHiddenLayers(const QSet<QString> &layers)
{
    m_impl->labels.setHiddenLayers(layers);
    m_impl->soon();
}

void LabelOverlay::setNamedElsewhere(const QSet<domain::ObjectRef> &objects)
{
    m_impl->labels.setNamedElsewhere(objects);
    m_impl->soon();
}

void LabelOverlay::setStage(const QRectF &stage)
{
    if (stage == m_impl->labels.stage())
        return;
    m_impl->labels.setStage(stage);
    m_impl->soon();
}

void LabelOverlay::setObstacles(const std::vector<QRectF> &obstacles)
{
    if (obstacles == m_impl->labels.obstacles())
        return;
    m_impl->labels.setObstacles(obstacles);
    m_impl->soon();
}

void LabelOverlay::setOcclusion(const PickIndex *index, PickIndex::Accept accept)
{
    m_impl->index = index;
    m_impl->accept = std::move(accept);
    m_impl->soon();
}

void LabelOverlay::occlusionChanged()
{
    m_impl->soon();
}

std::vector<LabelOverlay::Placed> LabelOverlay::placed() const
{
    std::vector<Placed> list;
    for (const Shown &s : m_impl->shown) {
        const auto place = s.leaving ? std::nullopt : m_impl->labels.place(s.choice, m_impl->view);
        if (!place)
            continue;
        const LabelCandidate &candidate = m_impl->labels.candidate(s.choice.candidate);
        list.push_back({candidate.text, candidate.object, place->bounds(), place->angle});
    }
    return list;
}

void LabelOverlay::layoutNow()
{
    const bool reduced = std::exchange(m_impl->reduced, true);
    m_impl->layout();
    m_impl->reduced = reduced;
    for (Shown &s : m_impl->shown)
        s.opacity = 1;
}

bool LabelOverlay::isSettled() const
{
    return !m_impl->layoutTimer.isActive() && !m_impl->fadeTimer.isActive();
}

void LabelOverlay::Impl::soon()
{
    if (layoutTimer.isActive())
        return;
    const qint64 since = sinceLayout.isValid() ? sinceLayout.elapsed() : LayoutMs;
    layoutTimer.start(int(std::clamp<qint64>(LayoutMs - since, 0, LayoutMs)));
}

void LabelOverlay::Impl::layout()
{
    layoutTimer.stop();
    sinceLayout.start();
    if (view.size.isEmpty())
        return;
    LabelLayout::Behind behind;
    if (index && !index->isEmpty()) {
        behind = [this](const geometry::Vec3 &point) {
            constexpr double Before = 2.0; // metres: the ground itself hides nothing
            const geometry::Vec3 way = point + geometry::Vec3(0, 0, 1.5) - view.eye;
            return index->occluded({view.eye, way}, glm::length(way) - Before, accept);
        };
    }
    std::vector<LabelLayout::Choice> kept;
    for (const Shown &s : shown) {
        if (!s.leaving)
            kept.push_back(s.choice);
    }
    const std::vector<LabelLayout::Choice> chosen = labels.choose(view, city.get(), kept, behind);
    for (Shown &s : shown)
        s.leaving = true;
    for (const LabelLayout::Choice &choice : chosen) {
        const auto there = std::find_if(shown.begin(), shown.end(), [&](const Shown &s) { return s.choice == choice; });
        if (there != shown.end())
            there->leaving = false;
        else
            shown.push_back({choice, reduced ? 1.0 : 0.0, false});
    }
    if (reduced) {
        std::erase_if(shown, [](const Shown &s) { return s.leaving; });
        fadeTimer.stop();
    }
    const bool fading =
        std::any_of(shown.begin(), shown.end(), [](const Shown &s) { return s.leaving || s.opacity < 1; });
    if (fading && !fadeTimer.isActive()) {
        sinceFade.start();
        fadeTimer.start();
    }
    q->update();
    if (!fading)
        Q_EMIT q->settled();
}

void LabelOverlay::Impl::fade()
{
    // By the clock: where frames are slow, steps are left out.
    const double step = double(sinceFade.restart()) / FadeMs;
    bool more = false;
    for (Shown &s : shown) {
        s.opacity = std::clamp(s.opacity + (s.leaving ? -step : step), 0.0, 1.0);
        more = more || (s.leaving ? s.opacity > 0 : s.opacity < 1);
    }
    std::erase_if(shown, [](const Shown &s) { return s.leaving && s.opacity <= 0; });
    q->update();
    if (more)
        return;
    fadeTimer.stop();
    if (q->isSettled())
        Q_EMIT q->settled();
}

void LabelOverlay::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        update();
    QQuickItem::itemChange(change, data);
}

QSGNode *LabelOverlay::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *sprites = static_cast<SpriteNode *>(node);
    if (!sprites)
        sprites = new SpriteNode;
    Atlas &atlas = m_impl->atlas;
    atlas.setDevicePixelRatio(window()->effectiveDevicePixelRatio());
    if (atlas.isOverfull())
        atlas.clear();
    std::vector<Sprite> list;
    list.reserve(m_impl->shown.size());
    for (const Shown &s : m_impl->shown) {
        const auto place = s.opacity > 0 ? m_impl->labels.place(s.choice, m_impl->view) : std::nullopt;
        if (!place)
            continue;
        const LabelCandidate &candidate = m_impl->labels.candidate(s.choice.candidate);
        const Atlas::Cell cell =
            textCell(atlas, candidate.text, labelLook(candidate.kind, m_impl->theme, m_impl->labels.scale()));
        Sprite sprite = place->angle == 0 ? Sprite::centred(cell, place->middle, atlas.devicePixelRatio())
                                          : Sprite::turned(cell, place->middle, place->angle);
        sprite.opacity = std::max(1, int(std::lround(s.opacity * Sprite::Opaque)));
        list.push_back(sprite);
    }
    sprites->set(window(), atlas, list);
    return sprites;
}

}
