#pragma once

#include <ogrsf_frmts.h>

#include <algorithm>
#include <vector>

namespace formats
{

/// Only these columns of a layer are read while this lives, without shapes where they are not wanted. Where there is a
/// condition, which may need columns of its own, all are.
class OnlyColumns
{
public:
    OnlyColumns(OGRLayer &layer, const std::vector<int> &columns, bool hasCondition, bool shapes = true)
        : m_layer(layer)
    {
        CPLStringList ignored;
        if (!hasCondition) {
            ignored.AddString("OGR_STYLE");
            OGRFeatureDefn *defn = layer.GetLayerDefn();
            for (int i = 0; i < defn->GetFieldCount(); ++i)
                if (std::find(columns.begin(), columns.end(), i) == columns.end())
                    ignored.AddString(defn->GetFieldDefn(i)->GetNameRef());
        }
        if (!shapes)
            ignored.AddString("OGR_GEOMETRY");
        if (!ignored.empty())
            layer.SetIgnoredFields(const_cast<const char **>(ignored.List()));
    }
    ~OnlyColumns()
    {
        m_layer.SetIgnoredFields(nullptr);
        m_layer.ResetReading();
    }
    OnlyColumns(const OnlyColumns &) = delete;
    OnlyColumns &operator=(const OnlyColumns &) = delete;

private:
    OGRLayer &m_layer;
};

}
