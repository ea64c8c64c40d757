#include "inside/Inside.h"

#include "core/Directory.h"
#include "core/RoomPaint.h"
#include "core/Text.h"
#include "inside/InsideState.h"
#include "scene/CityView.h"

#include <algorithm>
#include <utility>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

static Inside *s_current = nullptr;

Inside::Inside(Twin &twin, Selection &selection, QObject *parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(this, twin, selection))
{
    if (!s_current)
        s_current = this;
    Impl &d = *m_impl;
    connect(&selection, &Selection::enteredChanged, this, [&d] { d.follow(); });
    connect(&selection, &Selection::currentChanged, this, [&d] { d.isolate(); });
    connect(&twin, &Twin::cityChanged, this, [&d] { d.reopen(); });
    connect(&twin, &Twin::interiorChanged, this, [&d] { d.interiorArrived(); });
    connect(&twin, &Twin::changed, this, [&d] { d.stateChanged(); });
    connect(&twin, &Twin::languageChanged, this, [this, &d] {
        Q_EMIT interiorChanged();
        Q_EMIT storeysChanged();
        Q_EMIT legendChanged();
        d.showWaysOut();
    });
    connect(&d.loader, &loading::InteriorLoader::opened, this,
            [&d](const loading::InteriorPtr &interior) { d.opened(interior); });
    connect(&d.loader, &loading::InteriorLoader::failed, this, [&d](const base::Error &error) { d.notOpened(error); });
}

Inside::~Inside()
{
    if (s_current == this)
        s_current = nullptr;
}

Inside *Inside::current()
{
    return s_current;
}

const loading::InteriorPtr &Inside::interior() const
{
    return m_impl->twin.interior();
}

bool Inside::isOpening() const
{
    return m_impl->loader.isRunning();
}

QString Inside::building() const
{
    return m_impl->wanted;
}

QString Inside::title() const
{
    return nameOf(m_impl->twin, {ObjectKind::Building, m_impl->wanted});
}

QString Inside::source() const
{
    if (!interior() || isSchematic())
        return {};
    return filesOf(*interior());
}

bool Inside::isSchematic() const
{
    return interior() && interior()->schematic;
}

QString Inside::reason() const
{
    if (!isSchematic())
        return {};
    for (const base::Warning &warning : interior()->warnings.list()) {
        if (warning.code == QLatin1String("interior-unreadable"))
            return tr("The inside could not be read: %1").arg(warning.message);
    }
    const domain::Building *building = m_impl->twin.city() ? m_impl->twin.city()->building(m_impl->wanted) : nullptr;
    if (building && building->storeysAbove == 0)
        return tr("Nothing is known of its inside, nor how many storeys it has");
    return interior()->units.empty() ? tr("No plan of its inside is known: storeys by their number")
                                     : tr("No plan of its inside is known: storeys and units by their number");
}

const InsideStatus &Inside::status() const
{
    return m_impl->currentStatus();
}

QVariantList Inside::storeys() const
{
    QVariantList list;
    const Rooms *rooms = m_impl->twin.rooms();
    if (!rooms)
        return list;
    QHash<int, int> spaces, units;
    for (const domain::Space &space : rooms->interior().spaces)
        ++spaces[space.storey];
    for (const domain::Unit &unit : rooms->interior().units)
        ++units[unit.storey];
    const auto &all = rooms->interior().storeys;
    for (auto storey = all.rbegin(); storey != all.rend(); ++storey) {
        const RoomState state = status().of({ObjectKind::Storey, storey->id});
        list.append(QVariantMap{{QStringLiteral("number"), storey->number},
                                {QStringLiteral("id"), storey->id},
                                {QStringLiteral("name"), nameOf(*storey, m_impl->twin.language())},
                                {QStringLiteral("spaces"), spaces.value(storey->number)},
                                {QStringLiteral("units"), units.value(storey->number)},
                                {QStringLiteral("things"), state.things},
                                {QStringLiteral("alarms"), state.alarms},
                                {QStringLiteral("events"), state.openEvents},
                                {QStringLiteral("state"), state.worst()},
                                {QStringLiteral("current"), m_look.storey == storey->number}});
    }
    return list;
}

int Inside::storey() const
{
    return m_look.storey.value_or(0);
}

void Inside::setStorey(int number)
{
    Impl &d = *m_impl;
    const Rooms *rooms = d.twin.rooms();
    if (!rooms)
        return;
    if (number == 0) {
        d.selection.select({ObjectKind::Building, d.wanted});
        d.showStorey({});
        return;
    }
    const domain::Storey *storey = rooms->storeyOfNumber(number);
    if (!storey)
        return;
    const domain::Storey *from = m_look.storey ? rooms->storeyOfNumber(*m_look.storey) : nullptr;
    const ObjectRef object{ObjectKind::Storey, storey->id};
    if (!from) {
        d.selection.flyTo(object);
    } else {
        // From one storey to the next the eye keeps its place above the floor.
        d.selection.select(object);
        if (d.view && from != storey && !d.view->isWalking()) {
            // Storeys may be stepped through faster than the eye flies: from where it is going to, not from where it
            // is.
            scene::CameraPose pose = d.view->goal();
            pose.target.z += storey->base - from->base;
            d.view->flyTo(pose, !d.still);
        }
    }
    d.showStorey(number);
}

QString Inside::spread() const
{
    using enum scene::InteriorLook::Spread;
    return m_look.spread == Up         ? QStringLiteral("up")
           : m_look.spread == Sideways ? QStringLiteral("sideways")
                                       : QString();
}

void Inside::setSpread(const QString &spread)
{
    using enum scene::InteriorLook::Spread;
    const auto to = spread == QLatin1String("up") ? Up : spread == QLatin1String("sideways") ? Sideways : None;
    if (to == m_look.spread)
        return;
    m_look.spread = to;
    if (to != None)
        m_look.storey.reset(); // one alone has nothing to be spread from
    m_impl->lookChanged();
}

