#include "formats/citygml/XmlTree.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

namespace formats::xml
{

QString Node::attribute(const char *wanted) const
{
    for (const auto &[key, value] : attributes) {
        if (key == QLatin1String(wanted))
            return value;
    }
    return {};
}

const Node *Node::child(const char *wanted) const
{
    for (const auto &one : children) {
        if (one->name == QLatin1String(wanted))
            return one.get();
    }
    return nullptr;
}

QString Node::childText(const char *wanted) const
{
    const Node *found = child(wanted);
    return found ? found->text : QString();
}

static std::unique_ptr<Node> readNode(QXmlStreamReader &reader, QHash<QString, const Node *> &byId, int depth)
{
    constexpr int Deepest = 200;
    if (depth > Deepest) {
        reader.raiseError(QCoreApplication::translate("formats", "elements nested too deeply"));
        return nullptr;
    }
    auto node = std::make_unique<Node>();
    node->name = reader.name().toString();
    for (const QXmlStreamAttribute &attribute : reader.attributes()) {
        if (attribute.name() == QLatin1String("id"))
            node->id = attribute.value().toString();
        else if (attribute.name() == QLatin1String("href"))
            node->href = attribute.value().toString();
        else
            node->attributes.emplace_back(attribute.name().toString(), attribute.value().toString());
    }
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement: {
            auto child = readNode(reader, byId, depth + 1);
            if (!child)
                return nullptr;
            node->children.push_back(std::move(child));
            break;
        }
        case QXmlStreamReader::Characters:
            if (!reader.isWhitespace())
                node->text += reader.text();
            break;
        case QXmlStreamReader::EndElement:
            node->text = node->children.empty() ? node->text.trimmed() : QString();
            if (!node->id.isEmpty())
                byId.insert(node->id, node.get());
            return node;
        default:
            break;
        }
    }
    return nullptr;
}

std::unique_ptr<Node> readNode(QXmlStreamReader &reader, QHash<QString, const Node *> &byId)
{
    return readNode(reader, byId, 0);
}

}
