#include "cli/CommandLine.h"

#include "cli/Tr.h"
#include "core/Words.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace cli
{

static const std::vector<std::pair<Command, const char *>> &commands()
{
    static const std::vector<std::pair<Command, const char *>> list{
        {Command::Check, "check"},   {Command::Shot, "shot"},         {Command::Bench, "bench"},
        {Command::Sample, "sample"}, {Command::Simulate, "simulate"}, {Command::Export, "export"}};
    return list;
}

const QStringList &benchParts()
{
    static const QStringList parts{QStringLiteral("orbit"),   QStringLiteral("street"), QStringLiteral("fly"),
                                   QStringLiteral("pick"),    QStringLiteral("full"),   QStringLiteral("recolour"),
                                   QStringLiteral("markers"), QStringLiteral("idle"),   QStringLiteral("layouts"),
                                   QStringLiteral("soak")};
    return parts;
}

/// What is asked for, where it is understood and not only help.
static std::optional<Command> commandOf(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        for (const char *quiet : {"--help", "-h", "--version", "-v"}) {
            if (std::strcmp(argv[i], quiet) == 0)
                return {};
        }
    }
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto parsed = parse(arguments);
    // Wrong usage is told without a display too.
    return parsed ? std::optional(parsed->command) : std::nullopt;
}

bool needsDisplay(int argc, char **argv)
{
    const auto command = commandOf(argc, argv);
    // Pictures of slides are taken of the window, as `shot` takes them.
    const bool pictures = command == Command::Export && std::any_of(argv, argv + argc, [](const char *argument) {
                              return std::strncmp(argument, "--briefing", 10) == 0;
                          });
    return pictures || command == Command::View || command == Command::Shot || command == Command::Bench;
}

bool needsFonts(int argc, char **argv)
{
    return commandOf(argc, argv) == Command::Export;
}

QString languageAsked(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return QString::fromLocal8Bit(argv[i + 1]);
        if (std::strncmp(argv[i], "--lang=", 7) == 0)
            return QString::fromLocal8Bit(argv[i] + 7);
    }
    return {};
}

void printError(const base::Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(app::errorLine(error)));
}

static Stop wrong(const QString &why)
{
    return {QStringLiteral("yunjie: %1\n%2").arg(why, tr("Try: yunjie --help")), 2, true};
}

static QString usage()
{
    return tr("Yunjie: the digital twin of a sub-district\n"
              "\n"
              "  yunjie [PATH ...]                 open a project or data files; without a path, the sample district\n"
              "  yunjie check PATH ... [--json] [--interiors]\n"
              "                                    load everything, draw nothing, print what was found and every "
              "warning\n"
              "  yunjie shot PATH ... -o OUT.png   draw one picture when everything has loaded\n"
              "  yunjie bench PATH ... [--frames N] [--to mqtt://HOST:PORT --rate N --seconds N] [--json]\n"
              "                                    orbit and report times, memory and what was drawn\n"
              "  yunjie sample DIR [--seed N] [--buildings N]\n"
              "                                    write the sample district\n"
              "  yunjie simulate PATH [--to mqtt://HOST:PORT] [--rate N] [--speed X] [--seconds N]\n"
              "                                    play sensors and events into a broker or to standard output\n"
              "  yunjie export PATH [--building ID] [--storey N] -o plan.pdf|plan.dxf|part.glb [--scale N] [--paper "
              "A3]\n"
              "                                    write a storey's plan, or the building, a storey or a part as a "
              "model\n") +
           tr("  yunjie export [PATH] --briefing FILE|ID -o out.pdf|out.mp4|out.webm|DIR [--size WxH]\n"
              "                                    write a briefing: pages, a video, or a PNG file for each slide\n") +
           tr("  yunjie export [PATH] --report DAY -o out.pdf\n"
              "                                    write the one-page report of a day\n") +
           tr("  yunjie store check|info|backup|export PROJECT|URL ...\n"
              "                                    look whether a store is sound and what is in it, copy it, write "
              "tables of it\n");
}

QString problemOf(const QCommandLineParser &parser)
{
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString dashes = unknown.first().size() > 1 ? QStringLiteral("--") : QStringLiteral("-");
        return tr("there is no option %1").arg(dashes + unknown.first());
    }
    // "Missing value after '--size'.", in Qt's words.
    static const QRegularExpression quoted(QStringLiteral("'(-[^']*)'"));
    const auto found = quoted.match(parser.errorText());
    return found.hasMatch() ? tr("%1 wants a value").arg(found.captured(1)) : parser.errorText();
}

