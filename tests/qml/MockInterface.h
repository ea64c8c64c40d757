#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTranslator>

#include <memory>

namespace tests
{

/// How the interface is to be shown.
struct Look {
    QString layout = QStringLiteral("desk");
    QString theme = QStringLiteral("command");
    QString language = QStringLiteral("en");
    QSize size{1920, 1080};
    bool card = true; ///< something is selected from the start
    QString name() const;
};

/// Makes the folder `path`/Yunjie: links to the product's QML files and the mock's, with a qmldir. Returns the names of
/// the product's files.
QStringList writeModule(const QString &path);

/// The product's QML files and the mock singletons as one module `Yunjie`, in a folder of its own: what ships has no
/// part in it.
class MockInterface
{
public:
    MockInterface();

    /// Loads the window anew with this look and lets it settle. Null where the QML is broken; `warnings` says why.
    QQuickWindow *show(const Look &look);
    /// Everything QML complained of since the last `show`.
    const QStringList &warnings() const { return m_warnings; }
    /// A singleton of the module; lives as long as what `show` made.
    QObject *singleton(const char *name);

private:
    QTemporaryDir m_folder;
    QTranslator m_translator;
    QStringList m_warnings;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
};

}
