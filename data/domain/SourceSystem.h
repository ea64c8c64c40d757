#pragma once

#include "base/LocalizedText.h"
#include "base/Result.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace domain
{

/// One of the systems and databases that a district is fed from (17 in the sample), and what of the twin comes from it:
/// its health is that of these parts.
struct SourceSystem {
    QString id;
    base::LocalizedText name, owner; ///< owner: the office that runs it
    QStringList layers;              ///< ids of layers
    QStringList feeds;               ///< ids of feeds
    QStringList events;              ///< values of Event::source that it reports
    QStringList things;              ///< kinds of things whose observations it brings ("smoke")
    bool alerts = false;             ///< it brings the public warnings
    double freshSeconds = 0;         ///< older news than this is stale; 0: it is not expected to change
};
/// {"format": "yunjie-sources/1", "sources": [...]}
base::Result<std::vector<SourceSystem>> sourcesFromJson(const QJsonObject &object, const QString &source);

}
