#include "session/ViewLink.h"

#include "core/Directory.h"
#include "session/Session.h"

#include <QHoverEvent>

#include <algorithm>
#include <cmath>

namespace app
{

using domain::ObjectKind;
using domain::ObjectRef;

/// "attribute:NAME" and the fixed ones, as the view has them.
static scene::Colouring colouringOf(const QString &id)
{
    using Kind = scene::Colouring::Kind;
    static const QHash<QString, Kind> kinds = {{QStringLiteral("use"), Kind::Use},
                                               {QStringLiteral("height"), Kind::Height},
                                               {QStringLiteral("year"), Kind::Year},
                                               {QStringLiteral("storeys"), Kind::Storeys},
                                               {QStringLiteral("grid"), Kind::Grid}};
    const QLatin1String attribute("attribute:");
    if (id.startsWith(attribute))
        return {Kind::Attribute, id.mid(attribute.size())};
    return {kinds.value(id, Kind::Plain), {}};
}

static scene::Quality qualityOf(const QString &id)
{
    static const QHash<QString, scene::Quality> levels = {{QStringLiteral("low"), scene::Quality::Low},
                                                          {QStringLiteral("medium"), scene::Quality::Medium},
                                                          {QStringLiteral("high"), scene::Quality::High}};
    return levels.value(id, scene::Quality::Auto);
}

ViewLink::ViewLink(Session &session, scene::CityView &view) : m_session(session), m_view(&view)
{
    Twin &twin = session.twin();
    Selection &selection = session.selection();

    applyLooks();
    connect(&session, &Session::themeChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::qualityChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::colouringChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::languageChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::textScaleChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::reducedMotionChanged, this, &ViewLink::applyLooks);
    connect(&session, &Session::layoutChanged, this, &ViewLink::applyTextScale);
    connect(&view, &QQuickItem::heightChanged, this, &ViewLink::applyTextScale);

    view.setCache(session.tileCacheFolder(), session.tileCacheBytes());
    connect(&session, &Session::cityExpected, &view, &scene::CityView::expectCity);
    if (!session.expectedCity().isEmpty())
        view.expectCity(session.expectedCity());
    connect(&session, &Session::loaded, this, [this] {
        if (m_view && !m_session.isComplete())
            m_view->expectCity({}); // what there is of it is shown, not what there was
    });
    takeCity();
    connect(&twin, &Twin::cityChanged, this, &ViewLink::takeCity);
    connect(&twin, &Twin::changed, this, [this](const domain::ChangeSet &changes) {
        if (m_view)
            m_view->apply(changes);
    });
    view.setShownEvents(twin.shownEvents());
    connect(&twin, &Twin::shownEventsChanged, &view,
            [this] { m_view->setShownEvents(m_session.twin().shownEvents()); });
    connect(&twin.layers(), &LayerState::visibleChanged, &view, &scene::CityView::setLayerVisible);
    connect(&twin.layers(), &LayerState::opacityChanged, &view, &scene::CityView::setLayerOpacity);
    connect(&twin.layers(), &LayerState::orderChanged, &view, &scene::CityView::setLayerOrder);

    // In: what is selected. What the view does not draw is shown by what holds it.
    connect(&selection, &Selection::currentChanged, this, [this] {
        if (!m_view)
            return;
        m_view->select(target(m_session.selection().current()));
        showPairs();
        updateAnchor();
    });
    connect(&session.operations(), &Operations::proposalsChanged, this, &ViewLink::showPairs);
    connect(&selection, &Selection::enteredChanged, this, [this] {
        if (m_view)
            m_view->enter(m_session.selection().entered());
        updateAnchor();
    });
    connect(&selection, &Selection::hoveredChanged, this, [this] {
        if (m_view)
            m_view->highlight(target(m_session.selection().hovered()));
    });
    connect(&selection, &Selection::flyRequested, this, [this](const ObjectRef &object) {
        if (m_view)
            m_view->flyTo(destination(object), !m_session.reducedMotion());
    });

    // Out: what the pointer does.
    connect(&view, &scene::CityView::hovered, this, [this](const ObjectRef &object) {
        if (!m_session.isStill()) // a picture must not depend on where the pointer happens to be
            m_session.selection().hover(object);
    });
    connect(&view, &scene::CityView::clicked, &selection,
            [&selection](const ObjectRef &object) { selection.select(object); });
    connect(&view, &scene::CityView::doubleClicked, &selection,
            [&selection](const ObjectRef &object) { selection.enter(object); });
    connect(&view, &scene::CityView::viewStateChanged, this, [this] {
        m_session.updateViewReadings();
        updateAnchor();
        if (!m_reading.isActive())
            m_reading.start();
    });
    constexpr int ReadingMs = 80;
    m_reading.setSingleShot(true);
    m_reading.setInterval(ReadingMs);
    connect(&m_reading, &QTimer::timeout, this, &ViewLink::readPosition);
    view.installEventFilter(this);
    connect(&view, &scene::CityView::failed, &session, &Session::addError);
    connect(&view, &scene::CityView::settledChanged, &session, &Session::colouringsChanged);
    const auto giveMemory = [this] {
        constexpr qint64 Mebibyte = 1 << 20;
        if (m_view)
            m_view->setMemoryBudget(m_session.tileMemory() * Mebibyte);
    };
    giveMemory();
    connect(&session, &Session::tileMemoryChanged, this, giveMemory);
    connect(&view, &scene::CityView::tileFailed, this, &ViewLink::noteMissing);
    connect(&view, &scene::CityView::residentChanged, this, [this] {
        if (!m_resident.isActive())
            m_resident.start();
    });
    constexpr int ResidentMs = 200;
    m_resident.setSingleShot(true);
    m_resident.setInterval(ResidentMs);
    connect(&m_resident, &QTimer::timeout, this, &ViewLink::lookUpAgain);
    connect(&view, &scene::CityView::frameRendered, &session, &Session::rendererChanged, Qt::SingleShotConnection);
    connect(&session.card(), &Card::changed, this, &ViewLink::updateAnchor);
    session.updateViewReadings();
}

void ViewLink::showPairs()
{
    if (!m_view)
        return;
    std::vector<std::pair<ObjectRef, ObjectRef>> pairs;
    const ObjectRef current = m_session.selection().current();
    if (current.kind == ObjectKind::Event) {
        for (const live::MergeProposal &proposal : m_session.twin().state().proposals()) {
            if (proposal.event == current.id || proposal.into == current.id)
                pairs.emplace_back(ObjectRef{ObjectKind::Event, proposal.event},
                                   ObjectRef{ObjectKind::Event, proposal.into});
        }
    }
    m_view->setPairs(pairs);
}

ObjectRef ViewLink::target(const ObjectRef &of) const
{
    Twin &twin = m_session.twin();
    const ObjectRef object = subjectOf(twin, of); // an alarm is where its device is
    if (twin.rooms() && twin.rooms()->has(object))
        return object; // the view draws it
    if (object.kind == ObjectKind::Unit)
        return placeOf(twin, object);
    if (object.kind == ObjectKind::Event) {
        const domain::Event *event = twin.state().event(object.id);
        if (event && !event->hasPosition)
            return placeOf(twin, object);
    }
    return object;
}

ObjectRef ViewLink::destination(const ObjectRef &of) const
{
    const ObjectRef object = subjectOf(m_session.twin(), of);
    // What stands in a room is looked at from within the building: the room is gone to.
    const bool stands = object.kind == ObjectKind::Thing || object.kind == ObjectKind::Event;
    const ObjectRef room = stands ? above(m_session.twin(), object) : ObjectRef();
    return m_session.twin().rooms() && m_session.twin().rooms()->has(room) ? room : target(object);
}

void ViewLink::applyLooks()
{
    m_session.inside().setDark(m_session.theme() != QLatin1String("plan"));
    if (!m_view)
        return;
    m_view->setTheme(m_session.theme() == QLatin1String("plan") ? scene::Theme::Plan : scene::Theme::Command);
    m_view->setQuality(qualityOf(m_session.quality()));
    m_view->setColouring(colouringOf(m_session.colouring()));
    m_view->setLanguage(m_session.language());
    applyTextScale();
    m_view->setReducedMotion(m_session.reducedMotion());
}

void ViewLink::applyTextScale()
{
    if (!m_view)
        return;
    // A wall is read from afar: what is written over the city grows with its height, as the panels do.
    constexpr double DeskHeight = 1080;
    const double grown =
        m_session.layout() == QLatin1String("desk") ? 1.0 : std::max(1.0, m_view->height() / DeskHeight);
    m_view->setTextScale(m_session.textScale() * grown);
}

void ViewLink::takeCity()
{
    const std::shared_ptr<const domain::City> &city = m_session.twin().city();
    show(city ? city : std::make_shared<const domain::City>());
}

void ViewLink::show(const std::shared_ptr<const domain::City> &city)
{
    if (!m_view || city == m_shown)
        return;
    m_shown = city;
    m_view->setCity(city);
    const LayerState &layers = m_session.twin().layers();
    for (auto it = layers.allVisible().begin(); it != layers.allVisible().end(); ++it)
        m_view->setLayerVisible(it.key(), it.value());
    for (auto it = layers.allOpacities().begin(); it != layers.allOpacities().end(); ++it)
        m_view->setLayerOpacity(it.key(), it.value());
    if (!layers.order().isEmpty())
        m_view->setLayerOrder(layers.order());
}

bool ViewLink::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        m_cursor = m_session.isStill() ? std::optional<QPointF>() : static_cast<QHoverEvent *>(event)->position();
    else if (event->type() == QEvent::HoverLeave)
        m_cursor.reset();
    else
        return QObject::eventFilter(watched, event);
    if (!m_reading.isActive())
        m_reading.start();
    return false;
}

