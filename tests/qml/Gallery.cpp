#include "MockInterface.h"

#include <QGuiApplication>
#include <QQuickWindow>
#include <QTextStream>

/// Pictures of the interface over the mock: `qml_gallery DIR [LAYOUT [THEME [LANG [WxH [SHEET]]]]]`; "all" stands for
/// every one.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const auto choice = [&](int i, const QStringList &all) {
        return arguments.size() > i && arguments[i] != QLatin1String("all") ? QStringList{arguments[i]} : all;
    };
    tests::MockInterface interface;
    QTextStream out(stdout);
    for (const QString &layout : choice(2, {"desk", "wall", "briefing"}))
        for (const QString &theme : choice(3, {"command", "plan"}))
            for (const QString &language : choice(4, {"zh_CN", "en"}))
                for (const QString &size : choice(5, {"1920x1080", "3840x2160", "1280x720", "3840x1080"})) {
                    tests::Look look{
                        layout, theme, language, {size.section('x', 0, 0).toInt(), size.section('x', 1).toInt()}};
                    QQuickWindow *window = interface.show(look);
                    if (window) {
                        QString name = look.name();
                        if (arguments.size() > 6) {
                            // "inspect-measure": a tab of the inspector
                            const QString tool = QStringLiteral("inspect-");
                            if (arguments[6].startsWith(tool))
                                interface.singleton("Inspection")->setProperty("tab", arguments[6].mid(tool.size()));
                            else
                                interface.singleton("Shell")->setProperty("sheet", arguments[6]);
                            name += QLatin1Char('-') + arguments[6];
                            for (int i = 0; i < 20; ++i)
                                QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
                        }
                        window->grabWindow().save(arguments.value(1, ".") + QLatin1Char('/') + name + ".png");
                    }
                    out << look.name() << (window ? "" : " BROKEN") << '\n'
                        << interface.warnings().join('\n') << Qt::endl;
                }
    return 0;
}
