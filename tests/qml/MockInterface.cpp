#include "MockInterface.h"

#include "BuildingTableMock.h"
#include "FeatureTableMock.h"
#include "PlaceTreeMock.h"
#include "charts/ChartTools.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QQmlComponent>
#include <QTextStream>

namespace tests
{

QString Look::name() const
{
    return QStringLiteral("%1-%2-%3-%4x%5").arg(layout, theme, language).arg(size.width()).arg(size.height());
}

QStringList writeModule(const QString &path)
{
    const QString folder = path + QStringLiteral("/Yunjie");
    QDir().mkpath(folder);
    QFile list(folder + QStringLiteral("/qmldir"));
    if (!list.open(QIODevice::WriteOnly))
        return {};
    QStringList shipped;
    QTextStream out(&list);
    out << "module Yunjie\n";
    for (const QString &source : {QStringLiteral(YUNJIE_QML), QStringLiteral(YUNJIE_QML_MOCK)}) {
        for (const QFileInfo &file : QDir(source).entryInfoList({QStringLiteral("*.qml")})) {
            QFile text(file.filePath());
            const bool single = text.open(QIODevice::ReadOnly) && text.readLine().startsWith("pragma Singleton");
            QFile::link(file.filePath(), folder + QLatin1Char('/') + file.fileName());
            out << (single ? "singleton " : "") << file.completeBaseName() << " 1.0 " << file.fileName() << '\n';
            if (source == QLatin1String(YUNJIE_QML))
                shipped += file.fileName();
        }
    }
    const QString lint = QStringLiteral("/.qmllint.ini");
    QFile::link(QStringLiteral(YUNJIE_QML) + lint, folder + lint);
    return shipped;
}

MockInterface::MockInterface()
{
    qmlRegisterType<FeatureTableMock>("YunjieMock", 1, 0, "FeatureTableMock");
    qmlRegisterType<BuildingTableMock>("YunjieMock", 1, 0, "BuildingTableMock");
    qmlRegisterType<PlaceTreeMock>("YunjieMock", 1, 0, "PlaceTreeMock");
    qmlRegisterType<app::ChartTools>("YunjieMock", 1, 0, "ChartToolsReal");
    writeModule(m_folder.path());
}

QObject *MockInterface::singleton(const char *name)
{
    QQmlComponent component(m_engine.get());
    component.setData("import QtQml\nimport Yunjie\nQtObject { property var one: " + QByteArray(name) + " }", QUrl());
    const std::unique_ptr<QObject> made(component.create());
    if (!made)
        m_warnings += component.errorString();
    return made ? made->property("one").value<QObject *>() : nullptr;
}

QQuickWindow *MockInterface::show(const Look &look)
{
    m_engine.reset();
    m_warnings.clear();
    QCoreApplication::removeTranslator(&m_translator);
    if (look.language == QLatin1String("zh_CN") && m_translator.load(QStringLiteral(YUNJIE_QM)))
        QCoreApplication::installTranslator(&m_translator);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->setOutputWarningsToStandardError(false);
    QObject::connect(m_engine.get(), &QQmlEngine::warnings, m_engine.get(), [this](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            m_warnings += error.toString();
    });
    m_engine->addImportPath(m_folder.path());
    QObject *session = singleton("Session");
    if (!session)
        return nullptr;
    session->setProperty("layout", look.layout);
    session->setProperty("theme", look.theme);
    session->setProperty("language", look.language);
    if (QObject *card = singleton("Card"))
        card->setProperty("visible", look.card);
    m_engine->load(QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("Yunjie/Main.qml"))));
    auto *window =
        m_engine->rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    if (!window)
        return nullptr;
    window->resize(look.size);
    window->show();
    for (QElapsedTimer time =
             [] {
                 QElapsedTimer t;
                 t.start();
                 return t;
             }();
         time.elapsed() < 120;)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return window;
}

}
