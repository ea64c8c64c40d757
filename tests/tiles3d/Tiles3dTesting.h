#pragma once

#include "Fixtures.h"
#include "domain/TileSource.h"

/// What the tests of 3D Tiles share.
namespace testing
{

/// A tileset of the shared data by its path within the samples; empty where YUNJIE_TESTDATA is not set.
QString sample(const QString &path);
#define NEED_SAMPLE(variable, path)                                                                                    \
    const QString variable = testing::sample(QStringLiteral(path));                                                    \
    if (variable.isEmpty())                                                                                            \
    QSKIP("needs YUNJIE_TESTDATA: tiles3d/" path)

/// The layer of a tileset, in a frame about where it lies.
base::Result<domain::Layer> open(const formats::LayerRequest &request);
base::Result<domain::Layer> open(const QString &source);

/// All that a walk through a whole tree finds.
struct Found {
    int tiles = 0, contents = 0, deepest = 0;
    std::vector<std::shared_ptr<const domain::Layer>> layers;
    std::vector<base::Error> errors;
    int buildings = 0, features = 0, models = 0;
    qint64 triangles = 0;
    geometry::Box3 bounds; ///< of the meshes
    QStringList ids;
    base::Warnings warnings;
    bool isInside = true; ///< every content within its tile's volume, give or take a metre
};
Found walk(const domain::TileSource &source, const base::Job &job = base::Job(), int most = 2000);

/// As `fixtures::inconsistency`, and: a building or feature without a mesh, a building without ground.
QString inconsistency(const domain::Layer &layer);

/// A tileset.json with one tile that shows the content where the samples lie.
QByteArray oneSampleTile(const QByteArray &content);
/// A tileset.json with one tile that shows the content, in a box of `half` metres, at a place of the Earth.
QByteArray oneTile(const QByteArray &content, double half = 1000, const QByteArray &more = {});

}
