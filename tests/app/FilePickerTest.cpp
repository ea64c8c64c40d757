#include "viewer/FilePicker.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::FilePicker;

/// Qt's own dialog, as it comes where the desktop has none.
class FilePickerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void suggestsAName();
    void takesAPathThatIsTyped();
    void opensAtHomeWhereTheFolderIsMissing();

private:
    static QFileDialog *shown()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QFileDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
};

void FilePickerTest::suggestsAName()
{
    const QTemporaryDir folder;
    FilePicker picker;
    picker.setProperty("mode", FilePicker::Save);
    picker.setProperty("suffix", QStringLiteral("pdf"));
    picker.setProperty("filters", QStringList{QStringLiteral("PDF (*.pdf)")});
    picker.setProperty("suggestion", QUrl::fromLocalFile(folder.filePath(QStringLiteral("暴雨日.pdf"))));
    const QSignalSpy accepted(&picker, &FilePicker::accepted);
    picker.open();
    QTRY_VERIFY(shown());
    QTest::keyClick(shown(), Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(picker.chosen(), QUrl::fromLocalFile(folder.filePath(QStringLiteral("暴雨日.pdf"))));
}

// The dialog of Qt Quick put it behind its folder: /home/a//tmp/b.
void FilePickerTest::takesAPathThatIsTyped()
{
    const QTemporaryDir folder, other;
    FilePicker picker;
    picker.setProperty("mode", FilePicker::Save);
    picker.setProperty("suffix", QStringLiteral("csv"));
    picker.setProperty("suggestion", QUrl::fromLocalFile(folder.filePath(QStringLiteral("a.csv"))));
    const QSignalSpy accepted(&picker, &FilePicker::accepted);
    picker.open();
    QTRY_VERIFY(shown());
    auto *line = shown()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(line);
    line->setText(other.filePath(QStringLiteral("b")));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(picker.chosen(), QUrl::fromLocalFile(other.filePath(QStringLiteral("b.csv"))));
}

// The dialog of Qt Quick took the first file of the working folder.
void FilePickerTest::opensAtHomeWhereTheFolderIsMissing()
{
    FilePicker picker;
    picker.setProperty("mode", FilePicker::Save);
    picker.setProperty("suggestion", QUrl::fromLocalFile(QStringLiteral("/nowhere/at all/plan.pdf")));
    const QSignalSpy rejected(&picker, &FilePicker::rejected);
    picker.open();
    QTRY_VERIFY(shown());
    QVERIFY(shown()->directory().exists());
    QCOMPARE(shown()->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->text(), QStringLiteral("plan.pdf"));
    picker.open(); // one at a time
    QTest::keyClick(shown(), Qt::Key_Escape);
    QTRY_COMPARE(rejected.count(), 1);
    QVERIFY(picker.chosen().isEmpty());
}

QTEST_MAIN(FilePickerTest)
#include "FilePickerTest.moc"
