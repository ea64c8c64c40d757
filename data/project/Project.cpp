#include "project/Project.h"

#include "domain/Storyboard.h"
#include "project/SchemaCheck.h"

#include <QCoreApplication>
#include <QDate>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSet>

#include <algorithm>

using base::failure;

// Outside any namespace, as the macro wants: a static library's resources are not registered by themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(project);
}

namespace project
{

static QString tr(const char *text)
{
    return QCoreApplication::translate("project", text);
}

static base::Result<QJsonObject> readJson(const QString &path)
{
    registerResources();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(QStringLiteral("file-missing"), tr("cannot be opened: %1").arg(file.errorString()), path, {},
                       tr("check the path"));
    }
    const QByteArray text = file.readAll();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const qsizetype line = text.left(problem.offset).count('\n') + 1;
        return failure(QStringLiteral("json-broken"), tr("not JSON: %1").arg(problem.errorString()), path,
                       tr("line %1").arg(line));
    }
    if (!document.isObject())
        return failure(QStringLiteral("json-broken"), tr("not a JSON object"), path);
    return document.object();
}

// The product's own catalogue, rules and indicators stand in where the project names none or a broken one.
template <typename T, typename Parse>
static T dataFile(const QJsonObject &object, const char *key, const QDir &folder, Parse parse, base::Warnings &warnings)
{
    const QString own = QStringLiteral(":/yunjie/%1.json").arg(QLatin1String(key));
    const QString named = object.value(QLatin1String(key)).toString();
    for (const QString &path : {named.isEmpty() ? own : folder.absoluteFilePath(named), own}) {
        const auto json = readJson(path);
        auto value = json ? parse(*json, path) : base::Result<T>(tl::unexpected(json.error()));
        const QString schemaFile = QStringLiteral(":/yunjie/%1.schema.json").arg(QLatin1String(key));
        if (value && QFile::exists(schemaFile)) {
            // The parser has named what is wrong; the schema names the keys that nobody reads.
            const auto schema = readJson(schemaFile);
            if (const auto ok = checkSchema(*json, *schema, path, warnings); !ok)
                value = tl::unexpected(ok.error());
        }
        if (value)
            return std::move(*value);
        warnings.add(value.error().code, value.error().source, value.error().feature,
                     tr("%1; the product's own is used instead").arg(value.error().message));
    }
    return {};
}

// Where operations are kept: an URL, or an object that says more.
static domain::StoreConfig storeOf(const QJsonValue &value, const QDir &folder, Project &project)
{
    const QJsonObject object = value.toObject();
    domain::StoreConfig store;
    store.url = value.isString() ? value.toString() : object.value(QLatin1String("url")).toString();
    static const QLatin1String Sqlite("sqlite:");
    if (store.url.startsWith(Sqlite))
        store.url = Sqlite + folder.absoluteFilePath(store.url.mid(Sqlite.size()));
    if (const QString name = object.value(QLatin1String("passwordEnv")).toString(); !name.isEmpty()) {
        store.password = qEnvironmentVariable(name.toUtf8().constData());
        if (store.password.isEmpty())
            project.warnings.add(
                QStringLiteral("store-password"), project.path, QStringLiteral("/store"),
                tr("the environment variable %1, which is to hold the password, is not set").arg(name));
    }
    store.rawDays = object.value(QLatin1String("rawDays")).toDouble(store.rawDays);
    store.aggregateDays = object.value(QLatin1String("aggregateDays")).toDouble(store.aggregateDays);
    return store;
}

static domain::NotifyTarget notifyOf(const QJsonObject &object, Project &project)
{
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    domain::NotifyTarget target;
    target.id = text("id");
    target.name = base::LocalizedText::fromJson(object.value(QLatin1String("name")));
    target.type = text("type");
    target.url = text("url");
    target.token = text("token");
    if (const QString name = text("tokenEnv"); !name.isEmpty()) {
        target.token = qEnvironmentVariable(name.toUtf8().constData());
        if (target.token.isEmpty())
            project.warnings.add(QStringLiteral("notify-token"), project.path, target.id,
                                 tr("the environment variable %1, which is to hold the token, is not set").arg(name));
    }
    target.minimum = domain::severityFromName(text("minimum").isEmpty() ? QStringLiteral("major") : text("minimum"));
    return target;
}

