#pragma once

#include "domain/InteriorSource.h"
#include "formats/ifc/IfcLoad.h"
#include "formats/ifc/IfcPlacing.h"

namespace formats::ifc
{

/// What a file tells of a building's inside, put where `placing` says. Error: "cancelled".
base::Result<domain::Interior> interiorOf(const Loaded &loaded, const Placing &placing, const QString &building,
                                          const QString &file, const base::Job &job);

/// `load`, or what it gave last: the file that was read last is kept where it is small, so that opening a building that
/// was just loaded, or looking into it again, need not read it anew. One for the whole program. Any thread.
base::Result<std::shared_ptr<const Loaded>> loadKept(const QString &file, const base::Job &job);
/// Files whose text and triangles take more than this are not kept.
inline constexpr size_t MostKept = size_t(64) << 20;

/// A file as the inside of one building, standing where its outside stands. Holds no more than its name between
/// readings.
class Interiors final : public domain::InteriorSource
{
public:
    Interiors(QString file, const QString &building, const Placing &placing)
        : m_file(std::move(file)), m_buildings{building}, m_placing(placing)
    {
    }
    QString source() const override { return m_file; }
    const QStringList &buildings() const override { return m_buildings; }
    bool isWhole() const override { return true; }
    base::Result<domain::Interior> read(const domain::Building &building, const base::Job &job) const override;

private:
    QString m_file;
    QStringList m_buildings;
    Placing m_placing;
};

}
