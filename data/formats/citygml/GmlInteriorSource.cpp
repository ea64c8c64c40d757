#include "formats/citygml/GmlInteriorSource.h"

#include "formats/Tr.h"
#include "formats/citygml/GmlInterior.h"
#include "formats/citymodel/InteriorBuilder.h"
#include "formats/citymodel/ToScene.h"

#include <QFile>
#include <QXmlStreamReader>

#include <cstring>

namespace formats
{

using xml::Node;

bool isGmlMember(QStringView name)
{
    return name == QLatin1String("cityObjectMember") || name == QLatin1String("featureMember") ||
           name == QLatin1String("featureMembers");
}

qint64 GmlMembers::next()
{
    while (m_at < m_size) {
        const auto *open = static_cast<const char *>(std::memchr(m_bytes + m_at, '<', size_t(m_size - m_at)));
        if (!open)
            break;
        const qint64 start = open - m_bytes;
        qint64 name = start + 1, end = name;
        const auto isEnd = [](char c) {
            return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '<';
        };
        while (end < m_size && end - start < 200 && !isEnd(m_bytes[end])) {
            if (m_bytes[end] == ':')
                name = end + 1;
            ++end;
        }
        m_at = std::max(end, start + 1);
        if (isGmlMember(QString::fromLatin1(m_bytes + name, end - name)))
            return start;
    }
    m_at = m_size;
    return -1;
}

GmlInteriorSource::GmlInteriorSource(const domain::LayerRequest &request, QString file, GmlPlacing placing,
                                     const geometry::LocalFrame &frame)
    : m_request(request), m_file(std::move(file)), m_placing(std::move(placing)), m_frame(frame)
{
}

void GmlInteriorSource::add(const QString &building, const QString &objectId, qint64 member)
{
    if (building.isEmpty() || m_places.contains(building))
        return;
    m_places.insert(building, {objectId, member});
    m_buildings.append(building);
}

/// Up to the end of the root's start tag: its namespaces and the declared encoding hold for every member.
static QByteArray rootOf(QByteArrayView text)
{
    for (qsizetype at = text.indexOf("CityModel"); at >= 0; at = text.indexOf("CityModel", at + 1)) {
        qsizetype open = at;
        while (open > 0 && text[open - 1] != '<' && text[open - 1] > ' ')
            --open;
        if (open == 0 || text[open - 1] != '<' || text[open] == '/')
            continue; // in a comment or a value
        char quote = 0;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (quote)
                quote = text[i] == quote ? 0 : quote;
            else if (text[i] == '"' || text[i] == '\'')
                quote = text[i];
            else if (text[i] == '>')
                return text.first(i + 1).toByteArray();
        }
    }
    return {};
}

std::unique_ptr<Node> GmlInteriorSource::memberAt(QFile &file, qint64 offset, Ids &byId) const
{
    const qint64 size = file.size();
    if (offset < 0 || offset >= size)
        return nullptr;
    uchar *bytes = file.map(0, size);
    if (!bytes)
        return nullptr;
    const char *text = reinterpret_cast<const char *>(bytes);
    GmlMembers members(text, size, offset);
    const bool stands = members.next() == offset;
    const qint64 end = members.next();
    QByteArray part;
    if (stands) {
        constexpr qint64 LongestRoot = 1024 * 1024;
        part = rootOf(QByteArrayView(text, std::min({size, offset, LongestRoot})));
        part.append(text + offset, (end < 0 ? size : end) - offset);
    }
    file.unmap(bytes);
    QXmlStreamReader reader(part);
    if (!reader.readNextStartElement() || !reader.readNextStartElement() || !isGmlMember(reader.name()))
        return nullptr;
    return xml::readNode(reader, byId);
}

static const Node *buildingIn(const Node &node, const QString &objectId, int depth = 0)
{
    constexpr int Deepest = 6;
    const bool isBuilding = node.name == QLatin1String("Building") || node.name == QLatin1String("BuildingPart");
    if (isBuilding && (objectId.isEmpty() ? hasInterior(node) : node.id == objectId))
        return &node;
    for (const auto &child : node.children) {
        const Node *found = depth < Deepest ? buildingIn(*child, objectId, depth + 1) : nullptr;
        if (found)
            return found;
    }
    return nullptr;
}

std::unique_ptr<Node> GmlInteriorSource::search(QFile &file, const QString &objectId, Ids &byId,
                                                const base::Job &job) const
{
    file.seek(0);
    QXmlStreamReader reader(&file);
    if (!reader.readNextStartElement())
        return nullptr;
    while (!job.isCancelled() && reader.readNextStartElement()) {
        if (!isGmlMember(reader.name())) {
            reader.skipCurrentElement();
            continue;
        }
        Ids own = byId;
        auto node = xml::readNode(reader, own);
        if (node && buildingIn(*node, objectId)) {
            byId = std::move(own);
            return node;
        }
    }
    return nullptr;
}

base::Result<domain::Interior> GmlInteriorSource::read(const domain::Building &building, const base::Job &job) const
{
    const auto place = m_places.constFind(building.id);
    if (place == m_places.constEnd())
        return base::failure(QStringLiteral("building-unknown"), tr("the file knows nothing of this building's inside"),
                             m_file, building.id);
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), m_file);
    job.report({}, 0);
    Ids byId;
    std::vector<std::unique_ptr<Node>> held;
    for (const qint64 prototype : m_prototypes) {
        if (prototype != place->member)
            held.push_back(memberAt(file, prototype, byId));
    }
    std::unique_ptr<Node> member = memberAt(file, place->member, byId);
    const Node *found = member ? buildingIn(*member, place->objectId) : nullptr;
    if (!found) {
        member = search(file, place->objectId, byId, job);
        found = member ? buildingIn(*member, place->objectId) : nullptr;
    }
    if (job.isCancelled())
        return base::failure(QStringLiteral("cancelled"), tr("loading was cancelled"));
    if (!found)
        return base::failure(QStringLiteral("file-changed"), tr("the building is no longer in the file"), m_file,
                             building.id, tr("load the project again"));
    job.report({}, 0.5);

    CodeLists codes(m_file);
    GmlInterior reading(byId, codes);
    InsideParts parts = reading.take(*found);
    base::Warnings said; // when the file was loaded
    const ToScene toScene(m_request, m_placing.crs, m_placing.extent, m_frame, m_file, said);
    const size_t failed = bringToScene(parts, toScene, m_placing.northFirst);
    domain::Interior interior = makeInterior(parts, building, m_file);
    if (reading.unresolved() > 0)
        interior.warnings.add(QStringLiteral("reference-missing"), m_file, building.id,
                              tr("geometry that refers to what is not in the file, or to a file of its own; left out"));
    if (reading.malformed() > 0)
        interior.warnings.add(QStringLiteral("geometry-invalid"), m_file, building.id,
                              tr("rings or lines without proper coordinates; left out"));
    if (failed > 0)
        interior.warnings.add(QStringLiteral("crs-transform"), m_file, building.id,
                              tr("surfaces that the coordinate transformation cannot move; left out"));
    return interior;
}

}
