#include "store/Care.h"

#include "store/Upkeep.h"

namespace store
{

base::Result<QStringList> checkIntegrity(const domain::StoreConfig &config)
{
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    return checkIntegrity(*place);
}

base::Status backup(const domain::StoreConfig &config, const QString &file)
{
    const auto place = Place::of(config);
    if (!place)
        return tl::unexpected(place.error());
    return backup(*place, file);
}

}
