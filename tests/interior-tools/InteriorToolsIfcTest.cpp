#include "formats/ifc/IfcReader.h"
#include "interior/Compare.h"
#include "interior/ElementTree.h"
#include "interior/Measure.h"
#include "interior/PropertySearch.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using interior::Change;

/// The same on the duplex as it is, and as it is after somebody worked on it.
class InteriorToolsIfcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void editedDuplex();
    void searchesDuplex();
    void measuresDuplex();

private:
    QString m_file;
    domain::Interior m_duplex;
};

static base::Result<domain::Interior> read(const QString &file)
{
    formats::IfcRequest request;
    request.file = file;
    request.building = QStringLiteral("B");
    request.frame = geometry::LocalFrame(*geometry::Crs::parse(QStringLiteral("EPSG:4547")), {508000, 2494000, 0});
    request.position = geometry::Vec3(114.08, 22.54, 5);
    return formats::readIfc(request, base::Job());
}

void InteriorToolsIfcTest::initTestCase()
{
    m_file = qEnvironmentVariable("YUNJIE_TESTDATA") + QStringLiteral("/ifc/thatopen/duplex.ifc");
    if (!QFileInfo::exists(m_file))
        QSKIP("YUNJIE_TESTDATA has no ifc/thatopen/duplex.ifc");
    auto duplex = read(m_file);
    QVERIFY2(duplex, duplex ? "" : qPrintable(duplex.error().toLine()));
    m_duplex = std::move(*duplex);
}

void InteriorToolsIfcTest::editedDuplex()
{
    QFile in(m_file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    QByteArray text = in.readAll();
    // A wall is deleted, a piece of furniture moved by a metre, a door's fire rating set, a space renamed.
    const auto &elements = m_duplex.elements;
    const auto firstOf = [&](const char *type) -> const domain::Element & {
        return *std::find_if(elements.begin(), elements.end(), [&](const domain::Element &one) {
            return one.type == QLatin1String(type) && !one.mesh.indices.empty();
        });
    };
    const QByteArray wall = firstOf("IfcWallStandardCase").id.toLatin1();
    const QByteArray chair = firstOf("IfcFurnishingElement").id.toLatin1();
    const qsizetype wallAt = text.lastIndexOf('#', text.indexOf(wall));
    text.remove(wallAt, text.indexOf(";", wallAt) + 1 - wallAt);
    // Its own local placement: the sixth argument names it.
    const qsizetype chairAt = text.indexOf(chair);
    const QByteArray line = text.mid(chairAt, text.indexOf(';', chairAt) - chairAt);
    const auto match =
        QRegularExpression(QStringLiteral(",#(\\d+),#(\\d+),'[^']*'\\)$")).match(QString::fromLatin1(line));
    QVERIFY2(match.hasMatch(), line.constData());
    const QByteArray placement = "#" + match.captured(1).toLatin1() + "=";
    qsizetype at = text.indexOf("\n" + placement);
    if (at < 0)
        at = text.indexOf("\n#" + match.captured(1).toLatin1() + " =");
    QVERIFY(at >= 0);
    const QByteArray statement = text.mid(at + 1, text.indexOf(';', at) - at);
    const auto relative = QRegularExpression(QStringLiteral("IFCLOCALPLACEMENT\\((#\\d+|\\$),(#\\d+)\\)"))
                              .match(QString::fromLatin1(statement));
    QVERIFY2(relative.hasMatch(), statement.constData());
    const QByteArray moved = placement + "IFCLOCALPLACEMENT(#9999001," + relative.captured(2).toLatin1() +
                             ");\n#9999001=IFCLOCALPLACEMENT(" + relative.captured(1).toLatin1() +
                             ",#9999002);\n#9999002=IFCAXIS2PLACEMENT3D(#9999003,$,$);\n"
                             "#9999003=IFCCARTESIANPOINT((1.,0.,0.));";
    text.replace(at + 1, statement.size(), moved);
    text.replace("'A102'", "'A102x'");
    const QTemporaryDir folder;
    QFile out(folder.filePath(QStringLiteral("duplex2.ifc")));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    out.close();
    const auto edited = read(out.fileName());
    QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toLine()));

    QCOMPARE(interior::compare(m_duplex, m_duplex).differences.size(), size_t(0));
    const auto comparison = interior::compare(m_duplex, *edited);
    QStringList said;
    for (const auto &one : comparison.differences)
        said.append(QStringLiteral("%1 %2 %3 %4").arg(int(one.change)).arg(one.type, one.name).arg(one.distance));
    QVERIFY2(comparison.count(Change::Removed) == 1, qPrintable(said.join(u'\n')));
    QCOMPARE(comparison.differences[0].object.id, QString::fromLatin1(wall));
    QVERIFY2(comparison.count(Change::Added) == 0, qPrintable(said.join(u'\n')));
    QVERIFY2(comparison.count(Change::Moved) == 1, qPrintable(said.join(u'\n')));
    const auto &movedOne = comparison.differences[1];
    QCOMPARE(movedOne.object.id, QString::fromLatin1(chair));
    QVERIFY2(std::abs(movedOne.distance - 1) < 0.001, qPrintable(QString::number(movedOne.distance)));
    const auto renamed =
        std::find_if(comparison.differences.begin(), comparison.differences.end(), [](const interior::Difference &one) {
            return one.object.kind == domain::ObjectKind::Space && one.change == Change::Changed;
        });
    QVERIFY2(renamed != comparison.differences.end(), qPrintable(said.join(u'\n')));
    QCOMPARE(renamed->properties.at(0).before, QStringLiteral("A102"));
    QCOMPARE(renamed->properties.at(0).after, QStringLiteral("A102x"));
}

