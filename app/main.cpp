#include "cli/Check.h"
#include "cli/CommandLine.h"
#include "cli/Export.h"
#include "cli/StoreTool.h"

#ifdef YUNJIE_GUI
#include "cli/BriefingExport.h"
#include "cli/ReportExport.h"
#include "cli/Shot.h"
#include "viewer/Viewer.h"

#include <QApplication>
#else
#include <QCoreApplication>
#endif

#include "core/Localisation.h"

#include <malloc.h>

#include <cstdio>
#include <memory>

static int runHeadless(const cli::Arguments &arguments)
{
    switch (arguments.command) {
    case cli::Command::Check:
        return cli::runCheck(arguments);
    case cli::Command::Sample:
        return cli::runSample(arguments);
    case cli::Command::Simulate:
        return cli::runSimulateCommand(arguments);
    case cli::Command::Export:
#ifdef YUNJIE_GUI
        if (arguments.report.isValid())
            return cli::runReportExport(arguments);
#endif
        return cli::runExport(arguments);
    case cli::Command::Store:
        return cli::runStore(arguments.paths);
    default:
        break;
    }
    std::fprintf(stderr, "yunjie: %s\n",
                 qPrintable(QCoreApplication::translate("cli", "this build has no viewer (YUNJIE_GUI is off)")));
    return 2;
}

static std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv, bool draws)
{
#ifdef YUNJIE_GUI
    if (draws) {
        app::Viewer::prepareApplication();
        return std::make_unique<QApplication>(argc, argv); // Qt Charts draws with widgets' graphics views
    }
    if (cli::needsFonts(argc, argv)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QGuiApplication>(argc, argv);
    }
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

/// Loading takes and frees far more memory than stays in use. With an arena a thread, and a threshold that grows with
/// every large block that is freed, glibc would keep most of it for itself; with two, those that read wait for each
/// other.
static void keepMemoryLow()
{
    constexpr int Arenas = 4, LargeBlock = 256 * 1024, Kept = 4 * 1024 * 1024;
    mallopt(M_ARENA_MAX, Arenas);
    mallopt(M_MMAP_THRESHOLD, LargeBlock);
    mallopt(M_TRIM_THRESHOLD, Kept);
}

int main(int argc, char **argv)
{
    keepMemoryLow();
    const bool draws = cli::needsDisplay(argc, argv);
#ifdef YUNJIE_GUI
    if (draws && qEnvironmentVariableIsEmpty("DISPLAY")) {
        std::fprintf(
            stderr,
            "yunjie: no display; to draw without one, run: xvfb-run -a -s '-screen 0 1920x1080x24' yunjie ...\n");
        return 1;
    }
#endif
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv, draws);
    QCoreApplication::setApplicationName(QStringLiteral("yunjie"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YUNJIE_VERSION));
    auto localisation = std::make_unique<app::Localisation>();
    localisation->setLanguage(cli::languageAsked(argc, argv));
    const auto arguments = cli::parse(QCoreApplication::arguments());
    if (!arguments) {
        std::fputs(qPrintable(arguments.error().text), arguments.error().isError ? stderr : stdout);
        if (!arguments.error().text.endsWith(u'\n'))
            std::fputc('\n', arguments.error().isError ? stderr : stdout);
        return arguments.error().status;
    }
#ifdef YUNJIE_GUI
    if (draws)
        localisation.reset(); // the session has its own, with the user's choice
    switch (arguments->command) {
    case cli::Command::View:
        return app::runViewer(cli::viewerOptions(*arguments));
    case cli::Command::Shot:
        return cli::runShot(*arguments);
    case cli::Command::Bench:
        return cli::runBench(*arguments);
    case cli::Command::Export:
        if (!arguments->briefing.isEmpty())
            return cli::runBriefingExport(*arguments);
        break;
    default:
        break;
    }
#endif
    localisation->setLanguage(arguments->language);
    return runHeadless(*arguments);
}
