#include "formats/ifc/StepFile.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace formats::step
{

static bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\v';
}

static bool isWord(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Past the quote that ends a text which begins at `at`; doubled quotes are part of it.
static size_t afterText(std::string_view text, size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] != '\'')
            continue;
        if (at + 1 < text.size() && text[at + 1] == '\'')
            ++at;
        else
            return at + 1;
    }
    return text.size();
}

static size_t afterComment(std::string_view text, size_t at)
{
    const size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
}

static bool beginsComment(std::string_view text, size_t at)
{
    return text[at] == '/' && at + 1 < text.size() && text[at + 1] == '*';
}

static size_t skipBlanks(std::string_view text, size_t at)
{
    while (at < text.size()) {
        if (isBlank(text[at]))
            ++at;
        else if (beginsComment(text, at))
            at = afterComment(text, at);
        else
            break;
    }
    return at;
}

// Where "DATA" stands as a section's name, not in a text of the header.
static size_t dataSection(std::string_view text)
{
    size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '\'') {
            at = afterText(text, at);
        } else if (beginsComment(text, at)) {
            at = afterComment(text, at);
        } else if (text.compare(at, 4, "DATA") == 0 && (at == 0 || !isWord(text[at - 1]))) {
            const size_t next = skipBlanks(text, at + 4);
            if (next < text.size() && (text[next] == ';' || text[next] == '('))
                return at;
            at += 4;
        } else {
            ++at;
        }
    }
    return std::string_view::npos;
}

