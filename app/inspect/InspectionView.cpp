#include "inspect/InspectionView.h"

#include "core/Text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace app
{

using geometry::Vec3;

static const QString Format = QStringLiteral("yunjie-inspection/1");

static QJsonArray toJson(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

static QStringList textsFromJson(const QJsonValue &json)
{
    QStringList list;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &each : array)
        list.append(each.toString());
    return list;
}

QJsonObject toJson(const InspectionView &view, const geometry::LocalFrame &frame)
{
    const domain::SavedView &camera = view.camera;
    QJsonObject json{{QStringLiteral("name"), view.name},
                     {QStringLiteral("camera"),
                      QJsonArray{camera.longitude, camera.latitude, camera.height, camera.heading, camera.pitch}}};
    const auto put = [&json](const char *key, const QJsonValue &value, bool wanted) {
        if (wanted)
            json.insert(QLatin1String(key), value);
    };
    put("building", view.building, !view.building.isEmpty());
    put("storey", view.storey, view.storey != 0);
    put("spread", view.spread, !view.spread.isEmpty());
    put("paint", view.paint, !view.paint.isEmpty());
    put("plan", false, !view.plan);
    if (view.section) {
        const Vec3 &normal = view.section->normal;
        json.insert(QStringLiteral("section"),
                    QJsonObject{{QStringLiteral("point"), toJson(std::vector<Vec3>{view.section->point}, frame)},
                                {QStringLiteral("normal"), QJsonArray{normal.x, normal.y, normal.z}}});
    }
    put("hidden", toJson(view.hidden), !view.hidden.isEmpty());
    put("isolated", toJson(view.isolated), !view.isolated.isEmpty());
    QJsonArray measures, notes;
    for (const Measured &measured : view.measures)
        measures.append(toJson(measured, frame));
    for (const Note &note : view.notes) {
        QJsonObject each{{QStringLiteral("text"), note.text},
                         {QStringLiteral("point"), toJson(std::vector<Vec3>{note.point}, frame)}};
        if (!note.object.isNull()) {
            each.insert(QStringLiteral("kind"), domain::kindName(note.object.kind));
            each.insert(QStringLiteral("id"), note.object.id);
        }
        if (note.storey != 0)
            each.insert(QStringLiteral("storey"), note.storey);
        notes.append(each);
    }
    put("measures", measures, !measures.isEmpty());
    put("notes", notes, !notes.isEmpty());
    return json;
}

InspectionView inspectionViewFromJson(const QJsonObject &json, const geometry::LocalFrame &frame)
{
    const auto value = [&json](const char *key) { return json.value(QLatin1String(key)); };
    InspectionView view;
    view.name = value("name").toString();
    const QJsonArray camera = value("camera").toArray();
    view.camera = {{view.name, view.name},  camera[0].toDouble(), camera[1].toDouble(),
                   camera[2].toDouble(500), camera[3].toDouble(), camera[4].toDouble(-40)};
    view.building = value("building").toString();
    view.storey = value("storey").toInt();
    view.spread = value("spread").toString();
    view.paint = value("paint").toString();
    view.plan = value("plan").toBool(true);
    const QJsonObject section = value("section").toObject();
    const std::vector<Vec3> at = pointsFromJson(section.value(QStringLiteral("point")).toArray(), frame);
    const QJsonArray normal = section.value(QStringLiteral("normal")).toArray();
    const Vec3 across(normal[0].toDouble(), normal[1].toDouble(), normal[2].toDouble());
    if (!at.empty() && glm::length(across) > 0)
        view.section = scene::SectionPlane{at.front(), glm::normalize(across)};
    view.hidden = textsFromJson(value("hidden"));
    view.isolated = textsFromJson(value("isolated"));
    const QJsonArray measures = value("measures").toArray(), notes = value("notes").toArray();
    for (const QJsonValue &each : measures) {
        Measured measured = measuredFromJson(each.toObject(), frame);
        if (measured.mode != MeasureMode::None && !measured.points.empty())
            view.measures.push_back(std::move(measured));
    }
    for (const QJsonValue &each : notes) {
        const QJsonObject note = each.toObject();
        const std::vector<Vec3> point = pointsFromJson(note.value(QStringLiteral("point")).toArray(), frame);
        if (!point.empty())
            view.notes.push_back({note.value(QStringLiteral("text")).toString(),
                                  point.front(),
                                  {domain::kindFromName(note.value(QStringLiteral("kind")).toString()),
                                   note.value(QStringLiteral("id")).toString()},
                                  note.value(QStringLiteral("storey")).toInt()});
    }
    return view;
}

QByteArray writeViews(const std::vector<QJsonObject> &views)
{
    QJsonArray list;
    for (const QJsonObject &view : views)
        list.append(view);
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), Format}, {QStringLiteral("views"), list}}).toJson();
}

base::Result<std::vector<QJsonObject>> readViews(const QByteArray &json, const QString &source)
{
    QJsonParseError error;
    const QJsonObject whole = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return base::failure(QStringLiteral("views-unreadable"),
                             translate("app", "these are no saved views: %1").arg(error.errorString()), source);
    if (whole.value(QStringLiteral("format")).toString() != Format)
        return base::failure(QStringLiteral("views-unreadable"),
                             translate("app", "this JSON is no list of inspection views"), source, {},
                             translate("app", "choose a file that was exported here"));
    std::vector<QJsonObject> views;
    const QJsonArray list = whole.value(QStringLiteral("views")).toArray();
    for (const QJsonValue &each : list) {
        if (!each.toObject().value(QStringLiteral("name")).toString().isEmpty())
            views.push_back(each.toObject());
    }
    return views;
}

}
