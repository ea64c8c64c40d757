#include "inspect/InspectionViews.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "core/UserFiles.h"
#include "core/Words.h"
#include "inspect/Bodies.h"
#include "scene/CityView.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>

namespace app
{

using domain::ObjectKind;

static const QString NotesOwner = QStringLiteral("notes");

InspectionViews::InspectionViews(Twin &twin, Selection &selection, Inside &inside, Measure &measure, Settings *settings,
                                 QObject *parent)
    : QObject(parent), m_twin(twin), m_selection(selection), m_inside(inside), m_measure(measure), m_settings(settings),
      m_viewRows({"name", "detail"}), m_noteRows({"text", "place"})
{
    connect(&measure, &Measure::noteWanted, this, &InspectionViews::pinNote);
    connect(&inside, &Inside::interiorChanged, this, &InspectionViews::showInside);
    connect(&inside, &Inside::failed, this, [this] { m_awaited.reset(); });
    connect(&twin, &Twin::languageChanged, this, &InspectionViews::refreshRows);
    connect(&twin, &Twin::cityChanged, this, [this] {
        if (!m_twin.city())
            clearNotes();
        refreshRows();
    });
}

void InspectionViews::setProject(const QString &project)
{
    if (project == m_project)
        return;
    m_project = project;
    m_views.clear();
    if (m_settings) {
        if (const auto kept = readViews(m_settings->inspectionViews(project), project))
            m_views = *kept;
    }
    refreshRows();
}

// Notes

void InspectionViews::placeNote()
{
    m_measure.setMode(measureModeName(MeasureMode::Note));
}

void InspectionViews::pinNote(const scene::SnapPoint &at)
{
    m_pending = Note{{}, at.point, at.object, storeyOf(m_twin, at.object)};
    m_measure.setMode({});
    draw();
    Q_EMIT notingChanged();
}

void InspectionViews::writeNote(const QString &text)
{
    if (!m_pending)
        return;
    if (const QString words = text.trimmed(); !words.isEmpty()) {
        m_pending->text = words;
        m_notes.push_back(*m_pending);
    }
    m_pending.reset();
    refreshRows();
    draw();
    Q_EMIT notingChanged();
}

void InspectionViews::removeNote(int row)
{
    if (row < 0 || row >= int(m_notes.size()))
        return;
    m_notes.erase(m_notes.begin() + row);
    refreshRows();
    draw();
}

void InspectionViews::clearNotes()
{
    m_notes.clear();
    m_pending.reset();
    refreshRows();
    draw();
    Q_EMIT notingChanged();
}

void InspectionViews::goToNote(int row)
{
    scene::CityView *view = m_inside.view();
    if (row < 0 || row >= int(m_notes.size()) || !view)
        return;
    constexpr double Near = 12;
    scene::CameraPose pose = view->pose();
    pose.target = m_notes[size_t(row)].point;
    pose.distance = std::min(pose.distance, Near);
    view->flyTo(pose, m_animated);
}

void InspectionViews::draw()
{
    std::vector<scene::Annotation> drawn;
    for (const Note &note : m_notes)
        drawn.push_back({scene::Annotation::Kind::Note, {note.point}, note.text, {}, note.storey});
    if (m_pending)
        drawn.push_back(
            {scene::Annotation::Kind::Note, {m_pending->point}, translate("app", "New note"), {}, m_pending->storey});
    m_inside.setAnnotations(NotesOwner, std::move(drawn));
}

// Views

InspectionView InspectionViews::current(const QString &name) const
{
    InspectionView view;
    view.name = name;
    if (const scene::CityView *shown = m_inside.view())
        view.camera = shown->geographicPose();
    view.measures = m_measure.measured();
    view.notes = m_notes;
    if (!m_inside.isActive())
        return view;
    const scene::InteriorLook &look = m_inside.look();
    view.building = m_inside.building();
    view.storey = m_inside.storey();
    view.spread = m_inside.spread();
    view.paint = m_inside.paint();
    view.plan = m_inside.plan();
    view.section = look.section;
    view.hidden = QStringList(look.hidden.begin(), look.hidden.end());
    view.isolated = QStringList(look.isolated.begin(), look.isolated.end());
    view.hidden.sort();
    view.isolated.sort();
    return view;
}

void InspectionViews::save(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty() || !m_twin.city())
        return;
    const QJsonObject json = toJson(current(trimmed), m_twin.city()->frame);
    const auto same = std::find_if(m_views.begin(), m_views.end(), [&](const QJsonObject &view) {
        return view.value(QStringLiteral("name")).toString() == trimmed;
    });
    if (same != m_views.end())
        *same = json;
    else
        m_views.push_back(json);
    keep();
}

void InspectionViews::restore(int row)
{
    if (row < 0 || row >= int(m_views.size()) || !m_twin.city())
        return;
    show(inspectionViewFromJson(m_views[size_t(row)], m_twin.city()->frame));
}

