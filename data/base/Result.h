#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace base
{

/// What went wrong, in words that an operator can act on: what, in which file (and feature or line), why, what to do.
struct Error {
    QString code;    ///< stable, kebab-case, for scripts: "file-missing", "crs-unknown" ...
    QString message; ///< translated; what and why
    QString source;  ///< file, layer or URL; may be empty
    QString feature; ///< feature id, line or JSON pointer; may be empty
    QString hint;    ///< translated; what to do; may be empty

    /// One line: `source: feature: message (hint)`.
    QString toLine() const
    {
        QString line;
        if (!source.isEmpty())
            line += source + QStringLiteral(": ");
        if (!feature.isEmpty())
            line += feature + QStringLiteral(": ");
        line += message;
        if (!hint.isEmpty())
            line += QStringLiteral(" (") + hint + QStringLiteral(")");
        return line;
    }
};

/// A value or an Error; no exception crosses a target.
template <typename T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> failure(QString code, QString message, QString source = {}, QString feature = {},
                                     QString hint = {})
{
    return tl::unexpected<Error>(
        Error{std::move(code), std::move(message), std::move(source), std::move(feature), std::move(hint)});
}

}
