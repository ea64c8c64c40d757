#pragma once

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

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
    /// As it is read most.
    Text of(const QString &text);
    /// That first, then as characters of place names are read elsewhere ("chang" or "zhang"): at most four.
    std::vector<Text> readings(const QString &text);

private:
    const QString &syllable(char32_t character);
    void add(Text &text, char32_t character, const QString &spoken);
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    QHash<char32_t, QString> m_known;
};

}
