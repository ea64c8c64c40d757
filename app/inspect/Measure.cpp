#include "inspect/Measure.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "inspect/Bodies.h"
#include "scene/CityView.h"

#include <QClipboard>
#include <QGuiApplication>

#include <cmath>

namespace app
{

using geometry::Vec3;
using scene::SnapPoint;

static const QString MeasureOwner = QStringLiteral("measure");
static constexpr double SamePlace = 0.005; // metres: a click there again ends a path or an area

Measure::Measure(Twin &twin, Inside &inside, QObject *parent)
    : QObject(parent), m_twin(twin), m_inside(inside), m_rows({"title", "value", "detail"})
{
    connect(&twin, &Twin::languageChanged, this, [this] {
        Q_EMIT wordsChanged();
        Q_EMIT readingChanged();
        refreshRows();
        draw();
    });
    connect(&twin, &Twin::cityChanged, this, [this] {
        if (!m_twin.city())
            clear(); // another district: what was measured stands nowhere in it
    });
}

void Measure::attachView(scene::CityView *view)
{
    if (m_view)
        m_view->disconnect(this);
    m_view = view;
    if (!view)
        return;
    connect(view, &scene::CityView::probed, this, &Measure::probe);
    connect(view, &scene::CityView::probeMoved, this, &Measure::probeMove);
    view->setProbing(m_mode != MeasureMode::None);
    draw();
}

void Measure::setMode(const QString &name)
{
    const MeasureMode mode = measureModeFromName(name);
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_running = {mode, {}, {}, 0, geometry::NaN, {}};
    m_under = {};
    if (m_view)
        m_view->setProbing(mode != MeasureMode::None);
    draw();
    Q_EMIT modeChanged();
    Q_EMIT readingChanged();
}

QVariantList Measure::modes() const
{
    QVariantList list;
    for (const MeasureMode mode : {MeasureMode::Length, MeasureMode::Path, MeasureMode::Height, MeasureMode::Area,
                                   MeasureMode::Face, MeasureMode::Volume, MeasureMode::Angle})
        list.append(QVariantMap{{QStringLiteral("id"), measureModeName(mode)}, {QStringLiteral("label"), label(mode)}});
    return list;
}

/// What is being measured, with the place under the pointer as its next point.
Measured Measure::preview() const
{
    Measured measured = m_running;
    const bool caught = m_under.kind != SnapPoint::Kind::None;
    if (m_mode == MeasureMode::Face && caught)
        return measureFace(m_twin, m_under);
    if (m_mode == MeasureMode::Volume && caught)
        return measureVolume(m_twin, m_under.object);
    if (caught && !measured.points.empty())
        measured.points.push_back(m_under.point);
    measured.value = measureValue(m_mode, measured.points);
    return measured;
}

QString Measure::reading() const
{
    if (m_mode == MeasureMode::None)
        return {};
    const Measured now = preview();
    const QString value = now.text();
    if (value.isEmpty())
        return label(m_mode);
    const QString detail = now.detail();
    return detail.isEmpty()
               ? translate("app", "%1: %2", "kind of measure, figure").arg(label(m_mode), value)
               : translate("app", "%1: %2 (%3)", "kind of measure, figure, more").arg(label(m_mode), value, detail);
}

QString Measure::prompt() const
{
    const size_t have = m_running.points.size();
    switch (m_mode) {
    case MeasureMode::None:
        return {};
    case MeasureMode::Face:
        return translate("app", "Click a face");
    case MeasureMode::Volume:
        return translate("app", "Click an element, a room or a building");
    case MeasureMode::Note:
        return translate("app", "Click where the note belongs");
    case MeasureMode::Angle:
        return have == 0   ? translate("app", "Click a point on the first side")
               : have == 1 ? translate("app", "Click the corner")
                           : translate("app", "Click a point on the other side");
    case MeasureMode::Path:
    case MeasureMode::Area:
        return canFinish() ? translate("app", "Click the next point; Enter ends")
               : have == 0 ? translate("app", "Click the first point")
                           : translate("app", "Click the next point");
    default:
        return have == 0 ? translate("app", "Click the first point") : translate("app", "Click the second point");
    }
}

bool Measure::canFinish() const
{
    return (m_mode == MeasureMode::Path && m_running.points.size() >= 2) ||
           (m_mode == MeasureMode::Area && m_running.points.size() >= 3);
}

/// Where it truly is: a storey that is spread stands elsewhere only on screen.
static SnapPoint inPlace(SnapPoint at)
{
    at.point -= at.offset;
    at.from -= at.offset;
    at.to -= at.offset;
    at.offset = Vec3(0);
    return at;
}

void Measure::probeMove(const SnapPoint &shown)
{
    m_under = inPlace(shown);
    draw();
    Q_EMIT readingChanged();
}

void Measure::probe(const SnapPoint &shown)
{
    const SnapPoint at = inPlace(shown);
    if (m_mode == MeasureMode::None || at.kind == SnapPoint::Kind::None)
        return;
    if (m_mode == MeasureMode::Note) {
        Q_EMIT noteWanted(at);
        return;
    }
    if (m_mode == MeasureMode::Face || m_mode == MeasureMode::Volume) {
        Measured measured = m_mode == MeasureMode::Face ? measureFace(m_twin, at) : measureVolume(m_twin, at.object);
        if (std::isnan(measured.value) && (m_mode == MeasureMode::Face || measured.points.empty())) {
            Q_EMIT notice(translate("app", "There is no body here that could be measured"));
            return;
        }
        keep(std::move(measured));
        return;
    }
    std::vector<Vec3> &points = m_running.points;
    // A click on the last point (a double click) ends a path, one on the first closes an area.
    const bool again = !points.empty() && glm::length(points.back() - at.point) < SamePlace;
    const bool closes =
        m_mode == MeasureMode::Area && points.size() >= 3 && glm::length(points.front() - at.point) < SamePlace;
    if (again || closes) {
        if (canFinish())
            finish();
        return;
    }
    if (points.empty())
        m_running.storey = storeyOf(m_twin, at.object);
    points.push_back(at.point);
    m_under = at;
    if (const int wanted = pointsWanted(m_mode); wanted > 0 && int(points.size()) == wanted) {
        keep(m_running);
        return;
    }
    draw();
    Q_EMIT readingChanged();
}

void Measure::keep(Measured measured)
{
    if (std::isnan(measured.value))
        measured.value = measureValue(measured.mode, measured.points);
    m_measured.push_back(std::move(measured));
    m_running = {m_mode, {}, {}, 0, geometry::NaN, {}};
    m_under = {};
    refreshRows();
    draw();
    Q_EMIT readingChanged();
    Q_EMIT measuredChanged();
}

void Measure::finish()
{
    if (canFinish())
        keep(m_running);
}

void Measure::back()
{
    if (m_running.points.empty())
        return;
    m_running.points.pop_back();
    draw();
    Q_EMIT readingChanged();
}

void Measure::cancel()
{
    if (m_running.points.empty()) {
        setMode({});
        return;
    }
    m_running.points.clear();
    draw();
    Q_EMIT readingChanged();
}

void Measure::remove(int row)
{
    if (row < 0 || row >= int(m_measured.size()))
        return;
    m_measured.erase(m_measured.begin() + row);
    refreshRows();
    draw();
    Q_EMIT measuredChanged();
}

void Measure::clear()
{
    setMeasured({});
}

void Measure::setMeasured(std::vector<Measured> measured)
{
    m_measured = std::move(measured);
    m_running.points.clear();
    refreshRows();
    draw();
    Q_EMIT readingChanged();
    Q_EMIT measuredChanged();
}

void Measure::copy(int row)
{
    if (row < 0 || row >= int(m_measured.size()))
        return;
    const QString text = m_measured[size_t(row)].text();
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT notice(translate("app", "Copied: %1").arg(text));
}

static QString quoted(QString text)
{
    return u'"' + text.replace(u'"', QLatin1String("\"\"")) + u'"';
}

QString Measure::csv() const
{
    QString out = QStringLiteral("kind,value,unit,detail,object,points (lon lat height)\n");
    for (const Measured &measured : m_measured) {
        QStringList places;
        for (const Vec3 &point : measured.points) {
            const Vec3 place = m_twin.city() ? m_twin.city()->frame.toLonLat(point) : point;
            places.append(
                QStringLiteral("%1 %2 %3").arg(place.x, 0, 'f', 8).arg(place.y, 0, 'f', 8).arg(place.z, 0, 'f', 3));
        }
        out += QStringList{quoted(label(measured.mode)),
                           std::isnan(measured.value) ? QString() : QString::number(measured.value, 'f', 4),
                           measured.unit(),
                           quoted(measured.detail()),
                           quoted(measured.object.id),
                           quoted(places.join(QLatin1String("; ")))}
                   .join(u',') +
               u'\n';
    }
    return out;
}

void Measure::copyAll()
{
    if (m_measured.empty())
        return;
    QGuiApplication::clipboard()->setText(csv());
    Q_EMIT notice(translate("app", "All measures were copied as a table"));
}

void Measure::refreshRows()
{
    std::vector<RowModel::Row> rows;
    for (const Measured &measured : m_measured) {
        const QString of = nameOf(m_twin, measured.object);
        rows.push_back({of.isEmpty()
                            ? label(measured.mode)
                            : translate("app", "%1 · %2", "kind of measure, of what").arg(label(measured.mode), of),
                        measured.text(), measured.detail()});
    }
    m_rows.setRows(std::move(rows));
}

void Measure::draw()
{
    std::vector<scene::Annotation> drawn;
    const auto add = [&drawn](std::vector<scene::Annotation> more) {
        drawn.insert(drawn.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    for (const Measured &measured : m_measured)
        add(measured.annotations());
    if (m_mode != MeasureMode::None && m_mode != MeasureMode::Note)
        add(preview().annotations());
    m_inside.setAnnotations(MeasureOwner, std::move(drawn));
}

}
