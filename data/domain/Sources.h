#pragma once

#include "base/LocalizedText.h"
#include "domain/Layer.h"
#include "domain/Things.h"

#include <QHash>

#include <optional>

namespace domain
{

/// What a project (or a bare path) asks to be read.
struct LayerRequest {
    QString id;
    QString name;
    QString source; ///< absolute file, "FILE|LAYER", "PG:...", or a URL (imagery)
    std::optional<LayerKind>
        kind; ///< not given: the reader guesses, and says so in `matched` and a "kind-guessed" warning
    ObjectKind level = ObjectKind::None; ///< of areas
    QHash<QString, QString> fields;      ///< our field -> the source's; those left out are matched by usual names
    QString where;                       ///< OGR SQL condition
    QString crs;                         ///< overrides the source's; empty: the source's own
    bool gcj02 = false;                  ///< the source is shifted by GCJ-02 and is to be corrected
    QString building;                    ///< model layers: the building the model replaces
    bool hasPlacement = false;           ///< model layers: where the model's origin stands
    geometry::Vec3 position{0.0};        ///< longitude, latitude (WGS 84), height in metres above sea
    double heading = 0;                  ///< degrees clockwise from north
    double scale = 1;
    geometry::MultiPolygon
        footprint;                 ///< model layers without a placement: of `building`, scene; the loader fills it in
    double ground = geometry::NaN; ///< elevation that this building stands on; likewise
    QString key;                   ///< online maps: the account's key (Tianditu)
    QString cache;                 ///< online maps: folder that keeps fetched tiles; empty: none are kept
    geometry::Box2
        extent; ///< lon/lat: read only what meets it (databases, planet files, online maps); empty: everything
    std::optional<bool> tiled; ///< whether its features come by what is looked at (Layer::tiles); not said: where there
                               ///< are more than `tiledAbove`
    qint64 tiledAbove = 0;     ///< features; 0: the reader's own limit
};

/// Where a register of residents is (docs/privacy.md): a table, read only when somebody may and does look.
struct PeopleRequest {
    QString source;                 ///< absolute "FILE|LAYER" or "PG:..."
    QHash<QString, QString> fields; ///< our field (a member of Person) -> the source's
};

/// A feed as a project describes it (docs/project-file.md).
struct FeedConfig {
    QString id;                        ///< shown; unique in the project
    base::LocalizedText name;          ///< shown; the id where empty
    QString type;                      ///< "mqtt", "replay", "open311", "sensorthings", "cap", "intake"
    QString url;                       ///< mqtt://[USER[:PASSWORD]@]HOST[:PORT] or mqtts://...; http(s)://...
    QString user, password;            ///< passwords are better in the settings or `passwordEnv` than in the project
    QString caFile, certFile, keyFile; ///< TLS
    QString source;                    ///< replay: absolute file (.csv, .jsonl, .ndjson, .json, each also .gz)
    QHash<QString, QString> fields;    ///< replay: our field -> column
    QString timezone;                  ///< IANA name for times without a zone
    double speed = 1;                  ///< replay: seconds played a second
    QString start;                     ///< replay: ISO 8601; empty: the first record
    bool loop = false;
    double pollSeconds = 60; ///< open311, sensorthings, cap: how often they are asked
    QString token;           ///< API key (open311), bearer token (sensorthings, cap) or what intake asks for
    QString jurisdiction;    ///< open311: jurisdiction_id
    QString clientId;        ///< mqtt: a lasting name, which makes the session persistent; empty: one is made and kept
    bool persistent = true;  ///< mqtt: what is sent at QoS 1 while we are away is kept by the broker
    QString listen;          ///< intake: ADDRESS:PORT; empty: 127.0.0.1 and any free port
    QStringList languages;   ///< cap: which infos are wanted, best first; empty: all
    double silentAfterSeconds = 60; ///< a connected feed without a message for so long is "silent"
};

/// Where operations are kept (docs/store.md).
struct StoreConfig {
    QString url;      ///< "sqlite:FILE" (absolute) or "postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE[?schema=S]"
    QString password; ///< better than in the url: from `passwordEnv` or the settings
    QString seat;     ///< this workplace's name in the journal
    bool exercise = false;                   ///< what is done lasts until the program ends: a replay is not the truth
    double rawDays = 7, aggregateDays = 731; ///< how long observations are kept, single and by quarters of an hour
};

/// Who is told of alarms and events outside the program.
struct NotifyTarget {
    QString id;
    base::LocalizedText name;
    QString type; ///< "webhook"
    QString url, token;
    Severity minimum = Severity::Major;
};

}
