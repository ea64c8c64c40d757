#include "InteriorTesting.h"
#include "formats/ifc/StepFile.h"

using formats::step::Value;

class StepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInstances();
    void readsParameters();
    void decodesTexts_data();
    void decodesTexts();
    void survivesMutations();
};

void StepTest::readsInstances()
{
    formats::step::File file;
    QVERIFY(file.parse(
        "ISO-10303-21;\nHEADER;FILE_NAME('DATA;#9=NO();');\nFILE_SCHEMA (('IFC4X3_ADD2'));ENDSEC;\n"
        "DATA;\n#7= IFCWALL('a;b''#1=',$);/* #8=IFCNOT(); */\n#3=IFCSLAB(\n(1,2),.ELEMENT.);#4=;\n#5=IFCX('open;"));
    QCOMPARE(file.schema(), std::string_view("IFC4X3_ADD2"));
    QCOMPARE(file.instances().size(), size_t(2));
    QCOMPARE(file.instances()[0].id, 3u); // by id
    QCOMPARE(file.find(7)->type, std::string_view("IFCWALL"));
    QCOMPARE(file.find(7)->arguments, std::string_view("'a;b''#1=',$"));
    QVERIFY(!file.find(8) && !file.find(9));
    QCOMPARE(file.brokenStatements(), size_t(2));
    formats::step::File none;
    QVERIFY(!none.parse("no STEP file at all"));
    QVERIFY(!none.parse(""));
}

void StepTest::readsParameters()
{
    const auto values = formats::step::arguments("'x',$,*,-1.5E-3, #12,.T.,(1.,(2,3)),IFCLABEL('y'),5.,'it''s'");
    QCOMPARE(values.size(), size_t(10));
    QCOMPARE(values[0].text, std::string_view("x"));
    QVERIFY(values[1].kind == Value::Kind::Null && values[2].kind == Value::Kind::Derived);
    QCOMPARE(values[3].number, -1.5e-3);
    QVERIFY(values[4].isReference());
    QCOMPARE(values[4].reference, 12u);
    QCOMPARE(values[5].text, std::string_view("T"));
    QCOMPARE(values[6].list[1].list[1].number, 3.0);
    QCOMPARE(values[7].text, std::string_view("IFCLABEL"));
    QCOMPARE(values[7].list[0].text, std::string_view("y"));
    QCOMPARE(values[8].number, 5.0);
    QCOMPARE(formats::step::decoded(values[9].text), std::string("it's"));
    // Nested far too deep, and cut off.
    QVERIFY(formats::step::arguments(std::string(100'000, '(')).size() <= 1);
    QVERIFY(formats::step::arguments("'open").size() == 1);
}

void StepTest::decodesTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("plain") << QByteArray("Wand-1") << QStringLiteral("Wand-1");
    QTest::newRow("quote") << QByteArray("2'' pipe") << QStringLiteral("2' pipe");
    QTest::newRow("X2") << QByteArray("\\X2\\536759D4\\X0\\ 7") << QString::fromUtf8("卧委 7");
    QTest::newRow("X4") << QByteArray("\\X4\\0001F3E0\\X0\\") << QString::fromUtf8("🏠");
    QTest::newRow("pair") << QByteArray("\\X2\\D83CDFE0\\X0\\") << QString::fromUtf8("🏠");
    QTest::newRow("X") << QByteArray("K\\X\\FCche") << QString::fromUtf8("Küche");
    QTest::newRow("S") << QByteArray("K\\S\\|che") << QString::fromUtf8("Küche");
    QTest::newRow("UTF-8") << QByteArray("客厅") << QString::fromUtf8("客厅");
    QTest::newRow("ISO 8859-1") << QByteArray("K\xFC"
                                              "che")
                                << QString::fromUtf8("Küche");
    QTest::newRow("backslash") << QByteArray("a\\\\b") << QStringLiteral("a\\b");
    QTest::newRow("cut off") << QByteArray("\\X2\\53") << QStringLiteral("53");
}

void StepTest::decodesTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    QCOMPARE(QString::fromStdString(formats::step::decoded({text.constData(), size_t(text.size())})), meaning);
}

void StepTest::survivesMutations()
{
    const std::string good =
        "ISO-10303-21;DATA;#1=IFCWALL('g',#2,'n\\X2\\4E2D\\X0\\',$,((1.,2.),(3,4)),.A.,IFCX(2));#2=IFCY();";
    quint32 seed = 1;
    for (int round = 0; round < 20'000; ++round) {
        std::string text = good;
        for (int k = 0; k < 3; ++k) {
            seed = seed * 1664525u + 1013904223u;
            text[seed % text.size()] = "()';#,./*\\$=\xFF\0A1"[(seed >> 16) % 17];
        }
        formats::step::File file;
        file.parse(text);
        for (const auto &instance : file.instances()) {
            for (const Value &value : formats::step::arguments(instance.arguments))
                formats::step::decoded(value.text);
        }
    }
}

QTEST_GUILESS_MAIN(StepTest)
#include "StepTest.moc"