// What indicators were on earlier days. A file that cannot be read, or tells of what is not there, is a warning.
static void readFigures(const QString &path, Project &project)
{
    const auto json = readJson(path);
    if (!json) {
        const base::Error &error = json.error();
        project.warnings.add(error.code, error.source, error.feature, error.message);
        return;
    }
    if (json->value(QLatin1String("format")).toString() != QLatin1String("yunjie-figures/1")) {
        project.warnings.add(QStringLiteral("format-unknown"), path, QStringLiteral("/format"),
                             tr("this is no file of figures of earlier days"));
        return;
    }
    const QJsonObject days = json->value(QLatin1String("days")).toObject();
    for (auto day = days.begin(); day != days.end(); ++day) {
        if (!QDate::fromString(day.key(), Qt::ISODate).isValid()) {
            project.warnings.add(QStringLiteral("figures-day"), path, day.key(), tr("this is no day (\"2026-06-17\")"));
            continue;
        }
        const QJsonObject figures = day.value().toObject();
        for (auto figure = figures.begin(); figure != figures.end(); ++figure) {
            const auto found = std::find_if(project.indicators.begin(), project.indicators.end(),
                                            [&](const domain::Indicator &each) { return each.id == figure.key(); });
            if (found == project.indicators.end() || !figure.value().isDouble())
                project.warnings.add(QStringLiteral("figures-unknown"), path, figure.key(),
                                     tr("a figure of no indicator, or no number"));
            else
                found->past.insert(day.key(), figure.value().toDouble());
        }
    }
}

static void readCommon(const QJsonObject &object, const QDir &folder, Project &project)
{
    project.catalogue =
        dataFile<domain::Catalogue>(object, "catalogue", folder, domain::Catalogue::fromJson, project.warnings);
    project.rules = dataFile<domain::Rules>(object, "rules", folder, domain::Rules::fromJson, project.warnings);
    project.indicators = dataFile<std::vector<domain::Indicator>>(object, "indicators", folder,
                                                                  domain::indicatorsFromJson, project.warnings);
    if (const QString figures = object.value(QLatin1String("figures")).toString(); !figures.isEmpty())
        readFigures(folder.absoluteFilePath(figures), project);
    if (object.contains(QLatin1String("teams")))
        project.teams =
            dataFile<std::vector<domain::Team>>(object, "teams", folder, domain::teamsFromJson, project.warnings);
    if (object.contains(QLatin1String("sources")))
        project.sources = dataFile<std::vector<domain::SourceSystem>>(object, "sources", folder,
                                                                      domain::sourcesFromJson, project.warnings);
}

static bool isRemote(const QString &source)
{
    static const QStringList schemes{QStringLiteral("PG:"),       QStringLiteral("http:"), QStringLiteral("https:"),
                                     QStringLiteral("wms:"),      QStringLiteral("wmts:"), QStringLiteral("xyz:"),
                                     QStringLiteral("tianditu:"), QStringLiteral("/vsi")};
    return std::any_of(schemes.begin(), schemes.end(),
                       [&](const QString &s) { return source.startsWith(s, Qt::CaseInsensitive); });
}

static QString absolute(const QString &source, const QDir &folder)
{
    if (source.isEmpty() || isRemote(source))
        return source;
    const qsizetype bar = source.lastIndexOf(u'|');
    if (bar < 0)
        return QDir::cleanPath(folder.absoluteFilePath(source));
    return QDir::cleanPath(folder.absoluteFilePath(source.left(bar))) + source.mid(bar);
}

static QHash<QString, QString> fieldsOf(const QJsonObject &object)
{
    QHash<QString, QString> fields;
    const QJsonObject map = object.value(QLatin1String("fields")).toObject();
    for (auto it = map.begin(); it != map.end(); ++it)
        fields.insert(it.key(), it->toString());
    return fields;
}

