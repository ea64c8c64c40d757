#include "formats/ogr/GeoJsonMend.h"

namespace formats
{

QByteArray closeTruncatedGeoJson(const QByteArray &text, int *features)
{
    *features = 0;
    qsizetype start = text.indexOf("\"features\"");
    start = start < 0 ? -1 : text.indexOf('[', start);
    if (start < 0)
        return {};
    int depth = 0;
    bool inText = false;
    qsizetype end = -1;
    for (qsizetype i = start; i < text.size(); ++i) {
        const char c = text[i];
        if (inText) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                return {}; // the list is closed: whatever is wrong, it is not the end that is missing
            if (depth == 1) {
                end = i + 1;
                ++*features;
            }
        }
    }
    return end < 0 ? QByteArray() : text.left(end) + "]}";
}

}
