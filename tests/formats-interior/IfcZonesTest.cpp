#include "InteriorTesting.h"
#include "interior/Assemble.h"
#include "interior/PlanText.h"

using domain::Interior;

/// Zones that are flats become units, and meet those of the city's table; others are told with their rooms.
class IfcZonesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flatsOverTwoStoreys();
    void modelWithoutTable();
    void kindsOfZones();
    void duplexWithFlats();
};

static const domain::Space *spaceNamed(const Interior &interior, const QString &name)
{
    const auto found = std::find_if(interior.spaces.begin(), interior.spaces.end(),
                                    [&](const domain::Space &space) { return space.name == name; });
    return found == interior.spaces.end() ? nullptr : &*found;
}

static QString unitOf(const Interior &interior, const QString &space)
{
    const domain::Space *found = spaceNamed(interior, space);
    return found ? found->unit : QStringLiteral("no space %1").arg(space);
}

static QStringList zonesOf(const Interior &interior, const QString &space)
{
    QStringList zones;
    const domain::Space *found = spaceNamed(interior, space);
    for (const auto &[key, value] : found ? found->properties : decltype(found->properties)()) {
        if (key == QLatin1String("Zone"))
            zones.append(value);
    }
    return zones;
}

static QString unitsOf(const Interior &interior)
{
    QStringList lines;
    for (const domain::Unit &unit : interior.units)
        lines.append(QStringLiteral("%1 %2 %3").arg(unit.id, unit.number).arg(unit.storey));
    lines.sort();
    return lines.join(u'|');
}

static domain::Unit tableUnit(const QString &id, const QString &number, int storey)
{
    domain::Unit unit;
    unit.id = id;
    unit.number = number;
    unit.building = QStringLiteral("B1");
    unit.storey = storey;
    unit.tenancy = QStringLiteral("let");
    return unit;
}

/// Two storeys, with rooms R11 to R14 below and R21 to R24 above, #101 to #104 and #201 to #204.
static QByteArray model(const QByteArray &zones, const QByteArray &schema = "IFC4")
{
    QByteArray text = "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('" + schema +
                      "'));\nENDSEC;\nDATA;\n#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,$,$);\n"
                      "#8=IFCCARTESIANPOINT((0.,0.,0.));\n#9=IFCAXIS2PLACEMENT3D(#8,$,$);\n"
                      "#10=IFCLOCALPLACEMENT($,#9);\n#11=IFCCARTESIANPOINT((0.,0.,3.));\n"
                      "#12=IFCAXIS2PLACEMENT3D(#11,$,$);\n#13=IFCLOCALPLACEMENT($,#12);\n"
                      "#21=IFCBUILDINGSTOREY('0000000000000000000021',$,'1F',$,$,#10,$,$,.ELEMENT.,0.);\n"
                      "#22=IFCBUILDINGSTOREY('0000000000000000000022',$,'2F',$,$,#13,$,$,.ELEMENT.,3.);\n"
                      "#31=IFCRELAGGREGATES('0000000000000000000031',$,$,$,#21,(#101,#102,#103,#104));\n"
                      "#32=IFCRELAGGREGATES('0000000000000000000032',$,$,$,#22,(#201,#202,#203,#204));\n";
    for (int storey = 1; storey <= 2; ++storey) {
        for (int room = 1; room <= 4; ++room) {
            const QByteArray id = QByteArray::number(storey * 100 + room);
            text += '#' + id + "=IFCSPACE('0000000000000000000" + id + "',$,'R" +
                    QByteArray::number(storey * 10 + room) + "',$,$,#" + (storey == 1 ? "10" : "13") +
                    ",$,$,.ELEMENT.,.INTERNAL.,$);\n";
        }
    }
    return text + zones + "ENDSEC;\nEND-ISO-10303-21;\n";
}

static Interior readModel(const QByteArray &text)
{
    const QTemporaryDir folder;
    const auto read =
        formats::readIfc(testing::placedRequest(testing::written(folder, QStringLiteral("z.ifc"), text)), base::Job());
    return read ? *read : Interior();
}