static ProjectLayer layerOf(const QJsonObject &object, const QDir &folder)
{
    ProjectLayer layer;
    domain::LayerRequest &request = layer.request;
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    request.id = text("id");
    layer.name = base::LocalizedText::fromJson(object.value(QLatin1String("name")));
    request.source = absolute(text("source"), folder);
    domain::LayerKind kind;
    if (domain::layerKindFromName(text("kind"), kind))
        request.kind = kind;
    request.level = domain::kindFromName(text("level"));
    request.fields = fieldsOf(object);
    request.where = text("where");
    request.crs = text("crs");
    request.gcj02 = text("datum") == QLatin1String("GCJ-02");
    request.building = text("building");
    const QJsonObject placement = object.value(QLatin1String("placement")).toObject();
    if (!placement.isEmpty()) {
        const QJsonArray position = placement.value(QLatin1String("position")).toArray();
        request.hasPlacement = true;
        request.position = {position.at(0).toDouble(), position.at(1).toDouble(), position.at(2).toDouble(0)};
        request.heading = placement.value(QLatin1String("heading")).toDouble();
        request.scale = placement.value(QLatin1String("scale")).toDouble(1);
    }
    const QJsonArray extent = object.value(QLatin1String("extent")).toArray();
    if (extent.size() == 4) {
        request.extent.add({extent[0].toDouble(), extent[1].toDouble()});
        request.extent.add({extent[2].toDouble(), extent[3].toDouble()});
    }
    if (const QJsonValue tiled = object.value(QLatin1String("tiled")); tiled.isBool())
        request.tiled = tiled.toBool();
    layer.visible = object.value(QLatin1String("visible")).toBool(true);
    layer.opacity = object.value(QLatin1String("opacity")).toDouble(1);
    return layer;
}

static domain::FeedConfig feedOf(const QJsonObject &object, const QDir &folder, Project &project)
{
    domain::FeedConfig feed;
    const auto text = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
    const auto path = [&](const char *key) { return absolute(text(key), folder); };
    feed.type = text("type");
    feed.id = text("id");
    feed.name = base::LocalizedText::fromJson(object.value(QLatin1String("name")));
    feed.url = text("url");
    feed.user = text("user");
    feed.password = text("password");
    if (!text("passwordEnv").isEmpty()) {
        feed.password = qEnvironmentVariable(text("passwordEnv").toUtf8().constData());
        if (feed.password.isEmpty()) {
            project.warnings.add(
                QStringLiteral("feed-password"), project.path, feed.id,
                tr("the environment variable %1, which is to hold the password, is not set").arg(text("passwordEnv")));
        }
    }
    feed.caFile = path("ca");
    feed.certFile = path("cert");
    feed.keyFile = path("key");
    feed.source = path("source");
    feed.fields = fieldsOf(object);
    feed.timezone = text("timezone");
    feed.speed = object.value(QLatin1String("speed")).toDouble(1);
    feed.start = text("start");
    feed.loop = object.value(QLatin1String("loop")).toBool();
    feed.pollSeconds = object.value(QLatin1String("poll")).toDouble(feed.pollSeconds);
    feed.token = text("token");
    if (const QString name = text("tokenEnv"); !name.isEmpty()) {
        feed.token = qEnvironmentVariable(name.toUtf8().constData());
        if (feed.token.isEmpty())
            project.warnings.add(QStringLiteral("feed-password"), project.path, feed.id,
                                 tr("the environment variable %1, which is to hold the token, is not set").arg(name));
    }
    feed.jurisdiction = text("jurisdiction");
    feed.clientId = text("clientId");
    feed.persistent = object.value(QLatin1String("persistent")).toBool(true);
    feed.listen = text("listen");
    const QJsonArray languages = object.value(QLatin1String("languages")).toArray();
    for (const QJsonValue language : languages)
        feed.languages.append(language.toString());
    feed.silentAfterSeconds = object.value(QLatin1String("silentAfter")).toDouble(60);
    return feed;
}

