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

Pinyin::Text Pinyin::of(const QString &text)
{
    Text result;
    for (const char32_t c : text.toUcs4()) {
        if (c < 0x80) {
            const QChar letter{char16_t(c)};
            if (letter.isLetterOrNumber()) {
                result.full += letter.toLower();
                result.initials += letter.toLower();
            }
            continue;
        }
        const QString &spoken = syllable(c);
        result.full += spoken;
        if (QChar::script(c) == QChar::Script_Han)
            result.initials += spoken.left(1);
        else
            result.initials += spoken;
    }
    return result;
}

}
