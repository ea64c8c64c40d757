#pragma once

#include "base/Result.h"
#include "feeds/Times.h"

#include <QHash>
#include <QJsonObject>
#include <QUrl>

#include <functional>
#include <optional>
#include <vector>

namespace feeds
{

/// Where a GeoReport v2 server is, and what it speaks.
struct Open311Endpoint {
    QUrl base; ///< "requests.json" is added to its path
    bool json = true;
};

/// Chooses the endpoint of a service discovery document (JSON or XML): GeoReport v2 before others, "production" before
/// tests, JSON before XML. Relative urls are relative to `at`. Error "payload-malformed".
base::Result<Open311Endpoint> readDiscovery(const QByteArray &body, const QUrl &at);

/// What a list of GeoReport v2 holds (requests, services, errors), each as a JSON object whatever it came as.
struct Open311List {
    std::vector<QJsonObject> items;
    QString broken;       ///< XML that breaks off: why; `items` are those before
    bool recoded = false; ///< it was not UTF-8
};
/// JSON (an array, or one within an object as FixMyStreet has it) or XML, told by the first character. Error
/// "payload-malformed".
base::Result<Open311List> readOpen311List(const QByteArray &body);

/// What an error's body says ("code", "description"), shortened; empty where it is no such list.
QString open311Problem(const QByteArray &body);

using FieldWarning = std::function<void(const QString &code, const QString &message)>;
/// Makes of a request as servers have it one as the standard has it, so that one bad value does not cost the request:
/// entities and line breaks of HTML, "null" as a text, times that are none or 1970, latitude and longitude swapped,
/// with a comma or as a text, unknown states.
void mendRequest(QJsonObject &request, Times &times, const FieldWarning &warn);

/// Entities (named ones of HTML 2 and by number) and <br> undone; other markup stays.
QString withoutEntities(const QString &text);

}
