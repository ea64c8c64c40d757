#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Reads the clear text of ISO 10303-21 ("STEP physical file") that IFC files are written in. Only the standard
/// library: the program reads with it what a building means, and the reading process mends with it what IFC++ stumbles
/// over.
namespace formats::step
{

/// One parameter of an instance (ISO 10303-21, 7.3).
struct Value {
    enum class Kind : uint8_t { Null, Derived, Number, Text, Enumeration, Reference, List, Typed };
    Kind kind = Kind::Null;
    double number = 0;       ///< Number
    uint32_t reference = 0;  ///< Reference
    std::string_view text;   ///< Text: between its quotes, undecoded; Enumeration: between its dots; Typed: its type
    std::vector<Value> list; ///< List; Typed: its parameters
    bool isNumber() const { return kind == Kind::Number; }
    bool isReference() const { return kind == Kind::Reference; }
    bool isList() const { return kind == Kind::List; }
};

/// "#12=IFCWALL(...)". The views are into the file's text.
struct Instance {
    uint32_t id = 0;
    std::string_view type;      ///< in capitals as it must be; empty for complex instances
    std::string_view arguments; ///< between the outer brackets
    size_t begin = 0, end = 0;  ///< of the whole statement in the text, the semicolon included
};

/// A file's instances by id. Belongs to whoever made it; reading it is safe from several threads.
class File
{
public:
    File() = default;
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    /// Takes the text over. Statements that are broken are left out and counted; false where there is no data at all.
    bool parse(std::string text);

    const std::string &text() const { return m_text; }
    const std::vector<Instance> &instances() const { return m_instances; } ///< by id
    const Instance *find(uint32_t id) const;
    std::string_view schema() const { return m_schema; } ///< "IFC2X3", as FILE_SCHEMA names it
    size_t dataBegin() const { return m_dataBegin; }     ///< where the data section begins in the text
    size_t brokenStatements() const { return m_broken; }

private:
    void readHeader();
    std::string m_text;
    std::string_view m_schema;
    size_t m_dataBegin = 0;
    size_t m_broken = 0;
    std::vector<Instance> m_instances;
};

/// The parameters between an instance's brackets; what is broken becomes Null, lists nested too deep are empty.
std::vector<Value> arguments(std::string_view between);

/// UTF-8 of a text as it stands between its quotes: doubled quotes, \X\, \X2\, \X4\, \S\ and \P\ (ISO 10303-21, 6.4.3);
/// bytes that are no UTF-8 are taken as ISO 8859-1.
std::string decoded(std::string_view text);

}
