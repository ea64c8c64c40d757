#pragma once

#include "base/Result.h"

#include <QFile>

#include <simdjson.h>

#include <memory>

/// What simdjson needs around it: padded memory, and its values as ours. On-demand parsing holds the text and an index
/// of it, never a tree. Private to cityjson/.
namespace formats::json
{

namespace od = simdjson::ondemand;
using Code = simdjson::error_code;

inline QString toText(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

/// Bytes with the padding that simdjson reads over; grows, and is used again for the next line of a sequence.
class Padded
{
public:
    char *resize(size_t size);
    char *data() { return m_bytes.get(); }
    const char *data() const { return m_bytes.get(); }
    size_t size() const { return m_size; }
    /// Without a byte order mark.
    simdjson::padded_string_view view() const;

private:
    std::unique_ptr<char[]> m_bytes;
    size_t m_size = 0, m_capacity = 0;
};

/// The whole file. Errors: "file-missing", "file-unreadable", "file-too-large".
base::Result<void> load(const QString &path, Padded &into);

/// A number as whole number where it is one; false for anything else. Leaves the value unconsumed if false.
bool wholeNumber(od::value value, int64_t &number);
/// Any finite number.
bool number(od::value value, double &number);
/// A number, or a text that is one ("2.2").
QString numberOrText(od::value value);
/// The first `count` numbers of an array into `numbers`; INCORRECT_TYPE where it is not one, or too short.
Code numbers(od::value value, double *numbers, size_t count);
/// Text, number, truth value; arrays and objects as JSON; empty for null. `numeric` tells.
QString anyText(od::value value, bool &numeric, double &number);

/// For the user: what is wrong with the JSON.
QString explain(Code code);
/// Whether parsing cannot go on after it: the text itself is broken, not only other than expected.
bool isFatal(Code code);

}
