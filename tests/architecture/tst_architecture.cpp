#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Reads the includes and fails on a forbidden one: the fences of docs/architecture.md.
class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modulesIncludeOnlyWhatTheyMay();
    void dataKnowsNoScreen();
    void onlySceneKnowsQt3D();
    void topLevelFoldersAreTheOwners();
};

struct Include {
    QString file, module, target;
    int line;
};

static std::vector<Include> includesOf(const QString &folder)
{
    std::vector<Include> result;
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QDirIterator files(QStringLiteral(SOURCE_DIR "/") + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        const QString path = file.fileName().mid(int(sizeof(SOURCE_DIR)));
        const QString module =
            path.startsWith(QLatin1String("data/")) ? path.section(u'/', 1, 1) : path.section(u'/', 0, 0);
        int line = 0;
        while (!file.atEnd()) {
            ++line;
            const auto match = pattern.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                result.push_back({path, module, match.captured(1), line});
        }
    }
    return result;
}

void TestArchitecture::modulesIncludeOnlyWhatTheyMay()
{
    const QSet<QString> below{QStringLiteral("base"), QStringLiteral("geometry"), QStringLiteral("domain")};
    QHash<QString, QSet<QString>> may{
        {QStringLiteral("base"), {}},
        {QStringLiteral("geometry"), {QStringLiteral("base")}},
        {QStringLiteral("domain"), {QStringLiteral("base"), QStringLiteral("geometry")}},
        {QStringLiteral("loading"), below + QSet<QString>{QStringLiteral("formats"), QStringLiteral("project"),
                                                          QStringLiteral("sample"), QStringLiteral("interior")}}};
    for (const char *sibling :
         {"interior", "formats", "project", "feeds", "live", "store", "notify", "sample", "scene"})
        may.insert(QString::fromLatin1(sibling), below);
    QSet<QString> modules;
    for (auto it = may.begin(); it != may.end(); ++it)
        modules.insert(it.key());
    modules << QStringLiteral("core") << QStringLiteral("models") << QStringLiteral("viewer") << QStringLiteral("cli");
    QStringList forbidden;
    for (const char *folder : {"data", "scene"}) {
        const auto includes = includesOf(QString::fromLatin1(folder));
        QVERIFY(includes.size() > 10);
        for (const Include &include : includes) {
            const QString target = include.target.section(u'/', 0, 0);
            if (include.target.contains(u'/') && modules.contains(target) && target != include.module &&
                !may[include.module].contains(target))
                forbidden.append(
                    QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target));
        }
    }
    QVERIFY2(forbidden.isEmpty(), qPrintable(forbidden.join(u'\n')));
}

void TestArchitecture::dataKnowsNoScreen()
{
    static const QRegularExpression screen(
        QStringLiteral("^(QtGui|QtQuick|QtQml|QtWidgets|Qt3D|QImage|QColor|QPixmap|QPainter|QFont|QGuiApplication|"
                       "QWindow|QMatrix4x4|QVector3D|QOpenGL)"));
    QStringList forbidden;
    for (const Include &include : includesOf(QStringLiteral("data"))) {
        if (screen.match(include.target).hasMatch())
            forbidden.append(
                QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target));
    }
    QVERIFY2(forbidden.isEmpty(), qPrintable(forbidden.join(u'\n')));
}

void TestArchitecture::onlySceneKnowsQt3D()
{
    QStringList forbidden;
    for (const char *folder : {"app", "data"}) {
        for (const Include &include : includesOf(QString::fromLatin1(folder))) {
            if (include.target.startsWith(QLatin1String("Qt3D")))
                forbidden.append(
                    QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.target));
        }
    }
    for (const Include &include : includesOf(QStringLiteral("app"))) {
        if (include.target.startsWith(QLatin1String("scene/")) && include.target != QLatin1String("scene/CityView.h") &&
            include.target != QLatin1String("scene/ViewState.h") &&
            include.target != QLatin1String("scene/InteriorLook.h") &&
            // Plans on paper have the walls that the view has: geometry alone, no screen.
            include.target != QLatin1String("scene/interior/FloorPlan.h") &&
            include.target != QLatin1String("scene/interior/MeshSlice.h") &&
            include.target != QLatin1String("scene/camera/ScaleBar.h"))
            forbidden.append(QStringLiteral("%1:%2 looks past CityView: %3")
                                 .arg(include.file)
                                 .arg(include.line)
                                 .arg(include.target));
    }
    QVERIFY2(forbidden.isEmpty(), qPrintable(forbidden.join(u'\n')));
}

void TestArchitecture::topLevelFoldersAreTheOwners()
{
    const QSet<QString> allowed{QStringLiteral("app"),       QStringLiteral("scene"), QStringLiteral("data"),
                                QStringLiteral("resources"), QStringLiteral("tests"), QStringLiteral("docs"),
                                QStringLiteral("packaging"), QStringLiteral("build")};
    const QStringList folders = QDir(QStringLiteral(SOURCE_DIR)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders)
        QVERIFY2(allowed.contains(folder), qPrintable(folder));
}

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
