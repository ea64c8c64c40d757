#pragma once

#include "base/Result.h"

#include <QDate>
#include <QSize>
#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace cli
{

enum class Command { View, Check, Shot, Bench, Sample, Simulate, Export, Store };

/// What was asked for on the command line (docs/command-line.md).
struct Arguments {
    Command command = Command::View;
    QStringList paths; ///< of `store` everything after that word: it has options of its own
    bool json = false, verbose = false;
    bool cached = true; ///< finished tiles are kept on disk between runs
    bool interiors = false;                  ///< check: opens every building whose inside is known
    QString output;                          ///< shot, export
    QString building, paper;                 ///< export
    QString briefing;                        ///< export: a storyboard's file or id
    QDate report;                            ///< export: the day whose report is wanted
    int storey = 0, scale = 0;               ///< export; 0: the ground floor, as fits
    int frames = 120;                        ///< bench
    QStringList parts;                       ///< bench: what is measured, of benchParts()
    quint32 seed = 1;                        ///< sample
    int buildings = 0;                       ///< sample; 0: as many as the sample has
    QString to;                              ///< simulate
    double rate = 0, speed = 1, seconds = 0; ///< simulate
    QSize size;
    QString role, layout, theme, view, select, enter, inside, language, profile, colouring, quality;
    std::optional<qint64> at; ///< ms UTC
};

/// What to do instead of a command, with its exit status: help, version, wrong usage.
struct Stop {
    QString text;
    int status = 0;
    bool isError = false;
};

/// What `bench` can measure, in its order; all but the last, which takes long, where nothing is chosen.
const QStringList &benchParts();

/// `arguments` with the program's name first.
tl::expected<Arguments, Stop> parse(const QStringList &arguments);

/// Whether the command draws: known before any application object is made.
bool needsDisplay(int argc, char **argv);
/// Whether it writes pages: fonts are needed, but no display. Known before any application object is made.
bool needsFonts(int argc, char **argv);

/// The value of --lang, for what is said before the command line is understood; empty where it is not there.
QString languageAsked(int argc, char **argv);

/// What the parser did not understand, in words.
QString problemOf(const QCommandLineParser &parser);

/// One line on standard error.
void printError(const base::Error &error);

}
