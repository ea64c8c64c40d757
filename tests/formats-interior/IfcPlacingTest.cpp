#include "InteriorTesting.h"

using geometry::Vec2;
using geometry::Vec3;

class IfcPlacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bySite();
    void byMapConversion();
    void byRequest();
    void onFootprint();
    void atTheOrigin();
    void layerOfDuplex();
    void layerByGeoreference();
    void probes();
};

/// A wall 10 m along x and 2 m along y, from the origin; `more`: further statements.
static QByteArray wall(const QByteArray &context, const QByteArray &more)
{
    return "ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
           "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,(#9),#2);\n#2=IFCUNITASSIGNMENT((#3));\n"
           "#3=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);\n"
           "#7=IFCCARTESIANPOINT((0.,0.,0.));\n#8=IFCAXIS2PLACEMENT3D(#7,$,$);\n"
           "#9=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#8," +
           context +
           ");\n#10=IFCLOCALPLACEMENT($,#8);\n#11=IFCEXTRUDEDAREASOLID(#12,#8,#13,3000.);\n"
           "#12=IFCRECTANGLEPROFILEDEF(.AREA.,$,#14,10000.,2000.);\n#13=IFCDIRECTION((0.,0.,1.));\n"
           "#14=IFCAXIS2PLACEMENT2D(#15,$);\n#15=IFCCARTESIANPOINT((5000.,1000.));\n"
           "#16=IFCSHAPEREPRESENTATION(#9,'Body','SweptSolid',(#11));\n#17=IFCPRODUCTDEFINITIONSHAPE($,$,(#16));\n"
           "#20=IFCWALL('0000000000000000000020',$,'W',$,$,#10,#17,$,$);\n" +
           more + "ENDSEC;\nEND-ISO-10303-21;\n";
}

static base::Result<domain::Interior> readWall(const QByteArray &context, const QByteArray &more,
                                               const std::function<void(formats::IfcRequest &)> &change = {})
{
    const QTemporaryDir folder;
    formats::IfcRequest request =
        testing::placedRequest(testing::written(folder, QStringLiteral("w.ifc"), wall(context, more)));
    request.position.reset();
    if (change)
        change(request);
    return formats::readIfc(request, base::Job());
}

static geometry::Box3 boundsOfWall(const base::Result<domain::Interior> &interior)
{
    geometry::Box3 box;
    if (interior) {
        for (const domain::Element &element : interior->elements)
            box.add(element.mesh.bounds());
    }
    return box;
}

static bool near(const Vec3 &a, const Vec3 &b, double by = 0.05)
{
    return glm::length(a - b) < by;
}

void IfcPlacingTest::bySite()
{
    // 22 degrees 32' 24.5" N, 114 degrees 4' 48" E, 7 m; true north is the model's x axis: its y axis points west.
    const auto interior = readWall("#30", "#30=IFCDIRECTION((1.,0.));\n"
                                          "#31=IFCSITE('0000000000000000000031',$,'S',$,$,#10,$,$,.ELEMENT.,"
                                          "(22,32,24,500000),(114,4,48),7000.,$,$);\n");
    QVERIFY(interior);
    const geometry::LocalFrame frame = testing::shenzhen();
    const Vec3 at = frame.fromLonLat(Vec3(114.08, 22.54 + 0.5 / 3600, 7));
    const geometry::Box3 box = boundsOfWall(interior);
    QVERIFY2(near(box.min, at + Vec3(-2, 0, 0)), qPrintable(QString::number(glm::length(box.min - at))));
    QVERIFY(near(box.max, at + Vec3(0, 10, 3)));
    QVERIFY2(interior->warnings.isEmpty(), qPrintable(testing::linesOf(interior->warnings)));
}

