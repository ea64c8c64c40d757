#pragma once

#include "core/Twin.h"

#include <QString>
#include <QVariant>

#include <functional>
#include <limits>
#include <vector>

namespace app
{

/// A row of an attribute table: where its feature lies in the city's layers.
struct FeatureRow {
    domain::ObjectKind kind = domain::ObjectKind::None;
    quint32 layer = 0, index = 0;
    qint32 area = -1; ///< node of the smallest area that it stands in; -1: none
};

/// A column of an attribute table. Numbers are doubles (NaN: nothing is known), everything else is text.
struct FeatureColumn {
    enum class Foot : quint8 { None, Sum, Mean };
    QString id;   ///< stable; "a:NAME" for an attribute of the source
    QString name; ///< translated; attributes as their source calls them
    QString unit;
    bool numeric = false;
    bool live = false;   ///< follows feeds and events
    bool shown = true;   ///< at first
    bool grouped = true; ///< thousands apart; years are not
    int decimals = 0;    ///< at most
    int letters = 10;    ///< that it is wide for at first
    Foot foot = Foot::None;
    std::function<QVariant(const FeatureRow &)> value;
    std::function<QString(const FeatureRow &)> text;   ///< where it is not simply the value
    std::function<QString(const FeatureRow &)> visual; ///< a state whose sign stands before the text; may be null

    QString shownText(const FeatureRow &row) const;
    QString shownNumber(double number) const;
};

/// What a table can be of: "buildings", "things", "areas", "units" (those of every layer), or "layer:ID".
struct FeatureSource {
    QString id, label;
    size_t count = 0;
};

std::vector<FeatureSource> featureSources(const Twin &twin);
/// The city with what is drawn now of layers that come by what is looked at as further layers: the rows of those. The
/// same where there are no such layers.
std::shared_ptr<const domain::City> withShownTiles(const std::shared_ptr<const domain::City> &city);
/// Of what a table of this source has only the rows that are drawn now, in words; "" where it has all.
QString shownOnly(const Twin &twin, const QString &source);
/// Parts of buildings are no rows of their own, nor are blocks that stand for several. In the order of the layers.
std::vector<FeatureRow> featureRows(const domain::City &city, const QString &source);
/// The twin must outlive them; they look at `city`, which is kept.
std::vector<FeatureColumn> featureColumns(Twin &twin, const std::shared_ptr<const domain::City> &city,
                                          const QString &source, const std::vector<FeatureRow> &rows);
/// A place of the tree, or a quarter.
inline bool isArea(domain::ObjectKind kind)
{
    return kind >= domain::ObjectKind::SubDistrict && kind <= domain::ObjectKind::Quarter;
}
domain::ObjectRef refOf(const domain::City &city, const FeatureRow &row);
/// Where a row's feature is; an empty box where it has no shape.
geometry::Box3 boundsOf(const domain::City &city, const FeatureRow &row);

}
