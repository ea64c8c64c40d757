#pragma once

#include <QHash>
#include <QString>

#include <memory>

namespace app
{

/// Chinese text to pinyin without tones, by ICU's Han-Latin transliteration; each character is looked up once. For one
/// thread.
class Pinyin
{
public:
    Pinyin();
    ~Pinyin();

    struct Text {
        QString full;     ///< "luohulu"; letters and digits of other scripts in lower case, the rest left out
        QString initials; ///< "lhl"; whole words of other scripts
    };
    Text of(const QString &text);

private:
    const QString &syllable(char32_t character);
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    QHash<char32_t, QString> m_known;
};

}
