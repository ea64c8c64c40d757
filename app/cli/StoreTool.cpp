#include "cli/StoreTool.h"

#include "cli/CommandLine.h"
#include "cli/StoreExport.h"
#include "cli/Tr.h"
#include "project/Project.h"
#include "store/Care.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace cli
{

base::Result<domain::StoreConfig> storeOf(const QString &where)
{
    domain::StoreConfig config;
    for (const char *scheme : {"sqlite:", "postgresql:", "postgres:"}) {
        if (where.startsWith(QLatin1String(scheme))) {
            config.url = where;
            return config;
        }
    }
    QFileInfo file(where);
    if (file.isDir())
        file.setFile(QDir(where).filePath(QStringLiteral("district.json")));
    if (!file.exists())
        return base::failure(QStringLiteral("file-missing"), tr("there is no such file"), where);
    if (!project::Project::isProject(file.filePath())) {
        config.url = QStringLiteral("sqlite:") + file.absoluteFilePath();
        return config;
    }
    const auto read = project::Project::read(file.filePath());
    if (!read)
        return tl::unexpected(read.error());
    if (read->store.url.isEmpty())
        return base::failure(QStringLiteral("store-missing"), tr("the project names no store"), where, {},
                             tr("name the store itself: sqlite:FILE or postgresql://USER@HOST/DATABASE"));
    return read->store;
}

static int fail(const base::Error &error)
{
    printError(error);
    return 1;
}

static void printJson(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

/// One line for each thing that is wrong; nothing where all is sound.
static int check(const domain::StoreConfig &config, bool json)
{
    const auto wrong = store::checkIntegrity(config);
    if (!wrong)
        return fail(wrong.error());
    if (json)
        printJson({{QStringLiteral("sound"), wrong->isEmpty()},
                   {QStringLiteral("wrong"), QJsonArray::fromStringList(*wrong)}});
    else
        for (const QString &line : *wrong)
            std::printf("%s\n", qPrintable(line));
    return wrong->isEmpty() ? 0 : 1;
}

/// What is in it: a line each.
static int info(const domain::StoreConfig &config, bool json)
{
    const auto contents = store::contentsOf(config);
    if (!contents)
        return fail(contents.error());
    if (json)
        printJson(*contents);
    else
        for (auto each = contents->begin(); each != contents->end(); ++each)
            std::printf("%-14s %s\n", qPrintable(each.key()), qPrintable(each.value().toVariant().toString()));
    return 0;
}

int runStore(const QStringList &arguments)
{
    const QString what = arguments.value(0);
    if (what == QLatin1String("export"))
        return runStoreExport(arguments.mid(1));
    QCommandLineParser parser;
    for (const char *name : {"lang", "profile"})
        parser.addOption({QLatin1String(name), {}, QStringLiteral("VALUE")});
    parser.addOption(QCommandLineOption(QStringLiteral("json")));
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, {}, QStringLiteral("FILE")});
    const bool understood = parser.parse(QStringList{QStringLiteral("yunjie")} + arguments.mid(1)) &&
                            parser.positionalArguments().size() == 1;
    const QString file = parser.value(QStringLiteral("output"));
    const bool isBackup = what == QLatin1String("backup");
    const bool isInfo = what == QLatin1String("info");
    const bool json = parser.isSet(QStringLiteral("json"));
    if (!understood || (!isBackup && !isInfo && what != QLatin1String("check")) || (isBackup && file.isEmpty())) {
        std::fprintf(stderr, "%s\n",
                     qPrintable(tr("yunjie store check PROJECT|URL [--json]\n"
                                   "yunjie store info PROJECT|URL [--json]\n"
                                   "yunjie store backup PROJECT|URL -o FILE [--json]\n"
                                   "yunjie store export PROJECT|URL --what WHAT -o FILE ...")));
        return 2;
    }
    const auto config = storeOf(parser.positionalArguments().first());
    if (!config)
        return fail(config.error());
    if (isInfo)
        return info(*config, json);
    if (!isBackup)
        return check(*config, json);
    if (const base::Status done = store::backup(*config, QFileInfo(file).absoluteFilePath()); !done)
        return fail(done.error());
    if (json)
        printJson({{QStringLiteral("file"), QFileInfo(file).absoluteFilePath()},
                   {QStringLiteral("bytes"), QFileInfo(file).size()}});
    else
        std::printf("%s\n", qPrintable(file));
    return 0;
}

}