void InteriorToolsIfcTest::searchesDuplex()
{
    const auto external = interior::searchProperties(m_duplex, QStringLiteral("IsExternal=true type=IfcWall*"));
    QVERIFY2(external.size() >= 8, qPrintable(QString::number(external.size())));
    for (const auto &hit : external)
        QCOMPARE(hit.value, QStringLiteral("true"));
    QCOMPARE(interior::searchProperties(m_duplex, QStringLiteral("type=IfcDoor")).size(), size_t(14));
    QVERIFY(!interior::searchProperties(m_duplex, QStringLiteral("FireRating")).empty());
    size_t elements = 0;
    for (const auto &storey : interior::elementTree(m_duplex))
        elements += storey.elements();
    QCOMPARE(elements, m_duplex.elements.size());
}

// Slabs and walls are bodies; what the file states of a slab is what its triangles measure.
void InteriorToolsIfcTest::measuresDuplex()
{
    size_t walls = 0, closed = 0;
    for (const domain::Element &element : m_duplex.elements) {
        if (!element.type.startsWith(QLatin1String("IfcWall")))
            continue;
        ++walls;
        const auto body = interior::measureBody(element.mesh);
        closed += body.closed;
        QVERIFY(!body.closed || body.volume > 0);
    }
    QVERIFY2(closed * 10 >= walls * 8, qPrintable(QStringLiteral("%1 of %2").arg(closed).arg(walls)));
    int clear = 0;
    for (size_t i = 0; i < m_duplex.doors.size(); ++i) {
        const domain::Door &door = m_duplex.doors[i];
        if (door.isWindow)
            continue;
        const auto clearance = interior::clearanceOf(m_duplex, qint32(i));
        QVERIFY(clearance.clearWidth <= clearance.width && clearance.clearHeight <= clearance.height);
        clear += clearance.clearWidth > 0.6;
    }
    QVERIFY2(clear >= 12, qPrintable(QString::number(clear)));
}

QTEST_GUILESS_MAIN(InteriorToolsIfcTest)
#include "InteriorToolsIfcTest.moc"