void IfcPlacingTest::byMapConversion()
{
    // The scale from millimetres to metres stated, and forgotten.
    for (const QByteArray &scale : {QByteArray("0.001"), QByteArray("$")}) {
        const auto interior =
            readWall("$", "#31=IFCPROJECTEDCRS('EPSG:4547',$,$,$,$,$,#32);\n#32=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\n"
                          "#33=IFCMAPCONVERSION(#9,#31,508100.,2494200.,12.,0.,1.," +
                              scale + ");\n");
        QVERIFY(interior);
        const geometry::Box3 box = boundsOfWall(interior);
        QVERIFY2(near(box.min, Vec3(98, 200, 12)) && near(box.max, Vec3(100, 210, 15)),
                 qPrintable(QStringLiteral("%1 %2 %3").arg(box.min.x).arg(box.min.y).arg(box.min.z)));
        QVERIFY2(interior->warnings.isEmpty(), qPrintable(testing::linesOf(interior->warnings)));
    }
    // IFC2X3's property sets.
    const auto sets =
        readWall("$", "#31=IFCPROPERTYSET('0000000000000000000031',$,'ePset_MapConversion',$,(#32,#33,#34));\n"
                      "#32=IFCPROPERTYSINGLEVALUE('Eastings',$,IFCLENGTHMEASURE(508100.),$);\n"
                      "#33=IFCPROPERTYSINGLEVALUE('Northings',$,IFCLENGTHMEASURE(2494200.),$);\n"
                      "#34=IFCPROPERTYSINGLEVALUE('OrthogonalHeight',$,IFCLENGTHMEASURE(12.),$);\n"
                      "#35=IFCPROPERTYSET('0000000000000000000035',$,'ePSet_ProjectedCRS',$,(#36));\n"
                      "#36=IFCPROPERTYSINGLEVALUE('Name',$,IFCLABEL('EPSG:4547'),$);\n");
    QVERIFY(near(boundsOfWall(sets).min, Vec3(100, 200, 12)));
    // Another CRS than the frame's.
    const geometry::LocalFrame frame = testing::shenzhen();
    const auto utm = geometry::Transform::create(frame.crs(), *geometry::Crs::parse(QStringLiteral("EPSG:32650")));
    QVERIFY(utm);
    Vec3 at = frame.toMap(Vec3(0, 0, 0));
    QVERIFY(utm->apply(at));
    const auto interior = readWall("$", "#31=IFCPROJECTEDCRS('EPSG:32650',$,$,$,$,$,$);\n#33=IFCMAPCONVERSION(#9,#31," +
                                            QByteArray::number(at.x * 1000, 'f', 3) + ',' +
                                            QByteArray::number(at.y * 1000, 'f', 3) + ",0.,$,$,$);\n");
    QVERIFY(interior);
    QVERIFY(near(boundsOfWall(interior).min, Vec3(0), 0.3)); // turned by the grids' angle
}

void IfcPlacingTest::byRequest()
{
    const auto interior = readWall("$", {}, [](formats::IfcRequest &request) {
        request.position = Vec3(114.08, 22.54, 5);
        request.heading = 90; // the y axis to the east, the x axis to the south
        request.scale = 2;
    });
    const geometry::LocalFrame frame = testing::shenzhen();
    const Vec3 at = frame.fromLonLat(Vec3(114.08, 22.54, 5));
    const geometry::Box3 box = boundsOfWall(interior);
    QVERIFY(near(box.min, at + Vec3(0, -20, 0)) && near(box.max, at + Vec3(4, 0, 6)));
}

void IfcPlacingTest::onFootprint()
{
    // A footprint turned by 30 degrees, longer along its own y; the site's position is a program's default far away.
    const double c = std::cos(M_PI / 6), s = std::sin(M_PI / 6);
    const Vec2 middle(400, 300);
    geometry::Polygon polygon;
    for (const Vec2 &p : {Vec2(-1, -5), Vec2(1, -5), Vec2(1, 5), Vec2(-1, 5)})
        polygon.outer.push_back(middle + Vec2(c * p.x - s * p.y, s * p.x + c * p.y));
    const auto interior = readWall("$",
                                   "#31=IFCSITE('0000000000000000000031',$,'S',$,$,#10,$,$,.ELEMENT.,(42,21,31,181945),"
                                   "(-71,-3,-24,-263305),0.,$,$);\n",
                                   [&](formats::IfcRequest &request) {
                                       request.footprint = {polygon};
                                       request.ground = 9;
                                   });
    QVERIFY(interior);
    const geometry::Box3 box = boundsOfWall(interior);
    QVERIFY(near(Vec3(Vec2(box.centre()), 0), Vec3(middle, 0)));
    QVERIFY(std::abs(box.min.z - 9) < 0.01);
    const geometry::Box2 target = geometry::bounds(polygon.outer);
    QVERIFY2(glm::length(Vec2(box.size()) - target.size()) < 0.1,
             qPrintable(QStringLiteral("%1 %2").arg(box.size().x).arg(target.size().x)));
    QCOMPARE(interior->warnings.count(QStringLiteral("georeference-ignored")), 1);
}

void IfcPlacingTest::atTheOrigin()
{
    const auto interior = readWall("$", {});
    QVERIFY(interior);
    QVERIFY(near(boundsOfWall(interior).centre(), Vec3(0, 0, 1.5), 0.2));
    QCOMPARE(interior->warnings.count(QStringLiteral("crs-missing")), 1);
}

