#pragma once

#include <QString>
#include <QUrl>

namespace app
{

/// The path that a file dialog gave; Qt's own (6.4) leaves the scheme out once the name was typed. Empty: not on this
/// machine.
inline QString chosenPath(const QUrl &url)
{
    return url.scheme().isEmpty() ? url.path() : url.toLocalFile();
}

}
