#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace formats
{

/// Texts that objects repeat, their attributes' names above all: each is made once.
class RepeatedTexts
{
public:
    /// The name of a member of an object: with the names of those that it is within before it ("quality.points").
    /// `within`: what `name` said of the object that it is in; -1 for the outermost.
    int name(int within, std::string_view key);
    const QString &nameAt(int name) const { return m_names[size_t(name)].name; }
    /// A value of the attribute of that name.
    QString value(int name, std::string_view text);

private:
    struct Name {
        int within;
        std::string key;
        QString name;
        std::vector<std::pair<std::string, QString>> values; ///< a few
        size_t oldest = 0;                                   ///< of the values: the next to give way
    };
    std::vector<Name> m_names;
    size_t m_next = 0; ///< where the next name is mostly found: objects write theirs in one order
};

}
