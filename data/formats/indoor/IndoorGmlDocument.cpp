#include "formats/indoor/IndoorGmlDocument.h"

#include "formats/Tr.h"

#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

namespace formats::indoorgml
{

using xml::Node;

namespace
{

QString target(const Node &node, const char *name)
{
    const Node *reference = node.child(name);
    return reference && reference->href.startsWith(u'#') ? reference->href.mid(1) : QString();
}

std::vector<QString> targets(const Node &node, const char *name)
{
    std::vector<QString> ids;
    for (const auto &child : node.children) {
        if (child->name == QLatin1String(name) && child->href.startsWith(u'#'))
            ids.push_back(child->href.mid(1));
    }
    return ids;
}

bool enterRoot(QXmlStreamReader &reader)
{
    return reader.readNextStartElement() && reader.name() == QLatin1String("IndoorFeatures") &&
           reader.namespaceUri().contains(QLatin1String("indoorgml"), Qt::CaseInsensitive);
}

class Reading
{
public:
    Reading(QString file, base::Warnings &warnings) : m_file(std::move(file)), m_warnings(warnings) {}
    void member(QXmlStreamReader &reader);
    Document finish();
    Document &document() { return m_document; }
    bool hasNothing() const { return m_kept.empty(); }

private:
    /// The geometry under the first child of one of the names.
    GmlShape shapeOf(const Node &node, std::initializer_list<const char *> names, const QString &id);

    QString m_file;
    base::Warnings &m_warnings;
    Document m_document;
    std::vector<std::unique_ptr<Node>> m_kept; ///< members; geometry may be referred to from another
    QHash<QString, const Node *> m_byId;
};

void Reading::member(QXmlStreamReader &reader)
{
    if (auto node = xml::readNode(reader, m_byId); node && !node->children.empty())
        m_kept.push_back(std::move(node));
}

GmlShape Reading::shapeOf(const Node &node, std::initializer_list<const char *> names, const QString &id)
{
    GmlShape shape;
    for (const char *name : names) {
        if (const Node *geometry = node.child(name)) {
            GmlWalker(m_byId).walk(*geometry, {}, shape);
            break;
        }
    }
    if (m_document.srsName.isEmpty())
        m_document.srsName = shape.srsName;
    if (shape.unresolved > 0)
        m_warnings.add(QStringLiteral("reference-missing"), m_file, id,
                       tr("geometry that refers to what is not in the file, or to a file of its own; left out"));
    if (shape.malformed > 0)
        m_warnings.add(QStringLiteral("geometry-invalid"), m_file, id,
                       tr("rings or lines without proper coordinates; left out"));
    return shape;
}

Document Reading::finish()
{
    for (const auto &kept : m_kept) {
        const Node &node = *kept->children.front();
        if (kept->name == QLatin1String("cellSpaceMember")) {
            Cell cell{node.id, node.name, node.childText("name"), node.childText("description"), {}, {}};
            cell.shape =
                shapeOf(node, {"cellSpaceGeometry", "Geometry3D", "geometry3D", "Geometry2D", "geometry2D"}, cell.id);
            cell.shape.forPoints([&](const geometry::Vec3 &p) { m_document.extent.add(p); });
            cell.bounds = targets(node, "partialboundedBy");
            m_document.cells.push_back(std::move(cell));
        } else if (kept->name == QLatin1String("cellSpaceBoundaryMember")) {
            Boundary boundary{node.id, node.name, node.childText("name"), target(node, "duality"), {}};
            boundary.shape =
                shapeOf(node, {"cellSpaceBoundaryGeometry", "geometry3D", "Geometry3D", "geometry2D", "Geometry2D"},
                        boundary.id);
            m_document.boundaries.push_back(std::move(boundary));
        } else if (kept->name == QLatin1String("stateMember")) {
            State state{node.id, target(node, "duality"), {}};
            state.at = shapeOf(node, {"geometry"}, state.id).points;
            m_document.states.push_back(std::move(state));
        } else {
            Transition transition{node.id, targets(node, "connects"), target(node, "duality"), {}};
            GmlShape shape = shapeOf(node, {"geometry"}, transition.id);
            if (!shape.lines.empty())
                transition.line = std::move(shape.lines.front());
            m_document.transitions.push_back(std::move(transition));
        }
    }
    return std::move(m_document);
}

bool isMember(QStringView name)
{
    return name == QLatin1String("cellSpaceMember") || name == QLatin1String("cellSpaceBoundaryMember") ||
           name == QLatin1String("stateMember") || name == QLatin1String("transitionMember");
}

}

bool isIndoorGml(const QString &file)
{
    QFile opened(file);
    if (!QFileInfo(file).isFile() || !opened.open(QIODevice::ReadOnly))
        return false;
    // Said in the root element, behind at most a few comments.
    constexpr qint64 Head = 32 * 1024;
    if (!opened.peek(Head).contains("IndoorFeatures"))
        return false;
    QXmlStreamReader reader(&opened);
    return enterRoot(reader);
}

base::Result<Document> readDocument(const QString &file, const base::Job &job, base::Warnings &warnings)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), opened.errorString(), file);
    QXmlStreamReader reader(&opened);
    if (!enterRoot(reader))
        return base::failure(QStringLiteral("xml-invalid"), tr("the file is no IndoorGML"), file);
    Reading reading(file, warnings);
    reading.document().id =
        reader.attributes().value(QLatin1String("http://www.opengis.net/gml/3.2"), QLatin1String("id")).toString();
    int depth = 1;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        depth -= token == QXmlStreamReader::EndElement;
        if (token != QXmlStreamReader::StartElement)
            continue;
        ++depth;
        if (reading.document().srsName.isEmpty())
            reading.document().srsName = reader.attributes().value(QLatin1String("srsName")).toString();
        if (depth == 2 && reader.name() == QLatin1String("name")) {
            reading.document().name = reader.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
            --depth;
        } else if (isMember(reader.name())) {
            if (job.isCancelled())
                return base::failure(QStringLiteral("cancelled"), tr("Cancelled"), file);
            job.report({}, double(opened.pos()) / double(std::max<qint64>(1, opened.size())));
            reading.member(reader);
            --depth;
        }
    }
    if (reader.hasError()) {
        const QString line = tr("line %1").arg(reader.lineNumber());
        if (reading.hasNothing())
            return base::failure(QStringLiteral("xml-invalid"), tr("invalid XML: %1").arg(reader.errorString()), file,
                                 line);
        warnings.add(QStringLiteral("xml-invalid"), file, line,
                     tr("invalid XML, read up to there: %1").arg(reader.errorString()));
    }
    return reading.finish();
}

}