// One is known to the table by its house code, one by its number on the storey of most of its rooms.
void IfcZonesTest::flatsOverTwoStoreys()
{
    Interior interior =
        readModel(model("#300=IFCZONE('0000000000000000000300',$,'101',$,'Unit','');\n"
                        "#301=IFCRELASSIGNSTOGROUP('0000000000000000000301',$,$,$,(#101,#102,#201),$,#300);\n"
                        "#310=IFCZONE('0000000000000000000310',$,'right',$,'Flat','44039900100102');\n"
                        "#311=IFCRELASSIGNSTOGROUP('0000000000000000000311',$,$,$,(#103,#203,#204),$,#310);\n"));
    QCOMPARE(unitsOf(interior), QStringLiteral("101 101 1|44039900100102 right 2"));
    QCOMPARE(unitOf(interior, QStringLiteral("R21")), QStringLiteral("101"));
    QCOMPARE(zonesOf(interior, QStringLiteral("R11")), QStringList(QStringLiteral("101, Unit")));

    domain::Building building;
    building.id = QStringLiteral("B1");
    const domain::Unit left = tableUnit(QStringLiteral("44039900100101"), QStringLiteral("101"), 1);
    const domain::Unit right = tableUnit(QStringLiteral("44039900100102"), QStringLiteral("102"), 1);
    interior::assemble(interior, building, {&left, &right});
    QCOMPARE(unitsOf(interior), QStringLiteral("44039900100101 101 1|44039900100102 102 1"));
    for (const char *room : {"R11", "R12", "R21"})
        QCOMPARE(unitOf(interior, QString::fromLatin1(room)), left.id);
    for (const char *room : {"R13", "R23", "R24"})
        QCOMPARE(unitOf(interior, QString::fromLatin1(room)), right.id);
    for (const char *room : {"R14", "R22"})
        QCOMPARE(unitOf(interior, QString::fromLatin1(room)), QString());
    for (const domain::Unit &unit : interior.units)
        QCOMPARE(unit.tenancy, QStringLiteral("let"));
}

// In a file of its own the zones are the units; two of one name on two storeys are two. No table says anything else.
void IfcZonesTest::modelWithoutTable()
{
    Interior interior =
        readModel(model("#300=IFCZONE('0000000000000000000300',$,'01',$,$);\n"
                        "#301=IFCRELASSIGNSTOGROUP('0000000000000000000301',$,$,$,(#101,#102),$,#300);\n"
                        "#310=IFCZONE('0000000000000000000310',$,'01',$,$);\n"
                        "#311=IFCRELASSIGNSTOGROUP('0000000000000000000311',$,$,$,(#201,#202),$,#310);\n",
                        "IFC2X3"));
    QCOMPARE(unitsOf(interior), QStringLiteral("0000000000000000000300 01 1|0000000000000000000310 01 2"));
    domain::Building building;
    building.id = QStringLiteral("B1");
    interior::assemble(interior, building, {});
    QCOMPARE(interior.units.size(), size_t(2));
    QCOMPARE(unitOf(interior, QStringLiteral("R22")), QStringLiteral("B1::0000000000000000000310"));
    QVERIFY(interior::consistency(building, {}, interior).isEmpty());
}

void IfcZonesTest::kindsOfZones()
{
    const Interior interior = readModel(
        model("#300=IFCSPATIALZONE('0000000000000000000300',$,'T1',$,$,#10,$,$,.OCCUPANCY.);\n"
              "#301=IFCRELREFERENCEDINSPATIALSTRUCTURE('0000000000000000000301',$,$,$,(#101,#102),#300);\n"
              "#310=IFCSPATIALZONE('0000000000000000000310',$,'S1',$,$,#10,$,$,.VENTILATION.);\n"
              "#311=IFCRELREFERENCEDINSPATIALSTRUCTURE('0000000000000000000311',$,$,$,(#101,#103,#104),#310);\n"
              // Told by their names: a fire compartment, and a heated part that has less rooms than the flats.
              "#320=IFCZONE('0000000000000000000320',$,'\\X2\\9632706B5206533A\\X0\\1',$,$,$);\n"
              "#321=IFCRELASSIGNSTOGROUP('0000000000000000000321',$,$,$,(#103,#104),$,#320);\n"
              "#330=IFCZONE('0000000000000000000330',$,'Heizkreis 7',$,$,$);\n"
              "#331=IFCRELASSIGNSTOGROUP('0000000000000000000331',$,$,$,(#201),$,#330);\n"
              // Told by their rooms: the smaller of two that say nothing, by a reference, by being a whole storey.
              "#340=IFCZONE('0000000000000000000340',$,'X',$,$,$);\n"
              "#341=IFCRELASSIGNSTOGROUP('0000000000000000000341',$,$,$,(#201,#202,#203),$,#340);\n"
              "#350=IFCZONE('0000000000000000000350',$,'Y',$,$,$);\n"
              "#351=IFCRELASSIGNSTOGROUP('0000000000000000000351',$,$,$,(#202,#203),$,#350);\n"
              "#360=IFCZONE('0000000000000000000360',$,'204',$,$,$);\n"
              "#361=IFCRELASSIGNSTOGROUP('0000000000000000000361',$,$,$,(#204),$,#360);\n"
              "#362=IFCPROPERTYSINGLEVALUE('Reference',$,IFCIDENTIFIER('204'),$);\n"
              "#363=IFCPROPERTYSET('0000000000000000000363',$,'Pset_SpaceCommon',$,(#362));\n"
              "#364=IFCRELDEFINESBYPROPERTIES('0000000000000000000364',$,$,$,(#204),#363);\n"
              "#370=IFCZONE('0000000000000000000370',$,'Upper part',$,$,$);\n"
              "#371=IFCRELASSIGNSTOGROUP('0000000000000000000371',$,$,$,(#340,#360),$,#370);\n"
              "#372=IFCRELASSIGNSTOGROUP('0000000000000000000372',$,$,$,(#370),$,#340);\n"
              "#373=IFCPROPERTYSINGLEVALUE('Category',$,IFCLABEL('C'),$);\n"
              "#374=IFCPROPERTYSET('0000000000000000000374',$,'Pset_ZoneCommon',$,(#373));\n"
              "#375=IFCRELDEFINESBYPROPERTIES('0000000000000000000375',$,$,$,(#370),#374);\n"));
    QCOMPARE(unitsOf(interior), QStringLiteral("204 204 2|T1 T1 1|Y Y 2"));
    QCOMPARE(unitOf(interior, QStringLiteral("R11")), QStringLiteral("T1"));
    QCOMPARE(unitOf(interior, QStringLiteral("R13")), QString());
    QCOMPARE(zonesOf(interior, QStringLiteral("R13")),
             QStringList({QStringLiteral("S1, VENTILATION"), QString::fromUtf8("防火分区1")}));
    QCOMPARE(unitOf(interior, QStringLiteral("R21")), QString());
    QCOMPARE(unitOf(interior, QStringLiteral("R22")), QStringLiteral("Y"));
    QCOMPARE(zonesOf(interior, QStringLiteral("R11")),
             QStringList({QStringLiteral("T1, OCCUPANCY"), QStringLiteral("S1, VENTILATION")}));
    QCOMPARE(zonesOf(interior, QStringLiteral("R21")),
             QStringList({QStringLiteral("Heizkreis 7"), QStringLiteral("X"), QStringLiteral("Upper part")}));
    const domain::Space *space = spaceNamed(interior, QStringLiteral("R24"));
    QVERIFY(space);
    QVERIFY(std::find(space->properties.begin(), space->properties.end(),
                      std::pair(QStringLiteral("Pset_ZoneCommon.Category"), QStringLiteral("C"))) !=
            space->properties.end());
}

