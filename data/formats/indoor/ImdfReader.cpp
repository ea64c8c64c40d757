#include "formats/indoor/ImdfReader.h"

#include "formats/Tr.h"
#include "formats/indoor/ImdfArchive.h"

#include <QFileInfo>

namespace formats
{

namespace
{

class ImdfReader final : public Reader
{
public:
    QString name() const override { return QStringLiteral("IMDF"); }
    Probe probe(const LayerRequest &request) const override;
    base::Result<std::vector<domain::Layer>> read(const LayerRequest &request, const geometry::LocalFrame &frame,
                                                  const base::Job &job) const override;
};

Probe ImdfReader::probe(const LayerRequest &request) const
{
    if (!isImdf(request.source))
        return std::nullopt;
    const auto extent = imdfExtent(request.source);
    if (!extent)
        return tl::unexpected(extent.error());
    Sublayer layer;
    layer.source = request.source;
    layer.name = QFileInfo(request.source).completeBaseName();
    layer.kind = domain::LayerKind::Building;
    layer.reason = tr("an indoor map (IMDF)");
    layer.crs = geometry::Crs::wgs84();
    layer.extent = *extent;
    SourceSummary summary;
    summary.driver = name();
    summary.layers.push_back(std::move(layer));
    return summary;
}

base::Result<std::vector<domain::Layer>> ImdfReader::read(const LayerRequest &request,
                                                          const geometry::LocalFrame &frame, const base::Job &job) const
{
    base::Warnings warnings;
    const auto buildings = readImdf(request, frame, job, warnings);
    if (!buildings)
        return tl::unexpected(buildings.error());
    domain::LayerInfo info;
    info.id = request.id;
    info.name = request.name;
    info.source = request.source;
    info.crs = geometry::Crs::wgs84().code();
    domain::Layer layer = layerOf(*buildings, info, [request, frame](const base::Job &part) {
        base::Warnings told; // when the layer was read
        return readImdf(request, frame, part, told);
    });
    layer.warnings = std::move(warnings);
    std::vector<domain::Layer> layers;
    layers.push_back(std::move(layer));
    return layers;
}

}

const Reader &imdfReader()
{
    static const ImdfReader reader;
    return reader;
}

}