// Parts of a source system that the project does not have would be waited for in vain.
static void checkSources(Project &project, const QSet<QString> &layers, const QSet<QString> &feeds)
{
    for (const domain::SourceSystem &system : project.sources) {
        const auto warn = [&](const char *code, const QString &message) {
            project.warnings.add(QLatin1String(code), project.path, system.id, message);
        };
        for (const QString &layer : system.layers) {
            if (!layers.contains(layer))
                warn("source-layer-unknown", tr("a source names the layer \"%1\", which is not there").arg(layer));
        }
        for (const QString &feed : system.feeds) {
            if (!feeds.contains(feed))
                warn("source-feed-unknown", tr("a source names the feed \"%1\", which is not there").arg(feed));
        }
        for (const QString &kind : system.things) {
            if (domain::thingKindName(domain::thingKindFromName(kind)) != kind)
                warn("source-kind-unknown", tr("a source names devices of the kind \"%1\", which is not known").arg(kind));
        }
    }
}

// Ids are what the interface, warnings and scripts name layers and feeds by: missing ones are made, repeated ones are
// numbered.
static QString uniqueId(QString wanted, const QString &fallback, QSet<QString> &used)
{
    if (wanted.isEmpty())
        wanted = fallback;
    QString id = wanted;
    for (int n = 2; used.contains(id); ++n)
        id = QStringLiteral("%1#%2").arg(wanted).arg(n);
    used.insert(id);
    return id;
}

static QString baseNameOf(const QString &source)
{
    if (source.startsWith(QLatin1String("PG:"), Qt::CaseInsensitive))
        return QStringLiteral("postgis");
    const qsizetype bar = source.lastIndexOf(u'|');
    if (bar >= 0)
        return source.mid(bar + 1);
    // What a web address carries behind its path may be a key.
    const bool web = source.startsWith(QLatin1String("http"), Qt::CaseInsensitive);
    const QString path = web ? source.section(u'?', 0, 0) : source;
    const QString name = QFileInfo(path).completeBaseName(), folder = path.section(u'/', -2, -2);
    // Tilesets are all called alike; their folders are not.
    return name == QLatin1String("tileset") && !folder.isEmpty() ? folder : name;
}

/// One that cannot be read is left out, and a warning says why.
static void readStoryboards(const QJsonArray &files, const QDir &folder, Project &project)
{
    const auto schema = readJson(QStringLiteral(":/yunjie/storyboard.schema.json"));
    QSet<QString> ids;
    for (const QJsonValue &value : files) {
        const QString path = folder.absoluteFilePath(value.toString());
        const auto json = readJson(path);
        auto board = json ? domain::Storyboard::fromJson(*json, path)
                          : base::Result<domain::Storyboard>(tl::unexpected(json.error()));
        if (board && schema) {
            if (const auto ok = checkSchema(*json, *schema, path, project.warnings); !ok)
                board = tl::unexpected(ok.error());
        }
        if (!board) {
            const base::Error &error = board.error();
            project.warnings.add(error.code, error.source, error.feature, error.message);
            continue;
        }
        if (ids.contains(board->id)) {
            project.warnings.add(QStringLiteral("storyboard-twice"), path, board->id,
                                 tr("there is a storyboard of this id already; this one is left out"));
            continue;
        }
        ids.insert(board->id);
        project.storyboards.push_back(std::make_shared<const domain::Storyboard>(std::move(*board)));
    }
}

