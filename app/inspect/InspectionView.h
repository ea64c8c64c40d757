#pragma once

#include "base/Result.h"
#include "inspect/Measured.h"

namespace app
{

/// A text pinned to a place.
struct Note {
    QString text;
    geometry::Vec3 point{0.0}; ///< scene
    domain::ObjectRef object;  ///< what it is pinned to; may be null
    int storey = 0;
    bool operator==(const Note &) const = default;
};

/// A view of an inspection, kept: where from, which building, how it is cut and shown, what was measured and noted.
/// Kept as JSON ("yunjie-inspection/1"), places as longitude, latitude, height.
struct InspectionView {
    QString name;
    domain::SavedView camera;
    QString building; ///< empty: from outside
    int storey = 0;   ///< 0: all
    QString spread, paint;
    bool plan = true;
    std::optional<scene::SectionPlane> section;
    QStringList hidden, isolated; ///< ids
    std::vector<Measured> measures;
    std::vector<Note> notes;
};

QJsonObject toJson(const InspectionView &view, const geometry::LocalFrame &frame);
InspectionView inspectionViewFromJson(const QJsonObject &json, const geometry::LocalFrame &frame);

/// A list of views as a file has it. Errors of reading: "views-unreadable" (no JSON, or of another format).
QByteArray writeViews(const std::vector<QJsonObject> &views);
base::Result<std::vector<QJsonObject>> readViews(const QByteArray &json, const QString &source);

}
