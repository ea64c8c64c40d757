#include "MockInterface.h"

#include <QApplication>
#include <QQuickWindow>
#include <QTextStream>

/// "inspect-measure": a tab of the inspector; "list-alarms": a list of the desk; "act-dispatch": what an action of an
/// event asks for, "alarm-shelve" of an alarm; else a sheet.
static void open(tests::MockInterface &interface, const QString &what)
{
    const QString kind = what.section(u'-', 0, 0), name = what.section(u'-', 1);
    QObject *selection = interface.singleton("Selection");
    if (kind == QLatin1String("inspect")) {
        interface.singleton("Inspection")->setProperty("tab", name);
    } else if (kind == QLatin1String("list")) {
        interface.singleton("Shell")->setProperty("list", name);
    } else if (kind == QLatin1String("act") || kind == QLatin1String("alarm")) {
        const bool alarm = kind == QLatin1String("alarm");
        const QString id = alarm ? QStringLiteral("A1") : QStringLiteral("E1");
        const QString of = alarm ? kind : QStringLiteral("event");
        QMetaObject::invokeMethod(selection, "select", Q_ARG(QVariant, of), Q_ARG(QVariant, id));
        if (!name.isEmpty())
            QMetaObject::invokeMethod(interface.singleton("Work"), "begin", Q_ARG(QString, name), Q_ARG(QString, of),
                                      Q_ARG(QVariant, QStringList{id}));
    } else {
        interface.singleton("Shell")->setProperty("sheet", what);
    }
}

/// Pictures of the interface over the mock: `qml_gallery DIR [LAYOUT [THEME [LANG [WxH [SHEET]]]]]`; "all" stands for
/// every one.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QApplication app(argc, argv); // Qt Charts draws with graphics views
    const QStringList arguments = app.arguments();
    const auto choice = [&](int i, const QStringList &all) {
        return arguments.size() > i && arguments[i] != QLatin1String("all") ? QStringList{arguments[i]} : all;
    };
    tests::MockInterface interface;
    QTextStream out(stdout);
    for (const QString &layout : choice(2, {"desk", "wall", "briefing"}))
        for (const QString &theme : choice(3, {"command", "plan"}))
            for (const QString &language : choice(4, {"zh_CN", "en"}))
                for (const QString &size : choice(5, {"1920x1080", "3840x2160", "1280x720", "3840x1080", "5760x2160"})) {
                    tests::Look look{
                        layout, theme, language, {size.section('x', 0, 0).toInt(), size.section('x', 1).toInt()}};
                    QQuickWindow *window = interface.show(look);
                    if (window) {
                        QString name = look.name();
                        if (arguments.size() > 6) {
                            open(interface, arguments[6]);
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
