#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace feeds
{

/// Walks through delimited text (RFC 4180: quotes, doubled quotes, line breaks within quotes; LF and CRLF) without
/// copying it. The text must outlive the walk.
class Delimited
{
public:
    explicit Delimited(std::string_view text, char delimiter = ',') : m_text(text), m_delimiter(delimiter) {}

    /// The delimiter of a header line: the one of comma, semicolon, tab and bar that it holds most often.
    static char sniff(std::string_view text);

    /// The next record that is not empty; false at the end. Fields are views into the text, or, where doubled quotes
    /// had to be undone, into a buffer that lives until the next call.
    bool next(std::vector<std::string_view> &fields);
    size_t offset() const { return m_start; } ///< of the record that `next` gave
    size_t line() const { return m_line; }    ///< of its beginning, from 1
    size_t position() const { return m_at; }  ///< of what comes next
    void seek(size_t offset, size_t line = 1) { m_at = offset, m_nextLine = line; }

private:
    std::string_view quoted();

    std::string_view m_text;
    char m_delimiter;
    size_t m_at = 0, m_start = 0, m_line = 0, m_nextLine = 1;
    std::deque<std::string> m_undone;
};

}
