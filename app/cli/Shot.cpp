#include "cli/Shot.h"

#include "cli/Tr.h"

#include <QGuiApplication>
#include <QImage>
#include <QTimer>

#include <cstdio>

namespace cli
{

app::ViewerOptions viewerOptions(const Arguments &arguments)
{
    app::ViewerOptions options;
    options.paths = arguments.paths;
    options.cached = arguments.cached;
    options.size = arguments.size;
    options.role = arguments.role;
    options.layout = arguments.layout;
    options.theme = arguments.theme;
    options.quality = arguments.quality;
    options.colouring = arguments.colouring;
    options.view = arguments.view;
    options.select = arguments.select;
    options.enter = arguments.enter;
    options.inside = arguments.inside;
    options.at = arguments.at;
    options.language = arguments.language;
    options.profile = arguments.profile;
    return options;
}

int runShot(const Arguments &arguments)
{
    constexpr int PatienceMs = 180000; // a cold start on software GL with a city of 500,000 buildings takes a minute
    app::ViewerOptions options = viewerOptions(arguments);
    options.still = true;
    options.fixedSize = true;
    if (options.size.isEmpty())
        options.size = QSize(1920, 1080);
    app::Viewer viewer(options);
    int status = 0;
    const auto finish = [&] {
        const QImage picture = viewer.grab();
        if (picture.isNull() || !picture.save(arguments.output)) {
            printError({QStringLiteral("picture-not-written"),
                        tr("the picture could not be written"),
                        arguments.output,
                        {},
                        tr("check folder and ending")});
            status = 1;
        } else {
            std::printf("%s\n", qPrintable(arguments.output));
        }
        const QStringList errors = viewer.session().errors();
        for (const QString &error : errors) {
            std::fprintf(stderr, "%s\n", qPrintable(error));
            status = 1;
        }
        QCoreApplication::exit(status);
    };
    QObject::connect(&viewer, &app::Viewer::ready, &viewer, finish);
    QTimer::singleShot(PatienceMs, &viewer, [&] {
        printError(
            {QStringLiteral("picture-late"), tr("no complete picture within %1 s").arg(PatienceMs / 1000), {}, {}, {}});
        QCoreApplication::exit(1);
    });
    if (const base::Status started = viewer.start(); !started) {
        printError(started.error());
        return 1;
    }
    return QCoreApplication::exec();
}

}
