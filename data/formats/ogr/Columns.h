#pragma once

#include "formats/FieldMatch.h"

#include <optional>
#include <tuple>

class OGRFeature;
class OGRFeatureDefn;
class OGRLayer;

namespace formats
{

/// The columns of one OGR layer as one kind of ours sees them: which is which field, and which go into the attributes.
/// Made once a layer, so that no feature looks up a name.
class Columns
{
public:
    /// Adds the columns that match no field to `attributes` (a very wide table's are cut, with warning
    /// "columns-capped").
    Columns(OGRLayer &layer, domain::LayerKind kind, const QHash<QString, QString> &fields, const QString &source,
            domain::AttributeTable &attributes, base::Warnings &warnings);

    const FieldMatch &match() const { return m_match; }
    bool has(Field field) const { return m_match.has(field); }
    /// Whether the column that tells parts of buildings does nothing else ("building:part", not "kind").
    bool partIsFlag() const { return m_partIsFlag; }
    /// Empty where there is none, or it is null.
    QString text(const OGRFeature &feature, Field field) const;
    /// Its name and the English one. A name without Chinese gives way to the Chinese one beside it ("name:zh").
    template <typename Named> void nameInto(const OGRFeature &feature, Named &object) const
    {
        std::tie(object.name, object.nameEn) = names(feature);
    }
    /// Metres by the value's unit or the column's; nothing where absent, NaN where unreadable.
    std::optional<double> length(const OGRFeature &feature, Field field) const;
    /// Nothing where absent or unreadable.
    std::optional<double> number(const OGRFeature &feature, Field field) const;
    std::optional<int> count(const OGRFeature &feature, Field field) const;
    /// Copies what is no field of ours.
    void copyAttributes(const OGRFeature &feature, size_t row, domain::AttributeTable &attributes) const;
    /// The `other_tags` of OpenStreetMap, still packed; empty where there are none.
    QString packedTags(const OGRFeature &feature) const;

private:
    struct Copied {
        int column;
        int into;
        bool numeric;
    };
    std::pair<QString, QString> names(const OGRFeature &feature) const;
    int index(const OGRFeature &feature, Field field) const;

    QStringList m_names;
    int m_fid = -1; ///< index of the row number's name in m_names; -1 where it has none
    int m_tags = -1;
    FieldMatch m_match;
    bool m_partIsFlag = false;
    std::vector<Copied> m_copied;
    std::vector<char> m_numeric, m_whole; ///< one a column
};

}
