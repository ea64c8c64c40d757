#pragma once

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

class QXmlStreamReader;

namespace formats::xml
{

/// An element without its namespace: CityGML's modules use no name twice for different things.
struct Node {
    QString name;
    QString id;   ///< gml:id
    QString href; ///< xlink:href
    std::vector<std::pair<QString, QString>> attributes;
    QString text; ///< its own, trimmed; of elements with children empty
    std::vector<std::unique_ptr<Node>> children;

    QString attribute(const char *wanted) const;
    const Node *child(const char *wanted) const; ///< the first of that name
    QString childText(const char *wanted) const;
};

/// The element that the reader stands on, whole, and leaves it at its end. Null with the reader's error where the XML
/// is broken or nested absurdly deep. `byId` gets every node that has an id.
std::unique_ptr<Node> readNode(QXmlStreamReader &reader, QHash<QString, const Node *> &byId);

}