base::Result<Project> Project::read(const QString &file)
{
    const QString path = QFileInfo(file).absoluteFilePath();
    const auto json = readJson(path);
    if (!json)
        return tl::unexpected(json.error());
    const auto schema = readJson(QStringLiteral(":/yunjie/district.schema.json"));
    if (!schema)
        return tl::unexpected(schema.error());
    Project project;
    project.path = path;
    if (const auto ok = checkSchema(*json, *schema, path, project.warnings); !ok)
        return tl::unexpected(ok.error());

    const QDir folder = QFileInfo(path).absoluteDir();
    project.name = base::LocalizedText::fromJson(json->value(QLatin1String("name")));
    project.simulated = json->value(QLatin1String("simulated")).toBool();
    project.crs = json->value(QLatin1String("crs")).toString();
    project.store = storeOf(json->value(QLatin1String("store")), folder, project);
    readCommon(*json, folder, project);

    QSet<QString> layerIds, feedIds;
    const auto addLayers = [&](const char *key, bool things) {
        const QJsonArray array = json->value(QLatin1String(key)).toArray();
        for (const QJsonValue &value : array) {
            ProjectLayer layer = layerOf(value.toObject(), folder);
            if (things)
                layer.request.kind = domain::LayerKind::Things;
            layer.request.id = uniqueId(layer.request.id, baseNameOf(layer.request.source), layerIds);
            if (layer.request.kind == domain::LayerKind::Area && layer.request.level == domain::ObjectKind::None) {
                project.warnings.add(
                    QStringLiteral("area-without-level"), path, layer.request.id,
                    tr("an area layer needs a level (sub-district, community, block, grid or quarter); grid is taken"));
                layer.request.level = domain::ObjectKind::Grid;
            }
            project.layers.push_back(std::move(layer));
        }
    };
    addLayers("layers", false);
    addLayers("things", true);
    const QJsonArray people = json->value(QLatin1String("people")).toArray();
    for (const QJsonValue &value : people) {
        const QJsonObject object = value.toObject();
        project.people.push_back(
            {absolute(object.value(QLatin1String("source")).toString(), folder), fieldsOf(object)});
    }
    QSet<QString> targetIds;
    const QJsonArray targets = json->value(QLatin1String("notify")).toArray();
    for (const QJsonValue &value : targets) {
        domain::NotifyTarget target = notifyOf(value.toObject(), project);
        target.id = uniqueId(target.id, target.type, targetIds);
        if (target.name.isEmpty())
            target.name = {target.id, target.id};
        project.notify.push_back(std::move(target));
    }
    const QJsonArray feeds = json->value(QLatin1String("feeds")).toArray();
    for (const QJsonValue &value : feeds) {
        domain::FeedConfig feed = feedOf(value.toObject(), folder, project);
        feed.id = uniqueId(feed.id, feed.type, feedIds);
        if (feed.name.isEmpty())
            feed.name = {feed.id, feed.id};
        project.feeds.push_back(std::move(feed));
    }
    checkSources(project, layerIds, feedIds);
    const QJsonArray views = json->value(QLatin1String("views")).toArray();
    for (const QJsonValue &value : views) {
        const QJsonArray c = value[QLatin1String("camera")].toArray();
        project.views.push_back({base::LocalizedText::fromJson(value[QLatin1String("name")]), c[0].toDouble(),
                                 c[1].toDouble(), c[2].toDouble(), c[3].toDouble(), c[4].toDouble()});
    }
    readStoryboards(json->value(QLatin1String("storyboards")).toArray(), folder, project);
    return project;
}

base::Result<Project> Project::ofFiles(const QStringList &sources)
{
    Project project;
    readCommon({}, QDir::current(), project);
    QSet<QString> ids;
    QStringList names;
    for (const QString &source : sources) {
        ProjectLayer layer;
        layer.request.source = absolute(source, QDir::current());
        layer.request.id = uniqueId({}, baseNameOf(layer.request.source), ids);
        names.append(layer.request.id);
        project.layers.push_back(std::move(layer));
    }
    const QString title = names.join(QStringLiteral(" · "));
    project.name = {title, title};
    return project;
}

bool Project::isProject(const QString &file)
{
    if (!file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return false;
    if (QFileInfo(file).fileName() == QLatin1String("district.json"))
        return true;
    QFile opened(file);
    // Our key stands at the start of what people write; what is not found there is data.
    return opened.open(QIODevice::ReadOnly) && opened.read(4096).contains("\"yunjie-district/");
}

}
