#include "formats/ogr/GeoJsonSlices.h"

#include <QByteArrayView>
#include <QFile>

namespace formats
{

std::vector<std::pair<qint64, qint64>> featureSlices(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const qint64 size = file.size();
    const auto *text = reinterpret_cast<const char *>(file.map(0, size));
    if (!text)
        return {};
    std::vector<std::pair<qint64, qint64>> slices;
    int depth = 0, listDepth = 0; // listDepth: of the list of features, once it is met
    qint64 begin = 0, lastText = 0;
    QByteArrayView key; // the last text at the top, which is the key of what follows
    for (qint64 i = 0; i < size; ++i) {
        switch (text[i]) {
        case '"':
            lastText = i + 1;
            for (++i; i < size && text[i] != '"'; ++i)
                i += text[i] == '\\';
            if (depth == 1 && i < size)
                key = QByteArrayView(text + lastText, i - lastText);
            break;
        case '{':
        case '[':
            ++depth;
            if (listDepth == 0 && depth == 2 && text[i] == '[' && key == "features")
                listDepth = depth;
            else if (listDepth > 0 && depth == listDepth + 1)
                begin = i;
            break;
        case '}':
        case ']':
            if (listDepth > 0 && depth == listDepth + 1)
                slices.emplace_back(begin, i + 1);
            else if (depth == listDepth)
                return slices;
            --depth;
            break;
        default:
            break;
        }
    }
    return {};
}

}
