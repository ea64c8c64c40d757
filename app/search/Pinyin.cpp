#include "search/Pinyin.h"

#include <QStringList>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <utility>

namespace app
{

/// Made for the first character that needs it: ICU takes a tenth of a second.
struct Pinyin::Impl {
    std::unique_ptr<icu::Transliterator> hanToLatin;
    bool tried = false;
};

Pinyin::Pinyin() : m_impl(std::make_unique<Impl>()) {}

Pinyin::~Pinyin() = default;

const QString &Pinyin::syllable(char32_t character)
{
    const auto found = m_known.constFind(character);
    if (found != m_known.constEnd())
        return *found;
    if (!std::exchange(m_impl->tried, true)) {
        UErrorCode status = U_ZERO_ERROR;
        m_impl->hanToLatin.reset(
            icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    }
    QString text;
    if (m_impl->hanToLatin) {
        icu::UnicodeString one = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32 *>(&character), 1);
        m_impl->hanToLatin->transliterate(one);
        for (int32_t i = 0; i < one.length(); ++i) {
            const QChar c(one[i]);
            if (c.isLetterOrNumber())
                text += c.toLower();
        }
    }
    return *m_known.insert(character, text);
}

void Pinyin::add(Text &text, char32_t character, const QString &spoken)
{
    if (character < 0x80) {
        const QChar letter{char16_t(character)};
        if (letter.isLetterOrNumber()) {
            text.full += letter.toLower();
            text.initials += letter.toLower();
        }
        return;
    }
    text.full += spoken;
    text.initials += QChar::script(character) == QChar::Script_Han ? spoken.left(1) : spoken;
}

Pinyin::Text Pinyin::of(const QString &text)
{
    return readings(text).front();
}

/// Characters that stand in names of places in either reading; ICU knows one of them.
static const QHash<char32_t, QStringList> &twoReadings()
{
    static const QHash<char32_t, QStringList> known = [] {
        QHash<char32_t, QStringList> result;
        for (const char *entry : {"长 chang zhang", "重 chong zhong", "行 hang xing", "朝 chao zhao", "乐 le yue",
                                  "曾 ceng zeng", "单 dan shan", "埔 bu pu", "番 fan pan", "蔚 wei yu", "莘 shen xin",
                                  "盛 cheng sheng", "涌 chong yong", "圩 wei xu", "堡 bao pu", "铺 pu bu"}) {
            QStringList parts = QString::fromUtf8(entry).split(u' ');
            const char32_t character = parts.takeFirst().toUcs4().front();
            result.insert(character, parts);
        }
        return result;
    }();
    return known;
}

std::vector<Pinyin::Text> Pinyin::readings(const QString &text)
{
    constexpr size_t Most = 4;
    std::vector<Text> result(1);
    for (const char32_t c : text.toUcs4()) {
        const QString spoken = c < 0x80 ? QString() : syllable(c);
        const size_t before = result.size();
        if (const auto two = twoReadings().constFind(c); two != twoReadings().constEnd()) {
            for (const QString &other : *two) {
                for (size_t i = 0; other != spoken && i < before && result.size() < Most; ++i) {
                    result.push_back(result[i]);
                    add(result.back(), c, other);
                }
            }
        }
        for (size_t i = 0; i < before; ++i)
            add(result[i], c, spoken);
    }
    return result;
}

}