void Inside::nextSpread()
{
    setSpread(spread().isEmpty()                ? QStringLiteral("up")
              : spread() == QLatin1String("up") ? QStringLiteral("sideways")
                                                : QString());
}

bool Inside::plan() const
{
    return m_look.plan;
}

void Inside::setPlan(bool plan)
{
    if (std::exchange(m_look.plan, plan) != plan)
        m_impl->lookChanged();
}

void Inside::setShell(bool shell)
{
    if (std::exchange(m_look.shell, shell) != shell)
        m_impl->lookChanged();
}

QString Inside::paint() const
{
    return m_impl->paint;
}

void Inside::setPaint(const QString &paint)
{
    if (paint == m_impl->paint || paint.isEmpty())
        return;
    m_impl->paint = paint;
    m_impl->repaint();
    m_impl->lookChanged();
}

QVariantList Inside::paints() const
{
    return RoomPaint::choices(m_impl->twin);
}

QVariantList Inside::legend() const
{
    return RoomPaint(m_impl->twin, status(), m_impl->paint, m_impl->dark).legend();
}

bool Inside::isTableShown() const
{
    return m_impl->table;
}

void Inside::setTableShown(bool shown)
{
    if (std::exchange(m_impl->table, shown) != shown)
        Q_EMIT tableChanged();
}

void Inside::setDark(bool dark)
{
    if (std::exchange(m_impl->dark, dark) == dark)
        return;
    m_impl->repaint();
}

QString Inside::section() const
{
    return m_look.section ? m_impl->section : QString();
}

void Inside::setSection(const QString &axis)
{
    if (axis == section())
        return;
    m_impl->section = axis;
    setSectionPlane(axis.isEmpty() ? std::nullopt : m_impl->sectionAlong(axis));
}

void Inside::nextSection()
{
    static const QStringList order{QString(), QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z"),
                                   QStringLiteral("view")};
    setSection(order[(order.indexOf(section()) + 1) % order.size()]);
}

void Inside::setSectionPlane(const std::optional<scene::SectionPlane> &plane)
{
    if (m_look.section == plane)
        return;
    m_look.section = plane;
    if (m_impl->view)
        m_impl->view->setSectionHandle(plane.has_value());
    m_impl->lookChanged();
}

bool Inside::isWalking() const
{
    return m_impl->view && m_impl->view->isWalking();
}

void Inside::setWalking(bool walking)
{
    scene::CityView *view = m_impl->view;
    if (!view || walking == view->isWalking())
        return;
    const Rooms *rooms = m_impl->twin.rooms();
    const qint32 space = rooms ? rooms->spaceAt(m_impl->subject()) : -1;
    const QString from = space >= 0 ? rooms->interior().spaces[size_t(space)].id : QString();
    if (!view->setWalking(walking, from) && walking)
        Q_EMIT failed(tr("One cannot walk here: nothing inside has a floor"));
}

QVariantMap Inside::waysOut() const
{
    return m_impl->ways;
}

bool Inside::areWaysShown() const
{
    return m_impl->waysAsked || m_impl->subjectIsAlarmed();
}

void Inside::setWaysShown(bool shown)
{
    m_impl->waysAsked = shown;
    m_impl->showWaysOut();
}

int Inside::shownAfterMs() const
{
    return m_impl->shownAfterMs;
}

void Inside::up()
{
    m_impl->step(1);
}

void Inside::down()
{
    m_impl->step(-1);
}

void Inside::all()
{
    setStorey(0);
}

void Inside::leave()
{
    m_impl->selection.leaveBuilding();
}

void Inside::perform(const QString &action)
{
    if (action == QLatin1String("ways"))
        setWaysShown(!m_impl->waysAsked);
    else if (action == QLatin1String("table"))
        setTableShown(true);
    else if (action == QLatin1String("walk"))
        setWalking(true);
    else if (action == QLatin1String("leave"))
        leave();
}

void Inside::setHidden(const QSet<QString> &ids)
{
    if (std::exchange(m_look.hidden, ids) != ids)
        m_impl->lookChanged();
}

void Inside::setIsolated(const QSet<QString> &ids)
{
    if (std::exchange(m_look.isolated, ids) != ids)
        m_impl->lookChanged();
}

void Inside::setOverlay(const QHash<QString, QColor> &colours)
{
    if (std::exchange(m_impl->overlay, colours) != colours)
        m_impl->repaint();
}

void Inside::setAnnotations(const QString &owner, std::vector<scene::Annotation> annotations)
{
    auto &kept = m_impl->annotations;
    if (annotations.empty())
        kept.remove(owner);
    else
        kept.insert(owner, std::move(annotations));
    m_impl->pushAnnotations();
}

void Inside::attachView(scene::CityView *view)
{
    Impl &d = *m_impl;
    if (d.view)
        d.view->disconnect(this);
    d.view = view;
    if (!view)
        return;
    view->setInterior(interior());
    view->setInteriorLook(m_look);
    d.pushAnnotations();
    connect(view, &scene::CityView::sectionDragged, this, [this](const scene::SectionPlane &plane) {
        if (std::exchange(m_look.section, plane) != std::optional(plane))
            Q_EMIT lookChanged();
    });
    connect(view, &scene::CityView::walkingChanged, this, &Inside::walkingChanged);
    connect(view, &scene::CityView::firstStoreyShown, this, [&d] {
        if (d.shownAfterMs == 0 && d.since.isValid())
            d.shownAfterMs = int(d.since.elapsed());
    });
}

scene::CityView *Inside::view() const
{
    return m_impl->view;
}

}
