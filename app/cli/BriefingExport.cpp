#include "cli/BriefingExport.h"

#include "cli/Shot.h"
#include "cli/Tr.h"
#include "show/StoryboardFiles.h"
#include "viewer/Viewer.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace cli
{

/// Ctrl+C leaves no half a file: the handler may only set this.
static volatile std::sig_atomic_t s_interrupted = 0;

/// The briefing that is meant: a file, else one of the project's.
static base::Status choose(app::StoryboardEditor &storyboard, const QString &asked)
{
    if (const domain::Storyboard *known = storyboard.find(asked)) {
        storyboard.show(domain::Storyboard(*known));
        return {};
    }
    if (!QFileInfo::exists(asked)) {
        QStringList ids;
        for (const QVariant &board : storyboard.boards())
            ids.append(board.toMap().value(QStringLiteral("id")).toString());
        return base::failure(
            QStringLiteral("briefing-unknown"), tr("there is no file and no briefing of this name"), asked, {},
            ids.isEmpty() ? tr("the project has none") : tr("the project has: %1").arg(ids.join(QStringLiteral(", "))));
    }
    auto board = app::readStoryboard(asked);
    if (!board)
        return tl::unexpected(board.error());
    storyboard.show(*board);
    return {};
}

int runBriefingExport(const Arguments &arguments)
{
    app::ViewerOptions options = viewerOptions(arguments);
    options.still = true;
    options.fixedSize = true;
    options.layout = QStringLiteral("briefing");
    // The window only shows what is made, whatever the size of that.
    options.size = QSize(1280, 720);
    app::Viewer viewer(options);
    const auto fail = [](const base::Error &error) {
        printError(error);
        QCoreApplication::exit(1);
    };
    app::BriefingExporter &exporter = viewer.briefing().exporter();
    const bool isTerminal = isatty(STDERR_FILENO) != 0;
    QString said;
    QObject::connect(&exporter, &app::BriefingExporter::progressChanged, &viewer, [&] {
        if (arguments.json || exporter.stageText() == said || exporter.stageText().isEmpty())
            return;
        said = exporter.stageText();
        std::fprintf(stderr, isTerminal ? "\r\033[K%3d %%  %s" : "%3d %%  %s\n", int(exporter.progress() * 100),
                     qPrintable(said));
    });
    QObject::connect(&exporter, &app::BriefingExporter::finished, &viewer, [&] {
        if (isTerminal && !said.isEmpty())
            std::fputc('\n', stderr);
        if (!exporter.result()) {
            fail(exporter.result().error());
            return;
        }
        std::printf("%s\n", qPrintable(arguments.output));
        QCoreApplication::exit(0);
    });
    QObject::connect(&viewer, &app::Viewer::ready, &viewer, [&] {
        base::Status begun = choose(viewer.briefing().storyboard(), arguments.briefing);
        if (begun)
            begun = exporter.start(arguments.output, arguments.size);
        if (!begun)
            fail(begun.error());
    });
    std::signal(SIGINT, [](int) { s_interrupted = 1; });
    std::signal(SIGTERM, [](int) { s_interrupted = 1; });
    QTimer interrupted;
    constexpr int LookMs = 100;
    interrupted.setInterval(LookMs);
    QObject::connect(&interrupted, &QTimer::timeout, &viewer, [&] {
        if (s_interrupted == 0)
            return;
        interrupted.stop();
        if (exporter.isRunning())
            exporter.cancel();
        else
            QCoreApplication::exit(1);
    });
    interrupted.start();
    if (const base::Status started = viewer.start(); !started) {
        printError(started.error());
        return 1;
    }
    return QCoreApplication::exec();
}

}
