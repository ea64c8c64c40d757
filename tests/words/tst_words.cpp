#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTextLayout>
#include <QXmlStreamReader>

namespace
{

struct Message {
    QString context, source, comment;
    QStringList forms; ///< one, or one a number
    bool numerus = false, finished = true;
};

QString inTree(const char *path)
{
    return QStringLiteral(YUNJIE_SOURCE "/") + QLatin1String(path);
}

/// A translation file of Qt Linguist.
QList<Message> messagesOf(const QString &path)
{
    QList<Message> all;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QXmlStreamReader xml(&file);
    QString context;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("message"))
            all.append(message);
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            message = {context, {}, {}, {}, xml.attributes().hasAttribute(QLatin1String("numerus")), true};
        else if (xml.name() == QLatin1String("source"))
            message.source = xml.readElementText();
        else if (xml.name() == QLatin1String("comment"))
            message.comment = xml.readElementText();
        else if (xml.name() == QLatin1String("numerusform"))
            message.forms.append(xml.readElementText());
        else if (xml.name() == QLatin1String("translation")) {
            message.finished = xml.attributes().value(QLatin1String("type")).isEmpty();
            if (!message.numerus)
                message.forms.append(xml.readElementText());
        }
    }
    return all;
}

/// Every text of a data file that is Chinese in `zh_CN`.
void collectChinese(const QJsonValue &value, QStringList &into, bool isChinese = false)
{
    if (value.isString() && isChinese) {
        into.append(value.toString());
    } else if (value.isArray()) {
        for (const QJsonValue &each : value.toArray())
            collectChinese(each, into, isChinese);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collectChinese(*it, into, isChinese || it.key() == QLatin1String("zh_CN"));
    }
}

const QStringList &dataTexts()
{
    static const QStringList texts = [] {
        QStringList all;
        QDirIterator files(inTree("resources"), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                collectChinese(QJsonDocument::fromJson(file.readAll()).object(), all);
        }
        return all;
    }();
    return texts;
}

QString readable(const QString &text)
{
    return QString(text).replace(u'\n', QStringLiteral("\\n"));
}

/// Tells each line by itself: one long message would be cut.
bool isEmpty(const QStringList &lines)
{
    for (const QString &line : lines)
        qWarning("%s", qPrintable(line));
    return lines.isEmpty();
}

/// What is wrong with the punctuation of a Chinese text (GB/T 15834: full-width); empty where nothing is.
QString misplaced(const QString &text)
{
    static const QRegularExpression han(QStringLiteral("[\\x{4E00}-\\x{9FFF}]"));
    // Placeholders may be Chinese: a text of nothing else is punctuated as one.
    static const QRegularExpression placeholder(QStringLiteral("%L?[0-9n]+"));
    QString plain = QString(text).replace(placeholder, QStringLiteral("某"));
    static const QRegularExpression letters(QStringLiteral("[A-Za-z0-9]"));
    if (!text.contains(han) && (plain.contains(letters) || !plain.contains(QStringLiteral("某"))))
        return {};
    // Between a Chinese character and anything, or at the end of a Chinese sentence. Not within numbers, keys, names of
    // files, options and commands, which stay as they are typed.
    static const QList<std::pair<QRegularExpression, const char *>> rules = {
        {QRegularExpression(QStringLiteral(
             "[\\x{4E00}-\\x{9FFF}”）》]\\s*[,;:?!](?!//)|(?<!\\d)[,;:?!](?!//)\\s*[\\x{4E00}-\\x{9FFF}“（《]")),
         "an ASCII mark beside Chinese"},
        {QRegularExpression(QStringLiteral("[\\x{4E00}-\\x{9FFF}”）]\\.(\\s|$)")), "an ASCII full stop"},
        {QRegularExpression(
             QStringLiteral("[\\x{4E00}-\\x{9FFF}]\\s*\\((?!\\*)[^)]*\\)|\\([^()]*[\\x{4E00}-\\x{9FFF}][^()]*\\)")),
         "ASCII brackets"},
        {QRegularExpression(QStringLiteral("\"[\\x{4E00}-\\x{9FFF}][^\"]*\"|'[\\x{4E00}-\\x{9FFF}][^']*'")),
         "ASCII quotation marks"},
        {QRegularExpression(QStringLiteral("[\\x{4E00}-\\x{9FFF}]\\.\\.\\.")), "dots instead of ……"},
        {QRegularExpression(QStringLiteral("[，。；：？！、（]\\s|\\s[，。；：？！、）]")),
         "a space beside a full-width mark"}};
    for (const auto &[rule, what] : rules) {
        if (const auto found = rule.match(plain); found.hasMatch() && !found.captured().contains(u'\n'))
            return QString::fromLatin1(what) + QStringLiteral(": ") + readable(text);
    }
    return {};
}

}

/// What the product says, in both languages.
class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTextIsTranslated();
    void translationsKeepTheirPlaces();
    void englishHasItsPlurals();
    void chineseIsPunctuatedAsChinese();
    void nothingIsABox();

private:
    /// What the sources have now, as Qt's own tool finds it.
    QList<Message> found();

    QList<Message> m_chinese;
};

void WordsTest::initTestCase()
{
    m_chinese = messagesOf(inTree("resources/translations/yunjie_zh_CN.ts"));
    QVERIFY(m_chinese.size() > 2000);
}

