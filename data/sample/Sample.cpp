#include "sample/Sample.h"

#include "sample/District.h"
#include "sample/People.h"
#include "sample/Writers.h"

#include <QCoreApplication>
#include <QDir>

namespace sample
{

int formatVersion()
{
    return 1;
}

base::Status generate(const QString &directory, const Options &options, const base::Job &job)
{
    QDir().mkpath(directory);
    DistrictModel model = makeDistrict({options.seed, 1, {0, 0}, 1.0});
    const Relief relief(model, 5.0, 250.0);
    standOnGround(model, relief);
    settle(model, true);
    auto tables = TableWriter::create(directory + QStringLiteral("/district.gpkg"));
    if (!tables)
        return tl::unexpected(tables.error());
    if (base::Status s = tables->write(model, job); !s)
        return s;
    if (base::Status s = tables->finish(); !s)
        return s;
    return writeRelief(directory + QStringLiteral("/dem.tif"), relief);
}

}