void InspectionViews::show(const InspectionView &view)
{
    m_measure.setMode({});
    m_awaited = view;
    if (view.building.isEmpty()) {
        if (m_inside.isActive())
            m_inside.leave();
        m_awaited.reset();
    } else if (!m_inside.isActive() || m_inside.building() != view.building) {
        if (!m_selection.enter({ObjectKind::Building, view.building})) {
            m_awaited.reset();
            Q_EMIT notice(
                translate("app", "%1 is not in this district: the view is shown from outside").arg(view.building));
        }
    } else {
        showInside();
    }
    m_measure.setMeasured(view.measures);
    m_notes = view.notes;
    refreshRows();
    draw();
    fly(view.camera);
}

void InspectionViews::showInside()
{
    refreshRows(); // rooms and doors have their names now
    if (!m_awaited || !m_inside.isActive() || m_inside.building() != m_awaited->building)
        return;
    const InspectionView view = *m_awaited;
    m_awaited.reset();
    m_inside.setStorey(view.storey);
    m_inside.setSpread(view.spread);
    m_inside.setPlan(view.plan);
    if (!view.paint.isEmpty())
        m_inside.setPaint(view.paint);
    m_inside.setHidden(QSet<QString>(view.hidden.begin(), view.hidden.end()));
    m_inside.setIsolated(QSet<QString>(view.isolated.begin(), view.isolated.end()));
    m_inside.setSectionPlane(view.section);
    fly(view.camera); // entering has begun a flight of its own
}

void InspectionViews::fly(const domain::SavedView &camera)
{
    if (scene::CityView *shown = m_inside.view())
        shown->flyToGeographic(camera.longitude, camera.latitude, camera.height, camera.heading, camera.pitch,
                               m_animated);
}

void InspectionViews::rename(int row, const QString &name)
{
    const QString trimmed = name.trimmed();
    if (row < 0 || row >= int(m_views.size()) || trimmed.isEmpty())
        return;
    m_views[size_t(row)].insert(QStringLiteral("name"), trimmed);
    keep();
}

void InspectionViews::remove(int row)
{
    if (row < 0 || row >= int(m_views.size()))
        return;
    m_views.erase(m_views.begin() + row);
    keep();
}

void InspectionViews::keep()
{
    if (m_settings)
        m_settings->setInspectionViews(m_project, writeViews(m_views));
    refreshRows();
    Q_EMIT viewsChanged();
}

void InspectionViews::exportTo(const QUrl &url)
{
    const QString path = url.toLocalFile();
    QThreadPool::globalInstance()->start([self = QPointer<InspectionViews>(this), path, json = writeViews(m_views)] {
        QMetaObject::invokeMethod(qApp, [self, path, written = writeWhole(json, path)] {
            if (self)
                Q_EMIT self->notice(written ? translate("app", "Views saved: %1").arg(path)
                                            : errorLine(written.error()));
        });
    });
}

void InspectionViews::importFrom(const QUrl &url)
{
    const QString path = url.toLocalFile();
    QThreadPool::globalInstance()->start([self = QPointer<InspectionViews>(this), path] {
        QFile file(path);
        const bool opened = file.open(QIODevice::ReadOnly);
        const QString why = file.errorString();
        auto read =
            opened ? readViews(file.readAll(), path) : base::failure(QStringLiteral("views-unreadable"), why, path);
        QMetaObject::invokeMethod(qApp, [self, read = std::move(read)] {
            if (!self)
                return;
            if (!read) {
                Q_EMIT self->notice(errorLine(read.error()));
                return;
            }
            for (const QJsonObject &view : *read) {
                const QString name = view.value(QStringLiteral("name")).toString();
                std::erase_if(self->m_views, [&](const QJsonObject &each) {
                    return each.value(QStringLiteral("name")).toString() == name;
                });
                self->m_views.push_back(view);
            }
            self->keep();
            Q_EMIT self->notice(translate("app", "Views read: %1").arg(read->size()));
        });
    });
}

void InspectionViews::refreshRows()
{
    std::vector<RowModel::Row> rows;
    for (const QJsonObject &view : m_views) {
        const QString building = view.value(QStringLiteral("building")).toString();
        QStringList parts{building.isEmpty() ? translate("app", "from outside")
                                             : nameOf(m_twin, {ObjectKind::Building, building})};
        if (const int storey = view.value(QStringLiteral("storey")).toInt(); storey != 0)
            parts.append(translate("app", "Storey %1").arg(storey));
        if (view.contains(QStringLiteral("section")))
            parts.append(translate("app", "section"));
        rows.push_back({view.value(QStringLiteral("name")).toString(), parts.join(QStringLiteral(" · "))});
    }
    m_viewRows.setRows(std::move(rows));
    rows.clear();
    for (const Note &note : m_notes)
        rows.push_back({note.text, nameOf(m_twin, note.object)});
    m_noteRows.setRows(std::move(rows));
}

}