void IfcPlacingTest::layerOfDuplex()
{
    NEED_DATA(file, "ifc/thatopen/duplex.ifc");
    formats::LayerRequest request;
    request.id = QStringLiteral("duplex");
    request.source = file;
    request.hasPlacement = true;
    request.position = Vec3(114.08, 22.54, 5);
    const auto layers = formats::ifcReader().read(request, testing::shenzhen(), base::Job());
    QVERIFY2(layers, layers ? "" : qPrintable(layers.error().toLine()));
    QCOMPARE(layers->size(), size_t(1));
    const domain::Layer &layer = layers->front();
    QCOMPARE(layer.info.kind, domain::LayerKind::Building);
    QCOMPARE(layer.buildings.size(), size_t(1));
    const domain::Building &building = layer.buildings.front();
    QCOMPARE(building.id, QStringLiteral("1xS3BCk291UvhgP2a6eflK"));
    QCOMPARE(building.name, QStringLiteral("duplex")); // the file names none
    QCOMPARE(building.storeysAbove, 3);                // the roof is a space of its own there
    QCOMPARE(building.storeysBelow, 0);
    QVERIFY(building.solid);
    QCOMPARE(building.solid->surfaces.size(), building.solid->mesh.triangles());
    using domain::SurfaceType;
    for (const SurfaceType type : {SurfaceType::Wall, SurfaceType::Roof, SurfaceType::Window, SurfaceType::Door})
        QVERIFY(std::find(building.solid->surfaces.begin(), building.solid->surfaces.end(), type) !=
                building.solid->surfaces.end());
    const double area = geometry::area(building.footprint);
    QVERIFY2(area > 120 && area < 260, qPrintable(QString::number(area)));
    QVERIFY(std::abs(building.ground - 5) < 0.01);
    QVERIFY2(building.height > 5.5f && building.height < 9, qPrintable(QString::number(building.height)));
    QCOMPARE(layer.attributes.rows(), size_t(1));
    // As a model where that is asked for.
    request.kind = domain::LayerKind::Model;
    const auto models = formats::ifcReader().read(request, testing::shenzhen(), base::Job());
    QVERIFY(models && models->front().models.size() == 1);
    QVERIFY(models->front().models[0].parts.size() > 200);
}

void IfcPlacingTest::layerByGeoreference()
{
    NEED_DATA(file, "ifc/thatopen/AC20-FZK-Haus.ifc");
    formats::LayerRequest request;
    request.source = file;
    const auto found = formats::findReader(request);
    QVERIFY(found);
    QCOMPARE(found->first, &formats::ifcReader());
    const formats::Sublayer &sublayer = found->second.layers.at(0);
    QCOMPARE(sublayer.kind, std::optional(domain::LayerKind::Building));
    const auto frame = geometry::LocalFrame::around(sublayer.crs, sublayer.extent);
    QVERIFY(frame);
    const auto layers = formats::ifcReader().read(request, *frame, base::Job());
    QVERIFY(layers);
    QCOMPARE(layers->front().warnings.count(QStringLiteral("crs-missing")), 0);
    QCOMPARE(layers->front().info.crs, QStringLiteral("EPSG:4326"));
    const domain::Building &building = layers->front().buildings.at(0);
    // Its site is at 49 degrees 6' 1.566" N, 8 degrees 26' 11.5404" E.
    const Vec3 at = frame->fromLonLat(Vec3(8.43653900, 49.10043500, 0));
    QVERIFY(glm::length(geometry::representativePoint(building.footprint) - Vec2(at)) < 30);
    const double area = geometry::area(building.footprint);
    QVERIFY2(area > 90 && area < 150, qPrintable(QString::number(area))); // 12 m x 10 m
    QVERIFY(std::abs(building.ground - 110) < 1);
    QCOMPARE(building.storeysAbove, 2);
    QCOMPARE(building.name, QStringLiteral("FZK-Haus"));
}

void IfcPlacingTest::probes()
{
    const QTemporaryDir folder;
    formats::LayerRequest request;
    request.source = testing::written(folder, QStringLiteral("a.txt"), "x");
    auto probe = formats::ifcReader().probe(request);
    QVERIFY(probe && !*probe);
    request.source = testing::written(folder, QStringLiteral("a.ifc"), "x");
    probe = formats::ifcReader().probe(request);
    QVERIFY(!probe);
    QCOMPARE(probe.error().code, QStringLiteral("ifc-invalid"));
    request.source = testing::written(folder, QStringLiteral("a.ifcxml"), "<x/>");
    probe = formats::ifcReader().probe(request);
    QVERIFY(!probe);
    QCOMPARE(probe.error().code, QStringLiteral("format-unsupported"));
}

QTEST_GUILESS_MAIN(IfcPlacingTest)
#include "IfcPlacingTest.moc"