QList<Message> WordsTest::found()
{
    const QString tool = QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/lupdate");
    if (!QFile::exists(tool))
        return {};
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("found.ts"));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(tool, {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"), inTree("app"),
                         inTree("data"), inTree("scene"), QStringLiteral("-ts"), file});
    return process.waitForFinished(60000) && process.exitCode() == 0 ? messagesOf(file) : QList<Message>();
}

void WordsTest::everyTextIsTranslated()
{
    const QList<Message> wanted = found();
    if (wanted.isEmpty())
        QSKIP("lupdate is not installed");
    QSet<QString> exact, anywhere;
    for (const Message &message : m_chinese) {
        const bool isThere = message.finished && !message.forms.isEmpty() && !message.forms.contains(QString());
        if (!isThere)
            continue;
        exact.insert(message.context + u'\n' + message.source);
        anywhere.insert(message.source);
    }
    QSet<QString> interface;
    for (const QFileInfo &file : QDir(inTree("app/qml")).entryInfoList({QStringLiteral("*.qml")}))
        interface.insert(file.completeBaseName());
    QStringList missing;
    for (const Message &message : wanted) {
        // What has no letter ("%1 · %2") may stay as it is.
        static const QRegularExpression letter(QStringLiteral("\\p{L}"));
        QString words = message.source;
        words.remove(QRegularExpression(QStringLiteral("%L?[0-9n]+")));
        if (!words.contains(letter))
            continue;
        // Qt falls back to the text without its comment. A file's own translating function has its context from there,
        // of which the tool knows nothing: of C++ the text counts wherever it is.
        const bool isThere = interface.contains(message.context)
                                 ? exact.contains(message.context + u'\n' + message.source)
                                 : anywhere.contains(message.source);
        if (!isThere)
            missing.append(QStringLiteral("%1 | %2").arg(message.context, readable(message.source)));
    }
    missing.removeDuplicates();
    QVERIFY2(isEmpty(missing), qPrintable(QStringLiteral("%1 texts are not translated").arg(missing.size())));
}

/// A placeholder that is lost loses what it stands for.
void WordsTest::translationsKeepTheirPlaces()
{
    static const QRegularExpression place(QStringLiteral("%L?[0-9n]"));
    const auto placesOf = [&](const QString &text) {
        QStringList places;
        for (auto it = place.globalMatch(text); it.hasNext();)
            places.append(it.next().captured());
        places.sort();
        places.removeDuplicates();
        return places;
    };
    QStringList wrong;
    for (const Message &message : m_chinese) {
        for (const QString &form : message.forms) {
            if (placesOf(form) != placesOf(message.source))
                wrong.append(
                    QStringLiteral("%1 | %2 | %3").arg(message.context, readable(message.source), readable(form)));
        }
    }
    QVERIFY2(isEmpty(wrong), qPrintable(QStringLiteral("%1 lost their places").arg(wrong.size())));
}

void WordsTest::englishHasItsPlurals()
{
    const QList<Message> wanted = found();
    if (wanted.isEmpty())
        QSKIP("lupdate is not installed");
    QSet<QString> known;
    for (const Message &message : messagesOf(inTree("resources/translations/yunjie_en.ts"))) {
        if (message.numerus && message.forms.size() == 2 && !message.forms.contains(QString()))
            known.insert(message.source);
    }
    for (const Message &message : wanted)
        QVERIFY2(!message.numerus || known.contains(message.source), qPrintable(message.source));
}

void WordsTest::chineseIsPunctuatedAsChinese()
{
    QStringList wrong;
    for (const Message &message : m_chinese) {
        for (const QString &form : message.forms) {
            if (const QString what = misplaced(form); !what.isEmpty())
                wrong.append(QStringLiteral("%1 | %2 | %3").arg(message.context, what, readable(message.source)));
        }
    }
    for (const QString &text : dataTexts()) {
        if (const QString what = misplaced(text); !what.isEmpty())
            wrong.append(QStringLiteral("data | %1").arg(what));
    }
    QVERIFY2(isEmpty(wrong), qPrintable(QStringLiteral("%1 are not").arg(wrong.size())));
}

/// Every character of every text has a glyph in the interface's font or in one that Qt takes in its place.
void WordsTest::nothingIsABox()
{
    QSet<QString> characters;
    const auto take = [&](const QString &text) {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool isPair = text.at(i).isHighSurrogate() && i + 1 < text.size();
            const QString one = text.mid(i, isPair ? 2 : 1);
            if (one.at(0).isPrint() || isPair)
                characters.insert(one);
            i += isPair ? 1 : 0;
        }
    };
    for (const Message &message : m_chinese) {
        take(message.source);
        for (const QString &form : message.forms)
            take(form);
    }
    for (const QString &text : dataTexts())
        take(text);
    QVERIFY(characters.size() > 500);
    QFont font(QStringLiteral("Noto Sans CJK SC"));
    font.setPixelSize(16);
    QStringList boxes;
    for (const QString &one : characters) {
        QTextLayout layout(one, font);
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        const QList<QGlyphRun> runs = layout.glyphRuns();
        if (runs.isEmpty() && !one.at(0).isSpace())
            boxes.append(one);
        for (const QGlyphRun &run : runs) {
            if (run.glyphIndexes().contains(0U))
                boxes.append(QStringLiteral("%1 (U+%2)").arg(one, QString::number(one.at(0).unicode(), 16)));
        }
    }
    QVERIFY2(boxes.isEmpty(), qPrintable(boxes.join(u' ')));
}

QTEST_MAIN(WordsTest)
#include "tst_words.moc"