static bool isExportName(const QString &file)
{
    for (const char *ending : {".pdf", ".dxf", ".glb", ".gltf"}) {
        if (file.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

tl::expected<Arguments, Stop> parse(const QStringList &arguments)
{
    Arguments result;
    if (arguments.value(1) == QLatin1String("store")) {
        result.command = Command::Store;
        result.paths = arguments.mid(2);
        const qsizetype language = result.paths.indexOf(QStringLiteral("--lang"));
        if (language >= 0)
            result.language = result.paths.value(language + 1);
        return result;
    }
    QCommandLineParser parser;
    const auto add = [&parser](const char *name, const QString &text, const char *value = nullptr) {
        parser.addOption(QCommandLineOption(QString::fromLatin1(name).split(u','), text, QString::fromLatin1(value)));
    };
    parser.addPositionalArgument(QStringLiteral("PATH"), tr("Project file, folder with a district.json, or data files"),
                                 QStringLiteral("[PATH ...]"));
    add("json", tr("One JSON object on standard output, nothing else there"));
    add("interiors", tr("Open every building whose inside is known, and count what is there"));
    add("o,output", tr("The file to write"), "OUT");
    add("building", tr("The building to export"), "ID");
    add("storey", tr("The storey to export: 1 is the ground floor, -1 the first below"), "N");
    add("scale", tr("Scale of the plan, 1 to N; as fits without it"), "N");
    add("briefing", tr("The briefing to export: a file, or the id of one of the project's"), "FILE|ID");
    add("report", tr("The day whose report is wanted, ISO 8601"), "DAY");
    add("paper", tr("Paper of the plan: A4, A3, A2, A1 or A0; as fits without it"), "PAPER");
    add("frames", tr("Frames to measure"), "N");
    add("parts", tr("What bench measures, with commas between: %1").arg(benchParts().join(QStringLiteral(", "))),
        "LIST");
    add("seed", tr("Seed of the sample district"), "N");
    add("buildings", tr("About so many buildings"), "N");
    add("to", tr("Broker to publish to"), "mqtt://HOST:PORT");
    add("rate", tr("Messages a second, made up instead of replayed"), "N");
    add("speed", tr("Seconds replayed a second"), "X");
    add("seconds", tr("Stop after so many seconds"), "N");
    add("size", tr("Size of the window"), "WxH");
    add("layout", tr("desk, wall or briefing"), "LAYOUT");
    add("theme", tr("command (dark) or plan (light)"), "THEME");
    add("role", tr("Who sits here: operator, official, planner or administrator"), "ROLE");
    add("quality", tr("auto, low, medium or high"), "QUALITY");
    add("colour", tr("Colour buildings by plain, use, height, year, storeys, grid or attribute:NAME"), "WHAT");
    add("view", tr("A saved view, or LON,LAT,HEIGHT,HEADING,PITCH"), "VIEW");
    add("select", tr("Select a place, thing, event or alarm"), "ID");
    add("enter", tr("Enter a place or building; of a unit, room or device the building with its room"), "ID");
    add("inside", tr("How the entered building is shown: spread=up, paint=sensors, section=x, storey=7, table ..."),
        "WHAT");
    add("at", tr("The time to show, ISO 8601"), "TIME");
    add("lang", tr("en or zh_CN"), "LANGUAGE");
    add("profile", tr("Settings, caches and stores go there"), "DIR");
    add("no-cache", tr("Keep and use no finished tiles on disk"));
    add("verbose", tr("Say more on standard error"));
    add("h,help", tr("Print this help"));
    add("v,version", tr("Print the version"));
    if (!parser.parse(arguments))
        return tl::unexpected(wrong(problemOf(parser)));
    if (parser.isSet(QStringLiteral("help"))) {
        // The parser's own text knows nothing of commands, and has its headings in English: ours first, then its list
        // of options.
        QString options = parser.helpText();
        options = options.mid(options.indexOf(QLatin1String("Options:")));
        options.replace(QLatin1String("Options:"), tr("Options:"));
        options.replace(QLatin1String("Arguments:"), tr("Arguments:"));
        return tl::unexpected(Stop{usage() + u'\n' + options, 0, false});
    }
    if (parser.isSet(QStringLiteral("version")))
        return tl::unexpected(
            Stop{QStringLiteral("yunjie %1\n").arg(QCoreApplication::applicationVersion()), 0, false});

    result.paths = parser.positionalArguments();
    // The first word that is no option: options may stand before the command.
    for (const auto &[command, name] : commands()) {
        if (!result.paths.isEmpty() && result.paths.first() == QLatin1String(name)) {
            result.command = command;
            result.paths.removeFirst();
            break;
        }
    }
    result.json = parser.isSet(QStringLiteral("json"));
    result.interiors = parser.isSet(QStringLiteral("interiors"));
    result.cached = !parser.isSet(QStringLiteral("no-cache"));
    result.verbose = parser.isSet(QStringLiteral("verbose"));
    const auto text = [&](const char *name) { return parser.value(QString::fromLatin1(name)); };
    result.output = text("output");
    result.to = text("to");
    result.building = text("building");
    result.briefing = text("briefing");
    result.view = text("view");
    result.select = text("select");
    result.enter = text("enter");
    result.inside = text("inside");
    result.profile = text("profile");
    result.colouring = text("colour");

    QString bad;
    const auto number = [&](const char *name, auto &target, double least, double most) {
        const QString value = text(name);
        if (value.isEmpty())
            return;
        bool ok = false;
        const double parsed = value.toDouble(&ok);
        if (!ok || parsed < least || parsed > most)
            bad = tr("--%1 wants a number from %2 to %3, not \"%4\"")
                      .arg(QLatin1String(name))
                      .arg(least)
                      .arg(most)
                      .arg(value);
        target = static_cast<std::remove_reference_t<decltype(target)>>(parsed);
    };
    const auto choice = [&](const char *name, QString &target, const QStringList &values) {
        target = text(name);
        if (!target.isEmpty() && !values.contains(target))
            bad =
                tr("--%1 is one of %2, not \"%3\"").arg(QLatin1String(name), values.join(QStringLiteral(", ")), target);
    };
    number("frames", result.frames, 1, 100000);
    result.parts = parser.isSet(QStringLiteral("parts")) ? text("parts").split(u',', Qt::SkipEmptyParts)
                                                         : benchParts().first(benchParts().size() - 1);
    for (const QString &part : std::as_const(result.parts)) {
        if (!benchParts().contains(part))
            bad = tr("--%1 is one of %2, not \"%3\"")
                      .arg(QStringLiteral("parts"), benchParts().join(QStringLiteral(", ")), part);
    }
    number("seed", result.seed, 0, 4294967295.0);
    number("buildings", result.buildings, 100, 5000000);
    number("rate", result.rate, 0, 1000000);
    number("speed", result.speed, 0.001, 1000000);
    number("seconds", result.seconds, 0, 1e9);
    number("storey", result.storey, -100, 500);
    number("scale", result.scale, 1, 100000);
    choice(
        "paper", result.paper,
        {QStringLiteral("A4"), QStringLiteral("A3"), QStringLiteral("A2"), QStringLiteral("A1"), QStringLiteral("A0")});
    choice("layout", result.layout, {QStringLiteral("desk"), QStringLiteral("wall"), QStringLiteral("briefing")});
    choice("theme", result.theme, {QStringLiteral("command"), QStringLiteral("plan")});
    choice("role", result.role,
           {QStringLiteral("operator"), QStringLiteral("official"), QStringLiteral("planner"),
            QStringLiteral("administrator")});
    choice("quality", result.quality,
           {QStringLiteral("auto"), QStringLiteral("low"), QStringLiteral("medium"), QStringLiteral("high")});
    choice("lang", result.language, {QStringLiteral("en"), QStringLiteral("zh_CN")});
    if (const QString size = text("size"); !size.isEmpty()) {
        const QStringList sides = size.split(u'x');
        result.size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
        if (result.size.width() < 320 || result.size.height() < 240 || result.size.width() > 16384 ||
            result.size.height() > 16384)
            bad = tr("--size is WxH, from 320x240 to 16384x16384, not \"%1\"").arg(size);
    }
    if (const QString at = text("at"); !at.isEmpty()) {
        const QDateTime time = QDateTime::fromString(at, Qt::ISODate);
        if (!time.isValid())
            bad = tr("--at is a time in ISO 8601, not \"%1\"").arg(at);
        result.at = time.toMSecsSinceEpoch();
    }

    if (const QString day = text("report"); !day.isEmpty()) {
        result.report = QDate::fromString(day, Qt::ISODate);
        if (!result.report.isValid())
            bad = tr("--report is a day such as 2026-06-18, not \"%1\"").arg(day);
        else if (result.command == Command::Export &&
                 !result.output.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
            bad = tr("export --report wants -o with a name that ends in .pdf");
    }
    const bool isData =
        result.command == Command::Check || result.command == Command::Simulate || result.command == Command::Export;
    if (result.command == Command::Shot && result.output.isEmpty())
        bad = tr("shot wants -o OUT.png");
    else if (result.command == Command::Export && !result.briefing.isEmpty()) {
        if (result.output.isEmpty())
            bad = tr("export --briefing wants -o with a name that ends in .pdf, .mp4 or .webm, or a folder");
    } else if (result.command == Command::Export && !isExportName(result.output))
        bad = tr("export wants -o with a name that ends in .pdf, .dxf or .glb");
    else if (result.command == Command::Sample && result.paths.size() != 1)
        bad = tr("sample wants one folder");
    else if (isData && result.paths.isEmpty() && result.briefing.isEmpty() && !result.report.isValid())
        bad = tr("a path is missing");
    if (!bad.isEmpty())
        return tl::unexpected(wrong(bad));
    return result;
}

}