// A real model: its two flats as zones, with a fire compartment a storey, added to the text.
void IfcZonesTest::duplexWithFlats()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    QByteArray text = source.readAll();
    const qsizetype end = text.lastIndexOf("ENDSEC;");
    QVERIFY(end > 0);
    text.insert(end, "#900001=IFCZONE('0000000000000000900001',#33,'A',$,'Apartment');\n"
                     "#900002=IFCRELASSIGNSTOGROUP('0000000000000000900002',#33,$,$,"
                     "(#514,#819,#3197,#3456,#67,#212,#1059,#355,#1442,#1218),$,#900001);\n"
                     "#900003=IFCZONE('0000000000000000900003',#33,'B',$,'Apartment');\n"
                     "#900004=IFCRELASSIGNSTOGROUP('0000000000000000900004',#33,$,$,"
                     "(#1928,#2108,#2412,#3325,#3586,#1627,#1782,#2637,#2789,#3013),$,#900003);\n"
                     "#900005=IFCZONE('0000000000000000900005',#33,'FC 1',$,'Fire compartment');\n"
                     "#900006=IFCRELASSIGNSTOGROUP('0000000000000000900006',#33,$,$,"
                     "(#67,#212,#355,#514,#1627,#1782,#1928,#2108,#3456,#3586),$,#900005);\n");
    Interior interior = readModel(text);
    QCOMPARE(unitsOf(interior), QStringLiteral("A A 1|B B 1"));
    for (const domain::Space &space : interior.spaces)
        QCOMPARE(space.unit, space.name.startsWith(u'R') ? QString() : space.name.left(1));
    QVERIFY(interior.units[0].area > 100 && interior.units[0].area < 150);
    QCOMPARE(zonesOf(interior, QStringLiteral("A102")),
             QStringList({QStringLiteral("A, Apartment"), QStringLiteral("FC 1, Fire compartment")}));
    // The rectangle of its body, which ends at the walls; the area that it states does not.
    const domain::Space *living = spaceNamed(interior, QStringLiteral("A102"));
    QVERIFY(living);
    QVERIFY(std::abs(geometry::area(living->shape) - 4.783 * 5.783) < 0.02);
    QVERIFY(std::abs(living->area - 30.1416f) < 0.001f);

    domain::Building building;
    building.id = QStringLiteral("B1");
    const domain::Unit table = tableUnit(QStringLiteral("B1-2"), QStringLiteral("B"), 1);
    interior::assemble(interior, building, {&table});
    QCOMPARE(unitsOf(interior), QStringLiteral("B1-2 B 1|B1::A A 1"));
    QCOMPARE(unitOf(interior, QStringLiteral("B203")), table.id);
    QCOMPARE(unitOf(interior, QStringLiteral("A203")), QStringLiteral("B1::A"));
}

QTEST_GUILESS_MAIN(IfcZonesTest)
#include "IfcZonesTest.moc"
