#include "formats/cityjson/JsonText.h"

#include "formats/Tr.h"

#include <cmath>
#include <cstring>

namespace formats::json
{

char *Padded::resize(size_t size)
{
    if (size + simdjson::SIMDJSON_PADDING > m_capacity) {
        m_capacity = size + size / 8 + simdjson::SIMDJSON_PADDING;
        std::unique_ptr<char[]> larger(new char[m_capacity]);
        if (m_size > 0)
            std::memcpy(larger.get(), m_bytes.get(), m_size);
        m_bytes = std::move(larger);
    }
    m_size = size;
    std::memset(m_bytes.get() + size, 0, simdjson::SIMDJSON_PADDING);
    return m_bytes.get();
}

simdjson::padded_string_view Padded::view() const
{
    const bool mark = m_size >= 3 && std::memcmp(m_bytes.get(), "\xEF\xBB\xBF", 3) == 0;
    const size_t skip = mark ? 3 : 0;
    return simdjson::padded_string_view(m_bytes.get() + skip, m_size - skip, m_capacity - skip);
}

base::Result<void> load(const QString &path, Padded &into)
{
    QFile file(path);
    if (!file.exists())
        return base::failure(QStringLiteral("file-missing"), tr("there is no such file"), path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return base::failure(QStringLiteral("file-unreadable"), file.errorString(), path);
    constexpr qint64 Most = 0xFFFFFF00; // simdjson counts bytes in 32 bits
    if (file.size() > Most) {
        return base::failure(QStringLiteral("file-too-large"), tr("the file is larger than 4 GiB"), path, {},
                             tr("cut it into tiles, or make a CityJSONSeq of it"));
    }
    const qint64 size = file.size();
    char *to = into.resize(size_t(size));
    for (qint64 at = 0; at < size;) {
        const qint64 got = file.read(to + at, size - at);
        if (got <= 0)
            return base::failure(QStringLiteral("file-unreadable"), file.errorString(), path);
        at += got;
    }
    return {};
}

bool wholeNumber(od::value value, int64_t &number)
{
    if (value.get_int64().get(number) == simdjson::SUCCESS)
        return true;
    double real = 0; // "12.0", or a number past 64 bits
    if (value.get_double().get(real) != simdjson::SUCCESS || real != std::floor(real) || std::abs(real) > 9e15)
        return false;
    number = int64_t(real);
    return true;
}

bool number(od::value value, double &number)
{
    return value.get_double().get(number) == simdjson::SUCCESS && std::isfinite(number);
}

QString numberOrText(od::value value)
{
    od::json_type type;
    if (value.type().get(type))
        return {};
    if (type == od::json_type::string) {
        std::string_view text;
        return value.get_string().get(text) ? QString() : toText(text);
    }
    double real = 0;
    return type == od::json_type::number && number(value, real) ? QString::number(real) : QString();
}

Code numbers(od::value value, double *to, size_t count)
{
    od::array array;
    if (const Code error = value.get_array().get(array))
        return error;
    size_t i = 0;
    bool good = true;
    for (auto item : array) {
        od::value one;
        if (const Code error = item.get(one))
            return error;
        if (i < count && !number(one, to[i]))
            good = false;
        ++i;
    }
    return good && i >= count ? simdjson::SUCCESS : simdjson::INCORRECT_TYPE;
}

QString anyText(od::value value, bool &numeric, double &real)
{
    numeric = false;
    od::json_type type;
    if (value.type().get(type))
        return {};
    switch (type) {
    case od::json_type::number:
        numeric = number(value, real);
        return {};
    case od::json_type::string: {
        std::string_view text;
        return value.get_string().get(text) ? QString() : toText(text);
    }
    case od::json_type::boolean: {
        bool truth = false;
        return value.get_bool().get(truth) ? QString() : truth ? QStringLiteral("true") : QStringLiteral("false");
    }
    case od::json_type::null:
        return {};
    default: {
        std::string_view raw;
        return simdjson::to_json_string(value).get(raw) ? QString() : toText(raw).simplified();
    }
    }
}

QString explain(Code code)
{
    switch (code) {
    case simdjson::UTF8_ERROR:
        return tr("the file is not UTF-8");
    case simdjson::EMPTY:
        return tr("the file is empty");
    case simdjson::UNCLOSED_STRING:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return tr("the JSON ends too early; the file is cut off");
    case simdjson::DEPTH_ERROR:
        return tr("the JSON is nested too deeply");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return tr("not enough memory for the file");
    default:
        return tr("invalid JSON: %1").arg(QString::fromLatin1(simdjson::error_message(code)));
    }
}

bool isFatal(Code code)
{
    switch (code) {
    case simdjson::SUCCESS:
    case simdjson::INCORRECT_TYPE:
    case simdjson::NO_SUCH_FIELD:
    case simdjson::NUMBER_ERROR:
    case simdjson::NUMBER_OUT_OF_RANGE:
        return false;
    default:
        return true;
    }
}

}