void File::readHeader()
{
    const std::string_view text(m_text);
    const size_t at = text.substr(0, 100'000).find("FILE_SCHEMA");
    if (at == std::string_view::npos)
        return;
    const size_t open = text.find('\'', at);
    if (open == std::string_view::npos || open > at + 200)
        return;
    const size_t close = text.find('\'', open + 1);
    if (close == std::string_view::npos || close > open + 100)
        return;
    m_schema = text.substr(open + 1, close - open - 1);
}

bool File::parse(std::string bytes)
{
    m_text = std::move(bytes);
    m_instances.clear();
    readHeader();
    const std::string_view text(m_text);
    size_t at = dataSection(text);
    if (at == std::string_view::npos)
        return false;
    m_dataBegin = at;
    m_instances.reserve(m_text.size() / 60);
    while (at < text.size()) {
        at = skipBlanks(text, at);
        if (at >= text.size())
            break;
        const size_t begin = at;
        Instance instance;
        bool good = text[at] == '#';
        if (good) {
            const auto parsed = std::from_chars(text.data() + at + 1, text.data() + text.size(), instance.id);
            good = parsed.ec == std::errc() && instance.id > 0;
            at = good ? size_t(parsed.ptr - text.data()) : at;
            at = skipBlanks(text, at);
            good = good && at < text.size() && text[at] == '=';
            at = good ? skipBlanks(text, at + 1) : at;
            const size_t name = at;
            while (at < text.size() && isWord(text[at]))
                ++at;
            instance.type = text.substr(name, at - name);
            at = skipBlanks(text, at);
            good = good && at < text.size() && text[at] == '(';
        }
        // To the semicolon, over texts and comments.
        int depth = 0;
        size_t open = std::string_view::npos, close = std::string_view::npos;
        while (at < text.size() && text[at] != ';') {
            const char c = text[at];
            if (c == '\'') {
                at = afterText(text, at);
                continue;
            }
            if (beginsComment(text, at)) {
                at = afterComment(text, at);
                continue;
            }
            if (c == '(' && depth++ == 0 && open == std::string_view::npos)
                open = at + 1;
            if (c == ')' && --depth == 0)
                close = at;
            ++at;
        }
        const bool isStatement = begin < text.size() && text[begin] == '#';
        good =
            good && depth == 0 && open != std::string_view::npos && close != std::string_view::npos && at < text.size();
        at = std::min(text.size(), at + 1);
        if (good) {
            instance.arguments = text.substr(open, close - open);
            instance.begin = begin;
            instance.end = at;
            m_instances.push_back(instance);
        } else if (isStatement) {
            ++m_broken;
        }
    }
    const auto byId = [](const Instance &a, const Instance &b) { return a.id < b.id; };
    if (!std::is_sorted(m_instances.begin(), m_instances.end(), byId))
        std::stable_sort(m_instances.begin(), m_instances.end(), byId);
    return !m_instances.empty();
}

const Instance *File::find(uint32_t id) const
{
    const auto found = std::lower_bound(m_instances.begin(), m_instances.end(), id,
                                        [](const Instance &instance, uint32_t wanted) { return instance.id < wanted; });
    return found != m_instances.end() && found->id == id ? &*found : nullptr;
}

namespace
{

class Parameters
{
public:
    explicit Parameters(std::string_view text) : m_text(text) {}

    std::vector<Value> list(int depth)
    {
        std::vector<Value> values;
        for (;;) {
            m_at = skipBlanks(m_text, m_at);
            if (m_at >= m_text.size() || m_text[m_at] == ')')
                return values;
            if (m_text[m_at] == ',') { // nothing between two commas
                ++m_at;
                continue;
            }
            values.push_back(one(depth));
            m_at = skipBlanks(m_text, m_at);
            if (m_at < m_text.size() && m_text[m_at] == ',')
                ++m_at;
        }
    }

private:
    static constexpr int Deepest = 24;

    Value one(int depth)
    {
        Value value;
        const char c = m_text[m_at];
        const char *const end = m_text.data() + m_text.size();
        if (c == '\'') {
            const size_t next = afterText(m_text, m_at);
            value.kind = Value::Kind::Text;
            value.text = m_text.substr(m_at + 1, next - m_at > 1 ? next - m_at - 2 : 0);
            m_at = next;
        } else if (c == '#') {
            const auto parsed = std::from_chars(m_text.data() + m_at + 1, end, value.reference);
            if (parsed.ec == std::errc())
                value.kind = Value::Kind::Reference;
            m_at = std::max(m_at + 1, size_t(parsed.ptr - m_text.data()));
        } else if (c == '.') {
            const size_t close = m_text.find('.', m_at + 1);
            if (close == std::string_view::npos) {
                m_at = m_text.size();
                return value;
            }
            value.kind = Value::Kind::Enumeration;
            value.text = m_text.substr(m_at + 1, close - m_at - 1);
            m_at = close + 1;
        } else if (c == '(') {
            value.kind = Value::Kind::List;
            nested(value, depth);
        } else if ((c >= '0' && c <= '9') || c == '-' || c == '+') {
            const size_t from = c == '+' ? m_at + 1 : m_at;
            const auto parsed = std::from_chars(m_text.data() + from, end, value.number);
            if (parsed.ec == std::errc())
                value.kind = Value::Kind::Number;
            m_at = std::max(m_at + 1, size_t(parsed.ptr - m_text.data()));
        } else if (isWord(c)) {
            const size_t from = m_at;
            while (m_at < m_text.size() && isWord(m_text[m_at]))
                ++m_at;
            value.text = m_text.substr(from, m_at - from);
            m_at = skipBlanks(m_text, m_at);
            if (m_at < m_text.size() && m_text[m_at] == '(') {
                value.kind = Value::Kind::Typed;
                nested(value, depth);
            }
        } else {
            if (c == '*')
                value.kind = Value::Kind::Derived;
            ++m_at; // "$", or something that may not stand here
        }
        return value;
    }

    void nested(Value &value, int depth)
    {
        if (depth >= Deepest) {
            m_at = m_text.size();
            return;
        }
        ++m_at;
        value.list = list(depth + 1);
        if (m_at < m_text.size())
            ++m_at;
    }

    std::string_view m_text;
    size_t m_at = 0;
};

void appendUtf8(std::string &to, uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    if (code < 0x80) {
        to += char(code);
    } else if (code < 0x800) {
        to += char(0xC0 | (code >> 6));
        to += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        to += char(0xE0 | (code >> 12));
        to += char(0x80 | ((code >> 6) & 0x3F));
        to += char(0x80 | (code & 0x3F));
    } else {
        to += char(0xF0 | (code >> 18));
        to += char(0x80 | ((code >> 12) & 0x3F));
        to += char(0x80 | ((code >> 6) & 0x3F));
        to += char(0x80 | (code & 0x3F));
    }
}

bool isUtf8(std::string_view text)
{
    for (size_t i = 0; i < text.size();) {
        const auto c = uint8_t(text[i]);
        const size_t more = c < 0x80                ? 0
                            : c >= 0xC2 && c < 0xE0 ? 1
                            : c >= 0xE0 && c < 0xF0 ? 2
                            : c >= 0xF0 && c < 0xF5 ? 3
                                                    : 4;
        if (more == 4 || i + more >= text.size())
            return false;
        for (size_t k = 1; k <= more; ++k) {
            if ((uint8_t(text[i + k]) & 0xC0) != 0x80)
                return false;
        }
        i += more + 1;
    }
    return true;
}

bool hexadecimal(std::string_view text, size_t at, size_t digits, uint32_t &code)
{
    if (at + digits > text.size())
        return false;
    const auto parsed = std::from_chars(text.data() + at, text.data() + at + digits, code, 16);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + at + digits;
}

// "\X2\4E2D6587\X0\": returns past its end.
size_t appendWide(std::string_view text, size_t at, size_t digits, std::string &to)
{
    uint32_t code = 0, high = 0;
    while (hexadecimal(text, at, digits, code)) {
        at += digits;
        if (digits == 4 && code >= 0xD800 && code < 0xDC00) {
            high = code; // Windows programs write UTF-16 pairs here
            continue;
        }
        if (high && code >= 0xDC00 && code < 0xE000)
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
        high = 0;
        appendUtf8(to, code);
    }
    return text.compare(at, 4, "\\X0\\") == 0 ? at + 4 : at;
}

}

std::vector<Value> arguments(std::string_view between)
{
    return Parameters(between).list(0);
}

std::string decoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    const bool utf8 = isUtf8(text);
    for (size_t i = 0; i < text.size();) {
        const char c = text[i];
        uint32_t code = 0;
        if (c == '\'' && i + 1 < text.size() && text[i + 1] == '\'') {
            out += '\'';
            i += 2;
        } else if (c == '\\' && text.compare(i, 4, "\\X2\\") == 0) {
            i = appendWide(text, i + 4, 4, out);
        } else if (c == '\\' && text.compare(i, 4, "\\X4\\") == 0) {
            i = appendWide(text, i + 4, 8, out);
        } else if (c == '\\' && text.compare(i, 3, "\\X\\") == 0 && hexadecimal(text, i + 3, 2, code)) {
            appendUtf8(out, code);
            i += 5;
        } else if (c == '\\' && text.compare(i, 3, "\\S\\") == 0 && i + 3 < text.size()) {
            appendUtf8(out, uint8_t(text[i + 3]) | 0x80u);
            i += 4;
        } else if (c == '\\' && i + 3 < text.size() && text[i + 1] == 'P' && text[i + 3] == '\\') {
            i += 4; // another alphabet of ISO 8859: met nowhere
        } else if (c == '\\' && i + 1 < text.size() && text[i + 1] == '\\') {
            out += '\\';
            i += 2;
        } else {
            if (utf8 || uint8_t(c) < 0x80)
                out += c;
            else
                appendUtf8(out, uint8_t(c));
            ++i;
        }
    }
    return out;
}

}
