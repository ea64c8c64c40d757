#include "inspect/CompareTool.h"

#include "core/Directory.h"
#include "core/Text.h"
#include "core/Words.h"
#include "domain/StateColours.h"
#include "inspect/Bodies.h"
#include "inspect/Figures.h"
#include "loading/Versions.h"
#include "scene/CityView.h"

#include <QFileInfo>

#include <array>
#include <cmath>

namespace app
{

using interior::Change;
using interior::Difference;

static const QString CompareOwner = QStringLiteral("compare");

namespace
{

/// How a kind of change is told: a word, a letter-like sign, and a state of the theme for its colour.
struct Telling {
    Change change;
    const char *id, *label, *sign, *visual;
};
constexpr std::array Tellings{Telling{Change::Added, "added", QT_TRANSLATE_NOOP("app", "Added"), "+", "normal"},
                              Telling{Change::Removed, "removed", QT_TRANSLATE_NOOP("app", "Removed"), "−", "critical"},
                              Telling{Change::Moved, "moved", QT_TRANSLATE_NOOP("app", "Moved"), "→", "major"},
                              Telling{Change::Reshaped, "reshaped", QT_TRANSLATE_NOOP("app", "Reshaped"), "◇", "fault"},
                              Telling{Change::Changed, "changed", QT_TRANSLATE_NOOP("app", "Changed"), "≠", "in-hand"}};

const Telling &tellingOf(Change change)
{
    return Tellings[size_t(change)];
}

}

CompareTool::CompareTool(Twin &twin, Inside &inside, QObject *parent)
    : QObject(parent), m_twin(twin), m_inside(inside),
      m_rows({"change", "sign", "visual", "kind", "id", "name", "type", "detail"})
{
    connect(&inside, &Inside::interiorChanged, this, [this] {
        if (m_inside.building() != m_building)
            close();
    });
    connect(&twin, &Twin::languageChanged, this, [this] {
        refreshRows();
        Q_EMIT changed();
    });
}

CompareTool::~CompareTool()
{
    stop();
    for (const auto &thread : m_threads)
        thread->wait();
}

void CompareTool::stop()
{
    if (m_job)
        m_job->cancel();
    m_job.reset();
    std::erase_if(m_threads, [](const auto &thread) { return thread->isFinished(); });
}

void CompareTool::compareWith(const QUrl &file)
{
    if (!m_inside.isActive() || !m_twin.city())
        return;
    stop();
    const QString building = m_inside.building(), path = file.toLocalFile();
    close();
    m_building = building;
    m_file = path;
    m_job = std::make_shared<base::Job>();
    m_threads.emplace_back(QThread::create([this, city = m_twin.city(), building, path, job = m_job] {
        const auto read = loading::openVersion(*city, building, path, *job);
        QMetaObject::invokeMethod(
            this,
            [this, job, read] {
                if (job != m_job) // another was asked for meanwhile
                    return;
                m_job.reset();
                if (read) {
                    take(*read);
                } else {
                    m_error = errorLine(read.error());
                    Q_EMIT changed();
                }
            },
            Qt::QueuedConnection);
    }));
    m_threads.back()->start();
    Q_EMIT changed();
}

void CompareTool::take(std::shared_ptr<const domain::Interior> other)
{
    m_moved.reset();
    m_building = m_inside.building();
    if (const auto here = m_inside.interior(); here && other) {
        m_moved = interior::alignment(*other, *here);
        if (m_moved) {
            domain::Interior moved = *other;
            interior::move(moved, *m_moved);
            other = std::make_shared<const domain::Interior>(std::move(moved));
        }
    }
    m_other = std::move(other);
    compare();
}

void CompareTool::compare()
{
    const auto here = m_inside.interior();
    if (!here || !m_other)
        return;
    m_comparison = m_otherIsNewer ? interior::compare(*here, *m_other) : interior::compare(*m_other, *here);
    refreshRows();
    paint();
    Q_EMIT changed();
}

QString CompareTool::remark() const
{
    const auto here = m_inside.interior();
    if (!m_comparison || !m_other || !here)
        return {};
    QStringList remarks;
    if (m_comparison->same + m_comparison->differences.size() ==
        m_comparison->count(Change::Added) + m_comparison->count(Change::Removed))
        remarks.append(translate("app", "The two have no object in common: they are different buildings, or the ids, "
                                        "names and places of all objects are others"));
    // A damaged file would pass for one in which most was torn down.
    constexpr qsizetype Most = 3;
    for (const base::Warning &warning : m_other->warnings.list()) {
        if (remarks.size() < Most && m_other->warnings.count(warning.code) > here->warnings.count(warning.code))
            remarks.append(translate("app", "The other file: %1").arg(warning.message));
    }
    if (m_moved) {
        const double level = glm::length(geometry::Vec2(m_moved->shift)), up = m_moved->shift.z;
        remarks.append(
            translate("app", "The other file stands elsewhere: it was moved by %1 m, up by %2 m and turned by %3° to "
                             "lie over this one")
                .arg(fixedText(level, 2), fixedText(up, 2), fixedText(m_moved->turn, 1)));
    }
    return remarks.join(u'\n');
}

void CompareTool::setOtherIsNewer(bool newer)
{
    if (newer == m_otherIsNewer)
        return;
    m_otherIsNewer = newer;
    compare();
    Q_EMIT changed();
}

void CompareTool::setDark(bool dark)
{
    m_dark = dark;
    paint();
}

QVariantList CompareTool::kinds() const
{
    QVariantList list; // as long as ever: the buttons stay while another file is being read
    for (const Telling &telling : Tellings) {
        const QString id = QString::fromLatin1(telling.id);
        list.append(QVariantMap{{QStringLiteral("id"), id},
                                {QStringLiteral("label"), translate("app", telling.label)},
                                {QStringLiteral("count"), m_comparison ? int(m_comparison->count(telling.change)) : 0},
                                {QStringLiteral("sign"), QString::fromUtf8(telling.sign)},
                                {QStringLiteral("visual"), QString::fromLatin1(telling.visual)},
                                {QStringLiteral("shown"), !m_off.contains(id)}});
    }
    list.append(QVariantMap{{QStringLiteral("id"), QStringLiteral("same")},
                            {QStringLiteral("label"), translate("app", "The same")},
                            {QStringLiteral("count"), m_comparison ? int(m_comparison->same) : 0},
                            {QStringLiteral("sign"), QStringLiteral("=")},
                            {QStringLiteral("visual"), QString()},
                            {QStringLiteral("shown"), !m_onlyDifferent}});
    return list;
}

void CompareTool::toggleKind(const QString &id)
{
    if (id == QLatin1String("same")) {
        setOnlyDifferent(!m_onlyDifferent);
        return;
    }
    if (!m_off.remove(id))
        m_off.insert(id);
    refreshRows();
    paint();
    Q_EMIT changed();
}

void CompareTool::setOnlyDifferent(bool only)
{
    if (only == m_onlyDifferent)
        return;
    m_onlyDifferent = only;
    paint();
    Q_EMIT changed();
}

static QString detailOf(const Difference &difference)
{
    QStringList parts;
    constexpr double Told = 0.005;
    if (difference.distance > Told)
        parts.append(translate("app", "by %1 m").arg(fixedText(difference.distance, 2)));
    constexpr qsizetype Most = 3;
    for (const interior::PropertyChange &change : difference.properties) {
        if (parts.size() > Most) {
            parts.append(QStringLiteral("…"));
            break;
        }
        const QString nothing = QStringLiteral("–");
        parts.append(translate("app", "%1: %2 → %3", "property, before, after")
                         .arg(change.name.section(u'.', -1), change.before.isEmpty() ? nothing : change.before,
                              change.after.isEmpty() ? nothing : change.after));
    }
    return parts.join(QStringLiteral(" · "));
}

/// What it is, in the words of the tree.
static QString typeOf(const Difference &difference)
{
    if (difference.object.kind == domain::ObjectKind::Element)
        return elementTypeLabel(difference.type);
    // Windows are listed among the doors.
    return difference.type.contains(QLatin1String("Window")) ? translate("app", "Window")
                                                             : label(difference.object.kind);
}

void CompareTool::refreshRows()
{
    m_listed.clear();
    std::vector<RowModel::Row> rows;
    if (m_comparison) {
        for (size_t i = 0; i < m_comparison->differences.size(); ++i) {
            const Difference &difference = m_comparison->differences[i];
            const Telling &telling = tellingOf(difference.change);
            if (m_off.contains(QLatin1String(telling.id)))
                continue;
            const QString name =
                difference.name.isEmpty() ? domain::partOfInsideId(difference.object.id) : difference.name;
            rows.push_back({translate("app", telling.label), QString::fromUtf8(telling.sign),
                            QString::fromLatin1(telling.visual), domain::kindName(difference.object.kind),
                            difference.object.id, name, typeOf(difference), detailOf(difference)});
            m_listed.push_back(i);
        }
    }
    m_rows.setRows(std::move(rows));
}

/// Where a part of an inside is; empty where it has no shape.
static geometry::Box3 boxOf(const domain::Interior &interior, const QString &id)
{
    geometry::Box3 box;
    for (const domain::Element &element : interior.elements) {
        if (element.id == id)
            box.add(element.mesh.bounds());
    }
    for (const domain::Space &space : interior.spaces) {
        if (space.id == id)
            box.add(interior::bodyOf(space).bounds());
    }
    for (const domain::Door &door : interior.doors) {
        if (door.id == id && box.isEmpty()) {
            box.add(geometry::Vec3(door.from, door.base));
            box.add(geometry::Vec3(door.to, door.base + double(door.height)));
        }
    }
    return box;
}

/// The edges of a block, as one line that meets each at least once.
static std::vector<geometry::Vec3> edgesOf(const geometry::Box3 &box)
{
    const auto corner = [&box](int i) {
        return geometry::Vec3(i & 1 ? box.max.x : box.min.x, i & 2 ? box.max.y : box.min.y,
                              i & 4 ? box.max.z : box.min.z);
    };
    std::vector<geometry::Vec3> line;
    for (const int i : {0, 1, 3, 2, 0, 4, 5, 1, 5, 7, 3, 7, 6, 2, 6, 4})
        line.push_back(corner(i));
    return line;
}

void CompareTool::paint()
{
    const auto here = m_inside.interior();
    if (!here || !m_comparison) {
        m_inside.setOverlay({});
        m_inside.setAnnotations(CompareOwner, {});
        return;
    }
    QHash<QString, QColor> colours;
    QSet<QString> different;
    std::vector<scene::Annotation> ghosts;
    constexpr size_t MostGhosts = 300;
    for (const Difference &difference : m_comparison->differences) {
        const Telling &telling = tellingOf(difference.change);
        if (m_off.contains(QLatin1String(telling.id)))
            continue;
        const domain::StateColour &state = domain::stateColour(telling.visual);
        const QColor colour = QColor::fromRgb(m_dark ? state.dark : state.light);
        // What only the other file has is not there to be coloured: its outline stands for it.
        const bool onlyThere = difference.change == (m_otherIsNewer ? Change::Added : Change::Removed);
        if (onlyThere) {
            const geometry::Box3 box =
                ghosts.size() < MostGhosts ? boxOf(*m_other, difference.object.id) : geometry::Box3();
            if (!box.isEmpty())
                ghosts.push_back(
                    {scene::Annotation::Kind::Line, edgesOf(box), QString::fromUtf8(telling.sign), colour, 0});
            continue;
        }
        const QString &id = m_otherIsNewer && !difference.before.isEmpty() ? difference.before : difference.object.id;
        colours.insert(id, colour);
        different.insert(id);
    }
    m_inside.setOverlay(colours);
    m_inside.setAnnotations(CompareOwner, std::move(ghosts));
    if (m_onlyDifferent)
        m_inside.setIsolated(different);
    else if (std::exchange(m_isolates, false))
        m_inside.setIsolated({});
    m_isolates = m_onlyDifferent;
}

void CompareTool::goTo(int row)
{
    if (row < 0 || size_t(row) >= m_listed.size() || !m_comparison)
        return;
    const Difference &difference = m_comparison->differences[m_listed[size_t(row)]];
    const bool onlyThere = difference.change == (m_otherIsNewer ? Change::Added : Change::Removed);
    const geometry::Box3 box =
        boxOf(onlyThere || m_otherIsNewer ? *m_other : *m_inside.interior(), difference.object.id);
    scene::CityView *view = m_inside.view();
    if (box.isEmpty() || !view)
        return;
    constexpr double Least = 6, Around = 3;
    scene::CameraPose pose = view->pose();
    pose.target = box.centre();
    pose.distance = std::max(Least, Around * glm::length(box.size()));
    view->flyTo(pose);
}

void CompareTool::close()
{
    stop();
    m_comparison.reset();
    m_other.reset();
    m_moved.reset();
    m_file.clear();
    m_error.clear();
    m_building.clear();
    m_off.clear();
    if (std::exchange(m_isolates, false))
        m_inside.setIsolated({});
    m_onlyDifferent = false;
    refreshRows();
    paint();
    Q_EMIT changed();
}

}