/// Of the cursor, else of what the camera looks at.
void ViewLink::readPosition()
{
    if (!m_view)
        return;
    const geometry::Vec3 under = m_cursor ? m_view->pointAt(*m_cursor) : m_view->viewState().target;
    m_session.showPosition(under);
}

/// A hole in the city is told in the list of what is wrong with the data; in passing only the first time.
void ViewLink::noteMissing(const QString &layer, const base::Error &error)
{
    Twin &twin = m_session.twin();
    twin.addWarning({error.code, error.source, error.feature, error.message, 1, {error.feature}});
    const bool first = twin.missingParts(layer) == 0;
    lookUpAgain();
    if (!first || !twin.city())
        return;
    for (const auto &known : twin.city()->layers)
        if (known->info.id == layer)
            m_session.tell(tr("A part of %1 could not be had and leaves a hole; it is tried again.")
                               .arg(known->info.label(m_session.language())));
}

/// What came into memory, or went: what one looks at may be known only now.
void ViewLink::lookUpAgain()
{
    Twin &twin = m_session.twin();
    if (!m_view || !twin.city())
        return;
    for (const auto &layer : twin.city()->layers)
        if (layer->tiles)
            twin.setMissingParts(layer->info.id, m_view->failedTiles(layer->info.id));
    twin.noteResident();
    updateAnchor();
}

void ViewLink::updateAnchor()
{
    if (!m_view)
        return;
    const ObjectRef object = m_session.card().object();
    if (object.isNull()) {
        m_session.card().setAnchor(QPointF(geometry::NaN, geometry::NaN));
        return;
    }
    const QPointF at = m_view->screenPosition(target(object));
    const bool inside = at.x() >= 0 && at.y() >= 0 && at.x() <= m_view->width() && at.y() <= m_view->height();
    m_session.card().setAnchor(inside ? at : QPointF(geometry::NaN, geometry::NaN));
}

}
